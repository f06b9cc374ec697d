//! Findings over all units of a round.

use super::scope::Scope;
use crate::cycle::reports::{self, Finding};
use crate::cycle::{Call, Cycle, CycleResult};
use std::collections::HashMap;
use tonghop_model::cycle::ids::{ReportId, RoundId, UnitId};
use tonghop_store::findings::{self as rows, WaiverRow};

/// A finding with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFinding {
    /// Unit.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// Report.
    pub report: ReportId,
    /// The finding.
    pub finding: Finding,
}

/// Findings of the submissions that the matrix shows, by unit.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn findings(cycle: &Cycle, call: &Call<'_>, round: RoundId) -> CycleResult<Vec<UnitFinding>> {
    cycle.store.snapshot(|db| {
        let scope = Scope::new(db, call, round)?;
        let shown: HashMap<i64, i64> = scope
            .matrix_rows(db)?
            .into_iter()
            .map(|r| (r.unit_id, r.submission_id))
            .collect();
        let places: HashMap<i64, _> = scope
            .reports(db)?
            .into_iter()
            .filter_map(|(report, unit)| Some((*shown.get(&unit.id)?, (report, unit))))
            .collect();
        let submissions: Vec<i64> = places.keys().copied().collect();
        let reports: Vec<i64> = places.values().map(|(r, _)| r.id).collect();
        let mut waivers: HashMap<i64, Vec<WaiverRow>> = HashMap::new();
        for waiver in rows::waivers_of(db, &reports)? {
            waivers.entry(waiver.report_id).or_default().push(waiver);
        }
        let mut found: Vec<UnitFinding> = Vec::new();
        for row in rows::of_submissions(db, &submissions)? {
            let Some((report, unit)) = places.get(&row.submission_id) else {
                continue;
            };
            let own = waivers.get(&report.id).map_or(&[][..], Vec::as_slice);
            found.push(UnitFinding {
                unit: UnitId(unit.id),
                unit_name: unit.name.clone(),
                report: ReportId(report.id),
                finding: reports::shown_finding(row, own),
            });
        }
        found.sort_by(|a, b| {
            (&a.unit_name, b.finding.severity, a.finding.id).cmp(&(&b.unit_name, a.finding.severity, b.finding.id))
        });
        Ok(found)
    })
}
