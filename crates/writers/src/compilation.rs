//! What the writers of a compiled set work on.

use std::collections::HashSet;
use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, IndicatorValue, ReportHead};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Arg;
use tonghop_model::reading::{Span, StatusClass, Understood};

/// The reader's remark on a file that breaks off.
const READ_IN_PART: &str = "read_in_part";

/// A compiled set of reports. Indices of reports are the same in all parts.
#[derive(Debug, Clone, Copy)]
pub struct Compilation<'a> {
    /// The consolidated view.
    pub consolidation: &'a Consolidation,
    /// The readings with their texts.
    pub reports: &'a [&'a Understood],
    /// All findings in the order in which they are shown.
    pub findings: &'a [Finding],
    /// Files that could not be read: name, reason (worded).
    pub failures: &'a [(String, String)],
    /// Files that were read and do not count (no reports, copies): name, reason (worded).
    pub set_aside: &'a [(String, String)],
    /// Texts in the language of the run.
    pub messages: &'a Messages,
    /// ISO date of the run.
    pub today: &'a str,
}

impl Compilation<'_> {
    /// The head of a report; an empty one where the index is out of range.
    pub(crate) fn head(&self, report: usize) -> &ReportHead {
        static NONE: ReportHead = ReportHead {
            file: String::new(),
            unit: String::new(),
            unit_code: None,
            unit_key: String::new(),
            province: None,
            number: None,
            title: None,
            date: None,
            counts: [0; 4],
            template: None,
        };
        self.consolidation.reports.get(report).unwrap_or(&NONE)
    }

    /// Name of the unit of a report.
    pub(crate) fn unit(&self, report: usize) -> &str {
        &self.head(report).unit
    }

    /// True where the file of a report breaks off: what it seems to leave out may stand in the rest.
    pub(crate) fn in_part(&self, report: usize) -> bool {
        let source = self.reports.get(report).map(|r| &r.reading.source);
        source.is_some_and(|s| s.warnings.iter().any(|w| w.code == READ_IN_PART))
    }

    /// What names `report` beside a finding of `first`: its unit, or its file where both are of one unit.
    pub(crate) fn other(&self, report: usize, first: usize) -> &str {
        let (own, other) = (self.head(first), self.head(report));
        if own.unit_key == other.unit_key {
            &other.file
        } else {
            &other.unit
        }
    }

    /// Names of the units of these reports, each unit once: a unit may have sent several reports.
    pub(crate) fn units(&self, reports: &[usize]) -> Vec<&str> {
        let mut seen = HashSet::new();
        let heads = reports.iter().map(|r| self.head(*r));
        heads
            .filter(|h| seen.insert(&h.unit_key))
            .map(|h| h.unit.as_str())
            .collect()
    }

    /// Why a value is in no sum; none where it is, or where it is only shown beside the one of another code it was taken from.
    pub(crate) fn not_summed(&self, value: &IndicatorValue) -> Option<String> {
        let part = |code: &String| self.text_with("writers-part-of", &[("code", Arg::Text(code.clone()))]);
        let from = value.part_of.as_ref().map(part);
        let why = match (value.used, value.other_report, value.disputed) {
            (true, ..) => None,
            (false, true, _) => Some(self.text("writers-other-report")),
            (false, false, true) => Some(self.text("writers-disputed")),
            (false, false, false) => Some(self.text("html-not-used")),
        };
        match (from, why) {
            (Some(from), Some(why)) => Some(format!("{from}; {why}")),
            (from, why) => from.or(why),
        }
    }

    /// The file of a report whose unit sent several: the unit's name alone does not tell which of them is meant.
    pub(crate) fn file_beside_unit(&self, report: usize) -> Option<&str> {
        let own = self.head(report);
        let same = |head: &&ReportHead| head.unit_key == own.unit_key;
        let several = self.consolidation.reports.iter().filter(same).nth(1).is_some();
        several.then_some(own.file.as_str())
    }

    /// "mục B1.V.2" or nothing, for a place.
    pub(crate) fn item(&self, place: &Place) -> String {
        place.item.as_ref().map_or_else(String::new, |item| {
            self.text_with("writers-item", &[("item", Arg::Text(item.clone()))])
        })
    }

    pub(crate) fn text(&self, key: &str) -> String {
        self.messages.text(key)
    }

    pub(crate) fn text_with(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        self.messages.word(key, args)
    }

    /// "Cảnh báo" and so on, for a severity.
    pub(crate) fn severity(&self, severity: Severity) -> String {
        self.messages.text(&format!("severity-{}", severity.key()))
    }

    /// Label of a status class.
    pub(crate) fn class(&self, class: StatusClass) -> String {
        class_label(self.messages, class)
    }

    /// "trang 3" or nothing.
    pub(crate) fn page(&self, span: &Span) -> String {
        span.page.map_or_else(String::new, |page| {
            self.text_with("writers-page", &[("page", Arg::Count(u64::from(page)))])
        })
    }

    /// An ISO date as people write it; partial dates stay partial.
    pub(crate) fn date(&self, iso: &str) -> String {
        people_date(iso)
    }

    /// True where a promise with this (possibly partial) due date lies before the day of the run.
    pub(crate) fn past_due(&self, due: &str) -> bool {
        // "2025-10" is past only when the whole month is: compare at the precision of the due date.
        self.today.get(..due.len()).is_some_and(|now| due < now)
    }

    /// How often each severity occurs, errors first.
    pub(crate) fn severities(&self) -> [(Severity, usize); 3] {
        [Severity::Error, Severity::Warning, Severity::Info]
            .map(|s| (s, self.findings.iter().filter(|f| f.severity == s).count()))
    }
}

/// Label of a status class.
pub(crate) fn class_label(messages: &Messages, class: StatusClass) -> String {
    messages.text(&format!("status-{}", class.key().replace('_', "-")))
}

/// "2025-10-16" as "16/10/2025", "2025-10" as "10/2025"; anything else as it is.
pub(crate) fn people_date(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    if parts
        .iter()
        .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    {
        parts.into_iter().rev().collect::<Vec<_>>().join("/")
    } else {
        iso.to_owned()
    }
}

/// Part and section of a heading such as "A Nền móng › A.II Hạ tầng"; no part where there is only one level.
pub(crate) fn part_and_section(heading: &str) -> (&str, &str) {
    heading.rsplit_once(" › ").unwrap_or(("", heading))
}
