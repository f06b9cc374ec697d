//! Charts as SVG, each with its table.

use super::Section;
use super::colours::{ABSENT, fill, on_fill};
use super::escape::esc;
use super::limits::CHART_UNITS;
use crate::Compilation;
use std::collections::BTreeMap;
use std::fmt::Write;
use tonghop_model::message::Arg;
use tonghop_model::reading::StatusClass;

/// One bar: label, counts by class, count of absent rows.
struct Bar {
    label: String,
    counts: [usize; 9],
    absent: usize,
}

const LABEL: usize = 380;
const WIDTH: usize = 1000;
const ROW: usize = 24;

pub(super) fn section(view: &Compilation<'_>) -> Section {
    let mut body = String::new();
    let matrix = &view.consolidation.matrix;
    if matrix.rows.is_empty() {
        let _ = writeln!(body, "<p class=\"empty\">{}</p>", esc(&view.text("html-matrix-empty")));
    } else {
        legend(view, &mut body);
        stacked(view, &mut body, "html-chart-tasks", &by_task(view));
        let (bars, all) = by_unit(view);
        stacked(view, &mut body, "html-chart-units", &bars);
        if all > bars.len() {
            let args = [
                ("shown", Arg::Count(bars.len() as u64)),
                ("all", Arg::Count(all as u64)),
            ];
            let _ = writeln!(
                body,
                "<p class=\"note\">{}</p>",
                esc(&view.text_with("html-chart-cut", &args))
            );
        }
    }
    rules(view, &mut body);
    Section {
        id: "charts",
        title: "html-charts",
        count: None,
        body,
    }
}

fn legend(view: &Compilation<'_>, body: &mut String) {
    body.push_str("<ul class=\"legend\">");
    for class in StatusClass::ALL {
        let _ = write!(
            body,
            "<li><i style=\"background:{}\"></i>{}</li>",
            fill(class),
            esc(&view.class(class))
        );
    }
    let _ = writeln!(
        body,
        "<li><i style=\"background:{ABSENT}\"></i>{}</li></ul>",
        esc(&view.text("status-absent"))
    );
}

fn by_task(view: &Compilation<'_>) -> Vec<Bar> {
    let rows = &view.consolidation.matrix.rows;
    let label = |row: &tonghop_model::consolidation::MatrixRow| match &row.node {
        Some(node) => format!("{node} {}", row.title),
        None => row.title.clone(),
    };
    rows.iter()
        .map(|r| Bar {
            label: label(r),
            counts: r.distribution,
            absent: r.absent,
        })
        .collect()
}

fn by_unit(view: &Compilation<'_>) -> (Vec<Bar>, usize) {
    let matrix = &view.consolidation.matrix;
    let bars = matrix
        .columns
        .iter()
        .enumerate()
        .take(CHART_UNITS)
        .map(|(column, report)| {
            let mut bar = Bar {
                label: view.unit(*report).to_owned(),
                counts: [0; 9],
                absent: 0,
            };
            for row in &matrix.rows {
                match row.cells.get(column).and_then(Option::as_ref) {
                    Some(cell) => {
                        let class = StatusClass::ALL.iter().position(|c| *c == cell.class).unwrap_or(0);
                        bar.counts[class] += 1;
                    }
                    None => bar.absent += 1,
                }
            }
            bar
        });
    (bars.collect(), matrix.columns.len())
}

fn stacked(view: &Compilation<'_>, body: &mut String, title: &str, bars: &[Bar]) {
    let height = bars.len() * ROW + 8;
    let _ = write!(
        body,
        "<figure><figcaption>{0}</figcaption><svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{0}\">",
        esc(&view.text(title))
    );
    for (i, bar) in bars.iter().enumerate() {
        stacked_bar(view, body, bar, i * ROW + 4);
    }
    body.push_str("</svg>");
    table(view, body, bars);
    body.push_str("</figure>\n");
}

fn stacked_bar(view: &Compilation<'_>, body: &mut String, bar: &Bar, y: usize) {
    let all: usize = bar.counts.iter().sum::<usize>() + bar.absent;
    let label = shortened(&bar.label);
    let _ = write!(
        body,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\"><title>{}</title>{}</text>",
        LABEL - 8,
        y + 14,
        esc(&bar.label),
        esc(&label)
    );
    let scale = (WIDTH - LABEL) as f64 / all.max(1) as f64;
    let mut x = LABEL as f64;
    let mut part = |count: usize, colour: &str, ink: &str, name: &str| {
        let width = count as f64 * scale;
        if count > 0 {
            let _ = write!(
                body,
                "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"18\" fill=\"{colour}\"><title>{}: {count}</title></rect>",
                esc(name)
            );
            if width > 16.0 {
                let _ = write!(
                    body,
                    "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"{ink}\">{count}</text>",
                    x + width / 2.0,
                    y + 14
                );
            }
        }
        x += width;
    };
    for (class, count) in StatusClass::ALL.iter().zip(bar.counts) {
        part(count, fill(*class), on_fill(*class), &view.class(*class));
    }
    part(bar.absent, ABSENT, "#1b1f24", &view.text("status-absent"));
}

fn table(view: &Compilation<'_>, body: &mut String, bars: &[Bar]) {
    let _ = write!(
        body,
        "<details><summary>{}</summary><div class=\"scroll\"><table class=\"numbers\"><thead><tr><th></th>",
        esc(&view.text("html-chart-table"))
    );
    for class in StatusClass::ALL {
        let _ = write!(
            body,
            "<th scope=\"col\"><i style=\"background:{}\"></i>{}</th>",
            fill(class),
            esc(&view.class(class))
        );
    }
    let _ = write!(
        body,
        "<th scope=\"col\"><i style=\"background:{ABSENT}\"></i>{}</th></tr></thead><tbody>",
        esc(&view.text("status-absent"))
    );
    for bar in bars {
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", esc(&bar.label));
        for count in bar.counts.iter().chain([&bar.absent]) {
            let _ = write!(
                body,
                "<td>{}</td>",
                if *count == 0 {
                    "·".to_owned()
                } else {
                    view.messages.number(*count)
                }
            );
        }
        body.push_str("</tr>");
    }
    body.push_str("</tbody></table></div></details>");
}

/// Findings by check.
fn rules(view: &Compilation<'_>, body: &mut String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in view.findings {
        *counts.entry(finding.check).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(check, n)| (std::cmp::Reverse(*n), *check));
    let most = counts.first().map_or(1, |(_, n)| *n) as f64;
    let height = counts.len() * ROW + 8;
    let _ = write!(
        body,
        "<figure><figcaption>{0}</figcaption><svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{0}\">",
        esc(&view.text("html-chart-checks"))
    );
    for (i, (check, count)) in counts.iter().enumerate() {
        let y = i * ROW + 4;
        let width = *count as f64 / most * (WIDTH - LABEL - 50) as f64;
        let name = super::findings::check_name(view, check);
        let _ = write!(
            body,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{LABEL}\" y=\"{y}\" width=\"{width:.1}\" height=\"18\" fill=\"#4a6fa5\"/><text x=\"{:.1}\" y=\"{}\">{}</text>",
            LABEL - 8,
            y + 14,
            esc(&shortened(&name)),
            LABEL as f64 + width + 6.0,
            y + 14,
            view.messages.number(*count)
        );
    }
    body.push_str("</svg></figure>\n");
}

/// Width of a letter of a label in units of the drawing, the widest of its kind: no label may run out of the drawing.
fn letter_width(letter: char) -> f64 {
    if letter.is_uppercase() || matches!(letter, 'm' | 'w' | '%' | '…') {
        10.5
    } else if letter.is_alphanumeric() {
        7.4
    } else {
        4.6
    }
}

/// As much of a label as the room before the bars holds.
fn shortened(text: &str) -> String {
    let room = (LABEL - 12) as f64;
    let mut width = 0.0;
    let mut cut = 0;
    for (at, letter) in text.char_indices() {
        if width <= room - letter_width('…') {
            cut = at;
        }
        width += letter_width(letter);
    }
    if width <= room {
        text.to_owned()
    } else {
        format!("{}…", text[..cut].trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_wider_than_its_room() {
        let long = "A.V.1 Đảm bảo an toàn, an ninh mạng cho các hệ thống thông tin của cơ quan nhà nước";
        for text in [long, &long.to_uppercase(), "C.I.1 Tổ chức"] {
            let shown = shortened(text);
            let width: f64 = shown.chars().map(letter_width).sum();
            assert!(width <= (LABEL - 8) as f64, "{shown}");
            assert!(shown.starts_with(&text[..5]));
        }
        assert_eq!(shortened("C.I.1 Tổ chức"), "C.I.1 Tổ chức");
        assert!(shortened(long).ends_with('…'));
    }
}
