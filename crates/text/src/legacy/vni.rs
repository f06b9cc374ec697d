//! VNI for Windows: a base letter, then a code for mark and tone. `ơ`, `ư`, `đ`, `ỵ` and the letters
//! of `i` have codes of their own.

/// The text in Unicode. Codes may have come through Latin-1, code page 1258 or a symbol font.
pub(super) fn convert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let base = single(c);
        let combined = chars.peek().and_then(|next| combine(base, code(*next)?));
        if let Some(letter) = combined {
            chars.next();
            out.push(letter);
        } else {
            out.push(base);
        }
    }
    out
}

/// The byte that a character stands for in a font with eight-bit codes.
pub(super) fn code(c: char) -> Option<u8> {
    Some(match c {
        '\u{a0}'..='\u{ff}' => c as u32 as u8,
        // Symbol fonts put their codes into the private area.
        '\u{f0a0}'..='\u{f0ff}' => (c as u32 - 0xf000) as u8,
        // What code page 1258 made of the byte.
        'Ă' => 0xc3,
        '\u{300}' => 0xcc,
        'Đ' => 0xd0,
        '\u{309}' => 0xd2,
        'Ơ' => 0xd5,
        'Ư' => 0xdd,
        '\u{303}' => 0xde,
        'ă' => 0xe3,
        '\u{301}' => 0xec,
        'đ' => 0xf0,
        '\u{323}' => 0xf2,
        'ơ' => 0xf5,
        'ư' => 0xfd,
        '₫' => 0xfe,
        _ => return None,
    })
}

/// Letters with a code of their own.
fn single(c: char) -> char {
    match code(c) {
        Some(0xf4) => 'ơ',
        Some(0xd4) => 'Ơ',
        Some(0xf6) => 'ư',
        Some(0xd6) => 'Ư',
        Some(0xf1) => 'đ',
        Some(0xd1) => 'Đ',
        Some(0xed) => 'í',
        Some(0xcd) => 'Í',
        Some(0xec) => 'ì',
        Some(0xcc) => 'Ì',
        Some(0xe6) => 'ỉ',
        Some(0xc6) => 'Ỉ',
        Some(0xf3) => 'ĩ',
        Some(0xd3) => 'Ĩ',
        Some(0xf2) => 'ị',
        Some(0xd2) => 'Ị',
        Some(0xee) => 'ỵ',
        Some(0xce) => 'Ỵ',
        _ => c,
    }
}

/// The letter that `base` makes with the following code, if they go together.
fn combine(base: char, code: u8) -> Option<char> {
    // Capitals carry capital codes, 0x20 below; mixed case occurs and reads the same.
    let tone = match code | 0x20 {
        0xf9 => '\u{301}',
        0xf8 => '\u{300}',
        0xfb => '\u{309}',
        0xf5 => '\u{303}',
        0xef => '\u{323}',
        _ => return circumflex_or_breve(base, code | 0x20),
    };
    if code < 0xc0 || !"aeouyơưAEOUYƠƯ".contains(base) {
        return None;
    }
    compose(base, &[tone])
}

fn circumflex_or_breve(base: char, code: u8) -> Option<char> {
    const CIRCUMFLEX: char = '\u{302}';
    const BREVE: char = '\u{306}';
    let (mark, tone) = match code {
        0xe2 => (CIRCUMFLEX, None),
        0xe1 => (CIRCUMFLEX, Some('\u{301}')),
        0xe0 => (CIRCUMFLEX, Some('\u{300}')),
        0xe5 => (CIRCUMFLEX, Some('\u{309}')),
        0xe3 => (CIRCUMFLEX, Some('\u{303}')),
        0xe4 => (CIRCUMFLEX, Some('\u{323}')),
        0xea => (BREVE, None),
        0xe9 => (BREVE, Some('\u{301}')),
        0xe8 => (BREVE, Some('\u{300}')),
        0xfa => (BREVE, Some('\u{309}')),
        0xfc => (BREVE, Some('\u{303}')),
        0xeb => (BREVE, Some('\u{323}')),
        _ => return None,
    };
    let fits = if mark == BREVE { "aA" } else { "aeoAEO" };
    if !fits.contains(base) {
        return None;
    }
    match tone {
        None => compose(base, &[mark]),
        // Unicode composes marks below the letter first.
        Some(tone @ '\u{323}') => compose(base, &[tone, mark]),
        Some(tone) => compose(base, &[mark, tone]),
    }
}

fn compose(base: char, marks: &[char]) -> Option<char> {
    marks
        .iter()
        .try_fold(base, |c, mark| unicode_normalization::char::compose(c, *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_vowels_in_both_cases() {
        assert_eq!(
            convert("aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä"),
            "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ"
        );
        assert_eq!(convert("eù eø eû eõ eï eâ eá eà eå eã eä"), "é è ẻ ẽ ẹ ê ế ề ể ễ ệ");
        assert_eq!(convert("où oø oû oõ oï oâ oá oà oå oã oä"), "ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ");
        assert_eq!(
            convert("ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï"),
            "ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự"
        );
        assert_eq!(convert("yù yø yû yõ î í ì æ ó ò ñ"), "ý ỳ ỷ ỹ ỵ í ì ỉ ĩ ị đ");
        assert_eq!(
            convert("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        );
    }
}
