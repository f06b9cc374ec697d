//! TCVN3 (TCVN 5712:1993 VN3, "ABC"): one code for each lower-case letter with its tone, and the
//! seven capitals without tone. Capitals with tones exist only in the fonts whose names end in H.

/// Letters at the codes 0xA1..=0xFE; `\0` where the code is not used.
const LETTERS: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\0', // A1–AF
    '\0', '\0', '\0', '\0', '\0', 'à', 'ả', 'ã', 'á', 'ạ', '\0', 'ằ', 'ẳ', 'ẵ', 'ắ', '\0', // B0–BF
    '\0', '\0', '\0', '\0', '\0', '\0', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\0', 'ẻ', 'ẽ', // C0–CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\0', '\0', '\0', 'ĩ', 'í', 'ị', 'ò', // D0–DF
    '\0', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0–EF
    '\0', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0–FE
];

/// The text in Unicode. Codes may have come through Latin-1, code page 1258 or a symbol font.
pub(super) fn convert(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(c: char) -> char {
    let Some(code) = super::vni::code(c) else { return c };
    match LETTERS.get(usize::from(code.wrapping_sub(0xa1))) {
        Some('\0') | None => c,
        Some(letter) => *letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_one_code() {
        let mut letters: Vec<char> = LETTERS.into_iter().filter(|c| *c != '\0').collect();
        // 12 vowels × 5 tones, 6 vowels with a mark and đ, seven capitals.
        assert_eq!(letters.len(), 60 + 7 + 7);
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 74);
    }

    #[test]
    fn codes_may_come_from_several_ways() {
        assert_eq!(convert("Céng hoµ x· héi"), "Cộng hoà xã hội");
        assert_eq!(convert("c\u{f0e9}ng"), "cộng");
        assert_eq!(convert("plain 123"), "plain 123");
    }
}
