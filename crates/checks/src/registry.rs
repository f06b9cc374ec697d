//! The list of all checks.

use crate::facts::{Context, Facts};
use crate::{between_units, figure, report, unit_over_time};
use std::fmt::Write as _;
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::Understood;

/// A check.
#[derive(Clone, Copy)]
pub struct CheckInfo {
    /// Stable code: `V1..` figure, `V2..` report, `V3..` unit over time, `V4..` between units.
    pub code: &'static str,
    /// Family, e.g. `sum_mismatch`.
    pub rule: &'static str,
    /// Severity unless the check says otherwise for a single finding.
    pub severity: Severity,
    /// What it looks at.
    pub scope: Scope,
    /// Key of its name.
    pub title: &'static str,
    /// Key of what it looks for and when it stays silent.
    pub description: &'static str,
    /// Key of what the official who reads the finding does now.
    pub advice: &'static str,
    /// Where it comes from: a real error (domain.md §8) or an article of law.
    pub source: &'static str,
    pub(crate) run: Run,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One figure and its neighbours.
    Figure,
    /// One report.
    Report,
    /// Several reports of one unit.
    UnitOverTime,
    /// Reports of several units.
    BetweenUnits,
}

/// How a check is called.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    Report(fn(&Facts, &mut Vec<Finding>)),
    Unit(fn(&[Facts], &mut Vec<Finding>)),
    Set(fn(&[&Understood], &Context, &mut Vec<Finding>)),
}

impl CheckInfo {
    /// A finding of this check with its usual severity.
    pub(crate) fn finding(&self, message: Message, places: Vec<Place>) -> Finding {
        Finding {
            check: self.code,
            rule: self.rule,
            severity: self.severity,
            message,
            places,
            expected: None,
            actual: None,
        }
    }
}

/// Checks of the document itself. The others hold its statements against each other as those of one unit: they say nothing of a
/// report that tells of several.
pub(crate) const OF_THE_DOCUMENT: [&str; 10] = [
    "V208", "V209", "V214", "V215", "V217", "V218", "V219", "V221", "V223", "V226",
];

/// Every check, by code.
pub const REGISTRY: &[CheckInfo] = &[
    figure::v101_more_than_whole::INFO,
    figure::v102_ratio::INFO,
    figure::v103_one_ratio_two_percentages::INFO,
    figure::v104_one_count_two_lines::INFO,
    figure::v105_sum::INFO,
    figure::v106_persons_and_accounts::INFO,
    figure::v107_complement::INFO,
    figure::v108_hundred_without_counts::INFO,
    figure::v109_estimates::INFO,
    figure::v110_two_values::INFO,
    figure::v111_operators::INFO,
    figure::v112_separators::INFO,
    figure::v113_table_totals::INFO,
    figure::v114_table_ratio::INFO,
    report::v201_blank_status::INFO,
    report::v202_status_without_result::INFO,
    report::v203_percent_against_result::INFO,
    report::v204_met_but_not_done::INFO,
    report::v205_result_repeats_task::INFO,
    report::v206_part_of_the_objects::INFO,
    report::v207_narrative_against_annex::INFO,
    report::v208_section_numbers::INFO,
    report::v209_footnote_numbers::INFO,
    report::v210_one_number_two_documents::INFO,
    report::v211_one_document_two_numbers::INFO,
    report::v212_swapped_numbers::INFO,
    report::v213_number_against_date::INFO,
    report::v214_citation_without_symbol::INFO,
    report::v215_body_named_differently::INFO,
    report::v216_tasks_left_out::INFO,
    report::v217_spelling::INFO,
    report::v218_repeated_words::INFO,
    report::v219_blank_number_or_date::INFO,
    report::v220_period_against_data::INFO,
    report::v221_read_in_part::INFO,
    report::v222_not_started_but_done::INFO,
    report::v223_several_units::INFO,
    report::v224_cited_after_report::INFO,
    report::v225_several_statuses::INFO,
    report::v226_impossible_date::INFO,
    unit_over_time::v301_documents::INFO,
    unit_over_time::v302_one_document_two_numbers::INFO,
    unit_over_time::v303_swapped_numbers::INFO,
    unit_over_time::v304_two_values::INFO,
    unit_over_time::v305_jump::INFO,
    unit_over_time::v306_fall_of_cumulative::INFO,
    unit_over_time::v307_unchanged_text::INFO,
    between_units::v401_copied_text::INFO,
    between_units::v402_outlier::INFO,
];

/// The check with this code.
#[must_use]
pub fn check_info(code: &str) -> Option<&'static CheckInfo> {
    REGISTRY.iter().find(|info| info.code == code)
}

/// The page `docs/checks.md`. `vi` and `en` word a message key in Vietnamese and English.
pub fn registry_markdown(vi: impl Fn(&str) -> String, en: impl Fn(&str) -> String) -> String {
    let mut page = String::from(
        "# Checks\n\n\
         <!-- Generated from crates/checks/src/registry.rs and the message files: `UPDATE_DOCS=1 cargo test -p tonghop-checks`. -->\n\n\
         Every finding names the check by its code. Codes are stable; a check may be waived with a reason, never renumbered.\n",
    );
    for (scope, heading) in [
        (Scope::Figure, "V1: figures"),
        (Scope::Report, "V2: one report"),
        (Scope::UnitOverTime, "V3: several reports of one unit"),
        (Scope::BetweenUnits, "V4: between units"),
    ] {
        let _ = write!(
            page,
            "\n## {heading}\n\n| Code | Check | Kiểm tra | Rule | Severity | What it looks for, when it stays silent | What to do | Source |\n|---|---|---|---|---|---|---|---|\n"
        );
        for info in REGISTRY.iter().filter(|info| info.scope == scope) {
            let _ = writeln!(
                page,
                "| {} | {} | {} | `{}` | {} | {} | {} | {} |",
                info.code,
                en(info.title),
                vi(info.title),
                info.rule,
                info.severity.key(),
                en(info.description),
                en(info.advice),
                info.source
            );
        }
    }
    page
}
