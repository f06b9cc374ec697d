//! Stacked bars as SVG. The table below a chart says the same in numbers.

use crate::page::Page;

/// Width of a drawing, in its own units.
const WIDTH: f64 = 1000.0;
/// Where the bars begin.
const LEFT: f64 = 330.0;
/// Height of a bar with the space around it.
const ROW: usize = 26;
/// Letters of a label.
const LABEL: usize = 44;
/// Bars of a chart; the table has all.
pub const MOST: usize = 120;

/// A part of a bar before it is drawn: how many, of what, in which style.
pub struct Share {
    pub count: usize,
    pub label: String,
    pub style: &'static str,
}

/// A part of a bar.
pub struct Part {
    pub x: String,
    pub width: String,
    pub style: &'static str,
    pub title: String,
    /// The count, where there is room for it.
    pub text: String,
    pub middle: String,
}

/// A bar.
pub struct Bar {
    pub label: String,
    pub whole_label: String,
    pub y: usize,
    pub text_y: usize,
    pub parts: Vec<Part>,
}

/// A chart.
pub struct Chart {
    pub title: String,
    pub height: usize,
    pub bars: Vec<Bar>,
    /// Style and words of every kind of part.
    pub legend: Vec<(&'static str, String)>,
}

impl Chart {
    /// A chart of the first [`MOST`] bars.
    pub fn new(page: &Page, title: String, bars: Vec<(String, Vec<Share>)>) -> Self {
        let mut legend: Vec<(&'static str, String)> = Vec::new();
        for share in bars.iter().flat_map(|b| &b.1).filter(|s| s.count > 0) {
            if !legend
                .iter()
                .any(|(style, label)| *style == share.style && *label == share.label)
            {
                legend.push((share.style, share.label.clone()));
            }
        }
        let bars: Vec<Bar> = bars
            .into_iter()
            .take(MOST)
            .enumerate()
            .map(|(place, (label, shares))| bar(page, place, label, &shares))
            .collect();
        Self {
            title,
            height: bars.len() * ROW + 6,
            bars,
            legend,
        }
    }
}

fn bar(page: &Page, place: usize, label: String, shares: &[Share]) -> Bar {
    let all: usize = shares.iter().map(|s| s.count).sum();
    let scale = (WIDTH - LEFT) / all.max(1) as f64;
    let mut x = LEFT;
    let mut parts = Vec::new();
    for share in shares.iter().filter(|s| s.count > 0) {
        let width = share.count as f64 * scale;
        let count = page.number(share.count);
        parts.push(Part {
            x: format!("{x:.1}"),
            width: format!("{width:.1}"),
            style: share.style,
            title: format!("{}: {count}", share.label),
            middle: format!("{:.1}", x + width / 2.0),
            text: if width > 12.0 * count.len() as f64 + 6.0 {
                count
            } else {
                String::new()
            },
        });
        x += width;
    }
    Bar {
        label: shortened(&label),
        whole_label: label,
        y: place * ROW + 3,
        text_y: place * ROW + 18,
        parts,
    }
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(LABEL - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_between_letters() {
        assert_eq!(shortened("Đạt"), "Đạt");
        let short = shortened(&"ệ".repeat(100));
        assert_eq!(short.chars().count(), LABEL);
        assert!(short.ends_with('…'));
    }
}
