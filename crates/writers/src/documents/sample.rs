//! A made-up set of reports for the tests of the consolidated documents.

use tonghop_model::consolidation::{Consolidation, ReportHead};

/// One report of each of these units, two of one that is named twice.
pub(super) fn set(units: &[&str]) -> Consolidation {
    let head = |unit: &&str| ReportHead {
        unit: (*unit).to_owned(),
        unit_key: (*unit).to_owned(),
        ..ReportHead::default()
    };
    Consolidation {
        reports: units.iter().map(head).collect(),
        ..Consolidation::default()
    }
}
