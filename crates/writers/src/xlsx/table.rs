//! Tables of a page as a workbook or as CSV.

use super::sheet::{List, Value};
use crate::WriteError;
use crate::csv;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};
use std::io::Cursor;
use tonghop_model::date::Date;

/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (9, 60);
/// Rows of a sheet that are looked at to choose the widths of its columns.
const LOOKED_AT: usize = 500;

/// What a cell of a table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum TableValue {
    /// Text, never a formula.
    Text(String),
    /// A number; none is an empty cell.
    Number(Option<f64>),
    /// A day.
    Day(Date),
}

/// Title, remark, headings and rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Title; the name of the sheet as well.
    pub title: String,
    /// A line below the title: of what, when.
    pub remark: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<TableValue>>,
}

impl Table {
    /// The table as a workbook.
    ///
    /// # Errors
    /// [`WriteError`] where there are more rows or columns than a sheet can have.
    pub fn xlsx(&self) -> Result<Vec<u8>, WriteError> {
        Self::workbook(&[self])
    }

    /// Tables as a workbook with a sheet each, which has the name of the first. Their titles differ.
    ///
    /// # Errors
    /// [`WriteError`] where there are more rows or columns than a sheet can have.
    pub fn workbook(tables: &[&Self]) -> Result<Vec<u8>, WriteError> {
        let mut workbook = Workbook::new();
        let title = tables.first().map_or("", |t| t.title.as_str());
        workbook.set_properties(&DocProperties::new().set_title(title).set_comment("tonghop"));
        for table in tables {
            table.write(workbook.add_worksheet())?;
        }
        let mut bytes = Cursor::new(Vec::new());
        workbook.save_to_writer(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        let columns: Vec<(String, f64)> = self.columns.iter().cloned().zip(self.widths()).collect();
        let mut list = List::new(sheet, &self.title, &self.remark, &columns)?;
        for row in &self.rows {
            list.row(row.iter().map(|value| match value {
                TableValue::Text(text) => Value::from(text.as_str()),
                TableValue::Number(number) => Value::Number(*number),
                TableValue::Day(day) => Value::Day(*day),
            }))?;
        }
        Ok(list.finish()?)
    }

    /// The table as CSV: byte order mark, comma, CRLF; numbers with a point and without grouping, days as "2026-12-05".
    ///
    /// # Errors
    /// None but those of the memory.
    pub fn csv(&self) -> Result<Vec<u8>, WriteError> {
        let mut out = "\u{feff}".as_bytes().to_vec();
        csv::line(&mut out, &self.columns)?;
        for row in &self.rows {
            let fields: Vec<String> = row
                .iter()
                .map(|value| match value {
                    TableValue::Text(text) => text.clone(),
                    TableValue::Number(number) => number.map_or_else(String::new, |n| n.to_string()),
                    TableValue::Day(day) => day.to_string(),
                })
                .collect();
            csv::line(&mut out, &fields)?;
        }
        Ok(out)
    }

    fn widths(&self) -> impl Iterator<Item = f64> + '_ {
        self.columns.iter().enumerate().map(|(column, title)| {
            let texts = self.rows.iter().take(LOOKED_AT).map(move |row| match row.get(column) {
                Some(TableValue::Text(text)) => text.chars().count(),
                _ => 0,
            });
            let widest = texts.max().unwrap_or(0).max(title.chars().count());
            widest.clamp(WIDTHS.0, WIDTHS.1) as f64 + 2.0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            title: "Ma trận [1]".into(),
            remark: "đợt 1".into(),
            columns: vec!["Đơn vị".into(), "Số".into()],
            rows: vec![vec![
                TableValue::Text("=HYPERLINK(\"x\")".into()),
                TableValue::Number(Some(-2.5)),
            ]],
        }
    }

    #[test]
    fn a_text_is_no_formula_in_csv() {
        let text = String::from_utf8(table().csv().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Đơn vị,Số\r\n\"'=HYPERLINK(\"\"x\"\")\",-2.5\r\n");
    }

    #[test]
    fn a_day_is_a_day() {
        let days = Table {
            rows: vec![vec![
                TableValue::Text("xã A".into()),
                TableValue::Day("2026-12-05".parse().unwrap()),
            ]],
            ..table()
        };
        assert!(
            String::from_utf8(days.csv().unwrap())
                .unwrap()
                .ends_with("xã A,2026-12-05\r\n")
        );
        let mut archive = zip::ZipArchive::new(Cursor::new(days.xlsx().unwrap())).unwrap();
        let mut sheet = String::new();
        let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
        // The number of the day as spreadsheets count.
        assert!(sheet.contains("<v>46361</v>"), "{sheet}");
    }

    #[test]
    fn each_table_has_its_sheet() {
        let words = Table {
            title: "Nội dung".into(),
            ..table()
        };
        let bytes = Table::workbook(&[&table(), &words]).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert!(archive.by_name("xl/worksheets/sheet2.xml").is_ok());
    }

    #[test]
    fn a_text_is_no_formula_in_a_workbook() {
        let bytes = table().xlsx().unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>") && sheet.contains("-2.5"), "{sheet}");
    }
}
