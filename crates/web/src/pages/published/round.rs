//! The views of a published round.

use super::data;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::consolidated::chart::Chart;
use crate::pages::consolidated::distribution::shares;
use crate::pages::consolidated::grid::{Cell, Grid};
use crate::pages::consolidated::indicators::{charts, summary};
use crate::pages::consolidated::view::{self, Search, Tab, View};
use crate::pages::consolidated::words;
use crate::pages::rounds::card::period_label;
use crate::reply::{self, Reply};
use crate::visits::counted;
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::views::{self, Published, PublishedUnit};
use tonghop_model::cycle::RoundId;
use tonghop_model::reading::StatusClass;

/// Units that are shown beside each other.
const UNITS: usize = 24;

/// Last part of the address, key of the words.
const TABS: [(&str, &str); 3] = [
    ("", "web-view-matrix"),
    ("/distribution", "web-view-distribution"),
    ("/indicators", "web-view-indicators"),
];

/// A cell with its mark.
struct Mark {
    style: &'static str,
    text: String,
    title: String,
}

/// A task with the cells of the units.
struct Row {
    no: String,
    title: String,
    cells: Vec<Mark>,
}

#[derive(Template)]
#[template(path = "published/matrix.html")]
struct MatrixPage {
    page: Page,
    view: View,
    heads: Vec<(String, String)>,
    rows: Vec<Row>,
    legend: Vec<(&'static str, String, String)>,
    total: usize,
    files: data::Files,
}

async fn load(app: &App, ctx: &Ctx, id: i64) -> Result<Published, crate::WebError> {
    counted(app, ctx)?;
    app.run(ctx, move |cycle, call| views::published(cycle, call, RoundId(id)))
        .await
}

fn frame(app: &App, ctx: &Ctx, data: &Published, tab: &str, lead: &str) -> (Page, View) {
    let place = format!("/published/{}", data.round.id);
    let page = Page::titled(app, &ctx.0, data.round.title.clone()).crumb("/published", "web-published-title");
    let tabs = TABS.iter().map(|(name, label)| Tab {
        href: format!("{place}{name}"),
        label: page.t(label),
        current: *name == tab,
    });
    let published = data
        .round
        .published_at
        .map_or_else(String::new, |at| page.with("web-published-on", "date", page.moment(at)));
    let view = View {
        subject: format!(
            "{} · {} · {published}",
            data.round.unit,
            period_label(&page, &data.round.period)
        ),
        partial: data::partial(&page, &data.round),
        lead: page.t(lead),
        tabs: tabs.collect(),
        action: format!("{place}{tab}"),
        ..View::default()
    };
    (page, view)
}

pub async fn matrix(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let data = load(&app, &ctx, id).await?;
    let (page, mut view) = frame(&app, &ctx, &data, "", "web-published-matrix-lead");
    if form.is_set("format") {
        return data::matrix(&page, &form, &data);
    }
    view.searches = vec![Search::new(&page, &form, "q", "web-published-search")];
    let words = tonghop_app::cycle::units::folded(form.text("q"));
    let fits = |u: &&PublishedUnit| tonghop_app::cycle::units::folded(&u.name).contains(&words) || u.code == words;
    let found: Vec<&PublishedUnit> = data.units.iter().filter(fits).collect();
    let number = view::number(&form);
    view.paged(&page, number, UNITS, found.len());
    let shown: Vec<&PublishedUnit> = found.iter().copied().skip((number - 1) * UNITS).take(UNITS).collect();
    let row = |(column, task): (usize, &tonghop_app::cycle::templates::ContentTask)| Row {
        no: task.place(),
        title: task.title.clone(),
        cells: shown.iter().map(|u| mark(&page, u, column)).collect(),
    };
    let legend = StatusClass::ALL.map(|c| (words::class_style(c), words::mark(&page, c), words::class(&page, c)));
    reply::page(&MatrixPage {
        rows: data.tasks.iter().enumerate().map(row).collect(),
        heads: shown.iter().map(|u| (u.name.clone(), u.code.clone())).collect(),
        legend: legend.into(),
        total: found.len(),
        files: data::Files::of(&view.action),
        page,
        view,
    })
}

fn mark(page: &Page, unit: &PublishedUnit, column: usize) -> Mark {
    let cell = unit.cells.get(column);
    let (class, percent) = cell.map_or((StatusClass::NotReported, None), |c| (c.class, c.percent));
    let said = words::class_with(page, class, percent);
    Mark {
        style: words::class_style(class),
        text: match percent {
            Some(percent) if class == StatusClass::Percent => words::decimal(page, percent.round()) + "%",
            _ => words::mark(page, class),
        },
        title: format!("{}: {said}", unit.name),
    }
}

pub async fn distribution(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let data = load(&app, &ctx, id).await?;
    let (page, mut view) = frame(&app, &ctx, &data, "/distribution", "web-published-distribution-lead");
    if form.text("format") == "json" {
        return data::distribution(&data);
    }
    let mut grid = Grid::new(&page, &["web-view-task-no", "web-view-task"]);
    for class in StatusClass::ALL {
        grid.column(words::class(&page, class), true);
    }
    grid.column(page.t("web-view-task-code"), false);
    let mut bars = Vec::new();
    for (task, counts) in data.tasks.iter().zip(&data.distribution) {
        let mut row = vec![Cell::text(task.place()), Cell::text(&task.title)];
        row.extend(counts.iter().map(|n| Cell::count(&page, *n)));
        row.push(Cell::text(&task.node));
        grid.rows.push(row);
        bars.push((format!("{} {}", task.place(), task.title), shares(&page, counts)));
    }
    let chart = Chart::new(&page, page.t("web-published-distribution-chart"), bars);
    view.section(String::new(), vec![chart], grid);
    offer_json(&mut view);
    view.reply(page, &form)
}

pub async fn indicators(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let data = load(&app, &ctx, id).await?;
    let (page, mut view) = frame(&app, &ctx, &data, "/indicators", "web-published-indicators-lead");
    if form.text("format") == "json" {
        return data::indicators(&data);
    }
    let sums = summary(&page, "", &data.indicators);
    view.section(page.t("web-indicators-sums"), charts(&page, &data.indicators), sums);
    view.section(page.t("web-indicators-units"), Vec::new(), data::values(&page, &data));
    offer_json(&mut view);
    view.reply(page, &form)
}

fn offer_json(view: &mut View) {
    let json = data::Files::of(&view.action).json;
    if let Some(section) = view.sections.first_mut() {
        section.json = json;
    }
}
