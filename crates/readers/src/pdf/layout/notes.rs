//! Footnotes at the foot of a page.

use super::lines::{self, Line, SMALL, mark_label};
use super::paragraphs::Measure;
use super::runs::Run;
use crate::pdf::content::Rule;

/// A footnote under construction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    /// Page it stands on.
    pub(crate) page: u32,
    /// Printed mark.
    pub(crate) label: String,
    /// Text.
    pub(crate) text: String,
    /// True where a mark in the text points here.
    pub(crate) used: bool,
}

/// Takes the footnotes off the end of a page's lines. Lines before the first mark continue a footnote
/// of the page before and are given back as text. `in_tables` is the text in ruled tables: on a page that
/// a table fills, the notes are the only lines and tell nothing of the size of the text above them.
pub(crate) fn take<'r>(
    lines: &mut Vec<Line>,
    in_tables: impl Iterator<Item = &'r Run>,
    loose: &[Rule],
    measure: &Measure,
    height: f32,
    page: u32,
) -> (Option<String>, Vec<Note>) {
    let width = measure.right - measure.left;
    let free = body_size(lines.iter().flat_map(|l| l.runs.iter().map(|r| (l.size, r.text.len()))));
    let ruled = body_size(in_tables.map(|r| (r.size, r.text.len())));
    let Some(body) = free.into_iter().chain(ruled).reduce(f32::max) else {
        return (None, Vec::new());
    };
    let mut separators: Vec<&Rule> = loose
        .iter()
        .filter(|r| r.x1 - r.x0 > 30.0 && r.x1 - r.x0 < 0.55 * width && r.y0 > 0.3 * height)
        .filter(|r| (r.x0 - measure.left).abs() < 0.12 * width)
        .collect();
    separators.sort_by(|a, b| b.y0.total_cmp(&a.y0));
    for rule in separators {
        let start = lines.partition_point(|l| l.y - 0.5 * l.size < rule.y0);
        let below = &lines[start..];
        let small = !below.is_empty() && below.iter().all(|l| l.size <= body - 0.7);
        if small && below.iter().any(|l| leading_mark(l).is_some()) {
            let below = lines.split_off(start);
            return collect(below, page);
        }
    }
    (None, Vec::new())
}

/// The size of most of the text, from sizes with lengths.
fn body_size(pieces: impl Iterator<Item = (f32, usize)>) -> Option<f32> {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for (size, length) in pieces {
        match sizes.iter_mut().find(|(s, _)| (s - size).abs() < 0.4) {
            Some((_, sum)) => *sum += length,
            None => sizes.push((size, length)),
        }
    }
    // The larger one counts where a page has as much in notes as in text.
    let most = sizes.iter().map(|s| s.1).max()?;
    sizes.iter().filter(|s| s.1 * 3 >= most).map(|s| s.0).reduce(f32::max)
}

/// The label that opens a footnote and where its text starts in the line.
fn leading_mark(line: &Line) -> Option<(String, Line)> {
    let first = line.runs.first()?;
    let raised = first.size < SMALL * line.size || first.y < line.y - 0.12 * line.size;
    let bracketed = first.text.starts_with('[');
    if let Some(label) = mark_label(&first.text).filter(|_| (raised || bracketed) && line.runs.len() > 1) {
        return Some((label.to_owned(), Line::new(line.runs[1..].to_vec())?));
    }
    // A mark that is set like the text: "1 Theo …", "[1] Theo …", "1. Theo …", "(1) Theo …".
    let (word, rest) = first.text.split_once(' ')?;
    let label = mark_label(word.trim_end_matches('.'))?;
    let sure = word.starts_with(['[', '(', '*']) || label.bytes().all(|b| b.is_ascii_digit());
    if !sure || rest.chars().next().is_none_or(char::is_lowercase) {
        return None;
    }
    let mut runs = line.runs.clone();
    runs[0].text = rest.to_owned();
    Some((label.to_owned(), Line::new(runs)?))
}

fn collect(below: Vec<Line>, page: u32) -> (Option<String>, Vec<Note>) {
    let mut before: Option<String> = None;
    let mut notes: Vec<Note> = Vec::new();
    for line in below {
        match leading_mark(&line).filter(|(label, _)| follows(notes.last(), label)) {
            Some((label, rest)) => notes.push(Note {
                page,
                label,
                text: rest.plain(),
                used: false,
            }),
            None => {
                let text = line.plain();
                match notes.last_mut() {
                    Some(note) => lines::append(&mut note.text, &text),
                    None => lines::append(before.get_or_insert_default(), &text),
                }
            }
        }
    }
    (before, notes)
}

/// Numbers go up: "12 tháng" at the start of a line is no mark after footnote 3.
fn follows(last: Option<&Note>, label: &str) -> bool {
    match (last.and_then(|n| n.label.parse::<u32>().ok()), label.parse::<u32>()) {
        (Some(before), Ok(now)) => now > before && now - before <= 2,
        _ => true,
    }
}
