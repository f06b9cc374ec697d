//! One line of a table of units: its cells, what every table checks of them, and what is wrong with it.

use tonghop_model::message::Message;
use tonghop_model::org_unit::{OrgUnit, UnitKind};

use crate::problem::Problem;
use crate::units::UNKNOWN_START;
use crate::units::tables::REFORM;
use crate::validate::{UNKNOWN_REFERENCE, is_date};

/// Hands on every line below the heading that has exactly `N` cells; what it says against the line is a problem.
pub(super) fn each<'a, const N: usize>(
    (file, text): (&'static str, &'a str),
    problems: &mut Vec<Problem>,
    mut row: impl FnMut(usize, [&'a str; N]) -> Result<(), Problem>,
) {
    let mut rows = 0;
    for (i, line) in text.lines().enumerate().skip(1) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        rows += 1;
        let mut cells = [""; N];
        let mut count = 0;
        for cell in line.split('\t') {
            if let Some(slot) = cells.get_mut(count) {
                *slot = cell.trim();
            }
            count += 1;
        }
        if count != N {
            let message = Message::new("catalogue-bad-row")
                .count("expected", N)
                .count("actual", count);
            problems.push(Problem::new(file, i + 1, message));
        } else if let Err(problem) = row(i + 1, cells) {
            problems.push(problem);
        }
    }
    if rows == 0 {
        problems.push(Problem::new(file, 0, Message::new("catalogue-empty-table")));
    }
}

pub(super) fn bad(file: &str, line: usize, field: &str, value: &str) -> Problem {
    Problem::new(
        file,
        line,
        Message::new("catalogue-bad-value")
            .with("field", field)
            .with("value", value),
    )
}

pub(super) fn unknown(file: &str, line: usize, kind: &str, code: &str) -> Problem {
    Problem::new(
        file,
        line,
        Message::new(UNKNOWN_REFERENCE).with("kind", kind).with("code", code),
    )
}

pub(super) fn out_of_order(file: &str, line: usize, code: &str) -> Problem {
    Problem::new(file, line, Message::new("catalogue-out-of-order").with("code", code))
}

/// A code of `length` digits.
fn is_code(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|b| b.is_ascii_digit())
}

/// What the units of one table have in common.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) file: &'static str,
    /// Digits of a code.
    pub(super) digits: usize,
    pub(super) kinds: &'static [UnitKind],
}

/// The cells that every table has.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) code: &'a str,
    pub(super) kind: &'a str,
    pub(super) name: &'a str,
    pub(super) from: &'a str,
    /// Blank where the unit still exists.
    pub(super) to: &'a str,
}

impl<'a> Cells<'a> {
    /// Those of a unit that ended with the reform.
    pub(super) const fn before_reform(code: &'a str, kind: &'a str, name: &'a str) -> Self {
        Self {
            code,
            kind,
            name,
            from: UNKNOWN_START,
            to: REFORM,
        }
    }

    /// The unit, still without its province, or what is wrong with the line.
    pub(super) fn unit(self, level: Level, line: usize) -> Result<OrgUnit, Problem> {
        let Self {
            code,
            kind,
            name,
            from,
            to,
        } = self;
        let wrong = |field, value| Err(bad(level.file, line, field, value));
        if !is_code(code, level.digits) {
            return wrong("code", code);
        }
        if name.is_empty() {
            return wrong("name", name);
        }
        if !is_date(from) {
            return wrong("valid_from", from);
        }
        if !to.is_empty() && (!is_date(to) || to <= from) {
            return wrong("valid_to", to);
        }
        let Some(kind) = level.kinds.iter().copied().find(|k| k.word() == kind) else {
            return wrong("kind", kind);
        };
        Ok(OrgUnit {
            code: code.to_owned(),
            valid_from: from.to_owned(),
            valid_to: end(to),
            name: name.to_owned(),
            kind,
            province: String::new(),
            province_name: String::new(),
            district: None,
        })
    }
}

/// The unit in its province.
pub(super) fn placed(unit: OrgUnit, province: &str, province_name: &str) -> OrgUnit {
    OrgUnit {
        province: province.to_owned(),
        province_name: province_name.to_owned(),
        ..unit
    }
}

pub(crate) fn end(to: &str) -> Option<String> {
    (!to.is_empty()).then(|| to.to_owned())
}
