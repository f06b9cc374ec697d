//! Headings that are numbered one step lower than usual: "I" over "1" over "1.1".

use super::super::align::Prepared;
use super::super::labels::{self, Label};
use super::follow::advance;
use super::line::{Line, broken_number, words};
use super::opening::{has_closing_mark, row_start};

/// Lines that the title of a group has at most.
const GROUP_LINES_MAX: usize = 5;
/// Lines that the title of a part has at most.
const PART_LINES_MAX: usize = 6;

/// The heading of a part or group: its label, its title and the line below it.
pub(super) struct Heading<'l> {
    pub label: &'l str,
    pub title: String,
    pub next: usize,
}

/// Tells how many lines a repetition of the column headings at a line takes: a page may end below a heading.
pub(super) type Repeated<'r> = &'r dyn Fn(usize) -> Option<usize>;

/// The group "1 Hoàn thiện thể chế" whose first task "1.1" is a known one, at line `i`.
pub(super) fn group<'l>(
    lines: &'l [Line<'_>],
    i: usize,
    prepared: &Prepared<'_>,
    repeated: Repeated<'_>,
) -> Option<Heading<'l>> {
    let (label, rest) = labelled(lines, i, Label::Row).filter(|(label, _)| !label.contains('.'))?;
    // The first row below may be the commune's own.
    let title = match lines.get(i + 1) {
        Some(below) if rest.is_empty() => below.folded.clone(),
        _ => words(rest),
    };
    let known = prepared.groups.iter().any(|g| advance(&g.words, 0, &title).is_some());
    let first = |j: usize| {
        if let Some(whole) = broken_number(lines, j) {
            return known && whole.strip_prefix(label) == Some(".1");
        }
        let below = labels::split(lines[j].text).map(|(_, below, _)| below);
        below.and_then(|b| b.strip_prefix(label)) == Some(".1") && (known || row_start(lines, j, prepared, 0).is_some())
    };
    heading(lines, i, (label, rest), GROUP_LINES_MAX, repeated, &first)
}

/// Label of this kind and words of a line that closes no sentence.
fn labelled<'l>(lines: &'l [Line<'_>], i: usize, wanted: Label) -> Option<(&'l str, &'l str)> {
    let text = lines.get(i)?.text;
    let (kind, label, rest) = labels::split(text)?;
    (kind == wanted && !has_closing_mark(text)).then_some((label, rest))
}

/// The part "I PHÁT TRIỂN NỀN MÓNG …" over a group that is numbered so, at line `i`.
pub(super) fn part<'l>(
    lines: &'l [Line<'_>],
    i: usize,
    prepared: &Prepared<'_>,
    repeated: Repeated<'_>,
) -> Option<Heading<'l>> {
    let (label, rest) = labelled(lines, i, Label::Group)?;
    let below = |j: usize| group(lines, j, prepared, repeated).is_some();
    heading(lines, i, (label, rest), PART_LINES_MAX, repeated, &below)
}

/// The first line of the headings right above the row at line `first`.
pub(super) fn above(lines: &[Line<'_>], first: usize, prepared: &Prepared<'_>) -> usize {
    let never: Repeated<'_> = &|_| None;
    let ends_at = |next: usize, most: usize, part_wanted: bool| {
        (next.saturating_sub(most)..next).find(|&i| {
            let found = if part_wanted {
                part(lines, i, prepared, never)
            } else {
                group(lines, i, prepared, never)
            };
            found.is_some_and(|h| h.next == next)
        })
    };
    let group = ends_at(first, GROUP_LINES_MAX, false);
    let part = group.and_then(|g| ends_at(g, PART_LINES_MAX, true));
    part.or(group).unwrap_or(first)
}

/// The heading whose label and first words stand at line `i`; `ends` is true for the line below it.
fn heading<'l>(
    lines: &'l [Line<'_>],
    i: usize,
    (label, rest): (&'l str, &'l str),
    most: usize,
    repeated: Repeated<'_>,
    ends: &dyn Fn(usize) -> bool,
) -> Option<Heading<'l>> {
    let mut title: Vec<&str> = Some(rest).filter(|r| !r.is_empty()).into_iter().collect();
    let mut next = i + 1;
    for _ in 0..most {
        lines.get(next)?;
        if let Some(n) = repeated(next) {
            next += n;
            lines.get(next)?;
        }
        if ends(next) {
            return Some(Heading {
                label,
                title: tonghop_text::squash_space(&title.join(" ")),
                next,
            });
        }
        title.push(lines[next].text.trim());
        next += 1;
    }
    None
}
