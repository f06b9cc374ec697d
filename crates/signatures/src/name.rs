//! Distinguished names (X.501): of signers and of those who issued their certificates.

use crate::asn1::{Element, SEQUENCE, SET};
use crate::oids;

/// Parts of one name that are read, at most.
const MAX_PARTS: usize = 64;

/// A distinguished name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Identifier and text of each part, in the order of the certificate.
    parts: Vec<(String, String)>,
    raw: Vec<u8>,
}

impl Name {
    pub(crate) fn read(element: Element<'_>) -> Option<Self> {
        let mut parts = Vec::new();
        for set in element.of(SEQUENCE)?.inside() {
            for pair in set.of(SET)?.inside() {
                let mut inside = pair.of(SEQUENCE)?.inside();
                let kind = inside.next()?.oid()?;
                parts.push((kind, text(inside.next()?)));
                if parts.len() > MAX_PARTS {
                    return None;
                }
            }
        }
        Some(Self {
            parts,
            raw: element.raw.to_vec(),
        })
    }

    /// The first part of that kind.
    pub(crate) fn part(&self, kind: &str) -> Option<String> {
        let found = self.parts.iter().find(|(k, _)| k == kind);
        found.map(|(_, text)| text.clone()).filter(|t| !t.is_empty())
    }

    /// True where both name the same: letters' case and white space do not matter (RFC 5280, 7.1).
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.raw == other.raw || (self.parts.len() == other.parts.len() && self.begins_with(other))
    }

    /// True where this name lies in the tree under `top`.
    pub(crate) fn begins_with(&self, top: &Self) -> bool {
        let same = |a: &(String, String), b: &(String, String)| a.0 == b.0 && folded(&a.1) == folded(&b.1);
        self.parts.len() >= top.parts.len() && self.parts.iter().zip(&top.parts).all(|(a, b)| same(a, b))
    }

    /// The whole name for people: "CN=…, O=…, C=VN".
    pub(crate) fn shown(&self) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|(kind, text)| format!("{}={text}", short(kind)))
            .collect();
        parts.join(", ")
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn short(kind: &str) -> &str {
    match kind {
        oids::COMMON_NAME => "CN",
        oids::COUNTRY => "C",
        oids::LOCALITY => "L",
        oids::STATE => "ST",
        oids::ORGANISATION => "O",
        oids::ORGANISATIONAL_UNIT => "OU",
        oids::TITLE => "T",
        oids::SERIAL_NUMBER => "SERIALNUMBER",
        oids::USER_ID => "UID",
        oids::EMAIL => "E",
        other => other,
    }
}

/// The text of a string of any kind, without control characters.
pub(crate) fn text(element: Element<'_>) -> String {
    let content = element.content;
    let text = match element.tag {
        // TeletexString is Latin-1 in practice.
        0x14 => content.iter().map(|b| char::from(*b)).collect(),
        0x1e => utf16(content),
        0x1c => content
            .chunks_exact(4)
            .map(|c| char::from_u32(u32::from_be_bytes([c[0], c[1], c[2], c[3]])).unwrap_or('\u{fffd}'))
            .collect(),
        _ => String::from_utf8_lossy(content).into_owned(),
    };
    clean(&text)
}

/// UTF-16, high byte first.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// Without control characters and marks that turn the direction of writing, which could make a name look like
/// another; at most 500 characters.
pub(crate) fn clean(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !hidden(*c))
        .take(500)
        .collect();
    kept.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_marks_are_gone() {
        assert_eq!(clean("Ủy ban\n\u{202e}nhân\u{7} dân "), "Ủy ban nhân dân");
    }

    #[test]
    fn wide_strings_are_read() {
        let bytes = [0x1e, 4, 0x1e, 0xe6, 0, b'y'];
        assert_eq!(text(Element::first(&bytes).unwrap()), "Ủy");
    }
}
