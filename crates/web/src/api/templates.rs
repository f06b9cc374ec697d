//! Templates in versions.

use super::input::{FileBody, NoQuery};
use super::operation::{Done, Env, In, Json, Key, Made, keyed, op};
use super::types::{At, List, MadeId, Part, Version, all};
use super::view::view;
use crate::routes::{Access, Route, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tonghop_app::cycle::templates::{self, Content};
use tonghop_app::cycle::{CycleError, CycleResult};
use tonghop_model::cycle::{Action, TemplateId};
use tonghop_model::template::{Column, OwnKind};

pub fn routes() -> Vec<Route> {
    let view = Access::Can(Action::ViewTemplate);
    let manage = Access::Can(Action::ManageTemplate);
    vec![
        op(
            Verb::Get,
            "/api/v1/templates",
            view,
            (
                "templates",
                "listTemplates",
                "Every version of every template, by code, newest first, without content.",
            ),
            list,
        ),
        op(
            Verb::Get,
            "/api/v1/templates/{id}",
            view,
            ("templates", "getTemplate", "A version with its content."),
            show,
        ),
        keyed(
            Key::Optional,
            Verb::Post,
            "/api/v1/templates/{id}/drafts",
            manage,
            (
                "templates",
                "draftTemplate",
                "Makes a draft from a version, with the next number.",
            ),
            draft,
        ),
        op(
            Verb::Post,
            "/api/v1/templates",
            manage,
            (
                "templates",
                "createTemplate",
                "Makes the first draft of a new template; its content comes by `editTemplate`.",
            ),
            create,
        ),
        op(
            Verb::Post,
            "/api/v1/templates/from-document",
            manage,
            (
                "templates",
                "templateFromDocument",
                "Makes the first draft of a new template from a file in which an annex lists its tasks.",
            ),
            from_document,
        ),
        op(
            Verb::Get,
            "/api/v1/templates/{id}/differences",
            view,
            (
                "templates",
                "compareTemplates",
                "What is different from another version; from the one it was made from where none is named.",
            ),
            differences,
        ),
        op(
            Verb::Get,
            "/api/v1/templates/{id}/nodes",
            view,
            (
                "templates",
                "searchNodes",
                "Tasks of the programme by code or words, for the rows of the template.",
            ),
            nodes,
        ),
        op(
            Verb::Put,
            "/api/v1/templates/{id}",
            manage,
            ("templates", "editTemplate", "Replaces title and content of a draft."),
            edit,
        ),
        op(
            Verb::Post,
            "/api/v1/templates/{id}/publish",
            manage,
            (
                "templates",
                "publishTemplate",
                "Publishes a draft: it never changes again.",
            ),
            publish,
        ),
        op(
            Verb::Delete,
            "/api/v1/templates/{id}",
            manage,
            ("templates", "discardTemplate", "Throws a draft away."),
            discard,
        ),
    ]
}

view! {
    /// A version of a template.
    Template of templates::Template, x {
        /// Id of the version.
        id: TemplateId,
        /// Stable code.
        code: String,
        /// Number of the version.
        number: i64,
        /// Code of the programme.
        programme: String,
        /// Title.
        title: String,
        /// True once it is published and never changes.
        published: bool,
        /// The version it was made from.
        based_on: Option<TemplateId>,
        /// Who made it.
        created_by: String,
        /// When.
        created_at: At = x.created_at.into(),
        /// Version for changes of a draft.
        version: i64,
        /// How many tasks it asks for.
        tasks: usize = x.content.tasks.len(),
    }
}

/// A version with its content.
#[derive(Debug, Serialize, JsonSchema)]
struct WholeTemplate {
    /// The version.
    template: Template,
    /// What it asks for.
    #[schemars(with = "Contents")]
    content: Content,
}

/// What a template asks for.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Parts of the annex in order.
    parts: Vec<Part_>,
    /// Groups of the annex in order.
    groups: Vec<Group>,
    /// Rows of the annex in order.
    tasks: Vec<Task>,
    /// Sections of the narrative in order.
    sections: Vec<Section>,
    /// Codes of the indicators that are asked for as numbers.
    indicators: Vec<String>,
    /// Columns of the annex in order.
    columns: Vec<AnnexColumn>,
}

/// A column of the annex.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplateColumn")]
struct AnnexColumn {
    /// What stands in it.
    column: Column,
    /// Heading, where it is not the usual one.
    heading: Option<String>,
    /// What a column is that the template adds; the usual ones have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<OwnColumn>,
}

/// A column that the template adds to the usual ones; `column` is {"own": 1}, with a number that no other one has.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplateOwnColumn")]
struct OwnColumn {
    /// Stable code, the same in every version: lower-case letters, digits, "_".
    code: String,
    /// What is filled in.
    kind: OwnKind,
    /// What can be chosen, where one of a list is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<String>,
    /// True where every answered row has to have it.
    #[serde(default)]
    required: bool,
}

/// A part of the annex.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplatePart")]
struct Part_ {
    /// Printed label.
    label: String,
    /// Printed title.
    title: String,
}

/// A group of rows.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplateGroup")]
struct Group {
    /// Label of its part.
    part: String,
    /// Printed label.
    label: String,
    /// Printed title.
    title: String,
}

/// A row of the annex.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplateTask")]
pub struct Task {
    /// Stable code of the programme's task.
    node: String,
    /// Label of its part.
    part: String,
    /// Label of its group.
    group: String,
    /// Printed number.
    no: String,
    /// Wording.
    title: String,
    /// "Chủ trì".
    lead: Option<String>,
    /// "Thời gian".
    timeframe: Option<String>,
    /// Threshold in percent.
    threshold: Option<u32>,
}

impl From<templates::ContentTask> for Task {
    fn from(t: templates::ContentTask) -> Self {
        Self {
            node: t.node,
            part: t.part,
            group: t.group,
            no: t.no,
            title: t.title,
            lead: t.lead,
            timeframe: t.timeframe,
            threshold: t.threshold,
        }
    }
}

/// A section of the narrative.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TemplateSection")]
struct Section {
    /// Code of its item, with the prefix `s:`.
    code: String,
    /// Title as printed.
    title: String,
}

fn list(env: &Env<'_>, said: In<Part, ()>) -> CycleResult<Json<List<Template>>> {
    Ok(Json(List::cut(templates::list(env.cycle, env.call)?, said.query)))
}

fn show(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Json<WholeTemplate>> {
    whole(env, TemplateId(said.id)).map(Json)
}

fn whole(env: &Env<'_>, id: TemplateId) -> CycleResult<WholeTemplate> {
    let found = templates::get(env.cycle, env.call, id)?;
    Ok(WholeTemplate {
        content: found.content.clone(),
        template: found.into(),
    })
}

/// A template to make.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewTemplate {
    /// Stable code: lower-case letters, digits and "-".
    code: String,
    /// Code of the programme.
    programme: String,
    /// Title.
    title: String,
}

fn create(env: &Env<'_>, said: In<NoQuery, Json<NewTemplate>>) -> CycleResult<Made<MadeId>> {
    let NewTemplate { code, programme, title } = said.body.0;
    let new = templates::NewTemplate {
        code,
        programme,
        title,
        ..templates::NewTemplate::default()
    };
    let id = templates::create(env.cycle, env.call, &new)?;
    Ok(Made(MadeId { id: id.0 }))
}

/// What a template that is made from a document is called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NamedTemplate {
    /// Code of the new template: lower-case letters, digits and "-".
    code: String,
    /// Code of its programme.
    programme: String,
    /// Its title, where it is not the document's.
    title: Option<String>,
}

fn from_document(env: &Env<'_>, said: In<NoQuery, FileBody<NamedTemplate>>) -> CycleResult<Made<MadeId>> {
    let FileBody { file, fields } = said.body;
    let read = templates::from_document(env.cycle, env.call, &file.name, &file.bytes)?;
    let new = templates::NewTemplate {
        code: fields.code,
        programme: fields.programme,
        title: fields.title.or(read.title).unwrap_or_else(|| file.name.clone()),
        content: read.content,
    };
    let id = templates::create(env.cycle, env.call, &new)?;
    Ok(Made(MadeId { id: id.0 }))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct With {
    /// The other version.
    with: Option<i64>,
}

/// What is different between two versions.
#[derive(Debug, Serialize, JsonSchema)]
struct Differences {
    /// The other version.
    with: TemplateId,
    /// What was added, dropped or reworded.
    entries: Vec<Difference>,
    /// Kinds whose common entries stand in another order.
    reordered: Vec<&'static str>,
}

view! {
    /// One difference.
    Difference of templates::Difference, x {
        /// `column`, `part`, `group`, `task`, `section`, `indicator`.
        kind: &'static str = x.kind.key(),
        /// How it stood; null where it is new.
        before: Option<String>,
        /// How it stands; null where it is gone.
        after: Option<String>,
    }
}

fn differences(env: &Env<'_>, said: In<With, ()>) -> CycleResult<Json<Differences>> {
    let own = templates::get(env.cycle, env.call, TemplateId(said.id))?;
    let with = said.query.with.map(TemplateId).or(own.based_on);
    let with = with.ok_or(CycleError::NotFound("template"))?;
    let other = templates::get(env.cycle, env.call, with)?;
    if other.code != own.code {
        return Err(CycleError::NotFound("template"));
    }
    let found = templates::differences(&other.content, &own.content);
    Ok(Json(Differences {
        with,
        entries: all(found.entries),
        reordered: found.order.iter().map(|k| k.key()).collect(),
    }))
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Search {
    /// The beginning of a code, or words of the wording, with or without diacritics.
    text: Option<String>,
}

view! {
    /// A task of the programme.
    NodeChoice of templates::NodeChoice, x {
        /// Code.
        code: String,
        /// Wording.
        title: String,
    }
}

fn nodes(env: &Env<'_>, said: In<Search, ()>) -> CycleResult<Json<Vec<NodeChoice>>> {
    let own = templates::get(env.cycle, env.call, TemplateId(said.id))?;
    let words = said.query.text.unwrap_or_default();
    Ok(Json(all(templates::nodes(
        env.cycle,
        env.call,
        &own.programme,
        &words,
    )?)))
}

fn draft(env: &Env<'_>, said: In<NoQuery, ()>) -> CycleResult<Made<MadeId>> {
    let id = templates::draft_once(env.cycle, env.call, TemplateId(said.id), &said.scoped_key(env, "draft"))?;
    Ok(Made(MadeId { id: id.0 }))
}

/// A changed draft.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Edit {
    /// The version that was read.
    version: i64,
    /// Title.
    title: String,
    /// What it asks for.
    content: Contents,
}

fn edit(env: &Env<'_>, said: In<NoQuery, Json<Edit>>) -> CycleResult<Json<WholeTemplate>> {
    let (id, body) = (TemplateId(said.id), said.body.0);
    // Both are the same JSON: the one is described, the other is kept.
    let content = serde_json::to_value(&body.content).and_then(serde_json::from_value::<Content>);
    let content = content.map_err(|e| CycleError::Internal(e.to_string()))?;
    templates::edit(env.cycle, env.call, id, body.version, &body.title, &content)?;
    whole(env, id).map(Json)
}

fn publish(env: &Env<'_>, said: In<NoQuery, Json<Version>>) -> CycleResult<Done> {
    templates::publish(env.cycle, env.call, TemplateId(said.id), said.body.0.version)?;
    Ok(Done)
}

fn discard(env: &Env<'_>, said: In<Version, ()>) -> CycleResult<Done> {
    templates::discard(env.cycle, env.call, TemplateId(said.id), said.query.version)?;
    Ok(Done)
}
