//! Two rounds of a programme beside each other, task by task.

use super::chart::Chart;
use super::distribution::shares;
use super::grid::{Cell, Grid};
use super::view::{Figure, Select, View};
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, Comparison};
use tonghop_model::cycle::RoundId;

/// Units of old that are named; the others are counted.
const NAMED: usize = 12;

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let with: Option<i64> = form.parsed("with");
    let (round, others, found) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let others = views::comparable(&round, rounds::list(cycle, call)?);
            let before = others
                .iter()
                .find(|r| Some(r.id.0) == with)
                .or_else(|| views::compared_by_itself(&round, &others));
            let found = match before.map(|r| r.id) {
                Some(before) => Some((before, views::compare(cycle, call, before, RoundId(id))?)),
                None => None,
            };
            Ok((round, others, found))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "compare", "web-compare-lead");
    let choices = others.iter().map(|r| (r.id.to_string(), r.title.clone())).collect();
    let mut select = Select::new(&page, &form, "with", "web-compare-with", choices);
    select.all = false;
    for choice in &mut select.choices {
        choice.chosen = found.as_ref().is_some_and(|(id, _)| id.to_string() == choice.value);
    }
    if !others.is_empty() {
        view.selects = vec![select];
    }
    match found {
        Some((_, found)) => {
            view.figures = figures(&page, &found);
            if !found.merged.is_empty() {
                view.lead = format!("{} {}", view.lead, made_of(&page, &found));
            }
            let chart = chart(&page, &found);
            view.section(String::new(), vec![chart], grid(&page, &found));
        }
        None => view.lead = page.t("web-compare-none"),
    }
    view.reply(page, &form)
}

/// Whose answers stand for units that were made of others since.
fn made_of(page: &Page, found: &Comparison) -> String {
    let before: usize = found.merged.iter().map(|(_, names)| names.len()).sum();
    let names = found.merged.iter().flat_map(|(_, names)| names).take(NAMED);
    let names: Vec<&str> = names.map(String::as_str).collect();
    let more = if before > names.len() { ", …" } else { "" };
    let words = [
        ("units", page.number(found.merged.len())),
        ("before", page.number(before)),
        ("names", format!("{}{more}", names.join(", "))),
    ];
    page.words("web-compare-merged", &words)
}

fn figures(page: &Page, found: &Comparison) -> Vec<Figure> {
    let sum = |of: fn(&views::TaskComparison) -> usize| found.tasks.iter().map(of).sum::<usize>();
    let figure = |count: usize, key: &str| Figure {
        value: page.number(count),
        label: page.t(key),
    };
    vec![
        figure(found.units, "web-compare-units"),
        figure(sum(|t| t.better.len()), "web-compare-better"),
        figure(sum(|t| t.worse.len()), "web-compare-worse"),
        figure(sum(|t| t.same_text.len()), "web-compare-same"),
    ]
}

fn chart(page: &Page, found: &Comparison) -> Chart {
    let sum = |of: fn(&views::TaskComparison) -> &[usize; 9]| {
        let mut all = [0; 9];
        for task in &found.tasks {
            all.iter_mut().zip(of(task)).for_each(|(sum, n)| *sum += n);
        }
        all
    };
    let bars = vec![
        (page.t("web-compare-before"), shares(page, &sum(|t| &t.before))),
        (page.t("web-compare-after"), shares(page, &sum(|t| &t.after))),
    ];
    Chart::new(page, page.t("web-compare-chart"), bars)
}

fn grid(page: &Page, found: &Comparison) -> Grid {
    let counts = [
        "web-compare-met-before",
        "web-compare-met-after",
        "web-compare-better",
        "web-compare-worse",
        "web-compare-same",
    ];
    let mut grid = Grid::new(page, &["web-view-task-no", "web-view-task"]).numbers(page, &counts);
    grid.column(page.t("web-view-task-code"), false);
    for task in &found.tasks {
        grid.rows.push(vec![
            Cell::text(task.task.place()),
            Cell::wording(&task.task.title),
            // The first of the nine classes is "done".
            Cell::count(page, task.before[0]),
            Cell::count(page, task.after[0]),
            Cell::count(page, task.better.len()),
            Cell::count(page, task.worse.len()),
            Cell::count(page, task.same_text.len()),
            Cell::text(&task.task.node),
        ]);
    }
    grid
}
