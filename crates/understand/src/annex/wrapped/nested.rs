//! Headings that are numbered one step lower than usual: "I" over "1" over "1.1".

use super::super::align::Prepared;
use super::super::labels::{self, Label};
use super::line::Line;
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

/// The group "1 Hoàn thiện thể chế" whose first task "1.1" is a known one, at line `i`.
pub(super) fn group<'l>(lines: &'l [Line<'_>], i: usize, prepared: &Prepared<'_>) -> Option<Heading<'l>> {
    let (kind, label, rest) = labels::split(lines.get(i)?.text)?;
    if kind != Label::Row || label.contains('.') || has_closing_mark(lines[i].text) {
        return None;
    }
    let first = |j: usize| {
        let below = labels::split(lines[j].text).map(|(_, below, _)| below);
        below.and_then(|b| b.strip_prefix(label)) == Some(".1") && row_start(lines, j, prepared, 0).is_some()
    };
    let last = (i + GROUP_LINES_MAX).min(lines.len().saturating_sub(1));
    let next = (i + 1..=last).find(|&j| first(j))?;
    Some(heading(label, rest, lines, i, next))
}

/// The part "I PHÁT TRIỂN NỀN MÓNG …" over a group that is numbered so, at line `i`.
pub(super) fn part<'l>(lines: &'l [Line<'_>], i: usize, prepared: &Prepared<'_>) -> Option<Heading<'l>> {
    let (kind, label, rest) = labels::split(lines.get(i)?.text)?;
    if kind != Label::Group || has_closing_mark(lines[i].text) {
        return None;
    }
    let last = (i + PART_LINES_MAX).min(lines.len().saturating_sub(1));
    let next = (i + 1..=last).find(|&j| group(lines, j, prepared).is_some())?;
    Some(heading(label, rest, lines, i, next))
}

/// The first line of the headings right above the row at line `first`.
pub(super) fn above(lines: &[Line<'_>], first: usize, prepared: &Prepared<'_>) -> usize {
    let ends_at = |next: usize, from: usize, part_wanted: bool| {
        (next.saturating_sub(from)..next).find(|&i| {
            let found = if part_wanted {
                part(lines, i, prepared)
            } else {
                group(lines, i, prepared)
            };
            found.is_some_and(|h| h.next == next)
        })
    };
    let group = ends_at(first, GROUP_LINES_MAX, false);
    let part = group.and_then(|g| ends_at(g, PART_LINES_MAX, true));
    part.or(group).unwrap_or(first)
}

fn heading<'l>(label: &'l str, rest: &str, lines: &[Line<'_>], i: usize, next: usize) -> Heading<'l> {
    let below = lines[i + 1..next].iter().map(|l| l.text.trim());
    let title: Vec<&str> = std::iter::once(rest).filter(|r| !r.is_empty()).chain(below).collect();
    Heading {
        label,
        title: tonghop_text::squash_space(&title.join(" ")),
        next,
    }
}
