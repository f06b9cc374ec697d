//! Addressee, recipients and signature (Nghị định 30/2020/NĐ-CP, Annex I, section II.7 to II.9).

use super::folded::Folded;
use super::rows::Row;
use crate::outline::{label, title};
use tonghop_model::reading::Signature;
use tonghop_text::{fold, squash_space};

/// "Kính gửi: …" in the opening; several addressees are joined by "; ".
pub(crate) fn addressee(opening: &[Row<'_>]) -> Option<String> {
    let greets = |i: usize| {
        let folded = fold(opening[i].text);
        // "Kính" / "gửi:": a cell that was too narrow.
        folded.starts_with("gui:") && i > 0 && fold(opening[i - 1].text).trim() == "kinh"
            || folded.starts_with("kinh gui")
    };
    let at = (0..opening.len().min(20)).find(|&i| greets(i))?;
    let head = opening[at].text;
    let rest = head
        .split_once(':')
        .map_or_else(|| skip_words(head, 2), |(_, r)| r)
        .trim();
    let mut all: Vec<String> = Vec::new();
    let listed = rest.is_empty() || label::bullet(rest).is_some();
    if !rest.is_empty() {
        all.push(label::without_label(rest).into());
    }
    for row in &opening[at + 1..] {
        if let Some((_, text)) = label::bullet(row.text).filter(|_| listed) {
            all.push(text.into());
            continue;
        }
        let Some(last) = all.last_mut() else {
            if title::word_count(row.text) >= 25 {
                break;
            }
            all.push(row.text.into());
            continue;
        };
        if !continues_addressee(row, last, row.para == opening[at].para, listed) {
            break;
        }
        last.push(' ');
        last.push_str(row.text);
    }
    let all: Vec<_> = all.iter().map(|a| trim_item(a)).filter(|a| !a.is_empty()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// True for a row that goes on with the addressee of the row before.
fn continues_addressee(row: &Row<'_>, last: &str, same_para: bool, listed: bool) -> bool {
    if last.ends_with(['.', ':']) || last.ends_with(';') && !same_para {
        return false;
    }
    same_para || listed && row.text.len() < 120 && row.text.starts_with(char::is_lowercase)
}

/// The addressee of the closing sentence: "…, kính gửi Sở … theo dõi, tổng hợp./."
pub(crate) fn addressee_of_closing(sentences: &[&str]) -> Option<String> {
    const VERBS: [&str; 7] = [
        "kinh gui",
        "kinh bao cao",
        "kinh trinh",
        "kinh de nghi",
        "bao cao",
        "gui",
        "de nghi",
    ];
    const PURPOSES: [&str; 16] = [
        "theo quy dinh",
        "theo doi",
        "biet",
        "xem xet",
        "tong hop",
        "de",
        "chi dao",
        "quan tam",
        "duoc biet",
        "nam",
        "bao cao",
        "tham muu",
        "cho y kien",
        "cho chu truong",
        "va co y kien",
        "hop",
    ];
    // Requests may stand right before the closing sentence: "Đề nghị Sở … hỗ trợ …".
    let formula = sentences.iter().position(|s| fold(s).contains("tren day la"));
    for sentence in &sentences[formula.unwrap_or(0)..] {
        let folded = Folded::new(sentence);
        for verb in VERBS {
            // "… báo cáo Sở …, báo cáo Ủy ban nhân dân tỉnh": the nearest is addressed, the second is told by it.
            let Some(at) = addressing(&folded, verb) else { continue };
            let start = at + verb.len();
            let text = folded.slice(start, folded.folded.len()).trim_start_matches([' ', ':']);
            if !text.starts_with(char::is_uppercase) {
                continue;
            }
            let ends = PURPOSES.iter().filter_map(|p| folded.find_words(p, start));
            let end = ends
                .chain(folded.folded[start..].find("./.").map(|i| start + i))
                .min()
                .unwrap_or(folded.folded.len());
            let name = squash_space(folded.slice(start, end).trim_matches([' ', ',', ';', '.', ':']));
            if name.chars().count() > 3 && name.chars().count() < 200 {
                return Some(name);
            }
        }
    }
    None
}

/// The first place of a verb at which a body follows that it is said to; the last place where none does.
fn addressing(sentence: &Folded<'_>, verb: &str) -> Option<usize> {
    const BODIES: [&str; 10] = [
        "so ",
        "uy ban",
        "ubnd",
        "bo ",
        "van phong",
        "ban chi dao",
        "phong ",
        "tinh uy",
        "dang uy",
        "thuong truc",
    ];
    let mut from = 0;
    while let Some(at) = sentence.find_words(verb, from) {
        let rest = sentence.folded[at + verb.len()..].trim_start_matches([' ', ':']);
        let capital = sentence.slice(sentence.folded.len() - rest.len(), sentence.folded.len());
        if capital.starts_with(char::is_uppercase) && BODIES.iter().any(|b| rest.starts_with(b)) {
            return Some(at);
        }
        from = at + verb.len();
    }
    sentence.rfind_words(verb)
}

fn skip_words(text: &str, count: usize) -> &str {
    text.splitn(count + 1, ' ').nth(count).unwrap_or_default()
}

fn trim_item(item: &str) -> String {
    squash_space(
        item.trim()
            .trim_end_matches("./.")
            // A dash at the end is the mark of the next item, which recognition set on this row.
            .trim_end_matches([';', '.', ',', ' ', '-', '–']),
    )
}

/// The items below "Nơi nhận", without dashes and closing marks.
pub(crate) fn recipients(tail: &[Row<'_>]) -> Vec<String> {
    let Some(at) = tail.iter().position(|r| title::is_recipients(r.text)) else {
        return Vec::new();
    };
    let mut items: Vec<String> = Vec::new();
    let first = tail[at].text.split_once(':').map_or("", |(_, rest)| rest);
    let first = without_signature(first).trim().trim_start_matches('*').trim_start();
    if label::bullet(first).is_some() {
        items.extend(split_items(first));
    } else if first.contains(';') {
        // "Nơi nhận: Như trên; Lưu: VT." on one line.
        items.extend(first.split(';').map(|i| format!("{};", i.trim())));
        if first.trim_end().ends_with('.')
            && let Some(last) = items.last_mut()
        {
            *last = last.replace(".;", ".");
        }
    }
    for row in &tail[at + 1..] {
        let text = without_other_column(without_signature(row.text)).trim();
        if text.is_empty() {
            if signature_at(row.text) == Some(0) && !items.is_empty() && is_last(items.last()) {
                break;
            }
            continue;
        }
        if is_last(items.last()) && label::bullet(text).is_none() {
            break;
        }
        if label::bullet(text).is_some() {
            items.extend(split_items(text));
        } else if let Some(last) = items.last_mut() {
            if last.ends_with([';', '.']) || person(text) || signed(text) {
                if person(text) || signed(text) || title::word_count(text) > 14 {
                    continue;
                }
                items.extend(split_items(text));
            } else {
                last.push(' ');
                last.push_str(text);
            }
        } else if !text.starts_with('(') && !person(text) && !signed(text) {
            items.extend(split_items(text));
        }
    }
    let signer = signature(tail).name;
    // "- CT, các PCT UBND xã; Trần Văn Mẫu": the name stands beside the item in the other column.
    let beside = |item: &str| {
        let own = signer
            .as_deref()
            .and_then(|name| item.strip_suffix(name))
            .unwrap_or(item);
        let marked = own.rsplit_once(';').filter(|(_, mark)| signed(mark));
        trim_item(marked.map_or(own, |(item, _)| item))
    };
    let mut out: Vec<String> = items.iter().map(|i| beside(i)).filter(|i| !i.is_empty()).collect();
    if let Some(last) = out.last_mut()
        && let Some((head, name)) = last.rsplit_once(". ")
        && person(name)
        && is_last(Some(&head.to_owned()))
    {
        *last = trim_item(head);
    }
    out
}

/// "Lưu: VT, …" closes the list.
fn is_last(item: Option<&String>) -> bool {
    item.is_some_and(|i| fold(i).starts_with("luu") && i.ends_with('.'))
}

/// One row may hold several items when its line breaks were lost: "- A; - B; - C."
fn split_items(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("; ") {
        if label::bullet(&text[at + 2..]).is_some() {
            out.push(&text[start..=at]);
            start = at + 2;
        }
    }
    out.push(&text[start..]);
    out.into_iter()
        .map(|i| label::bullet(i).map_or(i, |(_, r)| r).to_owned())
        .collect()
}

/// Capacities in which documents are signed, folded, the longer ones first.
const CAPACITIES: [&str; 40] = [
    "pho chu nhiem uy ban",
    "pho chanh van phong",
    "pho truong phong",
    "pho giam doc",
    "pho chu tich",
    "pho truong ban",
    "pho bi thu",
    "pho hieu truong",
    "pho cuc truong",
    "pho chi cuc truong",
    "pho vien truong",
    "pho truong cong an",
    "pho vu truong",
    "pho tong giam doc",
    "pho thu tuong",
    "pho truong doan",
    "uy vien thuong truc",
    "chanh van phong",
    "truong phong",
    "giam doc",
    "chu tich",
    "truong ban",
    "bi thu",
    "hieu truong",
    "chi cuc truong",
    "cuc truong",
    "vien truong",
    "truong cong an",
    "chanh thanh tra",
    "vu truong",
    "tong giam doc",
    "bo truong",
    "thu truong",
    "thu tuong",
    "to truong",
    "pho to truong",
    "uy vien",
    "thuong truc",
    "chu nhiem",
    "quyen chu tich",
];

const PREFIXES: [&str; 9] = ["tm.", "kt.", "tl.", "tuq.", "q.", "thay mat", "t/m", "k/t", "t/l"];

fn capacity_at(folded: &str) -> Option<&'static str> {
    CAPACITIES.iter().copied().find(|c| {
        folded
            .strip_prefix(c)
            .is_some_and(|r| !r.starts_with(char::is_alphanumeric))
    })
}

fn prefix_at(folded: &str) -> Option<usize> {
    if let Some(p) = PREFIXES.iter().find(|p| folded.starts_with(**p)) {
        return Some(p.len());
    }
    // The full stop is often misread or left out.
    ["tm ", "kt ", "tl ", "tuq ", "tm, ", "kt, "]
        .iter()
        .find(|p| folded.starts_with(**p))
        .map(|p| p.len())
}

/// Most bytes that the words of a signature take at the end of a row. Every start is looked at up to the end of the
/// row, so that without a limit a row of a megabyte would keep the program busy for hours.
const SIGNATURE: usize = 600;

/// Byte at which the words of a signature start in a row; they are in capitals up to its end.
fn signature_at(row: &str) -> Option<usize> {
    let starts = std::iter::once(0).chain(row.match_indices(' ').map(|(i, _)| i + 1));
    starts
        .filter(|&i| i < row.len() && row.len() - i <= SIGNATURE)
        .find(|&i| {
            let rest = row[i..].trim();
            if rest.chars().filter(|c| c.is_lowercase()).count() > rest.len() / 20 {
                return false;
            }
            let folded = fold(rest.trim_matches(['*', ' ']));
            let known = |t: &str| {
                capacity_at(t).is_some()
                    || ["uy ban", "ubnd", "ban ", "hoi dong", "hdnd", "to "]
                        .iter()
                        .any(|b| t.starts_with(b))
            };
            match prefix_at(&folded) {
                Some(end) => known(folded[end..].trim_start()),
                None => capacity_at(&folded).is_some() && !folded.contains([',', ';']),
            }
        })
}

/// "- TT Đảng ủy, HĐND xã; HÀNH CHÍNH CÔNG": the second row of a long capacity beside an item.
fn without_other_column(row: &str) -> &str {
    match row.rsplit_once("; ") {
        Some((item, rest)) if label::bullet(item).is_some() && label::is_caps(rest) && title::word_count(rest) >= 2 => {
            &row[..=item.len()]
        }
        _ => row,
    }
}

fn without_signature(row: &str) -> &str {
    signature_at(row).map_or(row, |at| &row[..at])
}

/// The words of a signature cut into "TM. …", "KT. …" and capacities.
fn pieces(text: &str) -> Vec<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '|'));
    let mut cuts = vec![0];
    let mut held = prefix_len(text).map_or(0, |end| end + 1);
    for (i, _) in text.match_indices(' ') {
        let at = i + 1;
        let folded = fold(&text[at..]);
        let before = text[..i].rsplit(' ').next().map(fold).unwrap_or_default();
        let after_pho = before == "pho" || before == "quyen" || before == "chi";
        if at > held && prefix_at(&folded).is_some() {
            cuts.push(at);
            held = at + prefix_len(&text[at..]).unwrap_or(0) + 1;
        } else if at > held && !after_pho && capacity_at(&folded).is_some() {
            cuts.push(at);
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    cuts.iter()
        .zip(ends)
        .map(|(&s, e)| spaced(text[s..e].trim()))
        .filter(|p| !p.is_empty())
        .collect()
}

fn prefix_len(text: &str) -> Option<usize> {
    prefix_at(&fold(text))
}

/// "KT.CHỦ TỊCH" becomes "KT. CHỦ TỊCH"; "TM ỦY BAN" becomes "TM. ỦY BAN".
fn spaced(piece: &str) -> String {
    let Some(end) = prefix_len(piece) else {
        return squash_space(piece);
    };
    if fold(piece).starts_with("thay mat") || piece.get(1..2) == Some("/") {
        return squash_space(piece);
    }
    let Some((head, rest)) = piece.split_at_checked(end) else {
        return squash_space(piece);
    };
    let head = head.trim_end_matches(['.', ',', ' ']);
    format!("{head}. {}", squash_space(rest))
}

/// The signature block.
pub(crate) fn signature(tail: &[Row<'_>]) -> Signature {
    let rows: Vec<Row<'_>> = tail.iter().flat_map(|row| name_apart(*row)).collect();
    let tail = rows.as_slice();
    let mut out = Signature::default();
    let mut capacity: Vec<String> = Vec::new();
    let mut last = None;
    for (i, row) in tail.iter().enumerate() {
        let Some(at) = signature_at(row.text) else {
            let body_goes_on = out.authority.is_some() && capacity.is_empty() && last == Some(i.wrapping_sub(1));
            if body_goes_on && label::is_caps(row.text) && super::mentions::kind_at(row.text).is_some() {
                if let Some(authority) = &mut out.authority {
                    authority.push(' ');
                    authority.push_str(row.text);
                }
                last = Some(i);
            }
            continue;
        };
        if last.is_some_and(|l| i > l + 14) {
            break;
        }
        last = Some(i);
        for piece in pieces(&row.text[at..]) {
            let folded = fold(&piece);
            if ["tm.", "t/m", "thay mat"].iter().any(|p| folded.starts_with(p)) {
                out.authority.get_or_insert(piece);
            } else if !capacity.contains(&piece) {
                capacity.push(piece);
            }
        }
    }
    out.capacity = (!capacity.is_empty()).then(|| capacity.join(" / "));
    let after = last.map_or(tail.len(), |l| l + 1);
    name(tail, after, &mut out);
    out
}

/// "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mẫu": a table whose line breaks were lost. The row as two where it is one of
/// these.
fn name_apart(row: Row<'_>) -> Vec<Row<'_>> {
    if row.text.len() > SIGNATURE {
        return vec![row];
    }
    let words: Vec<(usize, &str)> = row
        .text
        .match_indices(' ')
        .map(|(i, _)| i + 1)
        .filter_map(|i| row.text.get(i..).map(|t| (i, t)))
        .collect();
    let split = words.iter().rev().take(5).skip(1).rfind(|(i, text)| {
        let head = row.text[..*i].trim_end();
        let capital = head.rsplit(' ').next().is_some_and(label::is_caps);
        let first = text.split(' ').next().unwrap_or_default();
        capital && !label::is_caps(first) && person(text) && signature_at(head).is_some()
    });
    match split {
        Some(&(i, text)) => vec![
            Row {
                text: row.text[..i].trim_end(),
                ..row
            },
            Row { text, ..row },
        ],
        None => vec![row],
    }
}

fn name(tail: &[Row<'_>], after: usize, out: &mut Signature) {
    for row in tail.get(after..).unwrap_or_default().iter().take(40) {
        let text = row.text.trim_matches(['*', ' ']);
        if signed(text) {
            out.signed_mark.get_or_insert_with(|| text.to_owned());
        } else if out.name.is_none() && person(text) {
            out.name = Some(text.to_owned());
        }
    }
    if out.name.is_none() {
        // Columns that were read as one: "- Lưu: VT. Trần Văn Mẫu".
        let rows = tail.iter().rev().take(12);
        out.name = rows
            .filter(|r| !is_heading(r.text))
            .filter_map(|r| r.text.rsplit_once(['.', ';', ',']).map(|(_, n)| n.trim()))
            .find(|n| n.split(' ').count() > 2 && person(n))
            .map(Into::into);
    }
}

/// "I. KẾT QUẢ TRIỂN KHAI": a report that was cut off has headings where others are signed.
fn is_heading(row: &str) -> bool {
    label::bullet(row).is_none() && label::parse(row).is_some()
}

fn signed(text: &str) -> bool {
    let folded = fold(text.trim_matches(['(', ')', '[', ']', ' ', '*', '.']));
    matches!(
        folded.as_str(),
        "da ky" | "da ky so" | "da ky ten" | "ky boi" | "da ky va dong dau" | "da ky, dong dau"
    )
}

/// Ranks of the police and the army before a name, folded.
const RANKS: [&str; 8] = [
    "thieu ta ",
    "trung ta ",
    "thuong ta ",
    "dai ta ",
    "thieu uy ",
    "trung uy ",
    "thuong uy ",
    "dai uy ",
];

/// True where the text is nothing but the name of a person, with a rank or without.
fn person(text: &str) -> bool {
    const NOT: [&str; 14] = [
        "noi nhan",
        "uy ban",
        "nhan dan",
        "ubnd",
        "hdnd",
        "phong",
        "cong thong tin",
        "trang thong tin",
        "so ",
        "dang uy",
        "van phong",
        "trung tam",
        "viet nam",
        "phu luc",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    if !(2..=7).contains(&words.len()) || text.chars().count() > 40 {
        return false;
    }
    let folded = fold(text);
    let ranked = RANKS.iter().any(|r| folded.starts_with(r));
    let shape = words.iter().skip(if ranked { 2 } else { 0 }).all(|w| {
        let mut chars = w.chars();
        chars.next().is_some_and(char::is_uppercase)
            && w.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
    });
    shape
        && !NOT.iter().any(|n| folded.starts_with(n))
        && capacity_at(&folded).is_none()
        && prefix_at(&folded).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows<'a>(texts: &[&'a str]) -> Vec<Row<'a>> {
        texts
            .iter()
            .enumerate()
            .map(|(para, text)| Row {
                text,
                para,
                bold: false,
                centred: false,
            })
            .collect()
    }

    #[test]
    fn a_row_of_a_megabyte_is_looked_at_only_near_its_end() {
        let long = "dài ".repeat(250_000);
        assert_eq!(signature_at(&long), None);
        let signed = format!("{long}TM. ỦY BAN NHÂN DÂN");
        assert_eq!(signature_at(&signed), Some(long.len()));
    }

    #[test]
    fn one_column_after_the_other() {
        let tail = rows(&[
            "Nơi nhận: (VBĐT)",
            "- Như trên;",
            "- TT. Đảng ủy xã;",
            "- Các phòng,",
            "ban xã;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT.CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Đã ký",
            "Trần Văn Mẫu",
        ]);
        assert_eq!(
            recipients(&tail),
            ["Như trên", "TT. Đảng ủy xã", "Các phòng, ban xã", "Lưu: VT"]
        );
        let found = signature(&tail);
        assert_eq!(found.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Trần Văn Mẫu"));
        assert_eq!(found.signed_mark.as_deref(), Some("Đã ký"));
    }

    #[test]
    fn both_columns_in_one_row() {
        let tail = rows(&[
            "Nơi nhận: KT. CHỦ TỊCH",
            "- UBND huyện; PHÓ CHỦ TỊCH",
            "- Phòng Tư pháp;",
            "- Lưu: VT, TP (H).",
            "Hà Thị Mẫu",
        ]);
        assert_eq!(recipients(&tail), ["UBND huyện", "Phòng Tư pháp", "Lưu: VT, TP (H)"]);
        let found = signature(&tail);
        assert_eq!(found.authority, None);
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Hà Thị Mẫu"));
    }

    #[test]
    fn the_name_beside_an_item_is_no_part_of_it() {
        let tail = rows(&[
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN",
            "- Như trên; CHỦ TỊCH",
            "- TT. HĐND xã;",
            "- CT, các PCT UBND xã; Lò Văn Mẫu",
            "- Các thôn; (Đã ký)",
            "- Lưu: VT, VHXH.",
        ]);
        assert_eq!(
            recipients(&tail),
            [
                "Như trên",
                "TT. HĐND xã",
                "CT, các PCT UBND xã",
                "Các thôn",
                "Lưu: VT, VHXH"
            ]
        );
    }

    #[test]
    fn lines_lost() {
        let tail = rows(&[
            "Nơi nhận: - Như trên; - Phòng VHXH; - Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Trần Văn Mẫu",
        ]);
        assert_eq!(recipients(&tail), ["Như trên", "Phòng VHXH", "Lưu: VT"]);
        assert_eq!(
            signature(&tail).capacity.as_deref(),
            Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")
        );
        assert_eq!(signature(&tail).authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    }

    #[test]
    fn by_order_of_the_chairman() {
        let tail = rows(&[
            "TL. CHỦ TỊCH",
            "KT. CHÁNH VĂN PHÒNG",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Phùng Văn Mẫu",
        ]);
        assert_eq!(
            signature(&tail).capacity.as_deref(),
            Some("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG")
        );
    }

    #[test]
    fn a_name_on_the_row_of_the_capacity() {
        let tail = rows(&["KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Mẫu Đơn"]);
        let found = signature(&tail);
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Trần Thị Mẫu Đơn"));
        let found = signature(&rows(&["CHỦ TỊCH K’ Mẫu"]));
        assert_eq!(
            (found.capacity.as_deref(), found.name.as_deref()),
            (Some("CHỦ TỊCH"), Some("K’ Mẫu"))
        );
    }

    #[test]
    fn the_body_that_passes_the_report_on_is_addressed() {
        let closing = "Phòng Nội vụ huyện báo cáo Sở Nội vụ tổng hợp, báo cáo UBND tỉnh./.";
        assert_eq!(addressee_of_closing(&[closing]).as_deref(), Some("Sở Nội vụ"));
    }

    #[test]
    fn a_request_before_the_closing_sentence_addresses_nobody() {
        let request = "- Đề nghị Sở Khoa học và Công nghệ hỗ trợ xã triển khai phần mềm.";
        assert_eq!(
            addressee_of_closing(&[request, "Trên đây là báo cáo của xã Đồi Mây."]),
            None
        );
    }

    #[test]
    fn addressees() {
        assert_eq!(
            addressee(&rows(&[
                "Kính gửi: Sở Khoa học và Công nghệ",
                "Thực hiện Công văn số 1/A-B, xã báo cáo."
            ]))
            .as_deref(),
            Some("Sở Khoa học và Công nghệ")
        );
        let list = rows(&[
            "Kính gửi:",
            "- Văn phòng Chính phủ;",
            "- Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác",
            "thủ tục hành chính.",
            "Thực hiện nội dung Công văn số 5/A-B.",
        ]);
        assert_eq!(
            addressee(&list).as_deref(),
            Some("Văn phòng Chính phủ; Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác thủ tục hành chính")
        );
        let closing = "Trên đây là Báo cáo kết quả của xã, kính gửi Sở Khoa học và Công nghệ theo dõi, tổng hợp./.";
        assert_eq!(
            addressee_of_closing(&[closing]).as_deref(),
            Some("Sở Khoa học và Công nghệ")
        );
        assert_eq!(
            addressee_of_closing(&[
                "Trên đây là báo cáo của huyện, kính đề nghị Sở Nội vụ tổng hợp, báo cáo UBND tỉnh theo quy định./."
            ])
            .as_deref(),
            Some("Sở Nội vụ")
        );
        assert_eq!(
            addressee_of_closing(&["Ủy ban nhân dân xã báo cáo Sở Nội vụ biết, tổng hợp./."]).as_deref(),
            Some("Sở Nội vụ")
        );
    }

    #[test]
    fn a_heading_is_no_signature() {
        let tail = rows(&[
            "Ủy ban nhân dân xã báo cáo như sau:",
            "I. KẾT QUẢ TRIỂN KHAI",
            "1. Công tác chỉ đạo",
        ]);
        assert_eq!(signature(&tail).name, None);
        let tail = rows(&["Nơi nhận:", "- Như trên;", "- Lưu: VT. Trần Văn Mẫu"]);
        assert_eq!(signature(&tail).name.as_deref(), Some("Trần Văn Mẫu"));
    }
}
