//! Who has reported, who is late, who need not.

use super::chart::{Chart, Share};
use super::grid::{Cell, Grid};
use super::view::{District, Figure, Select, View};
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::Owed;
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, Completeness};
use tonghop_model::cycle::{Obligation, RoundId, Timeliness};

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, mut found) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            Ok((round, views::completeness(cycle, call, RoundId(id))?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "progress", "web-progress-lead");
    let states = Obligation::ALL.map(|o| (o.key().to_owned(), words::obligation(&page, o)));
    let times = Timeliness::ALL.map(|t| (t.key().to_owned(), words::timeliness(&page, t)));
    view.selects = vec![
        Select::new(&page, &form, "state", "web-completeness-obligation", states.into()),
        Select::new(&page, &form, "time", "web-completeness-timeliness", times.into()),
    ];
    let district = District::new(
        &page,
        &form,
        found.units.iter().filter_map(|o| o.district_of_old.as_deref()),
    );
    found.units.retain(|o| district.has(o.district_of_old.as_deref()));
    district.add_to(&mut view);
    view.figures = figures(&page, &found);
    let charts = charts(&page, &found);
    let grid = grid(&page, &form, found.units);
    view.section(String::new(), charts, grid);
    view.reply(page, &form)
}

fn figures(page: &Page, found: &Completeness) -> Vec<Figure> {
    let share = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| words::decimal(page, v) + "%");
    let mut figures = vec![
        Figure {
            value: share(found.complete),
            label: page.t("web-progress-complete"),
        },
        Figure {
            value: share(found.in_time),
            label: page.t("web-progress-in-time"),
        },
    ];
    if found.returned > 0 {
        figures.push(Figure {
            value: page.number(found.returned),
            label: page.t("web-progress-returned"),
        });
    }
    let states = Obligation::ALL.iter().zip(found.obligations);
    figures.extend(states.skip(1).map(|(state, count)| Figure {
        value: page.number(count),
        label: words::obligation(page, *state),
    }));
    figures
}

fn charts(page: &Page, found: &Completeness) -> Vec<Chart> {
    let times = Timeliness::ALL.iter().zip(found.timeliness).map(|(time, count)| Share {
        count,
        label: words::timeliness(page, *time),
        style: words::timeliness_style(*time),
    });
    let states = Obligation::ALL
        .iter()
        .zip(found.obligations)
        .map(|(state, count)| Share {
            count,
            label: words::obligation(page, *state),
            style: words::obligation_style(*state),
        });
    // A drawing each: one colour may not mean two things in one legend.
    let chart = |title: &str, of: &str, shares| Chart::new(page, page.t(title), vec![(page.t(of), shares)]);
    vec![
        chart(
            "web-progress-chart-time",
            "web-completeness-timeliness",
            times.collect(),
        ),
        chart(
            "web-progress-chart-obligation",
            "web-completeness-obligation",
            states.collect(),
        ),
    ]
}

fn grid(page: &Page, form: &Form, units: Vec<Owed>) -> Grid {
    let keys = [
        "web-completeness-unit",
        "web-unit-code",
        "web-unit-old-district",
        "web-completeness-due",
        "web-completeness-obligation",
        "web-completeness-reason",
        "web-completeness-timeliness",
        "web-completeness-submission",
        "web-progress-sent",
    ];
    let mut grid = Grid::new(page, &keys);
    grid.folded = Some((4, 1));
    let (state, time) = (form.text("state"), form.text("time"));
    let wanted =
        |o: &Owed| (state.is_empty() || o.obligation.key() == state) && (time.is_empty() || o.timeliness.key() == time);
    for owed in units.into_iter().filter(wanted) {
        let (mut state, tag) = words::submission(page, &owed);
        if let Some(number) = owed.in_force() {
            state = format!("{state} ({})", page.with("web-completeness-in-force", "number", number));
        }
        grid.rows.push(vec![
            Cell::text(&owed.unit_name).link(format!("/units/{}/reports", owed.unit)),
            Cell::text(&owed.unit_code),
            Cell::text(owed.district_of_old.unwrap_or_default()),
            Cell::text(page.day(owed.due)),
            Cell::text(words::obligation(page, owed.obligation)),
            Cell::text(owed.reason.unwrap_or_default()),
            Cell::text(words::timeliness(page, owed.timeliness)).tagged(words::timeliness_tag(owed.timeliness)),
            Cell::text(state).tagged(tag),
            Cell::text(owed.first_sent.map_or_else(String::new, |s| page.moment(s))),
        ]);
    }
    grid
}
