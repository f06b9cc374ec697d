//! A table of a view: shown on the page, saved as a file.

use super::words;
use crate::page::Page;
use tonghop_app::cycle::views::{Table, TableValue};

/// A heading.
pub struct Column {
    pub label: String,
    /// True where numbers stand below it.
    pub num: bool,
}

/// A cell.
#[derive(Default)]
pub struct Cell {
    pub text: String,
    /// The number for a file; none is an empty cell there.
    number: Option<f64>,
    pub is_number: bool,
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// Class of the tag; empty for plain text.
    pub tag: &'static str,
}

/// Characters from which a text is long.
const LONG: usize = 60;
/// Characters from which it needs more room than a word.
const MIDDLE: usize = 24;

impl Cell {
    /// Sentences need a wide column, however many columns stand beside it.
    #[must_use]
    pub fn is_long(&self) -> bool {
        !self.is_number && self.text.chars().count() > LONG
    }

    /// A few words need a column of their own width.
    #[must_use]
    pub fn is_middle(&self) -> bool {
        !self.is_number && !self.is_long() && self.text.chars().count() > MIDDLE
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub fn count(page: &Page, count: usize) -> Self {
        Self {
            text: page.number(count),
            number: Some(count as f64),
            is_number: true,
            ..Self::default()
        }
    }

    pub fn decimal(page: &Page, value: Option<f64>) -> Self {
        Self {
            text: value.map_or_else(String::new, |v| words::decimal(page, v)),
            number: value,
            is_number: true,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn link(mut self, href: String) -> Self {
        self.href = href;
        self
    }

    #[must_use]
    pub fn tagged(mut self, tag: &'static str) -> Self {
        self.tag = tag;
        self
    }

    fn value(&self) -> TableValue {
        if self.is_number {
            TableValue::Number(self.number)
        } else {
            TableValue::Text(self.text.clone())
        }
    }
}

/// Headings and rows. The first cell of a row is its heading.
#[derive(Default)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A table with these headings of texts.
    pub fn new(page: &Page, keys: &[&str]) -> Self {
        Self::default().texts(page, keys)
    }

    /// Adds headings of texts.
    #[must_use]
    pub fn texts(mut self, page: &Page, keys: &[&str]) -> Self {
        keys.iter().for_each(|key| self.column(page.t(key), false));
        self
    }

    /// Adds headings of numbers.
    #[must_use]
    pub fn numbers(mut self, page: &Page, keys: &[&str]) -> Self {
        keys.iter().for_each(|key| self.column(page.t(key), true));
        self
    }

    /// Without its first column: on a page of one unit, the unit's name.
    #[must_use]
    pub fn without_first(mut self) -> Self {
        self.columns.remove(0);
        for row in &mut self.rows {
            row.remove(0);
        }
        self
    }

    /// Adds a heading that is worded already.
    pub fn column(&mut self, label: String, num: bool) {
        self.columns.push(Column { label, num });
    }

    /// The heading of a column, named by its place: by value or by reference, as templates hand it over.
    pub fn label(&self, place: impl std::borrow::Borrow<usize>) -> &str {
        self.columns.get(*place.borrow()).map_or("", |c| &c.label)
    }

    /// As a file.
    pub fn table(&self, title: &str, remark: &str) -> Table {
        Table {
            title: title.to_owned(),
            remark: remark.to_owned(),
            columns: self.columns.iter().map(|c| c.label.clone()).collect(),
            rows: self.rows.iter().map(|r| r.iter().map(Cell::value).collect()).collect(),
        }
    }
}
