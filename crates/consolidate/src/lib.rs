//! Consolidation: what the readings of many units give together.
//!
//! Pure functions over readings. Percentages are never averaged: an indicator is rolled up from numerators and
//! denominators, and the reports that lack them are listed.

mod addressee;
mod asked;
mod commitments;
mod compounds;
mod counting;
mod heads;
mod indicators;
mod keywords;
mod matrix;
mod recommendations;
mod shared;
mod submissions;
mod themes;

pub use recommendations::{TextGroup, difficulties, group as recommendations, group_texts, unnumbered};

use submissions::Submissions;
use tonghop_model::consolidation::Consolidation;
use tonghop_model::indicator::Indicator;
use tonghop_model::programme::Programme;
use tonghop_model::reading::{Span, StatusClass, TaskRow, Understood};

/// What consolidation knows besides the reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Catalogue<'a> {
    /// The programmes whose tasks make the rows of the matrix, in order.
    pub programmes: &'a [Programme],
    /// The indicators that are rolled up.
    pub indicators: &'a [Indicator],
    /// Parallel to the reports: spans of figures that an error of the checks speaks of, which are not summed. May be empty.
    pub disputed: &'a [Vec<Span>],
}

/// Consolidates reports. Every list is complete: rows that no task explains, reports without counts, promises without a
/// date are shown, not dropped.
///
/// Reports keep the order in which they are given; indices named `report` point into it. Nothing else depends on that
/// order.
#[must_use]
pub fn consolidate(reports: &[&Understood], catalogue: &Catalogue) -> Consolidation {
    let submissions = Submissions::new(reports);
    Consolidation {
        shared: shared::shared(reports, &submissions),
        recommendations: recommendations::group(reports),
        commitments: commitments::by_due_date(reports),
        ..counted(reports, &submissions, catalogue, true)
    }
}

/// The part of [`consolidate`] that counts: heads, matrix and indicators. Comparing what thousands of units wrote takes far
/// longer than counting it; who asks for figures only need not wait for it. Cells have their words only where the task was
/// reached: that is what is quoted, and hundreds of thousands of cells lie in memory together. Of the values of an indicator
/// are kept, without words, those that are summed and of each report one other.
#[must_use]
pub fn consolidate_answers(reports: &[&Understood], catalogue: &Catalogue) -> Consolidation {
    counted(reports, &Submissions::new(reports), catalogue, false)
}

fn counted(
    reports: &[&Understood],
    submissions: &Submissions,
    catalogue: &Catalogue,
    every_word: bool,
) -> Consolidation {
    let worded = |task: &TaskRow| every_word || matches!(task.status_class, StatusClass::Met | StatusClass::MostlyMet);
    let matrix = matrix::matrix(reports, submissions, catalogue.programmes, worded);
    let set = indicators::Set {
        reports,
        submissions,
        counting: &counting::counting(reports, submissions, catalogue.programmes, &matrix.columns),
        disputed: catalogue.disputed,
        every_value: every_word,
    };
    let head = |(i, r): (usize, &&Understood)| heads::report_head(r, submissions.key(i));
    Consolidation {
        reports: reports.iter().enumerate().map(head).collect(),
        matrix,
        indicators: indicators::roll_up(&set, catalogue.indicators),
        ..Consolidation::default()
    }
}
