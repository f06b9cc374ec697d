//! What many readings give together.

use crate::reading::{Span, StatusClass};
use std::collections::HashSet;

/// The consolidated view over a set of reports. Indices named `report` point into [`Consolidation::reports`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Consolidation {
    /// The reports, in the order in which they are shown.
    pub reports: Vec<ReportHead>,
    /// Tasks × units.
    pub matrix: Matrix,
    /// Roll-up of indicators.
    pub indicators: Vec<IndicatorRollUp>,
    /// Sentences that several units share.
    pub shared: Vec<SharedPassage>,
    /// Recommendations grouped by meaning.
    pub recommendations: Vec<RecommendationGroup>,
    /// Promises, by due date, undated ones last.
    pub commitments: Vec<CommitmentEntry>,
}

impl Consolidation {
    /// How many units sent these reports. The one way in which units are counted.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units_of(0..self.reports.len())
    }

    /// How many units these reports are of, each counted once; indices outside of the set are left out.
    #[must_use]
    pub fn units_of(&self, reports: impl IntoIterator<Item = usize>) -> usize {
        let heads = reports.into_iter().filter_map(|r| self.reports.get(r));
        heads.map(|h| h.unit_key.as_str()).collect::<HashSet<_>>().len()
    }
}

/// Which report a column stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportHead {
    /// Source file.
    pub file: String,
    /// Name of the unit, or of the issuer where it was not matched, or the file name.
    pub unit: String,
    /// Code of the unit.
    pub unit_code: Option<String>,
    /// What tells the unit from others: two reports of one unit have the same, namesakes do not.
    pub unit_key: String,
    /// Province, short name.
    pub province: Option<String>,
    /// Number and symbol of the report.
    pub number: Option<String>,
    /// Title of the report.
    pub title: Option<String>,
    /// ISO date of the report.
    pub date: Option<String>,
    /// Number of annex rows, figures, citations, findings.
    pub counts: [usize; 4],
    /// Template that its annex was aligned to.
    pub template: Option<String>,
}

/// Tasks × units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// The columns: of each unit the latest report that has an annex of a programme.
    pub columns: Vec<usize>,
    /// Reports with an annex that their unit has replaced by a later one: in no cell and in no distribution.
    pub replaced: Vec<usize>,
    /// The rows, in the order of the programme's tree; rows without a node last.
    pub rows: Vec<MatrixRow>,
}

/// One task over all units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MatrixRow {
    /// Stable code, or none for a row that no task explains.
    pub node: Option<String>,
    /// Title of the part and of the section in the programme's tree.
    pub section: String,
    /// Wording of the task.
    pub title: String,
    /// Parallel to [`Matrix::columns`]; none where the report has no such row.
    pub cells: Vec<Option<MatrixCell>>,
    /// How many units have each class, in the order of [`StatusClass::ALL`].
    pub distribution: [usize; 9],
    /// How many units with an annex have no such row.
    pub absent: usize,
}

/// One task of one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MatrixCell {
    /// Index in the reading's `tasks`.
    pub task: usize,
    /// Class.
    pub class: StatusClass,
    /// Percentage for [`StatusClass::Percent`].
    pub percent: Option<f64>,
    /// Verbatim status.
    pub status: String,
    /// Verbatim result.
    pub result: String,
    /// Where it stands.
    pub span: Span,
}

/// An indicator over all units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorRollUp {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// Values of single reports.
    pub values: Vec<IndicatorValue>,
    /// Sum of the numerators of the values that have numerator and denominator.
    pub numerator: Option<f64>,
    /// Sum of their denominators.
    pub denominator: Option<f64>,
    /// The rolled-up value: ratio of the sums in percent, or sum of the counts.
    pub value: Option<f64>,
    /// Reports that state only a percentage: listed, never averaged.
    pub without_counts: Vec<usize>,
    /// Reports whose values an error of the checks speaks of: listed, not summed until that is settled.
    pub disputed: Vec<usize>,
    /// Reports that state several counts of which it is not certain that they are parts of one sum: listed, not summed.
    pub several: Vec<usize>,
    /// Reports that count it only in another unit of measure than what is summed: listed, not summed.
    pub other_unit: Vec<usize>,
    /// Reports on another programme or period than the one that counts for their unit, where only they state it: listed, not summed.
    pub other_report: Vec<usize>,
    /// Reports of the set in which the indicator does not occur.
    pub missing: Vec<usize>,
}

/// One value of an indicator in one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorValue {
    /// Which report.
    pub report: usize,
    /// Index in the reading's `measures`.
    pub measure: usize,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Qualifier.
    pub qualifier: Option<String>,
    /// The sentence.
    pub quote: String,
    /// Code of the indicator whose numerator or denominator the value is, where it was not stated for itself.
    pub part_of: Option<String>,
    /// True where an error of the checks speaks of it.
    pub disputed: bool,
    /// True where the report is about another programme or period than the one that counts for its unit.
    pub other_report: bool,
    /// True where this is a value that entered the roll-up.
    pub used: bool,
}

/// A sentence that several units share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SharedPassage {
    /// The text of the first unit.
    pub text: String,
    /// Where it stands: report, span, similarity to `text` in 0..1.
    pub places: Vec<(usize, Span, f64)>,
}

/// Who a request is made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Addressee {
    /// Government, ministries.
    Centre,
    /// Province: its People's Council and Committee, departments.
    Province,
    /// District, as long as there were any.
    District,
    /// Commune: its own bodies, or those of all communes.
    Commune,
    /// Enterprises.
    Business,
}

impl Addressee {
    /// All of them, from above.
    pub const ALL: [Self; 5] = [
        Self::Centre,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Business,
    ];

    /// Name in message keys.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Business => "business",
        }
    }
}

/// Recommendations with one meaning that are made to the same bodies.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecommendationGroup {
    /// The most typical wording.
    pub text: String,
    /// Words that the members share, most telling first.
    pub keywords: Vec<String>,
    /// Whom all of them name, sorted; empty where they name nobody.
    pub addressees: Vec<Addressee>,
    /// Report, verbatim text, span.
    pub members: Vec<(usize, String, Span)>,
}

/// A promise of one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommitmentEntry {
    /// Which report.
    pub report: usize,
    /// What is promised.
    pub what: String,
    /// Verbatim.
    pub quote: String,
    /// ISO date, possibly partial.
    pub due: Option<String>,
    /// Where it stands.
    pub span: Span,
}
