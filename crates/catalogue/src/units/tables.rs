//! The tables of units into units and successions.

use std::collections::HashMap;

use tonghop_model::org_unit::{OrgUnit, Succession, UnitKind};

use crate::files::{UNIT_FILES, UnitTables};
use crate::problem::Problem;
use crate::units::row::{Cells, Level, bad, each, out_of_order, placed, unknown};
use crate::validate::is_date;

/// First day of the two-tier system, on which every district and every older commune ended.
pub(crate) const REFORM: &str = "2025-07-01";

/// Parsed tables of units.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Provinces, districts, communes before the reform, communes.
    pub units: Vec<OrgUnit>,
    /// Where each of the four lists ends.
    pub ends: [usize; 4],
}

/// The units of the tables. Lines with a problem are left out.
pub(crate) fn units(tables: &UnitTables, problems: &mut Vec<Problem>) -> Rows {
    let [provinces, districts, before, communes, _] = tables.named();
    let mut rows = Rows {
        units: Vec::with_capacity(14_500),
        ends: [0; 4],
    };
    let names = read_provinces(provinces, &mut rows, problems);
    rows.ends[0] = rows.units.len();
    let districts = read_districts(districts, &names, &mut rows, problems);
    rows.ends[1] = rows.units.len();
    read_communes_before(before, &districts, &mut rows, problems);
    rows.ends[2] = rows.units.len();
    read_communes(communes, &names, &mut rows, problems);
    rows.ends[3] = rows.units.len();
    rows
}

/// Every problem of the first table that has one, with its line: what the tables behind it refer to is
/// missing then, and thousands of their lines would be reported for one mistake.
pub(crate) fn problems(tables: &UnitTables) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rows = units(tables, &mut problems);
    let mut by_code: HashMap<&str, Vec<&OrgUnit>> = HashMap::with_capacity(rows.units.len());
    for unit in &rows.units {
        by_code.entry(unit.code.as_str()).or_default().push(unit);
    }
    let known = |code: &str, day: &str, side: Side| {
        let change = |u: &&OrgUnit| match side {
            Side::Ends => u.valid_to.as_deref() == Some(day),
            Side::Begins => u.valid_from == day,
        };
        by_code.get(code).is_some_and(|units| units.iter().any(change))
    };
    successions(&tables.successions, known, &mut problems);
    let first = UNIT_FILES.iter().find(|file| problems.iter().any(|p| p.file == **file));
    problems.retain(|p| Some(&p.file.as_str()) == first);
    problems
}

/// Provinces at any time by code: valid from, valid to, name.
type Provinces = HashMap<String, Vec<(String, String, String)>>;

fn read_provinces(table: (&'static str, &str), rows: &mut Rows, problems: &mut Vec<Problem>) -> Provinces {
    let level = Level {
        file: table.0,
        digits: 2,
        kinds: &PROVINCE_KINDS,
    };
    let mut names = Provinces::new();
    let mut last = ("", "");
    each(table, problems, |line, [code, kind, name, from, to]| {
        let cells = Cells {
            code,
            kind,
            name,
            from,
            to,
        };
        let unit = cells.unit(level, line)?;
        // Sorted, and each state begins when the one before it has ended.
        let spans = names.entry(code.to_owned()).or_default();
        let overlaps = spans
            .last()
            .is_some_and(|(_, end, _)| end.is_empty() || from < end.as_str());
        if (code, from) <= last || overlaps {
            return Err(out_of_order(level.file, line, code));
        }
        last = (code, from);
        spans.push((from.to_owned(), to.to_owned(), name.to_owned()));
        rows.units.push(placed(unit, code, name));
        Ok(())
    });
    names
}

/// Name of the province with this code on a day.
fn province_on<'a>(names: &'a Provinces, code: &str, day: &str) -> Option<&'a str> {
    let spans = names.get(code)?;
    let on = |(from, to, _): &&(String, String, String)| from.as_str() <= day && (to.is_empty() || day < to.as_str());
    spans.iter().find(on).map(|(_, _, name)| name.as_str())
}

/// Districts by code: code and name of the province, kind and name of the district.
type Districts<'a> = HashMap<&'a str, (&'a str, String, String)>;

/// The day before the reform: any day of the first state.
pub(crate) const EVE: &str = "2025-06-30";

fn read_districts<'a>(
    table: (&'static str, &'a str),
    names: &Provinces,
    rows: &mut Rows,
    problems: &mut Vec<Problem>,
) -> Districts<'a> {
    let level = Level {
        file: table.0,
        digits: 3,
        kinds: &DISTRICT_KINDS,
    };
    let mut districts = Districts::new();
    let mut last = "";
    each(table, problems, |line, [code, kind, name, province]| {
        let unit = Cells::before_reform(code, kind, name).unit(level, line)?;
        let province_name =
            province_on(names, province, EVE).ok_or_else(|| unknown(level.file, line, "province", province))?;
        if code <= last {
            return Err(out_of_order(level.file, line, code));
        }
        last = code;
        districts.insert(
            code,
            (province, province_name.to_owned(), capitalised(unit.kind.word(), name)),
        );
        rows.units.push(placed(unit, province, province_name));
        Ok(())
    });
    districts
}

/// "Huyện Minh Long".
pub(crate) fn capitalised(kind: &str, name: &str) -> String {
    let mut out = String::with_capacity(kind.len() + name.len() + 1);
    let mut letters = kind.chars();
    if let Some(first) = letters.next() {
        out.extend(first.to_uppercase());
    }
    out.push_str(letters.as_str());
    out.push(' ');
    out.push_str(name);
    out
}

pub(crate) const PROVINCE_KINDS: [UnitKind; 2] = [UnitKind::Province, UnitKind::Municipality];

pub(crate) const DISTRICT_KINDS: [UnitKind; 4] = [
    UnitKind::District,
    UnitKind::UrbanDistrict,
    UnitKind::Town,
    UnitKind::City,
];

pub(crate) const COMMUNE_KINDS: [UnitKind; 4] = [
    UnitKind::Commune,
    UnitKind::Ward,
    UnitKind::Township,
    UnitKind::SpecialZone,
];

const fn communes_level(file: &'static str) -> Level {
    Level {
        file,
        digits: 5,
        kinds: &COMMUNE_KINDS,
    }
}

fn read_communes_before(
    table: (&'static str, &str),
    districts: &Districts<'_>,
    rows: &mut Rows,
    problems: &mut Vec<Problem>,
) {
    let level = communes_level(table.0);
    let mut last = "";
    each(table, problems, |line, [code, kind, name, district]| {
        let unit = Cells::before_reform(code, kind, name).unit(level, line)?;
        let (province, province_name, district) = districts
            .get(district)
            .ok_or_else(|| unknown(level.file, line, "district", district))?;
        if code <= last {
            return Err(out_of_order(level.file, line, code));
        }
        last = code;
        let district = Some(district.clone());
        rows.units.push(OrgUnit {
            district,
            ..placed(unit, province, province_name)
        });
        Ok(())
    });
}

fn read_communes(table: (&'static str, &str), names: &Provinces, rows: &mut Rows, problems: &mut Vec<Problem>) {
    let level = communes_level(table.0);
    let mut last = ("", "");
    each(table, problems, |line, [code, kind, name, province, from, to]| {
        let cells = Cells {
            code,
            kind,
            name,
            from,
            to,
        };
        let unit = cells.unit(level, line)?;
        let province_name =
            province_on(names, province, from).ok_or_else(|| unknown(level.file, line, "province", province))?;
        if (code, from) <= last {
            return Err(out_of_order(level.file, line, code));
        }
        last = (code, from);
        rows.units.push(placed(unit, province, province_name));
        Ok(())
    });
}

/// A predecessor of which only a part passed over carries this mark.
pub(crate) const PART: char = '~';

/// Which end of its time a unit is at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Side {
    Begins,
    Ends,
}

/// The successions of the table whose units are known to end and begin on the date.
pub(crate) fn successions(
    text: &str,
    known: impl Fn(&str, &str, Side) -> bool,
    problems: &mut Vec<Problem>,
) -> Vec<Succession> {
    let file = UNIT_FILES[4];
    let mut out = Vec::with_capacity(10_700);
    each((file, text), problems, |line, [date, to, predecessors]| {
        if !is_date(date) {
            return Err(bad(file, line, "date", date));
        }
        if !known(to, date, Side::Begins) {
            return Err(unknown(file, line, "unit", to));
        }
        for predecessor in predecessors.split(' ').filter(|p| !p.is_empty()) {
            let from = predecessor.trim_end_matches(PART);
            if !known(from, date, Side::Ends) {
                return Err(unknown(file, line, "unit", from));
            }
            let whole = from.len() == predecessor.len();
            out.push(Succession {
                from: from.to_owned(),
                to: to.to_owned(),
                date: date.to_owned(),
                whole,
            });
        }
        Ok(())
    });
    out
}
