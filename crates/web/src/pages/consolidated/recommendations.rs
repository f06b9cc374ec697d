//! What the units ask for, grouped by meaning: who has to answer, and the answer.

use super::grid::{Cell, Grid};
use super::view::{Select, View, number};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::views::{self, Recommendation};
use tonghop_model::cycle::{Action, RecommendationId, RoundId};
use tonghop_model::message::Message;

/// Groups that are shown at once.
const GROUPS: usize = 50;

/// Recommendations in the same words, with the same owner and the same answer: told once, with the units that they are of.
struct Block {
    /// Their own words, where they are not those of the group.
    text: String,
    owner: String,
    answer: String,
    /// Who answered and when; empty where nobody did.
    answered: String,
    asked: Vec<Recommendation>,
}

/// Recommendations that ask for the same.
struct Group {
    text: String,
    keywords: String,
    /// Whom all of them are made to.
    addressees: String,
    /// How many units ask for it.
    units: usize,
    open: usize,
    blocks: Vec<Block>,
}

#[derive(Template)]
#[template(path = "consolidated/recommendations.html")]
struct Shown {
    page: Page,
    view: View,
    groups: Vec<Group>,
    /// Recommendations and groups on all pages.
    counts: [usize; 2],
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
    let asked = rows.len();
    let groups = app.block(move |_| views::group_recommendations(&rows)).await?;
    view.section(String::new(), Vec::new(), grouped(&page, &groups));
    if let Some(file) = view.file(&page, &form) {
        return file;
    }
    let number = number(&form);
    let counts = [asked, groups.len()];
    view.paged(&page, number, GROUPS, groups.len());
    let shown = groups.into_iter().skip((number - 1) * GROUPS).take(GROUPS);
    reply::page(&Shown {
        groups: shown.map(|g| group(&page, g)).collect(),
        answers: ctx.may(Action::AnswerRecommendation),
        counts,
        page,
        view,
        id,
    })
}

fn group(page: &Page, group: views::RecommendationGroup) -> Group {
    let units: std::collections::BTreeSet<i64> = group.members.iter().map(|m| m.unit.0).collect();
    Group {
        units: units.len(),
        open: group.members.iter().filter(|m| m.answer.is_none()).count(),
        keywords: group.keywords.join(", "),
        addressees: page.addressees(&group.addressees),
        blocks: blocks(page, &group),
        text: group.text,
    }
}

fn blocks(page: &Page, group: &views::RecommendationGroup) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for asked in &group.members {
        let own = block(page, group, asked);
        match blocks.iter_mut().find(|b| b.says_the_same(&own)) {
            Some(block) => block.asked.extend(own.asked),
            None => blocks.push(own),
        }
    }
    // What waits for an answer comes first.
    blocks.sort_by_key(|b| !b.answered.is_empty());
    blocks
}

impl Block {
    fn says_the_same(&self, other: &Self) -> bool {
        (&self.text, &self.owner, &self.answer, &self.answered)
            == (&other.text, &other.owner, &other.answer, &other.answered)
    }
}

fn block(page: &Page, group: &views::RecommendationGroup, asked: &Recommendation) -> Block {
    let (answer, answered) = match &asked.answer {
        Some((answer, by, at)) => (answer.clone(), format!("{by}, {}", page.moment(at))),
        None => (String::new(), String::new()),
    };
    let text = if group.says(asked) {
        String::new()
    } else {
        asked.text.clone()
    };
    Block {
        text,
        owner: asked
            .owner
            .clone()
            .unwrap_or_else(|| page.t("web-recommendations-no-owner")),
        answer,
        answered,
        asked: vec![asked.clone()],
    }
}

/// Keys of the columns of a recommendation.
const COLUMNS: [&str; 6] = [
    "web-completeness-unit",
    "web-recommendations-text",
    "web-recommendations-owner",
    "web-recommendations-answer",
    "web-recommendations-answered-by",
    "web-recommendations-answered-at",
];

fn cells(page: &Page, row: &Recommendation) -> Vec<Cell> {
    let (answer, by, at) = match &row.answer {
        Some((answer, by, at)) => (answer.clone(), by.clone(), page.moment(at)),
        None => (page.t("web-recommendations-unanswered"), String::new(), String::new()),
    };
    vec![
        Cell::text(&row.unit_name),
        Cell::text(&row.text),
        Cell::text(row.owner.clone().unwrap_or_default()),
        Cell::text(answer),
        Cell::text(by),
        Cell::text(at),
    ]
}

/// The recommendations of a unit as a table, without its name.
pub fn of_one(page: &Page, rows: &[Recommendation]) -> Grid {
    grid(page, rows).without_first()
}

fn grid(page: &Page, rows: &[Recommendation]) -> Grid {
    let mut grid = Grid::new(page, &COLUMNS);
    grid.rows = rows.iter().map(|r| cells(page, r)).collect();
    grid
}

/// All of them with the group that each belongs to.
fn grouped(page: &Page, groups: &[views::RecommendationGroup]) -> Grid {
    let mut grid =
        Grid::new(page, &["web-recommendations-group", "web-recommendations-addressee"]).texts(page, &COLUMNS);
    for group in groups {
        let addressees = page.addressees(&group.addressees);
        for member in &group.members {
            let mut row = vec![Cell::text(&group.text), Cell::text(&addressees)];
            row.extend(cells(page, member));
            grid.rows.push(row);
        }
    }
    grid
}

/// Answers what is ticked, or names who has to answer it.
pub async fn answer(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let chosen: Vec<(RecommendationId, i64)> = form.all("item").filter_map(item).collect();
    let place = format!("/rounds/{id}/recommendations");
    let secure = app.config().secure();
    let Some(first) = chosen.first().map(|c| c.0) else {
        return reply::to_with(
            &place,
            Tone::Warn,
            &Message::new("web-flash-recommendation-none"),
            secure,
        );
    };
    let (answers, count) = (form.text("do") != "owner", chosen.len());
    let text = form.text(if answers { "answer" } else { "owner" }).to_owned();
    if text.is_empty() {
        return reply::to_with(
            &place,
            Tone::Warn,
            &Message::new("web-flash-recommendation-blank"),
            secure,
        );
    }
    app.run(&ctx, move |cycle, call| {
        if answers {
            views::answer_recommendations(cycle, call, &chosen, &text)
        } else {
            views::assign_recommendations(cycle, call, &chosen, &text)
        }
    })
    .await?;
    let done = Message::new("web-flash-recommendation-done").count("count", count);
    reply::to_with(&format!("{place}#r-{first}"), Tone::Good, &done, secure)
}

/// "id.version".
fn item(text: &str) -> Option<(RecommendationId, i64)> {
    let (id, version) = text.split_once('.')?;
    Some((RecommendationId(id.parse().ok()?), version.parse().ok()?))
}
