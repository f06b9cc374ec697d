//! Looking at rounds.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use tonghop_model::cycle::ids::{ReportId, RoundId, TemplateId, UnitId};
use tonghop_model::cycle::{Action, Obligation, ObligationFacts, Resource, RoundState, SubmissionState, Timeliness};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::rounds::{self, ReportRow, RoundRow};
use tonghop_store::{Db, templates, units};

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Id.
    pub id: RoundId,
    /// Title.
    pub title: String,
    /// Number of the request.
    pub request_number: Option<String>,
    /// Date of the request.
    pub request_date: Option<Date>,
    /// Who issued the request.
    pub request_issuer: Option<String>,
    /// Code of the programme.
    pub programme: String,
    /// Number of the version of the programme that it was opened with; none where the programme was not known then.
    pub programme_version: Option<i64>,
    /// Version of the template.
    pub template: TemplateId,
    /// Top of the subtree that reports.
    pub unit: UnitId,
    /// Code of the period.
    pub period: String,
    /// First day of the period.
    pub period_from: Date,
    /// Last day of the period.
    pub period_to: Date,
    /// Last day of the data.
    pub cut_off: Date,
    /// Last day for sending.
    pub deadline: Date,
    /// State.
    pub state: RoundState,
    /// Who opened it.
    pub created_by: String,
    /// When.
    pub created_at: Moment,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// Version for optimistic changes.
    pub version: i64,
    /// How it stands for the units that the person may see.
    pub counts: RoundCounts,
}

/// How a round stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoundCounts {
    /// Units.
    pub units: usize,
    /// Units by timeliness, in the order of [`Timeliness::ALL`].
    pub timeliness: [usize; 5],
    /// Submissions by state, in the order of [`SubmissionState::ALL`]; the newest of each unit.
    pub states: [usize; 8],
    /// Units that declared that there is nothing to report: in time, but without a report.
    pub nothing: usize,
}

impl RoundCounts {
    /// Units of this timeliness.
    #[must_use]
    pub fn of(&self, timeliness: Timeliness) -> usize {
        let place = Timeliness::ALL.iter().position(|t| *t == timeliness);
        place.map_or(0, |place| self.timeliness[place])
    }

    /// Reports that were sent, in time or late.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.answered().saturating_sub(self.nothing)
    }

    /// Units that are asked for a report.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.units.saturating_sub(self.of(Timeliness::NotAsked))
    }

    /// Units that answered: sent a report, or said that there was nothing to report.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.of(Timeliness::OnTime) + self.of(Timeliness::SentLate)
    }

    /// Units that still owe a report, overdue or not.
    #[must_use]
    pub fn owing(&self) -> usize {
        self.of(Timeliness::Pending) + self.of(Timeliness::Overdue)
    }
}

/// Rounds that the person may see, newest first.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn list(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Round>> {
    call.may(Action::ViewRound, &Resource::anywhere())?;
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for row in rounds::all(db)? {
            let round = read(db, call, row)?;
            // A round none of whose units concerns the person is not shown.
            found.extend(Some(round).filter(|r| r.counts.units > 0));
        }
        Ok(found)
    })
}

/// One round.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] also where none of its units concerns the person.
pub fn get(cycle: &Cycle, call: &Call<'_>, id: RoundId) -> CycleResult<Round> {
    call.may(Action::ViewRound, &Resource::anywhere())?;
    cycle.store.read(|db| {
        let row = rounds::get(db, id.0)?.ok_or(CycleError::NotFound("round"))?;
        let round = read(db, call, row)?;
        if round.counts.units == 0 {
            return Err(CycleError::NotFound("round"));
        }
        Ok(round)
    })
}

/// The report of a unit in a round.
///
/// # Errors
/// [`CycleError::NotFound`], [`CycleError::Denied`].
pub fn find_report(cycle: &Cycle, call: &Call<'_>, round: RoundId, unit: UnitId) -> CycleResult<ReportId> {
    cycle.store.read(|db| {
        let row = rounds::report_of(db, round.0, unit.0)?.ok_or(CycleError::NotFound("report"))?;
        shared::place(db, call, row.id, Action::ViewReport)?;
        Ok(ReportId(row.id))
    })
}

/// What the state of an obligation is derived from.
pub(crate) fn facts(report: &ReportRow, deadline: Date) -> CycleResult<ObligationFacts> {
    Ok(ObligationFacts {
        deadline,
        extended_to: report.extended_to.as_deref().map(shared::date).transpose()?,
        exempt: report.exempt_reason.is_some(),
        merged_away: report.merged_into.is_some(),
        nothing: report.nothing_reason.is_some(),
        first_sent: report.first_sent_at.map(|at| Moment::from_unix(at).day_in_vietnam()),
    })
}

fn read(db: &mut Db, call: &Call<'_>, row: RoundRow) -> CycleResult<Round> {
    let deadline = shared::date(&row.deadline)?;
    let counts = count(db, call, &row, deadline)?;
    let version = row.programme_version_id.map(|id| templates::programme_version(db, id));
    let version = version.transpose()?.flatten();
    Ok(Round {
        id: RoundId(row.id),
        title: row.title,
        request_number: row.request_number,
        request_date: row.request_date.as_deref().map(shared::date).transpose()?,
        request_issuer: row.request_issuer,
        programme: row.programme,
        programme_version: version.map(|v| v.number),
        template: TemplateId(row.template_id),
        unit: UnitId(row.unit_id),
        period: row.period,
        period_from: shared::date(&row.period_from)?,
        period_to: shared::date(&row.period_to)?,
        cut_off: shared::date(&row.cut_off)?,
        deadline,
        state: RoundState::from_key(&row.state).unwrap_or(RoundState::Closed),
        created_by: row.created_by,
        created_at: Moment::from_unix(row.created_at),
        published_at: row.published_at.map(Moment::from_unix),
        version: row.version,
        counts,
    })
}

fn count(db: &mut Db, call: &Call<'_>, round: &RoundRow, deadline: Date) -> CycleResult<RoundCounts> {
    let mut counts = RoundCounts::default();
    let reach = call.actor.reach_of(Action::ViewRound, &round.programme, call.today());
    let top = units::get(db, round.unit_id)?.map_or_else(|| "/".to_owned(), |u| u.path);
    // All of it where the person sees its top: then no unit needs to be looked up.
    let whole = reach.iter().any(|p| top.starts_with(p.as_str()));
    let paths = if whole { vec!["/".to_owned()] } else { reach };
    for path in paths {
        for row in rounds::standing(db, round.id, &path)? {
            counts.units += 1;
            let facts = standing_facts(&row, deadline)?;
            let timeliness = facts.timeliness(call.today());
            counts.nothing += usize::from(facts.state(call.today()) == Obligation::NothingToReport);
            counts.timeliness[Timeliness::ALL.iter().position(|t| *t == timeliness).unwrap_or(0)] += 1;
            let state = SubmissionState::ALL
                .iter()
                .position(|s| row.state.as_deref() == Some(s.key()));
            if let Some(place) = state {
                counts.states[place] += 1;
            }
        }
    }
    Ok(counts)
}

fn standing_facts(row: &rounds::Standing, deadline: Date) -> CycleResult<ObligationFacts> {
    Ok(ObligationFacts {
        deadline,
        extended_to: row.extended_to.as_deref().map(shared::date).transpose()?,
        exempt: row.exempt_reason.is_some(),
        merged_away: row.merged_into.is_some(),
        nothing: row.nothing_reason.is_some(),
        first_sent: row.first_sent_at.map(|at| Moment::from_unix(at).day_in_vietnam()),
    })
}
