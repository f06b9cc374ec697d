//! Statuses that are given to the rows of a page by their number and order, where nobody can tell whose the results are.
//!
//! A page on which as many cells are nothing but a status as titles begin has one for each of them. Where one is blank, or a
//! result reads like a status, the numbers differ and the page is left alone.

use super::super::super::status;
use super::super::line::Line;
use super::cells::{STATUS_LINE_MAX, Stretch, status_at};
use super::titles::{Use, Walk};
use std::ops::Range;
use tonghop_catalogue::Catalogue;

/// Lines that a status is broken into at most.
const STATUS_LINES_MAX: usize = 5;

/// The row of each status, with its stretches.
pub(super) fn statuses(walk: &Walk, lines: &[Line<'_>], catalogue: &Catalogue) -> Vec<(usize, Vec<Stretch>)> {
    pages(walk)
        .flat_map(|page| {
            let rows: Vec<usize> = titles(walk, &page);
            let found = alone(walk, lines, page, catalogue);
            let whole = !rows.is_empty() && rows.len() == found.len();
            rows.into_iter().zip(found).filter(move |_| whole)
        })
        .collect()
}

/// The lines of each page, from its headings on.
pub(super) fn pages(walk: &Walk) -> impl Iterator<Item = Range<usize>> {
    let ends = walk.pages.iter().skip(1).copied().chain([walk.uses.len()]);
    walk.pages.iter().zip(ends).map(|(start, end)| *start..end)
}

/// The titles that begin on a page, in order.
pub(super) fn titles(walk: &Walk, page: &Range<usize>) -> Vec<usize> {
    (0..walk.titles.len())
        .filter(|&row| page.contains(&walk.titles[row].first))
        .collect()
}

/// The cells of a page that are a status and nothing else.
fn alone(walk: &Walk, lines: &[Line<'_>], page: Range<usize>, catalogue: &Catalogue) -> Vec<Vec<Stretch>> {
    let cells: Vec<Stretch> = page
        .flat_map(|line| walk.uses[line].iter().map(move |piece| (line, piece)))
        .filter(|(_, piece)| piece.what == Use::Cell)
        .map(|(line, piece)| (line, piece.from, piece.to))
        .collect();
    let text = |cell: &Stretch| lines[cell.0].piece(cell.1, cell.2).0.trim();
    let block = |cell: &Stretch| lines[cell.0].origin.block;
    let mut found = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let texts: Vec<&str> = cells[at..].iter().take(STATUS_LINES_MAX).map(text).collect();
        let widths = status_at(&texts, catalogue).unwrap_or_default();
        // "Thực hiện theo hướng dẫn của Sở" over "Tài chính" is a result, whose lines are wider.
        let narrow = widths.iter().all(|width| *width <= STATUS_LINE_MAX);
        let whole = widths
            .iter()
            .zip(&texts)
            .all(|(width, text)| *width == text.chars().count());
        let share = texts[0].contains('%') || texts[0] == "100" || status::percentage(texts[0]).is_none();
        // The line of a longer cell is no cell: its block goes on behind it.
        let goes_on = |end: usize| cells.get(end).is_some_and(|next| block(next) == block(&cells[end - 1]));
        if widths.is_empty() || !whole || !narrow || !share || goes_on(at + widths.len()) {
            at += 1;
            continue;
        }
        found.push(cells[at..at + widths.len()].to_vec());
        at += widths.len();
    }
    found
}
