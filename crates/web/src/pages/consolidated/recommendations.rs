//! What the units ask for: who has to answer, and the answer.

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
use tonghop_app::cycle::views::{self, Recommendation};
use tonghop_model::cycle::{Action, RecommendationId, RoundId};
use tonghop_model::message::Message;

/// A recommendation with its answer worded.
struct Row {
    asked: Recommendation,
    answer: String,
    /// Who answered and when; empty where nobody did.
    answered: String,
}

#[derive(Template)]
#[template(path = "consolidated/recommendations.html")]
struct Shown {
    page: Page,
    view: View,
    rows: Vec<Row>,
    answers: bool,
    id: i64,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, found) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            Ok((round, views::recommendations(cycle, call, Some(RoundId(id)))?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "recommendations", "web-recommendations-lead");
    let states = vec![
        ("open".to_owned(), page.t("web-recommendations-open")),
        ("answered".to_owned(), page.t("web-recommendations-answered")),
    ];
    view.selects = vec![Select::new(&page, &form, "state", "web-round-state", states)];
    let state = form.text("state");
    let wanted = |r: &Recommendation| state.is_empty() || r.answer.is_some() == (state == "answered");
    let rows: Vec<Recommendation> = found.into_iter().filter(wanted).collect();
    let grid = grid(&page, &rows);
    view.section(String::new(), Vec::new(), grid);
    if let Some(file) = view.file(&page, &form) {
        return file;
    }
    view.cut(&page, &form);
    let shown = rows.into_iter().skip((number(&form) - 1) * ROWS).take(ROWS);
    reply::page(&Shown {
        rows: shown.map(|r| row(&page, r)).collect(),
        answers: ctx.may(Action::AnswerRecommendation),
        page,
        view,
        id,
    })
}

fn row(page: &Page, asked: Recommendation) -> Row {
    let (answer, answered) = match &asked.answer {
        Some((answer, by, at)) => (answer.clone(), format!("{by}, {}", page.moment(at))),
        None => (String::new(), String::new()),
    };
    Row {
        asked,
        answer,
        answered,
    }
}

/// The recommendations as a table.
pub fn grid(page: &Page, rows: &[Recommendation]) -> Grid {
    let keys = [
        "web-completeness-unit",
        "web-recommendations-text",
        "web-recommendations-owner",
        "web-recommendations-answer",
        "web-recommendations-answered-by",
        "web-recommendations-answered-at",
    ];
    let mut grid = Grid::new(page, &keys);
    for row in rows {
        let (answer, by, at) = match &row.answer {
            Some((answer, by, at)) => (answer.clone(), by.clone(), page.moment(at)),
            None => (String::new(), String::new(), String::new()),
        };
        grid.rows.push(vec![
            Cell::text(&row.unit_name),
            Cell::text(&row.text),
            Cell::text(row.owner.clone().unwrap_or_default()),
            Cell::text(answer),
            Cell::text(by),
            Cell::text(at),
        ]);
    }
    grid
}

pub async fn answer(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let answer = form.text("answer").to_owned();
    app.run(&ctx, move |cycle, call| {
        views::answer_recommendation(cycle, call, RecommendationId(id), version, &answer)
    })
    .await?;
    back(&app, &form, id)
}

pub async fn assign(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let version = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let owner = form.text("owner").to_owned();
    app.run(&ctx, move |cycle, call| {
        views::assign_recommendation(cycle, call, RecommendationId(id), version, &owner)
    })
    .await?;
    back(&app, &form, id)
}

fn back(app: &App, form: &Form, id: i64) -> Reply {
    let round: i64 = form.parsed("round").ok_or_else(WebError::bad_request)?;
    let place = format!("/rounds/{round}/recommendations#r-{id}");
    reply::to_with(
        &place,
        Tone::Good,
        &Message::new("web-flash-saved"),
        app.config().secure(),
    )
}
