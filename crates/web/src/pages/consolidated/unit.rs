//! A unit's own page: its rounds, what it asked for with the answers, what it promised.

use super::chart::Chart;
use super::distribution::shares;
use super::grid::{Cell, Grid};
use super::view::View;
use super::{commitments, recommendations, words};
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::owner::capitalised;
use crate::page::Page;
use crate::pages::rounds::card::period_label;
use crate::pages::rounds::round::submission_tag;
use crate::reply::Reply;
use axum::extract::{Path, State};
use std::collections::BTreeSet;
use tonghop_app::cycle::Cycle;
use tonghop_app::cycle::views::{self, UnitRound};
use tonghop_model::cycle::UnitId;
use tonghop_model::reading::StatusClass;

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let found = app
        .run(&ctx, move |cycle, call| views::unit_page(cycle, call, UnitId(id)))
        .await?;
    let page = Page::titled(&app, &ctx.0, capitalised(&found.unit.name))
        .crumb("/", "web-nav-start")
        .crumb("/units", "web-nav-units");
    let mut view = View {
        subject: page.with("web-unit-reports-code", "code", &found.unit.code),
        action: format!("/units/{id}/reports"),
        ..View::default()
    };
    if !found.predecessors.is_empty() {
        view.lead = page.with("web-unit-reports-from", "codes", found.predecessors.join(", "));
    }
    let charts = charts(&page, &found.rounds);
    let rounds = rounds(&page, &found.rounds);
    view.section(page.t("web-unit-reports-rounds"), charts, rounds);
    let values = values(&page, app.cycle(), &found.rounds);
    if !values.rows.is_empty() {
        view.section(page.t("web-unit-reports-values"), Vec::new(), values);
    }
    let asked = recommendations::of_one(&page, &found.recommendations);
    view.section(page.t("web-view-recommendations"), Vec::new(), asked);
    let promised = commitments::of_one(&page, &found.commitments);
    view.section(page.t("web-view-commitments"), Vec::new(), promised);
    view.reply(page, &form)
}

/// A row for each indicator, a column for each round, the newest first.
fn values(page: &Page, cycle: &Cycle, rounds: &[UnitRound]) -> Grid {
    let told: Vec<&UnitRound> = rounds.iter().filter(|r| !r.values.is_empty()).collect();
    let codes: BTreeSet<&str> = told
        .iter()
        .flat_map(|r| r.values.iter().map(|v| v.indicator.as_str()))
        .collect();
    let keys = ["web-indicators-indicator", "web-view-code", "web-indicators-measure"];
    let mut grid = Grid::new(page, &keys);
    for round in &told {
        grid.column(period_label(page, &round.owed.period), true);
    }
    for code in codes {
        let known = cycle.engine.catalogue.indicator(code);
        let mut row = vec![
            Cell::text(known.map_or(code, |i| &i.name)),
            Cell::text(code),
            Cell::text(known.map_or("", |i| &i.unit)),
        ];
        row.extend(told.iter().map(|r| {
            let own = r.values.iter().find(|v| v.indicator == code);
            Cell::decimal(page, own.and_then(|v| v.value))
        }));
        grid.rows.push(row);
    }
    grid
}

fn charts(page: &Page, rounds: &[UnitRound]) -> Vec<Chart> {
    let answered = rounds.iter().filter(|r| r.classes.iter().any(|n| *n > 0));
    let bars: Vec<_> = answered
        .map(|r| (r.owed.title.clone(), shares(page, &r.classes)))
        .collect();
    if bars.is_empty() {
        return Vec::new();
    }
    vec![Chart::new(page, page.t("web-unit-reports-chart"), bars)]
}

fn rounds(page: &Page, rounds: &[UnitRound]) -> Grid {
    let keys = [
        "web-round-title-label",
        "web-round-period",
        "web-completeness-due",
        "web-completeness-obligation",
        "web-completeness-timeliness",
        "web-completeness-submission",
    ];
    let mut grid = Grid::new(page, &keys);
    // A class that no answer of the unit ever had needs no column.
    let had = |at: &usize| rounds.iter().any(|r| r.classes[*at] > 0);
    let shown: Vec<usize> = (0..StatusClass::ALL.len()).filter(had).collect();
    for &at in &shown {
        grid.column(words::class(page, StatusClass::ALL[at]), true);
    }
    for round in rounds {
        let owed = &round.owed;
        let (state, tag) = match owed.submission.as_ref().map(|s| s.state) {
            Some(state) => (
                page.t(&format!("web-submission-{}", words::dashed(state.key()))),
                submission_tag(state),
            ),
            None => (page.t("web-completeness-not-begun"), ""),
        };
        let mut row = vec![
            Cell::text(&owed.title).link(format!("/reports/{}", owed.report)),
            Cell::text(period_label(page, &owed.period)),
            Cell::text(page.day(owed.due)),
            Cell::text(words::obligation(page, owed.obligation)),
            Cell::text(words::timeliness(page, owed.timeliness)).tagged(words::timeliness_tag(owed.timeliness)),
            Cell::text(state).tagged(tag),
        ];
        let answered = round.classes.iter().any(|n| *n > 0);
        let count = |at: &usize| match answered {
            true => Cell::count(page, round.classes[*at]),
            // Nothing was sent: that is another thing than no task of this class.
            false => Cell::decimal(page, None),
        };
        row.extend(shown.iter().map(count));
        grid.rows.push(row);
    }
    grid
}
