//! Templates of the office: taken with the place of each mistake, handed out again, removed.

use super::round::{self, Wrong};
use crate::app::App;
use crate::context::Ctx;
use crate::flash::Tone;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::documents::{self, DocumentKind, WrittenFormat};
use tonghop_model::message::Message;

pub async fn keep(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let kind = DocumentKind::from_key(form.text("kind")).ok_or_else(WebError::bad_request)?;
    let Some(file) = form.files("file").next().cloned() else {
        return refused(
            &app,
            &ctx,
            (id, kind),
            ctx.messages.text("web-documents-template-missing"),
        )
        .await;
    };
    let lang = ctx.lang();
    let kept = app
        .attempt(&ctx, move |cycle, call| {
            documents::keep_template(cycle, call, kind, &file.name, &file.bytes, lang)
        })
        .await?;
    match kept {
        Ok(Ok(())) => done(&app, id, "web-flash-template-kept"),
        Ok(Err(wrong)) => {
            let head = Message::new("web-documents-template-wrong").count("count", wrong.count);
            let wrong = Wrong {
                head: ctx.messages.format(&head),
                more: wrong.count - wrong.problems.len(),
                problems: wrong.problems,
                kind: Some(kind),
            };
            round::page(&app, &ctx, id, None, wrong).await
        }
        Err(CycleError::Invalid(fields)) => {
            let first = fields.first().map(|f| ctx.messages.format(&f.message));
            refused(&app, &ctx, (id, kind), first.unwrap_or_default()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refused(app: &App, ctx: &Ctx, (id, kind): (i64, DocumentKind), head: String) -> Reply {
    let wrong = Wrong {
        head,
        kind: Some(kind),
        ..Wrong::default()
    };
    round::page(app, ctx, id, None, wrong).await
}

pub async fn remove(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let kind = DocumentKind::from_key(form.text("kind")).ok_or_else(WebError::bad_request)?;
    app.run(&ctx, move |cycle, call| documents::remove_template(cycle, call, kind))
        .await?;
    done(&app, id, "web-flash-template-removed")
}

fn done(app: &App, id: i64, key: &'static str) -> Reply {
    let message = Message::new(key);
    reply::to_with(
        &format!("/rounds/{id}/documents"),
        Tone::Good,
        &message,
        app.config().secure(),
    )
}

pub async fn file(State(app): State<App>, ctx: Ctx, Path(kind): Path<String>) -> Reply {
    let kind = DocumentKind::from_key(&kind).ok_or_else(WebError::not_found)?;
    let (_, bytes) = app
        .run(&ctx, move |cycle, call| documents::template_file(cycle, call, kind))
        .await?;
    let name = format!("mau-{}.docx", kind.key());
    reply::download(&name, WrittenFormat::Docx.media_type(), bytes)
}
