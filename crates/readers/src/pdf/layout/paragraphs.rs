//! Printed lines to paragraphs.

use super::lines::{self, Known, Line};
use tonghop_document::{Align, NoteRef, Paragraph};

/// The text area of a page and its usual distance of lines, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measure {
    /// Left edge of the text.
    pub(crate) left: f32,
    /// Right edge of the text.
    pub(crate) right: f32,
    /// Distance of baselines within a paragraph, as a multiple of the font size.
    pub(crate) pitch: f32,
    /// Usual indent of first lines, 0 without one.
    pub(crate) indent: f32,
}

/// The first line of every document's head (NĐ 30/2020/NĐ-CP, annex I, II.1), folded.
const NATIONAL_TITLE: &str = "cong hoa xa hoi chu nghia viet nam";

/// A paragraph under construction, with what is needed to decide whether a line belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParaDraft {
    /// Page it starts on.
    pub(crate) page: u32,
    text: String,
    notes: Vec<NoteRef>,
    bold: bool,
    italic: bool,
    align: Align,
    indented: bool,
    last: Line,
    /// Lines of a column block stand alone.
    single: bool,
}

impl ParaDraft {
    /// A paragraph of one line.
    pub(crate) fn new(line: Line, page: u32, measure: &Measure, known: Known<'_>) -> Self {
        let part = line.text(known);
        Self {
            page,
            text: part.text,
            notes: part.marks,
            bold: line.bold(),
            italic: line.italic(),
            align: align(&line, measure),
            indented: line.x0 > measure.left + 0.7 * line.size,
            last: line,
            single: false,
        }
    }

    /// A paragraph that no line is added to.
    pub(crate) fn single(line: Line, page: u32, measure: &Measure, known: Known<'_>) -> Self {
        Self {
            single: true,
            align: Align::Start,
            ..Self::new(line, page, measure, known)
        }
    }

    /// True where `line` goes on with this line of a column: the national title that did not fit, or a
    /// recipient in two lines.
    pub(crate) fn takes_in_column(&self, line: &Line) -> bool {
        if !self.single || line.y - self.last.y > 1.7 * line.size {
            return false;
        }
        let (text, next) = (self.text.trim(), line.plain());
        let both = tonghop_text::fold(&format!("{text} {next}"));
        if NATIONAL_TITLE.starts_with(&both.replace('\n', " ")) {
            return true;
        }
        text.starts_with(['-', '–', '+'])
            && !text.ends_with([';', '.', ','])
            && (next.starts_with('(') || next.starts_with(char::is_lowercase))
    }

    /// True where `line` continues the paragraph on the same page.
    pub(crate) fn takes(&self, line: &Line, measure: &Measure) -> bool {
        let a = &self.last;
        let pitch = measure.pitch * a.size.max(line.size);
        if self.single || line.y - a.y > 1.28 * pitch || (a.size - line.size).abs() > 0.12 * a.size {
            return false;
        }
        let centred = align(line, measure) == Align::Centre;
        let wide = self.align == Align::Centre && axis_gap(a, line) < 3.0 && line.x0 > measure.left + 1.0;
        if (centred || wide) && self.same_axis(line, measure) {
            let (x, y) = (self.last.plain(), line.plain());
            return self.bold == line.bold() && self.italic == line.italic() && is_capitals(&x) == is_capitals(&y);
        }
        // The last line of a paragraph may be centred by chance, the first one of a title is not.
        if self.align == Align::Centre || (centred && !is_full(a, line, measure)) {
            return false;
        }
        // A title under a line that stands in the right half of the page.
        let right_half = a.x0 > (measure.left + measure.right) / 2.0 - 3.0 * a.size;
        if right_half && line.x0 < a.x0 - 2.0 * a.size && line.x0 > measure.left + 2.0 * measure.indent.max(a.size) {
            return false;
        }
        if self.bold && !line.runs.first().is_some_and(|r| r.bold) {
            return false;
        }
        if line.bold() && !a.runs.last().is_some_and(|r| r.bold) && !is_full(a, line, measure) {
            return false;
        }
        if line.x0 > a.x0 + 0.7 * a.size || !is_full(a, line, measure) {
            return false;
        }
        let text = line.plain();
        let flush = line.x0 <= measure.left + 0.7 * line.size;
        if starts_with_label(&text) && (!flush || ends_sentence(&self.text)) {
            return false;
        }
        // Lines that are indented like the one before: one hanging paragraph, or several of one line.
        flush || !ends_sentence(&self.text)
    }

    /// True where the paragraph is centred, or fills the line so that only the next one tells.
    fn same_axis(&self, line: &Line, measure: &Measure) -> bool {
        let indented = (self.last.x0 - measure.left - measure.indent).abs() < 2.0 && measure.indent > 0.0;
        self.align == Align::Centre
            || (axis_gap(&self.last, line) < 3.0
                && (self.last.x0 > measure.left + 1.0 || (self.bold && line.x0 > measure.left + 2.0 * line.size))
                && (!indented || self.bold)
                && !starts_with_label(&self.text))
    }

    /// True where `line`, the first one of the next page, continues the paragraph.
    pub(crate) fn continues_with(&self, line: &Line, measure: &Measure) -> bool {
        if self.single || self.align == Align::Centre || align(line, measure) == Align::Centre {
            return false;
        }
        let flush = line.x0 <= measure.left + 0.7 * line.size;
        let same_font = (self.last.size - line.size).abs() <= 0.12 * line.size;
        let same_weight = self.bold == line.bold() || !self.bold;
        let open = !ends_sentence(&self.text);
        flush
            && same_font
            && same_weight
            && is_full(&self.last, line, measure)
            && (open || (self.indented && !starts_with_label(&line.plain())))
    }

    /// Adds a line.
    pub(crate) fn push(&mut self, line: Line, measure: &Measure, known: Known<'_>) {
        let part = line.text(known);
        if lines::broken_by_force(&self.text, &self.last, &line, measure.right - measure.left) {
            self.text.push_str(&part.text);
        } else {
            lines::append(&mut self.text, &part.text);
        }
        if align(&line, measure) == Align::Centre && self.same_axis(&line, measure) {
            self.align = Align::Centre;
        }
        let start = self.text.chars().count() - part.text.chars().count();
        self.notes
            .extend(part.marks.into_iter().map(|n| NoteRef { at: start + n.at, ..n }));
        self.bold &= line.bold();
        self.italic &= line.italic();
        self.last = line;
    }

    /// The finished paragraph.
    pub(crate) fn finish(self) -> Paragraph {
        Paragraph {
            text: self.text,
            heading: None,
            list_item: false,
            bold: self.bold,
            italic: self.italic,
            align: self.align,
            notes: self.notes,
        }
    }
}

fn axis_gap(a: &Line, b: &Line) -> f32 {
    (a.x0 + a.x1 - b.x0 - b.x1).abs() / 2.0
}

/// Alignment by the distances to both edges of the text.
fn align(line: &Line, measure: &Measure) -> Align {
    let (left, right) = (line.x0 - measure.left, measure.right - line.x1);
    let width = (measure.right - measure.left).max(1.0);
    let first_line = measure.indent > 0.0 && (left - measure.indent).abs() < 2.0 && !line.bold();
    if first_line || starts_with_label(&line.plain()) {
        return Align::Start;
    }
    // A first line with its indent and a last line are not centred: the indent is too small.
    if left > 0.045 * width + 12.0 && (left - right).abs() < 0.06 * width && right > 0.02 * width {
        Align::Centre
    } else if left > 0.4 * width && right < 0.04 * width {
        Align::End
    } else {
        Align::Start
    }
}

/// True where the first word of `next` would not have fitted behind `line`.
fn is_full(line: &Line, next: &Line, measure: &Measure) -> bool {
    // The first word may be made of several runs: "1" raised, then the text, or letters of two fonts.
    let mut word = 0.0;
    for (index, run) in next.runs.iter().enumerate() {
        if index > 0 && (run.space_before || run.x0 - next.runs[index - 1].x1 > 0.17 * run.size) {
            break;
        }
        let total = run.text.chars().count().max(1) as f32;
        let first = run.text.split(' ').next().unwrap_or_default().chars().count() as f32;
        word += (run.x1 - run.x0) * first / total;
        if first < total || run.space_after {
            break;
        }
    }
    line.x1 + 0.25 * line.size + word > measure.right - 0.15 * line.size
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', ')', ' '])
        .ends_with(['.', ';', ':', '!', '?'])
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// "- ", "+ ", "1. ", "1.2.", "a) ", "IV. " at the start.
pub(crate) fn starts_with_label(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(['-', '+', '–', '•', '*', '◦', '\u{f0b7}']) {
        return true;
    }
    let word = text.split_whitespace().next().unwrap_or_default();
    let body = word.trim_end_matches(['.', ')', '/']);
    if body.len() == word.len() || body.is_empty() {
        return false;
    }
    let numeric = body.chars().all(|c| c.is_ascii_digit() || c == '.') && body.len() <= 8;
    let roman = body.len() <= 5 && body.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let letter = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    numeric || roman || letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_recognised() {
        for yes in ["- Một", "1. Hai", "2.1. Ba", "a) Bốn", "IV. Năm", "đ) Sáu"] {
            assert!(starts_with_label(yes), "{yes}");
        }
        for no in ["Một việc.", "2025 là năm", "V/v triển khai", "x"] {
            assert!(!starts_with_label(no), "{no}");
        }
    }
}
