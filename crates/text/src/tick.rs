//! The marks with which a form is ticked.

/// True for a mark and nothing else: "x", "(X)", "✓", "+", also as the letters that fonts of symbols show as one.
#[must_use]
pub fn is_tick(text: &str) -> bool {
    let mut signs = text.trim().trim_matches(['.', '(', ')', '[', ']', '*']).chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else {
        return false;
    };
    let latin_and_cyrillic = matches!(sign, 'x' | 'X' | 'v' | 'V' | 'х' | 'Х');
    let signs = matches!(
        sign,
        '+' | '×' | '✓' | '✔' | '√' | '✗' | '✘' | '☑' | '☒' | '⊠' | '●' | '•' | '■' | '▪'
    );
    // Wingdings.
    let of_fonts = matches!(sign, 'ü' | 'þ' | 'ý' | '\u{f0fb}'..='\u{f0fe}');
    latin_and_cyrillic || signs || of_fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for mark in ["x", " X ", "(x)", "х", "✓", "+", "☒", "\u{f0fc}"] {
            assert!(is_tick(mark), "{mark}");
        }
        for other in ["", "-", "12", "xã", "□", "0", "x x"] {
            assert!(!is_tick(other), "{other}");
        }
    }
}
