//! The matrix of a round: tasks down, units across, a page of units at a time.

use super::view::{self, District, Search, Select, View};
use super::{matrix_table, words};
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pages::rounds::round::submission_tag;
use crate::problem::Problem;
use crate::reply::{self, Reply};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use std::collections::HashMap;
use tonghop_app::cycle::reports::Item;
use tonghop_app::cycle::rounds::{self, Round};
use tonghop_app::cycle::templates::{self, Content, ContentTask};
use tonghop_app::cycle::views::{self, Matrix, MatrixFilter, MatrixUnit};
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::{RoundId, Timeliness};
use tonghop_model::message::Message;
use tonghop_model::reading::StatusClass;

/// Units that are shown beside each other.
const UNITS: usize = 24;
/// Cells whose words go into one file at most: three times what a province of 170 units has; a workbook is made in memory.
const MOST_WORDS: usize = 60_000;
/// The part of the file that has the words of the cells.
const WORDS: &str = "words";

/// A unit at the head of its column.
struct Head {
    name: String,
    code: String,
    href: String,
    state: String,
    tag: &'static str,
    errors: usize,
    met: usize,
}

/// A cell with its mark.
struct Mark {
    style: &'static str,
    text: String,
    title: String,
    href: String,
}

/// A row: the heading of a group, or a task.
enum Row {
    Group(String),
    Task {
        no: String,
        title: String,
        met: usize,
        answered: usize,
        cells: Vec<Mark>,
    },
}

#[derive(Template)]
#[template(path = "consolidated/matrix.html")]
struct MatrixPage {
    page: Page,
    view: View,
    heads: Vec<Head>,
    rows: Vec<Row>,
    legend: Vec<(&'static str, String, String)>,
    total: usize,
    /// True where the reader left some units out.
    filtered: bool,
    /// Units that have no row: how many and why.
    without: Vec<String>,
    xlsx: String,
    csv: String,
    /// The words of the cells as CSV.
    words: String,
}

pub async fn show(State(app): State<App>, ctx: Ctx, Path(id): Path<i64>, form: Form) -> Reply {
    let (whole, number) = (!form.text("format").is_empty(), view::number(&form));
    let mut filter = filter(&form);
    if !whole {
        (filter.skip, filter.limit) = ((number - 1) * UNITS, UNITS);
    }
    // In CSV the words are a file of their own.
    let with_words = form.text("format") == "xlsx" || form.text("part") == WORDS;
    let (round, content, matrix, answers) = app
        .run(&ctx, move |cycle, call| {
            let round = rounds::get(cycle, call, RoundId(id))?;
            let content = content(cycle, call, &round)?;
            let matrix = views::matrix(cycle, call, RoundId(id), &filter)?;
            let cells = matrix.units.len() * matrix.tasks.len();
            let answers = match whole && with_words && cells <= MOST_WORDS {
                true => views::answers(cycle, call, RoundId(id), &matrix)?,
                false => Vec::new(),
            };
            Ok((round, content, matrix, answers))
        })
        .await?;
    let (page, mut view) = View::of_round(&app, &ctx, &round, "matrix", "web-matrix-lead");
    view.searches = vec![Search::new(&page, &form, "q", "web-matrix-search")];
    let district = District::new(&page, &form, matrix.districts.iter().map(String::as_str));
    let classes = StatusClass::ALL.map(|c| (c.key().to_owned(), words::class(&page, c)));
    view.selects = vec![
        Select::new(&page, &form, "status", "web-matrix-status", classes.into()),
        Select::new(&page, &form, "group", "web-matrix-group", groups(&content, &matrix)),
    ];
    district.add_to(&mut view);
    if whole {
        return file(&page, &form, &view, (&matrix, &answers), &content);
    }
    view.paged(&page, number, UNITS, matrix.total);
    reply::page(&MatrixPage {
        heads: matrix.units.iter().map(|u| head(&page, u)).collect(),
        rows: rows(&page, &content, &matrix, id),
        legend: StatusClass::ALL
            .map(|c| (words::class_style(c), words::mark(&page, c), words::class(&page, c)))
            .into(),
        total: matrix.total,
        filtered: ["q", "status", "group", "district"].iter().any(|f| form.is_set(f)),
        without: without(&page, &round),
        xlsx: view.href(&[("format", "xlsx")]),
        csv: view.href(&[("format", "csv")]),
        words: view.href(&[("format", "csv"), ("part", WORDS)]),
        view,
        page,
    })
}

/// The matrix as a file: in a workbook with what stands in its cells on a sheet of its own.
fn file(
    page: &Page,
    form: &Form,
    view: &View,
    (matrix, answers): (&Matrix, &[HashMap<String, Item>]),
    content: &Content,
) -> Reply {
    let subject = view.subject_in_file();
    let words = || matrix_table::words(page, (matrix, answers), content, &subject);
    let is_whole = answers.len() == matrix.units.len();
    if form.text("part") == WORDS {
        if !is_whole {
            let why = Message::new("web-matrix-too-many");
            return Err(Problem::new(StatusCode::BAD_REQUEST, "bad-request").with(why).into());
        }
        return view::file(page, form, &words(), &format!("{}/{WORDS}", view.action));
    }
    let mut table = matrix_table::table(page, matrix, &subject);
    if form.text("format") != "xlsx" {
        return view::file(page, form, &table, &view.action);
    }
    if !is_whole {
        table.remark = format!("{} · {}", table.remark, page.t("web-matrix-too-many"));
        return view::workbook(page, &[&table], &view.action);
    }
    view::workbook(page, &[&table, &words()], &view.action)
}

/// Why units of the round have no row.
fn without(page: &Page, round: &Round) -> Vec<String> {
    let counts = &round.counts;
    [
        ("web-matrix-without", counts.owing()),
        ("web-matrix-without-nothing", counts.nothing),
        ("web-matrix-without-not-asked", counts.of(Timeliness::NotAsked)),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| page.n(key, count))
    .collect()
}

/// Titles of parts and groups, for who may see the template; others see the labels.
pub fn content(cycle: &Cycle, call: &Call<'_>, round: &Round) -> CycleResult<Content> {
    match templates::get(cycle, call, round.template) {
        Ok(template) => Ok(template.content),
        Err(CycleError::Denied(_)) => Ok(Content::default()),
        Err(error) => Err(error),
    }
}

fn filter(form: &Form) -> MatrixFilter {
    let text = |name: &str| Some(form.text(name).to_owned()).filter(|t| !t.is_empty());
    let class = StatusClass::ALL.into_iter().find(|c| c.key() == form.text("status"));
    let group = form.text("group").split_once('/');
    MatrixFilter {
        group: group.map(|(part, group)| (part.to_owned(), group.to_owned())),
        classes: class.into_iter().collect(),
        district: text("district"),
        text: text("q"),
        skip: 0,
        limit: 0,
    }
}

fn groups(content: &Content, matrix: &Matrix) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = content
        .groups
        .iter()
        .map(|g| {
            (
                format!("{}/{}", g.part, g.label),
                format!("{}.{} {}", g.part, g.label, g.title),
            )
        })
        .collect();
    if found.is_empty() {
        found = matrix.tasks.iter().map(|t| (key(t), heading(content, t))).collect();
        found.dedup();
    }
    found
}

fn key(task: &ContentTask) -> String {
    format!("{}/{}", task.part, task.group)
}

fn heading(content: &Content, task: &ContentTask) -> String {
    let group = content
        .groups
        .iter()
        .find(|g| g.part == task.part && g.label == task.group);
    let part = content.parts.iter().find(|p| p.label == task.part);
    let title = match (group, part) {
        (Some(group), _) => group.title.as_str(),
        (None, Some(part)) => part.title.as_str(),
        (None, None) => "",
    };
    let labels: Vec<&str> = [task.part.as_str(), task.group.as_str()]
        .into_iter()
        .filter(|l| !l.is_empty())
        .collect();
    format!("{} {title}", labels.join(".")).trim().to_owned()
}

fn head(page: &Page, unit: &MatrixUnit) -> Head {
    Head {
        name: unit.name.clone(),
        code: unit.code.clone(),
        href: format!("/units/{}/reports", unit.unit),
        state: page.t(&format!("web-submission-{}", words::dashed(unit.state.key()))),
        tag: submission_tag(unit.state),
        errors: usize::try_from(unit.errors).unwrap_or(0),
        met: unit.cells.iter().filter(|c| c.class == StatusClass::Met).count(),
    }
}

fn rows(page: &Page, content: &Content, matrix: &Matrix, round: i64) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut last = None;
    for (column, task) in matrix.tasks.iter().enumerate() {
        if last.as_ref() != Some(&key(task)) {
            rows.push(Row::Group(heading(content, task)));
            last = Some(key(task));
        }
        let counts = matrix.distribution.get(column).copied().unwrap_or_default();
        let count = |class: StatusClass| {
            StatusClass::ALL
                .iter()
                .position(|c| *c == class)
                .map_or(0, |p| counts[p])
        };
        rows.push(Row::Task {
            no: task.no.clone(),
            title: task.title.clone(),
            met: count(StatusClass::Met),
            answered: counts.iter().sum::<usize>() - count(StatusClass::NotReported),
            cells: matrix
                .units
                .iter()
                .map(|unit| mark(page, task, unit, column, round))
                .collect(),
        });
    }
    rows
}

fn mark(page: &Page, task: &ContentTask, unit: &MatrixUnit, column: usize, round: i64) -> Mark {
    let cell = unit.cells.get(column);
    let (class, percent) = cell.map_or((StatusClass::NotReported, None), |c| (c.class, c.percent));
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("unit", &unit.unit.to_string());
    query.append_pair("task", &task.node);
    let text = match percent {
        Some(percent) if class == StatusClass::Percent => words::decimal(page, percent.round()) + "%",
        _ => words::mark(page, class),
    };
    Mark {
        style: words::class_style(class),
        text,
        title: format!(
            "{} – {}: {}",
            unit.name,
            task.no,
            words::class_with(page, class, percent)
        ),
        href: format!("/rounds/{round}/cell?{}", query.finish()),
    }
}
