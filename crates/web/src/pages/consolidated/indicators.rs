//! Roll-up of the indicators: sums of numerators and denominators, targets, and the units behind them.

use super::chart::{Chart, Level};
use super::grid::{Cell, Grid};
use super::view::{Select, View};
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds::{self, Round};
use tonghop_app::cycle::views::{self, IndicatorRow};
use tonghop_model::cycle::{RoundId, SubmissionState};
use tonghop_model::programme::Target;

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, rows) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            Ok((round, views::indicators(cycle, call, RoundId(id))?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "indicators", "web-indicators-lead");
    if rows.is_empty() {
        view.lead = page.t("web-indicators-none");
    }
    let (accepted, sent) = basis(&round);
    let basis = [("accepted", page.number(accepted)), ("sent", page.number(sent))];
    let choices = rows
        .iter()
        .map(|r| (r.code.clone(), format!("{} {}", r.code, r.name)))
        .collect();
    view.selects = vec![Select::new(&page, &form, "indicator", "web-indicators-one", choices)];
    let summary = summary(&page, &view.action, &rows);
    let charts = charts(&page, &rows);
    view.section(page.words("web-indicators-sums-accepted", &basis), charts, summary);
    let chosen = form.text("indicator");
    let units = units(&page, id, rows.iter().filter(|r| chosen.is_empty() || r.code == chosen));
    view.section(page.t("web-indicators-units"), Vec::new(), units);
    view.reply(page, &form)
}

/// Reports that are accepted, and those that were sent: only the former are in the sums.
fn basis(round: &Round) -> (usize, usize) {
    let counts = &round.counts;
    let states = SubmissionState::ALL.iter().zip(counts.states);
    let accepted = states.filter(|(s, _)| matches!(s, SubmissionState::Accepted | SubmissionState::Published));
    (accepted.map(|(_, n)| n).sum(), counts.sent())
}

/// Target against actual: a bar for each share with a target in percent.
pub fn charts(page: &Page, rows: &[IndicatorRow]) -> Vec<Chart> {
    let levels: Vec<Level> = rows.iter().filter_map(|r| level(page, r)).collect();
    if levels.is_empty() {
        return Vec::new();
    }
    let legend = vec![
        ("c-met", page.t("web-indicators-reached-legend")),
        ("c-blank", page.t("web-indicators-short-legend")),
        ("c-goal", page.t("web-indicators-target")),
    ];
    vec![Chart::levels(page.t("web-indicators-chart"), levels, legend)]
}

fn level(page: &Page, row: &IndicatorRow) -> Option<Level> {
    let in_percent = |t: &&Target| t.unit == "%" && row.unit_of_measure == "%";
    let targets: Vec<&Target> = row.targets.iter().filter(in_percent).collect();
    let first = targets.first()?;
    let value_words = row
        .value
        .map_or_else(|| page.t("web-indicators-no-value"), |v| words::decimal(page, v) + "%");
    let said: Vec<String> = targets.iter().map(|t| target_words(page, t)).collect();
    let note = [("value", value_words.clone()), ("target", said.join("; "))];
    Some(Level {
        label: format!("{} {}", row.code, row.name),
        note: page.words("web-indicators-level", &note),
        style: match row.value {
            Some(value) if value >= first.value => "c-met",
            _ => "c-blank",
        },
        value: row.value,
        value_words,
        targets: targets.iter().map(|t| t.value).zip(said).collect(),
    })
}

/// The sums of each indicator; names lead to `action` with the indicator chosen, where there is one.
pub fn summary(page: &Page, action: &str, rows: &[IndicatorRow]) -> Grid {
    let sums = [
        "web-indicators-numerator",
        "web-indicators-denominator",
        "web-indicators-value",
    ];
    let counts = [
        "web-indicators-used",
        "web-indicators-without-counts",
        "web-indicators-missing",
    ];
    let mut grid = Grid::new(
        page,
        &["web-indicators-indicator", "web-view-code", "web-indicators-measure"],
    )
    .numbers(page, &sums)
    .texts(page, &["web-indicators-target", "web-indicators-distance"])
    .numbers(page, &counts);
    for row in rows {
        let targets: Vec<String> = row.targets.iter().map(|t| target(page, t)).collect();
        let distances: Vec<String> = row
            .targets
            .iter()
            .filter_map(|t| distance(page, row.value, t))
            .collect();
        let used = row.units.iter().filter(|u| u.used).count();
        let mut name = Cell::text(&row.name);
        if !action.is_empty() {
            name = name.link(format!("{action}?indicator={}", row.code));
        }
        grid.rows.push(vec![
            name,
            Cell::text(&row.code),
            Cell::text(&row.unit_of_measure),
            Cell::decimal(page, row.numerator),
            Cell::decimal(page, row.denominator),
            Cell::decimal(page, row.value),
            Cell::text(targets.join("; ")),
            Cell::text(distances.join("; ")),
            Cell::count(page, used),
            Cell::count(page, row.without_counts),
            Cell::count(page, row.missing),
        ]);
    }
    grid
}

/// "tối thiểu 80% (2026), tính trên dân số trưởng thành".
fn target(page: &Page, target: &Target) -> String {
    let words = target_words(page, target);
    if target.population.is_empty() {
        return words;
    }
    let base = [("target", words), ("population", target.population.clone())];
    page.words("web-indicators-target-base", &base)
}

/// The same without what it is a share of.
fn target_words(page: &Page, target: &Target) -> String {
    let args = [
        ("value", words::decimal(page, target.value)),
        ("unit", target.unit.clone()),
        ("year", target.year.to_string()),
    ];
    let words = page.words("web-indicators-target-of", &args);
    let qualifier = target.qualifier.as_deref().unwrap_or_default();
    format!("{qualifier} {words}").trim().to_owned()
}

/// How far the value is from a target in the same measure; none where the measures differ or there is no value.
fn distance(page: &Page, value: Option<f64>, target: &Target) -> Option<String> {
    let value = value.filter(|_| target.unit == "%")?;
    let rest = target.value - value;
    let year = ("year", target.year.to_string());
    Some(if rest <= 0.0 {
        page.words("web-indicators-reached", &[year])
    } else {
        let rest = ("rest", words::decimal(page, (rest * 100.0).round() / 100.0));
        page.words("web-indicators-short", &[rest, year])
    })
}

fn units<'a>(page: &Page, round: i64, rows: impl Iterator<Item = &'a IndicatorRow>) -> Grid {
    let values = [
        "web-indicators-value",
        "web-indicators-numerator",
        "web-indicators-denominator",
    ];
    let origin = ["web-indicators-basis", "web-indicators-in-sum", "web-view-sentence"];
    let mut grid = Grid::new(
        page,
        &["web-completeness-unit", "web-unit-code", "web-indicators-indicator"],
    )
    .numbers(page, &values)
    .texts(page, &origin);
    for row in rows {
        for unit in &row.units {
            let used = if unit.used {
                ("web-indicators-in-sum-yes", "tag-good")
            } else {
                ("web-indicators-in-sum-no", "tag-warn")
            };
            let basis = match unit.basis.as_str() {
                "computed" => page.t("web-indicators-basis-computed"),
                "register" => page.t("web-indicators-basis-register"),
                _ => page.t("web-indicators-basis-declared"),
            };
            grid.rows.push(vec![
                Cell::text(&unit.name).link(format!("/units/{}/reports", unit.unit)),
                Cell::text(&unit.code),
                Cell::text(&row.name),
                match unit.basis.as_str() {
                    // A register has no sentence in a report.
                    "register" => Cell::decimal(page, unit.value),
                    _ => Cell::decimal(page, unit.value)
                        .link(format!("/rounds/{round}/cell?unit={}&task={}", unit.unit, row.code)),
                },
                Cell::decimal(page, unit.numerator),
                Cell::decimal(page, unit.denominator),
                Cell::text(basis),
                Cell::text(page.t(used.0)).tagged(used.1),
                Cell::text(unit.sentence.clone().unwrap_or_default()),
            ]);
        }
    }
    grid
}
