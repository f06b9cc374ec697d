//! Reports as a unit writes, checks and sends them.

use super::files::{Attachment, Reading};
use super::input::NoQuery;
use super::operation::{Done, Env, In, Json, Key, Made, keyed, op};
use super::templates::Task;
use super::types::{At, Bilingual, Count, List, MadeId, Part, Version, all, at};
use super::view::view;
use crate::routes::{Access, Route, Target, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::{CycleError, CycleResult, review, rounds};
use tonghop_model::cycle::{
    Absence, Action, CandidateId, CommentId, EditionId, FindingId, Obligation, ReportId, ReviewDecision, RoundId,
    RoundState, SubmissionId, SubmissionState, Timeliness, UnitId,
};
use tonghop_model::date::Date;
use tonghop_model::finding::Severity;
use tonghop_model::reading::{Span, StatusClass};
use tonghop_model::template::OwnValues;

pub fn routes() -> Vec<Route> {
    let see = Access::On(Action::ViewReport, Target::Report);
    let edit = Access::On(Action::EditReport, Target::Report);
    let send = Access::On(Action::SubmitReport, Target::Report);
    let take_back = Access::On(Action::WithdrawReport, Target::Report);
    let remark = Access::On(Action::Comment, Target::Report);
    let explaining = Access::On(Action::EditReport, Target::Finding);
    let group = "reports";
    vec![
        op(
            Verb::Get,
            "/api/v1/reports",
            Access::Can(Action::EditReport),
            (group, "listReports", "What one's own units owe."),
            mine,
        ),
        op(
            Verb::Get,
            "/api/v1/reports/{id}",
            see,
            (group, "getReport", "A report with its newest attempt."),
            show,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/draft",
            edit,
            (group, "startDraft", "The draft of a report, begun where there is none."),
            start,
        ),
        op(
            Verb::Put,
            "/api/v1/reports/{id}/items/{node}",
            edit,
            (group, "saveItem", "Saves an answer over the version that was read."),
            save,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/copy",
            edit,
            (
                group,
                "copyForward",
                "Takes over the answers of the last period where there is none yet.",
            ),
            copy,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/copy/undo",
            edit,
            (
                group,
                "undoCopy",
                "Takes out of the draft what was copied from the last period and stands as it was copied.",
            ),
            undo_copy,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/check",
            edit,
            (group, "checkReport", "Runs all checks on the newest attempt."),
            check,
        ),
        op(
            Verb::Post,
            "/api/v1/findings/{id}/explain",
            explaining,
            (group, "explainFinding", "Explains a finding of a draft."),
            explain,
        ),
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/reports/{id}/submit",
            send,
            (
                group,
                "submitReport",
                "Sends the draft. Errors stop it, warnings need a word.",
            ),
            submit,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/hand-over",
            edit,
            (
                group,
                "handOverReport",
                "Lays the draft before those of the unit who may send it. Errors stop it.",
            ),
            hand_over,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/hand-back",
            edit,
            (
                group,
                "handBackReport",
                "Hands a draft that waits to be sent back to who wrote it, with a reason; or takes it back.",
            ),
            hand_back,
        ),
        keyed(
            Key::Required,
            Verb::Post,
            "/api/v1/reports/{id}/intake",
            send,
            (group, "intakeReport", "Fills and sends a whole report in one request."),
            intake,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/withdraw",
            take_back,
            (
                group,
                "withdrawReport",
                "Takes the sent report back before its review begins.",
            ),
            withdraw,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/nothing",
            send,
            (group, "declareNothing", "Declares that there is nothing to report."),
            nothing,
        ),
        op(
            Verb::Post,
            "/api/v1/reports/{id}/nothing/undo",
            send,
            (group, "withdrawNothing", "Takes back that there is nothing to report."),
            withdraw_nothing,
        ),
        op(
            Verb::Get,
            "/api/v1/reports/{id}/editions",
            see,
            (group, "listEditions", "Frozen editions, newest first."),
            editions,
        ),
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/reports/{id}/comments",
            remark,
            (group, "comment", "Writes a remark."),
            comment,
        ),
    ]
}

view! {
    /// A report that a unit owes.
    Owed of reports::Owed, x {
        /// Report.
        report: ReportId,
        /// Version of the obligation, for what the round asks of the unit; steps of the review want the version that stands in
        /// `submission`.
        version: i64,
        /// Round.
        round: RoundId,
        /// Title of the round.
        title: String,
        /// Code of the period.
        period: String,
        /// State of the round.
        round_state: RoundState,
        /// Unit.
        unit: UnitId,
        /// Code of the unit.
        unit_code: String,
        /// Name of the unit.
        unit_name: String,
        /// The day that holds for the unit.
        due: Date,
        /// How the obligation stands.
        obligation: Obligation,
        /// In time, late, not yet.
        timeliness: Timeliness,
        /// Why it was extended, exempt or has nothing to report.
        reason: Option<String>,
        /// The newest attempt.
        submission: Option<Submission> = x.submission.map(Submission::from),
        /// Number of the edition that is in force, whatever the newest attempt is; null where nothing was accepted.
        edition: Option<i64>,
        /// When the first attempt that counts was sent; null where none was.
        first_sent: Option<At> = at(x.first_sent),
        /// True where one may send it for the unit.
        may_send: bool,
        /// Since when the draft waits for somebody who may send it; null where it does not.
        handed: Option<Handed> = x.handed.map(Handed::from),
        /// The first day by which something that was returned has to come back; null where nothing was returned.
        mend_by: Option<Date>,
    }
}

view! {
    /// A draft that waits for somebody of the unit who may send it.
    Handed of reports::Handed, x {
        /// Who laid it before them.
        by: String,
        /// When.
        at: At = x.at.into(),
        /// A word to them.
        note: Option<String>,
    }
}

view! {
    /// One attempt to fulfil a report.
    Submission of reports::Submission, x {
        /// Id.
        id: SubmissionId,
        /// Report.
        report: ReportId,
        /// Number of the attempt, from 1.
        attempt: i64,
        /// State.
        state: SubmissionState,
        /// The attempt it was copied from.
        based_on: Option<SubmissionId>,
        /// Who began it.
        created_by: String,
        /// When.
        created_at: At = x.created_at.into(),
        /// Who sent it.
        sent_by: Option<String>,
        /// When.
        sent_at: Option<At> = at(x.sent_at),
        /// Who reviews it.
        reviewer: Option<String>,
        /// Who accepted or returned it.
        decided_by: Option<String>,
        /// When.
        decided_at: Option<At> = at(x.decided_at),
        /// A word of the unit or the reviewer.
        note: Option<String>,
        /// Findings that are errors, when it was last checked.
        errors: i64,
        /// Findings that are warnings, when it was last checked.
        warnings: i64,
        /// Version; the next change has to name it.
        version: i64,
    }
}

view! {
    /// One answer: a task, an indicator or a section of the narrative.
    Answer of reports::Item, x {
        /// Code: "A.VII.2", "T04", "s:causes".
        node: String,
        /// `task`, `indicator`, `section`.
        kind: String,
        /// Verbatim status of a task.
        status: String,
        /// Its class.
        class: StatusClass,
        /// Percentage, where that is the class.
        percent: Option<f64>,
        /// Verbatim result of a task; text of a section; note of an indicator.
        result: String,
        /// Why there is no value.
        absence: Option<Absence>,
        /// Value of an indicator.
        value: Option<f64>,
        /// Numerator.
        numerator: Option<f64>,
        /// Denominator.
        denominator: Option<f64>,
        /// Unit of measure.
        unit_of_measure: Option<String>,
        /// "khoảng", "trên", …
        qualifier: Option<String>,
        /// First day of the data.
        as_of_from: Option<Date>,
        /// Last day of the data.
        as_of_to: Option<Date>,
        /// `typed`, `candidate`, `register`, `copied`, `import`.
        source: String,
        /// Candidate it was taken from.
        candidate: Option<CandidateId>,
        /// Place in the source.
        span: Option<Span>,
        /// The sentence in the source.
        sentence: Option<String>,
        /// Who saved it last.
        updated_by: String,
        /// When.
        updated_at: At = x.updated_at.into(),
        /// Version; the next change has to name it.
        version: i64,
        /// What stands in the columns that the template adds, by their code: a number as "1234,5", a day as "05/12/2026".
        own: OwnValues,
    }
}

/// Who waived a finding, why and when.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Waiver {
    /// Why.
    reason: String,
    /// Who.
    by: String,
    /// When.
    at: At,
}

view! {
    /// What a check found.
    Finding of reports::Finding, x {
        /// Id.
        id: FindingId,
        /// Submission.
        submission: SubmissionId,
        /// Item it speaks of.
        node: Option<String>,
        /// Code of the check.
        check: String,
        /// An error stops sending, a warning needs a word of explanation.
        severity: Severity,
        /// What to tell people.
        message: Bilingual = x.message.into(),
        /// What should stand there.
        expected: Option<Bilingual> = x.expected.map(Bilingual::from),
        /// What stands there.
        actual: Option<Bilingual> = x.actual.map(Bilingual::from),
        /// The words at each place.
        quotes: Vec<String>,
        /// Word of explanation by the unit.
        explanation: Option<String>,
        /// The exception, where one was made.
        waived: Option<Waiver> = x.waived.map(|(reason, by, at)| Waiver { reason, by, at: at.into() }),
    }
}

view! {
    /// A reviewer's decision on an item.
    Decision of reports::Review, x {
        /// Item.
        node: String,
        /// `accepted`, `returned`.
        decision: &'static str = x.decision.key(),
        /// Why it was returned.
        reason: Option<String> = match &x.decision {
            ReviewDecision::Returned { reason, .. } => Some(reason.clone()),
            ReviewDecision::Accepted => None,
        },
        /// By when it has to be done again.
        due: Option<Date> = match &x.decision {
            ReviewDecision::Returned { due, .. } => Some(*due),
            ReviewDecision::Accepted => None,
        },
        /// Who.
        by: String,
        /// When.
        at: At = x.at.into(),
        /// Version; the next decision on the item has to name it.
        version: i64,
    }
}

view! {
    /// A remark.
    Comment of reports::Comment, x {
        /// Id.
        id: CommentId,
        /// Item it is about.
        node: Option<String>,
        /// The words.
        text: String,
        /// Who.
        author: String,
        /// When.
        at: At = x.at.into(),
    }
}

view! {
    /// A report with everything around it.
    Report of reports::Page, x {
        /// Report.
        id: ReportId = x.report,
        /// Version of the obligation.
        version: i64,
        /// Round.
        round: RoundId,
        /// Title of the round.
        title: String,
        /// Code of the period.
        period: String,
        /// State of the round.
        round_state: RoundState,
        /// Code of the programme.
        programme: String,
        /// Unit.
        unit: i64 = x.unit.id,
        /// Name of the unit.
        unit_name: String = x.unit.name,
        /// The day that holds for the unit.
        due: Date,
        /// How the obligation stands.
        obligation: Obligation,
        /// In time, late, not yet.
        timeliness: Timeliness,
        /// The tasks that are asked.
        tasks: Vec<Task> = all(x.template.content.tasks),
        /// Codes of the sections that are asked.
        sections: Vec<String> = x.template.content.sections.into_iter().map(|s| s.code).collect(),
        /// Codes of the indicators that are asked.
        indicators: Vec<String> = x.template.content.indicators,
        /// The attempt that is shown.
        submission: Option<Submission> = x.submission.map(Submission::from),
        /// Why the unit has nothing to report; null where it did not declare that.
        nothing: Option<String>,
        /// Since when the draft waits for somebody who may send it; null where it does not.
        handed: Option<Handed> = x.handed.map(Handed::from),
        /// Every attempt, newest first.
        attempts: Vec<Submission> = all(x.attempts),
        /// Its answers.
        items: Vec<Answer> = all(x.items),
        /// What the last check found.
        findings: Vec<Finding> = all(x.findings),
        /// Decisions of the reviewer on this attempt.
        reviews: Vec<Decision> = all(x.reviews),
        /// What the attempt before was returned for.
        returned: Vec<Decision> = all(x.returned),
        /// Remarks.
        comments: Vec<Comment> = all(x.comments),
        /// Files.
        files: Vec<Attachment> = all(x.files),
        /// How reading files stands.
        readings: Vec<Reading> = all(x.readings),
        /// Values that were read and nobody decided on.
        open_candidates: usize,
        /// Figures of the registers for what is asked.
        registers: Vec<RegisterFigure> = all(x.register),
    }
}

view! {
    /// A figure that was imported from a register.
    RegisterFigure of reports::RegisterFigure, x {
        /// Code of the indicator.
        indicator: String,
        /// Value.
        value: Option<f64>,
        /// Numerator.
        numerator: Option<f64>,
        /// Denominator.
        denominator: Option<f64>,
    }
}

fn mine(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Owed>>> {
    Ok(Json(List::cut(reports::mine(env.cycle, env.call, None)?, said.query)))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Report>> {
    Ok(Json(
        reports::page(env.cycle, env.call, ReportId(said.id), None)?.into(),
    ))
}

fn start(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Report>> {
    let id = ReportId(said.id);
    let draft = reports::start(env.cycle, env.call, id)?;
    Ok(Json(reports::page(env.cycle, env.call, id, Some(draft))?.into()))
}

/// An answer to save.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInput {
    /// Version that was read; 0 where there was no answer.
    #[serde(default)]
    version: i64,
    /// Verbatim status of a task.
    #[serde(default)]
    status: String,
    /// Verbatim result of a task; text of a section; note of an indicator.
    #[serde(default)]
    result: String,
    /// Why there is no value.
    absence: Option<Absence>,
    /// Value of an indicator; computed where numerator and denominator are given and it is a percentage.
    value: Option<f64>,
    /// Numerator.
    numerator: Option<f64>,
    /// Denominator.
    denominator: Option<f64>,
    /// "khoảng", "trên", …
    qualifier: Option<String>,
    /// First day of the data.
    as_of_from: Option<Date>,
    /// Last day of the data.
    as_of_to: Option<Date>,
    /// What stands in the columns that the template adds, by their code; columns that are not named become blank. Without
    /// this they stay as they are.
    own: Option<OwnValues>,
}

impl AnswerInput {
    /// As the use cases take it.
    pub fn of(self, node: String) -> ItemInput {
        ItemInput {
            node,
            version: self.version,
            status: self.status,
            result: self.result,
            absence: self.absence,
            value: self.value,
            numerator: self.numerator,
            denominator: self.denominator,
            qualifier: self.qualifier,
            as_of_from: self.as_of_from,
            as_of_to: self.as_of_to,
            own: self.own,
        }
    }
}

fn save(env: &Env<'_>, said: In<NoQuery, Json<AnswerInput>>) -> CycleResult<Json<Answer>> {
    let draft = reports::start(env.cycle, env.call, ReportId(said.id))?;
    let input = said.body.0.of(said.second);
    Ok(Json(reports::save_item(env.cycle, env.call, draft, &input)?.into()))
}

fn copy(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Count>> {
    let draft = reports::start(env.cycle, env.call, ReportId(said.id))?;
    let count = reports::copy_forward(env.cycle, env.call, draft, None)?;
    Ok(Json(Count { count }))
}

fn undo_copy(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Count>> {
    let draft = reports::start(env.cycle, env.call, ReportId(said.id))?;
    let count = reports::undo_copy(env.cycle, env.call, draft)?;
    Ok(Json(Count { count }))
}

/// The newest attempt.
fn newest(env: &Env<'_>, report: i64) -> CycleResult<SubmissionId> {
    reports::newest(env.cycle, env.call, ReportId(report))
}

fn check(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<Finding>>> {
    let attempt = newest(env, said.id)?;
    Ok(Json(all(reports::check(env.cycle, env.call, attempt)?)))
}

/// Some words.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Words {
    /// The words.
    text: String,
}

fn explain(env: &Env<'_>, said: In<NoQuery, Json<Words>>) -> CycleResult<Done> {
    reports::explain_finding(env.cycle, env.call, FindingId(said.id), &said.body.0.text)?;
    Ok(Done)
}

/// What is sent, with a word to the reviewer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Submit {
    /// The word; it also explains warnings that have no explanation of their own.
    note: Option<String>,
    /// The answers that the sender looked at: the version of each by the code of its item. Where an answer was saved since,
    /// nothing is sent (409). Without it the draft is sent as it stands.
    seen: Option<BTreeMap<String, i64>>,
}

/// A report that was sent.
#[derive(Debug, Serialize, JsonSchema)]
struct Sent {
    /// The submission.
    submission: SubmissionId,
    /// True where the same request had sent it before.
    repeated: bool,
}

impl From<reports::Sent> for Sent {
    fn from(sent: reports::Sent) -> Self {
        Self {
            submission: sent.submission,
            repeated: sent.repeated,
        }
    }
}

fn submit(env: &Env<'_>, said: In<NoQuery, Json<Submit>>) -> CycleResult<Json<Sent>> {
    let attempt = newest(env, said.id)?;
    let key = match said.scoped_key(env, "submit") {
        key if key.is_empty() => format!("page-{attempt}"),
        key => key,
    };
    let body = &said.body.0;
    let sent = reports::submit_as_seen(
        env.cycle,
        env.call,
        attempt,
        body.seen.as_ref(),
        (&key, body.note.as_deref()),
    )?;
    Ok(Json(sent.into()))
}

/// A word to who sends the report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HandOver {
    /// The word, at most 1,000 characters.
    note: Option<String>,
}

fn hand_over(env: &Env<'_>, said: In<NoQuery, Json<HandOver>>) -> CycleResult<Json<Count>> {
    let attempt = newest(env, said.id)?;
    let told = reports::hand_over(env.cycle, env.call, attempt, said.body.0.note.as_deref())?;
    Ok(Json(Count { count: told }))
}

/// What has to be changed before it can be sent.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HandBack {
    /// The reason, at most 1,000 characters; asked of who may send the report.
    #[serde(default)]
    reason: String,
}

fn hand_back(env: &Env<'_>, said: In<NoQuery, Json<HandBack>>) -> CycleResult<Done> {
    let attempt = newest(env, said.id)?;
    reports::hand_back(env.cycle, env.call, attempt, &said.body.0.reason)?;
    Ok(Done)
}

/// A whole report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Intake {
    /// The answers, at most 2,000; they take the place of what a draft holds.
    items: Vec<IntakeItem>,
    /// A word to the reviewer; explains warnings.
    note: Option<String>,
    /// True where answers that people gave in the draft and that this report does not have may be lost.
    #[serde(default)]
    replace_draft: bool,
}

/// An answer with the code of its item.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct IntakeItem {
    /// Code of the item.
    node: String,
    /// The answer.
    answer: AnswerInput,
}

fn intake(env: &Env<'_>, said: In<NoQuery, Json<Intake>>) -> CycleResult<Json<Sent>> {
    let key = said.scoped_key(env, "intake");
    let Intake {
        items,
        note,
        replace_draft,
    } = said.body.0;
    if note.as_ref().is_some_and(|n| n.chars().count() > 5000) {
        return Err(CycleError::invalid("note", "web-api-note"));
    }
    let input = reports::Intake {
        items: items.into_iter().map(|i| i.answer.of(i.node)).collect(),
        key,
        note,
        replace_draft,
    };
    Ok(Json(
        reports::intake(env.cycle, env.call, ReportId(said.id), &input)?.into(),
    ))
}

fn withdraw(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    let attempt = newest(env, said.id)?;
    reports::withdraw(env.cycle, env.call, attempt, said.body.0.version)?;
    Ok(Done)
}

/// Why there is nothing to report.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {
    /// Version of the obligation that was read.
    version: i64,
    /// Why.
    reason: String,
}

/// The adjustment that is asked for.
fn adjustment(said: In<NoQuery, Json<Nothing>>) -> rounds::Adjustment {
    let Nothing { version, reason } = said.body.0;
    rounds::Adjustment {
        reports: vec![(ReportId(said.id), version)],
        reason,
    }
}

fn withdraw_nothing(env: &Env<'_>, said: In<NoQuery, Json<Nothing>>) -> CycleResult<Done> {
    rounds::withdraw_nothing(env.cycle, env.call, &adjustment(said))?;
    Ok(Done)
}

fn nothing(env: &Env<'_>, said: In<NoQuery, Json<Nothing>>) -> CycleResult<Done> {
    rounds::declare_nothing(env.cycle, env.call, &adjustment(said))?;
    Ok(Done)
}

view! {
    /// A frozen edition.
    Edition of review::Edition, x {
        /// Id.
        id: EditionId,
        /// Number within the report, from 1.
        number: i64,
        /// Submission that was accepted.
        submission: SubmissionId,
        /// SHA-256 of the content.
        digest: String,
        /// Who accepted.
        by: String,
        /// When.
        at: At = x.at.into(),
        /// The answers as they were frozen.
        items: Vec<Answer> = all(x.items),
        /// What differs from the edition before; null for the first.
        changes: Option<Vec<Change>> = None,
    }
}

view! {
    /// An item that differs.
    Change of review::Change, x {
        /// Item.
        node: String,
        /// The answer before; null where there was none.
        before: Option<Answer> = x.before.map(Answer::from),
        /// The answer after; null where it is gone.
        after: Option<Answer> = x.after.map(Answer::from),
    }
}

fn editions(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<Vec<Edition>>> {
    let found = review::editions(env.cycle, env.call, ReportId(said.id))?;
    let items: Vec<_> = found.iter().map(|e| e.items.clone()).collect();
    let mut shown: Vec<Edition> = all(found);
    for (edition, pair) in shown.iter_mut().zip(items.windows(2)) {
        // Newest first: the one before stands after it.
        if let [own, before] = pair {
            edition.changes = Some(all(review::differences(before.clone(), own.clone())));
        }
    }
    Ok(Json(shown))
}

/// A remark to write.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewComment {
    /// Item it is about; none for the whole report.
    node: Option<String>,
    /// The words.
    text: String,
}

fn comment(env: &Env<'_>, said: In<NoQuery, Json<NewComment>>) -> CycleResult<Made<MadeId>> {
    let key = said.scoped_key(env, "comment");
    let NewComment { node, text } = said.body.0;
    let id = review::comment_once(env.cycle, env.call, ReportId(said.id), (node.as_deref(), &text), &key)?;
    Ok(Made(MadeId { id: id.0 }))
}
