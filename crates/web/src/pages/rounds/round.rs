//! One round: its request and dates, how it stands, and every unit with its state.

use super::card::Card;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pager::{self, Turns};
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::reports::{self, Owed};
use tonghop_app::cycle::{rounds, units};
use tonghop_model::cycle::{Action, Obligation, RoundId, RoundState, SubmissionState, Timeliness};

/// Units that are shown at once: a round of a province takes two pages, one of the country does not choke a browser.
const ROWS: usize = 100;

/// A unit with its words.
struct Row {
    owed: Owed,
    obligation: String,
    timeliness: String,
    tag: &'static str,
    submission: String,
    submission_tag: &'static str,
}

#[derive(Template)]
#[template(path = "rounds/round.html")]
struct RoundPage {
    page: Page,
    view: FormView,
    card: Card,
    unit: String,
    /// Title of the programme; its code where the catalogue does not have it.
    programme: String,
    rows: Vec<Row>,
    /// "1–100 / 130"; empty where all are shown.
    range: String,
    turns: Turns,
    /// Values of the filter with their words.
    timeliness: Vec<(&'static str, String)>,
    manages: bool,
    adjusts: bool,
    imports: bool,
    sees_units: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    page(&app, &ctx, RoundId(id), FormView::new(form)).await
}

/// The page, with what was wrong in its form.
pub async fn page(app: &App, ctx: &Ctx, id: RoundId, view: FormView) -> Reply {
    let sees_units = ctx.may(Action::ViewReport);
    let (round, unit, owed) = app
        .run(ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, id)?;
            let unit = units::find(cycle, round.unit)?;
            let owed = if sees_units {
                reports::mine(cycle, call, Some(id))?
            } else {
                Vec::new()
            };
            Ok((round, unit, owed))
        })
        .await?;
    let page = Page::titled(app, &ctx.0, round.title.clone());
    let page = page.crumb("/", "web-nav-start").crumb("/rounds", "web-nav-rounds");
    let top = unit.as_ref().map(|u| u.path.clone()).unwrap_or_default();
    let timeliness = |t: &Timeliness| (t.key(), word(&page, "timeliness", t.key()));
    let chosen: Vec<Owed> = owed.into_iter().filter(|o| wanted(o, &view.form)).collect();
    let number = view.form.parsed("page").unwrap_or(1usize).clamp(1, 100_000);
    let (all, first) = (chosen.len(), (number - 1) * ROWS);
    let rows = chosen.into_iter().skip(first).take(ROWS).map(|o| row(&page, o));
    let place = |number: usize| other_page(id, &view.form, number);
    let turns = Turns::around(number, ROWS, all, place);
    let range = if all > ROWS {
        pager::range(&page, number, ROWS, all)
    } else {
        String::new()
    };
    let fine = view.is_fine();
    let shown = RoundPage {
        rows: rows.collect(),
        range,
        turns,
        timeliness: Timeliness::ALL.iter().map(timeliness).collect(),
        manages: ctx.may_on(Action::ManageRound, &top, &round.programme),
        adjusts: ctx.may_on(Action::AdjustObligation, &top, &round.programme),
        imports: ctx.may_on(Action::ImportValues, &top, &round.programme),
        programme: app
            .cycle()
            .engine
            .catalogue
            .programme(&round.programme)
            .map_or_else(|| round.programme.clone(), |p| p.title.clone()),
        card: Card::new(&page, round),
        unit: unit.map(|u| u.name).unwrap_or_default(),
        sees_units,
        page,
        view,
    };
    reply::form_page(fine, &shown)
}

fn wanted(owed: &Owed, form: &Form) -> bool {
    let place = [
        owed.unit_name.as_str(),
        owed.unit_code.as_str(),
        owed.district_of_old.as_deref().unwrap_or(""),
    ];
    let timeliness = form.text("timeliness");
    form.finds("q", &place.join(" ")) && (timeliness.is_empty() || owed.timeliness.key() == timeliness)
}

/// The same list, at another page.
fn other_page(id: RoundId, form: &Form, number: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in ["q", "timeliness"].into_iter().filter(|f| form.is_set(f)) {
        query.append_pair(field, form.text(field));
    }
    query.append_pair("page", &number.to_string());
    format!("/rounds/{id}?{}#units", query.finish())
}

fn row(page: &Page, owed: Owed) -> Row {
    let state = owed.submission.as_ref().map(|s| s.state);
    Row {
        obligation: word(page, "obligation", owed.obligation.key()),
        timeliness: word(page, "timeliness", owed.timeliness.key()),
        tag: match (owed.timeliness, owed.obligation) {
            (Timeliness::OnTime, _) => "tag-good",
            (Timeliness::SentLate, _) => "tag-warn",
            (Timeliness::Overdue, _) => "tag-bad",
            (Timeliness::Pending, Obligation::Extended) => "tag-info",
            (Timeliness::Pending | Timeliness::NotAsked, _) => "",
        },
        submission: state.map_or_else(
            || page.t("web-completeness-not-begun"),
            |s| word(page, "submission", s.key()),
        ),
        submission_tag: state.map_or("", submission_tag),
        owed,
    }
}

/// Class of the tag for the state of a submission.
pub fn submission_tag(state: SubmissionState) -> &'static str {
    match state {
        SubmissionState::Accepted | SubmissionState::Published => "tag-good",
        SubmissionState::Submitted | SubmissionState::InReview => "tag-info",
        SubmissionState::Returned => "tag-warn",
        SubmissionState::Draft => "tag-part",
        SubmissionState::Superseded | SubmissionState::Withdrawn => "",
    }
}

fn word(page: &Page, area: &str, key: &str) -> String {
    page.t(&format!("web-{area}-{}", key.replace('_', "-")))
}
