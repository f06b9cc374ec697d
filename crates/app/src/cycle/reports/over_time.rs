//! The unit's reports before, which checks over time hold the present one against: the last one of each programme.

use super::answer_sheet::AnswerSheet;
use super::previous;
use crate::cycle::remembered::Remembered;
use crate::cycle::shared::Place;
use crate::cycle::{Cycle, CycleError, CycleResult, templates};
use crate::pipeline;
use std::collections::HashSet;
use std::sync::Arc;
use tonghop_messages::Lang;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::reading::Understood;
use tonghop_store::compared::BeforeRow;
use tonghop_store::rounds::RoundRow;
use tonghop_store::{Db, submissions};

/// Reports before that stay understood: those of units that are typing.
pub(crate) const KEPT: usize = 128;
/// Checks of reports of one programme: a month of one programme and a year of another may well differ five times, and a
/// paragraph may serve both.
const OF_ONE_PROGRAMME: [&str; 2] = ["V305", "V307"];

/// Reports before, understood once: what was sent never changes.
pub(crate) type BeforeCache = Remembered<i64, Understood>;

/// The last report that the unit sent before for each programme, the last period first.
pub(crate) fn before(db: &mut Db, place: &Place) -> CycleResult<Vec<BeforeRow>> {
    let mut rows = previous::sent(db, place.unit.id, &place.round)?;
    let mut programmes = HashSet::new();
    rows.retain(|row| programmes.insert(row.programme.clone()));
    Ok(rows)
}

/// What checks over time find in a report, read of the answers; places of it carry report 1, those of reports before 0. Work
/// for the processor.
pub(super) fn findings(
    cycle: &Cycle,
    before: &[BeforeRow],
    now: &mut Understood,
    round: &RoundRow,
) -> CycleResult<Vec<Finding>> {
    // The form has no date of its own: its figures stand for the end of the period.
    now.reading.header.date = Some(round.period_to.clone());
    let (own, others): (Vec<_>, Vec<_>) = before.iter().partition(|b| b.programme == round.programme);
    let mut found = against(cycle, &own, now)?;
    let mut of_others = against(cycle, &others, now)?;
    of_others.retain(|f| !OF_ONE_PROGRAMME.contains(&f.check));
    found.append(&mut of_others);
    // The mistake may stand in the report before, which cannot be changed any more: a word of explanation is enough.
    found
        .iter_mut()
        .for_each(|f| f.severity = f.severity.min(Severity::Warning));
    Ok(found)
}

/// What the present report and these, the last period first, show together. What is quoted of one of them carries its title.
fn against(cycle: &Cycle, before: &[&BeforeRow], now: &Understood) -> CycleResult<Vec<Finding>> {
    let in_order: Vec<&BeforeRow> = before.iter().rev().copied().collect();
    let known: Vec<Arc<Understood>> = in_order
        .iter()
        .map(|row| understood(cycle, row))
        .collect::<CycleResult<_>>()?;
    let mut all: Vec<&Understood> = known.iter().map(AsRef::as_ref).collect();
    all.push(now);
    let mut found = pipeline::check_unit(&all, &cycle.engine.catalogue);
    for place in found.iter_mut().flat_map(|f| &mut f.places) {
        match in_order.get(place.report) {
            Some(row) => {
                place.quote = format!("{}: {}", row.title, place.quote);
                place.report = 0;
            }
            None => place.report = 1,
        }
    }
    Ok(found)
}

fn understood(cycle: &Cycle, before: &BeforeRow) -> CycleResult<Arc<Understood>> {
    if let Some(known) = cycle.before_cache.get(&before.submission_id) {
        return Ok(known);
    }
    let (items, template) = cycle.store.read(|db| {
        let template = templates::known(cycle, db, before.template_id)?;
        Ok::<_, CycleError>((submissions::items(db, before.submission_id)?, template))
    })?;
    let sheet = AnswerSheet::new(&template.template.content, &items, &before.title);
    let mut understood = sheet.understood(&cycle.engine.catalogue, cycle.texts(Lang::Vi));
    understood.reading.header.date = Some(before.period_to.clone());
    let understood = Arc::new(understood);
    cycle.before_cache.put(before.submission_id, Arc::clone(&understood), 1);
    Ok(understood)
}
