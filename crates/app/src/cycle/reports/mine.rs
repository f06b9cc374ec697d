//! What the person's units owe.

use super::{Handed, Submission};
use crate::cycle::{Call, Cycle, CycleResult, rounds, shared};
use std::collections::HashMap;
use tonghop_model::cycle::ids::{ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, Obligation, RoundState, SubmissionState, Timeliness};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::units::{self, UnitRow};
use tonghop_store::{Db, editions, handed_over, reviews, rounds as rows, submissions};

/// A report that a unit owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Report.
    pub report: ReportId,
    /// Version of the obligation.
    pub version: i64,
    /// Round.
    pub round: RoundId,
    /// Title of the round.
    pub title: String,
    /// Code of the period.
    pub period: String,
    /// State of the round.
    pub round_state: RoundState,
    /// Unit.
    pub unit: UnitId,
    /// Name of the unit.
    pub unit_name: String,
    /// Code of the unit.
    pub unit_code: String,
    /// Districts that its predecessors belonged to.
    pub district_of_old: Option<String>,
    /// The day that holds for the unit.
    pub due: Date,
    /// How the obligation stands.
    pub obligation: Obligation,
    /// Received in time, late, not yet.
    pub timeliness: Timeliness,
    /// Why it was extended, exempt or has nothing to report.
    pub reason: Option<String>,
    /// The newest attempt.
    pub submission: Option<Submission>,
    /// Number of the edition that is in force; none where nothing was accepted.
    pub edition: Option<i64>,
    /// When the first attempt that counts was sent.
    pub first_sent: Option<Moment>,
    /// True where the person may send it for the unit.
    pub may_send: bool,
    /// Since when the draft waits for somebody who may send it, and who finished it.
    pub handed: Option<Handed>,
    /// The first day by which something that was returned has to come back; none where nothing was returned.
    pub mend_by: Option<Date>,
}

impl Owed {
    /// As it is stored, on the day of the call; what was returned and what was handed over is still to be looked up.
    pub(crate) fn of(
        call: &Call<'_>,
        round: &rows::RoundRow,
        (report, unit): (rows::ReportRow, UnitRow),
        newest: Option<SubmissionRow>,
    ) -> CycleResult<Self> {
        let facts = rounds::facts(&report, shared::date(&round.deadline)?)?;
        let may_send = call.may_on(Action::SubmitReport, &unit.path, &round.programme);
        Ok(Self {
            report: ReportId(report.id),
            version: report.version,
            round: RoundId(round.id),
            title: round.title.clone(),
            period: round.period.clone(),
            round_state: shared::round_state(round),
            unit: UnitId(unit.id),
            unit_name: unit.name,
            unit_code: unit.code,
            district_of_old: unit.district_of_old,
            due: facts.due(),
            obligation: facts.state(call.today()),
            timeliness: facts.timeliness(call.today()),
            reason: report
                .exempt_reason
                .or(report.nothing_reason)
                .or(report.extension_reason.filter(|_| facts.is_extended())),
            submission: newest.map(Submission::of),
            edition: None,
            first_sent: report.first_sent_at.map(Moment::from_unix),
            may_send: may_send.is_ok(),
            handed: None,
            mend_by: None,
        })
    }

    /// True where the draft waits for this person to send it.
    #[must_use]
    pub const fn waits_to_be_sent(&self) -> bool {
        self.may_send && self.handed.is_some()
    }

    /// True where the unit still has something to do: it was asked, and has not sent, or was sent its report back.
    #[must_use]
    pub fn waits_for_unit(&self) -> bool {
        let asked = self.timeliness != Timeliness::NotAsked && self.obligation != Obligation::NothingToReport;
        let state = self.submission.as_ref().map(|s| s.state);
        asked
            && matches!(
                state,
                None | Some(SubmissionState::Draft | SubmissionState::Returned | SubmissionState::Withdrawn)
            )
    }

    /// Number of the edition that holds although a later attempt was begun or is looked at.
    #[must_use]
    pub fn in_force(&self) -> Option<i64> {
        let state = self.submission.as_ref().map(|s| s.state);
        let is_it = matches!(state, Some(SubmissionState::Accepted | SubmissionState::Published));
        self.edition.filter(|_| !is_it)
    }

    /// True where the report was sent, and came back with something to be done again that was not sent since.
    #[must_use]
    pub fn is_being_mended(&self) -> bool {
        self.mend_by.is_some()
    }

    /// The next day that matters to the unit: that of what was returned, or the deadline.
    #[must_use]
    pub fn next_due(&self) -> Date {
        self.mend_by.unwrap_or(self.due)
    }
}

/// Reports of the units for which the person may write; with `round` the reports of all units that may be seen in it.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn mine(cycle: &Cycle, call: &Call<'_>, round: Option<RoundId>) -> CycleResult<Vec<Owed>> {
    let action = if round.is_some() {
        Action::ViewReport
    } else {
        Action::EditReport
    };
    let reach = call.reach(action)?;
    cycle.store.read(|db| {
        let known: HashMap<i64, rows::RoundRow> = rows::all(db)?.into_iter().map(|r| (r.id, r)).collect();
        let mut found = Vec::new();
        for path in &reach {
            found.extend(rows::reports(db, round.map(|r| r.0), path)?);
        }
        let ids: Vec<i64> = found.iter().filter_map(|(r, _)| r.submission_id).collect();
        let mut newest: HashMap<i64, _> = submissions::with_ids(db, &ids)?
            .into_iter()
            .map(|s| (s.id, s))
            .collect();
        let mend_by = returned(db, newest.values())?;
        let drafts = newest.values().filter(|s| s.state == SubmissionState::Draft.key());
        let drafts: Vec<i64> = drafts.map(|s| s.id).collect();
        let mut handed: HashMap<i64, Handed> = handed_over::of(db, &drafts)?
            .into_iter()
            .map(|row| (row.submission_id, row.into()))
            .collect();
        let mut owed = Vec::with_capacity(found.len());
        let editions: Vec<i64> = found.iter().filter_map(|(r, _)| r.edition_id).collect();
        let numbers = editions::numbers(db, &editions)?;
        for (report, unit) in found {
            let Some(round) = known.get(&report.round_id) else {
                continue;
            };
            if call.may_on(action, &unit.path, &round.programme).is_err() {
                continue;
            }
            let attempt = report.submission_id;
            let into = match report.merged_into.as_deref() {
                Some(codes) => Some(passed_into(db, &unit, codes)?),
                None => None,
            };
            let edition = report.edition_id.and_then(|id| numbers.get(&id).copied());
            let known = attempt.and_then(|id| newest.remove(&id));
            let of = Owed::of(call, round, (report, unit), known)?;
            owed.push(Owed {
                reason: of.reason.clone().or(into),
                edition,
                mend_by: attempt.and_then(|id| mend_by.get(&id).copied()),
                handed: attempt.and_then(|id| handed.remove(&id)),
                ..of
            });
        }
        Ok(owed)
    })
}

/// First days by which something of these attempts has to come back, by attempt: of one that was returned, and of the
/// draft that answers it.
pub(crate) fn returned<'a>(
    db: &mut Db,
    attempts: impl Iterator<Item = &'a SubmissionRow>,
) -> CycleResult<HashMap<i64, Date>> {
    let decided = |row: &SubmissionRow| match SubmissionState::from_key(&row.state) {
        Some(SubmissionState::Returned) => Some((row.id, row.id)),
        Some(SubmissionState::Draft) => row.based_on.map(|before| (row.id, before)),
        _ => None,
    };
    let pairs: Vec<(i64, i64)> = attempts.filter_map(decided).collect();
    let ids: Vec<i64> = pairs.iter().map(|p| p.1).collect();
    let days = reviews::first_due(db, &ids)?;
    let mut found = HashMap::new();
    for (attempt, decided) in pairs {
        if let Some(day) = days.get(&decided) {
            found.insert(attempt, shared::date(day)?);
        }
    }
    Ok(found)
}

/// "21001, 21004" as "xã A (21001, 20/11/2026), xã B (21004, 20/11/2026)": a code alone names no unit, the one that was made of a
/// commune may have its code.
fn passed_into(db: &mut Db, unit: &UnitRow, codes: &str) -> CycleResult<String> {
    let end = unit.valid_to.as_deref().unwrap_or_default();
    let day = end
        .parse::<Date>()
        .map_or_else(|_| String::new(), |d| format!(", {}", d.printed()));
    let mut named = Vec::new();
    for code in codes.split(", ") {
        named.push(match units::with_code(db, code, end)? {
            Some(heir) => format!("{} ({code}{day})", heir.name),
            None => code.to_owned(),
        });
    }
    Ok(named.join(", "))
}
