//! The name at the top of every page, and how the installation is doing.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
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
    mail: [i64; 4],
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let form = Form::default().with("owner", app.owner_name());
    page(&app, &ctx, FormView::new(form)).await
}

async fn page(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let mail = app.run(ctx, |cycle, _| mail::counts(cycle)).await?;
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
