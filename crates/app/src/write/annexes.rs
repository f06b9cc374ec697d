//! Annexes that a report prints behind its signature: where each begins, and what its title is.

use tonghop_model::reading::{Passage, Span, TaskRow};
use tonghop_text::{fold, squash_space};

/// What an annex is called.
const LABEL: &str = "phu luc";
/// Forms that stand behind the signature are annexes by another name, which stays in their title.
const FORMS: [&str; 6] = ["bieu so", "bieu mau", "bieu", "mau so", "mau", "danh muc so"];
/// The same where nothing follows.
const NAMELESS: &str = "phu luc kem theo";
/// How the line that ties an annex to its document begins; the form prints its own.
const REFERENCE: &str = "kem theo";
/// A label with a title of its own is a line, not a sentence: characters.
const LONGEST_LABEL: usize = 160;
/// Lines that a title has at most.
const TITLE_LINES: usize = 4;

/// The passages of one annex, without its label, title and reference.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnexPassages<'a> {
    /// As printed; empty where it has none.
    pub title: String,
    /// What stands in it.
    pub passages: Vec<&'a Passage>,
    /// Where its label stands.
    pub begin: Span,
}

impl AnnexPassages<'_> {
    /// True where the rows of the tasks begin in this annex; `next` is the annex behind it.
    pub fn holds(&self, tasks: &[TaskRow], next: Option<&Self>) -> bool {
        let first = tasks.iter().map(|t| t.span.begin()).min();
        first.is_some_and(|at| self.begin.begin() < at && next.is_none_or(|n| at < n.begin.begin()))
    }
}

/// Parts what stands behind the text of a document into what belongs to no annex and the annexes, in order.
pub fn parted<'a>(behind: &[&'a Passage]) -> (Vec<&'a Passage>, Vec<AnnexPassages<'a>>) {
    let begins = begins(behind);
    let first = begins.first().copied().unwrap_or(behind.len());
    let ends = begins.iter().skip(1).copied().chain([behind.len()]);
    let annexes = begins
        .iter()
        .zip(ends)
        .map(|(&at, end)| annex(&behind[at..end]))
        .collect();
    (behind[..first].to_vec(), annexes)
}

/// Where annexes begin: at a label, at the number of a form, or at a title in capitals above a reference.
fn begins(behind: &[&Passage]) -> Vec<usize> {
    let mut begins: Vec<usize> = Vec::new();
    for (at, passage) in behind.iter().enumerate() {
        let is_title = at > 0 && begins.last() == Some(&(at - 1));
        if label(&passage.text).is_some() || is_form(&passage.text) && !is_title {
            begins.push(at);
        } else if is_reference(&passage.text) {
            let below_label = begins.last().map_or(0, |b| b + 1);
            let from = below_label + usize::from(below_label < at && is_form(&behind[below_label].text));
            let titled = behind[from..at]
                .iter()
                .rev()
                .take(TITLE_LINES)
                .take_while(|p| is_capital_line(p))
                .count();
            // What stands in capitals right below a label is its title.
            let is_new = titled > 0 && (begins.is_empty() || at - titled > from);
            begins.extend(is_new.then(|| at - titled));
        }
    }
    begins
}

/// The annex that these passages print, its label or title first.
fn annex<'a>(passages: &[&'a Passage]) -> AnnexPassages<'a> {
    let begin = passages[0].span;
    let first = squash_space(&passages[0].text);
    let (mut title, mut from) = match label(&first) {
        Some(title) => (title, 1),
        None if is_form(&first) => (first, 1),
        None => (String::new(), 0),
    };
    if title.is_empty() || is_form(&title) {
        let lines = title_lines(&passages[from..]);
        let printed = passages[from..from + lines].iter().map(|p| squash_space(&p.text));
        let printed = printed.collect::<Vec<_>>().join(" ");
        title = [title, printed]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
        from += lines;
    }
    let passages = passages[from..]
        .iter()
        .copied()
        .filter(|p| !is_reference(&p.text))
        .collect();
    AnnexPassages { title, passages, begin }
}

/// "Biểu số 01", "Mẫu số 02": a line of its own.
fn is_form(text: &str) -> bool {
    let folded = fold(&squash_space(text));
    let numbered = |rest: &str| {
        let rest = rest.trim_start();
        let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_line = rest.chars().count() <= "01/2031-CĐS".chars().count() || title.starts_with([':', '.', '-', '–']);
        title.len() < rest.len() && is_line && rest.chars().count() <= LONGEST_LABEL
    };
    FORMS.iter().any(|form| folded.strip_prefix(form).is_some_and(numbered))
}

/// A line of the text in capitals.
fn is_capital_line(passage: &Passage) -> bool {
    let text = &passage.text;
    passage.span.cell.is_none() && !text.chars().any(char::is_lowercase) && text.chars().any(char::is_alphabetic)
}

/// How many of the lines below a label are its title: those in capitals, or the one above the reference.
fn title_lines(below: &[&Passage]) -> usize {
    let is_line = |p: &&&Passage| p.span.cell.is_none() && !is_reference(&p.text);
    let capitals = below
        .iter()
        .take(TITLE_LINES)
        .take_while(|p| is_capital_line(p) && is_line(p))
        .count();
    if capitals > 0 {
        return capitals;
    }
    let above = below.iter().take(TITLE_LINES).position(|p| is_reference(&p.text));
    above
        .filter(|&n| below[..n].iter().all(|p| is_line(&p)))
        .unwrap_or_default()
}

/// "(Kèm theo Báo cáo số …)".
fn is_reference(text: &str) -> bool {
    fold(text.trim_start_matches(['(', '[', ' '])).starts_with(REFERENCE)
}

/// What follows "Phụ lục", "PHỤ LỤC II", "Phụ lục 03:" in the line of a label; none for any other line.
fn label(text: &str) -> Option<String> {
    let text = squash_space(text);
    let folded = fold(&text);
    if folded.trim_matches(['(', ')', ':']) == NAMELESS {
        return Some(String::new());
    }
    let rest = folded.strip_prefix(LABEL)?;
    let is_sentence = text.ends_with(['.', ';']) && text.chars().count() > LABEL.len() + "xviii.".len();
    if is_sentence
        || text.chars().count() > LONGEST_LABEL
        || is_reference(rest)
        || rest.starts_with(char::is_alphabetic)
    {
        return None;
    }
    let title = text.chars().skip(LABEL.chars().count()).collect::<String>();
    // "Phụ lục số 02".
    let title = title.trim_start();
    let title = strip_word(title, "so").unwrap_or(title);
    let number = title.split([' ', ':', '.', '-', '–', ')']).next().unwrap_or_default();
    let is_number = |word: &str| {
        let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        digits || !word.is_empty() && word.chars().all(|c| "IVXLivxl".contains(c))
    };
    let title = if is_number(number) {
        &title[number.len()..]
    } else {
        title
    };
    let marks = |c: char| c.is_whitespace() || ":.-–)".contains(c);
    let title = title.trim_start_matches(marks);
    // "Phụ lục I nêu kết quả": the line goes on with a verb, it is no title.
    let begins = title.chars().next();
    begins.is_none_or(|c| !c.is_lowercase()).then(|| title.to_owned())
}

/// What follows a word, folded, and blanks at the beginning of a text.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (first, rest) = text.split_once(' ')?;
    (fold(first) == word).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::reading::PassageKind;

    fn passages(lines: &[&str]) -> Vec<Passage> {
        let passage = |(block, text): (usize, &&str)| Passage {
            place: "narrative".into(),
            kind: PassageKind::Narrative,
            text: (*text).into(),
            span: Span {
                block,
                ..Span::default()
            },
        };
        lines.iter().enumerate().map(passage).collect()
    }

    #[test]
    fn labels_are_told_from_sentences() {
        for (text, title) in [
            ("PHỤ LỤC", ""),
            ("Phụ lục II", ""),
            ("Phụ lục 03: Danh mục kế hoạch", "Danh mục kế hoạch"),
            ("PHỤ LỤC KẾT QUẢ", "KẾT QUẢ"),
            ("PHỤ LỤC SỐ 02", ""),
            ("Phụ lục số 02 - Danh mục kế hoạch", "Danh mục kế hoạch"),
            ("PHỤ LỤC KÈM THEO", ""),
            ("Phụ lục I. BIỂU SỐ LIỆU", "BIỂU SỐ LIỆU"),
        ] {
            assert_eq!(label(text).as_deref(), Some(title), "{text}");
        }
        for text in [
            "Phụ lục kèm theo Quyết định 15/QĐ-TTg",
            "Phụ lục I nêu kết quả từng chỉ tiêu",
            "Phụ lục này thay cho biểu đã gửi trước đây.",
            "Các phụ lục",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn forms_and_titles_above_a_reference_begin_an_annex_too() {
        let told = |lines: &[&str]| {
            let lines = passages(lines);
            let behind: Vec<&Passage> = lines.iter().collect();
            let (rest, annexes) = parted(&behind);
            let titles: Vec<String> = annexes.into_iter().map(|a| a.title).collect();
            (rest.len(), titles)
        };
        let form = ["Biểu số 01", "TỔNG HỢP KINH PHÍ", "Thôn Một", "Mẫu số 02", "12 tổ"];
        let titles = vec!["Biểu số 01: TỔNG HỢP KINH PHÍ".to_owned(), "Mẫu số 02".to_owned()];
        assert_eq!(told(&form), (0, titles));
        let untitled = [
            "Ghi chú: số liệu đến tháng 10",
            "DANH SÁCH TỔ",
            "(Kèm theo Báo cáo số 12)",
            "12 tổ",
        ];
        assert_eq!(told(&untitled), (1, vec!["DANH SÁCH TỔ".to_owned()]));
        let one = [
            "Phụ lục I",
            "Biểu số 01",
            "KẾT QUẢ",
            "(Kèm theo Báo cáo số 12)",
            "12 tổ",
        ];
        assert_eq!(told(&one).1.len(), 1);
        assert_eq!(told(&["Biểu số liệu này thay cho biểu đã gửi"]), (1, Vec::new()));
    }

    #[test]
    fn each_annex_has_its_own_passages() {
        let lines = passages(&[
            "Ghi chú cuối văn bản",
            "Phụ lục I",
            "KẾT QUẢ",
            "CÁC CHỈ TIÊU",
            "(Kèm theo Báo cáo số 12/BC-UBND)",
            "Số liệu đến tháng 10",
            "Phụ lục II",
            "Danh sách tổ công nghệ số",
            "(Kèm theo Báo cáo số 12/BC-UBND)",
            "12 tổ",
        ]);
        let behind: Vec<&Passage> = lines.iter().collect();
        let (rest, annexes) = parted(&behind);
        assert_eq!(rest.len(), 1);
        let told: Vec<(&str, Vec<&str>)> = annexes
            .iter()
            .map(|a| (a.title.as_str(), a.passages.iter().map(|p| p.text.as_str()).collect()))
            .collect();
        assert_eq!(
            told,
            [
                ("KẾT QUẢ CÁC CHỈ TIÊU", vec!["Số liệu đến tháng 10"]),
                ("Danh sách tổ công nghệ số", vec!["12 tổ"])
            ]
        );
    }
}
