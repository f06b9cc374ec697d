//! The page of the source that an answer was read from, with the passage marked; beside it the picture of the page of a PDF file.

use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::IntoResponse;
use tonghop_app::cycle::files;
use tonghop_app::cycle::review::{self, Passage, PictureView};
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
    /// The pages as pictures, where there are any.
    pictures: Vec<PictureView>,
    is_pdf: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let node = form.text("node").to_owned();
    let found = app
        .run(&ctx, move |cycle, call| {
            review::source(cycle, call, SubmissionId(id), &node)
        })
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
        pictures: found.pictures,
        is_pdf: found.is_pdf,
        node: found.node,
        page,
    })
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
