//! Names of units: search keys that spelling does not change, and what a written name says besides the name.

use tonghop_model::org_unit::UnitKind;
use unicode_normalization::UnicodeNormalization;

use crate::folding::{folded, is_mark};

/// The letters of a name's search key: letters and digits without case, diacritics and spaces, `y` as `i`
/// (Quý/Quí), numbers without leading zeros (Phường 01).
fn key_letters(name: &str) -> impl Iterator<Item = char> + '_ {
    let mut in_number = false;
    name.chars()
        .map(folded)
        .filter(|&c| c.is_alphanumeric() && !is_mark(c))
        .filter_map(move |c| {
            let leading_zero = c == '0' && !in_number;
            in_number = c.is_ascii_digit() && !leading_zero;
            match c {
                _ if leading_zero => None,
                'y' => Some('i'),
                c => Some(c),
            }
        })
}

/// The search key of a name.
pub(crate) fn search_key(name: &str) -> String {
    key_letters(name).collect()
}

/// A hash of the search key (FNV-1a over the letters): what the index of names is sorted by.
pub(crate) fn key_hash(name: &str) -> u64 {
    key_letters(name).fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The spelling of a name with the tone marks at the end of each word: equal for Hòa and Hoà, not for Hóa.
pub(crate) fn spelling(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut tone = None;
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            '’' | '‘' | '\'' => out.push('\''),
            c if c.is_alphanumeric() || is_mark(c) => out.push(c),
            _ => {
                out.extend(tone.take());
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out.extend(tone);
    out.trim_end().to_owned()
}

/// True where the name has no diacritics at all although Vietnamese names mostly do: typed without them.
pub(crate) fn is_plain(name: &str) -> bool {
    name.is_ascii()
}

/// What a written name says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written<'a> {
    /// The name alone.
    pub name: &'a str,
    /// The word for the kind; "thành phố" fits two kinds.
    pub kinds: Option<&'static [UnitKind]>,
    /// What follows a comma or a word for a district: "Minh Long".
    pub district: Option<&'a str>,
    /// What follows a comma or a word for a province: "Quảng Ngãi".
    pub province: Option<&'a str>,
}

/// Words for bodies that stand before a unit's name.
const BODIES: [&str; 12] = [
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "ubnd",
    "hội đồng nhân dân",
    "hđnd",
    "đảng ủy",
    "đảng uỷ",
    "đảng bộ",
    "công an",
    "trạm y tế",
    "mttq",
    "văn phòng",
];

/// Words for kinds, longer ones before their beginnings.
const KINDS: [(&str, &[UnitKind]); 19] = [
    ("thị trấn", &[UnitKind::Township]),
    ("tt.", &[UnitKind::Township]),
    ("tt", &[UnitKind::Township]),
    ("thị xã", &[UnitKind::Town]),
    ("tx.", &[UnitKind::Town]),
    ("tx", &[UnitKind::Town]),
    ("thành phố", &[UnitKind::City, UnitKind::Municipality]),
    ("tp.", &[UnitKind::City, UnitKind::Municipality]),
    ("tp", &[UnitKind::City, UnitKind::Municipality]),
    ("đặc khu", &[UnitKind::SpecialZone]),
    ("phường", &[UnitKind::Ward]),
    ("p.", &[UnitKind::Ward]),
    ("huyện", &[UnitKind::District]),
    ("h.", &[UnitKind::District]),
    ("quận", &[UnitKind::UrbanDistrict]),
    ("q.", &[UnitKind::UrbanDistrict]),
    ("tỉnh", &[UnitKind::Province]),
    ("xã", &[UnitKind::Commune]),
    ("x.", &[UnitKind::Commune]),
];

/// Words that open the upper level behind a name.
const UPPER: [&str; 5] = ["tỉnh", "huyện", "thành phố", "thị xã", "quận"];

impl<'a> Written<'a> {
    /// Takes a written name (NFC) apart: "UBND xã Minh Long, tỉnh Quảng Ngãi".
    pub fn parse(text: &'a str) -> Self {
        let mut parts = text.split([',', ';', '(', ')']).flat_map(split_context).map(str::trim);
        let mut rest = parts.next().unwrap_or("");
        while let Some(shorter) = BODIES.iter().find_map(|body| strip(rest, body)) {
            rest = shorter;
        }
        let mut written = Written {
            name: rest,
            ..Written::default()
        };
        if let Some((name, kinds)) = strip_kind(rest) {
            written.name = name;
            written.kinds = Some(kinds);
        }
        for part in parts.filter(|p| !p.is_empty()) {
            written.context(part);
        }
        written
    }

    /// A part behind the name: a district or a province.
    fn context(&mut self, part: &'a str) {
        let (bare, kinds) = strip_kind(part).unwrap_or((part, &[]));
        if kinds.is_empty() || kinds.iter().any(|k| k.is_province()) {
            self.province = self.province.or(Some(bare));
        }
        if kinds.iter().any(|k| k.is_district()) {
            self.district = self.district.or(Some(bare));
        }
    }
}

/// The name behind the word for its kind.
pub(crate) fn strip_kind(text: &str) -> Option<(&str, &'static [UnitKind])> {
    KINDS
        .iter()
        .find_map(|&(word, kinds)| strip(text, word).map(|name| (name, kinds)))
}

/// The text behind a word or words, whatever their case, that end at a word boundary and leave something.
///
/// With diacritics ("Quan Sơn" has no word "quận"), unless the text has none at all.
fn strip<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let plain = is_plain(text);
    let mut letters = text.chars();
    for expected in word.chars() {
        let c = letters.next()?;
        let equal = if plain {
            folded(c) == folded(expected)
        } else {
            c.to_lowercase().eq(std::iter::once(expected))
        };
        if !equal {
            return None;
        }
    }
    let behind = letters.as_str();
    let boundary = word.ends_with('.') || behind.starts_with(|c: char| c.is_whitespace() || c == '.');
    let rest = behind
        .trim_start_matches(|c: char| c.is_whitespace() || c == '.')
        .trim_end();
    (boundary && !rest.is_empty()).then_some(rest)
}

/// Splits "xã Minh Long tỉnh Quảng Ngãi" before the words for upper levels.
fn split_context(text: &str) -> std::vec::IntoIter<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.char_indices().filter(|&(_, c)| c.is_whitespace()) {
        let head = text[start..at].trim();
        let has_name = start > 0
            || strip_kind(head).is_some()
            || BODIES
                .iter()
                .any(|b| strip(head, b).is_some_and(|rest| strip_kind(rest).is_some()));
        if has_name && UPPER.iter().any(|word| strip(text[at..].trim_start(), word).is_some()) {
            pieces.push(head);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces.into_iter()
}
