//! A version: its outline, and for a draft everything that changes it.

use super::outline::{Builder, Outline};
use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::{Path, State};
use tonghop_app::cycle::templates::{self, Place};
use tonghop_model::cycle::{Action, TemplateId};
use tonghop_model::template::Column;

#[derive(Rendered)]
#[template(path = "templates/show.html")]
struct ShowPage {
    page: Page,
    o: Outline,
    manages: bool,
    /// Newer draft of the same template, to go on with instead of beginning another one.
    draft: Option<(i64, i64)>,
}

/// The outline alone, for a page that is there already.
#[derive(Rendered)]
#[template(path = "templates/outline.html")]
struct OutlinePart {
    page: Page,
    o: Outline,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>) -> Reply {
    whole(&app, &ctx, TemplateId(id), None, Vec::new()).await
}

/// The page of a version, or the part of it that a step has changed.
pub async fn whole(app: &App, ctx: &Ctx, id: TemplateId, focus: Option<Place>, refused: Vec<String>) -> Reply {
    // The part that a step changes does not speak of other versions.
    let part = ctx.htmx;
    let (template, all) = app
        .run(ctx, move |cycle, call| {
            let all = if part {
                Vec::new()
            } else {
                templates::list(cycle, call)?
            };
            Ok((templates::get(cycle, call, id)?, all))
        })
        .await?;
    let manages = ctx.may_whole_of(Action::ManageTemplate, &template.programme);
    let page = Page::titled(app, &ctx.0, template.title.clone())
        .crumb("/", "web-nav-start")
        .crumb("/templates", "web-nav-templates");
    let builder = Builder {
        page: &page,
        cycle: app.cycle(),
        editable: manages,
        focus,
    };
    let draft = all
        .iter()
        .find(|t| t.code == template.code && !t.published && t.id != id)
        .map(|t| (t.id.0, t.number));
    let mut o = builder.outline(template);
    let fine = refused.is_empty();
    o.refused = refused;
    if part {
        return reply::form_page(fine, &OutlinePart { page, o });
    }
    let shown = ShowPage {
        page,
        o,
        manages,
        draft,
    };
    reply::form_page(fine, &shown)
}

impl Outline {
    /// True where every column that an annex can have is there.
    fn has_all_columns(&self) -> bool {
        let content = &self.template.content;
        let full = content.own_columns().count() >= usize::from(templates::MOST_OWN);
        full && Column::ALL.iter().all(|c| content.has(*c))
    }
}
