//! The borders of a table on one page, drawn as one path.

use super::super::composer::Composer;
use super::super::page::{Owner, Segment};
use super::cell::Laid;

/// Width of borders, pt.
const BORDER: f32 = 0.5;

/// Borders of the part of a table that stands on one page.
#[derive(Debug)]
pub struct Grid {
    edges: Vec<f32>,
    lines: Vec<Segment>,
    /// Vertical line that is being drawn at each edge: from, to.
    upright: Vec<Option<(f32, f32)>>,
    bottom: f32,
    /// Number of lines before the current row.
    before_row: usize,
}

impl Grid {
    /// Borders between these edges from a height on.
    pub fn new(edges: Vec<f32>, top: f32) -> Self {
        let upright = vec![None; edges.len()];
        Self {
            edges,
            lines: Vec::new(),
            upright,
            bottom: top,
            before_row: 0,
        }
    }

    /// A line over the whole width.
    pub fn full_line(&mut self, y: f32) {
        let last = self.edges.len().saturating_sub(1);
        self.across(0, last, y);
    }

    /// The upper borders of the cells that start with this row.
    pub fn row(&mut self, y: f32, cells: &[Laid]) {
        self.before_row = self.lines.len();
        for cell in cells {
            if cell.starts_at(y) {
                self.across(cell.column, cell.column + cell.columns, y);
            }
        }
    }

    /// Takes the borders of the current row back: it goes to the next page.
    pub fn undo_row(&mut self) {
        self.lines.truncate(self.before_row);
    }

    /// The sides of cells between two heights.
    pub fn fragment(&mut self, top: f32, bottom: f32, cells: &[Laid]) {
        for cell in cells {
            self.upright(cell.column, top, bottom);
            self.upright(cell.column + cell.columns, top, bottom);
        }
        self.bottom = bottom;
    }

    /// All four sides of a cell.
    pub fn frame(&mut self, cell: &Laid, top: f32, bottom: f32) {
        self.across(cell.column, cell.column + cell.columns, top);
        self.across(cell.column, cell.column + cell.columns, bottom);
        self.upright(cell.column, top, bottom);
        self.upright(cell.column + cell.columns, top, bottom);
        self.bottom = self.bottom.max(bottom);
    }

    /// Draws everything, with a line below.
    pub fn close(&mut self, composer: &mut Composer) {
        for edge in 0..self.edges.len() {
            self.end_upright(edge);
        }
        if self.lines.is_empty() {
            return;
        }
        let bottom = self.bottom;
        self.full_line(bottom);
        let mut lines = std::mem::take(&mut self.lines);
        merge(&mut lines);
        composer.page.lines(Owner::Layout, lines, BORDER);
    }

    fn across(&mut self, from: usize, to: usize, y: f32) {
        self.lines.push(Segment {
            x1: self.edges[from],
            y1: y,
            x2: self.edges[to],
            y2: y,
        });
    }

    fn upright(&mut self, edge: usize, top: f32, bottom: f32) {
        if let Some((_, to)) = &mut self.upright[edge]
            && (*to - top).abs() < 0.01
        {
            *to = bottom;
            return;
        }
        if self.upright[edge].is_some_and(|(from, to)| top >= from - 0.01 && bottom <= to + 0.01) {
            return;
        }
        self.end_upright(edge);
        self.upright[edge] = Some((top, bottom));
    }

    fn end_upright(&mut self, edge: usize) {
        if let Some((from, to)) = self.upright[edge].take() {
            let x = self.edges[edge];
            self.lines.push(Segment {
                x1: x,
                y1: from,
                x2: x,
                y2: to,
            });
        }
    }
}

/// Joins horizontal lines that go on from each other and drops those that stand twice.
fn merge(lines: &mut Vec<Segment>) {
    let key = |s: &Segment| (s.y1, s.y2, s.x1, s.x2);
    lines.sort_by(|a, b| key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal));
    let mut merged: Vec<Segment> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let flat = line.y1 == line.y2;
        match merged.last_mut() {
            Some(last) if flat && last.y1 == last.y2 && last.y1 == line.y1 && line.x1 <= last.x2 + 0.01 => {
                last.x2 = last.x2.max(line.x2);
            }
            _ => merged.push(line),
        }
    }
    *lines = merged;
}
