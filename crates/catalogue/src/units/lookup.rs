//! Which unit a written name means.

use tonghop_model::org_unit::{OrgUnit, UnitKind};
use tonghop_text::nfc;

use crate::units::name::{self, Written};
use crate::units::{Units, exists_at};

/// A written name and what is known besides.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnitQuery<'a> {
    /// The name as written: "Minh Long", "xã Minh Long", "UBND xã Minh Long, tỉnh Quảng Ngãi".
    pub name: &'a str,
    /// Its kind, where it is known apart from the name.
    pub kind: Option<UnitKind>,
    /// Name of the province, with or without its kind, as it is or as it was before 01/07/2025.
    pub province: Option<&'a str>,
    /// Name of the district, with or without its kind, before 01/07/2025.
    pub district: Option<&'a str>,
    /// ISO date on which the unit exists, possibly partial ("2025-10", "2025").
    pub date: Option<&'a str>,
}

/// What a look-up found.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup<'a> {
    /// One unit, and how sure that is, in 0..1.
    Found(&'a OrgUnit, f64),
    /// Several units, the likeliest first.
    Candidates(Vec<&'a OrgUnit>),
    /// No unit has such a name.
    None,
}

/// A longer text is no name of a unit, whatever stands in it.
const MAX_NAME_BYTES: usize = 600;

/// More candidates than these are not told apart by a person either ("Phường 1").
const MAX_CANDIDATES: usize = 200;

/// How far a unit fits what the query says; each in the order of importance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    date: bool,
    province: bool,
    kind: bool,
    district: bool,
    spelling: bool,
}

/// The query after its name has been taken apart.
struct Wanted<'a> {
    name: &'a str,
    spelling: String,
    kinds: Vec<UnitKind>,
    province: Option<&'a str>,
    province_keys: Vec<String>,
    district_key: Option<String>,
    date: Option<&'a str>,
}

impl Units {
    /// The unit that a written name means.
    ///
    /// Tolerant of case, tone placement (Hòa/Hoà), missing diacritics and a missing or wrong kind.
    /// One unit is found only where it alone fits best and nothing in the query speaks against it
    /// but the kind; else the candidates are returned.
    #[must_use]
    pub fn lookup(&self, query: &UnitQuery<'_>) -> Lookup<'_> {
        if query.name.len() > MAX_NAME_BYTES {
            return Lookup::None;
        }
        let text = nfc(query.name);
        let written = Written::parse(&text);
        let found = self.lookup_written(query, &written);
        if found == Lookup::None && written.kinds.is_some() {
            // "Quan Son" typed without diacritics: the word for a kind was part of the name.
            let whole = Written {
                name: text.trim(),
                ..Written::default()
            };
            return self.lookup_written(query, &whole);
        }
        found
    }

    fn lookup_written(&self, query: &UnitQuery<'_>, written: &Written<'_>) -> Lookup<'_> {
        let wanted = self.wanted(query, written);
        let key = name::search_key(wanted.name);
        let mut rated: Vec<(Fit, &OrgUnit)> = self
            .with_key(&key)
            .into_iter()
            .map(|unit| (wanted.fit(unit), unit))
            .collect();
        rated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.valid_from.cmp(&a.1.valid_from)));
        let Some(&(best, unit)) = rated.first() else {
            return Lookup::None;
        };
        let rivals = rated.iter().take_while(|(fit, _)| *fit == best).count();
        let settled = best.date && best.province && best.district && (best.kind || same_level(unit, &wanted.kinds));
        if settled && rivals == 1 {
            return Lookup::Found(unit, wanted.confidence(best, &rated));
        }
        let fits = |fit: &Fit| fit.date == best.date && fit.province == best.province && fit.kind == best.kind;
        let candidates = rated
            .iter()
            .filter(|(fit, _)| fits(fit))
            .map(|&(_, u)| u)
            .take(MAX_CANDIDATES)
            .collect();
        Lookup::Candidates(candidates)
    }

    fn wanted<'a>(&self, query: &UnitQuery<'a>, written: &Written<'a>) -> Wanted<'a> {
        let kinds = match (query.kind, written.kinds) {
            (Some(kind), _) => vec![kind],
            (None, Some(kinds)) => kinds.to_vec(),
            (None, None) => Vec::new(),
        };
        let bare = |text: &'a str| name::strip_kind(text).map_or(text, |(name, _)| name);
        let province = query
            .province
            .or(written.province)
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(bare);
        let district = query
            .district
            .or(written.district)
            .map(str::trim)
            .filter(|d| !d.is_empty())
            .map(bare);
        Wanted {
            name: written.name,
            spelling: name::spelling(written.name),
            kinds,
            province,
            province_keys: province.map(|p| self.province_keys(p)).unwrap_or_default(),
            district_key: district.map(name::search_key),
            date: query.date.filter(|d| !d.is_empty()),
        }
    }

    /// Search keys of a province's name and, where one of that name has ended, of those into which it passed over.
    fn province_keys(&self, province: &str) -> Vec<String> {
        let key = name::search_key(province);
        let ended: Vec<&OrgUnit> = self
            .with_key(&key)
            .into_iter()
            .filter(|u| u.kind.is_province() && u.valid_to.is_some())
            .collect();
        let mut keys = vec![key.clone()];
        for unit in ended {
            for (next, _) in self.successors(&unit.code, &unit.valid_from) {
                let key = name::search_key(&next.name);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }
}

impl Wanted<'_> {
    fn fit(&self, unit: &OrgUnit) -> Fit {
        let district = unit
            .district
            .as_deref()
            .map(|d| name::strip_kind(d).map_or(d, |(name, _)| name));
        Fit {
            date: self.date.is_none_or(|date| exists_at(unit, date)),
            province: self.province.is_none() || self.province_keys.contains(&name::search_key(&unit.province_name)),
            kind: self.kinds.is_empty() || self.kinds.contains(&unit.kind),
            // Units without a district do not contradict one: reports go on naming it.
            district: match (&self.district_key, district) {
                (Some(key), Some(district)) => *key == name::search_key(district),
                _ => true,
            },
            spelling: name::spelling(&unit.name) == self.spelling,
        }
    }

    /// How sure a single best unit is: less for everything that was not said or does not match to the letter.
    fn confidence(&self, best: Fit, rated: &[(Fit, &OrgUnit)]) -> f64 {
        let mut confidence = 1.0;
        if !best.spelling {
            confidence -= if name::is_plain(self.name) { 0.05 } else { 0.15 };
        }
        if !best.kind {
            confidence -= 0.25;
        } else if self.kinds.is_empty() {
            confidence -= 0.1;
        }
        // What was not said matters only where other units bear the name.
        let namesakes = rated.len() > 1;
        if self.date.is_none() {
            confidence -= if namesakes { 0.1 } else { 0.02 };
        }
        if self.province.is_none() && self.district_key.is_none() {
            confidence -= if namesakes { 0.1 } else { 0.02 };
        }
        confidence
    }
}

/// True where the unit stands on the level of one of the kinds: "xã" for a ward is a slip, "huyện" is not.
fn same_level(unit: &OrgUnit, kinds: &[UnitKind]) -> bool {
    let level = |k: UnitKind| (k.is_province(), k.is_district());
    kinds.iter().any(|&k| level(k) == level(unit.kind))
}
