//! The name at the top of every page, and how the installation is doing.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::mail::ReminderPlan;
use tonghop_app::cycle::{mail, system};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "settings/settings.html")]
struct SettingsPage {
    page: Page,
    view: FormView,
    backend: &'static str,
    base_url: String,
    /// Mail that waits, is being sent, was sent, failed.
    mail: [i64; 5],
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    page(&app, &ctx, FormView::default()).await
}

/// The page with what was typed; the form that was not sent shows what is set.
async fn page(app: &App, ctx: &Ctx, mut view: FormView) -> Reply {
    let (mail, plan) = app
        .run(ctx, |cycle, _| Ok((mail::counts(cycle)?, mail::reminder_plan(cycle)?)))
        .await?;
    if !view.form.is_sent("owner") {
        view.form = view.form.with("owner", app.owner_name());
    }
    // An unticked box is not sent: the field beside it tells whether the form was.
    if !view.form.is_sent("reminder_days") {
        let late = if plan.late { "yes" } else { "" };
        view.form = view
            .form
            .with("reminder_days", plan.days_written())
            .with("reminder_late", late);
    }
    let fine = view.is_fine();
    let shown = SettingsPage {
        page: Page::new(app, ctx, "web-settings-title").crumb("/", "web-nav-start"),
        view,
        backend: app.cycle().backend_name(),
        base_url: app.config().base_url.clone(),
        mail,
    };
    reply::form_page(fine, &shown)
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let name: String = form.text("owner").chars().take(200).collect();
    let mut view = FormView::new(form);
    view.require("owner", &ctx);
    if !view.is_fine() {
        return page(&app, &ctx, view).await;
    }
    app.run(&ctx, move |cycle, call| {
        system::change_setting(cycle, call, system::OWNER_NAME, &name)
    })
    .await?;
    app.refresh_owner_name().await?;
    reply::to_with(
        "/settings",
        Tone::Good,
        &Message::new("web-flash-saved"),
        app.config().secure(),
    )
}

/// Changes when people are reminded.
pub async fn reminders(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let plan = ReminderPlan::read(view.form.text("reminder_days"), view.form.is_set("reminder_late"));
    match plan {
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, view).await
        }
        Ok(plan) => {
            app.run(&ctx, move |cycle, call| mail::change_reminder_plan(cycle, call, &plan))
                .await?;
            let saved = Message::new("web-flash-saved");
            reply::to_with("/settings", Tone::Good, &saved, app.config().secure())
        }
    }
}
