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
    /// True where three lines of it are enough on a screen: the wording of a task, which stands in the template as a whole.
    pub is_clamped: bool,
    /// What stands below it on a page, each with its heading.
    pub notes: Vec<(String, String)>,
}

/// Characters from which a text is long.
const LONG: usize = 60;
/// Characters from which it needs more room than a word.
const MIDDLE: usize = 24;
/// Characters from which the heading of a row needs two lines of some width.
const NAME: usize = 30;

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

    /// True for the heading of a row that is more than a name.
    #[must_use]
    pub fn is_wide_name(&self) -> bool {
        self.text.chars().count() > NAME
    }

    /// A word, a day, a moment.
    #[must_use]
    pub fn is_short(&self) -> bool {
        !self.is_number && self.text.chars().count() <= MIDDLE
    }

    /// What the class of its width is called; empty where nothing is to be said.
    #[must_use]
    pub fn width(&self) -> &'static str {
        match self {
            _ if self.is_number => "num",
            _ if self.is_long() => "long",
            _ if self.is_middle() => "middling",
            _ if self.is_short() && !self.text.is_empty() => "short",
            _ => "",
        }
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The wording of a task.
    pub fn wording(text: impl Into<String>) -> Self {
        Self {
            is_clamped: true,
            ..Self::text(text)
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
    /// A column, and how many behind it stand in it on a page: beside each other they would be wider than a screen.
    pub folded: Option<(usize, usize)>,
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

    /// As a page shows it: columns that are folded into another stand below its text.
    pub fn fold(&mut self) {
        let Some((into, count)) = self.folded.take() else {
            return;
        };
        let labels: Vec<String> = self.columns.drain(into + 1..=into + count).map(|c| c.label).collect();
        for row in &mut self.rows {
            let said = row.drain(into + 1..=into + count).map(|c| c.text);
            let notes = labels.iter().cloned().zip(said).filter(|(_, text)| !text.is_empty());
            let notes: Vec<(String, String)> = notes.collect();
            row[into].notes = notes;
        }
    }

    /// Without columns of texts in which nothing stands: on a page they only take room.
    pub fn drop_empty_columns(&mut self) {
        let is_empty = |place: usize| self.rows.iter().all(|r| r.get(place).is_none_or(|c| c.text.is_empty()));
        let keep: Vec<bool> = (0..self.columns.len())
            .map(|place| place == 0 || self.columns[place].num || !is_empty(place))
            .collect();
        let mut place = keep.iter().copied();
        self.columns.retain(|_| place.next().unwrap_or(true));
        for row in &mut self.rows {
            let mut place = keep.iter().copied();
            row.retain(|_| place.next().unwrap_or(true));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[[&str; 3]]) -> Grid {
        let column = |(label, num): (&str, bool)| Column {
            label: label.to_owned(),
            num,
        };
        Grid {
            columns: [("unit", false), ("reason", false), ("count", true)].map(column).into(),
            folded: None,
            rows: rows
                .iter()
                .map(|r| r.iter().map(|t| Cell::text(*t)).collect())
                .collect(),
        }
    }

    #[test]
    fn a_column_without_a_word_is_not_shown() {
        let mut found = grid(&[["xã A", "", ""], ["xã B", "", ""]]);
        found.drop_empty_columns();
        let labels: Vec<&str> = found.columns.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["unit", "count"], "numbers stay: none is an answer too");
        assert!(found.rows.iter().all(|r| r.len() == 2));
        let mut said = grid(&[["xã A", "", ""], ["xã B", "mưa lũ", ""]]);
        said.drop_empty_columns();
        assert_eq!(said.columns.len(), 3);
    }

    #[test]
    fn the_width_of_a_cell_follows_its_text() {
        assert_eq!(Cell::text("24/11/2026").width(), "short");
        assert_eq!(Cell::text("a".repeat(40)).width(), "middling");
        assert_eq!(Cell::text("a".repeat(90)).width(), "long");
        assert_eq!(Cell::text("").width(), "");
    }
}
