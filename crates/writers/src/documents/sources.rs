//! Where the values of a document of a set come from: the whole set, or some of its units.

use tonghop_messages::Messages;
use tonghop_model::consolidation::Consolidation;
use tonghop_model::message::Arg;

use super::overview;

/// Units that the source of a value names.
pub const UNITS_NAMED: usize = 20;

/// "Tổng hợp từ 6 báo cáo: xã Đồi Lim; xã Suối Mận; …": without the names where they are many.
pub fn set_source(words: &Messages, consolidation: &Consolidation) -> String {
    let count = consolidation.reports.len();
    let count = ("count", Arg::Count(count as u64));
    match named_units(words, consolidation, 0..consolidation.reports.len()) {
        Some(units) => words.word("official-source-set-named", &[count, ("units", Arg::Text(units))]),
        None => words.word("official-source-set", &[count]),
    }
}

/// The units of these reports, each once; none where there is none, or where they are too many to be named.
pub fn named_units(
    words: &Messages,
    consolidation: &Consolidation,
    reports: impl IntoIterator<Item = usize>,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for head in reports.into_iter().filter_map(|r| consolidation.reports.get(r)) {
        let name = overview::unit(words, head);
        if names.contains(&name) {
            continue;
        }
        if names.len() == UNITS_NAMED {
            return None;
        }
        names.push(name);
    }
    (!names.is_empty()).then(|| names.join("; "))
}
