//! The printed rows of a document and its anatomy: header block, title, opening, closing part.

use super::folded::Folded;
use crate::flow::{Para, ParaKind};
use crate::outline::{label, lines, title};
use tonghop_document::Align;
use tonghop_model::reading::Section;
use tonghop_text::fold;

/// Most rows that a header block can have.
const HEAD_ROWS: usize = 40;
/// Most rows that a closing part can have.
const TAIL_ROWS: usize = 90;

/// One printed row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// Its text.
    pub text: &'a str,
    /// Index of its paragraph.
    pub para: usize,
    /// Hints of its paragraph.
    pub bold: bool,
    /// True where the paragraph is centred.
    pub centred: bool,
}

/// One row for each text, for tests.
#[cfg(test)]
pub(crate) fn rows_of<'a>(texts: &[&'a str]) -> Vec<Row<'a>> {
    let row = |(para, text): (usize, &&'a str)| Row {
        text,
        para,
        bold: false,
        centred: false,
    };
    texts.iter().enumerate().map(row).collect()
}

/// The parts of a document that the header is read from.
#[derive(Debug, Default)]
pub(crate) struct Anatomy<'a> {
    /// Rows before the type.
    pub head: Vec<Row<'a>>,
    /// Type as printed: "BÁO CÁO".
    pub kind: Option<&'a str>,
    /// What the type's row adds to it: "NHANH" of "BÁO CÁO NHANH".
    pub qualifier: Option<&'a str>,
    /// Rows of the title.
    pub title: Vec<&'a str>,
    /// The line that names the report by its number, where there is no header block: "Báo cáo số 9/BC-UBND
    /// ngày … về …", as sites of communes print it.
    pub named: Option<&'a str>,
    /// Rows between the title and the first section, "Kính gửi" included.
    pub opening: Vec<Row<'a>>,
    /// Rows from the closing sentence on, up to the annex.
    pub tail: Vec<Row<'a>>,
    /// Titles of annexes.
    pub annexes: Vec<String>,
}

/// The rows of all paragraphs but footnotes.
fn rows(paras: &[Para]) -> Vec<Row<'_>> {
    let mut out = Vec::with_capacity(paras.len() * 2);
    for (index, para) in paras.iter().enumerate() {
        if matches!(para.kind, ParaKind::Footnote(_)) {
            continue;
        }
        for line in lines::of(para) {
            out.push(Row {
                text: &para.text[line.start..line.end],
                para: index,
                bold: para.bold || para.heading.is_some(),
                centred: para.align == Align::Centre,
            });
        }
    }
    out
}

/// Cuts a document into the parts of its form.
pub(crate) fn anatomy<'a>(paras: &'a [Para], sections: &[Section]) -> Anatomy<'a> {
    let rows = rows(paras);
    let first_section = sections.first().and_then(|s| {
        paras.iter().position(|p| {
            let at = p.whole();
            (at.block, at.cell) == (s.span.block, s.span.cell)
                && at.start <= s.span.start
                && s.span.start < at.end.max(1)
        })
    });
    let typed = rows
        .iter()
        .take(HEAD_ROWS)
        .take_while(|r| first_section.is_none_or(|s| r.para < s))
        .enumerate()
        .filter(|(_, r)| paras[r.para].kind == ParaKind::Body || label::is_caps(r.text))
        .filter(|(i, r)| !goes_on_with_title(i.checked_sub(1).map(|above| &rows[above]), r))
        .find_map(|(i, r)| title::document_type(r.text).map(|t| (i, t)));
    let mut anatomy = Anatomy::default();
    let mut at = 0;
    if let Some((row, (kind, end))) = typed {
        anatomy.head = rows[..row].to_vec();
        anatomy.kind = Some(kind);
        let rest = rows[row].text[end..].trim();
        if !rest.is_empty() {
            anatomy.title.push(rest);
        }
        at = title_rows(paras, &rows, row + 1, &mut anatomy.title);
        if !rest.is_empty() && anatomy.title.get(1).is_some_and(|below| qualifies(rest, below)) {
            anatomy.qualifier = Some(anatomy.title.remove(0));
        }
    } else if let Some((row, about)) = named_by_number(&rows) {
        anatomy.head = rows[..row].to_vec();
        anatomy.named = Some(rows[row].text);
        anatomy.title.push(rows[row].text[about..].trim());
        at = title_rows(paras, &rows, row + 1, &mut anatomy.title);
    } else if let Some((row, about)) = typed_in_sentence(&rows) {
        anatomy.title.push(rows[row].text[about..].trim());
        at = row + 1;
    } else {
        let greeting = rows
            .iter()
            .take(HEAD_ROWS)
            .position(|r| fold(r.text).starts_with("kinh gui"));
        let text = rows
            .iter()
            .position(|r| paras[r.para].len() > 200 || Some(r.para) == first_section);
        let end = greeting.or(text).unwrap_or(rows.len()).min(HEAD_ROWS);
        anatomy.head = rows[..end].to_vec();
        at = at.max(end);
    }
    let body = rows
        .iter()
        .skip(at)
        .take_while(|r| first_section.is_none_or(|s| r.para < s));
    anatomy.opening = body.take(60).copied().collect();
    let annexes: Vec<usize> = (at..rows.len())
        .filter(|&i| title::is_annex(rows[i].text))
        .take(50)
        .collect();
    anatomy.annexes = annexes.iter().map(|&i| annex_title(&rows[i..])).collect();
    anatomy.tail = tail(&rows, at, &annexes);
    anatomy
}

/// The row among the first ones that names the report by its number, and the byte at which its title starts.
fn named_by_number(rows: &[Row<'_>]) -> Option<(usize, usize)> {
    rows.iter().take(12).enumerate().find_map(|(i, row)| {
        let folded = Folded::new(row.text);
        let text = &folded.folded;
        let named = text.starts_with("bao cao so") && row.text.starts_with(char::is_uppercase);
        let numbered = {
            let start: String = text.chars().take(60).collect();
            ["/bc-", "-bc/", "/bc "].iter().any(|s| start.contains(s))
        };
        let about = text
            .find(" ve viec ")
            .map(|at| at + 9)
            .or_else(|| text.find(" ve ").map(|at| at + 4))?;
        (named && numbered && about < 90 && !row.text.ends_with([';', ','])).then(|| (i, folded.back(about)))
    })
}

/// The first row where it is type and title in small letters, as sites print them above a report without its header block:
/// "Báo cáo công tác tháng 5 năm 2031". With the byte at which the title starts.
fn typed_in_sentence(rows: &[Row<'_>]) -> Option<(usize, usize)> {
    const WORDS: std::ops::RangeInclusive<usize> = 5..=60;
    const TYPE: &str = "Báo cáo ";
    let row = rows.first()?;
    let (rest, about) = match row.text.strip_prefix(TYPE) {
        Some(rest) => (rest, TYPE.len()),
        None => (row.text, 0),
    };
    // "Tổng kết Chương trình … giai đoạn 2021 - 2030": the type is left out as well.
    let folded = fold(rest);
    let opens = about > 0
        || ["tong ket ", "so ket ", "ket qua ", "tinh hinh "]
            .iter()
            .any(|w| folded.starts_with(w));
    // "Báo cáo cho thấy …", "Báo cáo của UBND xã nêu: …" are sentences.
    let told = ["số ", "của ", "tại ", "này ", "cho ", "nêu "]
        .iter()
        .any(|w| rest.starts_with(w));
    let sentence = rest.ends_with(['.', ':', ',', '!', '?']);
    let alone = rows.len() > 1 && rows[1].para != row.para;
    let short = WORDS.contains(&title::word_count(row.text));
    (opens && !told && !sentence && alone && short).then_some((0, about))
}

/// Collects the rows of the title from `from` on; gives the first row after it.
fn title_rows<'a>(paras: &[Para], rows: &[Row<'a>], from: usize, out: &mut Vec<&'a str>) -> usize {
    let mut first: Option<Row<'a>> = None;
    for (i, row) in rows.iter().enumerate().skip(from) {
        if ends_years(out.last().copied(), row.text) {
            out.push(row.text);
            continue;
        }
        if !out.is_empty() && is_body_before_grounds(row, rows.get(i + 1)) {
            return i;
        }
        if row.text.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            if out.is_empty() || row.text.chars().any(char::is_alphanumeric) {
                continue;
            }
            return i + 1;
        }
        let begun = !out.is_empty();
        if out.len() >= 9 || (begun || row.text.len() > 25) && ends_title(paras, row, first.as_ref(), begun) {
            return i;
        }
        if fold(row.text).starts_with("kinh gui") {
            return i;
        }
        first.get_or_insert(*row);
        out.push(row.text);
    }
    rows.len()
}

/// "TÌNH HÌNH THỰC HIỆN NĂM 2031 VÀ KẾ HOẠCH NĂM 2032" / "CHƯƠNG TRÌNH MỤC TIÊU …": a title without a type whose second
/// line begins with the words of one. The rows of a header block are no such titles.
fn goes_on_with_title(above: Option<&Row<'_>>, row: &Row<'_>) -> bool {
    const WORDS: usize = 7;
    let opens = |text: &str| {
        let folded = fold(text);
        ["tinh hinh ", "ket qua ", "tong ket ", "so ket "]
            .iter()
            .any(|w| folded.starts_with(w))
    };
    let titled = above.is_some_and(|a| opens(a.text) && label::is_caps(a.text) && title::word_count(a.text) >= WORDS);
    titled && label::is_caps(row.text) && title::word_count(row.text) >= WORDS
}

/// "… MÙA KHÔ NĂM 2031 -" / "2032", "… 6 tháng đầu năm" / "2031": the year that a title ends with.
fn ends_years(above: Option<&str>, row: &str) -> bool {
    let open =
        above.is_some_and(|text| text.trim_end().ends_with(['-', '–']) || fold(text.trim_end()).ends_with(" nam"));
    open && row.trim().len() == 4 && row.trim().bytes().all(|b| b.is_ascii_digit())
}

/// "ỦY BAN NHÂN DÂN TỈNH SÔNG XA" between the title and "Căn cứ …": who decides, no words of the title.
fn is_body_before_grounds(row: &Row<'_>, below: Option<&Row<'_>>) -> bool {
    let folded = fold(row.text);
    let body = ["uy ban nhan dan", "chu tich", "hoi dong nhan dan"]
        .iter()
        .any(|b| folded.starts_with(b));
    body && label::is_caps(row.text) && below.is_some_and(|below| fold(below.text).starts_with("can cu "))
}

fn ends_title(paras: &[Para], row: &Row<'_>, first: Option<&Row<'_>>, begun: bool) -> bool {
    let folded = fold(row.text);
    let para = &paras[row.para];
    if row.text.starts_with('(') {
        return !(begun && tells_time(&folded));
    }
    if folded.starts_with("kinh gui") || label::bullet(row.text).is_some() {
        return true;
    }
    // "Phần thứ nhất" is bold and centred like the title above it.
    let labelled = label::parse(row.text);
    if begun && labelled.as_ref().is_some_and(|l| matches!(l.kind, label::Kind::Part)) {
        return true;
    }
    if let Some(first) = first.filter(|f| f.para != row.para) {
        if first.bold && !row.bold || first.centred && !row.centred {
            return true;
        }
        if row.bold && row.centred && first.bold && first.centred {
            return false;
        }
    }
    if begun && labelled.is_some_and(|l| l.kind.rank() != label::Kind::Lower.rank()) {
        return true;
    }
    let whole = fold(&para.text);
    let alone = first.is_none_or(|f| f.para != row.para);
    // "…, / đổi mới sáng tạo năm 2031; / phương hướng năm 2032": a title goes on below a semicolon.
    let goes_on = para.text.ends_with(';') && row.text.starts_with(char::is_lowercase);
    let ended = para.text.ends_with([':', '.', ';']) && !goes_on;
    let sentence = alone && (ended || whole.len() > 260);
    let grounds = begun && alone && row.text.starts_with("Căn cứ ");
    grounds
        || sentence && (begun || opens(&folded))
        || begun && opens(&folded) && (has_number(&whole) || whole.len() > 160)
}

/// True for words behind the type on its row that belong to the type and not to the title below: "BÁO CÁO NHANH". Kinds of
/// reports are known by name; others by their letters, where a title in small letters begins below them.
fn qualifies(rest: &str, below: &str) -> bool {
    const KINDS: [&str; 16] = [
        "nhanh",
        "tong ket",
        "so ket",
        "tong hop",
        "tom tat",
        "chuyen de",
        "dinh ky",
        "dot xuat",
        "bo sung",
        "giai trinh",
        "thuong nien",
        "tu danh gia",
        "tu kiem tra",
        "kiem diem",
        "chinh thuc",
        "so bo",
    ];
    const OPEN_TITLES: [&str; 7] = [
        "ket qua",
        "tinh hinh",
        "cong tac",
        "ve",
        "viec",
        "thuc hien",
        "danh gia",
    ];
    const LONGEST: usize = 4;
    let folded = fold(rest);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let opens = |words: &str| folded == words || folded.starts_with(&format!("{words} "));
    let begins = below.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let small = below.chars().any(char::is_lowercase);
    let named = KINDS.contains(&folded);
    let short = (1..=LONGEST).contains(&title::word_count(rest)) && label::is_caps(rest);
    begins && short && (named || small && !OPEN_TITLES.iter().any(|w| opens(w)))
}

/// "(Tính đến ngày 31/10/2031)": the last line of a title, unlike "(Kèm theo …)" and "(Số liệu …)", which speak of the papers.
fn tells_time(folded: &str) -> bool {
    const TIMES: [&str; 6] = ["tinh den", "tu ngay", "tu thang", "den ngay", "den het", "ky bao cao"];
    let inner = folded.trim_start_matches(['(', ' ']);
    folded.ends_with(')') && TIMES.iter().any(|t| inner.starts_with(t))
}

/// Words with which reports begin.
fn opens(folded: &str) -> bool {
    const OPENERS: [&str; 17] = [
        "thuc hien ",
        "can cu ",
        "theo ",
        "tren co so ",
        "trien khai ",
        "de ",
        "ngay ",
        "qua ",
        "trong ",
        "sau khi ",
        "nham ",
        "phuc dap ",
        "tra loi ",
        "uy ban nhan dan ",
        "ubnd ",
        "tiep theo ",
        "thi hanh ",
    ];
    OPENERS.iter().any(|o| folded.starts_with(o))
}

fn has_number(folded: &str) -> bool {
    folded.contains(" so ") && folded.contains(['/', '-'])
}

fn annex_title(rows: &[Row<'_>]) -> String {
    let mut out = String::new();
    for row in rows.iter().take(8) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(row.text);
    }
    out
}

/// The closing sentence, recipients and signature.
fn tail<'a>(rows: &[Row<'a>], from: usize, annexes: &[usize]) -> Vec<Row<'a>> {
    let recipients = (from..rows.len()).find(|&i| title::is_recipients(rows[i].text));
    let end_of = |at: usize| {
        annexes
            .iter()
            .copied()
            .find(|a| *a > at)
            .unwrap_or(rows.len())
            .min(at + TAIL_ROWS)
    };
    let close = |limit: usize| {
        let dotted = (from..limit).rev().take(40).find(|&i| rows[i].text.ends_with("./."));
        dotted.map(|i| rows.iter().position(|r| r.para == rows[i].para).unwrap_or(i))
    };
    let (start, end) = match recipients {
        Some(at) => (close(at).unwrap_or(at.saturating_sub(12).max(from)), end_of(at)),
        None => {
            let end = annexes.first().copied().unwrap_or(rows.len());
            (close(end).unwrap_or(end.saturating_sub(15).max(from)), end)
        }
    };
    rows[start.min(end)..end].to_vec()
}
