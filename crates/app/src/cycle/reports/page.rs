//! Everything on the page of a report.

use super::checks::findings_of;
use super::hand_over::{Handed, handed};
use super::item::answered;
use super::previous::{Before, Previous, previous};
use super::{Finding, Item, Seen, Submission};
use crate::cycle::files::{Foreign, Identity, identity};
use crate::cycle::shared::Place;
use crate::cycle::templates::{self, Template};
use crate::cycle::units::Unit;
use crate::cycle::{Call, Cycle, CycleResult, rounds, shared};
use tonghop_model::cycle::ids::{AttachmentId, CommentId, ReadingId, ReportId, RoundId, SubmissionId};
use tonghop_model::cycle::{Action, Obligation, ReviewDecision, RoundState, Timeliness};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::submissions::ItemRow;
use tonghop_store::{Db, editions, files, reviews, submissions};

/// Everything on the page of a report.
#[derive(Debug, Clone)]
pub struct Page {
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
    /// Number of the request that opened the round.
    pub request: Option<String>,
    /// State of the round.
    pub round_state: RoundState,
    /// Code of the programme.
    pub programme: String,
    /// Unit.
    pub unit: Unit,
    /// What is asked.
    pub template: Template,
    /// The day that holds for the unit.
    pub due: Date,
    /// How the obligation stands.
    pub obligation: Obligation,
    /// Received in time, late, not yet.
    pub timeliness: Timeliness,
    /// The attempt that is shown: the newest, or the one that was asked for.
    pub submission: Option<Submission>,
    /// Why the unit has nothing to report, where it declared that.
    pub nothing: Option<String>,
    /// Since when the draft waits for somebody who may send it, and who finished it.
    pub handed: Option<Handed>,
    /// Every attempt, newest first.
    pub attempts: Vec<Submission>,
    /// Its answers.
    pub items: Vec<Item>,
    /// Answers of the last period: of the unit, or of each unit that it was made of.
    pub previous: Vec<Previous>,
    /// What registers say of the unit in this round, by indicator.
    pub register: Vec<RegisterFigure>,
    /// What the last check found.
    pub findings: Vec<Finding>,
    /// Decisions of the reviewer on this attempt.
    pub reviews: Vec<Review>,
    /// What the attempt before was returned for: the unit's list of things to do.
    pub returned: Vec<Review>,
    /// Remarks.
    pub comments: Vec<Comment>,
    /// Files.
    pub files: Vec<Attachment>,
    /// Files that are being read or were read.
    pub readings: Vec<ReadingState>,
    /// Values that were read and nobody decided on.
    pub open_candidates: usize,
}

impl Page {
    /// How many of its answers say anything: those that were cleared do not.
    #[must_use]
    pub fn answered(&self) -> usize {
        answered(&self.items)
    }

    /// Its answers as they stand on the page, to be named when they are sent.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.items.iter().map(|i| (i.node.clone(), i.version)).collect()
    }
}

/// A figure that was imported from a register.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterFigure {
    /// Code of the indicator.
    pub indicator: String,
    /// Value.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
}

/// A reviewer's decision on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Item.
    pub node: String,
    /// Decision.
    pub decision: ReviewDecision,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Version; the next decision on the item has to name it.
    pub version: i64,
}

/// An item to be done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodoItem {
    /// Item.
    pub node: String,
    /// Why.
    pub reason: String,
    /// By when.
    pub due: Date,
    /// True where the draft's answer differs from the returned one.
    pub changed: bool,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Id.
    pub id: CommentId,
    /// Item it is about.
    pub node: Option<String>,
    /// The words.
    pub text: String,
    /// Who.
    pub author: String,
    /// When.
    pub at: Moment,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Id.
    pub id: AttachmentId,
    /// Item it is evidence for.
    pub node: Option<String>,
    /// `report`, `evidence`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// SHA-256 of the bytes.
    pub digest: String,
    /// IANA media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// How reading a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingState {
    /// Id.
    pub id: ReadingId,
    /// File.
    pub file: AttachmentId,
    /// `queued`, `running`, `done`, `failed`.
    pub state: String,
    /// Why it could not be read.
    pub failure: Option<String>,
    /// Name of the file.
    pub name: String,
    /// True where the file was taken from the report since.
    pub removed: bool,
    /// What the document says of itself; none while it is not read.
    pub identity: Option<Identity>,
    /// In what that differs from the report.
    pub foreign: Vec<Foreign>,
}

/// The page of a report, with its newest attempt or the one asked for.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn page(cycle: &Cycle, call: &Call<'_>, id: ReportId, attempt: Option<SubmissionId>) -> CycleResult<Page> {
    cycle.store.snapshot(|db| {
        let place = shared::place(db, call, id.0, Action::ViewReport)?;
        let attempts = submissions::of_report(db, id.0)?;
        let chosen = match attempt {
            Some(wanted) => attempts.iter().find(|s| s.id == wanted.0),
            None => attempts.first(),
        };
        let chosen = chosen.cloned();
        let (mut items, mut findings, mut reviewed, mut returned, mut readings, mut open) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), 0);
        if let Some(row) = &chosen {
            items = read(submissions::items(db, row.id)?)?;
            findings = findings_of(db, row.id, id.0)?;
            reviewed = reviews_of(db, row.id)?;
            if let Some(before) = row.based_on {
                returned = reviews_of(db, before)?;
                returned.retain(|r| matches!(r.decision, ReviewDecision::Returned { .. }));
            }
            for one in files::readings(db, row.id)? {
                readings.push(reading(db, &place, one)?);
            }
            open = files::candidates(db, row.id)?
                .iter()
                .filter(|c| c.state == "open")
                .count();
        }
        let facts = rounds::facts(&place.report, shared::date(&place.round.deadline)?)?;
        let previous = previous(db, &place)?.into_iter().map(Before::read);
        let previous = previous.collect::<CycleResult<_>>()?;
        Ok(Page {
            report: id,
            version: place.report.version,
            round: RoundId(place.round.id),
            title: place.round.title.clone(),
            period: place.round.period.clone(),
            request: place.round.request_number.clone(),
            round_state: RoundState::from_key(&place.round.state).unwrap_or(RoundState::Closed),
            programme: place.round.programme.clone(),
            template: templates::known(cycle, db, place.round.template_id)?.template.clone(),
            due: facts.due(),
            obligation: facts.state(call.today()),
            timeliness: facts.timeliness(call.today()),
            nothing: place.report.nothing_reason.clone(),
            handed: handed(db, chosen.as_ref())?,
            submission: chosen.map(Submission::of),
            attempts: attempts.into_iter().map(Submission::of).collect(),
            items,
            previous,
            register: register(db, &place)?,
            findings,
            reviews: reviewed,
            returned,
            comments: reviews::comments(db, id.0)?.into_iter().map(comment).collect(),
            files: attachments(db, id.0)?,
            readings,
            open_candidates: open,
            unit: place.unit,
        })
    })
}

/// The newest imported value of each indicator.
fn register(db: &mut Db, place: &Place) -> CycleResult<Vec<RegisterFigure>> {
    let mut found: Vec<RegisterFigure> = Vec::new();
    for row in editions::of_registers(db, place.round.id, place.unit.id)? {
        if found.last().is_some_and(|f| f.indicator == row.element) {
            found.pop();
        }
        found.push(RegisterFigure {
            indicator: row.element,
            value: row.value,
            numerator: row.numerator,
            denominator: row.denominator,
        });
    }
    Ok(found)
}

/// What has to be done again in a draft that answers a returned submission.
#[must_use]
pub fn todo(page: &Page, returned_items: &[Item]) -> Vec<TodoItem> {
    let present = |node: &str| page.items.iter().find(|i| i.node == node);
    let todo = |review: &Review| match &review.decision {
        ReviewDecision::Returned { reason, due } => Some(TodoItem {
            changed: differs(
                present(&review.node),
                returned_items.iter().find(|i| i.node == review.node),
            ),
            node: review.node.clone(),
            reason: reason.clone(),
            due: *due,
        }),
        ReviewDecision::Accepted => None,
    };
    page.returned.iter().filter_map(todo).collect()
}

fn differs(a: Option<&Item>, b: Option<&Item>) -> bool {
    let said = |i: &Item| {
        (
            i.status.clone(),
            i.result.clone(),
            i.absence,
            i.value.map(f64::to_bits),
            i.numerator.map(f64::to_bits),
            i.own.clone(),
        )
    };
    a.map(said) != b.map(said)
}

pub(crate) fn read(rows: Vec<ItemRow>) -> CycleResult<Vec<Item>> {
    rows.into_iter().map(Item::of).collect()
}

pub(crate) fn reviews_of(db: &mut Db, submission: i64) -> CycleResult<Vec<Review>> {
    reviews::of_submission(db, submission)?
        .into_iter()
        .map(review)
        .collect()
}

/// A decision as it is stored.
pub(crate) fn review(row: reviews::ReviewRow) -> CycleResult<Review> {
    let decision = match (row.decision.as_str(), row.reason, row.due) {
        ("returned", Some(reason), Some(due)) => ReviewDecision::Returned {
            reason,
            due: shared::date(&due)?,
        },
        _ => ReviewDecision::Accepted,
    };
    Ok(Review {
        node: row.node,
        decision,
        by: row.decided_by,
        at: Moment::from_unix(row.decided_at),
        version: row.version,
    })
}

fn comment(row: reviews::CommentRow) -> Comment {
    Comment {
        id: CommentId(row.id),
        node: row.node,
        text: row.text,
        author: row.author,
        at: Moment::from_unix(row.written_at),
    }
}

fn reading(db: &mut Db, place: &Place, row: files::ReadingRow) -> CycleResult<ReadingState> {
    let file = files::attachment(db, row.attachment_id)?;
    let identity = Identity::stored(row.about.as_deref());
    Ok(ReadingState {
        foreign: identity
            .as_ref()
            .map(|i| identity::foreign(i, place))
            .unwrap_or_default(),
        identity,
        removed: file.as_ref().is_some_and(|f| f.removed_at.is_some()),
        name: file.map(|f| f.name).unwrap_or_default(),
        id: ReadingId(row.id),
        file: AttachmentId(row.attachment_id),
        state: row.state,
        failure: row.failure,
    })
}

fn attachments(db: &mut Db, report: i64) -> CycleResult<Vec<Attachment>> {
    let mut found = Vec::new();
    for row in files::attachments(db, report)? {
        let file = files::file(db, &row.digest)?;
        found.push(Attachment {
            id: AttachmentId(row.id),
            node: row.node,
            kind: row.kind,
            name: row.name,
            digest: row.digest,
            media_type: file.as_ref().map_or_else(String::new, |f| f.media_type.clone()),
            size: file.map_or(0, |f| f.size),
            by: row.added_by,
            at: Moment::from_unix(row.added_at),
        });
    }
    Ok(found)
}
