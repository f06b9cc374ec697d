//! The documents of a round: what can be downloaded, who issues it, templates of the office.

use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::pages::consolidated::view::partial;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::documents::{self, DocumentKind, KeptTemplate, OfficeSettings};
use tonghop_app::cycle::rounds::{self, Round};
use tonghop_model::cycle::{Action, RoundId};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;

/// A document to download.
struct Row {
    key: &'static str,
    name: String,
    text: String,
    /// The office keeps a template for it.
    own: bool,
    /// Of the round, and not of each of its units.
    of_round: bool,
    /// Why it cannot be written as the round stands; empty where it can.
    not_yet: String,
}

#[derive(Template)]
#[template(path = "documents/round.html")]
struct DocumentsPage {
    page: Page,
    view: FormView,
    round: Round,
    rows: Vec<Row>,
    kept: Vec<KeptTemplate>,
    /// The fields of a template with what they mean.
    fields: Vec<(&'static str, String)>,
    manages: bool,
    keeps: bool,
    /// What is wrong with a template that was not taken, and how many mistakes are not listed.
    wrong: Vec<String>,
    wrong_head: String,
    more: usize,
    /// Kind of document that a template was brought for: it stays chosen.
    chosen: &'static str,
    /// From how many units the consolidated documents would be; empty where all have answered.
    partial: String,
}

impl DocumentsPage {
    /// Which file, who brought it, when.
    fn by(&self, kept: &KeptTemplate) -> String {
        by(&self.page, "web-documents-template-by", (&kept.name, &kept.by), kept.at)
    }

    fn label(&self, kind: &DocumentKind) -> &str {
        self.rows.iter().find(|r| r.key == kind.key()).map_or("", |r| &r.name)
    }
}

/// A file that somebody brought, in a sentence.
pub fn by(page: &Page, key: &'static str, (name, person): (&str, &str), at: Moment) -> String {
    let message = Message::new(key)
        .with("name", name)
        .with("by", person)
        .with("at", page.moment(at));
    page.format(&message)
}

/// A template that was not taken.
#[derive(Default)]
pub struct Wrong {
    pub head: String,
    pub problems: Vec<String>,
    pub more: usize,
    /// What it was to be used for.
    pub kind: Option<DocumentKind>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    page(&app, &ctx, id, None, Wrong::default()).await
}

/// The page; `view` holds the fields of the office where they were just typed.
pub async fn page(app: &App, ctx: &Ctx, id: i64, view: Option<FormView>, wrong: Wrong) -> Reply {
    let (round, office, kept, not_yet) = app
        .run(ctx, move |cycle, call| {
            Ok((
                rounds::get(cycle, call, RoundId(id))?,
                documents::office(cycle)?,
                documents::kept_templates(cycle, call)?,
                documents::not_yet(cycle, call, RoundId(id))?,
            ))
        })
        .await?;
    let page = Page::new(app, ctx, "web-documents-title")
        .crumb("/", "web-nav-start")
        .crumb("/rounds", "web-nav-rounds")
        .crumb_named(&format!("/rounds/{id}"), round.title.clone());
    let row = |kind: DocumentKind| Row {
        key: kind.key(),
        name: page.t(&format!("web-document-{}", kind.key())),
        text: page.t(&format!("web-document-{}-text", kind.key())),
        own: kept.iter().any(|k| k.kind == kind),
        of_round: DocumentKind::OF_ROUND.contains(&kind),
        not_yet: not_yet
            .iter()
            .find(|(of, _)| *of == kind)
            .map_or_else(String::new, |(_, why)| page.t(why)),
    };
    let fine = view.as_ref().is_none_or(FormView::is_fine) && wrong.head.is_empty();
    let shown = DocumentsPage {
        rows: DocumentKind::ALL.into_iter().map(row).collect(),
        fields: template_fields(&page),
        manages: ctx.may_whole(Action::ManageRound),
        keeps: ctx.may_whole(Action::ManageTemplate),
        view: view.unwrap_or_else(|| FormView::new(fields(&office))),
        partial: partial(&page, &round.counts),
        round,
        kept,
        wrong: wrong.problems,
        wrong_head: wrong.head,
        more: wrong.more,
        chosen: wrong.kind.map_or("", DocumentKind::key),
        page,
    };
    reply::form_page(fine, &shown)
}

fn template_fields(page: &Page) -> Vec<(&'static str, String)> {
    let meaning = |field: &str| page.t(&format!("web-template-field-{}", field.replace('_', "-")));
    let fields = documents::TEMPLATE_FIELDS.iter();
    fields.map(|field| (*field, meaning(field))).collect()
}

fn fields(office: &OfficeSettings) -> Form {
    Form::default()
        .with("office", office.office.clone())
        .with("superior", office.superior.clone())
        .with("abbreviation", office.abbreviation.clone())
        .with("drafter", office.drafter.clone())
        .with("place", office.place.clone())
        .with("capacity", office.capacity.clone())
        .with("signer", office.signer.clone())
        .with("contact", office.contact.clone())
}

pub async fn office(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let text = |name: &str| form.text(name).to_owned();
    let new = OfficeSettings {
        office: text("office"),
        superior: text("superior"),
        abbreviation: text("abbreviation"),
        drafter: text("drafter"),
        place: text("place"),
        capacity: text("capacity"),
        signer: text("signer"),
        contact: text("contact"),
    };
    let saved = app
        .attempt(&ctx, move |cycle, call| documents::change_office(cycle, call, &new))
        .await?;
    if let Err(error) = saved {
        let mut view = FormView::new(form);
        view.reject_input(&ctx, error)?;
        return page(&app, &ctx, id, Some(view), Wrong::default()).await;
    }
    let done = Message::new("web-flash-saved");
    reply::to_with(
        &format!("/rounds/{id}/documents"),
        Tone::Good,
        &done,
        app.config().secure(),
    )
}
