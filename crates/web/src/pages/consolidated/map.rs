//! The units of a round side by side, by the district they came from: who has sent, how far they are, what is wrong.

use super::grid::{Cell, Grid};
use super::tiles::{Tiles, Unit};
use super::view::{District, Select, View};
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use std::collections::HashMap;
use tonghop_app::cycle::reports::Owed;
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, MatrixFilter, MatrixUnit};
use tonghop_model::cycle::{RoundId, Timeliness, UnitId};
use tonghop_model::reading::StatusClass;

/// What the tiles show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Time,
    Met,
    Errors,
}

/// Lowest share of done tasks in percent, style, key of the words.
const BANDS: [(usize, &str, &str); 4] = [
    (90, "c-met", "web-map-band-most"),
    (70, "c-mostly", "web-map-band-many"),
    (40, "c-progress", "web-map-band-some"),
    (0, "c-not-started", "web-map-band-few"),
];

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, owed, matrix) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let owed = views::completeness(cycle, call, RoundId(id))?.units;
            let matrix = views::matrix(cycle, call, RoundId(id), &MatrixFilter::default())?;
            Ok((round, owed, matrix))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "map", "web-map-lead");
    let by = match form.text("by") {
        "met" => By::Met,
        "errors" => By::Errors,
        _ => By::Time,
    };
    let choices = ["time", "met", "errors"].map(|b| (b.to_owned(), page.t(&format!("web-map-by-{b}"))));
    let mut select = Select::new(&page, &form, "by", "web-map-by", choices.into());
    select.all = false;
    let district = District::new(&page, &form, owed.iter().filter_map(|o| o.district_of_old.as_deref()));
    let sent: HashMap<UnitId, &MatrixUnit> = matrix.units.iter().map(|u| (u.unit, u)).collect();
    let shown: Vec<&Owed> = owed
        .iter()
        .filter(|o| district.has(o.district_of_old.as_deref()))
        .collect();
    let units = shown.iter().map(|o| unit(&page, by, o, sent.get(&o.unit).copied()));
    let map = Tiles::new(units.collect(), &page.t("web-map-no-district"), legend(&page, by));
    let grid = grid(&page, &shown, &sent);
    view.selects = vec![select];
    district.add_to(&mut view);
    view.section(String::new(), Vec::new(), grid);
    if let Some(section) = view.sections.first_mut() {
        section.map = Some(map);
    }
    view.reply(page, &form)
}

fn met(unit: &MatrixUnit) -> usize {
    let met = unit.cells.iter().filter(|c| c.class == StatusClass::Met).count();
    (met * 100).checked_div(unit.cells.len()).unwrap_or(0)
}

fn band(share: usize) -> (&'static str, &'static str) {
    let found = BANDS.iter().find(|b| share >= b.0).unwrap_or(&BANDS[3]);
    (found.1, found.2)
}

fn unit(page: &Page, by: By, owed: &Owed, sent: Option<&MatrixUnit>) -> Unit {
    let time = words::timeliness(page, owed.timeliness);
    let (mark, said, style) = match (by, sent) {
        (By::Time, _) => (
            time_mark(owed.timeliness).to_owned(),
            time,
            words::timeliness_style(owed.timeliness),
        ),
        (_, None) => ("?".to_owned(), page.t("web-map-not-sent"), "c-blank"),
        (By::Met, Some(unit)) => {
            let share = met(unit);
            let said = page.with("web-map-met", "share", share);
            (format!("{share}%"), said, band(share).0)
        }
        (By::Errors, Some(unit)) => {
            let (errors, warnings) = (unit.errors.unsigned_abs(), unit.warnings.unsigned_abs());
            let style = match (errors, warnings) {
                (0, 0) => "c-met",
                (0, _) => "c-blank",
                _ => "c-not-started",
            };
            let counts = [("errors", page.number(errors)), ("warnings", page.number(warnings))];
            (
                format!("{errors}/{warnings}"),
                page.words("web-map-errors", &counts),
                style,
            )
        }
    };
    Unit {
        district: owed.district_of_old.clone().unwrap_or_default(),
        words: format!("{}: {said}", owed.unit_name),
        href: format!("/units/{}/reports", owed.unit),
        name: without_kind(&owed.unit_name).to_owned(),
        mark,
        style,
    }
}

/// "xã Suối Ngàn" as a tile has room for it: "Suối Ngàn".
fn without_kind(name: &str) -> &str {
    const KINDS: [&str; 4] = ["xã ", "phường ", "đặc khu ", "thị trấn "];
    KINDS.iter().find_map(|k| name.strip_prefix(k)).unwrap_or(name)
}

/// A sign that tells the states apart without colour.
const fn time_mark(time: Timeliness) -> &'static str {
    match time {
        Timeliness::OnTime => "✓",
        Timeliness::SentLate => "▲",
        Timeliness::Pending => "…",
        Timeliness::Overdue => "✕",
        Timeliness::NotAsked => "–",
    }
}

fn legend(page: &Page, by: By) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = match by {
        By::Time => {
            let word = |t: Timeliness| format!("{} {}", time_mark(t), words::timeliness(page, t));
            return Timeliness::ALL.map(|t| (words::timeliness_style(t), word(t))).into();
        }
        By::Met => BANDS.iter().map(|(_, style, key)| (*style, page.t(key))).collect(),
        By::Errors => vec![
            ("c-met", page.t("web-map-errors-none")),
            ("c-not-started", page.t("web-map-errors-some")),
            ("c-blank", page.t("web-map-errors-warnings")),
        ],
    };
    if by == By::Met {
        found.push(("c-blank", page.t("web-map-not-sent")));
    }
    found
}

fn grid(page: &Page, shown: &[&Owed], sent: &HashMap<UnitId, &MatrixUnit>) -> Grid {
    let texts = [
        "web-completeness-unit",
        "web-unit-code",
        "web-unit-old-district",
        "web-completeness-timeliness",
    ];
    let counts = ["web-map-met-share", "web-matrix-errors", "web-matrix-warnings"];
    let mut grid = Grid::new(page, &texts).numbers(page, &counts);
    for owed in shown {
        let unit = sent.get(&owed.unit);
        let number = |of: fn(&MatrixUnit) -> f64| Cell::decimal(page, unit.map(|u| of(u)));
        grid.rows.push(vec![
            Cell::text(&owed.unit_name).link(format!("/units/{}/reports", owed.unit)),
            Cell::text(&owed.unit_code),
            Cell::text(owed.district_of_old.clone().unwrap_or_default()),
            Cell::text(words::timeliness(page, owed.timeliness)).tagged(words::timeliness_tag(owed.timeliness)),
            number(|u| met(u) as f64),
            number(|u| u.errors as f64),
            number(|u| u.warnings as f64),
        ]);
    }
    grid
}
