//! Making, editing, publishing and giving up a version.

use super::change::apply;
use super::{Change, Content, Entry, Kind, Place, load};
use crate::cycle::secret::digest;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, once, shared};
use serde_json::json;
use tonghop_model::cycle::ids::TemplateId;
use tonghop_model::cycle::{Action, EventKind, Resource};
use tonghop_model::message::Message;
use tonghop_store::Db;
use tonghop_store::templates::{self, NewTemplate as Row};

/// Makes a draft as [`draft`] does; the request with the same key makes one, however often it is sent.
///
/// # Errors
/// Those of [`draft`]; [`CycleError::Conflict`] where the same request is still at work.
pub fn draft_once(cycle: &Cycle, call: &Call<'_>, from: TemplateId, key: &str) -> CycleResult<TemplateId> {
    let make = || draft(cycle, call, from).map(|id| (id.0, id));
    once(cycle, call, ("draft", key, &from.to_string()), make, |id| {
        Ok(TemplateId(id))
    })
}

/// Makes a draft from a version, with the next number.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn draft(cycle: &Cycle, call: &Call<'_>, from: TemplateId) -> CycleResult<TemplateId> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let base = templates::get(db, from.0)?.ok_or(CycleError::NotFound("template"))?;
        may_edit(call, &base.programme)?;
        let versions = templates::all(db)?;
        let last = versions
            .iter()
            .filter(|t| t.code == base.code)
            .map(|t| t.number)
            .max()
            .unwrap_or(0);
        let id = templates::insert(
            db,
            &Row {
                code: &base.code,
                number: last + 1,
                programme: &base.programme,
                title: &base.title,
                state: "draft",
                content: &base.content,
                digest: &base.digest,
                based_on: Some(base.id),
                created_by: &call.actor.name,
                created_at: call.now.unix(),
                published_at: None,
                version: 1,
            },
        )?;
        let detail = json!({ "code": base.code, "number": last + 1, "from": base.number });
        shared::record(db, call, EventKind::TemplateDrafted, ("template", id), None, detail)?;
        Ok(TemplateId(id))
    })
}

/// Every unit shares the templates of a programme: only a role at the root of the tree changes them.
fn may_edit(call: &Call<'_>, programme: &str) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::whole_of(programme))
}

/// A template that is made from nothing or from a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTemplate {
    /// Stable code: lower-case letters, digits and "-".
    pub code: String,
    /// Code of the programme.
    pub programme: String,
    /// Title.
    pub title: String,
    /// What it asks for so far.
    pub content: Content,
}

/// Longest code of a template, in characters.
const LONGEST_CODE: usize = 40;

/// Makes the first draft of a new template.
///
/// # Errors
/// [`CycleError::Denied`]; [`CycleError::Invalid`] also where the code is taken.
pub fn create(cycle: &Cycle, call: &Call<'_>, new: &NewTemplate) -> CycleResult<TemplateId> {
    may_edit(call, &new.programme)?;
    let mut checker = shared::Checker::default();
    checker.line("title", &new.title);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let code = new.code.trim();
    if code.is_empty() || code.len() > LONGEST_CODE || !code.chars().all(plain) {
        checker.wrong("code", Message::new("cycle-template-code"));
    }
    if cycle.engine.catalogue.programme(&new.programme).is_none() {
        checker.wrong("programme", Message::new("cycle-template-programme"));
    }
    checker.done()?;
    bounded(&new.content)?;
    cycle.store.write(|db| {
        if templates::all(db)?.iter().any(|t| t.code == code) {
            return Err(CycleError::invalid("code", "cycle-template-code-taken"));
        }
        let content = packed(&new.content)?;
        let row = Row {
            code,
            number: 1,
            programme: &new.programme,
            title: new.title.trim(),
            state: "draft",
            content: &content,
            digest: &digest(&content),
            based_on: None,
            created_by: &call.actor.name,
            created_at: call.now.unix(),
            published_at: None,
            version: 1,
        };
        let id = templates::insert(db, &row)?;
        let detail = json!({ "code": code, "number": 1 });
        shared::record(db, call, EventKind::TemplateDrafted, ("template", id), None, detail)?;
        Ok(TemplateId(id))
    })
}

fn packed(content: &Content) -> CycleResult<String> {
    serde_json::to_string(content).map_err(|e| CycleError::Internal(e.to_string()))
}

/// What no draft may hold is refused; what only keeps it from being published is not.
fn bounded(content: &Content) -> CycleResult<()> {
    let wrong = content.bounds();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(CycleError::Invalid(wrong))
}

/// One step of editing a draft; where what was touched stands now. A draft may have problems: they keep it from being
/// published, not from being saved.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`]; [`CycleError::Conflict`] also where it is published.
pub fn change(
    cycle: &Cycle,
    call: &Call<'_>,
    id: TemplateId,
    version: i64,
    change: &Change,
) -> CycleResult<Option<Place>> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        may_edit(call, &present.programme)?;
        if present.published {
            return Err(CycleError::Conflict("template"));
        }
        let mut content = present.content;
        let title = match change {
            Change::Title(title) => title.trim().to_owned(),
            _ => present.title,
        };
        let mut checker = shared::Checker::default();
        checker.line("title", &title);
        checker.done()?;
        let place = apply(&mut content, change).map_err(CycleError::Invalid)?;
        bounded(&content)?;
        let text = packed(&content)?;
        templates::update_draft(db, id.0, version, &title, &text, &digest(&text))?;
        let mut detail = told(change);
        detail["digest"] = digest(&text).into();
        shared::record(db, call, EventKind::TemplateEdited, ("template", id.0), None, detail)?;
        Ok(place)
    })
}

/// What the log says of a step. Places count from 1 there.
fn told(change: &Change) -> serde_json::Value {
    let at = |step: &str, kind: Kind, place: usize| json!({ "step": step, "what": kind.key(), "place": place + 1 });
    match change {
        Change::Title(title) => json!({ "step": "title", "title": title.trim() }),
        Change::Put(place, entry) => {
            let (kind, title) = match entry {
                Entry::Column(c) => {
                    let own = c.heading.clone().filter(|_| c.own.is_some());
                    (Kind::Column, own.unwrap_or_else(|| c.column.key().to_owned()))
                }
                Entry::Part(p) => (Kind::Part, p.title.clone()),
                Entry::Group(g) => (Kind::Group, g.title.clone()),
                Entry::Task(t) => (Kind::Task, t.title.clone()),
                Entry::Section(s) => (Kind::Section, s.title.clone()),
                Entry::Indicators(codes) => (Kind::Indicator, codes.join(", ")),
            };
            let place = place.map(|p| p + 1);
            json!({ "step": "put", "what": kind.key(), "place": place, "title": title })
        }
        Change::Remove(kind, place) => at("remove", *kind, *place),
        Change::Up(kind, place) => at("up", *kind, *place),
        Change::Down(kind, place) => at("down", *kind, *place),
        Change::Renumber => json!({ "step": "renumber" }),
    }
}

/// Gives a draft up.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`]; [`CycleError::Conflict`] also where it is published.
pub fn discard(cycle: &Cycle, call: &Call<'_>, id: TemplateId, version: i64) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        may_edit(call, &present.programme)?;
        templates::delete_draft(db, id.0, version)?;
        let detail = json!({ "code": present.code, "number": present.number, "title": present.title });
        shared::record(db, call, EventKind::TemplateDiscarded, ("template", id.0), None, detail)
    })
}

/// Replaces title and content of a draft by what could be published.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`]; [`CycleError::Conflict`] also where it is published.
pub fn edit(
    cycle: &Cycle,
    call: &Call<'_>,
    id: TemplateId,
    version: i64,
    title: &str,
    content: &Content,
) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    let mut checker = shared::Checker::default();
    checker.line("title", title);
    checker.done()?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        may_edit(call, &present.programme)?;
        content.check(cycle, &present.programme)?;
        let text = packed(content)?;
        templates::update_draft(db, id.0, version, title.trim(), &text, &digest(&text))?;
        let detail = json!({ "digest": digest(&text), "tasks": content.tasks.len() });
        shared::record(db, call, EventKind::TemplateEdited, ("template", id.0), None, detail)
    })
}

/// A version that says what the one before says would only be another number.
fn says_something_new(db: &mut Db, id: i64) -> CycleResult<()> {
    let row = templates::get(db, id)?.ok_or(CycleError::NotFound("template"))?;
    let base = match row.based_on {
        Some(base) => templates::get(db, base)?,
        None => None,
    };
    match base {
        Some(base) if (&base.digest, &base.title) == (&row.digest, &row.title) => Err(CycleError::Already(
            Message::new("cycle-template-unchanged").with("number", base.number.to_string()),
        )),
        _ => Ok(()),
    }
}

/// Publishes a draft: rounds can be opened with it, and it never changes again.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::Invalid`]; [`CycleError::Conflict`] also where it is published.
pub fn publish(cycle: &Cycle, call: &Call<'_>, id: TemplateId, version: i64) -> CycleResult<()> {
    call.may(Action::ManageTemplate, &Resource::anywhere())?;
    cycle.store.write(|db| {
        let present = load(db, id.0)?;
        may_edit(call, &present.programme)?;
        present.content.check(cycle, &present.programme)?;
        says_something_new(db, id.0)?;
        templates::publish(db, id.0, version, call.now.unix())?;
        let detail = json!({ "code": present.code, "number": present.number });
        shared::record(db, call, EventKind::TemplatePublished, ("template", id.0), None, detail)
    })
}
