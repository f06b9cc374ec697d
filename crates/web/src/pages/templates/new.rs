//! A new template: empty, or from a file in which an annex lists its tasks.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::State;
use tonghop_app::cycle::templates::{self, NewTemplate};
use tonghop_model::message::Message;

#[derive(Rendered)]
#[template(path = "templates/new.html")]
struct NewPage {
    page: Page,
    view: FormView,
    /// Code and title of each programme.
    programmes: Vec<(String, String)>,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    page(&app, &ctx, FormView::default())
}

fn page(app: &App, ctx: &Ctx, view: FormView) -> Reply {
    let fine = view.is_fine();
    let programmes = app.cycle().engine.catalogue.programmes.iter();
    let shown = NewPage {
        page: Page::new(app, ctx, "web-template-new")
            .crumb("/", "web-nav-start")
            .crumb("/templates", "web-nav-templates"),
        view,
        programmes: programmes.map(|p| (p.code.clone(), p.title.clone())).collect(),
    };
    reply::form_page(fine, &shown)
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let file = view.form.files("file").next().cloned();
    if file.is_none() {
        view.require("title", &ctx);
        if !view.is_fine() {
            return page(&app, &ctx, view);
        }
    }
    let field = |name: &str| view.form.text(name).to_owned();
    let mut new = NewTemplate {
        code: field("code"),
        programme: field("programme"),
        title: field("title"),
        ..NewTemplate::default()
    };
    let made = app
        .attempt(&ctx, move |cycle, call| {
            if let Some(file) = file {
                let read = templates::from_document(cycle, call, &file.name, &file.bytes)?;
                new.content = read.content;
                if new.title.is_empty() {
                    new.title = read.title.unwrap_or(file.name);
                }
            }
            let tasks = new.content.tasks.len();
            templates::create(cycle, call, &new).map(|id| (id, tasks))
        })
        .await?;
    match made {
        Ok((id, tasks)) => {
            let done = Message::new("web-flash-template-made").count("count", tasks);
            reply::to_with(&format!("/templates/{id}"), Tone::Good, &done, app.config().secure())
        }
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, view)
        }
    }
}
