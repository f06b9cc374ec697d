//! The letters of a round: request, reminder, notice of late units.

use super::answers::model_template;
use super::office::{office, own_province};
pub(super) use super::round_words::period;
use super::round_words::{request, subject};
use super::target::DocumentKind;
use crate::cycle::reports::mine;
use crate::cycle::views::Scope;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, rounds, templates};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::ids::RoundId;
use tonghop_model::cycle::{Action, Obligation, Resource, Timeliness};
use tonghop_model::date::Date;
use tonghop_model::message::Arg;
use tonghop_model::official::{DocumentDate, OfficialDocument, Properties};
use tonghop_store::units;
use tonghop_text::alphabetical;
use tonghop_writers::documents::letters;
use tonghop_writers::documents::office::{Issue, LateUnit, Round, RoundState};

/// Key of the reason why nothing can be consolidated.
pub(super) const NO_REPORTS: &str = "official-round-no-reports";

/// A letter of a round as it stands today. Kinds that are no letters give the request.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn letter(cycle: &Cycle, call: &Call<'_>, id: RoundId, kind: DocumentKind) -> CycleResult<OfficialDocument> {
    call.may(Action::ViewConsolidated, &Resource::anywhere())?;
    let words = cycle.texts(Lang::Vi);
    let round = rounds::get(cycle, call, id)?;
    let settings = office(cycle)?;
    let office = settings.issuer(words, own_province(cycle)?.as_deref()).office(words);
    let (template, top) = cycle
        .store
        .read(|db| Ok::<_, CycleError>((templates::load(db, round.template.0)?, units::get(db, round.unit.0)?)))?;
    let named = Round {
        subject: subject(&round.title),
        basis: basis(cycle, words, &round.programme),
        period: period(words, &round.period),
        cut_off: Some(day(round.cut_off)),
        deadline: Some(day(round.deadline)),
        request: request(words, round.request_number.as_deref(), round.request_date.map(day)),
        addressees: vec![addressees(
            words,
            top.as_ref().map(|u| u.level.as_str()),
            top.as_ref().map(|u| u.name.as_str()),
        )],
        addressed: false,
        contact: settings.contact.trim().to_owned(),
    };
    let issue = issue(call.today(), &round);
    Ok(match kind {
        DocumentKind::Reminder => {
            let state = state(cycle, call, id, true)?;
            refuse("reminder", nobody_to_remind(&state))?;
            letters::reminder(words, &office, &issue, &named, &state)
        }
        DocumentKind::Late => {
            let state = state(cycle, call, id, false)?;
            refuse("late", nobody_late(&state))?;
            letters::late(words, &office, &issue, &named, &state)
        }
        _ => letters::request(words, &office, &issue, &named, Some(&model_template(&template))),
    })
}

fn refuse(field: &'static str, why: Option<&'static str>) -> CycleResult<()> {
    why.map_or(Ok(()), |key| Err(CycleError::invalid(field, key)))
}

/// Why there is no reminder.
fn nobody_to_remind(state: &RoundState) -> Option<&'static str> {
    let nobody = state.late.iter().all(|u| u.received.is_some());
    nobody.then_some("official-round-nobody-to-remind")
}

/// Why there is no notice of late units.
fn nobody_late(state: &RoundState) -> Option<&'static str> {
    state.nobody_late_yet().then_some("official-round-nobody-late")
}

/// The documents of a round that cannot be written as it stands, each with the key of the reason.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn not_yet(cycle: &Cycle, call: &Call<'_>, id: RoundId) -> CycleResult<Vec<(DocumentKind, &'static str)>> {
    let reports = cycle.store.read(|db| Scope::new(db, call, id)?.matrix_rows(db))?;
    let no_reports = reports.is_empty().then_some(NO_REPORTS);
    let reasons = [
        (DocumentKind::Reminder, nobody_to_remind(&state(cycle, call, id, true)?)),
        (DocumentKind::Late, nobody_late(&state(cycle, call, id, false)?)),
        (DocumentKind::Consolidated, no_reports),
        (DocumentKind::Brief, no_reports),
    ];
    Ok(reasons
        .into_iter()
        .filter_map(|(kind, why)| Some((kind, why?)))
        .collect())
}

fn basis(cycle: &Cycle, words: &Messages, programme: &str) -> String {
    let known = cycle.engine.catalogue.programmes.iter().find(|p| p.code == programme);
    known.map_or_else(String::new, |p| {
        let date = tonghop_writers::documents::office::parse_day(&p.decision_date)
            .map(tonghop_writers::documents::office::day)
            .unwrap_or_default();
        let args = [("number", Arg::Text(p.decision.clone())), ("date", Arg::Text(date))];
        words.word("official-decision", &args)
    })
}

fn addressees(words: &Messages, level: Option<&str>, name: Option<&str>) -> String {
    match (level, name) {
        (Some("commune"), Some(name)) => {
            words.word("official-round-to-commune", &[("name", Arg::Text(name.to_owned()))])
        }
        _ => words.text("official-default-communes"),
    }
}

fn issue(today: Date, round: &rounds::Round) -> Issue {
    Issue {
        properties: Properties {
            edition: format!("round-{}-{}", round.id.0, round.version),
            as_of: today.to_string(),
            ..Properties::default()
        },
        ..Issue::default()
    }
}

pub(super) fn day(date: Date) -> DocumentDate {
    DocumentDate {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    }
}

/// Who is late today, of the units that the person may see; with `pending` also those without a report whose deadline is
/// still to come: they are reminded, but not late.
pub(super) fn state(cycle: &Cycle, call: &Call<'_>, id: RoundId, pending: bool) -> CycleResult<RoundState> {
    let today = call.today();
    let mut state = RoundState {
        as_of: Some(day(today)),
        ..RoundState::default()
    };
    for owed in mine(cycle, call, Some(id))? {
        if owed.timeliness == Timeliness::NotAsked {
            continue;
        }
        state.asked += 1;
        let received = owed
            .submission
            .as_ref()
            .and_then(|s| s.sent_at)
            .map(|at| at.day_in_vietnam());
        let late = |on: Date| Some(owed.due.days_until(on)).filter(|days| *days > 0);
        match owed.timeliness {
            Timeliness::Overdue => state.late.push(LateUnit {
                name: owed.unit_name,
                received: None,
                days: late(today),
                remark: remark(cycle, owed.obligation, owed.due),
            }),
            Timeliness::SentLate => {
                state.received += 1;
                state.late.push(LateUnit {
                    name: owed.unit_name,
                    received: received.map(day),
                    days: received.and_then(late),
                    remark: remark(cycle, owed.obligation, owed.due),
                });
            }
            Timeliness::OnTime => {
                state.received += 1;
                if owed.obligation == Obligation::NothingToReport {
                    state.nothing.push(owed.unit_name);
                }
            }
            Timeliness::Pending if owed.obligation == Obligation::Extended => {
                state.extended.push((owed.unit_name, day(owed.due)));
            }
            Timeliness::Pending if pending => state.late.push(LateUnit {
                name: owed.unit_name,
                ..LateUnit::default()
            }),
            Timeliness::Pending | Timeliness::NotAsked => {}
        }
    }
    state.nothing.sort_by_cached_key(|name| alphabetical(name));
    state.extended.sort_by_cached_key(|(name, _)| alphabetical(name));
    state
        .late
        .sort_by_cached_key(|unit| (unit.received.is_some(), alphabetical(&unit.name)));
    Ok(state)
}

fn remark(cycle: &Cycle, obligation: Obligation, due: Date) -> String {
    match obligation {
        Obligation::Extended => {
            let date = tonghop_writers::documents::office::day(day(due));
            cycle
                .texts(Lang::Vi)
                .word("official-round-extended", &[("date", Arg::Text(date))])
        }
        _ => String::new(),
    }
}
