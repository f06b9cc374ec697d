//! What is wrong with rows of values, each with its place, what was expected, what stands there and what to do.

use super::imports::ImportRow;
use crate::cycle::reports::Wrong;
use std::collections::{HashMap, hash_map::Entry};
use tonghop_catalogue::Catalogue;
use tonghop_model::impossible::Figures;
use tonghop_model::indicator::Indicator;
use tonghop_model::message::Message;
use tonghop_store::units::UnitRow;

/// Most row errors that are listed; the others are counted.
pub(super) const MOST_ERRORS: usize = 200;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowProblem {
    /// Number of the row from 1; in a file, the row of its sheet.
    pub row: usize,
    /// `unit`, `indicator`, `value`, `numerator`, `denominator`.
    pub field: &'static str,
    /// Address of the cell in a file: "C12".
    pub cell: Option<String>,
    /// What is wrong.
    pub what: Message,
    /// What was expected.
    pub expected: Message,
    /// What stands there; empty where nothing does.
    pub actual: String,
    /// What to do.
    pub advice: Message,
}

/// Rows that are right, rows that are wrong, and the first problems.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub rows: usize,
    pub wrong: usize,
    pub problems: Vec<RowProblem>,
}

/// What the rows are held against.
pub(super) struct Rules<'a> {
    pub catalogue: &'a Catalogue,
    /// Units that owe a report in the round, by code.
    pub units: &'a HashMap<&'a str, &'a UnitRow>,
}

impl Rules<'_> {
    pub(super) fn check(&self, rows: &[ImportRow]) -> Checked {
        let mut checked = Checked::default();
        let mut seen: HashMap<(&str, &str), usize> = HashMap::with_capacity(rows.len());
        for (number, row) in (1..).zip(rows) {
            let before = match seen.entry((row.unit.trim(), row.indicator.trim())) {
                Entry::Occupied(first) => Some(*first.get()),
                Entry::Vacant(place) => {
                    place.insert(number);
                    None
                }
            };
            let problems = self.problems(number, row, before);
            if problems.is_empty() {
                checked.rows += 1;
                continue;
            }
            checked.wrong += 1;
            let room = MOST_ERRORS.saturating_sub(checked.problems.len());
            checked.problems.extend(problems.into_iter().take(room));
        }
        checked
    }

    fn problems(&self, number: usize, row: &ImportRow, before: Option<usize>) -> Vec<RowProblem> {
        let mut found = Vec::new();
        if !self.units.contains_key(row.unit.trim()) {
            found.push(self.unknown_unit(row.unit.trim()));
        }
        match self.catalogue.indicator(row.indicator.trim()) {
            None => found.push(self.unknown_indicator(row.indicator.trim())),
            Some(indicator) => found.extend(number_problem(indicator, row)),
        }
        if let Some(first) = before {
            found.push(RowProblem {
                actual: format!("{} {}", row.unit.trim(), row.indicator.trim()),
                ..problem(
                    "indicator",
                    Message::new("cycle-import-twice").count("row", first),
                    Message::new("cycle-import-twice-expected"),
                    Message::new("cycle-import-twice-advice").count("row", first),
                )
            });
        }
        found.iter_mut().for_each(|p| p.row = number);
        found
    }

    fn unknown_unit(&self, code: &str) -> RowProblem {
        let folded = tonghop_text::fold(code);
        let named = |u: &&&UnitRow| !folded.is_empty() && tonghop_text::fold(&u.name) == folded;
        let example = self.units.keys().min().copied().unwrap_or("…");
        let advice = match self.units.values().find(named) {
            Some(unit) => Message::new("cycle-import-unit-code")
                .with("name", unit.name.clone())
                .with("code", unit.code.clone()),
            None => Message::new("cycle-import-from-template"),
        };
        RowProblem {
            actual: code.to_owned(),
            ..problem(
                "unit",
                Message::new("cycle-import-report"),
                Message::new("cycle-import-unit-expected").with("example", example.to_owned()),
                advice,
            )
        }
    }

    fn unknown_indicator(&self, code: &str) -> RowProblem {
        let folded = tonghop_text::fold(code);
        let all = &self.catalogue.indicators;
        let named = all.iter().find(|i| {
            !folded.is_empty() && (tonghop_text::fold(&i.name) == folded || tonghop_text::fold(&i.code) == folded)
        });
        let advice = match named {
            Some(indicator) => Message::new("cycle-import-unit-code")
                .with("name", indicator.name.clone())
                .with("code", indicator.code.clone()),
            None => Message::new("cycle-import-from-template"),
        };
        let example = all.first().map_or("…", |i| i.code.as_str());
        RowProblem {
            actual: code.to_owned(),
            ..problem(
                "indicator",
                Message::new("cycle-import-indicator"),
                Message::new("cycle-import-indicator-expected").with("example", example.to_owned()),
                advice,
            )
        }
    }
}

/// The first thing that is wrong with the numbers of a row.
fn number_problem(indicator: &Indicator, row: &ImportRow) -> Option<RowProblem> {
    let given = Figures {
        value: row.value,
        numerator: row.numerator,
        denominator: row.denominator,
    };
    if given == Figures::default() {
        return Some(problem(
            "value",
            Message::new("cycle-import-no-number"),
            Message::new("cycle-import-number-expected"),
            Message::new("cycle-import-no-number-advice"),
        ));
    }
    let wrong = Wrong::of(indicator, &given)?;
    Some(RowProblem {
        actual: wrong.actual,
        ..problem(wrong.field.key(), wrong.what, wrong.expected, wrong.advice)
    })
}

/// A problem whose place is filled in by the caller.
pub(super) fn problem(field: &'static str, what: Message, expected: Message, advice: Message) -> RowProblem {
    RowProblem {
        row: 0,
        field,
        cell: None,
        what,
        expected,
        actual: String::new(),
        advice,
    }
}
