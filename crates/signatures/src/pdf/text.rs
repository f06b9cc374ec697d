//! Text strings (ISO 32000-2, 7.9.2.2): UTF-16, UTF-8 or PDFDocEncoding.

use crate::name::{clean, utf16};
use hayro_syntax::object::{Dict, String as PdfString};

/// Codes of PDFDocEncoding from 0x80 that differ from Latin-1 (ISO 32000-2, annex D.3).
const UPPER: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The text under a key, without control characters.
pub(crate) fn string(dict: &Dict<'_>, key: &str) -> Option<String> {
    let value = dict.get::<PdfString<'_>>(key)?;
    Some(clean(&decode(value.as_bytes()))).filter(|t| !t.is_empty())
}

pub(super) fn decode(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(4_096)];
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest),
        [0xff, 0xfe, rest @ ..] => {
            let swapped: Vec<u8> = rest.chunks_exact(2).flat_map(|c| [c[1], c[0]]).collect();
            utf16(&swapped)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Many programs write UTF-8 without its mark.
        plain => {
            std::str::from_utf8(plain).map_or_else(|_| plain.iter().map(|b| plain_code(*b)).collect(), str::to_owned)
        }
    }
}

fn plain_code(byte: u8) -> char {
    match byte {
        0x80..=0xa0 => UPPER[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn all_three_encodings_are_read() {
        assert_eq!(decode(b"\xfe\xff\x1e\xe6\x00y"), "Ủy");
        assert_eq!(decode("\u{feff}Ủy".as_bytes()), "Ủy");
        assert_eq!(decode(b"caf\xe9 \x85"), "café –");
    }
}
