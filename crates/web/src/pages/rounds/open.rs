//! Opening a round: request, template, period, dates, units.

use super::periods;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use std::collections::BTreeSet;
use tonghop_app::cycle::rounds::{self, NewRound, Opened};
use tonghop_app::cycle::templates::{self, Template as ReportTemplate};
use tonghop_app::cycle::units::{self, Unit};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{Action, UnitId};
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_model::period::ReportingPeriod;

/// Working days from cut-off to deadline that the form proposes.
const WORKING_DAYS: u16 = 5;

/// The dates that follow from what was chosen.
#[derive(Template)]
#[template(path = "rounds/dates.html")]
struct Dates {
    page: Page,
    worked_out: Option<WorkedOut>,
}

struct WorkedOut {
    from: Date,
    to: Date,
    cut_off: Date,
    deadline: Date,
    remarks: Vec<String>,
}

#[derive(Template)]
#[template(path = "rounds/open.html")]
struct OpenPage {
    page: Page,
    view: FormView,
    templates: Vec<ReportTemplate>,
    tops: Vec<Unit>,
    communes: Vec<Unit>,
    periods: Vec<periods::Group>,
    worked_out: Option<WorkedOut>,
    /// True where the request goes out by mail.
    mails: bool,
}

/// What the form offers.
struct Offer {
    templates: Vec<ReportTemplate>,
    units: Vec<Unit>,
}

fn offer(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Offer> {
    let mut templates = templates::list(cycle, call)?;
    templates.retain(|t| t.published);
    let mut seen = BTreeSet::new();
    // The newest version of each; they come newest first.
    templates.retain(|t| seen.insert(t.code.clone()));
    Ok(Offer {
        templates,
        units: units::tree(cycle, call, Action::ManageRound)?,
    })
}

pub async fn show(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    if ctx.htmx {
        return reply::page(&Dates {
            page: Page::new(&app, &ctx, "web-round-open-title"),
            worked_out: dates(&app, &ctx, &form).await?,
        });
    }
    let form = if form.is_set("period") {
        form
    } else {
        form.with("days", WORKING_DAYS.to_string())
    };
    page(&app, &ctx, FormView::new(form)).await
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let input = input(&app, &ctx, &mut view);
    let Some(input) = input.filter(|_| view.is_fine()) else {
        return page(&app, &ctx, view).await;
    };
    // The same button twice opens one round.
    let once = view.form.once(&format!("{input:?}"));
    match app
        .attempt(&ctx, move |cycle, call| rounds::open_once(cycle, call, &input, &once))
        .await?
    {
        Ok(Opened { round, units, remarks }) => {
            app.tell_people();
            let (place, secure) = (format!("/rounds/{round}"), app.config().secure());
            // Who was not shown the remark before is told now.
            if let Some(same) = remarks.iter().find(|m| m.key == "cycle-round-same") {
                let told = Message {
                    key: "web-flash-round-opened-same",
                    ..same.clone()
                };
                return reply::to_with(&place, Tone::Warn, &told.count("count", units), secure);
            }
            let done = if app.cycle().posts {
                "web-flash-round-opened-mailed"
            } else {
                "web-flash-round-opened"
            };
            let done = Message::new(done).count("count", units);
            reply::to_with(&place, Tone::Good, &done, secure)
        }
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, view).await
        }
    }
}

async fn page(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let offer = app.run(ctx, offer).await?;
    let page = Page::new(app, ctx, "web-round-open-title")
        .crumb("/", "web-nav-start")
        .crumb("/rounds", "web-nav-rounds");
    let (communes, mut tops): (Vec<Unit>, Vec<Unit>) = offer.units.into_iter().partition(|u| u.level == "commune");
    if tops.is_empty() {
        // Whoever holds the role for single communes opens rounds for each of them.
        tops.clone_from(&communes);
    }
    let fine = view.is_fine();
    let shown = OpenPage {
        periods: periods::groups(&page, ctx.today()),
        worked_out: dates(app, ctx, &view.form).await?,
        mails: app.cycle().posts,
        page,
        view,
        templates: offer.templates,
        tops,
        communes,
    };
    reply::form_page(fine, &shown)
}

/// The chosen period: one of the list, or a window of its own.
fn period(form: &Form) -> Option<ReportingPeriod> {
    match form.text("period") {
        "window" => ReportingPeriod::window(form.date("from")?, form.date("until")?),
        code => code.parse().ok(),
    }
}

/// The dates, and what is odd about the round: also that another one asks for the same.
async fn dates(app: &App, ctx: &Ctx, form: &Form) -> Result<Option<WorkedOut>, WebError> {
    let Some(mut found) = worked_out(app, ctx, form) else {
        return Ok(None);
    };
    let chosen = (form.parsed("template"), form.parsed("unit"), period(form));
    if let (Some(template), Some(unit), Some(period)) = chosen {
        let same = app
            .attempt(ctx, move |cycle, call| {
                rounds::same_round(cycle, call, (template, unit, &period))
            })
            .await?;
        // A template or unit that there is not is told where it is chosen.
        found
            .remarks
            .extend(same.ok().flatten().map(|m| ctx.messages.format(&m)));
    }
    Ok(Some(found))
}

fn worked_out(app: &App, ctx: &Ctx, form: &Form) -> Option<WorkedOut> {
    let period = period(form)?;
    let cut_off = form.date("cut_off").unwrap_or_else(|| period.cut_off());
    let days = form.parsed("days").unwrap_or(WORKING_DAYS).min(250);
    let deadline = form
        .date("deadline")
        .unwrap_or_else(|| rounds::default_deadline(app.cycle(), cut_off, days));
    let remarks = rounds::remarks(app.cycle(), ctx.today(), cut_off, deadline);
    Some(WorkedOut {
        from: period.from(),
        to: period.to(),
        cut_off,
        deadline,
        remarks: remarks.iter().map(|m| ctx.messages.format(m)).collect(),
    })
}

/// What the form says; what is missing is noted beside its field.
fn input(app: &App, ctx: &Ctx, view: &mut FormView) -> Option<NewRound> {
    view.require("title", ctx);
    for field in ["request_date", "cut_off", "deadline"] {
        if view.form.is_set(field) && view.form.date(field).is_none() {
            view.reject(field, ctx, &Message::new("web-form-not-a-date"));
        }
    }
    let period = period(&view.form);
    if period.is_none() {
        view.reject("period", ctx, &Message::new("web-form-choose"));
    }
    let template = view.form.parsed("template");
    if template.is_none() {
        view.reject("template", ctx, &Message::new("web-form-choose"));
    }
    let unit = view.form.parsed("unit");
    if unit.is_none() {
        view.reject("unit", ctx, &Message::new("web-form-choose"));
    }
    let dates = worked_out(app, ctx, &view.form)?;
    let form = &view.form;
    let why = form.text("exempt_reason");
    let exempt: Vec<(UnitId, String)> = form
        .all("exempt")
        .filter_map(|id| Some((id.parse().ok()?, why.to_owned())))
        .collect();
    let missing = !exempt.is_empty() && why.is_empty();
    let round = NewRound {
        title: form.text("title").to_owned(),
        request_number: form.text("request_number").to_owned(),
        request_date: form.date("request_date"),
        request_issuer: form.text("request_issuer").to_owned(),
        template: template?,
        unit: unit?,
        period: period?,
        cut_off: Some(dates.cut_off),
        deadline: dates.deadline,
        exempt,
    };
    if missing {
        view.reject("exempt_reason", ctx, &Message::new("web-form-required"));
    }
    Some(round)
}
