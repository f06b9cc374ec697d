//! Open data: one row for each value, with codes and the edition it comes from.

use crate::form::Form;
use crate::page::Page;
use crate::pages::consolidated::grid::{Cell, Grid};
use crate::pages::consolidated::{view, words};
use crate::problem::WebError;
use crate::reply::{self, Reply};
use serde_json::{Value, json};
use std::collections::HashMap;
use tonghop_app::cycle::views::{Published, Table, TableValue};
use tonghop_model::reading::StatusClass;

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
        return answer(data, "matrix", json!({ "values": matrix_values(data) }));
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
        remark: subject(data),
        columns: keys.iter().map(|k| page.t(k)).collect(),
        rows,
    };
    view::file(page, form, &table, &format!("/published/{}/matrix", data.round.id))
}

fn matrix_values(data: &Published) -> Vec<Value> {
    let of_unit = |unit: &tonghop_app::cycle::views::PublishedUnit| {
        let cells = data.tasks.iter().zip(&unit.cells);
        let value = |(task, cell): (
            &tonghop_app::cycle::templates::ContentTask,
            &tonghop_app::cycle::views::Cell,
        )| {
            json!({
                "unit": unit.code, "unit_valid_from": unit.valid_from, "edition": unit.edition,
                "task": task.node, "class": cell.class.key(), "percent": cell.percent,
            })
        };
        cells.map(value).collect::<Vec<_>>()
    };
    data.units.iter().flat_map(of_unit).collect()
}

/// How many units stand at each class, task by task.
pub fn distribution(data: &Published) -> Reply {
    let task = |(task, counts): (&tonghop_app::cycle::templates::ContentTask, &[usize; 9])| {
        let classes = StatusClass::ALL.iter().zip(counts);
        let classes: serde_json::Map<String, Value> = classes.map(|(c, n)| (c.key().to_owned(), json!(n))).collect();
        json!({ "task": task.node, "title": task.title, "units": classes })
    };
    let tasks: Vec<Value> = data.tasks.iter().zip(&data.distribution).map(task).collect();
    answer(data, "distribution", json!({ "tasks": tasks }))
}

/// Number of the edition of each unit, by code.
fn editions(data: &Published) -> HashMap<&str, i64> {
    data.units.iter().map(|u| (u.code.as_str(), u.edition)).collect()
}

/// The indicators with the values they are made of.
pub fn indicators(data: &Published) -> Reply {
    let editions = editions(data);
    let rows: Vec<Value> = data
        .indicators
        .iter()
        .map(|row| {
            let units: Vec<Value> = row
                .units
                .iter()
                .map(|u| {
                    json!({
                        "unit": u.code, "edition": editions.get(u.code.as_str()), "value": u.value, "numerator": u.numerator,
                        "denominator": u.denominator, "qualifier": u.qualifier, "basis": u.basis, "in_sum": u.used,
                    })
                })
                .collect();
            let targets: Vec<Value> = row
                .targets
                .iter()
                .map(|t| {
                    json!({
                        "year": t.year, "value": t.value, "unit_of_measure": t.unit, "qualifier": t.qualifier,
                        "population": t.population,
                    })
                })
                .collect();
            json!({
                "indicator": row.code, "name": row.name, "unit_of_measure": row.unit_of_measure, "value": row.value,
                "numerator": row.numerator, "denominator": row.denominator, "targets": targets, "values": units,
            })
        })
        .collect();
    answer(data, "indicators", json!({ "indicators": rows }))
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

fn subject(data: &Published) -> String {
    format!("{} · {} · {}", data.round.title, data.round.unit, data.round.period)
}

fn answer(data: &Published, name: &str, mut content: Value) -> Reply {
    let round = &data.round;
    content["round"] = json!({
        "id": round.id.0, "title": round.title, "unit": round.unit, "programme": round.programme,
        "period": round.period, "cut_off": round.cut_off.to_string(),
        "published_at": round.published_at.map(|at| at.to_string()),
        "template": { "code": data.template.0, "version": data.template.1 },
    });
    let text = serde_json::to_vec(&content).map_err(WebError::internal)?;
    reply::download(&format!("tong-hop-published-{}-{name}.json", round.id), JSON, text)
}
