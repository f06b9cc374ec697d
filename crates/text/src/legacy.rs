//! Text that is not Unicode: byte encodings, and the Vietnamese font encodings TCVN3 (ABC) and VNI.
//!
//! A font encoding shows itself in two ways: by the name of the font (`.VnTime`, `VNI-Times`), which
//! is certain, or by statistics: text that makes no Vietnamese syllables as it stands but does after
//! conversion.

mod syllable;
mod tcvn3;
mod vni;

use crate::fold::nfc;
use std::borrow::Cow;

/// How the bytes of a text were encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without mark.
    Utf8,
    /// UTF-8 with some bytes that are not; these became U+FFFD.
    Utf8Damaged,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows code page 1258 (Vietnamese).
    Windows1258,
    /// TCVN 5712:1993 VN3, also called ABC: the `.Vn…` fonts.
    Tcvn3,
    /// VNI for Windows: the `VNI-…` fonts.
    Vni,
}

impl Encoding {
    /// Name for people who know encodings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Damaged => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
        }
    }

    /// True where the text had to be converted from a legacy Vietnamese encoding.
    #[must_use]
    pub const fn is_legacy(self) -> bool {
        matches!(self, Self::Windows1258 | Self::Tcvn3 | Self::Vni)
    }
}

/// A Vietnamese font encoding: Latin letters that only look right in the fonts made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontEncoding {
    /// `.VnTime` and the like.
    Tcvn3,
    /// `.VnTimeH` and the like: the same codes drawn as capitals.
    Tcvn3Capitals,
    /// `VNI-Times` and the like.
    Vni,
}

/// The encoding that a font stands for, by its name; `None` for Unicode fonts.
#[must_use]
pub fn encoding_of_font(name: &str) -> Option<FontEncoding> {
    // Fonts embedded in PDF carry a tag: `ABCDEF+.VnTime`.
    let name = name.rsplit('+').next().unwrap_or(name).trim();
    let lower = name.to_ascii_lowercase();
    if lower.starts_with("vni-") || lower.starts_with("vni ") || lower.starts_with("vni_") {
        return Some(FontEncoding::Vni);
    }
    let rest = lower.strip_prefix(".vn").or_else(|| lower.strip_prefix("_vn"))?;
    // `.VnTimeH`, `.VnTimeH-Bold`: the capital fonts of the set end in H.
    let family = rest.split(['-', ',', ' ']).next().unwrap_or(rest);
    Some(if family.len() > 1 && family.ends_with('h') && name.contains('H') {
        FontEncoding::Tcvn3Capitals
    } else {
        FontEncoding::Tcvn3
    })
}

/// The text of a font encoding in Unicode (NFC). Characters that the encoding does not know are kept.
#[must_use]
pub fn from_font_encoding(text: &str, encoding: FontEncoding) -> String {
    let converted = match encoding {
        FontEncoding::Tcvn3 => tcvn3::convert(text),
        FontEncoding::Tcvn3Capitals => tcvn3::convert(text).to_uppercase(),
        FontEncoding::Vni => vni::convert(text),
    };
    // A mark that stood alone may now stand behind a letter it goes with.
    match nfc(&converted) {
        Cow::Borrowed(_) => converted,
        Cow::Owned(composed) => composed,
    }
}

/// Recognises text in a font encoding by its statistics, `None` for proper Unicode text and where
/// there is too little to tell (fewer than three words with letters beyond ASCII).
#[must_use]
pub fn detect_font_encoding(text: &str) -> Option<FontEncoding> {
    let sample = sample(text);
    // Letters that exist only in Vietnamese Unicode text settle it; so does plain ASCII.
    let mut vietnamese = 0_usize;
    let mut latin = 0_usize;
    for c in sample.chars() {
        match c {
            '\u{1ea0}'..='\u{1ef9}' => vietnamese += 1,
            '\u{a1}'..='\u{ff}' => latin += 1,
            _ => {}
        }
    }
    if latin < 3 || vietnamese * 4 > latin {
        return None;
    }
    let plain = syllable::plausibility(sample);
    let mut best: Option<(f32, FontEncoding)> = None;
    for encoding in [FontEncoding::Tcvn3, FontEncoding::Vni] {
        let converted = from_font_encoding(sample, encoding);
        let score = syllable::plausibility(&converted);
        if score.marked >= 3
            && score.share >= 0.75
            && score.share > plain.share + 0.2
            && best.is_none_or(|(b, _)| score.share > b)
        {
            best = Some((score.share, encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// Enough of a text to judge it by.
fn sample(text: &str) -> &str {
    const LENGTH: usize = 20_000;
    if text.len() <= LENGTH {
        return text;
    }
    // The start may be an English head; judge from where letters beyond ASCII begin.
    let start = text.bytes().position(|b| b >= 0x80).unwrap_or(0).saturating_sub(200);
    let start = text.floor_char_boundary(start);
    &text[start..text.floor_char_boundary(start + LENGTH)]
}

/// The text of a file: its byte encoding by mark, by form or by statistics, font encodings converted,
/// NFC, without byte order mark.
///
/// Never fails: bytes that fit nothing become U+FFFD under [`Encoding::Utf8Damaged`].
#[must_use]
pub fn decode_text(bytes: &[u8]) -> (String, Encoding) {
    let (text, encoding) = decode_bytes(bytes);
    let text = match nfc(&text) {
        Cow::Borrowed(_) => text.into_owned(),
        Cow::Owned(composed) => composed,
    };
    if encoding.is_legacy() {
        return (text, encoding);
    }
    match detect_font_encoding(&text) {
        Some(FontEncoding::Vni) => (vni::convert(&text), Encoding::Vni),
        Some(_) => (tcvn3::convert(&text), Encoding::Tcvn3),
        None => (text, encoding),
    }
}

fn decode_bytes(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    if let Some((encoding, kind)) = utf16(bytes) {
        return (encoding.decode(bytes).0, kind);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Encoding::Utf8);
    }
    if mostly_utf8(bytes) {
        return (String::from_utf8_lossy(bytes), Encoding::Utf8Damaged);
    }
    eight_bit(bytes)
}

/// UTF-16 by its mark, or by every other byte being zero.
fn utf16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, Encoding)> {
    let le = (encoding_rs::UTF_16LE, Encoding::Utf16Le);
    let be = (encoding_rs::UTF_16BE, Encoding::Utf16Be);
    match bytes {
        [0xff, 0xfe, ..] => return Some(le),
        [0xfe, 0xff, ..] => return Some(be),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half < 8 {
        return None;
    }
    // Vietnamese text has many letters beyond Latin-1, but spaces, digits and consonants abound.
    if odd * 3 > half && even * 20 < half {
        Some(le)
    } else if even * 3 > half && odd * 20 < half {
        Some(be)
    } else {
        None
    }
}

/// True where sequences that are valid UTF-8 by far outnumber the broken ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad.saturating_mul(4)
}

/// One of the single-byte encodings, whichever makes the most Vietnamese syllables.
fn eight_bit(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    let windows = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0;
    let windows = match nfc(&windows) {
        Cow::Owned(composed) => composed,
        Cow::Borrowed(_) => windows.into_owned(),
    };
    let latin: String = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned();
    let mut best = (
        syllable::plausibility(sample(&windows)).share,
        windows,
        Encoding::Windows1258,
    );
    for (text, encoding) in [
        (tcvn3::convert(&latin), Encoding::Tcvn3),
        (vni::convert(&latin), Encoding::Vni),
    ] {
        let share = syllable::plausibility(sample(&text)).share;
        if share > best.0 {
            best = (share, text, encoding);
        }
    }
    (Cow::Owned(best.1), best.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "Ủy ban nhân dân phường Đông Hải báo cáo kết quả thực hiện nhiệm vụ chuyển đổi số; \
                          tỷ lệ hồ sơ trực tuyến đạt 92,5%, vượt kế hoạch được giao, người dân đã quen nộp hồ sơ";

    #[test]
    fn what_is_converted_is_composed() {
        assert_eq!(from_font_encoding("\u{d6}\u{303}", FontEncoding::Vni), "Ữ");
    }

    #[test]
    fn fonts_are_known_by_name() {
        assert_eq!(encoding_of_font(".VnTime"), Some(FontEncoding::Tcvn3));
        assert_eq!(
            encoding_of_font("ABCDEF+.VnArialH-Bold"),
            Some(FontEncoding::Tcvn3Capitals)
        );
        assert_eq!(encoding_of_font("VNI-Times"), Some(FontEncoding::Vni));
        assert_eq!(encoding_of_font("Times New Roman"), None);
        assert_eq!(encoding_of_font(""), None);
    }

    #[test]
    fn proper_text_is_left_alone() {
        assert_eq!(detect_font_encoding(SAMPLE), None);
        assert_eq!(
            detect_font_encoding("Où êtes-vous? À bientôt, garçon, déjà vu, naïve, élève, forêt"),
            None
        );
        assert_eq!(detect_font_encoding("Größe 5 µm ± 2 °C"), None);
        assert_eq!(detect_font_encoding("hoà bình là đồ đá"), None);
    }

    #[test]
    fn font_encodings_are_recognised_and_converted() {
        let tcvn3 = "Uû ban nh©n d©n ph\u{ad}êng B×nh Minh b¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô ®\u{ad}îc giao";
        assert_eq!(
            decode_text(tcvn3.as_bytes()),
            (
                "Uỷ ban nhân dân phường Bình Minh báo cáo kết quả thực hiện nhiệm vụ được giao".into(),
                Encoding::Tcvn3
            )
        );
        let vni = "UÛy ban nhaân daân phöôøng Bình Minh baùo caùo keát quaû thöïc hieän nhieäm vuï ñöôïc giao";
        assert_eq!(
            decode_text(vni.as_bytes()),
            (
                "Ủy ban nhân dân phường Bình Minh báo cáo kết quả thực hiện nhiệm vụ được giao".into(),
                Encoding::Vni
            )
        );
    }

    #[test]
    fn bytes_are_decoded_by_mark_and_by_form() {
        let utf16: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode_text(&utf16), (SAMPLE.into(), Encoding::Utf16Le));
        let marked: Vec<u8> = std::iter::once(0xfeff)
            .chain(SAMPLE.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode_text(&marked), (SAMPLE.into(), Encoding::Utf16Be));
        let utf8 = [b"\xef\xbb\xbf".as_slice(), SAMPLE.as_bytes()].concat();
        assert_eq!(decode_text(&utf8), (SAMPLE.into(), Encoding::Utf8));
        assert_eq!(decode_text(b""), (String::new(), Encoding::Utf8));
    }

    #[test]
    fn single_byte_encodings_are_told_apart() {
        let tcvn3 = b"Uy ban nh\xa9n d\xa9n ph\xad\xeang, b\xb8o c\xb8o k\xd5t qu\xb6 \xae\xad\xeec giao";
        assert_eq!(
            decode_text(tcvn3),
            (
                "Uy ban nhân dân phường, báo cáo kết quả được giao".into(),
                Encoding::Tcvn3
            )
        );
        let vni = b"nha\xe2n da\xe2n ph\xf6\xf4\xf8ng, ba\xf9o ca\xf9o ke\xe1t qua\xfb \xf1\xf6\xf4\xefc giao";
        assert_eq!(
            decode_text(vni),
            ("nhân dân phường, báo cáo kết quả được giao".into(), Encoding::Vni)
        );
        // 1258 writes the letter and then its tone as a combining mark.
        let windows = b"nh\xe2n d\xe2n ph\xfd\xf5\xccng, b\xe1o c\xe1o k\xea\xect qua\xd2 \xf0\xfd\xf5\xf2c giao";
        assert_eq!(
            decode_text(windows),
            (
                "nhân dân phường, báo cáo kết quả được giao".into(),
                Encoding::Windows1258
            )
        );
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_utf8_something_else() {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes.insert(0, 0xff);
        let (text, encoding) = decode_text(&bytes);
        assert_eq!(encoding, Encoding::Utf8Damaged);
        assert!(text.ends_with("nộp hồ sơ"));
    }
}
