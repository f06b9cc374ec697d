//! Text in XML: what may stand there, and how.

/// Printed for a character that XML does not allow.
const SQUARE: char = '□';

/// Appends text with the characters of markup escaped. Characters that XML 1.0 forbids (control characters,
/// U+FFFE, U+FFFF) become a square, so that a reader sees that something stood there.
pub fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FEFF}' => {}
            '\t' | '\n' | '\r' => out.push(' '),
            c if allowed(c) => out.push(c),
            _ => out.push(SQUARE),
        }
    }
}

/// The escaped text.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

/// True for a character that a square stands for.
pub fn is_replaced(c: char) -> bool {
    !allowed(c) && !matches!(c, '\t' | '\n' | '\r')
}

/// True for the characters of XML 1.0 that are no control characters and do not turn the letters behind them round.
const fn allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202D}' | '\u{202E}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The text cut to so many characters, with "…" where something was cut off.
pub fn clipped(text: &str, longest: usize) -> String {
    let mut characters = text.chars();
    let mut kept: String = characters.by_ref().take(longest).collect();
    if characters.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_allows_is_written() {
        assert_eq!(
            escaped("a<b & \"c\"\u{0}\u{B}\u{FFFF}"),
            "a&lt;b &amp; &quot;c&quot;□□□"
        );
        assert_eq!(escaped("xã \u{202E}Suối"), "xã □Suối");
        assert_eq!(escaped("\u{202B}שלום\u{202C} 😀"), "\u{202B}שלום\u{202C} 😀");
        assert_eq!(escaped("một\thai\nba\u{FEFF}"), "một hai ba");
    }

    #[test]
    fn long_texts_are_cut_by_characters() {
        assert_eq!(clipped("đặc khu", 7), "đặc khu");
        assert_eq!(clipped("đặc khu", 4), "đặc…");
    }
}
