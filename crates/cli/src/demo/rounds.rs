//! The rounds: opened, played by the units, closed.

use super::calendar::Dates;
use super::deeds::{self, Round};
use super::samples;
use super::stage::{Failed, Stage};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::{mail, templates, views};
use tonghop_messages::Lang;
use tonghop_model::cycle::{Obligation, RoundId, TemplateId};

/// Everything that happened, in its order.
pub fn play(stage: &Stage<'_>) -> Result<(), Failed> {
    let (first, second) = templates_of(stage)?;
    let calendar = stage.calendar;
    let words = &stage.province.words;

    let round = open(stage, &calendar.samples, first, 1905, &words.sample_round)?;
    samples::play(stage, &round)?;
    for unit in stage.province.units.iter().filter(|u| u.sample.is_none()) {
        deeds::play(stage, &round, unit, unit.closed)?;
    }
    answer_recommendations(stage, &round)?;
    close(stage, &round, true)?;

    let round = open(stage, &calendar.closed, second, 871, "")?;
    for unit in &stage.province.units {
        deeds::play(stage, &round, unit, unit.closed)?;
    }
    answer_recommendations(stage, &round)?;
    settle_promises(stage, &round)?;
    close(stage, &round, false)?;

    let mut round = open(stage, &calendar.open, second, 1127, "")?;
    round.bonus = 1;
    for unit in &stage.province.units {
        deeds::play(stage, &round, unit, unit.open)?;
    }
    remind(stage, &round)?;

    open(stage, &calendar.upcoming, second, 1203, "")?;
    Ok(())
}

/// The template of the catalogue, and a version of it that asks for indicators.
fn templates_of(stage: &Stage<'_>) -> Result<(TemplateId, TemplateId), Failed> {
    let head = stage.actor("lanhdao")?;
    let call = stage.call(head, stage.calendar.samples.deadline.plus_days(20), 10);
    let first = templates::list(stage.cycle, &call)?;
    let first = first.into_iter().next().ok_or("the catalogue has no template")?;
    let draft = templates::draft(stage.cycle, &call, first.id)?;
    let mut content = first.content;
    content.indicators = stage.province.indicators.iter().map(|i| i.code.clone()).collect();
    let title = &stage.province.words.template_title;
    templates::edit(stage.cycle, &call, draft, 1, title, &content)?;
    templates::publish(stage.cycle, &call, draft, 2)?;
    Ok((first.id, draft))
}

fn open(stage: &Stage<'_>, dates: &Dates, template: TemplateId, number: u32, title: &str) -> Result<Round, Failed> {
    let head = stage.actor("lanhdao")?;
    let call = stage.call(head, dates.opened, 9);
    let period = stage.cycle.texts(Lang::Vi).format(&dates.period.label());
    let words = &stage.province.words;
    let title = if title.is_empty() {
        words.round.replace("{kỳ}", &lower_first(&period))
    } else {
        title.to_owned()
    };
    let input = NewRound {
        title,
        request_number: words.request_number.replace("{n}", &number.to_string()),
        request_date: Some(dates.opened),
        request_issuer: stage.province.owner.clone(),
        template,
        unit: stage.root,
        period: dates.period,
        cut_off: None,
        deadline: dates.deadline,
        exempt: Vec::new(),
    };
    let opened = rounds::open(stage.cycle, &call, &input)?;
    Ok(Round {
        id: opened.round,
        dates: *dates,
        content: templates::get(stage.cycle, &call, template)?.content,
        bonus: 0,
    })
}

/// "Tháng 10" within a title: "tháng 10".
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn close(stage: &Stage<'_>, round: &Round, publish: bool) -> Result<(), Failed> {
    let call = stage.call(stage.actor("lanhdao")?, round.dates.deadline.plus_days(12), 15);
    let version = version(stage, round.id)?;
    rounds::close(stage.cycle, &call, round.id, version)?;
    if publish {
        rounds::publish(stage.cycle, &call, round.id, version + 1)?;
    }
    Ok(())
}

fn version(stage: &Stage<'_>, round: RoundId) -> Result<i64, Failed> {
    let call = stage.call(stage.actor("lanhdao")?, stage.today(), 0);
    Ok(rounds::get(stage.cycle, &call, round)?.version)
}

/// Every second request gets an owner; every fourth is answered, where there is an answer to what it is about.
fn answer_recommendations(stage: &Stage<'_>, round: &Round) -> Result<(), Failed> {
    let call = stage.call(stage.actor("lanhdao")?, round.dates.deadline.plus_days(8), 14);
    let words = &stage.province.words;
    let asked = views::recommendations(stage.cycle, &call, Some(round.id))?;
    for (number, one) in asked.iter().enumerate().filter(|(n, _)| n % 2 == 0) {
        views::assign_recommendation(stage.cycle, &call, one.id, one.version, &words.owner)?;
        let reply = stage.province.replies.iter().find(|r| one.text.contains(&r.about));
        if let Some(reply) = reply.filter(|_| number % 4 == 0) {
            views::answer_recommendation(stage.cycle, &call, one.id, one.version + 1, &reply.text)?;
        }
    }
    Ok(())
}

/// Of the promises of a closed round, some were kept, one was not.
fn settle_promises(stage: &Stage<'_>, round: &Round) -> Result<(), Failed> {
    let call = stage.call(stage.actor("chuyenvien")?, round.dates.deadline.plus_days(10), 10);
    let promised = views::commitments(stage.cycle, &call, Some(round.id))?;
    for (number, one) in promised.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        let outcome = if number == 3 { "broken" } else { "kept" };
        views::settle_commitment(stage.cycle, &call, one.id, one.version, outcome)?;
    }
    Ok(())
}

/// Reminds who is late.
fn remind(stage: &Stage<'_>, round: &Round) -> Result<(), Failed> {
    let call = stage.call(stage.actor("chuyenvien")?, stage.today().plus_days(-1), 10);
    let owed = tonghop_app::cycle::reports::mine(stage.cycle, &call, Some(round.id))?;
    let late = owed
        .iter()
        .filter(|o| o.obligation == Obligation::Late && o.submission.as_ref().is_none_or(|s| s.sent_at.is_none()));
    let late: Vec<_> = late.map(|o| o.report).collect();
    mail::remind(stage.cycle, &call, &late)?;
    Ok(())
}
