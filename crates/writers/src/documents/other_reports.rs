//! What the annex of indicators says of reports on another programme or period than the one that counts for their unit.

use std::collections::BTreeMap;

use tonghop_messages::Messages;
use tonghop_model::consolidation::Consolidation;
use tonghop_model::message::Arg;
use tonghop_model::official::{Block, Inline};

use super::sources::{UNITS_NAMED, report};
use super::text::paragraph;

/// One line for each of these reports with the indicators that are not taken from it, and how many more there are.
pub fn note(words: &Messages, consolidation: &Consolidation) -> Vec<Block> {
    let mut left_out: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for indicator in &consolidation.indicators {
        for value in indicator.values.iter().filter(|v| v.other_report) {
            let codes = left_out.entry(value.report).or_default();
            // A report may state an indicator several times.
            if codes.last() != Some(&indicator.code.as_str()) {
                codes.push(&indicator.code);
            }
        }
    }
    if left_out.is_empty() {
        return Vec::new();
    }
    let opening = paragraph(words.text("official-consolidated-other-reports"));
    let named = left_out.iter().take(UNITS_NAMED);
    let named = named.filter_map(|(at, codes)| Some((consolidation.reports.get(*at)?, codes)));
    let line = |(head, codes): (_, &Vec<&str>)| {
        let args = [
            ("report", Arg::Text(report(words, head))),
            ("codes", Arg::Text(codes.join(", "))),
        ];
        words.word("official-consolidated-other-report", &args)
    };
    let mut lines: Vec<String> = named.map(line).collect();
    let more = left_out.len().saturating_sub(UNITS_NAMED);
    if more > 0 {
        let count = [("count", Arg::Count(more as u64))];
        lines.push(words.word("official-consolidated-other-reports-more", &count));
    }
    let items = lines.into_iter().map(|line| Block::Item(vec![Inline::text(line)]));
    std::iter::once(opening).chain(items).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::consolidation::{IndicatorRollUp, IndicatorValue};

    #[test]
    fn what_is_left_out_is_named_with_its_report_and_bounded() {
        let words = Messages::new(Lang::Vi);
        let names: Vec<String> = (0..=UNITS_NAMED).map(|n| format!("xã {n}")).collect();
        let mut set = sample::set(&names.iter().map(String::as_str).collect::<Vec<_>>());
        set.reports[0].number = Some("49/BC-UBND".into());
        set.reports[0].date = Some("2025-09-22".into());
        let stating = |code: &str, reports: &[usize], other_report| IndicatorRollUp {
            code: code.into(),
            values: reports
                .iter()
                .map(|&report| IndicatorValue {
                    report,
                    other_report,
                    ..IndicatorValue::default()
                })
                .collect(),
            ..IndicatorRollUp::default()
        };
        set.indicators = vec![stating("T01", &[0, 1], false)];
        assert!(note(&words, &set).is_empty());
        set.indicators.push(stating("T10", &[0, 0], true));
        set.indicators.push(stating("V02", &[0], true));
        let item = |text: &str| Block::Item(vec![Inline::text(text)]);
        assert_eq!(
            note(&words, &set)[1..],
            [item("xã 0 (49/BC-UBND, 22/9/2025): T10, V02.")]
        );
        set.indicators
            .push(stating("V06", &(0..=UNITS_NAMED).collect::<Vec<_>>(), true));
        let all = note(&words, &set);
        assert_eq!(all.len(), UNITS_NAMED + 2);
        assert_eq!(all[UNITS_NAMED + 1], item("Ngoài ra còn 1 báo cáo khác."));
    }
}
