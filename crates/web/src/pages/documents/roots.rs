//! The root certificates that digital signatures are checked against.

use super::round::by;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::documents::{self, KeptRoots};
use tonghop_model::message::Message;

#[derive(Template)]
#[template(path = "documents/roots.html")]
struct RootsPage {
    page: Page,
    kept: Option<KeptRoots>,
    wrong: String,
}

impl RootsPage {
    /// Which file, who brought it, when.
    fn by(&self, kept: &KeptRoots) -> String {
        by(&self.page, "web-roots-by", (&kept.name, &kept.by), kept.at)
    }
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    page(&app, &ctx, String::new()).await
}

async fn page(app: &App, ctx: &Ctx, wrong: String) -> Reply {
    let kept = app.run(ctx, |cycle, _| documents::kept_roots(cycle)).await?;
    let fine = wrong.is_empty();
    let shown = RootsPage {
        page: Page::new(app, ctx, "web-roots-title").crumb("/", "web-nav-start"),
        kept,
        wrong,
    };
    reply::form_page(fine, &shown)
}

pub async fn keep(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let remove = form.is_set("remove");
    let file = form.files("file").next().cloned();
    let (name, bytes) = match file {
        Some(file) if !remove => (file.name.clone(), file.bytes.to_vec()),
        None if !remove => return page(&app, &ctx, ctx.messages.text("web-roots-missing")).await,
        _ => (String::new(), Vec::new()),
    };
    let kept = app
        .attempt(&ctx, move |cycle, call| {
            if remove {
                documents::remove_roots(cycle, call)
            } else {
                documents::change_roots(cycle, call, &name, &bytes)
            }
        })
        .await?;
    match kept {
        Ok(()) => {
            let done = Message::new("web-flash-roots-kept");
            reply::to_with("/signature-roots", Tone::Good, &done, app.config().secure())
        }
        Err(CycleError::Invalid(fields)) => {
            let first = fields.first().map(|f| ctx.messages.format(&f.message));
            page(&app, &ctx, first.unwrap_or_default()).await
        }
        Err(error) => Err(error.into()),
    }
}
