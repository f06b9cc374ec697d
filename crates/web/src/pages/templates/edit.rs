//! The form of one thing of a draft: a row, a group, a part, a column, a section, or indicators to add.

use super::nodes::{self, Asked, Choices};
use super::outline::usual_heading;
use super::own_column;
use super::step;
use crate::app::App;
use crate::context::Ctx;
use crate::form::{Form, FormView};
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::{Path, State};
use tonghop_app::cycle::templates::{
    self, Change, Content, ContentColumn, ContentGroup, ContentPart, ContentTask, Entry, Kind, MOST_OWN, NEEDED,
    Section, Template,
};
use tonghop_app::cycle::{Cycle, CycleError};
use tonghop_model::cycle::TemplateId;
use tonghop_model::message::Message;
use tonghop_model::template::Column;

/// An indicator to add.
struct Indicator {
    code: String,
    name: String,
    unit: String,
    counts: String,
}

#[derive(Rendered)]
#[template(path = "templates/edit.html")]
struct EditPage {
    page: Page,
    view: FormView,
    template: Template,
    kind: &'static str,
    /// Empty for something new.
    place: String,
    /// Where a row or a group can belong: value and words.
    slots: Vec<(String, String)>,
    nodes: Choices,
    /// Columns or sections to choose from: stable name and words.
    choices: Vec<(String, String)>,
    indicators: Vec<Indicator>,
    /// True for a column that no annex can do without.
    needed: bool,
    /// Kinds of what a column of one's own holds: stable name and words.
    own_kinds: Vec<(&'static str, String)>,
    /// True for a column of one's own, there or chosen: only those have its fields.
    is_own: bool,
}

/// What the form is about.
struct What {
    id: TemplateId,
    kind: Kind,
    place: Option<usize>,
}

impl What {
    fn of(id: i64, form: &Form) -> Result<Self, WebError> {
        Ok(Self {
            id: TemplateId(id),
            kind: Kind::from_key(form.text("kind")).ok_or_else(WebError::bad_request)?,
            place: form.parsed("place"),
        })
    }
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let what = What::of(id, &form)?;
    let template = app
        .run(&ctx, move |cycle, call| templates::get(cycle, call, what.id))
        .await?;
    if template.published {
        return reply::to(&format!("/templates/{id}"));
    }
    let filled = filled(form, &template.content, &what).ok_or_else(WebError::not_found)?;
    let version = template.version.to_string();
    page(&app, &ctx, &what, FormView::new(filled.with("version", version))).await
}

/// The form with what stands at its place; none where nothing does.
fn filled(form: Form, content: &Content, what: &What) -> Option<Form> {
    let Some(at) = what.place else {
        let slot = slot(form.text("part"), form.text("group"));
        return Some(form.with("slot", slot));
    };
    Some(match what.kind {
        Kind::Column => {
            let column = content.columns.get(at)?;
            let form = form
                .with("column", column.column.key())
                .with("heading", column.heading.clone().unwrap_or_default());
            match &column.own {
                Some(own) => own_column::filled(form, own),
                None => form,
            }
        }
        Kind::Part => {
            let part = content.parts.get(at)?;
            form.with("label", &*part.label).with("title", &*part.title)
        }
        Kind::Group => {
            let group = content.groups.get(at)?;
            form.with("slot", slot(&group.part, ""))
                .with("label", &*group.label)
                .with("title", &*group.title)
        }
        Kind::Task => of_task(form, content.tasks.get(at)?),
        Kind::Section => form.with("title", &*content.sections.get(at)?.title),
        Kind::Indicator => return None,
    })
}

fn of_task(form: Form, task: &ContentTask) -> Form {
    form.with("slot", slot(&task.part, &task.group))
        .with("no", &*task.no)
        .with("title", &*task.title)
        .with("node", &*task.node)
        .with("lead", task.lead.clone().unwrap_or_default())
        .with("timeframe", task.timeframe.clone().unwrap_or_default())
        .with("threshold", task.threshold.map_or_else(String::new, |t| t.to_string()))
}

/// A part and a group as one value; labels have no line breaks.
fn slot(part: &str, group: &str) -> String {
    format!("{part}\n{group}")
}

async fn page(app: &App, ctx: &Ctx, what: &What, view: FormView) -> Reply {
    let asked = Asked {
        wording: view.form.text("title").to_owned(),
        words: view.form.text("q").to_owned(),
        chosen: view.form.text("node").to_owned(),
        place: what.place,
    };
    let (id, kind) = (what.id, what.kind);
    let (template, found, asked) = app
        .run(ctx, move |cycle, call| {
            let template = templates::get(cycle, call, id)?;
            let found = if kind == Kind::Task {
                nodes::search(cycle, call, &template, &asked)?
            } else {
                (Vec::new(), Vec::new())
            };
            Ok((template, found, asked))
        })
        .await?;
    let step = if what.place.is_some() { "edit" } else { "add" };
    let title = format!("web-template-{step}-{}", kind.key());
    let page = Page::new(app, ctx, &title)
        .crumb("/", "web-nav-start")
        .crumb("/templates", "web-nav-templates")
        .crumb_named(&format!("/templates/{id}"), template.title.clone());
    let fine = view.is_fine();
    // What stands at the place, not what was sent: the form of a column that is there does not name its kind again.
    let present = match what {
        What {
            kind: Kind::Column,
            place: Some(at),
            ..
        } => template.content.columns.get(*at),
        _ => None,
    };
    let is_own = match present {
        Some(column) => column.own.is_some(),
        None => view.form.text("column") == own_column::OWN,
    };
    let shown = EditPage {
        kind: kind.key(),
        place: what.place.map_or_else(String::new, |p| p.to_string()),
        slots: slots(&template.content, kind),
        nodes: nodes::choices(&page, &template, found, &asked),
        choices: choices(&page, app.cycle(), &template.content, what),
        indicators: indicators(&page, app.cycle(), &template.content, view.form.text("q")),
        needed: present.is_some_and(|c| NEEDED.contains(&c.column)),
        own_kinds: own_column::kinds(&page),
        is_own,
        page,
        view,
        template,
    };
    reply::form_page(fine, &shown)
}

/// Where a row (a part or one of its groups) or a group (a part) can belong.
fn slots(content: &Content, kind: Kind) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in &content.parts {
        found.push((
            slot(&part.label, ""),
            templates::joined(&[&part.label, &part.title], ". "),
        ));
        if kind == Kind::Task {
            let groups = content.groups.iter().filter(|g| g.part == part.label);
            found.extend(groups.map(|g| {
                let place = templates::joined(&[&g.part, &g.label], ".");
                (slot(&g.part, &g.label), templates::joined(&[&place, &g.title], ". "))
            }));
        }
    }
    if content.parts.is_empty() {
        found.push((slot("", ""), "–".to_owned()));
        if kind == Kind::Task {
            let groups = content.groups.iter();
            found.extend(groups.map(|g| (slot("", &g.label), templates::joined(&[&g.label, &g.title], ". "))));
        }
    }
    found
}

fn choices(page: &Page, cycle: &Cycle, content: &Content, what: &What) -> Vec<(String, String)> {
    match what.kind {
        Kind::Column => {
            let free = |c: &Column| !content.has(*c);
            let free = Column::ALL.into_iter().filter(free);
            let mut all: Vec<_> = free.map(|c| (c.key().to_owned(), usual_heading(page, c))).collect();
            // First of all: what is usual is mostly there already.
            if content.own_columns().count() < usize::from(MOST_OWN) {
                all.insert(0, (own_column::OWN.to_owned(), page.t("web-template-column-own")));
            }
            all
        }
        Kind::Section => {
            let mut usual = templates::sections_of_every_report(cycle);
            usual.retain(|s| content.kind(&s.code).is_none());
            usual.into_iter().map(|s| (s.code, s.title)).collect()
        }
        _ => Vec::new(),
    }
}

/// Indicators of the catalogue that the template does not have and whose code or words are searched for.
fn indicators(page: &Page, cycle: &Cycle, content: &Content, words: &str) -> Vec<Indicator> {
    let folded = tonghop_app::cycle::units::folded(words);
    let fits = |i: &&tonghop_model::indicator::Indicator| {
        let name = tonghop_app::cycle::units::folded(&format!("{} {}", i.code, i.name));
        content.kind(&i.code).is_none() && folded.split_whitespace().all(|w| name.contains(w))
    };
    let shown = |i: &tonghop_model::indicator::Indicator| {
        let catalogue = &cycle.engine.catalogue;
        let part = i.numerator.as_ref().and_then(|_| catalogue.counted(i, false));
        let part = part.unwrap_or_default();
        let counts = match catalogue.counted(i, true) {
            Some(whole) => page.words("web-template-part-of", &[("part", part), ("whole", whole)]),
            None => part,
        };
        Indicator {
            code: i.code.clone(),
            name: i.name.clone(),
            unit: i.unit.clone(),
            counts,
        }
    };
    let all = cycle.engine.catalogue.indicators.iter();
    all.filter(fits).map(shown).collect()
}

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let what = What::of(id, &form)?;
    let mut view = FormView::new(form);
    // Without a script the list of tasks and of indicators is searched by sending the form; nothing is saved.
    if view.form.text("do") == "search" {
        return page(&app, &ctx, &what, view).await;
    }
    let version: i64 = view.form.parsed("version").ok_or_else(WebError::bad_request)?;
    let content = content(&app, &ctx, what.id).await?;
    let entry = entry(&ctx, &mut view, &what, &content).ok_or_else(WebError::not_found)?;
    let change = Change::Put(what.place, entry);
    if !view.is_fine() {
        return page(&app, &ctx, &what, view).await;
    }
    let template = what.id;
    let done = app
        .attempt(&ctx, move |cycle, call| {
            templates::change(cycle, call, template, version, &change)
        })
        .await?;
    match done {
        Ok(place) => reply::to(&step::place(what.id, place)),
        Err(error) => {
            view.reject_input(&ctx, beside_fields(error))?;
            page(&app, &ctx, &what, view).await
        }
    }
}

/// "tasks.3.title" is the field "title" of this form.
fn beside_fields(error: CycleError) -> CycleError {
    match error {
        CycleError::Invalid(mut fields) => {
            for one in &mut fields {
                let own = one.field.rsplit('.').next().unwrap_or_default().to_owned();
                one.field = own;
            }
            CycleError::Invalid(fields)
        }
        other => other,
    }
}

async fn content(app: &App, ctx: &Ctx, id: TemplateId) -> Result<Content, WebError> {
    let found = app.run(ctx, move |cycle, call| templates::get(cycle, call, id)).await?;
    Ok(found.content)
}

/// What the form says, and what is wrong with it; none where there is no such place.
fn entry(ctx: &Ctx, view: &mut FormView, what: &What, content: &Content) -> Option<Entry> {
    let text = |name: &str| templates::one_line(view.form.text(name));
    let (part, group) = view.form.raw("slot").split_once('\n').unwrap_or_default();
    // Browsers send a line break as two characters.
    let (part, group) = (part.trim().to_owned(), group.trim().to_owned());
    Some(match what.kind {
        Kind::Column => {
            let present = what.place.and_then(|at| content.columns.get(at));
            let own = match present {
                Some(present) => present.own.is_some(),
                None => view.form.text("column") == own_column::OWN,
            };
            if own {
                let heading = filled_in(text("heading"));
                view.require("heading", ctx);
                return Some(Entry::Column(own_column::typed(ctx, view, heading)));
            }
            let at = present.map(|c| c.column);
            let Some(column) = at.or_else(|| Column::from_key(view.form.text("column"))) else {
                view.require("column", ctx);
                return Some(Entry::Indicators(Vec::new()));
            };
            Entry::Column(ContentColumn {
                heading: filled_in(text("heading")),
                ..ContentColumn::usual(column)
            })
        }
        Kind::Part => Entry::Part(ContentPart {
            label: text("label"),
            title: text("title"),
        }),
        Kind::Group => Entry::Group(ContentGroup {
            part,
            label: text("label"),
            title: text("title"),
        }),
        Kind::Task => {
            let threshold = view.form.text("threshold").to_owned();
            let percent: Option<u32> = threshold.parse().ok().filter(|t| *t <= 100);
            let task = ContentTask {
                node: text("node"),
                part,
                group,
                no: text("no"),
                title: text("title"),
                lead: filled_in(text("lead")),
                timeframe: filled_in(text("timeframe")),
                threshold: percent,
            };
            if percent.is_none() && !threshold.is_empty() {
                view.reject("threshold", ctx, &Message::new("web-template-threshold-wrong"));
            }
            view.require("title", ctx);
            Entry::Task(task)
        }
        Kind::Section => {
            let known = match what.place {
                Some(at) => content.sections.get(at)?.code.clone(),
                None => text("code"),
            };
            let section = Section {
                code: known,
                title: text("title"),
            };
            Entry::Section(section)
        }
        Kind::Indicator => Entry::Indicators(view.form.all("indicator").map(str::to_owned).collect()),
    })
}

fn filled_in(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
