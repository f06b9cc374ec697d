//! Where things stand in the workbook of a form. The writer and the reader hold to the same plan.

use tonghop_messages::Messages;
use tonghop_model::form::{Form, FormIndicator};
use tonghop_model::template::Column;

/// First hidden cell of every sheet that is filled in.
pub const MARK: &str = "tonghop-form/1";
/// First cell of the hidden sheet that says how the answers stood when the form was written; below it code and name of the
/// answer, row by row.
pub const STANDING_MARK: &str = "tonghop-standing/1";
/// Row of the hidden codes of the sheet, from 0.
pub const KEY_ROW: u32 = 0;
/// Column of the hidden row that lists the sections that are asked for, so that a form without their sheet is known to lack it.
pub const SECTIONS_COLUMN: u32 = 8;
/// The same for the indicators.
pub const INDICATORS_COLUMN: u32 = 9;
/// Row of the headings, from 0.
pub const HEADING_ROW: u32 = 4;
/// Column of the hidden codes of the rows, from 0.
pub const CODE_COLUMN: u16 = 0;
/// What the code of a heading of a group begins with.
pub const GROUP_MARK: &str = "group:";

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// Tasks with status and result.
    Annex,
    /// Narrative sections.
    Narrative,
    /// Indicators.
    Indicators,
}

impl SheetKind {
    /// The word in the hidden cell.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Annex => "annex",
            Self::Narrative => "narrative",
            Self::Indicators => "indicators",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Annex, Self::Narrative, Self::Indicators]
            .into_iter()
            .find(|k| k.code() == code)
    }
}

/// What a column of a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The hidden code of the row.
    Code,
    /// The printed number.
    Number,
    /// What is asked: wording of the task, heading of the section, name of the indicator.
    Subject,
    /// "Chủ trì".
    Lead,
    /// "Thời gian".
    Timeframe,
    /// Unit of measure.
    Unit,
    /// What belongs there.
    Hint,
    /// Status, filled in.
    Status,
    /// Result or text, filled in.
    Text,
    /// Numerator or count, filled in.
    Numerator,
    /// Denominator, filled in.
    Denominator,
    /// The computed value.
    Value,
    /// Remark, filled in.
    Note,
    /// A column that the template adds, filled in; its place among these.
    Own(usize),
    /// Status of the last period.
    PreviousStatus,
    /// Result, text or value of the last period.
    PreviousText,
}

impl Role {
    /// True where the unit writes.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Status | Self::Text | Self::Numerator | Self::Denominator | Self::Note | Self::Own(_)
        )
    }

    /// The heading where the template gives it; the others have a key.
    #[must_use]
    pub fn own_heading(self, form: &Form) -> Option<&str> {
        match self {
            Self::Own(at) => form.own.get(at).map(|c| c.heading.as_str()),
            _ => None,
        }
    }

    /// Key of the heading.
    #[must_use]
    pub const fn heading(self, kind: SheetKind) -> &'static str {
        match (self, kind) {
            (Self::Code, _) => "form-column-code",
            (Self::Number, _) => "form-column-number",
            (Self::Subject, SheetKind::Annex) => "form-column-task",
            (Self::Subject, SheetKind::Narrative) => "form-column-section",
            (Self::Subject, SheetKind::Indicators) => "form-column-indicator",
            (Self::Lead, _) => "form-column-lead",
            (Self::Timeframe, _) => "form-column-timeframe",
            (Self::Unit, _) => "form-column-unit",
            (Self::Hint, SheetKind::Indicators) => "form-column-meaning",
            (Self::Hint, _) => "form-column-hint",
            (Self::Status, _) => "form-column-status",
            (Self::Text, SheetKind::Annex) => "form-column-result",
            (Self::Text, _) => "form-column-text",
            (Self::Numerator, _) => "form-column-numerator",
            (Self::Denominator, _) => "form-column-denominator",
            (Self::Value, _) => "form-column-value",
            (Self::Note, _) => "form-column-note",
            (Self::Own(_), _) => "form-column-own",
            (Self::PreviousStatus, _) => "form-column-previous-status",
            (Self::PreviousText, SheetKind::Annex) => "form-column-previous-result",
            (Self::PreviousText, SheetKind::Narrative) => "form-column-previous-text",
            (Self::PreviousText, SheetKind::Indicators) => "form-column-previous-value",
        }
    }

    /// Width in characters.
    #[must_use]
    pub const fn width(self, kind: SheetKind) -> f64 {
        match (self, kind) {
            (Self::Code, _) => 10.0,
            (Self::Number, _) => 6.0,
            (Self::Subject, SheetKind::Annex) => 42.0,
            (Self::Subject, SheetKind::Narrative) => 26.0,
            (Self::Subject, SheetKind::Indicators) => 36.0,
            (Self::Lead, _) => 16.0,
            (Self::Timeframe, _) => 13.0,
            (Self::Unit, _) => 11.0,
            (Self::Hint, _) => 32.0,
            (Self::Status, _) => 20.0,
            (Self::Text, SheetKind::Annex) => 52.0,
            (Self::Text, _) => 78.0,
            (Self::Numerator | Self::Denominator, _) => 14.0,
            (Self::Value, _) => 12.0,
            (Self::Note, _) => 24.0,
            (Self::Own(_), _) => 20.0,
            (Self::PreviousStatus, _) => 16.0,
            (Self::PreviousText, SheetKind::Indicators) => 12.0,
            (Self::PreviousText, _) => 30.0,
        }
    }
}

/// The columns of a sheet from left to right.
#[must_use]
pub fn columns(form: &Form, kind: SheetKind) -> Vec<Role> {
    let mut columns = vec![Role::Code, Role::Number, Role::Subject];
    match kind {
        SheetKind::Annex => {
            let has = |c: Column| form.columns.contains(&c);
            columns.extend(has(Column::Lead).then_some(Role::Lead));
            columns.extend(has(Column::Timeframe).then_some(Role::Timeframe));
            columns.extend([Role::Status, Role::Text]);
            columns.extend((0..form.own.len()).map(Role::Own));
            if form.parts.iter().flat_map(|p| &p.rows).any(|r| r.previous.is_some()) {
                columns.extend([Role::PreviousStatus, Role::PreviousText]);
            }
        }
        SheetKind::Narrative => {
            columns.extend([Role::Hint, Role::Text]);
            columns.extend(
                form.sections
                    .iter()
                    .any(|s| s.previous.is_some())
                    .then_some(Role::PreviousText),
            );
        }
        SheetKind::Indicators => {
            columns.extend([
                Role::Unit,
                Role::Hint,
                Role::Numerator,
                Role::Denominator,
                Role::Value,
                Role::Note,
            ]);
            columns.extend(
                form.indicators
                    .iter()
                    .any(|i| i.previous.is_some())
                    .then_some(Role::PreviousText),
            );
        }
    }
    columns
}

/// Longest name of a sheet, UTF-16 units.
const LONGEST_NAME: usize = 31;

/// Name of a sheet as a workbook can hold it: at most 31 characters, no special ones.
#[must_use]
pub fn sheet_name(kind: SheetKind, label: &str, messages: &Messages) -> String {
    let name = match kind {
        SheetKind::Annex if label.is_empty() => messages.text("form-sheet-tasks"),
        SheetKind::Annex => format!("{} {label}", messages.text("form-sheet-part")),
        SheetKind::Narrative => messages.text("form-sheet-narrative"),
        SheetKind::Indicators => messages.text("form-sheet-indicators"),
    };
    let fits = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    // The format counts UTF-16 units.
    let mut units = 0;
    name.chars()
        .filter(fits)
        .take_while(|c| {
            units += c.len_utf16();
            units <= LONGEST_NAME
        })
        .collect()
}

/// "A", "Z", "AA" of a column from 0.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
        if rest == 0 {
            break;
        }
        rest -= 1;
    }
    letters.iter().rev().collect()
}

/// Unit of measure of the catalogue for indicators that are answered by yes or no.
pub const YES_NO: &str = "có/không";

/// True where an indicator asks a question. As a figure yes is 1 and no is 0.
#[must_use]
pub fn is_yes_no(indicator: &FormIndicator) -> bool {
    indicator.unit == YES_NO
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let shown: Vec<_> = [0, 25, 26, 701, 702].map(letters).to_vec();
        assert_eq!(shown, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
