//! Open data: one row for each value, with codes and the edition it comes from.

use crate::api::published::{PublishedDistribution, PublishedIndicators, PublishedMatrix};
use crate::form::Form;
use crate::page::Page;
use crate::pages::consolidated::grid::{Cell, Grid};
use crate::pages::consolidated::{view, words};
use crate::problem::WebError;
use crate::reply::{self, Reply};
use serde::Serialize;
use std::collections::HashMap;
use tonghop_app::cycle::templates::joined;
use tonghop_app::cycle::views::{Published, PublishedRound, Table, TableValue};

const JSON: &str = "application/json; charset=utf-8";

/// Addresses of the files of a view.
pub struct Files {
    pub xlsx: String,
    pub csv: String,
    pub json: String,
}

impl Files {
    pub fn of(action: &str) -> Self {
        let file = |format: &str| format!("{action}?format={format}");
        Self {
            xlsx: file("xlsx"),
            csv: file("csv"),
            json: file("json"),
        }
    }
}

/// The matrix: a row for each unit and task.
pub fn matrix(page: &Page, form: &Form, data: &Published) -> Reply {
    if form.text("format") == "json" {
        return answer(data, "matrix", &PublishedMatrix::from(data));
    }
    let keys = [
        "web-unit-code",
        "web-unit-from",
        "web-completeness-unit",
        "web-published-edition",
        "web-view-task-code",
        "web-view-task",
        "web-published-class",
        "web-cell-class",
        "web-published-percent",
    ];
    let text = |text: &str| TableValue::Text(text.to_owned());
    let mut rows = Vec::new();
    for unit in &data.units {
        for (task, cell) in data.tasks.iter().zip(&unit.cells) {
            rows.push(vec![
                text(&unit.code),
                text(&unit.valid_from),
                text(&unit.name),
                TableValue::Number(Some(unit.edition as f64)),
                text(&task.node),
                text(&task.title),
                text(cell.class.key()),
                TableValue::Text(words::class(page, cell.class)),
                TableValue::Number(cell.percent),
            ]);
        }
    }
    let table = Table {
        title: page.t("web-view-matrix"),
        remark: subject(page, data),
        columns: keys.iter().map(|k| page.t(k)).collect(),
        rows,
    };
    view::file(page, form, &table, &format!("/published/{}/matrix", data.round.id))
}

/// How many units stand at each class, task by task.
pub fn distribution(data: &Published) -> Reply {
    answer(data, "distribution", &PublishedDistribution::from(data))
}

/// Number of the edition of each unit, by code.
fn editions(data: &Published) -> HashMap<&str, i64> {
    data.units.iter().map(|u| (u.code.as_str(), u.edition)).collect()
}

/// The indicators with the values they are made of.
pub fn indicators(data: &Published) -> Reply {
    answer(data, "indicators", &PublishedIndicators::from(data))
}

/// The values of the units as a table.
pub fn values(page: &Page, data: &Published) -> Grid {
    let texts = [
        "web-completeness-unit",
        "web-unit-code",
        "web-view-code",
        "web-indicators-indicator",
    ];
    let numbers = [
        "web-published-edition",
        "web-indicators-value",
        "web-indicators-numerator",
        "web-indicators-denominator",
    ];
    let mut grid = Grid::new(page, &texts).numbers(page, &numbers);
    let editions = editions(data);
    for row in &data.indicators {
        for unit in &row.units {
            let edition = editions.get(unit.code.as_str()).map(|e| *e as f64);
            grid.rows.push(vec![
                Cell::text(&unit.name),
                Cell::text(&unit.code),
                Cell::text(&row.code),
                Cell::text(&row.name),
                Cell::decimal(page, edition),
                Cell::decimal(page, unit.value),
                Cell::decimal(page, unit.numerator),
                Cell::decimal(page, unit.denominator),
            ]);
        }
    }
    grid
}

fn subject(page: &Page, data: &Published) -> String {
    let round = &data.round;
    joined(
        &[&round.title, &round.unit, &round.period, &partial(page, round)],
        " · ",
    )
}

/// From how many units the results are; empty where none is missing.
pub fn partial(page: &Page, round: &PublishedRound) -> String {
    if round.is_partial() {
        view::from_units(page, round.answered, round.asked)
    } else {
        String::new()
    }
}

fn answer(data: &Published, name: &str, content: &impl Serialize) -> Reply {
    let text = serde_json::to_vec(content).map_err(WebError::internal)?;
    reply::download(&format!("tong-hop-published-{}-{name}.json", data.round.id), JSON, text)
}
