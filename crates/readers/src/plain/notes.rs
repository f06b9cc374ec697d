//! Footnotes in plain text: told apart from the body, and tied to marks that are glued to words.

use super::lines::Line;
use super::page_numbers::common_gap;

/// Lines of the footnotes of one page, at most.
const NOTE_LINES_MAX: usize = 30;
/// Lines of one page, at most.
const PAGE_LINES_MAX: usize = 90;
/// Blank lines above the next page, beside those that lines commonly have above them.
const PAGE_GAP_MIN: usize = 3;

/// A footnote taken out of the body.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub label: String,
    /// Its text, lines separated by `\n`.
    pub text: String,
    pub page: u32,
    /// Number of the last line of the body before the footnote.
    pub at_line: usize,
    /// Number of the line that bears its mark, once found.
    pub mark_line: Option<usize>,
}

/// Takes the footnotes out of `body` and their marks out of the lines before them.
pub(super) fn take(body: &mut Vec<Line>, double_spaced: bool) -> Vec<Note> {
    let gap = common_gap(body) + PAGE_GAP_MIN;
    let mut notes: Vec<Note> = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(body.len());
    let mut page_start = 0;
    let mut i = 0;
    while i < body.len() {
        let starts = body[i].after_rule || is_bottom_of_page(body, i, &notes, gap);
        if starts && label_of(&body[i].text).is_some() {
            let at_line = kept.last().map_or(0, |l| l.number);
            let end = collect(body, i, double_spaced, at_line, &mut notes, gap);
            tie(&mut kept[page_start..], &mut notes, end.1);
            page_start = kept.len();
            i = end.0;
        } else {
            kept.push(body[i].clone());
            i += 1;
        }
    }
    *body = kept;
    notes
}

/// Reads consecutive footnotes from line `i`; returns the first line behind them and the index of the
/// first note collected.
///
/// More than `gap` blank lines stand between two pages.
fn collect(
    body: &[Line],
    i: usize,
    double_spaced: bool,
    at_line: usize,
    notes: &mut Vec<Note>,
    gap: usize,
) -> (usize, usize) {
    let first = notes.len();
    let page = body[i].page;
    let mut j = i;
    while j < body.len() && body[j].page == page && (j == i || body[j].blanks < gap) {
        let line = &body[j];
        let expected = (notes.len() > first).then(|| notes[notes.len() - 1].label.parse::<u32>().unwrap_or(0) + 1);
        match label_of(&line.text) {
            Some((label, text)) if expected.is_none_or(|e| e == label) => notes.push(Note {
                label: label.to_string(),
                text: text.to_string(),
                page,
                at_line,
                mark_line: None,
            }),
            _ => {
                let note = notes.last_mut().expect("the first line has a label");
                let ended = note.text.ends_with(['.', ';', '!', ')']);
                if ended && (line.indent > 0 || (double_spaced && !line.after_blank)) {
                    break;
                }
                note.text.push('\n');
                note.text.push_str(&line.text);
            }
        }
        j += 1;
    }
    (j, first)
}

/// True where line `i` starts the run of footnotes at the foot of a page that ends with a form feed or, where the
/// text has none, with `gap` blank lines.
fn is_bottom_of_page(body: &[Line], i: usize, notes: &[Note], gap: usize) -> bool {
    let Some((label, _)) = label_of(&body[i].text) else {
        return false;
    };
    let page = body[i].page;
    let has_next_page = body.last().is_some_and(|l| l.page > page) || body.first().is_some_and(|l| l.page < page);
    let expected = notes
        .last()
        .and_then(|n| n.label.parse::<u32>().ok())
        .map_or(1, |n| n + 1);
    let fed = body.first().map(|l| l.page) != body.last().map(|l| l.page);
    if !fed {
        if label != expected || !body[i].after_blank || body[i].blanks >= gap {
            return false;
        }
        let below = i + 1..body.len().min(i + 1 + NOTE_LINES_MAX);
        let Some(end) = below.into_iter().find(|&j| body[j].blanks >= gap) else {
            return false;
        };
        let mut above = body[i.saturating_sub(PAGE_LINES_MAX)..i].iter();
        let marked = above.any(|l| find_mark(&l.text, 0, &label.to_string()).is_some());
        // Room for a signature is no page break.
        return marked && !body[i..end].iter().any(|l| l.text.starts_with("Nơi nhận"));
    }
    if !has_next_page || label != expected || !body[i].after_blank || in_columns(&body[i].text) {
        return false;
    }
    let same_page = |l: &&Line| l.page == page;
    body[..i]
        .iter()
        .rev()
        .take_while(same_page)
        .any(|l| find_mark(&l.text, 0, &label.to_string()).is_some())
        && body[i..].iter().take_while(same_page).count() <= NOTE_LINES_MAX
}

/// True for a line of a table: wide gaps part its cells.
fn in_columns(text: &str) -> bool {
    let mut gaps = 0;
    let mut blanks = 0;
    for c in text.chars() {
        if c == ' ' {
            blanks += 1;
        } else {
            gaps += usize::from(blanks >= 3);
            blanks = 0;
        }
    }
    gaps >= 2
}

/// The label and text of a line that can start a footnote: "3 Quyết định …".
fn label_of(text: &str) -> Option<(u32, &str)> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let rest = &text[digits..];
    let body = rest.trim_start();
    let starts_like_text = body
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '“' | '('));
    (rest.starts_with(' ') && starts_like_text).then(|| (text[..digits].parse().unwrap_or(0), body))
}

/// Finds the marks of `notes[first..]` in the lines of their page and takes them out.
fn tie(lines: &mut [Line], notes: &mut [Note], first: usize) {
    let (mut line_index, mut offset) = (0, 0);
    for note in &mut notes[first..] {
        let found = (line_index..lines.len()).find_map(|l| {
            let from = if l == line_index { offset } else { 0 };
            find_mark(&lines[l].text, from, &note.label).map(|at| (l, at))
        });
        let Some((l, at)) = found else { continue };
        let line = &mut lines[l];
        line.marks.push((line.text[..at].chars().count(), note.label.clone()));
        line.text.replace_range(at..at + note.label.len(), "");
        note.mark_line = Some(line.number);
        (line_index, offset) = (l, at);
    }
}

/// Byte offset at or after `from` of a mark glued to the word before it: "số1 ", "xã3;", "20252.", "061.".
fn find_mark(text: &str, from: usize, label: &str) -> Option<usize> {
    let mut search = from;
    while let Some(found) = text.get(search..)?.find(label) {
        let at = search + found;
        let after = text[at + label.len()..].chars().next();
        let free_end = after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | ')' | '”' | '"'));
        if free_end && is_glued(&text[..at]) {
            return Some(at);
        }
        search = at + label.len();
    }
    None
}

/// True where a text ends in something that a digit behind it cannot belong to.
fn is_glued(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(')' | '”' | '"' | '.') => back.next().is_some_and(|c| !c.is_ascii_digit()),
        Some(c) if c.is_lowercase() => back.next().is_some_and(char::is_alphabetic),
        Some(c) if c.is_ascii_digit() => {
            let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
            let number = &before[before.len() - digits..];
            let ahead = &before[..before.len() - digits];
            // The year of a date has no fifth digit.
            let dated = ahead
                .strip_suffix(['/', '.'])
                .is_some_and(|d| d.ends_with(|c: char| c.is_ascii_digit()) && d.contains(['/', '.']));
            let free = !ahead.ends_with(['/', '.', ',']) || digits == 4 && dated;
            // A year or a two-digit number with leading zero cannot have one digit more.
            free && ((digits == 4 && (number.starts_with("19") || number.starts_with("20")))
                || (digits == 2 && number.starts_with('0')))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn blank_lines_part_the_pages_of_a_text_without_form_feeds() {
        let text = "Xã đã lập các Tổ công nghệ số1 ở thôn.\n\n1 Quyết định số 12/QĐ-UBND ngày 05/8/2031.\n2 Kế hoạch số 8.\n\n\n\n\n\
                    TT\n\nKết quả\nMở 03 lớp.\nLập 12 tổ.\n";
        let mut body = lines::split(text, 10_000).body;
        let labels: Vec<String> = take(&mut body, false).into_iter().map(|n| n.label).collect();
        assert_eq!(labels, ["1", "2"]);
        assert_eq!(body[0].text, "Xã đã lập các Tổ công nghệ số ở thôn.");
        assert_eq!(body[1].text, "TT");
    }

    #[test]
    fn a_mark_may_be_glued_to_the_year_of_a_date() {
        assert_eq!(find_mark("ngày 04/9/20251.", 0, "1"), Some("ngày 04/9/2025".len()));
        assert_eq!(find_mark("số 12/12345.", 0, "5"), None);
    }

    #[test]
    fn a_row_of_a_table_is_no_footnote() {
        let page = |below: &str| format!("Xã đã lập các Tổ công nghệ số1 ở thôn.\n\n{below}\n\u{c}Trang sau.\n");
        let count = |below: &str| take(&mut lines::split(&page(below), 10_000).body, false).len();
        assert_eq!(count("1 Quyết định số 12/QĐ-UBND ngày 05/8/2031."), 1);
        assert_eq!(count("1    Mở lớp kỹ năng số        UBND xã        Đang mở"), 0);
    }
}
