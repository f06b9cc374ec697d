//! What is not in order in a form that came back.

use serde::Serialize;
use tonghop_model::finding::Severity;
use tonghop_model::message::Message;
use tonghop_writers::form_xlsx::layout::letters;

/// Where in the workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Name of the sheet.
    pub sheet: String,
    /// Row from 1, as the program shows it; none for the sheet as a whole.
    pub row: Option<u32>,
    /// Column in letters; none for the row as a whole.
    pub column: Option<String>,
}

impl Place {
    pub(super) fn sheet(name: &str) -> Self {
        Self {
            sheet: name.to_string(),
            row: None,
            column: None,
        }
    }

    /// Row and column from 0.
    pub(super) fn cell(name: &str, row: u32, column: u32) -> Self {
        Self {
            sheet: name.to_string(),
            row: Some(row.saturating_add(1)),
            column: Some(letters(column)),
        }
    }

    pub(super) fn row(name: &str, row: u32) -> Self {
        Self {
            column: None,
            ..Self::cell(name, row, 0)
        }
    }

    /// Where it is, to be worded.
    #[must_use]
    pub fn message(&self) -> Message {
        let key = match (self.row, &self.column) {
            (Some(_), Some(_)) => "form-read-cell",
            (Some(_), None) => "form-read-row",
            (None, _) => "form-read-sheet",
        };
        Message::new(key)
            .with("sheet", self.sheet.clone())
            .with("row", self.row.map_or_else(String::new, |r| r.to_string()))
            .with("column", self.column.clone().unwrap_or_default())
    }
}

/// One row, cell or sheet that is not in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormProblem {
    /// Where.
    pub place: Place,
    /// What.
    pub code: ProblemCode,
    /// What was expected, verbatim.
    pub expected: Option<String>,
    /// What stands there, verbatim and shortened.
    pub actual: Option<String>,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The workbook was made for another template.
    OtherTemplate,
    /// The workbook was made for another version of the template.
    OtherVersion,
    /// The workbook was made for another unit.
    OtherUnit,
    /// The workbook was made for another round.
    OtherRound,
    /// A sheet belongs to another form than the first one.
    ForeignSheet,
    /// A sheet is missing.
    SheetMissing,
    /// A sheet is there twice.
    SheetTwice,
    /// A heading was changed.
    HeadingChanged,
    /// A row has a code that the form does not have.
    CodeUnknown,
    /// A row has content but no code.
    RowInserted,
    /// A row of the form is missing.
    RowMissing,
    /// A row is there twice.
    RowTwice,
    /// The wording of a row is not that of its code.
    RowMixed,
    /// The rows stand in another order.
    OrderChanged,
    /// A formula in an answer.
    Formula,
    /// An error value in an answer.
    ErrorValue,
    /// Merged cells in an answer.
    Merged,
    /// An answer that is too long.
    TooLong,
    /// A wording of the status column that is not known.
    StatusUnknown,
    /// A number or date where a wording is expected.
    StatusNumber,
    /// A share above 100 % as status.
    StatusAbove100,
    /// A result without a status.
    StatusMissing,
    /// A figure that is no number.
    NotANumber,
    /// A day or a time where a count is expected.
    DateTyped,
    /// A count that no unit is likely to have.
    Huge,
    /// A computed value that was written over.
    ValueOverwritten,
    /// A sheet that the form does not have.
    SheetAdded,
    /// Something else than yes or no.
    NotYesOrNo,
    /// A figure below zero.
    Negative,
    /// A count with a fraction.
    NotWhole,
    /// A denominator of zero.
    ZeroDenominator,
    /// A share above 100 %.
    Above100,
    /// A figure typed as percent where a count is asked for.
    PercentTyped,
    /// Only one of numerator and denominator.
    HalfShare,
    /// What a column that the template adds cannot hold.
    OwnWrong,
    /// Text where the form takes nothing.
    Stray,
}

impl ProblemCode {
    /// True where the workbook as a whole belongs to another unit, round or template.
    #[must_use]
    pub const fn is_of_another_form(self) -> bool {
        matches!(self, Self::OtherTemplate | Self::OtherUnit | Self::OtherRound)
    }

    /// How much it weighs: of errors, the answer is not taken.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::StatusUnknown
            | Self::StatusMissing
            | Self::RowMixed
            | Self::HalfShare
            | Self::Stray
            | Self::Huge
            | Self::ValueOverwritten
            | Self::SheetAdded => Severity::Warning,
            Self::OrderChanged => Severity::Info,
            _ => Severity::Error,
        }
    }

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::OtherTemplate => ("form-problem-other-template", "form-advice-other-template"),
            Self::OtherVersion => ("form-problem-other-version", "form-advice-other-version"),
            Self::OtherUnit => ("form-problem-other-unit", "form-advice-other-unit"),
            Self::OtherRound => ("form-problem-other-round", "form-advice-other-round"),
            Self::ForeignSheet => ("form-problem-foreign-sheet", "form-advice-foreign-sheet"),
            Self::SheetMissing => ("form-problem-sheet-missing", "form-advice-sheet-missing"),
            Self::SheetTwice => ("form-problem-sheet-twice", "form-advice-sheet-twice"),
            Self::HeadingChanged => ("form-problem-heading-changed", "form-advice-heading-changed"),
            Self::CodeUnknown => ("form-problem-code-unknown", "form-advice-code-unknown"),
            Self::RowInserted => ("form-problem-row-inserted", "form-advice-row-inserted"),
            Self::RowMissing => ("form-problem-row-missing", "form-advice-row-missing"),
            Self::RowTwice => ("form-problem-row-twice", "form-advice-row-twice"),
            Self::RowMixed => ("form-problem-row-mixed", "form-advice-row-mixed"),
            Self::OrderChanged => ("form-problem-order-changed", "form-advice-order-changed"),
            Self::Formula => ("form-problem-formula", "form-advice-formula"),
            Self::ErrorValue => ("form-problem-error-value", "form-advice-error-value"),
            Self::Merged => ("form-problem-merged", "form-advice-merged"),
            Self::TooLong => ("form-problem-too-long", "form-advice-too-long"),
            Self::StatusUnknown => ("form-problem-status-unknown", "form-advice-status-unknown"),
            Self::StatusNumber => ("form-problem-status-number", "form-advice-status-number"),
            Self::StatusAbove100 => ("form-problem-status-above-100", "form-advice-status-above-100"),
            Self::StatusMissing => ("form-problem-status-missing", "form-advice-status-missing"),
            Self::NotYesOrNo => ("form-problem-not-yes-or-no", "form-advice-not-yes-or-no"),
            Self::DateTyped => ("form-problem-date-typed", "form-advice-date-typed"),
            Self::Huge => ("form-problem-huge", "form-advice-huge"),
            Self::ValueOverwritten => ("form-problem-value-overwritten", "form-advice-value-overwritten"),
            Self::SheetAdded => ("form-problem-sheet-added", "form-advice-sheet-added"),
            Self::NotANumber => ("form-problem-not-a-number", "form-advice-not-a-number"),
            Self::Negative => ("form-problem-negative", "form-advice-negative"),
            Self::NotWhole => ("form-problem-not-whole", "form-advice-not-whole"),
            Self::ZeroDenominator => ("form-problem-zero-denominator", "form-advice-zero-denominator"),
            Self::Above100 => ("form-problem-above-100", "form-advice-above-100"),
            Self::PercentTyped => ("form-problem-percent-typed", "form-advice-percent-typed"),
            Self::HalfShare => ("form-problem-half-share", "form-advice-half-share"),
            Self::OwnWrong => ("form-problem-own", "form-advice-own"),
            Self::Stray => ("form-problem-stray", "form-advice-stray"),
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn message(self) -> Message {
        Message::new(self.keys().0)
    }

    /// What to do.
    #[must_use]
    pub const fn advice(self) -> Message {
        Message::new(self.keys().1)
    }
}

impl FormProblem {
    pub(super) fn new(place: Place, code: ProblemCode) -> Self {
        Self {
            place,
            code,
            expected: None,
            actual: None,
        }
    }

    pub(super) fn expected(mut self, text: impl Into<String>) -> Self {
        self.expected = Some(short(&text.into()));
        self
    }

    pub(super) fn actual(mut self, text: impl Into<String>) -> Self {
        self.actual = Some(short(&text.into()));
        self
    }
}

/// At most 200 characters.
fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(200).collect();
    if text.chars().count() > 200 {
        cut.push('…');
    }
    cut
}
