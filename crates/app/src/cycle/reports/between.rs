//! Checks between the units of a round: paragraphs that stand in the report of another unit, shares far from those of all.
//!
//! Other units are named, and only those that have sent; their words are shown nowhere, since they are those of this report.

use super::alike::{Alike, LookedUp, look_up};
use super::checks::worded;
use super::paragraphs::Paragraph;
use crate::cycle::shared::Place;
use crate::cycle::templates::Known;
use crate::cycle::{Cycle, CycleResult};
use tonghop_checks::copied_text;
use tonghop_messages::Lang;
use tonghop_model::finding::Place as Where;
use tonghop_store::findings::NewFinding;
use tonghop_store::submissions::ItemRow;

/// Codes of the checks.
pub(super) const CODES: [&str; 2] = ["V401", "V402"];

/// A report that is held against those of the other units.
pub(super) struct Held<'a> {
    pub submission: i64,
    /// When it was sent; none for one that is about to be.
    pub sent_at: Option<i64>,
    pub items: &'a [ItemRow],
}

/// What checks between units find in a report. Who came later has to say a word; who came first is told.
pub(super) fn findings(
    cycle: &Cycle,
    place: &Place,
    held: &Held<'_>,
    (paragraphs, looked_up): (&[Paragraph], &LookedUp),
) -> Vec<NewFinding> {
    let mut found = Vec::new();
    for (paragraph, others) in paragraphs.iter().zip(&looked_up.alike) {
        let came_first = |a: &&Alike| {
            held.sent_at
                .is_none_or(|own| (a.sent_at, a.submission) < (Some(own), held.submission))
        };
        let (first, later): (Vec<&Alike>, Vec<&Alike>) = others.iter().partition(came_first);
        let is_later = !first.is_empty();
        let units = if is_later { first } else { later };
        if units.is_empty() {
            continue;
        }
        let names: Vec<&str> = units.iter().map(|a| a.unit_name.as_str()).collect();
        let (text, node) = (paragraph.text(held.items), paragraph.node(held.items));
        let finding = copied_text::copied_from(&names, text, is_later);
        // The same paragraph stays the same finding, whoever else has it.
        let key = format!("V401|{node}|{text}");
        found.push(worded(cycle, held.submission, node, (&finding, 0), Some(key)));
    }
    found.extend(outliers(cycle, place, held));
    found
}

fn outliers(cycle: &Cycle, place: &Place, held: &Held<'_>) -> Vec<NewFinding> {
    let Some(spreads) = cycle.spreads.of(place.round.id) else {
        return Vec::new();
    };
    let shares = held.items.iter().filter_map(|item| {
        let (value, spread) = (item.value?, spreads.get(&item.node)?);
        spread.is_far(value).then_some((item, value, spread))
    });
    let made = shares.map(|(item, value, spread)| {
        let name = cycle
            .engine
            .catalogue
            .indicator(&item.node)
            .map_or(&item.node, |i| &i.name);
        let quote = format!("{} %", cycle.texts(Lang::Vi).decimal(value));
        let finding = spread.finding(name.clone(), value, Where::new(0, None, quote));
        let key = outlier_key(&item.node, value);
        worded(cycle, held.submission, &item.node, (&finding, 0), Some(key))
    });
    made.collect()
}

/// The same share stays the same finding, wherever the middle moves.
pub(super) fn outlier_key(node: &str, value: f64) -> String {
    format!("V402|{node}|{value}")
}

/// What checks between units find in a report with these paragraphs.
pub(super) fn found(
    cycle: &Cycle,
    place: &Place,
    template: &Known,
    (held, paragraphs): (&Held<'_>, &[Paragraph]),
) -> CycleResult<Vec<NewFinding>> {
    let looked_up = match paragraphs.is_empty() {
        true => LookedUp::default(),
        false => cycle
            .store
            .read(|db| look_up(cycle, db, place, template, (held, paragraphs)))?,
    };
    Ok(findings(cycle, place, held, (paragraphs, &looked_up)))
}
