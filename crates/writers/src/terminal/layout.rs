//! Wrapping, columns and colours for a terminal.

use std::io::{self, Write};
use tonghop_model::finding::Severity;
use tonghop_model::reading::StatusClass;

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// True where escape sequences for colours may be used.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// A colour or weight, as the number of its escape sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Plain,
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
}

impl Paint {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Red => "31",
            Self::Green => "32",
            Self::Yellow => "33",
            Self::Blue => "34",
            Self::Magenta => "35",
            Self::Cyan => "36",
        }
    }
}

/// The colour of a status class.
pub(super) const fn class_paint(class: StatusClass) -> Paint {
    match class {
        StatusClass::Met => Paint::Green,
        StatusClass::MostlyMet | StatusClass::Percent => Paint::Cyan,
        StatusClass::InProgress => Paint::Blue,
        StatusClass::NotStarted => Paint::Red,
        StatusClass::AwaitingHigherLevel => Paint::Magenta,
        StatusClass::NotArising | StatusClass::NotCompetent => Paint::Dim,
        StatusClass::NotReported => Paint::Yellow,
    }
}

/// The colour of a severity.
pub(super) const fn severity_paint(severity: Severity) -> Paint {
    match severity {
        Severity::Error => Paint::Red,
        Severity::Warning => Paint::Yellow,
        Severity::Info => Paint::Dim,
    }
}

impl Style {
    /// The text in a colour, if colours are wanted.
    pub(super) fn paint(self, text: &str, paint: Paint) -> String {
        if self.colour && paint != Paint::Plain && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", paint.code())
        } else {
            text.to_owned()
        }
    }
}

/// Columns that a character takes. Combining marks take none; East Asian wide characters do not occur
/// in reports and would only make a line a little long.
fn columns(c: char) -> usize {
    usize::from(!matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}'))
}

/// Columns that a text takes.
pub(super) fn text_width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The text on one line without control characters: a report must not be able to move the cursor.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Marks that turn the direction of writing would turn the rest of the line.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control() || turns(c))
        .filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Breaks a cleaned text into lines of at most `width` columns. Never empty.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(4);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ') {
        let length = text_width(word);
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        // A word longer than the line (a link) is cut.
        for c in word.chars() {
            if used >= width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += columns(c);
        }
    }
    lines.push(line);
    lines
}

/// The text cut to `width` columns, with "…" where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += columns(c);
        if used >= width {
            break;
        }
        out.push(c);
    }
    // Whole words, unless one word is most of the line.
    let ends_inside = text[out.len()..].chars().next().is_some_and(|c| !c.is_whitespace());
    if ends_inside
        && let Some(at) = out.rfind(' ')
        && at * 2 > out.len()
    {
        out.truncate(at);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// One cell of a row: text, columns, colour.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) width: usize,
    pub(super) paint: Paint,
}

/// Prints a row whose cells are wrapped; the last cell is not padded.
pub(super) fn row(out: &mut dyn Write, style: Style, indent: usize, cells: &[Cell]) -> io::Result<()> {
    let wrapped: Vec<Vec<String>> = cells.iter().map(|c| wrap(&c.text, c.width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for i in 0..height {
        let mut line = " ".repeat(indent);
        for (cell, lines) in cells.iter().zip(&wrapped) {
            let text = lines.get(i).map_or("", String::as_str);
            line.push_str(&style.paint(text, cell.paint));
            line.push_str(&" ".repeat((cell.width + 2).saturating_sub(text_width(text))));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_by_columns_and_long_words_are_cut() {
        assert_eq!(wrap("một hai ba bốn", 8), ["một hai", "ba bốn"]);
        assert_eq!(wrap("abcdefgh", 5), ["abcde", "fgh"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(cut("một hai ba", 8), "một hai…");
    }

    #[test]
    fn a_report_cannot_send_escape_sequences() {
        assert_eq!(clean("a\u{1b}[2Jb\r\n\tc\u{9b}31m"), "a [2Jb c 31m");
    }
}
