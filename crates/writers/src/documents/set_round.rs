//! What a document of a set says of its round: period, day of the data, how many reports came and how they stand with the reviewers.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{DocumentDate, Inline};

use super::consolidated::ConsolidatedReport;
use super::distribution::listed;
use super::office::day;
use super::sources::{UNITS_NAMED, set_source};
use super::text::{sentence, value};

/// Periods that are named one by one.
const PERIODS_NAMED: usize = 6;

/// The round of a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetRound {
    /// What is reported on, as it is to be printed; blank for the programme of the reports.
    pub subject: String,
    /// Periods that the reports declare, with the number of reports, where they are several: their figures are in one sum.
    pub periods: Vec<(String, usize)>,
    /// The period as people write it: "tháng 11 năm 2026"; blank where it is not known.
    pub period: String,
    /// Day of the data.
    pub cut_off: Option<DocumentDate>,
    /// Units that owe a report, and the reports that came, whether their answers stand in the set or not.
    pub owed: Option<(usize, usize)>,
    /// Units among those that came which only said that there was nothing to report: nothing of theirs stands in the set.
    pub nothing: Vec<String>,
    /// How the reports of the set stand with the reviewers: then the figures of the indicators are those of accepted reports and
    /// of registers alone, everything else is of all reports. None where nobody reviews.
    pub standing: Option<Standing>,
}

/// Reports of a round by how far their review is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Accepted, published ones among them.
    pub accepted: usize,
    /// Sent, not decided yet.
    pub waiting: usize,
    /// Sent back for correction.
    pub returned: usize,
}

/// What the document is about, with the period where it is known, and from how many units it is where reports are missing:
/// nobody takes it for the whole.
pub fn subject(words: &Messages, report: &ConsolidatedReport<'_>) -> String {
    let missing = report.round.owed.filter(|(owed, received)| received < owed);
    let key = match (report.round.period.is_empty(), missing) {
        (true, None) => return report.subject.to_owned(),
        (false, None) => "official-set-subject-period",
        (true, Some(_)) => "official-set-subject-partial",
        (false, Some(_)) => "official-set-subject-period-partial",
    };
    let (owed, received) = missing.unwrap_or_default();
    let args = [
        ("subject", Arg::Text(report.subject.to_owned())),
        ("period", Arg::Text(report.round.period.clone())),
        ("owed", Arg::Text(words.number(owed))),
        ("received", Arg::Text(words.number(received))),
    ];
    words.word(key, &args)
}

/// How many units owe a report and as of which day: blank where neither is known.
pub fn round_sentences(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Inline> {
    let source = words.text("official-source-round");
    let mut said = Vec::new();
    if let Some(date) = report.round.cut_off {
        let date = value(day(date), "round:cut-off", source.as_str());
        said.extend(sentence(words, "official-request-cut-off", vec![("date", date)]));
    }
    if report.round.periods.len() > 1 {
        if !said.is_empty() {
            said.push(Inline::text(" "));
        }
        said.extend(periods_sentence(words, report));
    }
    if let Some((owed, received)) = report.round.owed {
        if !said.is_empty() {
            said.push(Inline::text(" "));
        }
        let slots = vec![
            (
                "received",
                value(words.number(received), "round:received", source.as_str()),
            ),
            ("owed", value(words.number(owed), "round:asked", source.as_str())),
        ];
        said.extend(sentence(words, "official-consolidated-owed", slots));
    }
    if !report.round.nothing.is_empty() {
        said.push(Inline::text(" "));
        said.extend(nothing_sentence(words, &report.round.nothing, &source));
    }
    if let Some(standing) = report.round.standing {
        said.push(Inline::text(" "));
        said.extend(standing_sentence(words, standing, &source));
    }
    said
}

/// "Các báo cáo thuộc nhiều kỳ: …": nobody takes their sum for the figure of one.
fn periods_sentence(words: &Messages, report: &ConsolidatedReport<'_>) -> Vec<Inline> {
    let source = set_source(words, report.consolidation);
    let periods = &report.round.periods;
    let lots = periods
        .iter()
        .enumerate()
        .take(PERIODS_NAMED)
        .map(|(at, (label, count))| {
            let count = value(words.number(*count), format!("set:period:{at}"), source.as_str());
            let slots = vec![("count", count), ("period", Inline::Text(label.clone()))];
            sentence(words, "official-consolidated-period", slots)
        });
    let mut lots: Vec<Vec<Inline>> = lots.collect();
    let rest = periods.len().saturating_sub(PERIODS_NAMED);
    if rest > 0 {
        let count = value(words.number(rest), "set:periods:rest", source.as_str());
        lots.push(sentence(
            words,
            "official-consolidated-period-more",
            vec![("count", count)],
        ));
    }
    let mut said = listed(sentence(words, "official-consolidated-periods", vec![]), lots, ", ");
    said.push(Inline::text(" "));
    said.extend(sentence(words, "official-consolidated-periods-summed", vec![]));
    said
}

/// "Trong đó 1 đơn vị (xã Thác Mận) thông báo trong kỳ không phát sinh nội dung phải báo cáo, …": why fewer reports are consolidated
/// than came.
fn nothing_sentence(words: &Messages, units: &[String], source: &str) -> Vec<Inline> {
    let count = value(words.number(units.len()), "round:nothing", source);
    if units.len() > UNITS_NAMED {
        return sentence(words, "official-consolidated-nothing", vec![("count", count)]);
    }
    let slots = vec![("count", count), ("units", Inline::Text(units.join(", ")))];
    sentence(words, "official-consolidated-nothing-named", slots)
}

/// How the reports of the set stand with the reviewers; what none is, is not said.
fn standing_sentence(words: &Messages, standing: Standing, source: &str) -> Vec<Inline> {
    let Standing {
        accepted,
        waiting,
        returned,
    } = standing;
    let count = |n: usize, key: &str| value(words.number(n), key, source);
    if waiting + returned == 0 {
        let slots = vec![("count", count(accepted, "round:accepted"))];
        return sentence(words, "official-consolidated-all-accepted", slots);
    }
    let parts = [
        (accepted, "round:accepted", "official-consolidated-accepted"),
        (waiting, "round:waiting", "official-consolidated-waiting"),
        (returned, "round:returned", "official-consolidated-returned"),
    ];
    let told = parts.into_iter().filter(|(n, ..)| *n > 0);
    let told = told.map(|(n, key, message)| sentence(words, message, vec![("count", count(n, key))]));
    listed(
        sentence(words, "official-consolidated-standing", vec![]),
        told.collect(),
        ", ",
    )
}
