//! A file with values: the template to fill in, the look at what was filled in, the import.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pages::consolidated::view as consolidated;
use crate::pages::reports::numbers;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::system::{self, RowProblem, SheetFile, SheetImport};
use tonghop_app::cycle::{CycleError, rounds};
use tonghop_model::cycle::RoundId;
use tonghop_model::message::Message;

/// A problem in words.
struct Problem {
    cell: String,
    what: String,
    expected: String,
    actual: String,
    advice: String,
}

#[derive(Template)]
#[template(path = "imports/values.html")]
struct ValuesPage {
    page: Page,
    view: FormView,
    round: i64,
    checked: Option<Checked>,
}

/// What the look at a file gave.
struct Checked {
    rows: usize,
    wrong: usize,
    blank: usize,
    name: String,
    digest: String,
    problems: Vec<Problem>,
    /// Values of accepted reports that would be replaced.
    replaces: usize,
    /// Values of any origin that would be replaced.
    present: usize,
    /// Those of them that would be another number.
    changed: usize,
    changes: Vec<Changed>,
}

/// A value that would be another one, in words.
struct Changed {
    unit: String,
    indicator: String,
    before: String,
    after: String,
    accepted: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, FormView::default(), None).await
}

pub async fn check(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let Some(file) = view.form.files("file").next().cloned() else {
        view.reject("file", &ctx, &Message::new("web-import-no-file"));
        return page(&app, &ctx, id, view, None).await;
    };
    let name = file.name.clone();
    let looked = app
        .attempt(&ctx, move |cycle, call| {
            let sheet = SheetFile {
                name: &file.name,
                bytes: &file.bytes,
            };
            system::import_sheet(cycle, call, RoundId(id), sheet, ("", true))
        })
        .await?;
    outcome(&app, &ctx, id, view, (looked, name)).await
}

pub async fn apply(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (name, digest) = (form.text("name").to_owned(), form.text("digest").to_owned());
    // The same button twice imports once.
    let key = format!("page:{id}:{digest}:{}", form.text("once"));
    let file = (name.clone(), digest);
    let replace = form.text("replace") == "yes";
    let done = app
        .attempt(&ctx, move |cycle, call| {
            system::import_stored(cycle, call, RoundId(id), (&file.0, &file.1), (&key, replace))
        })
        .await?;
    match done {
        Ok(done) if done.values.id.is_some() => {
            let message = Message::new("web-flash-values-imported").count("count", done.values.rows);
            reply::to_with("/imports", Tone::Good, &message, app.config().secure())
        }
        other => outcome(&app, &ctx, id, FormView::new(form), (other, name)).await,
    }
}

async fn outcome(
    app: &App,
    ctx: &Ctx,
    id: i64,
    mut view: FormView,
    (looked, name): (Result<SheetImport, CycleError>, String),
) -> Reply {
    match looked {
        Ok(looked) => page(app, ctx, id, view, Some((looked, name))).await,
        Err(error) => {
            view.reject_input(ctx, error)?;
            page(app, ctx, id, view, None).await
        }
    }
}

async fn page(app: &App, ctx: &Ctx, id: i64, view: FormView, looked: Option<(SheetImport, String)>) -> Reply {
    let round = app
        .run(ctx, move |cycle, call| rounds::get(cycle, call, RoundId(id)))
        .await?;
    let page = Page::new(app, ctx, "web-values-title")
        .crumb("/", "web-nav-start")
        .crumb("/rounds", "web-nav-rounds")
        .crumb_named(&format!("/rounds/{id}"), round.title);
    let checked = looked.map(|(looked, name)| Checked {
        rows: looked.values.rows,
        wrong: looked.values.wrong,
        blank: looked.blank,
        name,
        digest: looked.digest,
        replaces: looked.values.replaces_accepted,
        present: looked.values.replaces,
        changed: looked.values.changed,
        changes: looked.values.changes.iter().map(|c| changed(app, c)).collect(),
        problems: looked.values.errors.iter().map(|p| problem(&page, p)).collect(),
    });
    let fine = view.is_fine() && checked.as_ref().is_none_or(|c| c.wrong == 0);
    reply::form_page(
        fine,
        &ValuesPage {
            page,
            view,
            round: id,
            checked,
        },
    )
}

fn changed(app: &App, one: &system::Change) -> Changed {
    Changed {
        unit: format!("{} ({})", one.unit_name, one.unit),
        indicator: app.cycle().engine.catalogue.indicator_name(&one.indicator),
        before: numbers::figures(one.before, ""),
        after: numbers::figures(one.after, ""),
        accepted: one.accepted,
    }
}

fn problem(page: &Page, problem: &RowProblem) -> Problem {
    Problem {
        cell: problem.cell.clone().unwrap_or_else(|| problem.row.to_string()),
        what: page.format(&problem.what),
        expected: page.format(&problem.expected),
        actual: match problem.actual.as_str() {
            "" => page.t("web-values-no-actual"),
            text => text.to_owned(),
        },
        advice: page.format(&problem.advice),
    }
}

pub async fn template(State(app): State<App>, ctx: Ctx, Path((id, format)): Path<(i64, String)>) -> Reply {
    if !matches!(format.as_str(), "xlsx" | "csv") {
        return Err(WebError::not_found());
    }
    let lang = ctx.lang();
    let table = app
        .run(&ctx, move |cycle, call| {
            system::import_template(cycle, call, RoundId(id), lang)
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-values-title");
    let form = Form::default().with("format", format);
    consolidated::file(&page, &form, &table, &format!("/so-lieu-dot-{id}"))
}
