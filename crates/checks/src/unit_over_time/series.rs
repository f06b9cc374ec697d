//! Values of one thing over the reports of one unit.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::registry::CheckInfo;
use std::collections::BTreeMap;
use tonghop_model::finding::Finding;
use tonghop_model::message::Message;
use tonghop_model::reading::AsOf;
use tonghop_text::{fold, words};

/// A value in one report.
pub struct Point<'f, 'a> {
    pub facts: &'f Facts<'a>,
    pub figure: &'f Figure<'a>,
    pub value: f64,
    /// Last day of the data where the text gives one, else the day of the report.
    pub day: Option<String>,
}

/// What two values must share to be values of one thing: indicator or subject, unit of measure, kind.
pub fn series<'f, 'a>(reports: &'f [Facts<'a>]) -> BTreeMap<String, Vec<Point<'f, 'a>>> {
    let mut out: BTreeMap<String, Vec<Point>> = BTreeMap::new();
    for facts in reports {
        for figure in facts.figures.iter().filter(|f| !f.measure.is_target) {
            let Some(value) = figure.measure.value.filter(|v| v.is_finite()) else {
                continue;
            };
            let unit = if figure.is_percent() {
                "%".to_owned()
            } else {
                figure.counted_unit()
            };
            let name = match &figure.measure.indicator {
                Some(code) => code.clone(),
                None => Some(fold(&figure.measure.subject))
                    .filter(|s| words(s).count() >= 5)
                    .unwrap_or_default(),
            };
            if !name.is_empty() {
                let day = day(facts, figure);
                out.entry(format!("{name}|{unit}")).or_default().push(Point {
                    facts,
                    figure,
                    value,
                    day,
                });
            }
        }
    }
    out
}

fn day(facts: &Facts, figure: &Figure) -> Option<String> {
    let own = match &figure.measure.as_of {
        Some(AsOf::Date(date)) => Some(date.clone()),
        Some(AsOf::Window { to, .. }) => Some(to.clone()),
        None => facts.reading.header.date.clone(),
    };
    own.filter(|d| d.len() == 10)
}

/// Pairs of values that follow each other in time, in different reports, one value per report and thing.
pub fn steps<'p, 'f, 'a>(points: &'p [Point<'f, 'a>]) -> Vec<(&'p Point<'f, 'a>, &'p Point<'f, 'a>)> {
    let mut by_report: BTreeMap<usize, Vec<&Point>> = BTreeMap::new();
    for point in points {
        by_report.entry(point.facts.report).or_default().push(point);
    }
    // Several values of one thing in one report cannot be followed.
    let mut single: Vec<&Point> = by_report
        .into_values()
        .filter(|list| list.iter().all(|p| p.value == list[0].value))
        .map(|list| list[0])
        .filter(|p| p.day.is_some())
        .collect();
    single.sort_by(|a, b| a.day.cmp(&b.day).then(a.facts.report.cmp(&b.facts.report)));
    single
        .windows(2)
        .filter(|w| w[0].day < w[1].day)
        .map(|w| (w[0], w[1]))
        .collect()
}

/// The finding of a check that sets two values of one thing against each other. `message` is the key of its message;
/// the places are that of the second value, then that of the first.
pub fn finding(info: &CheckInfo, message: &'static str, a: &Point, b: &Point) -> Finding {
    let message = Message::new(message)
        .with("subject", b.figure.measure.subject.clone())
        .with("first", amount::plain(a.value))
        .with("second", amount::plain(b.value));
    let places = vec![b.facts.figure_place(b.figure), a.facts.figure_place(a.figure)];
    info.finding(message, places)
}
