//! The page of the source that an answer was read from, with the passage marked; beside it the picture of the page of a PDF file.

use super::passage::{Passage, page_text};
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::reports::form_view::name_of;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::IntoResponse;
use tonghop_app::cycle::files::{self, Area, Sought};
use tonghop_app::cycle::{Call, Cycle, CycleResult, review};
use tonghop_model::cycle::{AttachmentId, SubmissionId};

#[derive(Template)]
#[template(path = "review/source.html")]
struct SourcePage {
    page: Page,
    id: i64,
    node: String,
    name: String,
    /// Name of the file.
    file: String,
    file_id: AttachmentId,
    number: String,
    passages: Vec<Passage>,
    /// Place of the first that is marked.
    first: usize,
    /// The page as a picture, where there is one.
    picture: Option<Picture>,
    is_pdf: bool,
}

/// The picture of a page, drawn over in its own units.
pub struct Picture {
    address: String,
    /// Size in points.
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Area>,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let node = form.text("node").to_owned();
    let found = app
        .run(&ctx, move |cycle, call| look(cycle, call, SubmissionId(id), &node))
        .await?;
    let found = found.ok_or_else(WebError::not_found)?;
    let page = Page::new(&app, &ctx, "web-review-source-title")
        .crumb("/", "web-nav-start")
        .crumb_named(&format!("/review/{id}"), found.unit);
    reply::page(&SourcePage {
        first: found.passages.iter().position(Passage::is_marked).unwrap_or(0),
        id,
        name: found.name,
        file: found.file,
        file_id: found.file_id,
        number: found
            .number
            .map_or_else(String::new, |p| page.with("web-review-page", "page", p)),
        passages: found.passages,
        picture: found.picture,
        is_pdf: found.is_pdf,
        node: found.node,
        page,
    })
}

/// What the page shows of an answer.
pub struct Found {
    node: String,
    name: String,
    unit: String,
    pub file: String,
    pub file_id: AttachmentId,
    is_pdf: bool,
    /// Page of the file, from 1.
    pub number: Option<u32>,
    pub passages: Vec<Passage>,
    pub picture: Option<Picture>,
}

/// None where the answer was not read from a file.
pub fn look(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, node: &str) -> CycleResult<Option<Found>> {
    let found = review::page(cycle, call, id)?;
    let data = &found.data;
    let origin = found.origins.get(node);
    let source = origin.and_then(|r| found.sources.iter().find(|s| s.0 == *r));
    let item = data.items.iter().find(|i| i.node == node);
    let (Some((_, source)), Some(item)) = (source, item) else {
        return Ok(None);
    };
    let Some(span) = item.span else {
        return Ok(None);
    };
    let passages = page_text(source, span, item);
    let picture = match span.page {
        Some(number) => picture_of(cycle, call, source.file, number, &passages)?,
        None => None,
    };
    let kept = data.files.iter().find(|f| f.id == source.file);
    Ok(Some(Found {
        name: name_of(cycle, data, node),
        node: node.to_owned(),
        unit: data.unit.name.clone(),
        file: kept.map_or_else(String::new, |f| f.name.clone()),
        file_id: source.file,
        is_pdf: kept.is_some_and(|f| f.media_type == "application/pdf"),
        number: span.page,
        passages,
        picture,
    }))
}

fn picture_of(
    cycle: &Cycle,
    call: &Call<'_>,
    file: AttachmentId,
    number: u32,
    passages: &[Passage],
) -> CycleResult<Option<Picture>> {
    // The cells of a row that are not marked help to find the row.
    let near = passages.iter().filter(|p| p.is_marked());
    let sought: Vec<Sought> = near
        .flat_map(|p| &p.parts)
        .map(|part| Sought {
            text: part.text.clone(),
            marked: part.marked,
        })
        .collect();
    let view = files::page_view(cycle, call, file, number, &sought)?;
    Ok(view.map(|view| Picture {
        address: format!("/files/{file}/pages/{number}"),
        width: view.width,
        height: view.height,
        marks: view.marks,
    }))
}

/// The picture of a page.
pub async fn picture(State(app): State<App>, ctx: Ctx, Path((id, number)): Path<(i64, u32)>) -> Reply {
    let found = app
        .run(&ctx, move |cycle, call| {
            files::page_picture(cycle, call, AttachmentId(id), number)
        })
        .await?;
    let png = found.ok_or_else(WebError::not_found)?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("image/png"))], png).into_response())
}
