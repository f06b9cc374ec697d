//! Beside sending: reports that were sent are compared with those of the other units, a few at a time, so that nobody waits
//! for it. What is found stands in review and in the findings of the round; of two reports that came in one moment neither
//! knew of the other.

use super::between::{self, Held};
use super::checks::keep_words;
use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::templates::Known;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, review, shared, templates};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tonghop_checks::Spread;
use tonghop_model::cycle::{Action, Actor, RoundState, SubmissionState};
use tonghop_model::moment::Moment;
use tonghop_store::findings::NewFinding;
use tonghop_store::locks::Lock;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_store::{compared, findings, rounds};

/// Reports that are compared in one turn.
const AT_ONCE: i64 = 16;
/// Reports whose shares are told in one turn.
const TOLD: usize = 64;
/// Seconds between two looks at the shares of a round that goes on.
const SHARES: i64 = 60;

/// Compares some reports; how many. More may wait.
///
/// # Errors
/// Failures of the database.
pub fn compare_next(cycle: &Cycle, now: Moment) -> CycleResult<usize> {
    let actor = Actor::system("tonghop serve");
    let call = Call {
        actor: &actor,
        now,
        address: "",
    };
    let all = cycle.store.read(|db| Ok::<_, CycleError>(rounds::all(db)?))?;
    let mut done = 0;
    for round in &all {
        if round.state == RoundState::Published.key() {
            continue;
        }
        let waiting = cycle
            .store
            .read(|db| Ok::<_, CycleError>(compared::waiting(db, round.id, AT_ONCE)?))?;
        for id in &waiting {
            compare(cycle, &call, *id)?;
        }
        done += waiting.len();
        look_at_shares(cycle, &call, round.id)?;
    }
    Ok(done)
}

/// Compares one report: its marks are kept, what is found in it is told, and of reports that came before it that it repeats
/// them.
fn compare(cycle: &Cycle, call: &Call<'_>, id: i64) -> CycleResult<()> {
    let sent = Sent::read(cycle, call, id)?;
    let (place, items) = (&sent.place, &sent.items);
    let paragraphs = between::paragraphs(items);
    let prints = between::prints(place, id, &paragraphs);
    let kept = cycle
        .store
        .write(|db| Ok::<_, CycleError>(compared::keep(db, id, call.now.unix(), &prints)?));
    match kept {
        // Another server was faster.
        Err(CycleError::Conflict(_)) => return Ok(()),
        other => other?,
    }
    let others = cycle
        .store
        .read(|db| between::alike(db, place, &sent.known.template.content, &paragraphs))?;
    let found = between::findings(cycle, place, &sent.held(id), (&paragraphs, &others));
    put(cycle, call, id, found)?;
    let others: BTreeSet<(i64, String)> = others.into_iter().flatten().map(|a| (a.submission, a.node)).collect();
    for other in untold(cycle, &others)? {
        refresh(cycle, call, other)?;
    }
    Ok(())
}

/// Those of the reports to which nothing was told of these items yet: a paragraph that all units have is told to each once.
fn untold(cycle: &Cycle, items: &BTreeSet<(i64, String)>) -> CycleResult<BTreeSet<i64>> {
    let submissions: BTreeSet<i64> = items.iter().map(|(id, _)| *id).collect();
    let submissions: Vec<i64> = submissions.into_iter().collect();
    let rows = cycle
        .store
        .read(|db| Ok::<_, CycleError>(findings::of_submissions(db, &submissions)?))?;
    let told: BTreeSet<(i64, String)> = rows
        .into_iter()
        .filter(|f| f.check_code == between::CODES[0])
        .filter_map(|f| Some((f.submission_id, f.node?)))
        .collect();
    Ok(items.difference(&told).map(|(id, _)| *id).collect())
}

/// A report that was sent, as the checks need it.
struct Sent {
    place: Place,
    items: Vec<ItemRow>,
    known: Arc<Known>,
    sent_at: Option<i64>,
}

impl Sent {
    fn read(cycle: &Cycle, call: &Call<'_>, id: i64) -> CycleResult<Self> {
        cycle.store.read(|db| {
            let (row, place) = shared::submission(db, call, id, Action::ViewReport)?;
            Ok(Self {
                known: templates::known(cycle, db, place.round.template_id)?,
                items: submissions::items(db, id)?,
                sent_at: row.sent_at,
                place,
            })
        })
    }

    fn held(&self, submission: i64) -> Held<'_> {
        Held {
            submission,
            sent_at: self.sent_at,
            items: &self.items,
        }
    }
}

/// Finds anew what checks between units find in a report under review.
fn refresh(cycle: &Cycle, call: &Call<'_>, id: i64) -> CycleResult<()> {
    let sent = Sent::read(cycle, call, id)?;
    let found = between::found(cycle, &sent.place, &sent.known.template.content, &sent.held(id))?;
    put(cycle, call, id, found)
}

/// Keeps what was found in a report under review. What was decided on stays as it was decided on.
fn put(cycle: &Cycle, call: &Call<'_>, id: i64, found: Vec<NewFinding>) -> CycleResult<()> {
    cycle.store.write(|db| {
        let (row, place) = shared::held(db, call, id, Action::ViewReport, Lock::Change)?;
        match super::submission::state(&row) {
            SubmissionState::Submitted | SubmissionState::InReview => tell(db, id, &place, found),
            _ => Ok(()),
        }
    })
}

/// Puts findings in the place of what checks between units found before.
fn tell(db: &mut tonghop_store::Db, id: i64, place: &Place, mut found: Vec<NewFinding>) -> CycleResult<()> {
    let known = findings::of_submission(db, id)?;
    keep_words(&known, &mut found);
    let own = |code: &str| between::CODES.contains(&code);
    let before = known.into_iter().filter(|f| own(&f.check_code)).collect();
    findings::replace_known(db, before, &found)?;
    let (errors, warnings) = review::open_findings(db, id, place.report.id)?;
    Ok(compared::set_counts(db, id, errors as i64, warnings as i64)?)
}

/// Draws the shares of a round together where reports have come since, and tells those that lie far from the others.
fn look_at_shares(cycle: &Cycle, call: &Call<'_>, round: i64) -> CycleResult<()> {
    let now = call.now.unix();
    let seen = cycle
        .store
        .read(|db| Ok::<_, CycleError>(compared::progress(db, round)?))?;
    if !cycle.spreads.are_old(round, seen, now, SHARES) {
        return Ok(());
    }
    let (shares, told) = cycle.store.read(|db| {
        let told = compared::found(db, round, between::CODES[1])?;
        Ok::<_, CycleError>((compared::shares(db, round)?, told))
    })?;
    let mut values: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (_, node, value) in shares.iter().filter(|(_, _, v)| v.is_finite()) {
        values.entry(node).or_default().push(*value);
    }
    let spreads = values
        .into_iter()
        .filter_map(|(node, list)| Some((node.to_owned(), Spread::of(&list)?)));
    cycle.spreads.put(round, spreads.collect(), seen, now);
    let far = |(_, node, value): &&(i64, String, f64)| cycle.spreads.is_far(round, node, *value);
    let key = |(id, node, value): &(i64, String, f64)| (*id, digest(&between::outlier_key(node, *value)));
    let wanted: BTreeSet<(i64, String)> = shares.iter().filter(far).map(key).collect();
    let told: BTreeSet<(i64, String)> = told.into_iter().collect();
    let changed: BTreeSet<i64> = wanted.symmetric_difference(&told).map(|(id, _)| *id).collect();
    for id in changed.into_iter().take(TOLD) {
        refresh(cycle, call, id)?;
    }
    Ok(())
}
