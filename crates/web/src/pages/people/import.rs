//! Many accounts at once, from a sheet: first looked at, then made.

use super::links::SentLink;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pages::consolidated::view::XLSX;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::State;
use tonghop_app::cycle::FieldError;
use tonghop_app::cycle::people::{self, AccountRow, Imported};
use tonghop_model::cycle::Role;
use tonghop_model::message::Message;

/// Names of the columns of the sheet, in their order, and the keys of their headings.
const COLUMNS: [(&str, &str); 5] = [
    ("login", "web-field-login"),
    ("name", "web-field-name"),
    ("email", "web-field-mail"),
    ("unit_code", "web-unit-code"),
    ("role", "web-people-role"),
];

/// What is wrong with a row.
struct Wrong {
    row: String,
    column: String,
    text: String,
}

/// A row of the sheet, with the words of its role.
struct Row {
    account: AccountRow,
    role: String,
}

#[derive(Template)]
#[template(path = "people/import.html")]
struct ImportPage {
    page: Page,
    view: FormView,
    rows: Vec<Row>,
    checked: bool,
    wrong: Vec<Wrong>,
    links: Vec<SentLink>,
    /// Stable names and words of the roles.
    roles: Vec<(&'static str, String)>,
    /// True where links go out by mail.
    mails: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    page(&app, &ctx, FormView::default(), Vec::new(), None)
}

/// The file to fill in.
pub async fn template(State(app): State<App>, ctx: Ctx) -> Reply {
    let lang = ctx.lang();
    let table = app
        .run(&ctx, move |cycle, call| people::sheet_template(cycle, call, lang))
        .await?;
    let bytes = table.xlsx().map_err(WebError::internal)?;
    reply::download("nguoi-dung.xlsx", XLSX, bytes)
}

pub async fn submit(State(app): State<App>, ctx: Ctx, form: Form) -> Reply {
    let mut view = FormView::new(form);
    let rows = match rows(&app, &ctx, &mut view).await? {
        Some(rows) if view.is_fine() => rows,
        _ => return page(&app, &ctx, view, Vec::new(), None),
    };
    let dry_run = view.form.text("step") != "apply";
    let checked = rows.clone();
    match app
        .attempt(&ctx, move |cycle, call| people::import(cycle, call, &checked, dry_run))
        .await?
    {
        Ok(imported) => page(&app, &ctx, view, rows, Some(imported)),
        Err(error) => {
            view.reject_input(&ctx, error)?;
            page(&app, &ctx, view, rows, None)
        }
    }
}

/// The rows of the sheet that was sent, or those that were looked at a moment ago.
async fn rows(app: &App, ctx: &Ctx, view: &mut FormView) -> Result<Option<Vec<AccountRow>>, WebError> {
    if view.form.text("step") == "apply" {
        return Ok(Some(typed(&view.form)));
    }
    let Some(file) = view.form.files("file").next().cloned() else {
        view.reject("file", ctx, &Message::new("web-import-no-file"));
        return Ok(None);
    };
    let read = app
        .attempt(ctx, move |cycle, _| people::read_sheet(cycle, &file.name, &file.bytes))
        .await?;
    match read {
        Ok(rows) => Ok(Some(rows)),
        Err(error) => {
            view.reject_input(ctx, error)?;
            Ok(None)
        }
    }
}

fn typed(form: &Form) -> Vec<AccountRow> {
    let column = |name| form.all(name).map(str::to_owned).collect::<Vec<_>>();
    let [login, name, email, unit, role] = COLUMNS.map(|(field, _)| column(field));
    let line = column("line");
    let at = |values: &Vec<String>, i: usize| values.get(i).cloned().unwrap_or_default();
    let row = |(i, login): (usize, &String)| AccountRow {
        login: login.clone(),
        name: at(&name, i),
        email: at(&email, i),
        unit_code: at(&unit, i),
        role: at(&role, i),
        line: at(&line, i).parse().unwrap_or(0),
    };
    login.iter().enumerate().map(row).collect()
}

fn page(app: &App, ctx: &Ctx, view: FormView, rows: Vec<AccountRow>, imported: Option<Imported>) -> Reply {
    let page = Page::new(app, ctx, "web-import-title")
        .crumb("/", "web-nav-start")
        .crumb("/people", "web-nav-people");
    let checked = imported.is_some();
    let imported = imported.unwrap_or_default();
    let wrong: Vec<Wrong> = imported.errors.iter().map(|e| wrong(&page, &rows, e)).collect();
    let links = imported.links.into_iter();
    let links = links.map(|link| SentLink::of(link, app.config())).collect();
    let fine = view.is_fine() && wrong.is_empty();
    let shown = ImportPage {
        roles: Role::GRANTABLE.iter().map(|r| (r.key(), page.role(r.key()))).collect(),
        rows: rows.into_iter().map(|account| row(&page, account)).collect(),
        page,
        view,
        checked,
        wrong,
        links,
        mails: app.cycle().posts,
    };
    reply::form_page(fine, &shown)
}

fn row(page: &Page, account: AccountRow) -> Row {
    let known = Role::from_key(&account.role);
    Row {
        role: known.map_or_else(|| account.role.clone(), |r| page.role(r.key())),
        account,
    }
}

/// "rows.3.email" as the line of the sheet and the heading of the column.
fn wrong(page: &Page, rows: &[AccountRow], error: &FieldError) -> Wrong {
    let mut parts = error.field.splitn(3, '.').skip(1);
    let (number, column) = (parts.next().unwrap_or(""), parts.next().unwrap_or(&error.field));
    let at = number.parse::<usize>().ok().and_then(|n| rows.get(n.checked_sub(1)?));
    let heading = COLUMNS.iter().find(|(name, _)| *name == column);
    Wrong {
        row: at.map_or_else(|| number.to_owned(), |row| row.line.to_string()),
        column: heading.map_or_else(|| column.to_owned(), |(_, key)| page.t(key)),
        text: page.format(&error.message),
    }
}
