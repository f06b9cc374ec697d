//! Every template with its versions.

use crate::app::App;
use crate::context::Ctx;
use crate::page::Page;
use crate::reply::{self, Reply};
use askama::Template as Rendered;
use axum::extract::State;
use tonghop_app::cycle::templates::{self, Template};
use tonghop_model::cycle::Action;

/// A version with the number of rounds that were opened with it.
struct Version {
    template: Template,
    rounds: usize,
    /// When it was published; empty for a draft.
    published: String,
}

/// The versions of one code, newest first.
struct Group {
    code: String,
    title: String,
    versions: Vec<Version>,
}

#[derive(Rendered)]
#[template(path = "templates/list.html")]
struct ListPage {
    page: Page,
    groups: Vec<Group>,
    manages: bool,
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Reply {
    let (all, used) = app
        .run(&ctx, |cycle, call| {
            Ok((templates::list(cycle, call)?, templates::used(cycle, call)?))
        })
        .await?;
    let page = Page::new(&app, &ctx, "web-templates-title").crumb("/", "web-nav-start");
    let mut groups: Vec<Group> = Vec::new();
    for template in all {
        let version = Version {
            published: template.published_at.map_or_else(String::new, |at| page.moment(at)),
            rounds: used.get(&template.id).copied().unwrap_or(0),
            template,
        };
        match groups.last_mut().filter(|g| g.code == version.template.code) {
            Some(group) => group.versions.push(version),
            None => groups.push(Group {
                code: version.template.code.clone(),
                title: version.template.title.clone(),
                versions: vec![version],
            }),
        }
    }
    let programmes = groups
        .iter()
        .flat_map(|g| &g.versions)
        .map(|v| v.template.programme.as_str());
    let mut programmes = programmes.chain(std::iter::once(""));
    reply::page(&ListPage {
        manages: programmes.any(|p| ctx.may_whole_of(Action::ManageTemplate, p)),
        page,
        groups,
    })
}
