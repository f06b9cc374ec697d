//! Summary tiles.

use super::Section;
use super::escape::esc;
use crate::Compilation;
use std::fmt::Write;
use tonghop_model::message::Arg;
use tonghop_model::reading::StatusClass;

struct Tile {
    target: &'static str,
    key: &'static str,
    value: String,
    note: String,
    alarm: bool,
}

pub(super) fn section(view: &Compilation<'_>) -> Section {
    let mut body = String::from("<ul class=\"tiles\">");
    for tile in tiles(view) {
        let alarm = if tile.alarm { " class=\"alarm\"" } else { "" };
        let _ = write!(
            body,
            "<li{alarm}><a href=\"#{}\"><b>{}</b><span>{}</span><small>{}</small></a></li>",
            tile.target,
            esc(&tile.value),
            esc(&view.text(tile.key)),
            esc(&tile.note)
        );
    }
    body.push_str("</ul>\n");
    Section {
        id: "overview",
        title: "html-overview",
        count: None,
        body,
    }
}

fn tiles(view: &Compilation<'_>) -> Vec<Tile> {
    let number = |n: usize| view.messages.number(n);
    let count = |n: usize| Arg::Count(n as u64);
    let c = view.consolidation;
    let cells: usize = c.matrix.rows.iter().map(|r| r.distribution.iter().sum::<usize>()).sum();
    let of = |class: StatusClass| -> usize {
        let index = StatusClass::ALL.iter().position(|c| *c == class).unwrap_or(0);
        c.matrix.rows.iter().map(|r| r.distribution[index]).sum()
    };
    let (met, mostly, blank) = (
        of(StatusClass::Met),
        of(StatusClass::MostlyMet),
        of(StatusClass::NotReported),
    );
    let [(_, errors), (_, warnings), (_, notes)] = view.severities();
    let past = c
        .commitments
        .iter()
        .filter(|p| p.due.as_deref().is_some_and(|d| view.past_due(d)))
        .count();
    vec![
        Tile {
            target: "reports",
            key: "html-tile-reports",
            value: number(view.reports.len()),
            note: view.text_with(
                "html-tile-reports-note",
                &[
                    ("units", count(c.units())),
                    ("unread", count(view.failures.len())),
                    ("aside", count(view.set_aside.len())),
                ],
            ),
            alarm: !view.failures.is_empty(),
        },
        Tile {
            target: "matrix",
            key: "html-tile-met",
            value: share(view, met, cells),
            note: view.text_with(
                "html-tile-met-note",
                &[("met", count(met)), ("mostly", count(mostly)), ("all", count(cells))],
            ),
            alarm: false,
        },
        Tile {
            target: "findings",
            key: "html-tile-findings",
            value: number(errors + warnings),
            note: view.text_with(
                "html-tile-findings-note",
                &[
                    ("errors", count(errors)),
                    ("warnings", count(warnings)),
                    ("notes", count(notes)),
                ],
            ),
            alarm: errors > 0,
        },
        Tile {
            target: "matrix",
            key: "html-tile-blank",
            value: number(blank),
            note: view.text_with("html-tile-blank-note", &[("all", count(cells))]),
            alarm: false,
        },
        Tile {
            target: "indicators",
            key: "html-tile-indicators",
            value: number(c.indicators.len()),
            note: view.text_with(
                "html-tile-indicators-note",
                &[(
                    "rolled",
                    count(c.indicators.iter().filter(|i| i.value.is_some()).count()),
                )],
            ),
            alarm: false,
        },
        Tile {
            target: "commitments",
            key: "html-tile-commitments",
            value: number(c.commitments.len()),
            note: view.text_with("html-tile-commitments-note", &[("past", count(past))]),
            alarm: false,
        },
    ]
}

fn share(view: &Compilation<'_>, part: usize, all: usize) -> String {
    if all == 0 {
        return "–".into();
    }
    let percent = (part as f64 * 1000.0 / all as f64).round() / 10.0;
    format!("{} %", view.messages.decimal(percent))
}
