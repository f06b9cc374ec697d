//! Reports that came as files: the samples of the repository, through the real readers.

use super::data::Unit;
use super::deeds::{Act, Round};
use super::stage::{Failed, Stage};
use crate::samples::SAMPLES;
use tonghop_app::cycle::files::{self, Upload};
use tonghop_app::cycle::reports::{self, Item, ItemInput};
use tonghop_model::cycle::{ReportId, SubmissionId};
use tonghop_model::date::Date;

/// The units whose report of 2025 is among the samples: uploaded, read, taken over, mended, sent, accepted.
pub fn play(stage: &Stage<'_>, round: &Round) -> Result<(), Failed> {
    for unit in &stage.province.units {
        let Some(name) = &unit.sample else { continue };
        let act = Act::of(stage, round, unit)?;
        let call = stage.call(stage.approver(unit)?, round.dates.deadline.plus_days(-2), 10);
        let day = round.dates.deadline.plus_days(-2);
        let draft = upload(stage, act.report, unit, (name, bytes(name)?.to_vec()), day)?;
        files::accept_all(stage.cycle, &call, draft, 0.0, false)?;
        mend(stage, act.report, draft, unit)?;
        let note = Some(stage.province.words.note.as_str());
        let key = format!("demo-{}-{}", round.id, unit.code);
        reports::submit(stage.cycle, &call, draft, &key, note)?;
        act.accept(draft, round.dates.deadline.plus_days(2))?;
    }
    Ok(())
}

/// The unit's document of the present round waits to be looked at: last year's text with this year's dates.
pub fn send_file(stage: &Stage<'_>, report: ReportId, unit: &Unit, round: &Round) -> Result<(), Failed> {
    let name = unit.sample.as_deref().ok_or("a unit without sample")?;
    let text = String::from_utf8(bytes(name)?.to_vec())?;
    let year = round.dates.period.to().year();
    let text = text
        .replace("/2025", &format!("/{year}"))
        .replace("năm 2025", &format!("năm {year}"));
    upload(
        stage,
        report,
        unit,
        (name, text.into_bytes()),
        stage.today().plus_days(-1),
    )?;
    Ok(())
}

/// Keeps a file with a report and reads it; the draft that it fills.
fn upload(
    stage: &Stage<'_>,
    report: ReportId,
    unit: &Unit,
    file: (&str, Vec<u8>),
    day: Date,
) -> Result<SubmissionId, Failed> {
    let (name, bytes) = file;
    let call = stage.call(stage.approver(unit)?, day, 9);
    let input = Upload {
        name,
        bytes: &bytes,
        node: None,
        is_report: true,
    };
    let uploaded = files::upload(stage.cycle, &call, report, &input)?;
    while files::run_next_reading(stage.cycle, call.now)? {}
    Ok(uploaded.reading.ok_or("the file was not read")?.0)
}

/// In the samples, some figures do not add up: whoever looked at the findings has mended them.
fn mend(stage: &Stage<'_>, report: ReportId, draft: SubmissionId, unit: &Unit) -> Result<(), Failed> {
    let call = stage.call(stage.approver(unit)?, stage.calendar.samples.deadline.plus_days(-1), 10);
    let page = reports::page(stage.cycle, &call, report, None)?;
    for item in &page.items {
        let mends = stage.province.mends.iter();
        let text = mends.fold(item.result.clone(), |text, m| text.replace(&m.from, &m.to));
        if text != item.result {
            reports::save_item(stage.cycle, &call, draft, &changed(item, text))?;
        }
    }
    Ok(())
}

fn changed(item: &Item, result: String) -> ItemInput {
    ItemInput {
        node: item.node.clone(),
        version: item.version,
        status: item.status.clone(),
        result,
        absence: item.absence,
        value: item.value,
        numerator: item.numerator,
        denominator: item.denominator,
        ..ItemInput::default()
    }
}

fn bytes(name: &str) -> Result<&'static [u8], Failed> {
    let known = SAMPLES.iter().find(|(n, _)| *n == name);
    Ok(known.map(|(_, bytes)| *bytes).ok_or("an unknown sample")?)
}
