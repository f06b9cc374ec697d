//! What a unit still has to do for a report: send it, or mend what was returned.

use super::occasion::{Occasion, Step};
use crate::cycle::CycleResult;
use crate::cycle::shared::{self, Place};
use tonghop_model::cycle::{RoundState, SubmissionState};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::reviews::ReviewRow;
use tonghop_store::submissions::SubmissionRow;
use tonghop_store::{Db, handed_over, outbox, people, reviews, rounds, submissions};

/// What a unit owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owed {
    /// Its report.
    Report {
        /// The deadline of this unit.
        due: Date,
    },
    /// Answers of an attempt that were returned to it.
    Mending {
        /// The attempt.
        submission: i64,
        /// What was returned.
        items: Vec<ReviewRow>,
        /// The first day on which something of it is due.
        due: Date,
        /// The day on which it was returned.
        since: Date,
    },
}

impl Owed {
    /// The first day on which something is due.
    pub(super) const fn due(&self) -> Date {
        match self {
            Self::Report { due } | Self::Mending { due, .. } => *due,
        }
    }

    /// What a reminder of it is sent for.
    pub(super) const fn occasion(&self, report: i64, step: Step) -> Occasion {
        match self {
            Self::Report { .. } => Occasion::Missing { report, step },
            Self::Mending { submission, .. } => Occasion::Mending {
                submission: *submission,
                step,
            },
        }
    }
}

/// What the unit of a report owes; none where it has sent it, has accepted answers, or does not have to.
pub(super) fn owed(db: &mut Db, place: &Place) -> CycleResult<Option<Owed>> {
    let report = &place.report;
    if report.exempt_reason.is_some() || report.nothing_reason.is_some() || report.merged_into.is_some() {
        return Ok(None);
    }
    // A draft says nothing of what was sent before it, and what was taken back was not sent.
    let attempts = submissions::of_report(db, report.id)?;
    let last = attempts.into_iter().find(|s| {
        !matches!(
            SubmissionState::from_key(&s.state),
            Some(SubmissionState::Draft | SubmissionState::Withdrawn)
        )
    });
    match last {
        None => Ok(Some(Owed::Report { due: place.due()? })),
        Some(last) => mending(db, &last),
    }
}

/// What of an attempt was returned; it is still to be mended where the attempt that mended it was taken back.
fn mending(db: &mut Db, attempt: &SubmissionRow) -> CycleResult<Option<Owed>> {
    let state = SubmissionState::from_key(&attempt.state);
    if !matches!(state, Some(SubmissionState::Returned | SubmissionState::Superseded)) {
        return Ok(None);
    }
    let mut items = reviews::of_submission(db, attempt.id)?;
    items.retain(|d| d.decision == "returned");
    let days: CycleResult<Vec<Date>> = items
        .iter()
        .filter_map(|d| d.due.as_deref())
        .map(shared::date)
        .collect();
    let (Some(due), Some(at)) = (days?.into_iter().min(), attempt.decided_at) else {
        return Ok(None);
    };
    Ok(Some(Owed::Mending {
        submission: attempt.id,
        items,
        due,
        since: Moment::from_unix(at).day_in_vietnam(),
    }))
}

/// True for a message that says what is no longer so.
pub(super) fn is_settled(db: &mut Db, now: Moment, mail: &outbox::MailRow) -> CycleResult<bool> {
    let today = now.day_in_vietnam();
    // What a worker that died held may have gone out: it goes again as the same letter.
    if mail.attempts > 1 && mail.error.is_none() {
        return Ok(false);
    }
    let Some(occasion) = Occasion::of_key(&mail.idempotency_key) else {
        return Ok(false);
    };
    match occasion {
        Occasion::HandedOver { submission, at } => return Ok(!waits_since(db, submission, at)?),
        Occasion::Link { account, at } => return Ok(!link_holds(db, now, account, at)?),
        _ => {}
    }
    let found = match &occasion {
        Occasion::Missing { report, .. } => rounds::report_in_place(db, *report)?,
        Occasion::Returned { submission }
        | Occasion::Mending { submission, .. }
        | Occasion::HandedOver { submission, .. } => {
            rounds::submission_in_place(db, *submission)?.map(|(_, place)| place)
        }
        Occasion::Link { .. } => None,
    };
    let Some((report, round, unit)) = found else {
        return Ok(true);
    };
    let place = Place { round, report, unit };
    let owed = owed(db, &place)?;
    Ok(match (occasion, owed) {
        (Occasion::Returned { submission }, Some(Owed::Mending { submission: now, .. })) => now != submission,
        (
            Occasion::Mending { submission, step },
            Some(Owed::Mending {
                submission: now, due, ..
            }),
        ) => now != submission || is_over(step, due, today),
        (Occasion::Missing { step, .. }, Some(Owed::Report { due })) => {
            shared::round_state(&place.round) != RoundState::Open || is_over(step, due, today)
        }
        _ => true,
    })
}

/// True where a draft waits for who may send it, since this moment.
fn waits_since(db: &mut Db, submission: i64, at: i64) -> CycleResult<bool> {
    let is_draft = submissions::get(db, submission)?.is_some_and(|s| s.state == SubmissionState::Draft.key());
    let waiting = handed_over::of(db, &[submission])?;
    Ok(is_draft && waiting.iter().any(|w| w.handed_at == at))
}

/// True while the link that was made at this moment can be used.
fn link_holds(db: &mut Db, now: Moment, account: i64, at: i64) -> CycleResult<bool> {
    let links = people::tokens_of(db, account, "link")?;
    Ok(links.iter().any(|link| {
        link.created_at == at && link.used_at.is_none() && link.revoked_at.is_none() && now.unix() < link.expires_at
    }))
}

/// True where the day was moved, or has passed since.
fn is_over(step: Step, due: Date, today: Date) -> bool {
    match step {
        Step::Asked(_) => false,
        Step::Opened(then) | Step::Before(then, _) => then != due || today > due,
        Step::Late(then) => then != due,
    }
}
