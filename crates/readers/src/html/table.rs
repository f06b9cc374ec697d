//! HTML tables: cells find their places around row spans from above.

use super::{Style, Walker};
use crate::ReadError;
use crate::grid::Grid;
use crate::html::dom::Id;
use crate::rich::Rich;
use tonghop_document::{Cell, Content, Table};

/// Row spans beyond this are cut; "0" means to the end of the table.
const MAX_ROW_SPAN: u32 = 100_000;

impl Walker<'_> {
    /// Reads a `table` element.
    pub(super) fn table(&mut self, id: Id) -> Result<Table, ReadError> {
        let mut rows = Vec::new();
        self.rows(id, false, &mut rows);
        let mut grid = Grid::new(self.limits);
        // Columns taken from above: first column, one past the last, one past the last row.
        let mut taken: Vec<(u32, u32, u32)> = Vec::new();
        let mut header_rows = 0;
        for (tr, in_head) in rows {
            if self.cells >= self.limits.cells {
                self.truncated = Some("cells");
                break;
            }
            self.limits.check_time()?;
            let row = grid.start_row();
            taken.retain(|t| t.2 > row);
            let all_heads = self.row(tr, row, &mut grid, &mut taken)?;
            if (in_head || all_heads) && header_rows == row {
                header_rows += 1;
            }
        }
        if grid.truncated {
            self.truncated = Some("columns");
        }
        Ok(grid.finish(header_rows))
    }

    /// The rows of the table itself, not of tables inside, with whether they stand in `thead`.
    fn rows(&self, id: Id, in_head: bool, out: &mut Vec<(Id, bool)>) {
        for &child in self.tree.children(id) {
            match self.tree.name(child) {
                "tr" => out.push((child, in_head)),
                "thead" => self.rows(child, true, out),
                "tbody" | "tfoot" => self.rows(child, false, out),
                _ => {}
            }
        }
    }

    /// Reads a row; true where it has heading cells only.
    fn row(&mut self, tr: Id, row: u32, grid: &mut Grid, taken: &mut Vec<(u32, u32, u32)>) -> Result<bool, ReadError> {
        let mut column = 0;
        let mut all_heads = true;
        let mut any = false;
        let mut fresh = Vec::new();
        // Sorted, so that one pass from left to right finds the free places.
        taken.sort_unstable();
        let mut next_taken = 0;
        for &td in self.tree.children(tr) {
            let name = self.tree.name(td);
            if !matches!(name, "td" | "th") || self.cells >= self.limits.cells {
                continue;
            }
            all_heads &= name == "th";
            any = true;
            self.cells += 1;
            while let Some(t) = taken.get(next_taken).filter(|t| t.0 <= column) {
                column = column.max(t.1);
                next_taken += 1;
            }
            let number = |name: &str| self.tree.attribute(td, name).and_then(|v| v.trim().parse::<u32>().ok());
            let span = number("colspan").unwrap_or(1).clamp(1, self.limits.columns);
            let row_span = match number("rowspan") {
                Some(0) => MAX_ROW_SPAN,
                span => span.unwrap_or(1).min(MAX_ROW_SPAN),
            };
            let mut cell = self.cell(td)?;
            (cell.row, cell.column, cell.row_span, cell.column_span) = (row, column, row_span, span);
            grid.push(cell);
            let end = column.saturating_add(span);
            if row_span > 1 {
                fresh.push((column, end, row.saturating_add(row_span)));
            }
            column = end;
        }
        taken.extend(fresh);
        Ok(any && all_heads)
    }

    /// The content of a cell: its blocks as lines, tables inside as nested tables.
    fn cell(&mut self, td: Id) -> Result<Cell, ReadError> {
        let blocks = std::mem::take(&mut self.blocks);
        let current = std::mem::take(&mut self.current);
        let level = self.table_level;
        self.table_level += 1;
        let style = self.styled(td, Style::default());
        let walked = self.children(td, style).map(|()| self.flush());
        self.table_level = level;
        let inner = std::mem::replace(&mut self.blocks, blocks);
        self.current = current;
        walked?;
        let mut text = Rich::default();
        let mut cell = Cell::default();
        for block in inner {
            match block.content {
                Content::Paragraph(p) => text.append_line(Rich::from(p)),
                Content::Footnote(f) => {
                    let mut line = Rich::default();
                    line.push(&format!("{} {}", f.label, f.text), false, false);
                    text.append_line(line);
                }
                Content::Table(t) if level + 1 < self.limits.table_depth => cell.nested.push(t),
                Content::Table(t) => {
                    for line in crate::docx::table_lines(&t) {
                        let mut rich = Rich::default();
                        rich.push(&line, false, false);
                        text.append_line(rich);
                    }
                }
                Content::Furniture(_) => {}
            }
        }
        cell.bold = text.bold();
        (cell.text, cell.notes) = text.tidy();
        Ok(cell)
    }
}
