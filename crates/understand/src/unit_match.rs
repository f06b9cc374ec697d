//! The org unit that issued the document.

use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UnitQuery};
use tonghop_model::org_unit::OrgUnit;
use tonghop_model::reading::{Header, UnitMatch};
use tonghop_text::fold;

/// Confidence where the document has to decide between several units of one name.
const CHOSEN: f64 = 0.6;
/// Confidence where an undated document is taken for one of the unit as it is now.
const LATEST: f64 = 0.4;
/// Least lead in mentions of a unit's district over the next candidate.
const LEAD: usize = 2;

/// The unit of the catalogue that the header names, at the document's date.
///
/// Without a date of its own a document is as old as the request that it answers, or as the latest
/// year that its title or period names. `None` where no unit fits or several fit alike.
#[must_use]
pub fn find(header: &Header, paras: &[Para], catalogue: &Catalogue) -> Option<UnitMatch> {
    let name = header.issuer.as_deref()?;
    let date = date(header);
    let query = UnitQuery {
        name,
        province: header.province.as_deref(),
        date: date.as_deref(),
        ..UnitQuery::default()
    };
    let (unit, confidence) = match catalogue.units().lookup(&query) {
        Lookup::Found(unit, confidence) => (unit, confidence),
        Lookup::None => return None,
        Lookup::Candidates(all) => match (choose(&all, paras), latest(&all)) {
            (Some(unit), _) => (unit, CHOSEN),
            (None, Some(unit)) if date.is_none() => (unit, LATEST),
            _ => return None,
        },
    };
    Some(UnitMatch {
        code: unit.code.clone(),
        valid_from: unit.valid_from.clone(),
        name: unit.full_name(),
        confidence,
    })
}

/// The one of several units of one name whose former district the text names.
pub(crate) fn choose<'a>(candidates: &[&'a OrgUnit], paras: &[Para]) -> Option<&'a OrgUnit> {
    let text: Vec<String> = paras.iter().take(400).map(|p| fold(&p.text)).collect();
    let score = |unit: &OrgUnit| {
        let Some(district) = unit.district.as_deref().map(fold) else {
            return 0;
        };
        text.iter().map(|t| t.matches(&district).count()).sum::<usize>()
    };
    let mut scored: Vec<(usize, &OrgUnit)> = candidates.iter().take(200).map(|u| (score(u), *u)).collect();
    scored.sort_by_key(|s| std::cmp::Reverse(s.0));
    let (best, unit) = scored.first()?;
    let next = scored.get(1).map_or(0, |s| s.0);
    (*best >= next + LEAD).then_some(*unit)
}

/// The unit that still exists, where all candidates lie in one province and one of them does.
fn latest<'a>(candidates: &[&'a OrgUnit]) -> Option<&'a OrgUnit> {
    let first = candidates.first()?;
    let one_province = candidates
        .iter()
        .all(|u| fold(&u.province_name) == fold(&first.province_name));
    let mut living = candidates.iter().filter(|u| u.valid_to.is_none());
    let unit = living.next().filter(|_| living.next().is_none())?;
    one_province.then_some(*unit)
}

/// The date of the document, else of the request, else the year of the period or title.
fn date(header: &Header) -> Option<String> {
    let request = header.request.as_ref().and_then(|r| r.date.clone());
    let year = || {
        let period = header.period.as_ref().map(|p| p.label.as_str());
        period.into_iter().chain(header.title.as_deref()).find_map(first_year)
    };
    header.date.clone().or(request).or_else(year)
}

fn first_year(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|d| d.len() == 4 && d.starts_with("20"))
        .map(Into::into)
}
