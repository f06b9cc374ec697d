//! Administrative units in their three states: before 01/07/2025 (63 provinces, districts), from
//! 01/07/2025 (34 provinces, no districts) and from 30/04/2026 (Đồng Nai a municipality).
//!
//! A unit is (code, valid from); a code alone may name several units, and the codes of provinces,
//! districts and communes are independent lists (told apart by their length: 2, 3 and 5 digits).

mod lookup;
mod name;
mod provinces;
mod tables;

use std::collections::HashMap;

use tonghop_model::org_unit::{OrgUnit, Succession};

use crate::files::UnitTables;
use crate::problem::Problem;

pub use lookup::{Lookup, UnitQuery};

/// `valid_from` of units whose beginning the tables do not tell: they existed on the eve of 01/07/2025.
pub const UNKNOWN_START: &str = "1900-01-01";

/// All units of all states, ready for looking up.
#[derive(Debug, Default)]
pub struct Units {
    /// All units: provinces, districts, communes; each list by code and beginning.
    all: Vec<OrgUnit>,
    /// How units passed into others.
    successions: Vec<Succession>,
    /// Search key of the name → units.
    by_key: HashMap<String, Vec<u32>>,
    /// Code → units.
    by_code: HashMap<String, Vec<u32>>,
    /// Code of the predecessor → successions.
    from: HashMap<String, Vec<u32>>,
    /// Code of the successor → successions.
    to: HashMap<String, Vec<u32>>,
}

/// Problems of the tables.
pub(crate) fn problems(tables: &UnitTables) -> Vec<Problem> {
    tables::parse(tables).1
}

impl Units {
    /// Units from the tables; lines with a problem are left out (see [`crate::Catalogue::problems`]).
    pub(crate) fn parse(tables: &UnitTables) -> Self {
        let (rows, _) = tables::parse(tables);
        let mut units = Self {
            all: rows.units,
            successions: rows.successions,
            ..Self::default()
        };
        units.by_key.reserve(units.all.len());
        units.by_code.reserve(units.all.len());
        let mut key = String::new();
        for (i, unit) in units.all.iter().enumerate() {
            let i = i as u32;
            name::search_key_into(&unit.name, &mut key);
            push(&mut units.by_key, &key, i);
            push(&mut units.by_code, &unit.code, i);
        }
        for (i, succession) in units.successions.iter().enumerate() {
            push(&mut units.from, &succession.from, i as u32);
            push(&mut units.to, &succession.to, i as u32);
        }
        units
    }

    /// Every unit of every state.
    #[must_use]
    pub fn all(&self) -> &[OrgUnit] {
        &self.all
    }

    /// Every succession.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The unit with this code on an ISO date, possibly partial ("2025-10"); at a partial date that
    /// saw a change the later unit.
    #[must_use]
    pub fn at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        self.versions(code).filter(|u| exists_at(u, date)).last()
    }

    /// All units that have had this code, oldest first.
    pub fn versions(&self, code: &str) -> impl Iterator<Item = &OrgUnit> {
        let ids = self.by_code.get(code).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|&i| self.all.get(i as usize))
    }

    /// The provinces and municipalities on an ISO date, by code.
    pub fn provinces(&self, date: &str) -> impl Iterator<Item = &OrgUnit> {
        self.all
            .iter()
            .take_while(|u| u.kind.is_province())
            .filter(move |u| exists_at(u, date))
    }

    /// The communes, wards, townships and special zones of a province (two-digit code) on an ISO date.
    pub fn communes(&self, province: &str, date: &str) -> impl Iterator<Item = &OrgUnit> {
        let in_province = move |u: &&OrgUnit| u.province == province && u.kind.is_commune();
        self.all.iter().filter(in_province).filter(move |u| exists_at(u, date))
    }

    /// Into which units the unit with this code, as it was on `date`, passed over when it ended; with
    /// `true` where it did so whole. Empty where it still exists.
    #[must_use]
    pub fn successors(&self, code: &str, date: &str) -> Vec<(&OrgUnit, bool)> {
        let Some(end) = self.at(code, date).and_then(|u| u.valid_to.as_deref()) else {
            return Vec::new();
        };
        self.rows(&self.from, code)
            .filter(|s| s.date == end)
            .filter_map(|s| Some((self.at(&s.to, end)?, s.whole)))
            .collect()
    }

    /// From which units the unit with this code, as it was on `date`, came; with `true` where the
    /// whole predecessor passed over. Empty where its beginning is not known.
    #[must_use]
    pub fn predecessors(&self, code: &str, date: &str) -> Vec<(&OrgUnit, bool)> {
        let Some(start) = self.at(code, date).map(|u| u.valid_from.as_str()) else {
            return Vec::new();
        };
        self.rows(&self.to, code)
            .filter(|s| s.date == start)
            .filter_map(|s| Some((self.ended_at(&s.from, start)?, s.whole)))
            .collect()
    }

    fn rows<'a>(&'a self, index: &'a HashMap<String, Vec<u32>>, code: &str) -> impl Iterator<Item = &'a Succession> {
        let ids = index.get(code).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|&i| self.successions.get(i as usize))
    }

    /// The unit with this code whose last day was the one before `date`; else the one that goes on over it.
    fn ended_at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        let before = |u: &&OrgUnit| u.valid_from.as_str() < date;
        self.versions(code).filter(before).last()
    }
}

fn push(index: &mut HashMap<String, Vec<u32>>, key: &str, i: u32) {
    match index.get_mut(key) {
        Some(list) => list.push(i),
        None => {
            index.insert(key.to_owned(), vec![i]);
        }
    }
}

/// True where the unit existed at some time of an ISO date, which may be partial ("2025", "2025-10").
fn exists_at(unit: &OrgUnit, date: &str) -> bool {
    // A partial date stands for its whole span: "2025-10" reaches from "2025-10" to "2025-10~" in the order of text.
    let starts = unit.valid_from.as_str() <= date || unit.valid_from.starts_with(date);
    let lasts = unit
        .valid_to
        .as_deref()
        .is_none_or(|end| date < end && !(end.starts_with(date) && is_first_day(end, date)));
    starts && lasts
}

/// True where `end` is the first day of the partial date, so that the unit ended before it.
fn is_first_day(end: &str, date: &str) -> bool {
    end.get(date.len()..)
        .is_some_and(|rest| matches!(rest, "" | "-01" | "-01-01"))
}
