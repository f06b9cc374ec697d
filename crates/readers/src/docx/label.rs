//! Numbers as lists print them.

/// `value` in one of the number formats of WordprocessingML (`w:numFmt`).
///
/// Formats of scripts that Vietnamese documents do not use come out as decimal numbers.
pub(crate) fn format(value: i32, format: &str) -> String {
    let decimal = || value.to_string();
    let Some(positive) = u32::try_from(value).ok().filter(|v| *v > 0) else {
        return decimal();
    };
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{positive:02}"),
        "upperRoman" => roman(positive),
        "lowerRoman" => roman(positive).to_lowercase(),
        "upperLetter" => letters(positive, b'A'),
        "lowerLetter" => letters(positive, b'a'),
        "numberInDash" => format!("- {positive} -"),
        "decimalEnclosedParen" => format!("({positive})"),
        "decimalEnclosedFullstop" => format!("{positive}."),
        "decimalEnclosedCircle" => match char::from_u32(0x245f + positive) {
            Some(c) if positive <= 20 => c.to_string(),
            _ => decimal(),
        },
        "chicago" => chicago(positive),
        "vietnameseCounting" => words(positive).unwrap_or_else(decimal),
        _ => decimal(),
    }
}

fn roman(value: u32) -> String {
    if value > 32_767 {
        return value.to_string();
    }
    tonghop_text::roman(value as usize)
}

/// a … z, aa, bb … as Word counts; the Vietnamese editions print the same 26 letters.
fn letters(value: u32, first: u8) -> String {
    let letter = char::from(first + ((value - 1) % 26) as u8);
    let times = ((value - 1) / 26 + 1).min(30) as usize;
    std::iter::repeat_n(letter, times).collect()
}

fn chicago(value: u32) -> String {
    let mark = ['*', '†', '‡', '§'][(value - 1) as usize % 4];
    let times = ((value - 1) / 4 + 1).min(30) as usize;
    std::iter::repeat_n(mark, times).collect()
}

/// Vietnamese number words up to 99.
fn words(value: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let (tens, ones) = (value / 10, value % 10);
    let digit = |d: u32| DIGITS[d as usize];
    let ones_after_ten = match ones {
        5 => "lăm",
        1 if tens > 1 => "mốt",
        _ => digit(ones),
    };
    Some(match tens {
        0 => digit(ones).to_string(),
        1 => format!("mười {ones_after_ten}").trim_end().to_string(),
        2..=9 => format!("{} mươi {ones_after_ten}", digit(tens)).trim_end().to_string(),
        _ => return None,
    })
}

/// The sign that a code of a symbol font shows; codes are given with or without the 0xF000 of the
/// private area. `None` where the sign is not known.
pub(crate) fn symbol(font: &str, code: u32) -> Option<char> {
    let low = if (0xf000..=0xf0ff).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    let font = font.to_ascii_lowercase();
    if font.starts_with("wingdings 2") {
        return Some(match low {
            0x50 | 0x52 => '☑',
            0x4f | 0x51 | 0x54 => '☒',
            0xa3 | 0x30 => '□',
            _ => return None,
        });
    }
    if font.starts_with("wingdings") {
        return Some(match low {
            0x6c | 0x9f => '•',
            0x6e | 0xa7 => '▪',
            0x6f | 0xa8 | 0x71 | 0x72 => '□',
            0x71..=0x78 => '❖',
            0xd8 => '➢',
            0xe0 | 0xf0 => '→',
            0xdf => '←',
            0xf3 => '↔',
            0xfb | 0xfd => '☒',
            0xfc => '✓',
            0xfe => '☑',
            0x2a => '✉',
            0x28 => '☎',
            _ => return None,
        });
    }
    if font.starts_with("symbol") || font.is_empty() {
        return Some(match low {
            0x2d => '-',
            0xb7 => '•',
            0xb0 => '°',
            0xb1 => '±',
            0xb4 => '×',
            0xb8 => '÷',
            0xa3 => '≤',
            0xb3 => '≥',
            0xb9 => '≠',
            0xbb => '≈',
            0xae => '→',
            0xac => '←',
            0xde => '⇒',
            0x61 => 'α',
            0x62 => 'β',
            0x44 => 'Δ',
            0x6d => 'µ',
            0x53 => 'Σ',
            0xa7 if font.is_empty() => '▪',
            0xd8 if font.is_empty() => '➢',
            0xfc if font.is_empty() => '✓',
            0x20..=0x3f => char::from_u32(low)?,
            _ => return None,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        let cases = [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (14, "upperRoman", "XIV"),
            (9, "lowerRoman", "ix"),
            (4, "lowerLetter", "d"),
            (27, "upperLetter", "AA"),
            (15, "vietnameseCounting", "mười lăm"),
            (21, "vietnameseCounting", "hai mươi mốt"),
            (3, "decimalEnclosedCircle", "③"),
            (0, "upperRoman", "0"),
            (-2, "lowerLetter", "-2"),
            (i32::MAX, "lowerRoman", "2147483647"),
        ];
        for (value, name, want) in cases {
            assert_eq!(format(value, name), want, "{name}");
        }
        assert_eq!(format(i32::MAX, "lowerLetter").len(), 30);
    }
}
