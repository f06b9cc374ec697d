//! What the checks found, over all units.

use super::grid::{Cell, Grid};
use super::matrix::content;
use super::view::{Search, Select, View};
use super::words;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::reply::Reply;
use axum::extract::{Path, State};
use tonghop_app::cycle::rounds;
use tonghop_app::cycle::templates::{Content, ContentTask};
use tonghop_app::cycle::views::{self, UnitFinding};
use tonghop_model::cycle::RoundId;
use tonghop_model::finding::Severity;

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (round, content, found) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let content = content(cycle, call, &round)?;
            Ok((round, content, views::findings(cycle, call, RoundId(id))?))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "findings", "web-findings-lead");
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    let severities = all.map(|s| (s.key().to_owned(), words::severity(&page, s)));
    let mut checks: Vec<&str> = found.iter().map(|f| f.finding.check.as_str()).collect();
    checks.sort_unstable();
    checks.dedup();
    let checks = checks.into_iter().map(|c| (c.to_owned(), c.to_owned())).collect();
    view.searches = vec![Search::new(&page, &form, "q", "web-completeness-unit")];
    view.selects = vec![
        Select::new(&page, &form, "severity", "web-findings-severity", severities.into()),
        Select::new(&page, &form, "check", "web-findings-check", checks),
    ];
    let grid = grid(&page, &form, &content, found);
    view.section(String::new(), Vec::new(), grid);
    view.reply(page, &form)
}

fn wanted(found: &UnitFinding, form: &Form) -> bool {
    let fits = |field: &str, value: &str| form.text(field).is_empty() || form.text(field) == value;
    fits("severity", found.finding.severity.key())
        && fits("check", &found.finding.check)
        && form.finds("q", &found.unit_name)
}

fn grid(page: &Page, form: &Form, content: &Content, found: Vec<UnitFinding>) -> Grid {
    let keys = [
        "web-completeness-unit",
        "web-findings-severity",
        "web-findings-check",
        "web-findings-item",
        "web-findings-quotes",
        "web-findings-message",
        "web-findings-actual",
        "web-findings-expected",
        "web-findings-advice",
        "web-findings-explanation",
    ];
    let mut grid = Grid::new(page, &keys);
    grid.folded = Some((5, 4));
    for unit in found.into_iter().filter(|f| wanted(f, form)) {
        let finding = unit.finding;
        let node = finding.node.as_deref().unwrap_or("");
        let task = content.tasks.iter().find(|t| t.node == node);
        let item = task.map_or_else(|| section(content, node), ContentTask::place);
        // The wording of the row itself tells nothing of what was answered.
        let title = task.map_or("", |t| t.title.as_str());
        let quotes = finding.quotes.iter().map(|q| q.trim()).filter(|q| *q != title);
        let quotes = quotes.collect::<Vec<_>>().join("\n");
        let severity = words::severity(page, finding.severity);
        let severity = match finding.waived {
            // What was waived asks nothing of anybody any more.
            Some(_) => Cell::text(format!("{severity} – {}", page.t("web-review-waived"))).tagged("tag-good"),
            None => Cell::text(severity).tagged(words::severity_tag(finding.severity)),
        };
        let said = match finding.waived {
            Some((reason, person, _)) => page.words("web-findings-waived", &[("person", person), ("reason", reason)]),
            None => finding.explanation.unwrap_or_default(),
        };
        grid.rows.push(vec![
            Cell::text(unit.unit_name).link(format!("/units/{}/reports", unit.unit)),
            severity,
            Cell::text(finding.check.as_str()),
            Cell::text(item),
            Cell::text(quotes),
            Cell::text(page.said(&finding.message)),
            Cell::text(finding.actual.as_ref().map_or("", |a| page.said(a))),
            Cell::text(finding.expected.as_ref().map_or("", |e| page.said(e))),
            Cell::text(page.advice(&finding.check)),
            Cell::text(said),
        ]);
    }
    grid
}

/// The title of a section, the code of an indicator.
fn section(content: &Content, node: &str) -> String {
    let found = content.sections.iter().find(|s| s.code == node);
    found.map_or_else(|| node.to_owned(), |s| s.title.clone())
}
