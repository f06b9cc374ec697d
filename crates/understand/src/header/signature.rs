//! Who signed, in which capacity (Nghị định 30/2020/NĐ-CP, Annex I, part II, item 7).

use super::rows::Row;
use crate::outline::label;
use tonghop_model::reading::Signature;
use tonghop_text::{fold, squash_space};

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

/// Those who drew up a report, folded: they sign where nobody signs for the body.
const DRAFTERS: [&str; 7] = [
    "nguoi lap bieu",
    "nguoi lap bao cao",
    "nguoi lap",
    "nguoi bao cao",
    "nguoi tong hop",
    "can bo tong hop",
    "ke toan truong",
];

const PREFIXES: [&str; 13] = [
    "tm.", "kt.", "tl.", "tuq.", "q.", "thay mat", "t/m", "k/t", "t/l", "tm/", "kt/", "tl/", "tuq/",
];

/// "P. CHỦ TỊCH" is "PHÓ CHỦ TỊCH".
const DEPUTY: &str = "p.";

/// "PCT" alone on its row is the same.
const DEPUTY_CHAIR: &str = "pct";

/// True where a folded text begins with a capacity.
fn capacity_at(folded: &str) -> bool {
    if folded.trim() == DEPUTY_CHAIR {
        return true;
    }
    let begins = |text: &str, capacity: &str| {
        text.strip_prefix(capacity)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let of_deputy = folded.strip_prefix(DEPUTY).map_or(folded, str::trim_start);
    CAPACITIES.iter().any(|c| begins(of_deputy, c))
}

/// True for a row that names who drew up the report and nothing else.
fn is_drafter(row: &str) -> bool {
    label::is_caps(row) && DRAFTERS.contains(&fold(row).trim_matches(|c: char| !c.is_alphanumeric()))
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
pub(crate) fn signature_at(row: &str) -> Option<usize> {
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
                capacity_at(t)
                    || ["uy ban", "ubnd", "ban ", "hoi dong", "hdnd", "to "]
                        .iter()
                        .any(|b| t.starts_with(b))
            };
            match prefix_at(&folded) {
                Some(end) => known(folded[end..].trim_start()),
                None => capacity_at(&folded) && !folded.contains([',', ';']),
            }
        })
}

pub(crate) fn without_signature(row: &str) -> &str {
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
        let after_pho = ["pho", "quyen", "chi", DEPUTY].contains(&before.as_str());
        if at > held && prefix_at(&folded).is_some() {
            cuts.push(at);
            held = at + prefix_len(&text[at..]).unwrap_or(0) + 1;
        } else if at > held && !after_pho && capacity_at(&folded) {
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

/// "KT.CHỦ TỊCH", "K/T CHỦ TỊCH" become "KT. CHỦ TỊCH", "TM ỦY BAN" becomes "TM. ỦY BAN", "P. CHỦ TỊCH" becomes "PHÓ CHỦ TỊCH":
/// one spelling, that of the decree. The stroke is the Party's own form and stays with its bodies: "T/M BAN THƯỜNG VỤ".
fn spaced(piece: &str) -> String {
    let piece = in_full(piece);
    let Some(end) = prefix_len(&piece).filter(|_| !fold(&piece).starts_with("thay mat")) else {
        return squash_space(&piece);
    };
    let Some((head, rest)) = piece.split_at_checked(end) else {
        return squash_space(&piece);
    };
    let rest = squash_space(rest.trim_start_matches(['.', ' ']));
    let head = head.trim_end_matches(['.', ',', ' ']);
    if head.contains('/') && is_of_party(&fold(&rest)) {
        return format!("{head} {rest}");
    }
    format!("{}. {}", head.replace('/', ""), in_full(&rest))
}

/// "P. CHỦ TỊCH" as "PHÓ CHỦ TỊCH".
fn in_full(capacity: &str) -> String {
    if fold(capacity.trim()) == DEPUTY_CHAIR {
        return "PHÓ CHỦ TỊCH".to_owned();
    }
    match capacity.split_at_checked(DEPUTY.len()) {
        Some((head, rest)) if fold(head) == DEPUTY => format!("PHÓ {}", rest.trim_start()),
        _ => capacity.to_owned(),
    }
}

/// True for the folded name of a body or an office of the Party.
fn is_of_party(folded: &str) -> bool {
    const BODIES: [&str; 9] = [
        "ban thuong vu",
        "ban chap hanh",
        "dang uy",
        "tinh uy",
        "thanh uy",
        "huyen uy",
        "chi bo",
        "chi uy",
        "bi thu",
    ];
    BODIES.iter().any(|body| folded.starts_with(body))
}

/// The signature block.
pub(crate) fn find(tail: &[Row<'_>]) -> Signature {
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
    if last.is_none() {
        last = tail.iter().rposition(|row| is_drafter(row.text));
        capacity.extend(last.map(|at| squash_space(tail[at].text)));
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
        let (mark, name) = mark_and_name(text).map_or((signed(text).then_some(text), text), |(m, n)| (Some(m), n));
        if let Some(mark) = mark {
            out.signed_mark.get_or_insert_with(|| mark.to_owned());
        }
        if out.name.is_none() && mark != Some(name) && person(name) {
            out.name = Some(name.to_owned());
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

/// "Đã ký: Lò Văn Mẫu", "(Đã ký) Lò Văn Mẫu": the mark and the name on one row.
pub(crate) fn mark_and_name(row: &str) -> Option<(&str, &str)> {
    let row = row.trim();
    let (at, end) = row.char_indices().find(|(_, c)| matches!(c, ':' | ')' | ']'))?;
    let name = row[at + end.len_utf8()..].trim_start_matches([':', ' ']);
    let mark = row[..at].trim_start_matches(['(', '[', ' ']).trim_end();
    (signed(mark) && person(name)).then_some((mark, name))
}

pub(crate) fn signed(text: &str) -> bool {
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
pub(crate) fn person(text: &str) -> bool {
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
    shape && !NOT.iter().any(|n| folded.starts_with(n)) && !capacity_at(&folded) && prefix_at(&folded).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::rows::rows_of as rows;

    #[test]
    fn a_row_of_a_megabyte_is_looked_at_only_near_its_end() {
        let long = "dài ".repeat(250_000);
        assert_eq!(signature_at(&long), None);
        let signed = format!("{long}TM. ỦY BAN NHÂN DÂN");
        assert_eq!(signature_at(&signed), Some(long.len()));
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
            find(&tail).capacity.as_deref(),
            Some("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG")
        );
    }

    #[test]
    fn short_forms_are_spelled_as_the_decree_does() {
        let found = find(&rows(&[
            "T/M ỦY BAN NHÂN DÂN",
            "K/T CHỦ TỊCH",
            "P. CHỦ TỊCH",
            "Lò Văn Mẫu",
        ]));
        assert_eq!(found.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Lò Văn Mẫu"));
        let found = find(&rows(&["KT/CHỦ TỊCH P.CHỦ TỊCH", "Lò Văn Mẫu"]));
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        // The Party writes a stroke.
        let found = find(&rows(&["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Mẫu"]));
        assert_eq!(found.authority.as_deref(), Some("T/M BAN THƯỜNG VỤ"));
        assert_eq!(found.capacity.as_deref(), Some("PHÓ BÍ THƯ"));
    }

    #[test]
    fn a_mark_of_signing_before_the_name() {
        for row in ["Đã ký: Lò Văn Mẫu", "(Đã ký) Lò Văn Mẫu", "[Đã ký]: Lò Văn Mẫu"] {
            let found = find(&rows(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", row]));
            assert_eq!(found.name.as_deref(), Some("Lò Văn Mẫu"), "{row}");
            assert_eq!(found.signed_mark.as_deref(), Some("Đã ký"), "{row}");
        }
        let found = find(&rows(&["CHỦ TỊCH", "Ký bởi: Ủy ban nhân dân xã Đồi Mây"]));
        assert_eq!((found.name, found.signed_mark), (None, None));
    }

    #[test]
    fn who_drew_up_the_report_signs_where_nobody_else_does() {
        let found = find(&rows(&["Trên đây là báo cáo./.", "NGƯỜI LẬP BIỂU", "Lò Văn Mẫu"]));
        assert_eq!(found.capacity.as_deref(), Some("NGƯỜI LẬP BIỂU"));
        assert_eq!(found.name.as_deref(), Some("Lò Văn Mẫu"));
        let found = find(&rows(&["NGƯỜI LẬP BIỂU", "Hà Thị Mẫu", "CHỦ TỊCH", "Lò Văn Mẫu"]));
        assert_eq!(found.capacity.as_deref(), Some("CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Lò Văn Mẫu"));
    }

    #[test]
    fn a_name_on_the_row_of_the_capacity() {
        let tail = rows(&["KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Mẫu Đơn"]);
        let found = find(&tail);
        assert_eq!(found.capacity.as_deref(), Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"));
        assert_eq!(found.name.as_deref(), Some("Trần Thị Mẫu Đơn"));
        let found = find(&rows(&["CHỦ TỊCH K’ Mẫu"]));
        assert_eq!(
            (found.capacity.as_deref(), found.name.as_deref()),
            (Some("CHỦ TỊCH"), Some("K’ Mẫu"))
        );
    }

    #[test]
    fn a_heading_is_no_signature() {
        let tail = rows(&[
            "Ủy ban nhân dân xã báo cáo như sau:",
            "I. KẾT QUẢ TRIỂN KHAI",
            "1. Công tác chỉ đạo",
        ]);
        assert_eq!(find(&tail).name, None);
        let tail = rows(&["Nơi nhận:", "- Như trên;", "- Lưu: VT. Trần Văn Mẫu"]);
        assert_eq!(find(&tail).name.as_deref(), Some("Trần Văn Mẫu"));
    }
}
