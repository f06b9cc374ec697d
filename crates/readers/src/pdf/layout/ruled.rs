//! Tables that are ruled across only: lines below each row, or above and below the heading and the whole.
//!
//! The columns come from the white space between the words, the rows from the lines and, where several rows stand
//! between two lines, from the words again.

use super::grid::{Grid, GridCell};
use super::gutters::{self, Piece, RowLine};
use crate::pdf::content::Rule;

/// Lines of one table begin and end at the same places, within that many points.
const SAME_ENDS: f32 = 5.0;
/// Lines that a table must have at least.
const LEAST_LINES: usize = 3;
/// Shortest line of a table, in points.
const SHORTEST: f32 = 150.0;
/// Gaps wider than that part of the font size part the words of two columns.
const GAP: f32 = 0.62;
/// With fewer stretches between lines, several rows may stand in one.
const FEW_BANDS: usize = 4;
/// Bounds on the work of one page.
const MAX_RULES: usize = 400;
const MAX_WORDS: usize = 40_000;

/// Ink of one character or word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ink {
    /// Left edge in points.
    pub(crate) x0: f32,
    /// Right edge in points.
    pub(crate) x1: f32,
    /// Baseline in points.
    pub(crate) y: f32,
    /// Font size in points.
    pub(crate) size: f32,
}

/// Takes the tables among the lines that belong to no grid. `ink` is asked for only where lines look like a table.
pub(crate) fn take(loose: &mut Vec<Rule>, ink: impl FnOnce() -> Vec<Ink>) -> Vec<Grid> {
    let groups = stacks(loose);
    if groups.is_empty() {
        return Vec::new();
    }
    let ink = ink();
    if ink.len() > MAX_WORDS {
        return Vec::new();
    }
    let mut grids = Vec::new();
    for group in groups {
        if let Some(grid) = table(&group, &ink) {
            let within = |r: &Rule| r.y0 >= grid.top() - 1.0 && r.y1 <= grid.bottom() + 1.0;
            loose.retain(|r| !within(r));
            grids.push(grid);
        }
    }
    grids
}

/// Lines that begin and end at the same places, from top to bottom.
fn stacks(loose: &[Rule]) -> Vec<Vec<Rule>> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in loose.iter().take(MAX_RULES).filter(|r| r.x1 - r.x0 >= SHORTEST) {
        let same = |g: &&mut Vec<Rule>| (g[0].x0 - rule.x0).abs() < SAME_ENDS && (g[0].x1 - rule.x1).abs() < SAME_ENDS;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(*rule),
            None => groups.push(vec![*rule]),
        }
    }
    groups.retain_mut(|g| {
        g.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        g.dedup_by(|b, a| b.y0 - a.y0 < 3.0);
        g.len() >= LEAST_LINES
    });
    groups
}

/// Words of one baseline.
struct TextLine {
    y: f32,
    size: f32,
    pieces: Vec<(f32, f32)>,
}

fn table(rules: &[Rule], ink: &[Ink]) -> Option<Grid> {
    let (x0, x1) = (rules[0].x0, rules[0].x1);
    let edges: Vec<f32> = rules.iter().map(|r| (r.y0 + r.y1) / 2.0).collect();
    let (top, bottom) = (edges[0], edges[edges.len() - 1]);
    let inside: Vec<Ink> = ink
        .iter()
        .copied()
        .filter(|i| i.y > top && i.y - 0.3 * i.size < bottom && i.x1 > x0 - 2.0 && i.x0 < x1 + 2.0)
        .collect();
    let lines = text_lines(inside);
    // Text between the lines that reaches over their ends is no table.
    if lines.is_empty()
        || lines
            .iter()
            .any(|l| l.pieces.iter().any(|p| p.0 < x0 - 8.0 || p.1 > x1 + 8.0))
    {
        return None;
    }
    let band = |l: &TextLine| edges.partition_point(|e| *e <= l.y - 0.3 * l.size).saturating_sub(1);
    let bands = edges.len() - 1;
    let few = bands < FEW_BANDS;
    let pieces: Vec<Piece> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, l)| {
            let row = if few { at } else { band(l) };
            l.pieces.iter().map(move |p| Piece { x0: p.0, x1: p.1, row })
        })
        .collect();
    let middles = gutters::find(&pieces);
    if middles.is_empty() {
        return None;
    }
    let mut xs = vec![x0.min(pieces.iter().map(|p| p.x0).fold(x0, f32::min))];
    xs.extend(middles);
    xs.push(x1.max(pieces.iter().map(|p| p.x1).fold(x1, f32::max)));
    let mut ys = vec![top];
    let mut rows: Vec<Vec<&TextLine>> = Vec::new();
    for b in 0..bands {
        let of_band: Vec<&TextLine> = lines.iter().filter(|l| band(l) == b).collect();
        for part in parts(&of_band, &xs, few && b > 0) {
            if let Some(first) = part.first().filter(|_| rows.len() >= ys.len()) {
                // Between the baseline of the row above and the letters of this one.
                ys.push(first.y - 0.95 * first.size);
            }
            rows.push(part);
        }
        if rows.len() < ys.len() {
            rows.push(Vec::new());
        }
        ys.push(edges[b + 1]);
    }
    let cells = cells(&rows, &xs);
    (xs.len() >= 3 && rows.len() >= 2)
        .then(|| Grid::of_cells(xs, ys, cells))
        .flatten()
}

/// The rows between two lines: one, or several where the words show them.
fn parts<'l>(lines: &[&'l TextLine], xs: &[f32], split: bool) -> Vec<Vec<&'l TextLine>> {
    if lines.is_empty() {
        return Vec::new();
    }
    if !split {
        return vec![lines.to_vec()];
    }
    let row_lines: Vec<RowLine> = lines.iter().map(|l| row_line(l, xs)).collect();
    let mut starts = gutters::row_starts(&row_lines);
    starts.push(lines.len());
    starts.windows(2).map(|w| lines[w[0]..w[1]].to_vec()).collect()
}

/// Which columns of a line hold words; their texts do not matter here.
fn row_line(line: &TextLine, xs: &[f32]) -> RowLine {
    let mut texts = vec![String::new(); xs.len() - 1];
    for piece in &line.pieces {
        texts[column(xs, (piece.0 + piece.1) / 2.0)] = "X".to_owned();
    }
    RowLine { y: line.y, texts }
}

fn column(xs: &[f32], x: f32) -> usize {
    xs.partition_point(|v| *v <= x).saturating_sub(1).min(xs.len() - 2)
}

/// The cells: words that run across a gutter merge the columns on both sides of it.
fn cells(rows: &[Vec<&TextLine>], xs: &[f32]) -> Vec<GridCell> {
    let mut out = Vec::new();
    for (row, lines) in rows.iter().enumerate() {
        let crossed = |x: f32| {
            lines
                .iter()
                .flat_map(|l| &l.pieces)
                .any(|p| p.0 < x - 1.0 && p.1 > x + 1.0)
        };
        let mut from = 0;
        for at in 1..xs.len() {
            if at + 1 == xs.len() || !crossed(xs[at]) {
                out.push(GridCell {
                    row: row as u32,
                    column: from as u32,
                    row_span: 1,
                    column_span: (at - from) as u32,
                });
                from = at;
            }
        }
    }
    out
}

/// Characters to lines with their pieces.
fn text_lines(mut ink: Vec<Ink>) -> Vec<TextLine> {
    ink.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut lines: Vec<Vec<Ink>> = Vec::new();
    for i in ink {
        match lines.last_mut() {
            Some(line) if i.y - line[0].y <= 0.35 * line[0].size.max(i.size) => line.push(i),
            _ => lines.push(vec![i]),
        }
    }
    lines.into_iter().map(text_line).collect()
}

fn text_line(mut ink: Vec<Ink>) -> TextLine {
    ink.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let size = ink.iter().map(|i| i.size).fold(0.0, f32::max);
    let y = ink.iter().map(|i| i.y).fold(f32::NEG_INFINITY, f32::max);
    let mut pieces: Vec<(f32, f32)> = Vec::new();
    for i in ink {
        match pieces.last_mut() {
            Some(last) if i.x0 - last.1 <= GAP * size => last.1 = last.1.max(i.x1),
            _ => pieces.push((i.x0, i.x1)),
        }
    }
    TextLine { y, size, pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(y: f32) -> Rule {
        Rule {
            x0: 50.0,
            y0: y,
            x1: 450.0,
            y1: y,
        }
    }

    fn word(x0: f32, x1: f32, y: f32) -> Ink {
        Ink { x0, x1, y, size: 10.0 }
    }

    #[test]
    fn a_table_with_a_line_below_each_row() {
        let mut loose: Vec<Rule> = [100.0, 120.0, 150.0, 180.0, 200.0].map(rule).to_vec();
        let mut ink = vec![
            word(60.0, 80.0, 114.0),
            word(200.0, 260.0, 114.0),
            word(350.0, 400.0, 114.0),
        ];
        for y in [132.0, 144.0, 162.0, 194.0] {
            ink.extend([word(60.0, 70.0, y), word(180.0, 300.0, y), word(340.0, 380.0, y)]);
        }
        let grids = take(&mut loose, || ink);
        assert_eq!(grids.len(), 1);
        assert_eq!((grids[0].xs.len(), grids[0].ys.len(), grids[0].cells.len()), (4, 5, 12));
        assert!(loose.is_empty());
    }

    #[test]
    fn rows_between_the_lines_of_a_heading_and_the_whole() {
        let mut loose: Vec<Rule> = [100.0, 120.0, 200.0].map(rule).to_vec();
        let mut ink = vec![word(60.0, 80.0, 114.0), word(200.0, 260.0, 114.0)];
        ink.extend([
            word(60.0, 70.0, 132.0),
            word(180.0, 300.0, 132.0),
            word(180.0, 290.0, 144.0),
        ]);
        ink.extend([word(60.0, 70.0, 158.0), word(180.0, 300.0, 158.0)]);
        let grids = take(&mut loose, || ink);
        assert_eq!((grids[0].xs.len(), grids[0].ys.len()), (3, 4));
    }

    #[test]
    fn lines_around_running_text_are_no_table() {
        let mut loose: Vec<Rule> = [100.0, 150.0, 200.0].map(rule).to_vec();
        let ink = (0..8)
            .map(|i| word(52.0, 440.0 - i as f32, 112.0 + 12.0 * i as f32))
            .collect();
        assert!(take(&mut loose, || ink).is_empty());
        assert_eq!(loose.len(), 3);
    }
}
