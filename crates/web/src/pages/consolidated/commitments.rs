//! What the units promised, by the day it is due.

use super::grid::{Cell, Grid};
use super::view::{ROWS, Select, View, number};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, Commitment};
use tonghop_model::cycle::{Action, CommitmentId, RoundId};
use tonghop_model::message::Message;

/// A promise with the words of its state.
struct Row {
    promise: Commitment,
    due: String,
    state: String,
    tag: &'static str,
}

#[derive(Template)]
#[template(path = "consolidated/commitments.html")]
struct Shown {
    page: Page,
    view: View,
    rows: Vec<Row>,
    settles: bool,
    id: i64,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, found) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            Ok((round, views::commitments(cycle, call, Some(RoundId(id)))?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "commitments", "web-commitments-lead");
    let states = ["overdue", "open", "kept", "broken", "dropped"];
    let states = states.map(|s| (s.to_owned(), page.t(&format!("web-commitment-{s}"))));
    view.selects = vec![Select::new(&page, &form, "state", "web-round-state", states.into())];
    let wanted = form.text("state");
    let rows: Vec<Commitment> = found
        .into_iter()
        .filter(|c| wanted.is_empty() || state(c) == wanted)
        .collect();
    let grid = grid(&page, &rows);
    view.section(String::new(), Vec::new(), grid);
    if let Some(file) = view.file(&page, &form) {
        return file;
    }
    view.cut(&page, &form);
    let rows = rows.into_iter().skip((number(&form) - 1) * ROWS).take(ROWS);
    reply::page(&Shown {
        rows: rows.map(|c| row(&page, c)).collect(),
        settles: ctx.may(Action::ReviewReport),
        page,
        view,
        id,
    })
}

impl Row {
    /// True where the sentence of the report says more than the promise with a word before it ("Phấn đấu …").
    fn says_more(&self) -> bool {
        const WORDS: usize = 25;
        let [quote, what] = [&self.promise.quote, &self.promise.what].map(|t| t.chars().count());
        quote > what + WORDS
    }
}

fn row(page: &Page, promise: Commitment) -> Row {
    Row {
        due: due(page, &promise),
        state: page.t(&format!("web-commitment-{}", state(&promise))),
        tag: tag(&promise),
        promise,
    }
}

fn state(promise: &Commitment) -> &str {
    match &promise.outcome {
        Some(outcome) => outcome,
        None if promise.overdue => "overdue",
        None => "open",
    }
}

fn tag(promise: &Commitment) -> &'static str {
    match state(promise) {
        "kept" => "tag-good",
        "broken" | "overdue" => "tag-bad",
        "open" => "tag-info",
        _ => "tag-plain",
    }
}

/// The day as people write it; a month or a year as "10/2025", "2025".
fn due(page: &Page, promise: &Commitment) -> String {
    let Some(due) = promise.due.as_deref() else {
        return page.t("web-commitments-no-date");
    };
    match due.split_once('-') {
        Some((year, month)) if !month.contains('-') => format!("{}/{year}", month.trim_start_matches('0')),
        _ => page.iso(due),
    }
}

/// The promises of a unit as a table, without its name.
pub fn of_one(page: &Page, rows: &[Commitment]) -> Grid {
    grid(page, rows).without_first()
}

fn grid(page: &Page, rows: &[Commitment]) -> Grid {
    let keys = [
        "web-completeness-unit",
        "web-commitments-what",
        "web-commitments-due",
        "web-round-state",
        "web-commitments-quote",
        "web-commitments-settled-by",
    ];
    let mut grid = Grid::new(page, &keys);
    for row in rows {
        grid.rows.push(vec![
            Cell::text(&row.unit_name),
            Cell::text(&row.what),
            Cell::text(due(page, row)),
            Cell::text(page.t(&format!("web-commitment-{}", state(row)))).tagged(tag(row)),
            Cell::text(&row.quote),
            Cell::text(row.settled_by.clone().unwrap_or_default()),
        ]);
    }
    grid
}

pub async fn settle(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let round: i64 = form.parsed("round").ok_or_else(WebError::bad_request)?;
    let outcome = form.text("outcome").to_owned();
    app.run(&ctx, move |cycle, call| {
        views::settle_commitment(cycle, call, CommitmentId(id), version, &outcome)
    })
    .await?;
    let place = format!("/rounds/{round}/commitments");
    reply::to_with(
        &place,
        Tone::Good,
        &Message::new("web-flash-saved"),
        app.config().secure(),
    )
}
