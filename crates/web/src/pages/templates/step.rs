//! One step of editing that needs no page of its own: up, down, remove, number again, another title.

use super::show;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use axum::extract::{Path, State};
use tonghop_app::cycle::CycleError;
use tonghop_app::cycle::templates::{self, Change, Kind, Place};
use tonghop_model::cycle::TemplateId;

pub async fn submit(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let id = TemplateId(id);
    let version: i64 = form.parsed("version").ok_or_else(WebError::bad_request)?;
    let change = match form.text("do") {
        "title" => Some(Change::Title(form.text("title").to_owned())),
        other => step(other),
    };
    let change = change.ok_or_else(WebError::bad_request)?;
    carry_out(&app, &ctx, id, version, change).await
}

/// Where the page of a version goes on after a step.
pub fn place(id: TemplateId, place: Option<Place>) -> String {
    let anchor = place.map_or_else(|| "outline".to_owned(), |(kind, at)| format!("{}-{at}", kind.key()));
    format!("/templates/{id}#{anchor}")
}

/// Carries out a step; what keeps it from being done is told on the page of the version.
async fn carry_out(app: &App, ctx: &Ctx, id: TemplateId, version: i64, change: Change) -> Reply {
    let done = app
        .attempt(ctx, move |cycle, call| {
            templates::change(cycle, call, id, version, &change)
        })
        .await?;
    match done {
        Ok(at) if ctx.htmx => show::whole(app, ctx, id, at, Vec::new()).await,
        Ok(at) => reply::to(&place(id, at)),
        Err(CycleError::Invalid(wrong)) => {
            let refused = wrong.iter().map(|w| ctx.messages.format(&w.message)).collect();
            show::whole(app, ctx, id, None, refused).await
        }
        Err(other) => Err(other.into()),
    }
}

/// "up.task.3".
fn step(text: &str) -> Option<Change> {
    if text == "renumber" {
        return Some(Change::Renumber);
    }
    let mut words = text.split('.');
    let (step, kind, place) = (words.next()?, Kind::from_key(words.next()?)?, words.next()?);
    let place: usize = place.parse().ok()?;
    match step {
        "up" => Some(Change::Up(kind, place)),
        "down" => Some(Change::Down(kind, place)),
        "remove" => Some(Change::Remove(kind, place)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_and_nothing_else_is() {
        assert_eq!(step("up.task.3"), Some(Change::Up(Kind::Task, 3)));
        assert_eq!(step("remove.part.0"), Some(Change::Remove(Kind::Part, 0)));
        assert_eq!(step("renumber"), Some(Change::Renumber));
        for wrong in ["", "up", "up.task", "up.task.x", "up.nothing.1", "burn.task.1"] {
            assert_eq!(step(wrong), None, "{wrong}");
        }
    }
}
