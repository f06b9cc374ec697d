//! Checks: what does not add up in a report, over several reports of one unit, and between units.
//!
//! Every check is one file with one pure function and one entry in [`REGISTRY`]; its code (`V104`) never
//! changes its meaning. A check would rather stay silent than raise a false alarm.

mod amount;
mod between_units;
mod dates;
mod document;
mod document_pairs;
mod excerpt;
mod facts;
mod figure;
mod groups;
mod phrases;
mod registry;
mod report;
#[cfg(test)]
mod sample;
mod tie;
mod unit_over_time;
mod whereabouts;

pub use between_units::v402_outlier::Spread;
pub use facts::Context;
pub use registry::{CheckInfo, REGISTRY, Scope, check_info, registry_markdown};

use facts::Facts;
use registry::Run;
use std::collections::BTreeMap;
use std::time::Instant;
use tonghop_model::finding::Finding;
use tonghop_model::reading::Understood;

/// V401 for reports that are not read together: what is compared of a paragraph, and what is told of it.
pub mod copied_text {
    /// Code of the check.
    pub const CODE: &str = crate::between_units::v401_copied_text::INFO.code;

    pub use crate::between_units::v401_copied_text::{LEAST_WORDS, copied_from, is_alike, is_own};
    pub use tonghop_text::near::Wordings;
}

/// What the figures and the report itself show. Places carry report 0.
///
/// Findings come in the order of the checks' codes, within a check in the order of the report.
#[must_use]
pub fn check_report(understood: &Understood, context: &Context) -> Vec<Finding> {
    check_report_until(understood, context, None).unwrap_or_default()
}

/// The same, given up between two checks after the deadline; `None` then.
#[must_use]
pub fn check_report_until(
    understood: &Understood,
    context: &Context,
    deadline: Option<Instant>,
) -> Option<Vec<Finding>> {
    let late = || deadline.is_some_and(|deadline| Instant::now() >= deadline);
    if late() {
        return None;
    }
    let facts = Facts::new(0, understood, context);
    let mut findings = Vec::new();
    for info in REGISTRY {
        if understood.several_units && !registry::OF_THE_DOCUMENT.contains(&info.code) {
            continue;
        }
        if let Run::Report(run) = info.run {
            if late() {
                return None;
            }
            run(&facts, &mut findings);
        }
    }
    whereabouts::name_items(&mut findings, &[understood]);
    Some(findings)
}

/// What several reports of one unit show together. The report of a place is its index in `reports`.
#[must_use]
pub fn check_unit(reports: &[&Understood], context: &Context) -> Vec<Finding> {
    if reports.len() < 2 {
        return Vec::new();
    }
    let facts: Vec<Facts> = reports
        .iter()
        .enumerate()
        .map(|(i, r)| Facts::new(i, r, context))
        .collect();
    let mut findings = Vec::new();
    for info in REGISTRY {
        if let Run::Unit(run) = info.run {
            run(&facts, &mut findings);
        }
    }
    whereabouts::name_items(&mut findings, reports);
    findings
}

/// What the reports of several units show together: each unit's own reports are compared over time first
/// ([`check_unit`]), then the units with each other. The report of a place is its index in `reports`.
#[must_use]
pub fn check_set(reports: &[&Understood], context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for members in reports_by_unit(reports).values().filter(|m| m.len() > 1) {
        let own: Vec<&Understood> = members.iter().map(|&i| reports[i]).collect();
        for mut finding in check_unit(&own, context) {
            for place in &mut finding.places {
                place.report = members[place.report];
            }
            findings.push(finding);
        }
    }
    for info in REGISTRY {
        if let Run::Set(run) = info.run {
            run(reports, context, &mut findings);
        }
    }
    whereabouts::name_items(&mut findings, reports);
    findings
}

/// The reports of each unit: by code and validity where the unit was matched, else by the issuer and province of the
/// header. A report without either stands alone.
#[must_use]
pub fn reports_by_unit(reports: &[&Understood]) -> BTreeMap<String, Vec<usize>> {
    let mut units: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, report) in reports.iter().enumerate() {
        units
            .entry(unit_key(report).unwrap_or_else(|| format!("?{index}")))
            .or_default()
            .push(index);
    }
    units
}

/// What names the unit of a report.
fn unit_key(report: &Understood) -> Option<String> {
    let (unit, header) = (&report.reading.unit, &report.reading.header);
    let unit = unit.as_ref().map(|u| (u.code.as_str(), u.valid_from.as_str()));
    tonghop_text::unit_key(unit, header.issuer.as_deref(), header.province.as_deref())
}
