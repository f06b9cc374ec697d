//! A sheet that is a list: title, remark, headings, rows.

use super::formats;
use crate::csv::guarded;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};
use std::borrow::Cow;
use tonghop_model::date::Date;

/// Longest text of a cell in a workbook.
const CELL: usize = 32_767;
/// Row of the headings, from 0.
pub(super) const HEADINGS: u32 = 3;
/// Most points of a row's height.
const TALLEST: f64 = 300.0;
/// Paper sizes as the format numbers them.
pub(super) const A4: u8 = 9;
pub(super) const A3: u8 = 8;

/// What a cell holds.
pub(super) enum Value<'a> {
    /// Text of a report or of ours.
    Text(Cow<'a, str>),
    /// Text with its own look.
    Painted(Cow<'a, str>, Format),
    /// A number, or nothing.
    Number(Option<f64>),
    /// A count.
    Count(usize),
    /// A day.
    Day(Date),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// The looks that every list uses.
struct Looks {
    text: Format,
    number: Format,
    count: Format,
    day: Format,
}

/// A list under construction.
pub(super) struct List<'s> {
    sheet: &'s mut Worksheet,
    looks: Looks,
    widths: Vec<f64>,
    next: u32,
}

impl<'s> List<'s> {
    /// Sets up the sheet: name, title, remark, headings with their widths in characters, print setup.
    pub(super) fn new(
        sheet: &'s mut Worksheet,
        name: &str,
        remark: &str,
        columns: &[(String, f64)],
    ) -> Result<Self, XlsxError> {
        sheet.set_name(sheet_name(name))?;
        sheet.write_string_with_format(0, 0, name, &formats::title())?;
        sheet.write_string_with_format(1, 0, remark, &formats::remark())?;
        let header = formats::header();
        for (column, (title, width)) in columns.iter().enumerate() {
            sheet.write_string_with_format(HEADINGS, column as u16, title, &header)?;
            sheet.set_column_width(column as u16, *width)?;
        }
        sheet.set_row_height(HEADINGS, 32)?;
        sheet.set_freeze_panes(HEADINGS + 1, 0)?;
        print_setup(sheet, A4)?;
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
        let looks = Looks {
            text: formats::text(),
            number: formats::number(),
            count: formats::count(),
            day: formats::day(),
        };
        Ok(Self {
            sheet,
            looks,
            widths: columns.iter().map(|c| c.1).collect(),
            next: HEADINGS + 1,
        })
    }

    /// Appends a row.
    pub(super) fn row<'v>(&mut self, values: impl IntoIterator<Item = Value<'v>>) -> Result<(), XlsxError> {
        let mut lines = 1.0_f64;
        for (column, value) in values.into_iter().enumerate() {
            let width = self.widths.get(column).copied().unwrap_or(10.0);
            let column = column as u16;
            match value {
                Value::Text(text) => {
                    lines = lines.max(lines_of(&text, width));
                    write_text(self.sheet, self.next, column, &text, &self.looks.text)?;
                }
                Value::Painted(text, look) => {
                    lines = lines.max(lines_of(&text, width));
                    write_text(self.sheet, self.next, column, &text, &look)?;
                }
                Value::Number(Some(number)) if number.is_finite() => {
                    // A whole number has no decimals: "#,##0.##" would leave its decimal mark standing alone.
                    let whole = number.fract() == 0.0;
                    let look = if whole { &self.looks.count } else { &self.looks.number };
                    self.sheet.write_number_with_format(self.next, column, number, look)?;
                }
                Value::Number(_) => {
                    self.sheet.write_blank(self.next, column, &self.looks.text)?;
                }
                Value::Day(day) => {
                    let date = u16::try_from(day.year()).unwrap_or_default();
                    let date = ExcelDateTime::from_ymd(date, day.month(), day.day())?;
                    self.sheet
                        .write_datetime_with_format(self.next, column, date, &self.looks.day)?;
                }
                Value::Count(count) => {
                    self.sheet
                        .write_number_with_format(self.next, column, count as f64, &self.looks.count)?;
                }
            }
        }
        // Not every spreadsheet fits the height of wrapped rows when it opens a file.
        self.sheet
            .set_row_height(self.next, (lines * 15.0 + 2.0).min(TALLEST))?;
        self.next += 1;
        Ok(())
    }

    /// Puts the filter over the rows that were written.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        let last = self.next.saturating_sub(1).max(HEADINGS);
        self.sheet
            .autofilter(HEADINGS, 0, last, (self.widths.len() as u16).saturating_sub(1))?;
        Ok(())
    }
}

/// Lines that a text takes in a column of so many characters.
fn lines_of(text: &str, width: f64) -> f64 {
    text.split('\n')
        .map(|l| (l.chars().count() as f64 / (width * 1.05)).ceil().max(1.0))
        .sum()
}

/// Writes a text as a string, whatever it begins with.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    let text = cell_text(text);
    if matches!(guarded(&text), Cow::Owned(_)) {
        sheet.write_string_with_format(row, column, text.as_ref(), &look.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text.as_ref(), look)?;
    }
    Ok(())
}

/// Landscape, one page wide, with page numbers.
pub(super) fn print_setup(sheet: &mut Worksheet, paper: u8) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_paper_size(paper);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P/&N");
    Ok(())
}

/// Text as a cell can hold it: no control characters, not longer than the format allows.
pub(crate) fn cell_text(text: &str) -> Cow<'_, str> {
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    // The format counts UTF-16 units.
    let long = text.len() > CELL && text.encode_utf16().count() > CELL;
    if !long && !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let mut out = String::with_capacity(text.len().min(CELL * 3));
    for c in text.chars().filter(|c| !odd(*c)) {
        units += c.len_utf16();
        if units >= CELL {
            out.push('…');
            break;
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// A name that a sheet may have: no special characters, at most 31 characters.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_the_format_allows() {
        assert_eq!(cell_text("a\u{1}b\nc"), "ab\nc");
        let long = "ạ".repeat(40_000);
        let cut = cell_text(&long);
        assert_eq!(cut.encode_utf16().count(), CELL);
        assert!(cut.ends_with('…'));
        assert_eq!(sheet_name("Chỉ tiêu [1/2]"), "Chỉ tiêu 12");
    }
}
