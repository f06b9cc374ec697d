//! From ruling lines to the cells of a table.

use crate::pdf::content::Rule;

/// Lines closer than this are one (double borders, pieces that do not meet exactly), in points.
const SAME: f32 = 3.5;
/// Largest hole within a line, in points.
const HOLE: f32 = 2.6;
/// Shorter lines are no border, in points.
const SHORTEST: f32 = 5.0;
/// Bound on the positions of one grid; a dense page of a table has some thousand.
const MAX_POSITIONS: usize = 20_000;
/// Bound on pairs of lines that are compared.
const MAX_PAIRS: usize = 4_000_000;
/// Share of an edge that must be drawn.
const DRAWN: f32 = 0.5;

/// A straight line: its position across, and where it starts and ends.
#[derive(Debug, Clone, Copy)]
struct Line {
    at: f32,
    from: f32,
    to: f32,
}

/// A cell of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GridCell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) row_span: u32,
    pub(crate) column_span: u32,
}

/// A ruled table on one page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    /// Positions of the column borders, from left to right; one more than columns.
    pub(crate) xs: Vec<f32>,
    /// Positions of the row borders, from top to bottom; one more than rows.
    pub(crate) ys: Vec<f32>,
    /// The cells by row, then column.
    pub(crate) cells: Vec<GridCell>,
    /// Index of the cell for every position, row by row.
    owner: Vec<u32>,
    /// The columns were found between the words, not between lines.
    pub(crate) guessed: bool,
}

impl Grid {
    /// The cell at a point.
    pub(crate) fn cell_at(&self, x: f32, y: f32) -> Option<u32> {
        let column = self.xs.partition_point(|v| *v <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|v| *v <= y).checked_sub(1)?;
        let columns = self.xs.len() - 1;
        if column >= columns || row + 1 >= self.ys.len() {
            return None;
        }
        self.owner.get(row * columns + column).copied()
    }

    /// A grid of these cells, whose columns were found between the words; `None` where cells lie outside or over
    /// each other.
    pub(crate) fn of_cells(xs: Vec<f32>, ys: Vec<f32>, cells: Vec<GridCell>) -> Option<Self> {
        let columns = xs.len().checked_sub(1)?;
        let mut owner = vec![u32::MAX; columns * ys.len().checked_sub(1)?];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span {
                    let slot = owner.get_mut(row as usize * columns + column as usize)?;
                    if (column as usize) >= columns || *slot != u32::MAX {
                        return None;
                    }
                    *slot = index as u32;
                }
            }
        }
        Some(Self {
            xs,
            ys,
            cells,
            owner,
            guessed: true,
        })
    }

    /// Upper edge.
    pub(crate) fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or(0.0)
    }

    /// Lower edge.
    pub(crate) fn bottom(&self) -> f32 {
        self.ys.last().copied().unwrap_or(0.0)
    }
}

/// The ruled tables of a page, from top to bottom, and the horizontal lines that belong to none.
pub(crate) fn find(rules: &[Rule]) -> (Vec<Grid>, Vec<Rule>) {
    let (across, down) = split(rules);
    if across.len().saturating_mul(down.len()) > MAX_PAIRS {
        return (Vec::new(), Vec::new());
    }
    let mut groups = Groups::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            let meet = v.at >= h.from - SAME && v.at <= h.to + SAME && h.at >= v.from - SAME && h.at <= v.to + SAME;
            if meet {
                groups.join(i, across.len() + j);
            }
        }
    }
    let mut members: std::collections::BTreeMap<usize, (Vec<Line>, Vec<Line>)> = std::collections::BTreeMap::new();
    for (i, h) in across.iter().enumerate() {
        members.entry(groups.root(i)).or_default().0.push(*h);
    }
    for (j, v) in down.iter().enumerate() {
        members.entry(groups.root(across.len() + j)).or_default().1.push(*v);
    }
    let mut grids = Vec::new();
    let mut loose = Vec::new();
    for (hs, vs) in members.values() {
        match (hs.len() >= 2 && !vs.is_empty()).then(|| build(hs, vs)).flatten() {
            Some(grid) => grids.push(grid),
            None => loose.extend(hs.iter().map(|h| Rule {
                x0: h.from,
                y0: h.at,
                x1: h.to,
                y1: h.at,
            })),
        }
    }
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    (grids, loose)
}

/// Horizontal and vertical lines, joined from their pieces.
fn split(rules: &[Rule]) -> (Vec<Line>, Vec<Line>) {
    let mut across = Vec::new();
    let mut down = Vec::new();
    for r in rules {
        let (w, h) = (r.x1 - r.x0, r.y1 - r.y0);
        // A small square is the corner piece of both directions.
        if w >= h || w <= 1.5 {
            across.push(Line {
                at: (r.y0 + r.y1) / 2.0,
                from: r.x0,
                to: r.x1,
            });
        }
        if h > w || h <= 1.5 {
            down.push(Line {
                at: (r.x0 + r.x1) / 2.0,
                from: r.y0,
                to: r.y1,
            });
        }
    }
    (join_pieces(across), join_pieces(down))
}

fn join_pieces(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.retain(|p| p.to >= p.from);
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let mut end = start + 1;
        while end < pieces.len() && pieces[end].at - pieces[start].at <= 1.2 {
            end += 1;
        }
        let group = &mut pieces[start..end];
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Line> = None;
        for piece in group.iter() {
            match &mut open {
                Some(line) if piece.from <= line.to + HOLE => line.to = line.to.max(piece.to),
                _ => {
                    lines.extend(open.take());
                    open = Some(*piece);
                }
            }
        }
        lines.extend(open);
        start = end;
    }
    lines.retain(|l| l.to - l.from >= SHORTEST);
    lines
}

/// Positions at which lines stand, close ones taken together.
fn positions(lines: &[Line]) -> Vec<f32> {
    let mut at: Vec<f32> = lines.iter().map(|l| l.at).collect();
    at.sort_by(f32::total_cmp);
    let mut out: Vec<(f32, f32)> = Vec::new();
    for value in at {
        match out.last_mut() {
            Some((sum, count)) if value - *sum / *count <= SAME => {
                *sum += value;
                *count += 1.0;
            }
            _ => out.push((value, 1.0)),
        }
    }
    out.into_iter().map(|(sum, count)| sum / count).collect()
}

/// Adds the edges that are not drawn but at which the crossing lines end.
fn close_ends(positions: &mut Vec<f32>, crossing: &[Line]) {
    let low = crossing.iter().map(|l| l.from).fold(f32::INFINITY, f32::min);
    let high = crossing.iter().map(|l| l.to).fold(f32::NEG_INFINITY, f32::max);
    if positions.first().is_none_or(|first| low < first - 2.0 * SAME) {
        positions.insert(0, low);
    }
    if positions.last().is_none_or(|last| high > last + 2.0 * SAME) {
        positions.push(high);
    }
}

/// For every line position, which of the stretches between crossing positions are drawn.
fn drawn(lines: &[Line], at: &[f32], stretches: &[f32]) -> Vec<Vec<bool>> {
    let count = stretches.len().saturating_sub(1);
    let mut covered = vec![vec![0.0f32; count]; at.len()];
    for line in lines {
        let nearest = at.partition_point(|v| *v < line.at - 1.5 * SAME);
        let index = (nearest..at.len().min(nearest + 3))
            .min_by(|a, b| (at[*a] - line.at).abs().total_cmp(&(at[*b] - line.at).abs()));
        let Some(row) = index.and_then(|i| covered.get_mut(i)) else {
            continue;
        };
        for (j, pair) in stretches.windows(2).enumerate() {
            let overlap = line.to.min(pair[1]) - line.from.max(pair[0]);
            if overlap > 0.0 {
                row[j] += overlap;
            }
        }
    }
    covered
        .into_iter()
        .map(|row| {
            row.iter()
                .zip(stretches.windows(2))
                .map(|(c, s)| *c >= DRAWN * (s[1] - s[0]))
                .collect()
        })
        .collect()
}

fn build(hs: &[Line], vs: &[Line]) -> Option<Grid> {
    let mut xs = positions(vs);
    let mut ys = positions(hs);
    close_ends(&mut xs, hs);
    close_ends(&mut ys, vs);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns * rows < 2 || columns.saturating_mul(rows) > MAX_POSITIONS {
        return None;
    }
    let horizontal = drawn(hs, &ys, &xs);
    let vertical = drawn(vs, &xs, &ys);
    let mut groups = Groups::new(rows * columns);
    for r in 0..rows {
        for c in 0..columns {
            if c + 1 < columns && !vertical[c + 1][r] {
                groups.join(r * columns + c, r * columns + c + 1);
            }
            if r + 1 < rows && !horizontal[r + 1][c] {
                groups.join(r * columns + c, (r + 1) * columns + c);
            }
        }
    }
    let regions: Vec<usize> = (0..rows * columns).map(|i| groups.root(i)).collect();
    let (cells, owner) = rectangles(&regions, rows, columns);
    let grid = compress(&Grid {
        xs,
        ys,
        cells,
        owner,
        guessed: false,
    });
    (grid.cells.len() >= 2).then_some(grid)
}

/// Cuts regions of positions into rectangles.
fn rectangles(regions: &[usize], rows: usize, columns: usize) -> (Vec<GridCell>, Vec<u32>) {
    let mut owner = vec![u32::MAX; regions.len()];
    let mut cells = Vec::new();
    for r in 0..rows {
        for c in 0..columns {
            if owner[r * columns + c] != u32::MAX {
                continue;
            }
            let region = regions[r * columns + c];
            let free = |owner: &[u32], r: usize, c: usize| {
                regions[r * columns + c] == region && owner[r * columns + c] == u32::MAX
            };
            let mut width = 1;
            while c + width < columns && free(&owner, r, c + width) {
                width += 1;
            }
            let mut height = 1;
            while r + height < rows && (c..c + width).all(|x| free(&owner, r + height, x)) {
                height += 1;
            }
            for y in r..r + height {
                for x in c..c + width {
                    owner[y * columns + x] = cells.len() as u32;
                }
            }
            cells.push(GridCell {
                row: r as u32,
                column: c as u32,
                row_span: height as u32,
                column_span: width as u32,
            });
        }
    }
    (cells, owner)
}

/// Drops the positions at which no cell starts.
fn compress(grid: &Grid) -> Grid {
    let rows = keep(grid.ys.len() - 1, grid.cells.iter().map(|c| c.row));
    let columns = keep(grid.xs.len() - 1, grid.cells.iter().map(|c| c.column));
    let old_columns = grid.xs.len() - 1;
    let mut owner = Vec::new();
    for (r, _) in rows.iter().enumerate().filter(|(_, used)| **used) {
        for (c, _) in columns.iter().enumerate().filter(|(_, used)| **used) {
            owner.push(grid.owner[r * old_columns + c]);
        }
    }
    let rank = |used: &[bool], at: u32| used.iter().take(at as usize).filter(|u| **u).count() as u32;
    let cells = grid
        .cells
        .iter()
        .map(|cell| {
            let (row, column) = (rank(&rows, cell.row), rank(&columns, cell.column));
            GridCell {
                row,
                column,
                row_span: rank(&rows, cell.row + cell.row_span) - row,
                column_span: rank(&columns, cell.column + cell.column_span) - column,
            }
        })
        .collect();
    Grid {
        xs: select(&grid.xs, &columns),
        ys: select(&grid.ys, &rows),
        cells,
        owner,
        guessed: grid.guessed,
    }
}

fn keep(count: usize, starts: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut used = vec![false; count];
    for start in starts {
        if let Some(slot) = used.get_mut(start as usize) {
            *slot = true;
        }
    }
    used
}

fn select(positions: &[f32], used: &[bool]) -> Vec<f32> {
    let last = positions.last().copied();
    positions
        .iter()
        .zip(used)
        .filter(|(_, u)| **u)
        .map(|(p, _)| *p)
        .chain(last)
        .collect()
}

/// Union-find.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(y: f32, x0: f32, x1: f32) -> Rule {
        Rule {
            x0,
            y0: y - 0.2,
            x1,
            y1: y + 0.2,
        }
    }

    fn v(x: f32, y0: f32, y1: f32) -> Rule {
        Rule {
            x0: x - 0.2,
            y0,
            x1: x + 0.2,
            y1,
        }
    }

    #[test]
    fn missing_inner_edges_make_merged_cells() {
        // Two columns and three rows; the first cell spans two rows, the last row two columns.
        let rules = [
            h(0.0, 0.0, 200.0),
            h(50.0, 100.0, 200.0),
            h(100.0, 0.0, 200.0),
            h(150.0, 0.0, 200.0),
            v(0.0, 0.0, 150.0),
            v(100.0, 0.0, 100.0),
            v(200.0, 0.0, 150.0),
        ];
        let (grids, loose) = find(&rules);
        assert!(loose.is_empty());
        let cell = |row, column, row_span, column_span| GridCell {
            row,
            column,
            row_span,
            column_span,
        };
        assert_eq!(
            grids[0].cells,
            [cell(0, 0, 2, 1), cell(0, 1, 1, 1), cell(1, 1, 1, 1), cell(2, 0, 1, 2)]
        );
        assert_eq!(grids[0].cell_at(150.0, 120.0), Some(3));
    }

    #[test]
    fn a_border_drawn_in_pieces_is_one_line() {
        let mut rules = vec![h(0.0, 0.0, 100.0), h(40.0, 0.0, 100.0), v(50.0, 0.0, 40.0)];
        rules.extend((0..20).map(|i| v(0.0, i as f32 * 2.0, i as f32 * 2.0 + 1.8)));
        rules.extend((0..20).map(|i| v(100.0, i as f32 * 2.0, i as f32 * 2.0 + 1.8)));
        let (grids, _) = find(&rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells.len(), 2);
    }

    #[test]
    fn a_frame_around_the_page_and_an_underline_are_no_tables() {
        let rules = [
            h(0.0, 0.0, 500.0),
            h(800.0, 0.0, 500.0),
            v(0.0, 0.0, 800.0),
            v(500.0, 0.0, 800.0),
        ];
        assert!(find(&rules).0.is_empty());
        let (grids, loose) = find(&[h(300.0, 100.0, 200.0)]);
        assert!(grids.is_empty());
        assert_eq!(loose.len(), 1);
    }
}
