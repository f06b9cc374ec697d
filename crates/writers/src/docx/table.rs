//! Tables: heading rows that repeat, merged cells, rows that may break over pages where they are long.

use std::fmt::Write as _;

use tonghop_model::official::{Align, Cell, Inline, Table};

use super::composer::{Composer, Look};
use super::long_cell::pieces;
use super::metrics::pt;
use crate::pdf::columns;
use crate::{WriteError, form, wording};

/// Lines in the fullest cell up to which a row is kept on one page: less than half of a page that lies across.
const KEPT_LINES: usize = 16;
/// Width of a character on average, twentieths of a point.
const CHARACTER: i32 = 120;
/// Room at the sides of a cell, pt: the margin of the style, and a little for other typefaces.
const CELL_MARGIN_PT: f32 = 5.0;
/// Narrowest column, twentieths of a point.
const NARROWEST: i32 = 240;

/// Writes a table over the width of the text.
///
/// # Errors
/// When the package refuses the bytes.
pub fn write(composer: &mut Composer<'_>, table: &Table, width: i32) -> Result<(), WriteError> {
    if table.columns.is_empty() {
        return Ok(());
    }
    if table.show_caption && !table.caption.is_empty() {
        composer.plain("Caption", &table.caption);
    }
    let widths = widths(table, width);
    let caption = super::xml::escaped(&super::xml::clipped(&table.caption, 255));
    let caption = if caption.is_empty() {
        String::new()
    } else {
        format!("<w:tblCaption w:val=\"{caption}\"/>")
    };
    let _ = write!(
        composer.xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>{caption}</w:tblPr><w:tblGrid>",
        widths.iter().sum::<i32>()
    );
    for w in &widths {
        let _ = write!(composer.xml, "<w:gridCol w:w=\"{w}\"/>");
    }
    composer.xml.push_str("</w:tblGrid>");
    let mut grid = Grid {
        table,
        widths,
        open: vec![None; table.columns.len()],
    };
    for row in &table.head {
        grid.row(composer, row, true, false);
    }
    // A cell of the heading does not reach into the rows.
    grid.open.fill(None);
    for (i, row) in table.rows.iter().enumerate() {
        let kept = wording::heads_group(row, table.columns.len()) && i + 1 < table.rows.len();
        grid.row(composer, row, false, kept);
        composer.spill()?;
    }
    if table.head.is_empty() && table.rows.is_empty() {
        grid.row(composer, &[], false, false);
    }
    composer.xml.push_str("</w:tbl>");
    // Two tables need something between them, and a cell or section must not end with a table.
    composer
        .xml
        .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
    Ok(())
}

/// Widths of the columns by the rule of a PDF, for the type and the cells here, twentieths of a point; the last takes what rounding
/// leaves.
fn widths(table: &Table, width: i32) -> Vec<i32> {
    let set = (form::TABLE_PT, CELL_MARGIN_PT);
    let fitted = columns::widths(table, table.columns.len(), set, width as f32 / 20.0);
    let mut widths: Vec<i32> = fitted.into_iter().map(|w| pt(w).max(NARROWEST)).collect();
    let sum: i32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last = (*last + width - sum).max(NARROWEST);
    }
    widths
}

/// A table while its rows are written.
struct Grid<'t> {
    table: &'t Table,
    widths: Vec<i32>,
    /// Cells that go on from above, at their first column: rows left and columns.
    open: Vec<Option<(u16, usize)>>,
}

impl Grid<'_> {
    /// True for a row that is kept on one page.
    fn is_short(&self, row: &[Cell]) -> bool {
        let mut column = 0;
        row.iter().all(|cell| {
            while let Some(Some((_, covered))) = self.open.get(column) {
                column += covered;
            }
            let end = (column + usize::from(cell.columns)).min(self.widths.len());
            let width = self.widths[column.min(end)..end].iter().sum();
            column = end;
            lines(cell, width) <= KEPT_LINES
        })
    }

    /// Writes a row; with `kept` it stays on one page with the next one.
    fn row(&mut self, composer: &mut Composer<'_>, row: &[Cell], head: bool, kept: bool) {
        composer.xml.push_str("<w:tr>");
        if head || self.is_short(row) {
            composer.xml.push_str("<w:trPr>");
            composer.xml.push_str("<w:cantSplit/>");
            if head {
                composer.xml.push_str("<w:tblHeader/>");
            }
            composer.xml.push_str("</w:trPr>");
        }
        let mut column = 0;
        let mut cells = row.iter();
        while column < self.widths.len() {
            if let Some((rows, columns)) = self.open[column] {
                self.open[column] = (rows > 1).then_some((rows - 1, columns));
                self.tc(composer, column, columns, "<w:vMerge/>", head);
                composer.plain("Cell", "");
                composer.xml.push_str("</w:tc>");
                column += columns;
                continue;
            }
            let free = self.free(column);
            let Some(cell) = cells.next() else {
                // A row that is too short is filled up: the grid must not have holes.
                self.tc(composer, column, free, "", head);
                composer.plain("Cell", "");
                composer.xml.push_str("</w:tc>");
                column += free;
                continue;
            };
            let columns = usize::from(cell.columns.max(1)).min(free);
            let merge = if cell.rows > 1 {
                "<w:vMerge w:val=\"restart\"/>"
            } else {
                ""
            };
            if cell.rows > 1 {
                self.open[column] = Some((cell.rows - 1, columns));
            }
            self.tc(composer, column, columns, merge, head);
            self.content(composer, cell, column, head, kept);
            composer.xml.push_str("</w:tc>");
            column += columns;
        }
        composer.xml.push_str("</w:tr>");
    }

    /// Columns from `column` up to the next cell that goes on from above.
    fn free(&self, column: usize) -> usize {
        self.open[column..]
            .iter()
            .position(Option::is_some)
            .unwrap_or(self.widths.len() - column)
    }

    fn tc(&self, composer: &mut Composer<'_>, column: usize, columns: usize, merge: &str, head: bool) {
        let width: i32 = self.widths[column..column + columns].iter().sum();
        let span = if columns > 1 {
            format!("<w:gridSpan w:val=\"{columns}\"/>")
        } else {
            String::new()
        };
        let middle = if head { "<w:vAlign w:val=\"center\"/>" } else { "" };
        let _ = write!(
            composer.xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merge}{middle}</w:tcPr>"
        );
    }

    fn content(&self, composer: &mut Composer<'_>, cell: &Cell, column: usize, head: bool, kept: bool) {
        let align = cell.align.unwrap_or(if head {
            Align::Centre
        } else {
            self.table.columns[column].align
        });
        let how = match align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
            Align::Justify => "both",
        };
        let keep = if kept { "<w:keepNext/>" } else { "" };
        let extra = format!("{keep}<w:jc w:val=\"{how}\"/>");
        let style = if head { "CellHead" } else { "Cell" };
        let look = Look {
            bold: cell.bold,
            italic: false,
        };
        if cell.paragraphs.is_empty() {
            composer.plain(style, "");
        }
        for paragraph in cell.paragraphs.iter().flat_map(|p| pieces(p)) {
            composer.paragraph(style, &extra, &paragraph, look);
        }
    }
}

/// Lines of a cell of this width, twentieths of a point; some more than [`KEPT_LINES`] where it is longer.
fn lines(cell: &Cell, width: i32) -> usize {
    let in_line = usize::try_from(width / CHARACTER).unwrap_or_default().max(1);
    let longest = in_line * (KEPT_LINES + 1);
    let mut lines = 0;
    for paragraph in &cell.paragraphs {
        let mut characters = 0;
        for piece in paragraph {
            characters += match piece {
                Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => {
                    t.chars().take(longest).count()
                }
                Inline::Footnote(_) => 0,
                Inline::Break => in_line,
            };
            if characters >= longest {
                break;
            }
        }
        lines += characters.div_ceil(in_line).max(1);
        if lines > KEPT_LINES {
            break;
        }
    }
    lines
}
