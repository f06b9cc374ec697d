//! The letters of a round from the command line: request, reminder, list of late units.

use std::collections::HashMap;

use tonghop_messages::{Lang, Messages};
use tonghop_model::date::Date;
use tonghop_model::message::Arg;
use tonghop_model::official::{DocumentDate, OfficialDocument};
use tonghop_text::fold;
use tonghop_writers::documents::letters;
use tonghop_writers::documents::office::{Issue, LateUnit, Round, RoundState, parse_day};

use super::IssuerOptions;
use crate::Engine;
use crate::compile::Checked;

/// What is said about a round.
#[derive(Debug, Clone, Default)]
pub struct RoundOptions {
    /// What is reported on; the programme's title where nothing is said.
    pub subject: Option<String>,
    /// The period as people write it.
    pub period: Option<String>,
    /// ISO date of the data.
    pub cut_off: Option<String>,
    /// ISO date by which reports are due.
    pub deadline: Option<String>,
    /// The letter that opened the round.
    pub request: Option<String>,
    /// How to send, whom to ask.
    pub contact: Option<String>,
    /// To whom; the communes of the province where nothing is said.
    pub to: Vec<String>,
    /// Code of the template whose form is attached.
    pub form: Option<String>,
}

/// Units of a list, one a line; blank lines and lines that start with `#` do not count.
#[must_use]
pub fn unit_list(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

impl Engine {
    /// The letter that opens a round. None where the catalogue has no template of the code that is asked for.
    #[must_use]
    pub fn request_document(&self, issuer: &IssuerOptions, round: &RoundOptions) -> Option<OfficialDocument> {
        let words = Messages::new(Lang::Vi);
        let template = match &round.form {
            Some(code) => Some(self.catalogue.templates.iter().find(|t| t.code == *code)?),
            None => None,
        };
        let (office, round) = (issuer.office(&words), self.round(&words, round));
        Some(letters::request(&words, &office, &Issue::default(), &round, template))
    }

    /// The reminder to the units of `units` without a report in the set, or with `list` the notice that lists them.
    /// `today` is an ISO date: days late are counted up to it.
    #[must_use]
    pub fn late_document(
        &self,
        checked: &Checked,
        units: &[String],
        issuer: &IssuerOptions,
        round: &RoundOptions,
        today: &str,
        list: bool,
    ) -> OfficialDocument {
        let words = Messages::new(Lang::Vi);
        let (office, round) = (issuer.office(&words), self.round(&words, round));
        let state = state(checked, units, round.deadline, parse_day(today));
        let issue = Issue::default();
        if list {
            letters::late(&words, &office, &issue, &round, &state)
        } else {
            letters::reminder(&words, &office, &issue, &round, &state)
        }
    }

    fn round(&self, words: &Messages, options: &RoundOptions) -> Round {
        let day = |text: &Option<String>| text.as_deref().and_then(parse_day);
        let programme = self.catalogue.programmes.first();
        let named = |p: &tonghop_model::programme::Programme| {
            words.word("official-set-subject", &[("programme", Arg::Text(p.title.clone()))])
        };
        let subject = options
            .subject
            .clone()
            .or_else(|| programme.map(|p| lower_first(&named(p))))
            .unwrap_or_default();
        let basis = programme.map_or_else(String::new, |p| {
            let date = parse_day(&p.decision_date)
                .map(tonghop_writers::documents::office::day)
                .unwrap_or_default();
            words.word(
                "official-decision",
                &[("number", Arg::Text(p.decision.clone())), ("date", Arg::Text(date))],
            )
        });
        Round {
            subject,
            basis,
            period: options.period.clone().unwrap_or_default(),
            cut_off: day(&options.cut_off),
            deadline: day(&options.deadline),
            request: options.request.clone().unwrap_or_default(),
            addressees: if options.to.is_empty() {
                vec![words.text("official-default-communes")]
            } else {
                options.to.clone()
            },
            contact: options.contact.clone().unwrap_or_default(),
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Who is late: units without a report, and units whose report is dated after the deadline.
fn state(
    checked: &Checked,
    units: &[String],
    deadline: Option<DocumentDate>,
    today: Option<DocumentDate>,
) -> RoundState {
    let mut sent: HashMap<String, Option<DocumentDate>> = HashMap::new();
    for report in &checked.reports {
        let reading = &report.understood.reading;
        let date = reading.header.date.as_deref().and_then(parse_day);
        let names = reading
            .unit
            .iter()
            .map(|u| u.name.as_str())
            .chain(reading.header.issuer.as_deref());
        for name in names {
            sent.insert(plain(name), date);
        }
    }
    let days = |from: Option<DocumentDate>, to: Option<DocumentDate>| {
        let date = |d: DocumentDate| Date::new(d.year, d.month, d.day);
        let days = date(from?)?.days_until(date(to?)?);
        (days > 0).then_some(days)
    };
    let mut state = RoundState {
        asked: units.len(),
        ..RoundState::default()
    };
    for unit in units {
        match sent.get(&plain(unit)) {
            None => state.late.push(LateUnit {
                name: unit.clone(),
                days: days(deadline, today),
                ..LateUnit::default()
            }),
            Some(date) => {
                state.received += 1;
                if let Some(late) = days(deadline, *date) {
                    state.late.push(LateUnit {
                        name: unit.clone(),
                        received: *date,
                        days: Some(late),
                        remark: String::new(),
                    });
                }
            }
        }
    }
    state
}

/// A name for comparing: no case, no diacritics, without the committee and the province.
fn plain(name: &str) -> String {
    let folded = fold(name.split(',').next().unwrap_or(name));
    let folded = folded.trim();
    ["ubnd ", "uy ban nhan dan "]
        .iter()
        .find_map(|p| folded.strip_prefix(p))
        .unwrap_or(folded)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_skip_blank_lines_and_remarks() {
        assert_eq!(
            unit_list("# 2025\nxã Suối Trăng\n\n phường Bến Lim \n"),
            ["xã Suối Trăng", "phường Bến Lim"]
        );
    }

    #[test]
    fn units_without_a_report_are_late_since_the_deadline() {
        let day = |day| {
            Some(DocumentDate {
                year: 2025,
                month: 10,
                day,
            })
        };
        let state = state(&Checked::default(), &["xã Suối Trăng".into()], day(20), day(25));
        assert_eq!((state.asked, state.received), (1, 0));
        assert_eq!(state.late[0].days, Some(5));
        assert_eq!(plain("UBND xã Suối Trăng"), plain("xã Suối Trăng, tỉnh Vân Khê"));
    }
}
