//! Numbers of documents: `29/KH-UBND`, `57- NQ/TW`, `42/2022/NĐ-CP`, `430/UBND -VHXH`.

use crate::tokens::{Kind, Tokens};

/// Longest symbol in tokens; real ones have fewer than twenty.
const MAX_SYMBOL: usize = 24;

/// The number of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocNumber {
    /// Number and symbol without white space, dashes as `-`.
    pub text: String,
    /// The symbol alone: "KH-UBND"; empty for a bare number.
    pub symbol: String,
    /// First token after it.
    pub next: usize,
}

/// The number and symbol at the token `i`, which must be digits (or the stroke of a number left blank).
pub(crate) fn with_symbol(tokens: &Tokens<'_>, i: usize) -> Option<DocNumber> {
    let mut j = i;
    let mut text = String::new();
    if tokens.kind(j) == Kind::Digits {
        let digits = tokens.word(j);
        if digits.len() > 6 || (j > 0 && tokens.glued(j) && tokens.kind(j - 1) == Kind::Word) {
            return None;
        }
        text.push_str(digits);
        j += 1;
        // "12a/KH-UBND"
        if tokens.glued(j) && tokens.kind(j) == Kind::Word && tokens.word(j).len() == 1 {
            text.push_str(tokens.word(j));
            j += 1;
        }
    }
    let head = text.len();
    // The year of legal documents: "42/2022/NĐ-CP".
    if tokens.word(j) == "/"
        && is_year(tokens.word(j + 1))
        && tokens.word(j + 2) == "/"
        && is_symbol(tokens.word(j + 3))
    {
        text.push('/');
        text.push_str(tokens.word(j + 1));
        j += 2;
    }
    let mut found = false;
    while j < i + MAX_SYMBOL {
        let mark = tokens.word(j);
        let joins = matches!(mark, "/" | "-" | "–" | "—" | "&" | "." | "+");
        if !joins {
            break;
        }
        let (next, spaced) = (j + 1, !tokens.glued(j) || !tokens.glued(j + 1));
        let part = tokens.word(next);
        let fits = match tokens.kind(next) {
            Kind::Word if spaced => is_symbol(part) && matches!(mark, "/" | "-" | "–" | "—" | "&"),
            Kind::Word => is_symbol(part) || (found && part.len() == 1 && part.starts_with(char::is_uppercase)),
            Kind::Digits => found && !spaced && mark != "." && !is_day_like(tokens, next),
            Kind::Mark => false,
        };
        if !fits || (!found && !matches!(mark, "/" | "-" | "–" | "—")) {
            break;
        }
        text.push_str(if matches!(mark, "–" | "—") { "-" } else { mark });
        text.push_str(part);
        found = true;
        j = next + 1;
        // "QH15", "BCVT2"
        if tokens.glued(j) && tokens.kind(j) == Kind::Digits && tokens.word(j).len() <= 2 {
            text.push_str(tokens.word(j));
            j += 1;
        }
    }
    found.then(|| DocNumber {
        symbol: text[head..].trim_start_matches(|c: char| !c.is_alphabetic()).to_owned(),
        text,
        next: j,
    })
}

/// A bare number of one to four digits at the token `i`: "205", "06".
pub(crate) fn bare(tokens: &Tokens<'_>, i: usize) -> Option<DocNumber> {
    let digits = tokens.word(i);
    (tokens.kind(i) == Kind::Digits && digits.len() <= 4).then(|| DocNumber {
        text: digits.to_owned(),
        symbol: String::new(),
        next: i + 1,
    })
}

/// A number and its year without the symbol, as newspapers cite: "Nghị định 151/2025".
pub(super) fn of_year(tokens: &Tokens<'_>, i: usize) -> Option<DocNumber> {
    let stroke = tokens.word(i + 1) == "/" && tokens.glued(i + 1) && tokens.glued(i + 2);
    let whole = stroke && is_year(tokens.word(i + 2)) && !(tokens.word(i + 3) == "/" && tokens.glued(i + 3));
    (whole && tokens.word(i).len() <= 4).then(|| DocNumber {
        text: format!("{}/{}", tokens.word(i), tokens.word(i + 2)),
        symbol: String::new(),
        next: i + 3,
    })
}

/// True for a year from 1900 to 2099.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4
        && matches!(word.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..])
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// A number that continues into a date: "…-18/7/2031".
fn is_day_like(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.word(i + 1) == "/" && tokens.kind(i + 2) == Kind::Digits
}

/// A part of a symbol: capital letters at its start, such as "UBND", "TTg", "NQ", "Ttr".
fn is_symbol(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    let len = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    first && len <= 12 && (capitals * 2 > len || matches!(word, "Ttg" | "Ttr" | "Tu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        with_symbol(&Tokens::new(text), 0).map(|n| n.text)
    }

    #[test]
    fn stray_spaces_are_taken_out() {
        assert_eq!(number("430/UBND -VHXH ngày 3").as_deref(), Some("430/UBND-VHXH"));
        assert_eq!(number("02- KH/BCĐTW ngày").as_deref(), Some("02-KH/BCĐTW"));
        assert_eq!(number("639/ SKHCN-BCVT&CĐS,").as_deref(), Some("639/SKHCN-BCVT&CĐS"));
        assert_eq!(number("411/QĐ – TTg của").as_deref(), Some("411/QĐ-TTg"));
        assert_eq!(number("42/2022/NĐ-CP.").as_deref(), Some("42/2022/NĐ-CP"));
        assert_eq!(number("20/2023/QH15 ngày").as_deref(), Some("20/2023/QH15"));
    }

    #[test]
    fn ratios_dates_and_prose_are_no_numbers() {
        assert_eq!(number("570/570 hồ sơ"), None);
        assert_eq!(number("31/3/2031"), None);
        assert_eq!(number("57 - Bộ Chính trị"), None);
        assert_eq!(number("5/thôn"), None);
    }
}
