//! The letters of a round from the command line: request, reminder, list of late units.

use tonghop_messages::{Lang, Messages};
use tonghop_model::message::{Arg, Message};
use tonghop_model::official::{DocumentDate, OfficialDocument};
use tonghop_text::lower_first;
use tonghop_writers::documents::letters;
use tonghop_writers::documents::office::{Issue, Round, RoundState, day, parse_day};

use super::IssuerOptions;
use super::received::Received;
use crate::Engine;
use crate::compile::Checked;

/// What is said about a round.
#[derive(Debug, Clone, Default)]
pub struct RoundOptions {
    /// What is reported on; the programme's title where nothing is said.
    pub subject: Option<String>,
    /// What orders it, after "Căn cứ"; the programme's decision where nothing is said, unless it is about another subject.
    pub basis: Option<String>,
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
    /// `today` is an ISO date: days late are counted up to it. Remarks say what is odd in list and reports.
    ///
    /// # Errors
    /// Why there is nothing to write, worded for people.
    pub fn late_document(
        &self,
        checked: &Checked,
        units: &[String],
        issuer: &IssuerOptions,
        round: &RoundOptions,
        today: &str,
        list: bool,
    ) -> Result<(OfficialDocument, Vec<Message>), Message> {
        let words = Messages::new(Lang::Vi);
        let sent = Received {
            catalogue: &self.catalogue,
            checked,
            province: issuer.superior.as_deref(),
            today,
        };
        let named = self.round(&words, round);
        let (state, remarks) = sent.state(units, named.deadline, round.period.as_deref());
        if state.asked == 0 {
            return Err(Message::new("official-round-no-units"));
        }
        if !list && state.late.iter().all(|u| u.received.is_some()) {
            return Err(Message::new("official-round-nobody-missing").count("count", state.asked));
        }
        if list && let Some(why) = nobody_late(&state, named.deadline) {
            return Err(why);
        }
        let (office, issue) = (issuer.office(&words), Issue::default());
        let document = if list {
            letters::late(&words, &office, &issue, &named, &state)
        } else {
            letters::reminder(&words, &office, &issue, &named, &state)
        };
        Ok((document, remarks))
    }

    fn round(&self, words: &Messages, options: &RoundOptions) -> Round {
        let parsed = |text: &Option<String>| text.as_deref().and_then(parse_day);
        let template = |code: &String| self.catalogue.templates.iter().find(|t| t.code == *code);
        let programme = match options.form.as_ref().and_then(template) {
            Some(form) => self.catalogue.programmes.iter().find(|p| p.code == form.programme),
            None => self.catalogue.programmes.first(),
        };
        // A subject of the office's own may be any other programme's.
        let ordered = programme.filter(|_| options.subject.is_none() || options.form.is_some());
        let named = |p: &tonghop_model::programme::Programme| {
            words.word("official-set-subject", &[("programme", Arg::Text(p.title.clone()))])
        };
        let subject = options
            .subject
            .clone()
            .or_else(|| programme.map(|p| lower_first(&named(p))))
            .unwrap_or_default();
        let decision = ordered.map(|p| {
            let date = parse_day(&p.decision_date).map(day).unwrap_or_default();
            words.word(
                "official-decision",
                &[("number", Arg::Text(p.decision.clone())), ("date", Arg::Text(date))],
            )
        });
        let basis = options.basis.clone().or(decision).unwrap_or_default();
        Round {
            subject,
            basis,
            period: options.period.clone().unwrap_or_default(),
            cut_off: parsed(&options.cut_off),
            deadline: parsed(&options.deadline),
            request: options.request.clone().unwrap_or_default(),
            addressees: if options.to.is_empty() {
                vec![words.text("official-default-communes")]
            } else {
                options.to.clone()
            },
            addressed: !options.to.is_empty(),
            contact: options.contact.clone().unwrap_or_default(),
        }
    }
}

/// Why no unit of the round can be called late; none where one is, or where all have sent.
fn nobody_late(state: &RoundState, deadline: Option<DocumentDate>) -> Option<Message> {
    if state.received == state.asked || state.late.iter().any(|unit| unit.days.is_some()) {
        return None;
    }
    let Some(deadline) = deadline else {
        return Some(Message::new("official-round-no-deadline"));
    };
    Some(Message::new("official-round-before-deadline").with("date", day(deadline)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn nobody_is_late_before_the_deadline_or_without_one() {
        let unit = |days| tonghop_writers::documents::office::LateUnit {
            days,
            ..Default::default()
        };
        let state = |late, received| RoundState {
            asked: 2,
            received,
            late,
            ..RoundState::default()
        };
        let deadline = parse_day("2025-10-20");
        let why = |state: &RoundState, deadline| nobody_late(state, deadline).map(|m| m.key);
        let open = state(vec![unit(None), unit(None)], 0);
        assert_eq!(why(&open, None), Some("official-round-no-deadline"));
        assert_eq!(why(&open, deadline), Some("official-round-before-deadline"));
        assert_eq!(why(&state(vec![unit(Some(3))], 1), deadline), None);
        assert_eq!(why(&state(Vec::new(), 2), None), None);
    }

    #[test]
    fn a_subject_of_the_offices_own_has_no_basis_of_another_programme() {
        let words = Messages::new(Lang::Vi);
        let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).expect("the catalogue");
        let basis = |subject: bool, form: bool, basis: Option<&str>| {
            let options = RoundOptions {
                subject: subject.then(|| "cải cách hành chính".into()),
                form: form.then(|| engine.catalogue.templates[0].code.clone()),
                basis: basis.map(str::to_owned),
                ..RoundOptions::default()
            };
            engine.round(&words, &options).basis
        };
        assert_eq!(basis(true, false, None), "");
        assert_eq!(
            basis(true, false, Some("Nghị quyết số 76/NQ-CP")),
            "Nghị quyết số 76/NQ-CP"
        );
        assert!(basis(false, false, None).starts_with("Quyết định"));
        assert!(basis(true, true, None).starts_with("Quyết định"));
    }

    #[test]
    fn lists_skip_blank_lines_and_remarks() {
        assert_eq!(
            unit_list("# 2025\nxã Suối Trăng\n\n phường Bến Lim \n"),
            ["xã Suối Trăng", "phường Bến Lim"]
        );
    }
}
