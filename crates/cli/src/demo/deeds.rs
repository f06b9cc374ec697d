//! What one unit did in one round, and what the reviewer did with it.

use super::calendar::Dates;
use super::data::{Deed, Unit};
use super::stage::{Failed, Stage};
use super::{answers, samples};
use tonghop_app::cycle::reports::{self, Intake, ItemInput};
use tonghop_app::cycle::review;
use tonghop_app::cycle::rounds::{self, Adjustment};
use tonghop_app::cycle::templates::Content;
use tonghop_model::cycle::{ReportId, ReviewDecision, RoundId, SubmissionId};
use tonghop_model::date::Date;

/// A round that is being played.
pub struct Round {
    pub id: RoundId,
    pub dates: Dates,
    pub content: Content,
    /// How much further units have come since the first round.
    pub bonus: usize,
}

/// Items of a draft that somebody has begun.
const BEGUN: usize = 9;
/// Items on which a reviewer has decided.
const DECIDED: usize = 8;

/// Plays what a unit did.
pub fn play(stage: &Stage<'_>, round: &Round, unit: &Unit, deed: Deed) -> Result<(), Failed> {
    let act = Act::of(stage, round, unit)?;
    let deadline = round.dates.deadline;
    match deed {
        Deed::None => {}
        Deed::Accepted => act.accepted(deadline.plus_days(-1 - unit.level as i64 / 2))?,
        Deed::AcceptedLate => act.accepted(deadline.plus_days(1))?,
        Deed::TwoEditions => act.two_editions()?,
        Deed::Submitted => drop(act.send(deadline, "1", 0)?),
        Deed::InReview => act.in_review()?,
        Deed::Returned => drop(act.returned()?),
        Deed::Answering => act.answering()?,
        Deed::Withdrawn => act.withdrawn()?,
        Deed::Draft => act.draft()?,
        Deed::File => samples::send_file(stage, act.report, unit, round)?,
        Deed::Nothing | Deed::Exempt | Deed::Extended => act.adjusted(deed)?,
    }
    Ok(())
}

/// One unit in one round.
pub struct Act<'a> {
    stage: &'a Stage<'a>,
    round: &'a Round,
    unit: &'a Unit,
    pub report: ReportId,
}

impl<'a> Act<'a> {
    pub fn of(stage: &'a Stage<'a>, round: &'a Round, unit: &'a Unit) -> Result<Self, Failed> {
        let (id, _) = stage.place(Some(&unit.code))?;
        let call = stage.call(stage.actor("chuyenvien")?, stage.today(), 0);
        let report = rounds::find_report(stage.cycle, &call, round.id, id)?;
        Ok(Self {
            stage,
            round,
            unit,
            report,
        })
    }

    /// Sends everything at once. `more` makes the answers better than those of the attempt before.
    fn send(&self, day: Date, key: &str, more: usize) -> Result<SubmissionId, Failed> {
        let call = self.stage.call(self.stage.approver(self.unit)?, day, 14);
        let (dates, content) = (&self.round.dates, &self.round.content);
        let mut items = answers::of(self.stage, self.unit, dates, content, self.round.bonus);
        for item in items.iter_mut().take(more) {
            let better = answers::task(self.stage, self.unit, dates, &item.node, self.round.bonus + 2);
            if let Some(better) = better {
                *item = better;
            }
        }
        let input = Intake {
            items,
            key: format!("demo-{}-{}-{key}", self.round.id, self.unit.code),
            note: Some(self.stage.province.words.note.clone()),
            ..Intake::default()
        };
        Ok(reports::intake(self.stage.cycle, &call, self.report, &input)?.submission)
    }

    /// Version of the newest attempt.
    fn version(&self) -> Result<i64, Failed> {
        let call = self.stage.call(self.stage.actor("chuyenvien")?, self.stage.today(), 0);
        let page = reports::page(self.stage.cycle, &call, self.report, None)?;
        Ok(page.attempts.first().ok_or("nothing was sent")?.version)
    }

    fn start_review(&self, id: SubmissionId, day: Date) -> Result<(), Failed> {
        let call = self.stage.call(self.stage.actor("chuyenvien")?, day, 16);
        Ok(review::start(self.stage.cycle, &call, id, self.version()?)?)
    }

    /// Reviews and accepts.
    pub fn accept(&self, id: SubmissionId, day: Date) -> Result<(), Failed> {
        self.start_review(id, day)?;
        let call = self.stage.call(self.stage.actor("chuyenvien")?, day, 17);
        review::accept(self.stage.cycle, &call, id, self.version()?)?;
        Ok(())
    }

    fn accepted(&self, day: Date) -> Result<(), Failed> {
        let id = self.send(day, "1", 0)?;
        self.accept(id, day.plus_days(1))
    }

    /// Accepted, then something new became known.
    fn two_editions(&self) -> Result<(), Failed> {
        let deadline = self.round.dates.deadline;
        self.accepted(deadline.plus_days(-3))?;
        let id = self.send(deadline.plus_days(-1), "2", 3)?;
        self.accept(id, deadline)
    }

    fn in_review(&self) -> Result<(), Failed> {
        let day = self.round.dates.deadline;
        let id = self.send(day, "1", 0)?;
        self.start_review(id, day.plus_days(1))?;
        let call = self.stage.call(self.stage.actor("chuyenvien")?, day.plus_days(1), 17);
        for task in self.round.content.tasks.iter().take(DECIDED) {
            review::decide_item(self.stage.cycle, &call, id, (&task.node, 0), &ReviewDecision::Accepted)?;
        }
        if let Some(task) = self.round.content.tasks.get(DECIDED) {
            let remark = &self.stage.province.words.comment;
            review::comment(self.stage.cycle, &call, self.report, Some(&task.node), remark)?;
        }
        Ok(())
    }

    fn returned(&self) -> Result<SubmissionId, Failed> {
        let (stage, day) = (self.stage, self.round.dates.deadline);
        let id = self.send(day.plus_days(-1), "1", 0)?;
        self.start_review(id, day)?;
        let call = stage.call(stage.actor("chuyenvien")?, day, 17);
        for (task, reason) in self
            .round
            .content
            .tasks
            .iter()
            .skip(3)
            .step_by(4)
            .zip(&stage.province.words.returned)
        {
            let decision = ReviewDecision::Returned {
                reason: reason.clone(),
                due: stage.today().plus_days(5),
            };
            review::decide_item(stage.cycle, &call, id, (&task.node, 0), &decision)?;
        }
        review::return_items(
            stage.cycle,
            &call,
            id,
            self.version()?,
            Some(&stage.province.words.return_note),
        )?;
        Ok(id)
    }

    /// One of the returned items is done again already.
    fn answering(&self) -> Result<(), Failed> {
        self.returned()?;
        let stage = self.stage;
        let call = stage.call(stage.approver(self.unit)?, stage.today().plus_days(-1), 9);
        let draft = reports::start(stage.cycle, &call, self.report)?;
        let page = reports::page(stage.cycle, &call, self.report, None)?;
        let node = &self.round.content.tasks.get(3).ok_or("the template is too short")?.node;
        let better = answers::task(stage, self.unit, &self.round.dates, node, self.round.bonus + 2);
        let present = page.items.iter().find(|i| &i.node == node);
        if let (Some(better), Some(present)) = (better, present) {
            let version = present.version;
            reports::save_item(stage.cycle, &call, draft, &ItemInput { version, ..better })?;
        }
        Ok(())
    }

    fn withdrawn(&self) -> Result<(), Failed> {
        let day = self.round.dates.deadline;
        let id = self.send(day, "1", 0)?;
        let call = self.stage.call(self.stage.approver(self.unit)?, day, 16);
        Ok(reports::withdraw(self.stage.cycle, &call, id, self.version()?)?)
    }

    fn draft(&self) -> Result<(), Failed> {
        let stage = self.stage;
        let call = stage.call(stage.approver(self.unit)?, self.round.dates.deadline, 10);
        let draft = reports::start(stage.cycle, &call, self.report)?;
        for task in self.round.content.tasks.iter().take(BEGUN) {
            let item = answers::task(stage, self.unit, &self.round.dates, &task.node, self.round.bonus);
            if let Some(item) = item {
                reports::save_item(stage.cycle, &call, draft, &item)?;
            }
        }
        Ok(())
    }

    /// Nothing to report, exempt, or a later deadline.
    fn adjusted(&self, deed: Deed) -> Result<(), Failed> {
        let (stage, words) = (self.stage, &self.stage.province.words);
        let day = self.round.dates.deadline.plus_days(-2);
        let reason = |text: &str| Adjustment {
            reports: vec![(self.report, 1)],
            reason: text.to_owned(),
        };
        let head = stage.call(stage.actor("lanhdao")?, day, 11);
        let unit = stage.call(stage.approver(self.unit)?, day, 11);
        match deed {
            Deed::Nothing => rounds::declare_nothing(stage.cycle, &unit, &reason(&words.nothing))?,
            Deed::Exempt => rounds::exempt(stage.cycle, &head, &reason(&words.exempt))?,
            _ => rounds::extend(stage.cycle, &head, &reason(&words.extended), stage.today().plus_days(7))?,
        }
        Ok(())
    }
}
