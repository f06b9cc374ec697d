//! A workbook cell by cell, with addresses, hidden parts and formulas: for forms that come back filled in.
//!
//! [`super::read`] gives a document for people's eyes, without what is hidden; here nothing is left out.

use super::{Book, ods, xlsx};
use crate::package::Package;
use crate::{Input, Limits, ReadError};
use std::collections::BTreeMap;
use tonghop_document::Document;

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawWorkbook {
    /// Its sheets in order, hidden ones as well.
    pub sheets: Vec<RawSheet>,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// Cells with content by row and column, both from 0.
    pub cells: BTreeMap<(u32, u32), RawCell>,
    /// Merged regions: first row, first column, last row, last column.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawCell {
    /// What it shows, NFC, in Vietnamese conventions where it is a number.
    pub text: String,
    /// Its value where it holds a number; none for a day or a time, which a workbook counts in days.
    pub number: Option<f64>,
    /// True where the number is shown as percent: 0.95 for "95 %".
    pub percent: bool,
    /// True where it holds a day or a time: programs make "1/12" one by themselves.
    pub date: bool,
    /// True where it is computed.
    pub formula: bool,
    /// True where it shows an error: "#REF!".
    pub error: bool,
}

impl RawSheet {
    /// The cell at this row and column, both from 0.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&RawCell> {
        self.cells.get(&(row, column))
    }

    /// The text at this row and column, without white space around it.
    #[must_use]
    pub fn text(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", |c| c.text.trim())
    }

    /// The last row with content, from 0.
    #[must_use]
    pub fn last_row(&self) -> Option<u32> {
        self.cells.keys().next_back().map(|(row, _)| *row)
    }
}

/// Reads a workbook (XLSX or ODS) cell by cell.
///
/// # Errors
/// [`ReadError`] where it is none, cannot be read, or exceeds a limit; nothing is left out silently.
pub fn read_raw(input: &Input<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    if input.bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if input.bytes.len() as u64 > limits.bytes {
        return Err(ReadError::TooLarge { limit: limits.bytes });
    }
    match crate::detect(input) {
        crate::Format::Sheet => {}
        crate::Format::Encrypted => return Err(ReadError::Encrypted),
        crate::Format::DamagedPackage => return Err(ReadError::damaged("zip")),
        _ => {
            return Err(ReadError::Unsupported {
                kind: "workbook expected".into(),
            });
        }
    }
    let mut package = Package::open(input.bytes, limits)?;
    let is_ods = package.names().any(|n| n == "content.xml");
    let mut book = Book {
        limits,
        cells: 0,
        characters: 0,
        document: Document::default(),
    };
    let workbook = if is_ods {
        ods::read_raw(&mut package, &mut book)?
    } else {
        xlsx::read_raw(&mut package, &mut book)?
    };
    if book.full() {
        return Err(ReadError::ExpansionTooLarge {
            limit: limits.expanded_bytes,
        });
    }
    Ok(workbook)
}
