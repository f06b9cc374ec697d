//! Mentions of administrative units in running text: "xã Minh Long", "UBND phường Ba Ngòi".

use crate::outline::label::is_caps;
use tonghop_text::fold;

/// Words of kinds, the longer ones first, with the level from the province (0) down.
const KINDS: [(&str, u8); 9] = [
    ("thành phố", 1),
    ("đặc khu", 3),
    ("thị trấn", 3),
    ("thị xã", 2),
    ("phường", 3),
    ("huyện", 2),
    ("quận", 2),
    ("tỉnh", 0),
    ("xã", 3),
];

/// A unit named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// "xã", "phường", …
    pub kind: &'static str,
    /// "Minh Long", as printed; empty where only the kind is named.
    pub name: String,
    /// True after "UBND" or "Ủy ban nhân dân".
    pub committee: bool,
    /// Bytes of the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Level of a kind: 0 province, 1 city, 2 district, 3 commune.
pub(crate) fn level(kind: &str) -> u8 {
    KINDS.iter().find(|k| k.0 == kind).map_or(9, |k| k.1)
}

/// The kind that a text starts with, whatever its case, with the bytes that it takes.
pub(crate) fn kind_at(text: &str) -> Option<(&'static str, usize)> {
    KINDS.iter().find_map(|(kind, _)| {
        let mut taken = 0;
        let mut chars = text.chars();
        for want in kind.chars() {
            let c = chars.next()?;
            if c.to_lowercase().next() != Some(want) {
                return None;
            }
            taken += c.len_utf8();
        }
        (!text[taken..].starts_with(char::is_alphabetic)).then_some((*kind, taken))
    })
}

/// Every unit named in a text, with its name or after "UBND".
pub(crate) fn find(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    let caps = is_caps(text);
    let mut starts_word = true;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        let here = starts_word && at >= skip_to;
        starts_word = !c.is_alphanumeric();
        if !here || !matches!(c, 'x' | 'X' | 'p' | 'P' | 't' | 'T' | 'h' | 'H' | 'q' | 'Q' | 'đ' | 'Đ') {
            continue;
        }
        let Some((kind, taken)) = kind_at(&text[at..]) else {
            continue;
        };
        let (name, end) = name_at(text, at + taken, kind, caps);
        let committee = after_committee(&text[..at]);
        if name.is_empty() && committee.is_none() {
            continue;
        }
        out.push(Mention {
            kind,
            name,
            committee: committee.is_some(),
            start: committee.unwrap_or(at),
            end,
        });
        skip_to = end;
    }
    out
}

/// Names that join two, folded, as (first, second). A dash after any other name belongs to the sentence. The
/// catalogue has every one of them; a test compares the two.
const JOINED: [(&str, &str); 10] = [
    ("ba ria", "vung tau"),
    ("cam ly", "da lat"),
    ("chan may", "lang co"),
    ("lam vien", "da lat"),
    ("lang biang", "da lat"),
    ("phan rang", "thap cham"),
    ("phuong lien", "trung tu"),
    ("van mieu", "quoc tu giam"),
    ("xuan huong", "da lat"),
    ("xuan truong", "da lat"),
];

/// The proper name that follows a kind.
fn name_at(text: &str, from: usize, kind: &str, caps: bool) -> (String, usize) {
    let (name, end) = single_name_at(text, from, kind, caps);
    joined(text, &name, end).unwrap_or((name, end))
}

/// The name with its second half, where the two are one name.
fn joined(text: &str, first: &str, end: usize) -> Option<(String, usize)> {
    let tail = &text[end..];
    let rest = tail.trim_start().strip_prefix(['-', '–'])?.trim_start();
    let start = text.len() - rest.len();
    let folded = fold(first);
    JOINED
        .iter()
        .filter(|(head, _)| *head == folded)
        .find_map(|(_, second)| {
            let len: usize = rest.chars().take(second.chars().count()).map(char::len_utf8).sum();
            let (found, after) = rest.split_at(len);
            let whole = !after.starts_with(char::is_alphanumeric) && found.starts_with(char::is_uppercase);
            (whole && fold(found) == *second).then(|| (format!("{first} - {found}"), start + len))
        })
}

/// The proper name that follows a kind, up to the first dash.
fn single_name_at(text: &str, from: usize, kind: &str, caps: bool) -> (String, usize) {
    let mut name = String::new();
    let mut end = from;
    for word in text[from..].split_inclusive(' ') {
        let bare = word.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
        let at = end + (word.len() - word.trim_start().len());
        if word.trim().is_empty() {
            end += word.len();
            continue;
        }
        let numbered = matches!(kind, "phường" | "quận")
            && name.is_empty()
            && bare.len() < 3
            && bare.bytes().all(|b| b.is_ascii_digit());
        let first = bare.chars().next();
        let small_tail = caps
            || bare.chars().skip(1).any(char::is_lowercase)
            || bare.chars().count() <= 2
            || bare.contains(['’', '\'']);
        let proper =
            first.is_some_and(char::is_uppercase) && small_tail && word.trim_start().starts_with(char::is_alphabetic);
        if bare.is_empty() || !(proper || numbered) || stops(bare, caps, name.is_empty()) {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(bare);
        end = at + bare.len();
        if bare.len() != word.trim().len() || numbered || name.split(' ').count() == 4 {
            break;
        }
        end += word.len() - word.trim_end().len();
    }
    let end = from + text[from..end.min(text.len())].trim_end().len();
    (name, end)
}

/// Words with a capital letter that are no part of a name.
fn stops(word: &str, caps: bool, first: bool) -> bool {
    const ALWAYS: [&str; 16] = [
        "Khóa",
        "Khoá",
        "UBND",
        "HĐND",
        "MTTQ",
        "TTHC",
        "BCĐ",
        "Năm",
        "Về",
        "Và",
        "Đã",
        "Báo",
        "Của",
        "Ủy",
        "Thực",
        "Trưởng",
    ];
    const CAPS: [&str; 23] = [
        "KHÓA",
        "KHOÁ",
        "NHIỆM",
        "NĂM",
        "THÁNG",
        "QUÝ",
        "TỈNH",
        "HUYỆN",
        "GIAI",
        "ĐẾN",
        "VỀ",
        "VÀ",
        "THEO",
        "TRÊN",
        "TRONG",
        "CỦA",
        "LẦN",
        "XÃ",
        "SỐ",
        "PHƯỜNG",
        "NGÀY",
        "VỚI",
        "ĐỢT",
    ];
    if caps {
        // "XÃ HỘI SỐ" is society.
        return CAPS.contains(&word) || first && word == "HỘI";
    }
    ALWAYS.contains(&word)
}

/// Where "UBND" or "Ủy ban nhân dân (UBND)" before a kind starts.
fn after_committee(before: &str) -> Option<usize> {
    let before = before.trim_end();
    let before = before.strip_suffix("(UBND)").map_or(before, str::trim_end);
    let tail = before.char_indices().rev().take(16).last().map_or(0, |(i, _)| i);
    let tail_text = &before[tail..];
    let folded = fold(tail_text);
    let letters = ["ubnd", "uy ban nhan dan"]
        .iter()
        .find(|c| folded.ends_with(**c))?
        .len();
    before.char_indices().rev().take(letters).last().map(|(i, _)| i)
}

/// Capitalises a name printed in capitals: "MINH LONG" becomes "Minh Long".
pub(crate) fn capitalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = c.is_whitespace() || matches!(c, '-' | '\'' | '’');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(&'static str, String, bool)> {
        find(text).into_iter().map(|m| (m.kind, m.name, m.committee)).collect()
    }

    #[test]
    fn units_in_running_text() {
        assert_eq!(of("UBND xã Đồi Mây báo cáo"), [("xã", "Đồi Mây".into(), true)]);
        assert_eq!(
            of("Ủy ban nhân dân (UBND) phường Ba Đồi báo cáo"),
            [("phường", "Ba Đồi".into(), true)]
        );
        assert_eq!(
            of("thuộc thành phố Bến Cũ, tỉnh Sông Xa."),
            [("thành phố", "Bến Cũ".into(), false), ("tỉnh", "Sông Xa".into(), false)]
        );
        assert_eq!(of("phát triển xã hội số, các xã cũ; xã văn minh"), []);
        assert_eq!(of("UBND Phường 1 ban hành"), [("phường", "1".into(), true)]);
        assert_eq!(of("Ủy ban nhân dân xã đã"), [("xã", String::new(), true)]);
        assert_eq!(of("ÚBND xã Đồi Mây"), [("xã", "Đồi Mây".into(), true)]);
        assert_eq!(of("đặc khu Hòn Gió"), [("đặc khu", "Hòn Gió".into(), false)]);
    }

    #[test]
    fn names_that_join_two() {
        assert_eq!(
            of("UBND tỉnh Bà Rịa – Vũng Tàu ban hành"),
            [("tỉnh", "Bà Rịa - Vũng Tàu".into(), true)]
        );
        assert_eq!(
            of("UBND PHƯỜNG XUÂN HƯƠNG - ĐÀ LẠT"),
            [("phường", "XUÂN HƯƠNG - ĐÀ LẠT".into(), true)]
        );
        assert_eq!(of("xã Đồi Mây - Đà Lạt"), [("xã", "Đồi Mây".into(), false)]);
    }

    #[test]
    fn the_joined_names_are_those_of_the_catalogue() {
        let mut known: Vec<String> = tonghop_catalogue::Catalogue::embedded()
            .units()
            .all()
            .filter(|u| u.name.contains('-'))
            .map(|u| fold(&u.name).replace(" - ", "-"))
            .collect();
        known.sort();
        known.dedup();
        assert_eq!(known, JOINED.map(|(a, b)| format!("{a}-{b}")));
    }

    #[test]
    fn names_in_capitals() {
        assert_eq!(
            of("TRÊN ĐỊA BÀN XÃ ĐỒI MÂY NĂM 2025"),
            [("xã", "ĐỒI MÂY".into(), false)]
        );
        assert_eq!(capitalise("EA H'LEO"), "Ea H'Leo");
    }
}
