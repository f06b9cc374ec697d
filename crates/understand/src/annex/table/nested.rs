//! Headings of parts and groups that are numbered like groups and rows: "I" over "1" over "1.1".

use super::super::labels::{self, Label};
use super::{Layout, Walker};
use tonghop_document::{Cell, Table};
use tonghop_model::template::Column;

/// Rows below a heading in which its first task is looked for.
const ROWS_BELOW: u32 = 6;

impl Walker<'_, '_> {
    /// What the label of a row is, seen with its title and the row below it.
    ///
    /// `alone` says that the row has no text but label and title.
    pub(super) fn kind_in_context(
        &self,
        kind: Label,
        number: &str,
        title: &str,
        alone: bool,
        next: Option<&str>,
    ) -> Label {
        match kind {
            Label::Group if self.is_part_title(title) || self.follows_part(number) => Label::Part,
            Label::Row if alone && !number.contains('.') && opens(number, next) => Label::Group,
            other => other,
        }
    }

    /// True for "II" after a part "I" whose groups, if any, are not numbered so.
    fn follows_part(&self, number: &str) -> bool {
        let roman_group = self.group.as_deref().and_then(labels::roman).is_some();
        !roman_group && self.part.as_deref().is_some_and(|part| is_next(part, number))
    }
}

/// True where this Roman number is the next one after another.
fn is_next(before: &str, number: &str) -> bool {
    match (labels::roman(before), labels::roman(labels::bare(number))) {
        (Some(before), Some(number)) => number == before + 1,
        _ => false,
    }
}

/// True where the label below is the first one under this number: "1.1" below "1".
fn opens(number: &str, next: Option<&str>) -> bool {
    next.is_some_and(|next| {
        let next = labels::joined(next);
        labels::bare(&next).strip_prefix(labels::bare(number)) == Some(".1")
    })
}

/// The label of the next row that has one.
pub(super) fn next_label<'t>(table: &'t Table, row: u32, layout: &Layout) -> Option<&'t str> {
    let column = layout.column(Column::Number)?;
    (row + 1..table.rows.min(row + 1 + ROWS_BELOW))
        .filter_map(|r| table.cell(r, column).filter(|cell| cell.row == r))
        .map(|cell: &Cell| cell.text.trim())
        .find(|text| !text.is_empty())
}
