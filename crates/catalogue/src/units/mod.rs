//! Administrative units in their three states: before 01/07/2025 (63 provinces, districts), from
//! 01/07/2025 (34 provinces, no districts) and from 30/04/2026 (Đồng Nai a municipality).
//!
//! A unit is (code, valid from); a code alone may name several units, and the codes of provinces,
//! districts and communes are independent lists (told apart by their length: 2, 3 and 5 digits).

mod lookup;
mod name;
mod provinces;
mod tables;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use tonghop_model::org_unit::{OrgUnit, Succession};

use crate::files::UnitTables;
use crate::problem::Problem;

pub use lookup::{Lookup, UnitQuery};

/// `valid_from` of units whose beginning the tables do not tell: they existed on the eve of 01/07/2025.
pub const UNKNOWN_START: &str = "1900-01-01";

/// All units of all states, ready for looking up.
#[derive(Debug, Default)]
pub struct Units {
    /// Provinces, then districts, then communes before 01/07/2025, then communes: each by code and beginning.
    all: Vec<OrgUnit>,
    /// Where each of the four lists ends.
    ends: [usize; 4],
    /// Hash of the name's search key and place in `all`, sorted.
    by_name: Vec<(u64, u32)>,
    /// Text of the table of successions, until somebody asks for them.
    succession_table: Cow<'static, str>,
    successions: OnceLock<Successions>,
}

/// How units passed into others.
#[derive(Debug, Default)]
struct Successions {
    /// By successor and date as in the table.
    rows: Vec<Succession>,
    /// Places in `rows` by the code of the predecessor.
    by_from: Vec<u32>,
    /// Places in `rows` by the code of the successor.
    by_to: Vec<u32>,
}

/// Problems of the tables.
pub(crate) fn problems(tables: &UnitTables) -> Vec<Problem> {
    tables::problems(tables)
}

impl Units {
    /// Units from the tables; lines with a problem are left out (see [`crate::Catalogue::problems`]).
    pub(crate) fn parse(tables: &UnitTables) -> Self {
        let rows = tables::units(tables, &mut Vec::new());
        let mut by_name: Vec<(u64, u32)> = rows
            .units
            .iter()
            .enumerate()
            .map(|(i, unit)| (name::key_hash(&unit.name), i as u32))
            .collect();
        by_name.sort_unstable();
        Self {
            all: rows.units,
            ends: rows.ends,
            by_name,
            succession_table: tables.successions.clone(),
            successions: OnceLock::new(),
        }
    }

    /// Every unit of every state.
    #[must_use]
    pub fn all(&self) -> &[OrgUnit] {
        &self.all
    }

    /// Every succession.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.succession_index().rows
    }

    fn succession_index(&self) -> &Successions {
        self.successions.get_or_init(|| {
            let rows = tables::successions(&self.succession_table, |_, _, _| true, &mut Vec::new());
            let mut by_from: Vec<u32> = (0..rows.len() as u32).collect();
            let mut by_to = by_from.clone();
            by_from.sort_by(|&a, &b| rows[a as usize].from.cmp(&rows[b as usize].from));
            by_to.sort_by(|&a, &b| rows[a as usize].to.cmp(&rows[b as usize].to));
            Successions { rows, by_from, by_to }
        })
    }

    /// The unit with this code on an ISO date, possibly partial ("2025-10"); at a partial date that
    /// saw a change the later unit.
    #[must_use]
    pub fn at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        self.versions(code).filter(|u| exists_at(u, date)).last()
    }

    /// All units that have had this code, oldest first.
    pub fn versions<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a OrgUnit> + use<'a> {
        let [provinces, districts, before, communes] = self.ends;
        let lists = match code.len() {
            2 => [0..provinces, 0..0],
            3 => [provinces..districts, 0..0],
            _ => [districts..before, before..communes],
        };
        lists.map(|list| self.with_code(list, code)).into_iter().flatten()
    }

    /// The units of a sorted list with a code.
    fn with_code(&self, list: Range<usize>, code: &str) -> &[OrgUnit] {
        let list = self.all.get(list).unwrap_or_default();
        let start = list.partition_point(|u| u.code.as_str() < code);
        let length = list[start..].iter().take_while(|u| u.code == code).count();
        &list[start..start + length]
    }

    /// The units whose name has this search key.
    fn with_key(&self, key: &str) -> Vec<&OrgUnit> {
        let hash = name::key_hash(key);
        let start = self.by_name.partition_point(|&(h, _)| h < hash);
        let same = self.by_name[start..].iter().take_while(|&&(h, _)| h == hash);
        same.filter_map(|&(_, i)| self.all.get(i as usize))
            .filter(|u| name::search_key(&u.name) == key)
            .collect()
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
        let index = self.succession_index();
        rows(index, &index.by_from, code, |s| &s.from)
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
        let index = self.succession_index();
        rows(index, &index.by_to, code, |s| &s.to)
            .filter(|s| s.date == start)
            .filter_map(|s| Some((self.ended_at(&s.from, start)?, s.whole)))
            .collect()
    }

    /// The unit with this code whose last day was the one before `date`; else the one that goes on over it.
    fn ended_at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        let before = |u: &&OrgUnit| u.valid_from.as_str() < date;
        self.versions(code).filter(before).last()
    }
}

/// The rows whose code, by which `order` is sorted, is this one.
fn rows<'a>(
    index: &'a Successions,
    order: &'a [u32],
    code: &'a str,
    of: fn(&Succession) -> &String,
) -> impl Iterator<Item = &'a Succession> {
    let row = |&i: &u32| index.rows.get(i as usize);
    let start = order.partition_point(|i| row(i).is_some_and(|s| of(s).as_str() < code));
    order[start..].iter().map_while(row).take_while(move |s| of(s) == code)
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
