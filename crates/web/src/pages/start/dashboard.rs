//! What waits for the person: open rounds with their figures, and the next steps of the role.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::pages::reports::list as reports;
use crate::pages::rounds::card::Card;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::people::Person;
use tonghop_app::cycle::rounds::Round;
use tonghop_app::cycle::views::{self, Recommendation, ToFollow};
use tonghop_app::cycle::{people, review, rounds};
use tonghop_model::cycle::{Action, RoundId, RoundState};

/// Rounds whose promises and recommendations are counted: those before are followed up on their own pages.
const FOLLOWED: usize = 6;
/// Reports of the person's units that the start page names.
const OWED: usize = 8;

#[derive(Template)]
#[template(path = "start/start.html")]
struct StartPage {
    page: Page,
    rounds: Vec<Card>,
    /// Steps of a new installation that are still to be taken.
    steps: Vec<Step>,
    /// True where a second factor is advised: whoever administers has much to lose.
    unguarded: bool,
    /// Reports that wait for the person as a reviewer; none for others.
    waiting: Option<usize>,
    /// Drafts that cannot be sent before somebody waives an error, as the unit asks.
    blocked: usize,
    /// Reports that the person's units have to do something about, those due first.
    owed: Vec<reports::Row>,
    /// What a leader has to follow up, by round.
    follow: Vec<Follow>,
    /// What was answered lately of what the person's units asked for, each with its moment.
    answered: Vec<(Recommendation, String)>,
    roles: bool,
    /// True for who writes reports and sees no other unit: the list of what is owed says it all.
    is_unit: bool,
}

/// What is to be followed up in a round.
struct Follow {
    round: RoundId,
    title: String,
    found: ToFollow,
}

/// A step with its page.
struct Step {
    href: &'static str,
    title: String,
    text: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let page = Page::new(&app, &ctx, "web-start-title");
    let rounds = if ctx.may(Action::ViewRound) {
        app.run(&ctx, rounds::list).await?
    } else {
        Vec::new()
    };
    let own = ctx.actor().account.ok_or(WebError::SignIn)?;
    let person = app
        .run(&ctx, move |cycle, call| people::person(cycle, call, own))
        .await?;
    let people = match ctx.may(Action::ManagePeople) {
        true => app.run(&ctx, people::list).await?,
        false => Vec::new(),
    };
    let steps = steps(&page, &people, rounds.is_empty());
    let waiting = match ctx.may(Action::ReviewReport) {
        true => Some(
            app.run(&ctx, |cycle, call| review::queue(cycle, call, None))
                .await?
                .len(),
        ),
        false => None,
    };
    let follow = match ctx.may(Action::ManageRound) && ctx.may(Action::ViewConsolidated) {
        true => follow(&app, &ctx, &rounds).await?,
        false => Vec::new(),
    };
    let blocked = crate::pages::review::missing::asked(&app, &ctx).await?.len();
    let owed = match ctx.may(Action::EditReport) {
        true => reports::owed(&app, &ctx, &page).await?,
        false => Vec::new(),
    };
    let answered = match ctx.may(Action::EditReport) && !ctx.may(Action::ViewConsolidated) {
        true => app.run(&ctx, views::answered_lately).await?,
        false => Vec::new(),
    };
    let told = |one: Recommendation| {
        let at = one
            .answer
            .as_ref()
            .map_or_else(String::new, |(_, by, at)| format!("{by}, {}", page.moment(at)));
        (one, at)
    };
    let answered = answered.into_iter().map(told).collect();
    let mut open: Vec<Round> = rounds.into_iter().filter(|r| r.state == RoundState::Open).collect();
    // What is due first stands first.
    open.sort_by_key(|r| r.deadline);
    reply::page(&StartPage {
        rounds: open.into_iter().map(|r| Card::new(&page, r)).collect(),
        steps,
        waiting,
        follow,
        blocked,
        answered,
        owed: owed.into_iter().filter(|r| r.waits).take(OWED).collect(),
        unguarded: ctx.may(Action::ManagePeople) && !person.second_factor,
        is_unit: ctx.may(Action::EditReport) && !ctx.may(Action::ViewConsolidated),
        roles: !ctx.actor().roles(ctx.today()).is_empty(),
        page,
    })
}

/// The newest rounds in their order, with what is to be followed up in them.
async fn follow(app: &App, ctx: &Ctx, rounds: &[Round]) -> Result<Vec<Follow>, WebError> {
    let newest: Vec<RoundId> = rounds.iter().map(|r| r.id).take(FOLLOWED).collect();
    let found = app
        .run(ctx, move |cycle, call| views::to_follow(cycle, call, &newest))
        .await?;
    let row = |(id, found): (RoundId, ToFollow)| {
        let title = &rounds.iter().find(|r| r.id == id)?.title;
        Some(Follow {
            round: id,
            title: title.clone(),
            found,
        })
    };
    Ok(found.into_iter().filter_map(row).collect())
}

fn steps(page: &Page, people: &[Person], no_rounds: bool) -> Vec<Step> {
    let step = |href, key: &str| Step {
        href,
        title: page.t(&format!("web-step-{key}")),
        text: page.t(&format!("web-step-{key}-text")),
    };
    let mut steps = Vec::new();
    if people.len() == 1 {
        steps.push(step("/people/import", "people"));
    }
    if no_rounds && page.may(Action::ManageRound) {
        steps.push(step("/rounds/open", "round"));
    }
    steps
}
