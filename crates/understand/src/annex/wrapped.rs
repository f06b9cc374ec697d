//! The annex as lines: the text of a PDF in which each row's columns were wrapped one after the other.
//!
//! The known wording of the tasks says where a row starts and how far its title goes, also behind a
//! page break, where the rest of title, status and result follow each other again. The time frame
//! ends the title; what follows it is divided by [`super::split`].

mod apart;
mod behind;
mod follow;
mod leads;
mod line;
mod nested;
mod opening;
mod page_foot;
mod remarks;
mod told;
mod torn;
mod walker;

use super::Annex;
use super::align::{Index, Prepared};
use crate::flow::{Para, ParaKind};
use line::lines_of;
use opening::{best_template, heading_lines, starts_annex};
use tonghop_catalogue::Catalogue;
use tonghop_document::Document;
use walker::Walker;

/// Rows that have to be found for a text to hold an annex at all.
const ROWS_MIN: usize = 3;

/// The first line of the column headings, where a page that ended below them repeats them at once.
fn repeated_above(lines: &[line::Line<'_>], heading: &std::ops::Range<usize>) -> usize {
    let mut start = heading.start;
    let alike = |from: usize| (0..heading.len()).all(|k| lines[from + k].folded == lines[heading.start + k].folded);
    while let Some(above) = start.checked_sub(heading.len()).filter(|&above| alike(above)) {
        start = above;
    }
    start
}

/// Finds the annex among the lines of a document.
pub(super) fn find(document: &Document, index: &Index<'_>, catalogue: &Catalogue) -> Annex {
    let mut lines = lines_of(document);
    let Some(prepared) = best_template(&lines, index) else {
        return Annex::default();
    };
    let (annex, torn) = walked(&mut lines, prepared, catalogue);
    let whole = annex.rows.len() * 3 >= prepared.tasks.len() * 2;
    if annex.rows.len() >= ROWS_MIN && !torn && whole {
        return annex;
    }
    let found = apart::find(&lines, prepared, catalogue);
    let (own, others) = (found.rows.len(), annex.rows.len());
    // Rows that the walk found beside them would be lost.
    let better = if torn {
        own * 4 >= others * 3
    } else {
        own * 2 >= others * 3
    };
    if own >= ROWS_MIN && better {
        return in_blocks(found, &lines, catalogue);
    }
    annex
}

/// The annex of lines in which the columns of a row follow each other; true where they could not be told apart.
fn walked(lines: &mut [line::Line<'_>], prepared: &Prepared<'_>, catalogue: &Catalogue) -> (Annex, bool) {
    let nothing = || (Annex::default(), true);
    let Some(first) = (0..lines.len()).find(|&i| starts_annex(lines, i, prepared)) else {
        return nothing();
    };
    let first = nested::above(lines, first, prepared);
    let heading = heading_lines(lines, first);
    page_foot::move_labels(lines, &heading, prepared);
    let mut walker = Walker::new(lines, prepared, heading.clone(), catalogue);
    let end = walker.walk(first);
    if walker.row_count() < ROWS_MIN {
        return nothing();
    }
    let timed = walker.is_timed();
    let unstated = walker.tells_nowhere();
    let mut rows = walker.finish();
    let torn = torn::is_torn(&rows, timed);
    if torn {
        torn::mark(&mut rows);
    }
    let mut annex = Annex {
        rows,
        unstated,
        ..Annex::default()
    };
    annex.headings.extend(heading_para(&lines[heading.clone()]));
    let start = if heading.is_empty() {
        first
    } else {
        repeated_above(lines, &heading)
    };
    for line in &lines[start..end] {
        annex
            .taken
            .text(line.origin.block, line.origin.offset, line.text.chars().count());
    }
    (annex, torn)
}

/// The annex whose columns stand in blocks apart.
fn in_blocks(found: apart::Found, lines: &[line::Line<'_>], catalogue: &Catalogue) -> Annex {
    let heading: Vec<line::Line<'_>> = found.heading.iter().map(|&line| lines[line].clone()).collect();
    let mut annex = Annex {
        unstated: told::told(&heading, lines, catalogue) == told::Told::Nowhere,
        rows: found.rows,
        ..Annex::default()
    };
    annex
        .headings
        .extend(heading_para(found.heading.iter().map(|&line| &lines[line])));
    for (line, from, to) in found.taken {
        let origin = lines[line].origin;
        annex.taken.text(origin.block, origin.offset + from, to - from);
    }
    annex
}

/// The words of the column headings.
fn heading_para<'l>(lines: impl IntoIterator<Item = &'l line::Line<'l>>) -> Option<Para> {
    let mut lines = lines.into_iter().peekable();
    lines.peek()?;
    let mut para = Para::new(ParaKind::Body);
    for line in lines {
        para.push_raw(line.text, line.origin);
    }
    Some(para)
}
