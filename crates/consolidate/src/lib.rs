//! Consolidation: what the readings of many units give together.
//!
//! Pure functions over readings. Percentages are never averaged: an indicator is rolled up from numerators and
//! denominators, and the reports that lack them are listed.

mod asked;
mod commitments;
mod heads;
mod indicators;
mod keywords;
mod matrix;
mod recommendations;
mod shared;

pub use heads::report_head;
pub use recommendations::{TextGroup, difficulties, group as recommendations, group_texts, unnumbered};

use tonghop_model::consolidation::Consolidation;
use tonghop_model::indicator::Indicator;
use tonghop_model::programme::Programme;
use tonghop_model::reading::{StatusClass, TaskRow, Understood};

/// What consolidation knows besides the reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Catalogue<'a> {
    /// The programmes whose tasks make the rows of the matrix, in order.
    pub programmes: &'a [Programme],
    /// The indicators that are rolled up.
    pub indicators: &'a [Indicator],
}

/// Consolidates reports. Every list is complete: rows that no task explains, reports without counts, promises without a
/// date are shown, not dropped.
///
/// Reports keep the order in which they are given; indices named `report` point into it. Nothing else depends on that
/// order.
#[must_use]
pub fn consolidate(reports: &[&Understood], catalogue: &Catalogue) -> Consolidation {
    Consolidation {
        shared: shared::shared(reports),
        recommendations: recommendations::group(reports),
        commitments: commitments::by_due_date(reports),
        reports: reports.iter().map(|r| report_head(r)).collect(),
        matrix: matrix::matrix(reports, catalogue.programmes, |_| true),
        indicators: indicators::roll_up(reports, catalogue.indicators),
    }
}

/// The part of [`consolidate`] that counts: heads, matrix and indicators. Comparing what thousands of units wrote takes far
/// longer than counting it; who asks for figures only need not wait for it. Cells have their words only where the task was
/// reached: that is what is quoted, and hundreds of thousands of cells lie in memory together.
#[must_use]
pub fn consolidate_answers(reports: &[&Understood], catalogue: &Catalogue) -> Consolidation {
    let quoted = |task: &TaskRow| matches!(task.status_class, StatusClass::Met | StatusClass::MostlyMet);
    Consolidation {
        reports: reports.iter().map(|r| report_head(r)).collect(),
        matrix: matrix::matrix(reports, catalogue.programmes, quoted),
        indicators: indicators::roll_up(reports, catalogue.indicators),
        ..Consolidation::default()
    }
}

/// What tells units apart: code and validity, else issuer and province, else the report stands alone.
fn unit_key(report: usize, understood: &Understood) -> String {
    let reading = &understood.reading;
    match (&reading.unit, &reading.header.issuer) {
        (Some(unit), _) => format!("{}@{}", unit.code, unit.valid_from),
        (None, Some(issuer)) => tonghop_text::fold(&format!(
            "{issuer}@{}",
            reading.header.province.as_deref().unwrap_or("")
        )),
        (None, None) => format!("?{report}"),
    }
}
