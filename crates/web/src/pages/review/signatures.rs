//! The digital signatures of a kept PDF file: on a page of its own, or as a part of the page of a submission.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use tonghop_app::cycle::{CycleError, documents, files};
use tonghop_app::signatures::{self, Shown, Time, Verdict, report::Level};
use tonghop_model::cycle::AttachmentId;

struct Row {
    shown: Shown,
    tag: &'static str,
}

#[derive(Template)]
#[template(path = "review/signatures_page.html")]
struct SignaturesPage {
    page: Page,
    name: String,
    rows: Vec<Row>,
    wrong: String,
}

#[derive(Template)]
#[template(path = "review/signature_list.html")]
struct SignaturesPart {
    page: Page,
    rows: Vec<Row>,
    wrong: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    let day = ctx.today().to_string();
    let lang = ctx.lang();
    let (name, outcome) = app
        .run(&ctx, move |cycle, call| {
            let file = files::download(cycle, call, AttachmentId(id))?;
            let at = Time::from_iso(&day).ok_or_else(|| CycleError::Internal(format!("the day {day:?}")))?;
            let texts = cycle.texts(lang);
            let outcome = signatures::verify(&file.bytes, &documents::trusted_roots(cycle)?, at)
                .map(|report| signatures::shown(&report, texts))
                .map_err(|error| texts.format(&signatures::error_message(error)));
            Ok((file.name, outcome))
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-signatures-title").crumb("/", "web-nav-start");
    let (shown, wrong) = match outcome {
        Ok(shown) => (shown, String::new()),
        Err(wrong) => (Vec::new(), wrong),
    };
    let row = |shown: Shown| Row {
        tag: match shown.verdict.0 {
            Verdict::Valid => "tag-good",
            Verdict::Uncertain => "tag-warn",
            Verdict::Invalid => "tag-bad",
        },
        shown,
    };
    let rows = shown.into_iter().map(row).collect();
    if ctx.htmx {
        return reply::page(&SignaturesPart { page, rows, wrong });
    }
    reply::page(&SignaturesPage {
        page,
        name,
        rows,
        wrong,
    })
}

impl Row {
    /// Sentences with the class of their mark.
    fn statements(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.shown.statements.iter().map(|(level, text)| {
            let class = match level {
                Level::Note => "",
                Level::Doubt => "rv-doubt",
                Level::Failure => "rv-failure",
            };
            (class, text.as_str())
        })
    }
}
