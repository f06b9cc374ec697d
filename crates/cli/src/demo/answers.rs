//! What a unit answers in a round.

use super::calendar::Dates;
use super::data::{Indicator, Unit};
use super::stage::Stage;
use super::words::{Filling, between, fill, seed};
use tonghop_app::cycle::reports::ItemInput;
use tonghop_app::cycle::templates::Content;

/// Every answer that the template asks for. `bonus` is how much further the unit has come since the first round.
pub fn of(stage: &Stage<'_>, unit: &Unit, dates: &Dates, content: &Content, bonus: usize) -> Vec<ItemInput> {
    let tasks = content
        .tasks
        .iter()
        .filter_map(|t| task(stage, unit, dates, &t.node, bonus));
    let sections = content
        .sections
        .iter()
        .filter_map(|s| section(stage, unit, dates, &s.code));
    let indicators = stage.province.indicators.iter();
    let asked = indicators.filter(|i| content.indicators.contains(&i.code));
    let values = asked.map(|i| value(i, unit, dates, bonus));
    tasks.chain(sections).chain(values).collect()
}

/// The answer to one task; none where the file has none.
pub fn task(stage: &Stage<'_>, unit: &Unit, dates: &Dates, node: &str, bonus: usize) -> Option<ItemInput> {
    let known = stage.answers.tasks.iter().find(|t| t.node == node)?;
    let seed = seed(&[&unit.code, node, &dates.period.to_string()]);
    // The chance belongs to unit and task: a task does not fall back from round to round.
    let chance = between(super::words::seed(&[&unit.code, node]), 0, 2) as usize;
    let [status, result] = &known.answers[variant(unit.level + chance + bonus)];
    Some(ItemInput {
        node: node.to_owned(),
        status: status.clone(),
        result: fill(result, &filling(unit, dates, seed)),
        ..ItemInput::default()
    })
}

fn section(stage: &Stage<'_>, unit: &Unit, dates: &Dates, code: &str) -> Option<ItemInput> {
    let known = stage.answers.sections.iter().find(|s| s.code == code)?;
    let seed = seed(&[&unit.code, code, &dates.period.to_string()]);
    Some(ItemInput {
        node: code.to_owned(),
        result: fill(&known.texts[variant(unit.level + 1)], &filling(unit, dates, seed)),
        ..ItemInput::default()
    })
}

fn value(indicator: &Indicator, unit: &Unit, dates: &Dates, bonus: usize) -> ItemInput {
    let seed = seed(&[&unit.code, &indicator.code, &dates.period.to_string()]);
    let [low, high] = indicator.whole.map(u64::from);
    let whole = between(seed, low, high);
    let mut item = ItemInput {
        node: indicator.code.clone(),
        ..ItemInput::default()
    };
    match indicator.percent {
        Some([least, most]) => {
            let (least, most) = (u64::from(least), u64::from(most));
            let share =
                least + (most - least) * unit.level as u64 / 4 + between(seed.rotate_left(19), 0, 2) + bonus as u64;
            item.numerator = Some((whole * share.min(100) / 100) as f64);
            item.denominator = Some(whole as f64);
        }
        None => item.value = Some(whole as f64),
    }
    item
}

/// Low, middle or high.
fn variant(score: usize) -> usize {
    match score {
        0 | 1 => 0,
        2..=4 => 1,
        _ => 2,
    }
}

fn filling<'a>(unit: &'a Unit, dates: &Dates, seed: u64) -> Filling<'a> {
    Filling {
        unit: &unit.name,
        period: (dates.period.from(), dates.period.to()),
        seed,
    }
}
