//! The annex as lines: the text of a PDF in which each row's columns were wrapped one after the other.
//!
//! The known wording of the tasks says where a row starts and how far its title goes, also behind a
//! page break, where the rest of title, status and result follow each other again. The time frame
//! ends the title; what follows it is divided by [`super::split`].

mod behind;
mod follow;
mod leads;
mod line;
mod nested;
mod opening;
mod page_foot;
mod torn;
mod walker;

use super::Annex;
use super::align::Index;
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
    let Some(first) = (0..lines.len()).find(|&i| starts_annex(&lines, i, prepared)) else {
        return Annex::default();
    };
    let first = nested::above(&lines, first, prepared);
    let heading = heading_lines(&lines, first);
    page_foot::move_labels(&mut lines, &heading, prepared);
    let mut walker = Walker::new(&lines, prepared, heading.clone(), catalogue);
    let end = walker.walk(first);
    if walker.row_count() < ROWS_MIN {
        return Annex::default();
    }
    let timed = walker.is_timed();
    let mut rows = walker.finish();
    torn::mark(&mut rows, timed);
    let mut annex = Annex {
        rows,
        ..Annex::default()
    };
    if !heading.is_empty() {
        let mut para = Para::new(ParaKind::Body);
        for line in &lines[heading.clone()] {
            para.push_raw(line.text, line.origin);
        }
        annex.headings.push(para);
    }
    let start = if heading.is_empty() {
        first
    } else {
        repeated_above(&lines, &heading)
    };
    for line in &lines[start..end] {
        annex
            .taken
            .text(line.origin.block, line.origin.offset, line.text.chars().count());
    }
    annex
}
