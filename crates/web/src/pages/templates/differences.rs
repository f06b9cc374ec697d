//! What is different between a version and another one of the same template; the one it was made from where none is chosen.

use super::outline::usual_heading;
use super::own_column;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::review::word_diff::{Piece, compare};
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::{Path, State};
use tonghop_app::cycle::templates::{self, Difference, Kind, Template};
use tonghop_model::cycle::TemplateId;
use tonghop_model::template::Column;

/// A difference in words.
struct Row {
    /// New, gone, changed: class of the tag and its words.
    tag: &'static str,
    what: String,
    before: Vec<Piece>,
    after: Vec<Piece>,
}

/// The differences of one kind of thing.
struct Section {
    title: String,
    rows: Vec<Row>,
    /// True where what both have stands in another order.
    reordered: bool,
}

#[derive(Rendered)]
#[template(path = "templates/differences.html")]
struct DifferencesPage {
    page: Page,
    template: Template,
    with: Option<Template>,
    others: Vec<Template>,
    sections: Vec<Section>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let all = app.run(&ctx, templates::list).await?;
    let template = all.iter().find(|t| t.id.0 == id).cloned();
    let template = template.ok_or_else(WebError::not_found)?;
    let others: Vec<Template> = all
        .into_iter()
        .filter(|t| t.code == template.code && t.id != template.id)
        .collect();
    let wanted = form.parsed("with").map(TemplateId).or(template.based_on);
    let with = others.iter().find(|t| Some(t.id) == wanted).or(others.first()).cloned();
    let page = Page::new(&app, &ctx, "web-template-differences")
        .crumb("/", "web-nav-start")
        .crumb("/templates", "web-nav-templates")
        .crumb_named(&format!("/templates/{id}"), template.title.clone());
    let sections = with
        .as_ref()
        .map_or_else(Vec::new, |with| sections(&app, &page, with, &template));
    reply::page(&DifferencesPage {
        page,
        template,
        with,
        others,
        sections,
    })
}

fn sections(app: &App, page: &Page, before: &Template, after: &Template) -> Vec<Section> {
    let found = templates::differences(&before.content, &after.content);
    let section = |kind: Kind| {
        let own = found.entries.iter().filter(|d| d.kind == kind);
        let rows: Vec<Row> = own.map(|d| row(app, page, d)).collect();
        let reordered = found.order.contains(&kind);
        (!rows.is_empty() || reordered).then(|| Section {
            title: page.t(&format!("web-template-list-{}", kind.key())),
            rows,
            reordered,
        })
    };
    let mut sections: Vec<Section> = Kind::ALL.into_iter().filter_map(section).collect();
    if before.title != after.title {
        let (old, new) = compare(&before.title, &after.title);
        sections.insert(
            0,
            Section {
                title: page.t("web-template-title"),
                rows: vec![Row {
                    tag: "tag-info",
                    what: page.t("web-template-changed"),
                    before: old,
                    after: new,
                }],
                reordered: false,
            },
        );
    }
    sections
}

fn row(app: &App, page: &Page, difference: &Difference) -> Row {
    let text = |side: &Option<String>| {
        let side = side.as_deref().unwrap_or("");
        match difference.kind {
            Kind::Column => column(page, side),
            Kind::Indicator if !side.is_empty() => app.cycle().engine.catalogue.indicator_name(side),
            _ => side.to_owned(),
        }
    };
    let (before, after) = compare(&text(&difference.before), &text(&difference.after));
    let (tag, what) = match (&difference.before, &difference.after) {
        (None, _) => ("tag-good", "web-template-added"),
        (_, None) => ("tag-bad", "web-template-removed"),
        _ => ("tag-info", "web-template-changed"),
    };
    Row {
        tag,
        what: page.t(what),
        before,
        after,
    }
}

/// "lead Cơ quan chủ trì": the stable name, then the heading where it is not the usual one.
fn column(page: &Page, text: &str) -> String {
    let (key, heading) = text.split_once(' ').unwrap_or((text, ""));
    match Column::from_key(key) {
        None if key == own_column::OWN => own(page, heading),
        Some(column) if heading.is_empty() => usual_heading(page, column),
        Some(_) => heading.to_owned(),
        None => String::new(),
    }
}

/// "choice Nguồn kinh phí (Tỉnh / Xã) *": the kind, then the heading with what can be chosen; a star where it has to be filled in.
fn own(page: &Page, text: &str) -> String {
    let (kind, heading) = text.split_once(' ').unwrap_or((text, ""));
    let kind = page.t(&format!("web-template-own-{kind}"));
    match heading.strip_suffix(" *") {
        Some(heading) => format!("{heading} · {kind} · {}", page.t("web-template-own-required")),
        None => format!("{heading} · {kind}"),
    }
}
