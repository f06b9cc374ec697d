//! The province of the issuer.

use super::issuer::{self, Issuer};
use crate::flow::Para;
use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UnitQuery};
use tonghop_model::org_unit::OrgUnit;
use tonghop_model::reading::Header;
use tonghop_text::fold;

/// The province: as the header block or the request says it, as the catalogue knows the unit, as the
/// text names it most often, or as an address of the unit's site spells it.
pub(crate) fn find(
    issuer: &Option<Issuer>,
    header: &Header,
    paras: &[Para],
    date: Option<&str>,
    catalogue: &Catalogue,
) -> Option<String> {
    if let Some(found) = issuer.as_ref().and_then(|i| i.province.clone()) {
        return Some(found);
    }
    let units = catalogue.units();
    let asked = header.request.as_ref().and_then(|r| r.issuer.as_deref());
    let named = asked
        .and_then(|text| units.province_in(text, date))
        .map(|p| p.name.clone());
    if named.is_some() {
        return named;
    }
    // A report goes to a body of its own province; a ministry bears no province's name.
    let addressed = header
        .addressee
        .as_deref()
        .and_then(|text| units.province_in(text, date));
    if let Some(province) = addressed {
        return Some(province.name.clone());
    }
    let day = date.unwrap_or("2025-07-01");
    let counted = issuer::provinces(paras, |name| {
        let name = fold(name);
        units.provinces(day).any(|p| fold(&p.name) == name)
    });
    let candidates = issuer
        .as_ref()
        .map_or_else(Vec::new, |i| candidates(i, date, catalogue));
    let mut homes: Vec<&str> = candidates.iter().map(|u| u.province_name.as_str()).collect();
    homes.sort_unstable();
    homes.dedup();
    if let [home] = homes[..] {
        return Some(home.to_owned());
    }
    if let Some(unit) = crate::unit_match::choose(&candidates, paras) {
        return Some(unit.province_name.clone());
    }
    let at_home = |name: &str| homes.is_empty() || homes.iter().any(|h| fold(h) == fold(name));
    if let Some((name, _)) = counted.iter().find(|(name, _)| at_home(name)) {
        return Some(name.clone());
    }
    by_address(paras, date, catalogue).or_else(|| counted.into_iter().next().map(|c| c.0))
}

fn candidates<'a>(issuer: &Issuer, date: Option<&str>, catalogue: &'a Catalogue) -> Vec<&'a OrgUnit> {
    let (Some(level), Some(unit)) = (&issuer.level, &issuer.unit) else {
        return Vec::new();
    };
    let name = format!("{level} {unit}");
    match catalogue.units().lookup(&UnitQuery {
        name: &name,
        date,
        ..UnitQuery::default()
    }) {
        Lookup::Found(unit, _) => vec![unit],
        Lookup::Candidates(all) => all,
        Lookup::None => Vec::new(),
    }
}

/// "https://baxa.songxa.gov.vn" names a province without diacritics.
fn by_address(paras: &[Para], date: Option<&str>, catalogue: &Catalogue) -> Option<String> {
    let sites = paras.iter().flat_map(|p| p.text.split_whitespace()).filter_map(|w| {
        let host = w.split_once(".gov.vn")?.0;
        Some(host.rsplit(['.', '/', '@']).next().unwrap_or(host).to_lowercase())
    });
    let wanted: Vec<String> = sites.take(20).collect();
    if wanted.is_empty() {
        return None;
    }
    let tight = |name: &str| fold(name).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let date = date.unwrap_or("2025-07-01");
    wanted
        .iter()
        .find_map(|w| catalogue.units().provinces(date).find(|p| tight(&p.name) == *w))
        .map(|p| p.name.clone())
}
