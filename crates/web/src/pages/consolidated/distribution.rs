//! How many units have each status, per task and over all.

use super::chart::{Chart, Share};
use super::grid::{Cell, Grid};
use super::view::View;
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, MatrixFilter, TaskDistribution};
use tonghop_model::cycle::RoundId;
use tonghop_model::reading::StatusClass;

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, tasks) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let filter = MatrixFilter::default();
            Ok((round, views::distribution(cycle, call, RoundId(id), &filter)?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "distribution", "web-distribution-lead");
    let charts = charts(&page, &tasks);
    view.section(String::new(), charts, grid(&page, &tasks));
    view.reply(page, &form)
}

/// The nine classes of a bar.
pub fn shares(page: &Page, counts: &[usize; 9]) -> Vec<Share> {
    let share = |(class, count): (&StatusClass, &usize)| Share {
        count: *count,
        label: words::class(page, *class),
        style: words::class_style(*class),
    };
    StatusClass::ALL.iter().zip(counts).map(share).collect()
}

fn charts(page: &Page, tasks: &[TaskDistribution]) -> Vec<Chart> {
    let mut all = [0; 9];
    for task in tasks {
        all.iter_mut().zip(task.counts).for_each(|(sum, n)| *sum += n);
    }
    if all.iter().all(|n| *n == 0) {
        return Vec::new();
    }
    let whole = vec![(page.t("web-distribution-all"), shares(page, &all))];
    let bars = tasks
        .iter()
        .map(|t| (format!("{} {}", t.task.place(), t.task.title), shares(page, &t.counts)));
    vec![
        Chart::new(page, page.t("web-distribution-overview"), whole),
        Chart::new(page, page.t("web-distribution-tasks"), bars.collect()),
    ]
}

fn grid(page: &Page, tasks: &[TaskDistribution]) -> Grid {
    let mut grid = Grid::new(page, &["web-view-task-no", "web-view-task"]);
    for class in StatusClass::ALL {
        grid.column(words::class(page, class), true);
    }
    grid.column(page.t("web-view-without"), true);
    grid.column(page.t("web-view-task-code"), false);
    for task in tasks {
        let mut row = vec![Cell::text(task.task.place()), Cell::wording(&task.task.title)];
        row.extend(task.counts.iter().map(|n| Cell::count(page, *n)));
        row.push(Cell::count(page, task.without));
        row.push(Cell::text(&task.task.node));
        grid.rows.push(row);
    }
    grid
}
