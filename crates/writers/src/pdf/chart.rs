//! Charts of horizontal bars, stacked or beside each other, with legend and values.

use krilla::geom::Rect;
use tonghop_messages::{Lang, decimal};
use tonghop_model::official::{Chart, ChartSeries};

use super::composer::Composer;
use super::fonts::{Face, SINGLE_SPACING};
use super::head::plain;
use super::lines::{Justification, break_lines};
use super::page::Segment;
use super::paragraph::{Paragraph, Tally};
use super::tree::{Element, NodeId};
use crate::form;

/// Type size in charts, pt.
const SIZE: f32 = 10.0;
/// Height of a bar, pt.
const BAR: f32 = 12.0;
/// Space between categories, pt: of a few, and of many, which have to stand on a page together with other text.
const BETWEEN: (f32, f32) = (8.0, 4.0);
/// Categories from which they are many.
const MANY: usize = 7;
/// Share of the width for the labels of the categories.
const LABELS: f32 = 0.34;
/// Room at the right for the values, pt.
const VALUES: f32 = 52.0;
/// Side of the square in the legend, pt.
const SQUARE: f32 = 8.0;
/// Lines that a label of a category gets at most.
const LABEL_LINES: usize = 3;
/// Figures that the description of a chart names at most.
const DESCRIBED: usize = 200;
/// Colours of series that name none: far enough apart in black and white too.
const COLOURS: [[u8; 3]; 6] = [
    [31, 94, 153],
    [214, 137, 16],
    [62, 142, 65],
    [153, 51, 51],
    [110, 110, 110],
    [106, 76, 147],
];

/// Height of a whole chart, pt.
pub fn height(chart: &Chart, width: f32) -> f32 {
    head_height(chart) + chart.categories.len() as f32 * row_height(chart, width)
}

/// Space between the categories of this chart, pt.
fn between(chart: &Chart) -> f32 {
    if chart.categories.len() < MANY {
        BETWEEN.0
    } else {
        BETWEEN.1
    }
}

fn head_height(chart: &Chart) -> f32 {
    2.0 * form::BODY_PT + SIZE * 2.0 * (chart.series.len() as f32 / 3.0).ceil().max(1.0)
}

/// Bars of a category below each other.
fn bars(chart: &Chart) -> usize {
    if chart.stacked { 1 } else { chart.series.len().max(1) }
}

/// Height of a category, pt: of its bars or of the longest label, whichever is more.
fn row_height(chart: &Chart, width: f32) -> f32 {
    let lines = |text: &String| {
        let paragraph = plain(&mut Tally::default(), Face::Regular, SIZE, text);
        break_lines(&paragraph, width * LABELS - 6.0, 0.0, Justification::Right).len()
    };
    let lines = chart.categories.iter().map(lines).max().unwrap_or(1).min(LABEL_LINES);
    (bars(chart) as f32 * BAR).max(SIZE * SINGLE_SPACING * lines as f32) + between(chart)
}

/// Sets a chart; one with more categories than a page holds goes on over the next pages.
pub fn write(composer: &mut Composer, chart: &Chart, parent: NodeId) {
    if chart.categories.is_empty() || chart.series.is_empty() {
        return;
    }
    let width = composer.sheet.text_width();
    let whole = height(chart, width);
    let row = row_height(chart, width);
    composer.space(8.0);
    if whole <= composer.sheet.text_height() * 0.9 {
        composer.need(whole + 12.0);
    } else {
        composer.need(head_height(chart) + 4.0 * row);
    }
    let scale = scale(chart);
    let mut from = 0;
    while from < chart.categories.len() {
        composer.settle();
        let room = composer.room() - head_height(chart) - 12.0;
        let fit = (room / row).max(1.0) as usize;
        let to = (from + fit).min(chart.categories.len());
        part(composer, chart, from..to, (scale, row), parent);
        from = to;
        if from < chart.categories.len() {
            composer.new_page();
        }
    }
    composer.space(10.0);
}

/// The longest bar.
pub(crate) fn scale(chart: &Chart) -> f64 {
    let longest = |category| {
        if chart.stacked {
            total(chart, category)
        } else {
            lengths(chart, category).fold(0.0, f64::max)
        }
    };
    (0..chart.categories.len())
        .map(longest)
        .fold(chart.least_scale.max(0.0), f64::max)
}

/// What the bars of a category add up to.
pub(crate) fn total(chart: &Chart, category: usize) -> f64 {
    lengths(chart, category).sum()
}

/// The bars of a category; what cannot be shown has no length.
fn lengths(chart: &Chart, category: usize) -> impl Iterator<Item = f64> {
    let length = move |s: &ChartSeries| number(s, category).unwrap_or(0.0).max(0.0);
    chart.series.iter().map(length)
}

/// A value that can be shown.
fn number(series: &ChartSeries, index: usize) -> Option<f64> {
    series.values.get(index).copied().flatten().filter(|v| v.is_finite())
}

fn part(
    composer: &mut Composer,
    chart: &Chart,
    range: std::ops::Range<usize>,
    (scale, height): (f64, f32),
    parent: NodeId,
) {
    let (left, width) = (composer.sheet.left, composer.sheet.text_width());
    let top = composer.y;
    let bars = bars(chart);
    let bottom = top + head_height(chart) + range.len() as f32 * height + 4.0;
    let Some(frame) = Rect::from_ltrb(
        left,
        top,
        left + width,
        bottom.min(composer.sheet.bottom).max(top + 1.0),
    ) else {
        return;
    };
    let element = Element::Figure(describe(chart, range.clone()), composer.page_index(), frame);
    let node = composer.tree.add(parent, element);
    heading(composer, chart, node);
    legend(composer, chart, node);
    let axis = left + width * LABELS;
    let longest = width * (1.0 - LABELS) - VALUES;
    let first = composer.y;
    for category in range {
        let row = composer.y;
        label(
            composer,
            &chart.categories[category],
            (left, axis - left - 6.0),
            row,
            height - between(chart),
            node,
        );
        let y = row + (height - between(chart) - bars as f32 * BAR) / 2.0;
        row_of_bars(composer, chart, category, (axis, y), (longest, scale), node);
        composer.y = row + height;
    }
    let owner = composer.page.slot(&mut composer.tree, node);
    let line = Segment {
        x1: axis,
        y1: first - 2.0,
        x2: axis,
        y2: composer.y - between(chart) + 2.0,
    };
    composer.page.lines(owner, vec![line], 0.75);
}

fn heading(composer: &mut Composer, chart: &Chart, node: NodeId) {
    let unit = if chart.unit.is_empty() {
        String::new()
    } else {
        format!(" ({})", chart.unit)
    };
    let paragraph = plain(
        &mut composer.tally,
        Face::Bold,
        SIZE + 2.0,
        &format!("{}{unit}", chart.title),
    );
    let (left, width) = (composer.sheet.left, composer.sheet.text_width());
    let pitch = paragraph.size * SINGLE_SPACING;
    for line in break_lines(&paragraph, width, 0.0, Justification::Centre)
        .iter()
        .take(2)
    {
        composer.draw_line(&paragraph, line, left, composer.y, pitch, Some(node));
        composer.y += pitch;
    }
    composer.y += 4.0;
}

/// Squares and names of the series, in rows.
fn legend(composer: &mut Composer, chart: &Chart, node: NodeId) {
    let pitch = SIZE * SINGLE_SPACING + 2.0;
    let (left, right) = (composer.sheet.left, composer.sheet.right);
    let mut x = left;
    let colours = colours(chart);
    for (i, series) in chart.series.iter().enumerate() {
        let name = plain(&mut composer.tally, Face::Regular, SIZE, &series.name);
        let wide: f32 = name
            .glyphs
            .iter()
            .map(|g| g.width)
            .sum::<f32>()
            .min(right - left - 20.0);
        if x > left && x + wide + SQUARE + 4.0 > right {
            x = left;
            composer.y += pitch;
        }
        let owner = composer.page.slot(&mut composer.tree, node);
        composer
            .page
            .fill(owner, [x, composer.y + 2.0, SQUARE, SQUARE], colours[i]);
        if let Some(line) = break_lines(&name, wide + 1.0, 0.0, Justification::Left).first() {
            composer.draw_line(
                &name,
                line,
                x + SQUARE + 4.0,
                composer.y,
                SIZE * SINGLE_SPACING,
                Some(node),
            );
        }
        x += wide + SQUARE + 18.0;
    }
    composer.y += pitch + 4.0;
}

fn label(composer: &mut Composer, text: &str, (left, width): (f32, f32), top: f32, height: f32, node: NodeId) {
    let paragraph = plain(&mut composer.tally, Face::Regular, SIZE, text);
    let pitch = SIZE * SINGLE_SPACING;
    let lines = break_lines(&paragraph, width, 0.0, Justification::Right);
    let shown = lines.len().min(LABEL_LINES);
    let mut y = top + (height - shown as f32 * pitch) / 2.0;
    for line in &lines[..shown] {
        composer.draw_line(&paragraph, line, left, y, pitch, Some(node));
        y += pitch;
    }
}

fn row_of_bars(
    composer: &mut Composer,
    chart: &Chart,
    category: usize,
    (axis, top): (f32, f32),
    (longest, scale): (f32, f64),
    node: NodeId,
) {
    let (mut x, mut y, mut sum) = (axis, top, 0.0);
    let colours = colours(chart);
    for (i, series) in chart.series.iter().enumerate() {
        let value = number(series, category);
        let shown = value.unwrap_or(0.0).max(0.0);
        let wide = if scale > 0.0 {
            longest * (shown / scale) as f32
        } else {
            0.0
        };
        let owner = composer.page.slot(&mut composer.tree, node);
        composer.page.fill(owner, [x, y, wide, BAR - 1.5], colours[i]);
        if chart.stacked {
            within(composer, shown, (x, wide), y, colours[i], node);
            x += wide;
            sum += shown;
        } else {
            if let Some(value) = value {
                beside(composer, value, (x + wide + 3.0, y), node);
            }
            y += BAR;
        }
    }
    if chart.stacked {
        beside(composer, sum, (x + 3.0, y), node);
    }
}

fn value_text(value: f64) -> Paragraph {
    plain(
        &mut Tally::default(),
        Face::Regular,
        SIZE - 1.0,
        &decimal(value, 2, Lang::Vi),
    )
}

/// A value at the end of its bar.
fn beside(composer: &mut Composer, value: f64, (x, y): (f32, f32), node: NodeId) {
    let paragraph = value_text(value);
    for line in break_lines(&paragraph, VALUES * 2.0, 0.0, Justification::Left)
        .iter()
        .take(1)
    {
        composer.draw_line(&paragraph, line, x, y - 0.5, BAR, Some(node));
    }
}

/// A value within its bar, where it fits and can be read on the colour.
fn within(composer: &mut Composer, value: f64, (x, wide): (f32, f32), y: f32, colour: [u8; 3], node: NodeId) {
    let paragraph = value_text(value);
    let own: f32 = paragraph.glyphs.iter().map(|g| g.width).sum();
    if value <= 0.0 || own + 4.0 > wide {
        return;
    }
    let left = x + (wide - own) / 2.0;
    let [r, g, b] = colour.map(f32::from);
    // White on dark bars, black on light ones: luminance as the eye weighs the colours.
    composer.page.pale = 0.299 * r + 0.587 * g + 0.114 * b < 140.0;
    for line in break_lines(&paragraph, own + 1.0, 0.0, Justification::Left)
        .iter()
        .take(1)
    {
        composer.draw_line(&paragraph, line, left, y - 0.5, BAR, Some(node));
    }
    composer.page.pale = false;
}

/// The colours of the series: their own, else those of the palette that no other series has.
fn colours(chart: &Chart) -> Vec<[u8; 3]> {
    let own: Vec<Option<[u8; 3]>> = chart.series.iter().map(|s| named(&s.colour)).collect();
    let free: Vec<[u8; 3]> = COLOURS.into_iter().filter(|c| !own.contains(&Some(*c))).collect();
    let palette = if free.is_empty() { COLOURS.to_vec() } else { free };
    let mut next = 0;
    own.into_iter()
        .map(|colour| {
            colour.unwrap_or_else(|| {
                next += 1;
                palette[(next - 1) % palette.len()]
            })
        })
        .collect()
}

/// A colour written as `RRGGBB`.
fn named(text: &str) -> Option<[u8; 3]> {
    let hex = text.trim_start_matches('#');
    let part = |at: usize| hex.get(at..at + 2).and_then(|h| u8::from_str_radix(h, 16).ok());
    (hex.len() == 6).then_some([part(0)?, part(2)?, part(4)?])
}

/// All figures of a chart in words, for those who do not see it.
fn describe(chart: &Chart, range: std::ops::Range<usize>) -> String {
    let mut text = chart.title.clone();
    if !chart.unit.is_empty() {
        text.push_str(&format!(" ({})", chart.unit));
    }
    let mut named = 0;
    for category in range {
        text.push_str(&format!("; {}:", chart.categories[category]));
        for series in &chart.series {
            let value = number(series, category).map_or_else(|| "–".to_owned(), |v| decimal(v, 2, Lang::Vi));
            text.push_str(&format!(" {} {value},", series.name));
            named += 1;
        }
        text.pop();
        if named > DESCRIBED {
            text.push_str(" …");
            break;
        }
    }
    // A figure without a description is refused by readers of tagged files.
    if text.trim().is_empty() { "–".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_named_in_words() {
        let chart = Chart {
            title: "Tình trạng".into(),
            categories: vec!["Nhóm A".into(), "Nhóm B".into()],
            series: vec![ChartSeries {
                name: "Hoàn thành".into(),
                colour: "3E8E41".into(),
                values: vec![Some(12.5), None],
            }],
            stacked: true,
            unit: "nhiệm vụ".into(),
            ..Chart::default()
        };
        assert_eq!(
            describe(&chart, 0..2),
            "Tình trạng (nhiệm vụ); Nhóm A: Hoàn thành 12,5; Nhóm B: Hoàn thành –"
        );
        assert_eq!(colours(&chart), [[0x3E, 0x8E, 0x41]]);
    }

    #[test]
    fn series_without_a_colour_take_one_that_no_other_has() {
        for wrong in ["", "red", "12345", "éééééé", "#12G456"] {
            let series = |colour: &str| ChartSeries {
                colour: colour.into(),
                ..ChartSeries::default()
            };
            let chart = Chart {
                series: vec![series(wrong), series("1F5E99"), series(wrong)],
                ..Chart::default()
            };
            assert_eq!(colours(&chart), [COLOURS[1], COLOURS[0], COLOURS[2]], "{wrong}");
        }
    }
}
