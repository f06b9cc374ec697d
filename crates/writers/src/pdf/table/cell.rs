//! A cell that is laid out and drawn line by line, over as many rows and pages as it takes.

use super::super::composer::Composer;
use super::super::fonts::Face;
use super::super::lines::{Justification, Line, break_lines};
use super::super::paragraph::{Builder, Paragraph};
use super::super::tree::{Element, NodeId};
use super::columns::Columns;
use super::occupancy::Placed;
use super::{PAD_X, PAD_Y};

/// A paragraph of a cell.
#[derive(Debug)]
struct Part {
    paragraph: Paragraph,
    lines: Vec<Line>,
    node: NodeId,
}

/// A laid out cell.
#[derive(Debug)]
pub struct Laid {
    /// First column.
    pub column: usize,
    /// Columns that it covers.
    pub columns: usize,
    /// Rows that it still covers, the current one counted.
    rows_left: usize,
    parts: Vec<Part>,
    /// Part and line that is drawn next.
    next: (usize, usize),
    /// Lines that are not drawn yet.
    left: usize,
    pitch: f32,
    /// Upper edge on this page; none before its first row is set.
    top: Option<f32>,
    /// Lines drawn below that edge.
    drawn: usize,
}

impl Laid {
    /// Lays out a cell below a row of the structure.
    pub fn new(composer: &mut Composer, columns: &Columns, place: &Placed<'_>, row: NodeId, head: bool) -> Self {
        let (across, down) = (place.columns as u32, place.rows as u32);
        let element = if head {
            Element::HeadCell(across, down)
        } else {
            Element::Cell(across, down)
        };
        let cell_node = composer.tree.add(row, element);
        let edges = columns.edges();
        let width = edges[place.column + place.columns] - edges[place.column] - 2.0 * PAD_X;
        let face = if head || place.cell.bold {
            Face::Bold
        } else {
            Face::Regular
        };
        let how = match (head, place.cell.align) {
            (true, None) => Justification::Centre,
            (_, own) => columns.justification(place.column, own),
        };
        let several = place.cell.paragraphs.len() > 1;
        let mut parts = Vec::with_capacity(place.cell.paragraphs.len());
        for text in &place.cell.paragraphs {
            let paragraph = Builder::new(face, columns.size(), &mut composer.tally)
                .inlines(text)
                .finish();
            if paragraph.glyphs.is_empty() && !several {
                continue;
            }
            let lines = break_lines(&paragraph, width, 0.0, how);
            let node = if several {
                composer.tree.add(cell_node, Element::Paragraph)
            } else {
                cell_node
            };
            parts.push(Part { paragraph, lines, node });
        }
        let left = parts.iter().map(|p| p.lines.len()).sum();
        Self {
            column: place.column,
            columns: place.columns,
            rows_left: place.rows,
            parts,
            next: (0, 0),
            left,
            pitch: columns.pitch(),
            top: None,
            drawn: 0,
        }
    }

    /// True before its first row is set.
    pub const fn is_new(&self) -> bool {
        self.top.is_none()
    }

    /// True where its first row starts at this height of the page.
    pub fn starts_at(&self, y: f32) -> bool {
        self.top == Some(y)
    }

    /// Its first row starts here.
    pub fn start(&mut self, top: f32) {
        self.top = Some(top);
        self.drawn = 0;
    }

    /// It goes on at the head of the next page.
    pub fn restart(&mut self, top: f32) {
        if self.top.is_some() {
            self.start(top);
        }
    }

    /// Rows that it covers, the current one counted.
    pub const fn rows(&self) -> usize {
        self.rows_left
    }

    /// True where the current row is its last one.
    pub const fn ends_here(&self) -> bool {
        self.rows_left <= 1
    }

    /// The current row is set.
    pub fn end_row(&mut self) {
        self.rows_left = self.rows_left.saturating_sub(1);
    }

    /// True where all its rows are set.
    pub const fn is_done(&self) -> bool {
        self.rows_left == 0
    }

    /// Lines that are not drawn yet.
    pub const fn left(&self) -> usize {
        self.left
    }

    /// Height of its text with space around it, pt.
    pub fn height(&self) -> f32 {
        self.left as f32 * self.pitch + 2.0 * PAD_Y
    }

    /// Height (pt) that the current row needs for its sake if it starts at `row_top`.
    pub fn need(&self, row_top: f32) -> f32 {
        if !self.ends_here() {
            return 0.0;
        }
        let lines = (self.drawn + self.left) as f32;
        self.top.unwrap_or(row_top) + lines * self.pitch + 2.0 * PAD_Y - row_top
    }

    /// Height (pt) of the footnotes in the lines that are not drawn yet.
    pub fn notes(&self, composer: &Composer) -> f32 {
        self.parts
            .iter()
            .filter(|p| !p.paragraph.notes.is_empty())
            .flat_map(|p| p.lines.iter().map(|l| composer.notes_of(&p.paragraph, l)))
            .sum()
    }

    /// Draws the lines that end above `limit` (pt from the top).
    pub fn draw(&mut self, composer: &mut Composer, columns: &Columns, limit: f32) {
        let Some(top) = self.top else { return };
        let left = columns.edges()[self.column] + PAD_X;
        while self.left > 0 {
            let y = top + PAD_Y + self.drawn as f32 * self.pitch;
            if y + self.pitch + PAD_Y > limit + 0.01 {
                return;
            }
            let (part, line) = self.next;
            let Some(current) = self.parts.get(part) else { return };
            let Some(this) = current.lines.get(line) else {
                self.next = (part + 1, 0);
                continue;
            };
            composer.draw_line(&current.paragraph, this, left, y, self.pitch, Some(current.node));
            self.next.1 += 1;
            self.drawn += 1;
            self.left -= 1;
        }
    }

    /// Draws all lines from an upper edge, for heading rows; as an artifact where they are repeated.
    pub fn draw_all(&self, composer: &mut Composer, columns: &Columns, top: f32, tagged: bool) {
        let left = columns.edges()[self.column] + PAD_X;
        let mut y = top;
        for part in &self.parts {
            for line in &part.lines {
                let node = tagged.then_some(part.node);
                composer.draw_line(&part.paragraph, line, left, y, self.pitch, node);
                y += self.pitch;
            }
        }
    }
}
