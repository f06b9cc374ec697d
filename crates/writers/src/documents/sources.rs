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

/// The reports of a set for the list that goes with its document, where sources name some of them by number; else nothing.
pub fn list(words: &Messages, consolidation: &Consolidation) -> Vec<String> {
    let reports = &consolidation.reports;
    if reports.len() <= UNITS_NAMED {
        return Vec::new();
    }
    reports.iter().map(|head| report(words, head)).collect()
}

/// These reports with their units, by their numbers in [`list`] where they are many; none where there is none.
pub fn named_reports(
    words: &Messages,
    consolidation: &Consolidation,
    reports: impl IntoIterator<Item = usize>,
) -> Option<String> {
    let mut reports: Vec<usize> = reports.into_iter().collect();
    reports.sort_unstable();
    reports.dedup();
    let named = named(consolidation, reports.iter().copied(), |head| report(words, head));
    named.or_else(|| (!reports.is_empty()).then(|| numbered(words, &reports)))
}

/// "40 báo cáo, số 1–3, 7, 9–12 trong danh mục báo cáo kèm tệp": by their places in [`list`].
fn numbered(words: &Messages, reports: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in reports.iter().map(|at| at + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let runs = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    let numbers = runs.collect::<Vec<_>>().join(", ");
    let count = ("count", Arg::Count(reports.len() as u64));
    words.word("official-source-numbered", &[count, ("numbers", Arg::Text(numbers))])
}

/// "xã Suối Ngàn (57/BC-UBND, 21/10/2025)"; the file where a report has no number.
pub fn report(words: &Messages, head: &ReportHead) -> String {
    let date = head.date.as_deref().and_then(parse_day).map(day).unwrap_or_default();
    let unit = overview::unit(words, head);
    // Answers of a form have no file: they are called like their unit.
    let file = Some(head.file.as_str()).filter(|file| *file != unit);
    let letter = head.number.as_deref().or(file).unwrap_or_default();
    let letter = [letter, date.as_str()].into_iter().filter(|p| !p.is_empty());
    let letter = letter.collect::<Vec<_>>().join(", ");
    if letter.is_empty() {
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

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn many_reports_are_named_by_their_places_in_the_list() {
        let words = Messages::new(Lang::Vi);
        let names: Vec<String> = (0..40).map(|n| format!("xã {n}")).collect();
        let set = sample::set(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let some = (0..40).filter(|n| n % 10 != 3);
        let source = named_reports(&words, &set, some).unwrap_or_default();
        assert!(
            source.contains("36 báo cáo") && source.contains("1–3, 5–13, 15–23, 25–33, 35–40"),
            "{source}"
        );
        assert_eq!(list(&words, &set)[3], report(&words, &set.reports[3]));
        let few = sample::set(&["xã A", "xã B"]);
        assert!(list(&words, &few).is_empty());
        assert_eq!(named_reports(&words, &few, [1]), Some(report(&words, &few.reports[1])));
        assert_eq!(named_reports(&words, &few, []), None);
    }
}
