//! Administrative units in their three states: before 01/07/2025 (63 provinces, districts), from
//! 01/07/2025 (34 provinces, no districts) and from 30/04/2026 (Đồng Nai a municipality).
//!
//! A unit is (code, valid from); a code alone may name several units, and the codes of provinces,
//! districts and communes are independent lists (told apart by their length: 2, 3 and 5 digits).

mod chains;
mod lookup;
mod name;
mod provinces;
mod row;
mod successions;
mod tables;

use std::ops::Range;
use std::sync::OnceLock;

use tonghop_model::org_unit::{OrgUnit, UnitKind};

use crate::files::UnitTables;
use crate::problem::Problem;
use crate::units::chains::Chains;
use crate::units::successions::Successions;
use crate::units::tables::{COMMUNE_KINDS, DISTRICT_KINDS, EVE, PROVINCE_KINDS, REFORM};

pub use lookup::{Lookup, UnitQuery};

/// `valid_from` of units whose beginning the tables do not tell: they existed on the eve of 01/07/2025.
pub const UNKNOWN_START: &str = "1900-01-01";

/// All units of all states, ready for looking up.
///
/// A report names two or three of fourteen thousand units: the tables stay text, an index tells the lines of a
/// name or a code, and a unit is made from its line when somebody asks for it.
#[derive(Debug, Default)]
pub struct Units {
    tables: UnitTables,
    /// Where the line of each unit starts in its table: provinces, then districts, then communes before 01/07/2025,
    /// then communes, each by code and beginning.
    lines: Vec<u32>,
    /// Where each of the four lists ends in `lines`.
    ends: [usize; 4],
    /// Places in `lines` by the search key of the name.
    by_name: Chains,
    /// Units that somebody asked for, parallel to `lines`.
    units: Vec<OnceLock<Option<Box<OrgUnit>>>>,
    successions: OnceLock<Successions>,
}

/// The four lists, as they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Provinces,
    Districts,
    CommunesBefore,
    Communes,
}

impl List {
    const ALL: [Self; 4] = [Self::Provinces, Self::Districts, Self::CommunesBefore, Self::Communes];
}

/// Problems of the tables.
pub(crate) fn problems(tables: &UnitTables) -> Vec<Problem> {
    tables::problems(tables)
}

impl Units {
    /// Units from tables without problems (see [`crate::Catalogue::problems`]).
    pub(crate) fn parse(tables: &UnitTables) -> Self {
        let mut units = Self {
            tables: tables.clone(),
            ..Self::default()
        };
        let mut hashes = Vec::with_capacity(14_600);
        units.lines.reserve(14_600);
        for (list, (_, text)) in tables.named().into_iter().enumerate().take(List::ALL.len()) {
            for (at, line) in table_lines(text) {
                let name = line.split('\t').nth(2).unwrap_or_default();
                units.lines.push(at);
                hashes.push(name::key_hash(name));
            }
            units.ends[list] = units.lines.len();
        }
        units.by_name = Chains::new(&hashes);
        units.units.resize_with(units.lines.len(), OnceLock::new);
        units
    }

    /// Every unit of every state.
    pub fn all(&self) -> impl Iterator<Item = &OrgUnit> {
        self.units_in(0..self.lines.len())
    }

    fn successions(&self) -> &Successions {
        self.successions
            .get_or_init(|| Successions::parse(self.tables.successions.clone()))
    }

    /// The unit with this code on an ISO date, possibly partial ("2025-10"); at a partial date that
    /// saw a change the later unit.
    #[must_use]
    pub fn at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        self.versions(code).filter(|u| exists_at(u, date)).last()
    }

    /// All units that have had this code, oldest first.
    pub fn versions<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a OrgUnit> + use<'a> {
        let lists: [&[List]; 2] = match code.len() {
            2 => [&[List::Provinces], &[]],
            3 => [&[List::Districts], &[]],
            _ => [&[List::CommunesBefore], &[List::Communes]],
        };
        let ranges = lists.map(|list| list.first().map_or(0..0, |&l| self.with_code(l, code)));
        ranges.into_iter().flatten().filter_map(|place| self.unit(place))
    }

    /// Places of the units of a list with a code.
    fn with_code(&self, list: List, code: &str) -> Range<usize> {
        let range = self.range(list);
        let text = self.text(list);
        let lines = self.lines.get(range.clone()).unwrap_or_default();
        let start = lines.partition_point(|&at| code_at(text, at) < code);
        let length = lines[start..]
            .iter()
            .take_while(|&&at| code_at(text, at) == code)
            .count();
        range.start + start..range.start + start + length
    }

    fn range(&self, list: List) -> Range<usize> {
        let before = (list as usize).checked_sub(1).map_or(0, |i| self.ends[i]);
        before..self.ends[list as usize]
    }

    fn text(&self, list: List) -> &str {
        self.tables.named()[list as usize].1
    }

    fn units_in(&self, places: Range<usize>) -> impl Iterator<Item = &OrgUnit> {
        places.filter_map(|place| self.unit(place))
    }

    /// The unit whose line has this place; made at the first call.
    fn unit(&self, place: usize) -> Option<&OrgUnit> {
        let unit = self.units.get(place)?;
        unit.get_or_init(|| self.make(place).map(Box::new)).as_deref()
    }

    /// The list and the cells of a line.
    fn cells(&self, place: usize) -> Option<(List, [&str; 6])> {
        let list = List::ALL[self.ends.partition_point(|&end| end <= place).min(3)];
        let from = *self.lines.get(place)? as usize;
        let line = self.text(list).get(from..)?.lines().next()?;
        let mut cells = [""; 6];
        for (slot, cell) in cells.iter_mut().zip(line.split('\t')) {
            *slot = cell.trim();
        }
        Some((list, cells))
    }

    fn make(&self, place: usize) -> Option<OrgUnit> {
        let (list, [code, kind, name, upper, from, to]) = self.cells(place)?;
        let kind = |kinds: &[UnitKind]| kinds.iter().copied().find(|k| k.word() == kind);
        let unit = OrgUnit {
            code: code.to_owned(),
            valid_from: UNKNOWN_START.to_owned(),
            valid_to: Some(REFORM.to_owned()),
            name: name.to_owned(),
            kind: kind(match list {
                List::Provinces => &PROVINCE_KINDS,
                List::Districts => &DISTRICT_KINDS,
                List::CommunesBefore | List::Communes => &COMMUNE_KINDS,
            })?,
            province: upper.to_owned(),
            province_name: String::new(),
            district: None,
        };
        Some(match list {
            // The fourth and fifth cell of a province are its beginning and end.
            List::Provinces => OrgUnit {
                valid_from: upper.to_owned(),
                valid_to: row::end(from),
                province: code.to_owned(),
                province_name: name.to_owned(),
                ..unit
            },
            List::Districts => OrgUnit {
                province_name: self.province_on(upper, EVE)?.to_owned(),
                ..unit
            },
            List::CommunesBefore => {
                let district = self.with_code(List::Districts, upper).next()?;
                let (_, [_, kind, name, province, ..]) = self.cells(district)?;
                OrgUnit {
                    province: province.to_owned(),
                    province_name: self.province_on(province, EVE)?.to_owned(),
                    district: Some(tables::capitalised(kind, name)),
                    ..unit
                }
            }
            List::Communes => OrgUnit {
                valid_from: from.to_owned(),
                valid_to: row::end(to),
                province_name: self.province_on(upper, from)?.to_owned(),
                ..unit
            },
        })
    }

    /// Name of the province with this code on a day.
    fn province_on(&self, code: &str, day: &str) -> Option<&str> {
        self.with_code(List::Provinces, code).find_map(|place| {
            let (_, [_, _, name, from, to, _]) = self.cells(place)?;
            (from <= day && (to.is_empty() || day < to)).then_some(name)
        })
    }

    /// The units whose name has this search key, by place.
    fn with_key(&self, key: &str) -> Vec<&OrgUnit> {
        self.by_name
            .with_hash(name::key_hash(key))
            .filter(|&place| {
                self.cells(place)
                    .is_some_and(|(_, cells)| name::search_key(cells[2]) == key)
            })
            .filter_map(|place| self.unit(place))
            .collect()
    }

    /// The provinces and municipalities on an ISO date, by code.
    pub fn provinces(&self, date: &str) -> impl Iterator<Item = &OrgUnit> {
        self.units_in(self.range(List::Provinces))
            .filter(move |u| exists_at(u, date))
    }

    /// The communes, wards, townships and special zones of a province (two-digit code) on an ISO date.
    pub fn communes(&self, province: &str, date: &str) -> impl Iterator<Item = &OrgUnit> {
        let in_province = move |u: &&OrgUnit| u.province == province && u.kind.is_commune();
        self.all().filter(in_province).filter(move |u| exists_at(u, date))
    }

    /// Into which units the unit with this code, as it was on `date`, passed over when it ended; with
    /// `true` where it did so whole. Empty where it still exists.
    #[must_use]
    pub fn successors(&self, code: &str, date: &str) -> Vec<(&OrgUnit, bool)> {
        let Some(end) = self.at(code, date).and_then(|u| u.valid_to.as_deref()) else {
            return Vec::new();
        };
        self.successions()
            .of_predecessor(code)
            .filter(|s| s.date == end)
            .filter_map(|s| Some((self.at(s.to, end)?, s.whole)))
            .collect()
    }

    /// From which units the unit with this code, as it was on `date`, came; with `true` where the
    /// whole predecessor passed over. Empty where its beginning is not known.
    #[must_use]
    pub fn predecessors(&self, code: &str, date: &str) -> Vec<(&OrgUnit, bool)> {
        let Some(start) = self.at(code, date).map(|u| u.valid_from.as_str()) else {
            return Vec::new();
        };
        self.successions()
            .of_successor(code)
            .filter(|s| s.date == start)
            .filter_map(|s| Some((self.ended_at(s.from, start)?, s.whole)))
            .collect()
    }

    /// The unit with this code whose last day was the one before `date`; else the one that goes on over it.
    fn ended_at(&self, code: &str, date: &str) -> Option<&OrgUnit> {
        let before = |u: &&OrgUnit| u.valid_from.as_str() < date;
        self.versions(code).filter(before).last()
    }
}

/// The lines of a table below its heading, with the byte at which each starts.
fn table_lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            (start as u32, line.trim_end_matches(['\n', '\r']))
        })
        .skip(1)
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The first cell of the line that starts at a byte.
fn code_at(text: &str, at: u32) -> &str {
    let line = text.get(at as usize..).unwrap_or_default();
    line.split('\t').next().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_made_one_by_one_are_those_of_the_tables() {
        let tables = UnitTables::embedded();
        let mut problems = Vec::new();
        let rows = tables::units(&tables, &mut problems);
        assert!(problems.is_empty());
        let units = Units::parse(&tables);
        assert_eq!(units.ends, rows.ends);
        assert!(units.all().eq(rows.units.iter()));
    }

    #[test]
    fn successions_looked_up_one_by_one_are_those_of_the_table() {
        let tables = UnitTables::embedded();
        let all = tables::successions(&tables.successions, |_, _, _| true, &mut Vec::new());
        let index = Successions::parse(tables.successions.clone());
        for row in &all {
            let same = |s: &successions::Step<'_>| {
                s.from == row.from && s.to == row.to && s.date == row.date && s.whole == row.whole
            };
            assert_eq!(index.of_predecessor(&row.from).filter(same).count(), 1);
            assert_eq!(index.of_successor(&row.to).filter(same).count(), 1);
        }
        assert_eq!(all.len(), index.len());
    }
}
