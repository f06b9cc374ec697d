//! Files of a report: sending the unit's own document or evidence, and handing a kept file out.

use super::report;
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::IntoResponse;
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::files::{self, Upload};
use tonghop_model::cycle::{AttachmentId, ReportId};
use tonghop_model::message::Message;

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let Some(file) = form.files("file").next().cloned() else {
        let wrong = ctx.messages.text("web-reports-no-file");
        return report::page(&app, &ctx, id, Vec::new(), Some(wrong)).await;
    };
    let is_report = form.text("kind") != "evidence";
    let node = Some(form.text("node").to_owned()).filter(|n| !n.is_empty() && !is_report);
    let (name, once) = (
        file.name.clone(),
        form.once(&format!("{id} {node:?} {is_report} {}", file.name)),
    );
    let kept = app
        .attempt(&ctx, move |cycle, call| {
            let upload = Upload {
                name: &file.name,
                bytes: &file.bytes,
                node: node.as_deref(),
                is_report,
            };
            files::upload_once(cycle, call, ReportId(id), &upload, &once)
        })
        .await?;
    match kept {
        Ok(_) if is_report => reply::to(&format!("/reports/{id}/candidates")),
        Ok(_) => {
            let done = Message::new("web-flash-file-kept").with("name", name);
            reply::to_with(
                &format!("/reports/{id}#files"),
                Tone::Good,
                &done,
                app.config().secure(),
            )
        }
        Err(error @ (CycleError::Invalid(_) | CycleError::Refused(_))) => {
            let wrong = ctx.messages.format(&error.message());
            report::page(&app, &ctx, id, Vec::new(), Some(wrong)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a file from its report.
pub async fn remove(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let report: i64 = form.parsed("report").ok_or_else(WebError::bad_request)?;
    let stay = app
        .run(&ctx, move |cycle, call| files::remove(cycle, call, AttachmentId(id)))
        .await?;
    let secure = app.config().secure();
    if stay > 0 {
        // What was taken from it is still in the form: there it can be taken back at once.
        let done = Message::new("web-flash-file-removed-stay").count("count", stay);
        return reply::to_with(&format!("/reports/{report}/candidates"), Tone::Warn, &done, secure);
    }
    let done = Message::new("web-flash-file-removed");
    reply::to_with(&format!("/reports/{report}"), Tone::Good, &done, secure)
}

/// Has a document read again: what was decided stays.
pub async fn read_again(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let report: i64 = form.parsed("report").ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| {
        files::read_again(cycle, call, AttachmentId(id))
    })
    .await?;
    let done = Message::new("web-flash-read-again");
    let place = format!("/reports/{report}/candidates");
    reply::to_with(&place, Tone::Good, &done, app.config().secure())
}

pub async fn download(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let file = app
        .run(&ctx, move |cycle, call| files::download(cycle, call, AttachmentId(id)))
        .await?;
    // Never shown within our own pages: what somebody sent could hold a script.
    let disposition = format!("attachment; filename*=UTF-8''{}", reply::encoded(&file.name));
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_str(&file.media_type).map_err(WebError::internal)?,
        ),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(WebError::internal)?,
        ),
    ];
    Ok((headers, file.bytes).into_response())
}
