//! Tasks of the programme to map a row to: what its wording suggests, and what is searched for.

use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::{Path, State};
use tonghop_app::cycle::templates::{self, NodeChoice, Template};
use tonghop_app::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::TemplateId;

/// Suggestions that are shown.
const MOST: usize = 3;
/// Below this a suggestion is none.
const ALIKE: f64 = 0.2;

/// A task to choose.
pub struct Choice {
    pub code: String,
    pub title: String,
    /// "giống 87%"; empty for what was not suggested.
    pub alike: String,
    /// The other row that is mapped to it; empty where none is.
    pub taken: String,
    pub chosen: bool,
}

/// Tasks to choose from.
#[derive(Default)]
pub struct Choices {
    pub suggested: Vec<Choice>,
    pub others: Vec<Choice>,
}

/// What is asked for.
#[derive(Clone, Default)]
pub struct Asked {
    /// Wording of the row.
    pub wording: String,
    /// What is searched for.
    pub words: String,
    /// Code that is chosen.
    pub chosen: String,
    /// The row itself.
    pub place: Option<usize>,
}

#[derive(Rendered)]
#[template(path = "templates/nodes.html")]
struct NodesPart {
    page: Page,
    nodes: Choices,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let asked = Asked {
        wording: form.text("title").to_owned(),
        words: form.text("q").to_owned(),
        chosen: form.text("node").to_owned(),
        place: form.parsed("place"),
    };
    let (template, found) = app
        .run(&ctx, move |cycle, call| {
            let template = templates::get(cycle, call, TemplateId(id))?;
            let found = search(cycle, call, &template, &asked)?;
            Ok((template, (found, asked)))
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-template-node-choose");
    let nodes = choices(&page, &template, found.0, &found.1);
    reply::page(&NodesPart { page, nodes })
}

/// What was found: suggested, and by the words.
pub type Found = (Vec<NodeChoice>, Vec<NodeChoice>);

/// Looks for suggestions and for what has the words.
pub fn search(cycle: &Cycle, call: &Call<'_>, template: &Template, asked: &Asked) -> CycleResult<Found> {
    let mut suggested = templates::suggest(cycle, call, &template.programme, &asked.wording, MOST)?;
    suggested.retain(|s| s.similarity.is_some_and(|s| s >= ALIKE));
    let mut found = templates::nodes(cycle, call, &template.programme, &asked.words)?;
    // What is chosen stays to be seen whatever is searched for.
    if !asked.chosen.is_empty() && !found.iter().any(|n| n.code == asked.chosen) {
        let all = templates::nodes(cycle, call, &template.programme, "")?;
        found.splice(0..0, all.into_iter().find(|n| n.code == asked.chosen));
    }
    found.retain(|n| !suggested.iter().any(|s| s.code == n.code));
    Ok((suggested, found))
}

/// The choices in words.
pub fn choices(page: &Page, template: &Template, found: Found, asked: &Asked) -> Choices {
    let taken = |code: &str| {
        let mut rows = template.content.tasks.iter().enumerate();
        let other = rows.find(|(at, t)| t.node == code && Some(*at) != asked.place);
        other.map_or_else(String::new, |(_, t)| {
            templates::joined(&[&t.part, &t.group, &t.no], ".")
        })
    };
    let choice = |node: NodeChoice| Choice {
        taken: taken(&node.code),
        alike: node.similarity.map_or_else(String::new, |s| {
            page.n("web-template-alike", (s * 100.0).round() as usize)
        }),
        chosen: node.code == asked.chosen,
        code: node.code,
        title: node.title,
    };
    Choices {
        suggested: found.0.into_iter().map(choice).collect(),
        others: found.1.into_iter().map(choice).collect(),
    }
}
