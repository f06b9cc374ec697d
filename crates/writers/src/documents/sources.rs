//! Where the values of a document of a set come from: the whole set, or some of its units.

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, ReportHead};
use tonghop_model::message::Arg;

use super::office::{day, parse_day};
use super::overview;

/// Units that the source of a value names.
pub const UNITS_NAMED: usize = 20;

/// "Tổng hợp từ 6 báo cáo: xã Đồi Lim; xã Suối Mận; …": without the names where they are many.
pub fn set_source(words: &Messages, consolidation: &Consolidation) -> String {
    let count = consolidation.reports.len();
    let count = ("count", Arg::Count(count as u64));
    match named(consolidation, 0..consolidation.reports.len(), |head| {
        overview::unit(words, head)
    }) {
        Some(units) => words.word("official-source-set-named", &[count, ("units", Arg::Text(units))]),
        None => words.word("official-source-set", &[count]),
    }
}

/// These reports with their units; none where there is none, or where they are too many to be named.
pub fn named_reports(
    words: &Messages,
    consolidation: &Consolidation,
    reports: impl IntoIterator<Item = usize>,
) -> Option<String> {
    named(consolidation, reports, |head| report(words, head))
}

/// "xã Suối Ngàn (57/BC-UBND, 21/10/2025)"; the file where a report has no number.
pub fn report(words: &Messages, head: &ReportHead) -> String {
    let date = head.date.as_deref().and_then(parse_day).map(day).unwrap_or_default();
    let letter = head.number.as_deref().unwrap_or(&head.file);
    let letter = [letter, date.as_str()].into_iter().filter(|p| !p.is_empty());
    let letter = letter.collect::<Vec<_>>().join(", ");
    let unit = overview::unit(words, head);
    if letter.is_empty() || letter == unit {
        return unit;
    }
    let args = [("unit", Arg::Text(unit)), ("report", Arg::Text(letter))];
    words.word("official-source-report", &args)
}

/// What names these reports, each name once.
fn named(
    consolidation: &Consolidation,
    reports: impl IntoIterator<Item = usize>,
    name: impl Fn(&ReportHead) -> String,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for head in reports.into_iter().filter_map(|r| consolidation.reports.get(r)) {
        let name = name(head);
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
