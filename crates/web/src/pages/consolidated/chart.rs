//! Bars as SVG, one drawing each, so that they are as wide as the screen whatever it is. The table below a chart says the
//! same in numbers.

use crate::page::Page;

/// Bars of a chart; the table has all.
pub const MOST: usize = 120;

/// A part of a bar before it is drawn: how many, of what, in which style.
pub struct Share {
    pub count: usize,
    pub label: String,
    pub style: &'static str,
}

/// A level that is reached of a hundred, and what is to be reached.
pub struct Level {
    pub label: String,
    /// What stands below the label, in words.
    pub note: String,
    /// Percent; none where nobody reported.
    pub value: Option<f64>,
    /// Its words.
    pub value_words: String,
    /// Percent and words of each target.
    pub targets: Vec<(f64, String)>,
    pub style: &'static str,
}

/// A part of a bar. Lengths are shares of the drawing: "12.5%".
pub struct Part {
    pub x: String,
    pub width: String,
    pub style: &'static str,
    pub title: String,
    /// The count, where there is room for it.
    pub text: String,
    pub middle: String,
}

/// A line across a bar: what is to be reached.
pub struct Mark {
    pub x: String,
    pub title: String,
}

/// A bar.
pub struct Bar {
    pub label: String,
    pub note: String,
    /// What the bar shows, for who does not see it.
    pub words: String,
    pub parts: Vec<Part>,
    pub marks: Vec<Mark>,
}

/// A chart.
pub struct Chart {
    pub title: String,
    pub bars: Vec<Bar>,
    /// Style and words of every kind of part.
    pub legend: Vec<(&'static str, String)>,
}

impl Chart {
    /// A chart of the first [`MOST`] bars, each as long as the whole.
    pub fn new(page: &Page, title: String, bars: Vec<(String, Vec<Share>)>) -> Self {
        let mut legend: Vec<(&'static str, String)> = Vec::new();
        // Every bar has its parts in the same order: so has the legend, whichever part the first bar lacks.
        let most = bars.iter().map(|b| b.1.len()).max().unwrap_or(0);
        for share in (0..most).flat_map(|at| bars.iter().filter_map(move |b| b.1.get(at))) {
            let known = |(style, label): &(&str, String)| *style == share.style && *label == share.label;
            if share.count > 0 && !legend.iter().any(known) {
                legend.push((share.style, share.label.clone()));
            }
        }
        let bars = bars.into_iter().take(MOST);
        Self {
            title,
            bars: bars.map(|(label, shares)| bar(page, label, &shares)).collect(),
            legend,
        }
    }

    /// A chart of levels of a hundred with their targets.
    pub fn levels(title: String, levels: Vec<Level>, legend: Vec<(&'static str, String)>) -> Self {
        Self {
            title,
            bars: levels.into_iter().take(MOST).map(level).collect(),
            legend,
        }
    }
}

fn bar(page: &Page, label: String, shares: &[Share]) -> Bar {
    let all: usize = shares.iter().map(|s| s.count).sum();
    let scale = 100.0 / all.max(1) as f64;
    let mut x = 0.0;
    let mut parts = Vec::new();
    for share in shares.iter().filter(|s| s.count > 0) {
        let width = share.count as f64 * scale;
        let count = page.number(share.count);
        parts.push(Part {
            title: format!("{}: {count}", share.label),
            text: if fits(&count, width) { count } else { String::new() },
            ..part(x, width, share.style)
        });
        x += width;
    }
    let said: Vec<&str> = parts.iter().map(|p| p.title.as_str()).collect();
    Bar {
        words: format!("{label} – {}", said.join("; ")),
        label,
        note: String::new(),
        parts,
        marks: Vec::new(),
    }
}

fn level(level: Level) -> Bar {
    let reached = level.value.unwrap_or(0.0).clamp(0.0, 100.0);
    let mut parts = Vec::new();
    if reached > 0.0 {
        parts.push(Part {
            title: level.value_words.clone(),
            text: if fits(&level.value_words, reached) {
                level.value_words.clone()
            } else {
                String::new()
            },
            ..part(0.0, reached, level.style)
        });
    }
    if reached < 100.0 {
        parts.push(part(reached, 100.0 - reached, "c-rest"));
    }
    let mark = |(value, words): &(f64, String)| Mark {
        x: share(value.clamp(0.0, 100.0)),
        title: words.clone(),
    };
    Bar {
        words: format!("{} – {}", level.label, level.note),
        marks: level.targets.iter().map(mark).collect(),
        label: level.label,
        note: level.note,
        parts,
    }
}

fn part(x: f64, width: f64, style: &'static str) -> Part {
    Part {
        x: share(x),
        width: share(width),
        middle: share(x + width / 2.0),
        style,
        title: String::new(),
        text: String::new(),
    }
}

fn share(of_hundred: f64) -> String {
    format!("{of_hundred:.2}%")
}

/// True where a text has room in a part of this many percent, on a phone, too.
fn fits(text: &str, percent: f64) -> bool {
    percent > 2.6 * text.chars().count() as f64 + 1.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_drawn_between_nothing_and_the_whole() {
        for (value, drawn) in [
            (None, 1),
            (Some(0.0), 1),
            (Some(62.5), 2),
            (Some(100.0), 1),
            (Some(140.0), 1),
        ] {
            let bar = level(Level {
                label: "Tỷ lệ".into(),
                note: "…".into(),
                value,
                value_words: "62,5%".into(),
                targets: vec![(80.0, "80%".into())],
                style: "c-met",
            });
            assert_eq!(bar.parts.len(), drawn, "{value:?}");
            assert_eq!(bar.marks[0].x, "80.00%");
        }
    }
}
