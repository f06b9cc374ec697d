//! Beside sending: reports that were sent are compared with those of the other units, a few at a time, so that nobody waits
//! for it. What is found stands in review and in the findings of the round; of two reports that came in one moment neither
//! knew of the other.

use super::alike::{LookedUp, look_up};
use super::between::{self, Held};
use super::checks::keep_words;
use super::paragraphs::{self, Paragraph};
use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::templates::Known;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, review, shared, templates};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use tonghop_checks::Spread;
use tonghop_model::cycle::{Action, Actor, RoundState, SubmissionState};
use tonghop_model::moment::Moment;
use tonghop_store::compared::PrintRow;
use tonghop_store::findings::NewFinding;
use tonghop_store::locks::Lock;
use tonghop_store::submissions::{self, ItemRow, SubmissionRow};
use tonghop_store::{Db, compared, findings, rounds};

/// Reports that are compared in one turn.
const AT_ONCE: i64 = 16;
/// Reports whose shares are told in one turn.
const TOLD: usize = 64;
/// Seconds between two looks at the shares of a round that goes on.
const SHARES: i64 = 60;
/// Units of whose paragraphs one mark is kept: what more units have than that is found by the first ones.
const LEADERS: usize = 4;

/// Compares some reports; how many. More may wait: those that come while very many send are compared afterwards.
///
/// # Errors
/// Failures of the database.
pub fn compare_next(cycle: &Cycle, now: Moment) -> CycleResult<usize> {
    if cycle.rush.is_on(now) {
        return Ok(0);
    }
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
        done += compare_some(cycle, &call, round.id)?;
        look_at_shares(cycle, &call, round.id)?;
    }
    Ok(done)
}

/// Compares some reports of a round; how many. Those that they repeat, or that repeat them, are told once at the end.
fn compare_some(cycle: &Cycle, call: &Call<'_>, round: i64) -> CycleResult<usize> {
    let waiting = cycle
        .store
        .read(|db| Ok::<_, CycleError>(compared::waiting(db, round, AT_ONCE)?))?;
    let mut others = BTreeSet::new();
    for id in &waiting {
        others.extend(compare(cycle, call, *id)?);
    }
    for other in untold(cycle, &others)? {
        refresh(cycle, call, other)?;
    }
    Ok(waiting.len())
}

/// Compares one report: its marks are kept, and what is found in it is told. The items of other reports that say the same.
fn compare(cycle: &Cycle, call: &Call<'_>, id: i64) -> CycleResult<BTreeSet<(i64, String)>> {
    let sent = Sent::read(cycle, call, id)?;
    let (place, paragraphs) = (&sent.place, paragraphs::of(&sent.items));
    let looked_up = cycle
        .store
        .read(|db| look_up(cycle, db, place, &sent.known, (&sent.held(id), &paragraphs)))?;
    let found = between::findings(cycle, place, &sent.held(id), (&paragraphs, &looked_up));
    let marks = marks(&sent, id, (&paragraphs, &looked_up));
    let kept = cycle.store.write(|db| {
        let (row, place) = shared::held(db, call, id, Action::ViewReport, Lock::Change)?;
        compared::keep(db, (place.round.id, place.unit.id, id), call.now.unix(), &marks)?;
        tell(db, &row, &place, found)
    });
    match kept {
        // Another server was faster.
        Err(CycleError::Conflict(_)) => Ok(BTreeSet::new()),
        Err(other) => Err(other),
        Ok(()) => {
            let others = looked_up.alike.into_iter().flatten();
            Ok(others.map(|a| (a.submission, a.node)).collect())
        }
    }
}

/// Marks as they are kept for a submission: one that enough units have is kept for no more, and a unit has each once.
fn marks(sent: &Sent, id: i64, (paragraphs, looked_up): (&[Paragraph], &LookedUp)) -> Vec<PrintRow> {
    let row = |node: &str, print| PrintRow {
        round_id: sent.place.round.id,
        print,
        unit_id: sent.place.unit.id,
        submission_id: id,
        node: node.to_owned(),
    };
    let mut seen = HashSet::new();
    let mut wanted = |mark: &i64| {
        let units = looked_up.units.get(mark);
        units.is_none_or(|u| u.len() < LEADERS) && seen.insert(*mark)
    };
    let all = paragraphs.iter().flat_map(|p| p.marks().map(move |mark| (p, mark)));
    all.filter(|(_, mark)| wanted(mark))
        .map(|(p, mark)| row(p.node(&sent.items), mark))
        .collect()
}

/// Those of the reports to which nothing was told of these items yet: a paragraph that all units have is told to each once.
fn untold(cycle: &Cycle, items: &BTreeSet<(i64, String)>) -> CycleResult<BTreeSet<i64>> {
    let submissions: BTreeSet<i64> = items.iter().map(|(id, _)| *id).collect();
    let submissions: Vec<i64> = submissions.into_iter().collect();
    let rows = cycle
        .store
        .read(|db| Ok::<_, CycleError>(compared::told(db, &submissions, between::CODES[0])?))?;
    let told: BTreeSet<(i64, String)> = rows.into_iter().filter_map(|(id, node)| Some((id, node?))).collect();
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
    let paragraphs = paragraphs::of(&sent.items);
    let found = between::found(cycle, &sent.place, &sent.known, (&sent.held(id), &paragraphs))?;
    cycle.store.write(|db| {
        let (row, place) = shared::held(db, call, id, Action::ViewReport, Lock::Change)?;
        tell(db, &row, &place, found)
    })
}

/// Puts findings in the place of what checks between units found before in a report under review. What was decided on stays as
/// it was decided on.
fn tell(db: &mut Db, row: &SubmissionRow, place: &Place, mut found: Vec<NewFinding>) -> CycleResult<()> {
    if !matches!(
        super::submission::state(row),
        SubmissionState::Submitted | SubmissionState::InReview
    ) {
        return Ok(());
    }
    let known = findings::of_submission(db, row.id)?;
    keep_words(&known, &mut found);
    let own = |code: &str| between::CODES.contains(&code);
    let before: Vec<_> = known.into_iter().filter(|f| own(&f.check_code)).collect();
    if super::checks::is_same(&before, &found) {
        return Ok(());
    }
    findings::replace_known(db, before, &found)?;
    let (errors, warnings) = review::open_findings(db, row.id, place.report.id)?;
    Ok(compared::set_counts(db, row.id, errors as i64, warnings as i64)?)
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
