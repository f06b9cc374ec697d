//! The page of the source that an answer was read from, with the passage marked; beside it the picture of a scanned page.

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
use tonghop_app::cycle::{files, review};
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
    /// Address of the picture; empty where there is none.
    picture: String,
    is_pdf: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let node = form.text("node").to_owned();
    let wanted = node.clone();
    let (found, reading, has_picture) = app
        .run(&ctx, move |cycle, call| {
            let found = review::page(cycle, call, SubmissionId(id))?;
            let reading = found.origins.get(&wanted).copied();
            let item = found.data.items.iter().find(|i| i.node == wanted);
            let number = item.and_then(|i| i.span).and_then(|s| s.page);
            let file = reading
                .and_then(|r| found.sources.iter().find(|s| s.0 == r))
                .map(|s| s.1.file);
            let picture = match (file, number) {
                (Some(file), Some(number)) => files::page_picture(cycle, call, file, number)?,
                _ => None,
            };
            Ok((found, reading, picture.is_some()))
        })
        .await?;
    let data = &found.data;
    let source = reading
        .and_then(|r| found.sources.iter().find(|s| s.0 == r))
        .map(|s| &s.1);
    let item = data.items.iter().find(|i| i.node == node);
    let span = item.and_then(|i| i.span);
    let (Some(source), Some(item), Some(span)) = (source, item, span) else {
        return Err(WebError::not_found());
    };
    let kept = data.files.iter().find(|f| f.id == source.file);
    let page = Page::new(&app, &ctx, "web-review-source-title")
        .crumb("/", "web-nav-start")
        .crumb_named(&format!("/review/{id}"), data.unit.name.clone());
    let passages = page_text(source, span, item);
    reply::page(&SourcePage {
        first: passages.iter().position(Passage::is_marked).unwrap_or(0),
        id,
        name: name_of(app.cycle(), data, &node),
        file: kept.map_or_else(String::new, |f| f.name.clone()),
        file_id: source.file,
        number: span
            .page
            .map_or_else(String::new, |p| page.with("web-review-page", "page", p)),
        passages,
        picture: match span.page {
            Some(number) if has_picture => format!("/files/{}/pages/{number}", source.file),
            _ => String::new(),
        },
        is_pdf: kept.is_some_and(|f| f.media_type == "application/pdf"),
        node,
        page,
    })
}

/// The picture of a scanned page.
pub async fn picture(State(app): State<App>, ctx: Ctx, Path((id, number)): Path<(i64, u32)>) -> Reply {
    let found = app
        .run(&ctx, move |cycle, call| {
            files::page_picture(cycle, call, AttachmentId(id), number)
        })
        .await?;
    let png = found.ok_or_else(WebError::not_found)?;
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("image/png"))], png).into_response())
}
