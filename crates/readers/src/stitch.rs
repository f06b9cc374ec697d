//! Joins tables that are one table cut over pages.
//!
//! Two tables are one where nothing but footnotes, page furniture and page numbers stands between
//! them and either the second repeats the heading rows of the first, or it goes on without heading:
//! as many columns (three at least), and its first cell holds an item label or nothing. Rows that
//! were cut in the middle stay two rows: whoever knows what the table is about can join those.

use std::collections::HashMap;
use tonghop_document::{Block, Cell, Content, Document, Furniture, FurnitureKind, Table};
use tonghop_text::squash_space;

/// Headings have few rows; a longer repetition is content.
const MAX_HEADER_ROWS: u32 = 6;

/// Joins the tables of a document where they are one. Footnotes and furniture that stood between the
/// pieces come behind the table; marks keep pointing to their footnotes.
pub fn stitch(document: &mut Document) {
    let tables = document
        .blocks
        .iter()
        .filter(|b| matches!(b.content, Content::Table(_)))
        .count();
    if tables < 2 {
        return;
    }
    let old = std::mem::take(&mut document.blocks);
    let mut places = Vec::with_capacity(old.len());
    let mut out: Vec<Block> = Vec::with_capacity(old.len());
    let mut open: Option<usize> = None;
    let mut joined = false;
    for block in old {
        let Block { page, content } = block;
        let content = match content {
            Content::Table(second) => match try_join(&mut out, open, second, page) {
                Ok(at) => {
                    joined = true;
                    numbers_to_furniture(&mut out[at + 1..]);
                    places.push(at);
                    continue;
                }
                Err(second) => {
                    open = Some(out.len());
                    Content::Table(second)
                }
            },
            Content::Paragraph(p) if !is_page_number(&p.text) => {
                open = None;
                Content::Paragraph(p)
            }
            other => other,
        };
        places.push(out.len());
        out.push(Block { page, content });
    }
    if joined {
        renumber_notes(&mut out, |i| places.get(i).copied());
    }
    document.blocks = out;
}

fn try_join(out: &mut [Block], open: Option<usize>, second: Table, page: Option<u32>) -> Result<usize, Table> {
    let Some(at) = open else { return Err(second) };
    let Some(Block {
        page: first_page,
        content: Content::Table(first),
    }) = out.get_mut(at)
    else {
        return Err(second);
    };
    let first_page = *first_page;
    join(first, second, first_page, page).map(|()| at)
}

/// Appends `second` to `first` where both are pieces of one table; pages are those on which the
/// pieces begin. Gives `second` back where they are different tables.
///
/// # Errors
/// `second`, unchanged.
pub fn join(first: &mut Table, second: Table, first_page: Option<u32>, second_page: Option<u32>) -> Result<(), Table> {
    let repeated = repeated_header_rows(first, &second);
    if repeated == 0 && !continues(first, &second) {
        return Err(second);
    }
    first.header_rows = first.header_rows.max(repeated);
    for cell in &mut first.cells {
        cell.page = cell.page.or(first_page);
    }
    // The piece without heading may have got an empty one, where the format demands it.
    let skip = if repeated == 0 {
        u32::from(row_is_empty(&second, 0))
    } else {
        repeated
    };
    let shift = first.rows;
    for cell in second.cells {
        if cell.row >= skip {
            let row = cell.row - skip + shift;
            first.cells.push(Cell {
                row,
                page: cell.page.or(second_page),
                ..cell
            });
        }
    }
    first.rows = shift.saturating_add(second.rows.saturating_sub(skip));
    first.columns = first.columns.max(second.columns);
    Ok(())
}

/// Number of leading rows that are the same in both tables, as far as they can be a heading.
fn repeated_header_rows(first: &Table, second: &Table) -> u32 {
    let limit = first.rows.min(second.rows).min(MAX_HEADER_ROWS);
    let same = (0..limit)
        .take_while(|row| row_key(first, *row) == row_key(second, *row))
        .count() as u32;
    // A heading names at least two columns; one row merged over all is a title or a part.
    let is_heading = (0..same).any(|row| row_key(first, row).len() >= 2);
    if is_heading { same } else { 0 }
}

/// The cells of a row that hold text, by place; empty cells do not tell tables apart.
fn row_key(table: &Table, row: u32) -> HashMap<u32, String> {
    let texts = table.row(row).map(|c| (c.column, squash_space(&c.text)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn row_is_empty(table: &Table, row: u32) -> bool {
    table.row(row).all(|c| c.text.trim().is_empty() && c.nested.is_empty())
}

/// True where the second piece goes on in the middle of the table, without heading.
fn continues(first: &Table, second: &Table) -> bool {
    if first.columns != second.columns || first.columns < 3 || first.rows < 2 {
        return false;
    }
    let label = |table: &Table, row: u32| table.cell(row, 0).map(|c| squash_space(&c.text)).unwrap_or_default();
    let second_start = u32::from(row_is_empty(second, 0));
    let begins_inside = second_start > 0 || {
        let start = label(second, 0);
        is_item_label(&start) || (start.is_empty() && second.header_rows == 0)
    };
    // A table without heading of its own above gives nothing to go on with.
    begins_inside && !is_item_label(&label(first, 0))
}

/// "5", "3.2", "IV", "b)", "*": what numbers a row.
fn is_item_label(text: &str) -> bool {
    let core = text.trim_end_matches(['.', ')']);
    let short = !core.is_empty() && core.chars().count() <= 8;
    short
        && (core.chars().all(|c| c.is_ascii_digit() || c == '.')
            || core.chars().all(|c| "IVXLC".contains(c))
            || (core.chars().count() == 1 && core.chars().all(char::is_alphabetic)))
}

/// "12", "- 3 -", "4/17": a page number that got into the text.
fn is_page_number(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 12
        && text.bytes().any(|b| b.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/'))
}

fn numbers_to_furniture(blocks: &mut [Block]) {
    for block in blocks {
        if let Content::Paragraph(p) = &mut block.content {
            let text = std::mem::take(&mut p.text);
            block.content = Content::Furniture(Furniture {
                kind: FurnitureKind::PageNumber,
                text,
            });
        }
    }
}

/// Moves the marks' pointers to footnotes after blocks got other places.
pub(crate) fn renumber_notes(blocks: &mut [Block], to: impl Fn(usize) -> Option<usize>) {
    for block in blocks {
        match &mut block.content {
            Content::Paragraph(p) => p.notes.iter_mut().for_each(|n| n.block = n.block.and_then(&to)),
            Content::Table(t) => renumber_table(t, &to),
            Content::Footnote(_) | Content::Furniture(_) => {}
        }
    }
}

fn renumber_table(table: &mut Table, to: &dyn Fn(usize) -> Option<usize>) {
    for cell in &mut table.cells {
        cell.notes.iter_mut().for_each(|n| n.block = n.block.and_then(to));
        cell.nested.iter_mut().for_each(|t| renumber_table(t, to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_document::{Footnote, NoteRef};

    fn table(rows: &[&[&str]], header_rows: u32) -> Content {
        Content::Table(Table::from_rows(rows.iter().map(|r| r.to_vec()).collect(), header_rows))
    }

    fn document(contents: Vec<Content>) -> Document {
        let blocks = contents.into_iter().enumerate();
        let blocks = blocks
            .map(|(i, content)| Block {
                page: Some(i as u32 + 1),
                content,
            })
            .collect();
        Document {
            blocks,
            ..Document::default()
        }
    }

    fn stitched(contents: Vec<Content>) -> Document {
        let mut document = document(contents);
        stitch(&mut document);
        document
    }

    fn only_table(document: &Document) -> &Table {
        let tables: Vec<&Table> = document
            .blocks
            .iter()
            .filter_map(|b| {
                if let Content::Table(t) = &b.content {
                    Some(t)
                } else {
                    None
                }
            })
            .collect();
        assert_eq!(tables.len(), 1);
        tables[0]
    }

    #[test]
    fn repeated_heading_of_two_rows_is_dropped_and_counted() {
        let head: [&[&str]; 2] = [&["TT", "Kế hoạch", "Kết quả"], &["", "năm", ""]];
        let first = table(&[head[0], head[1], &["1", "a", "x"]], 1);
        let second = table(&[head[0], head[1], &["2", "b", "y"]], 1);
        let found = stitched(vec![first, second]);
        let joined = only_table(&found);
        assert_eq!((joined.rows, joined.header_rows), (4, 2));
        assert_eq!(
            joined.cell(3, 1).map(|c| (c.text.as_str(), c.page)),
            Some(("b", Some(2)))
        );
    }

    #[test]
    fn footnotes_between_the_pieces_come_behind_and_stay_tied() {
        let mut first = Table::from_rows(vec![vec!["TT", "Việc", "Ghi chú"], vec!["1", "a", ""]], 1);
        first.cells[4].notes.push(NoteRef {
            at: 1,
            label: "1".into(),
            block: Some(1),
        });
        let note = Content::Footnote(Footnote {
            label: "1".into(),
            text: "chú thích".into(),
        });
        let second = table(&[&["TT", "Việc", "Ghi chú"], &["2", "b", ""]], 1);
        let mut last = tonghop_document::Paragraph {
            text: "hết 2".into(),
            ..Default::default()
        };
        last.notes.push(NoteRef {
            at: 5,
            label: "2".into(),
            block: Some(4),
        });
        let end = Content::Footnote(Footnote {
            label: "2".into(),
            text: "cuối".into(),
        });
        let found = stitched(vec![Content::Table(first), note, second, Content::Paragraph(last), end]);
        assert_eq!(found.blocks.len(), 4);
        assert_eq!(only_table(&found).cell(1, 1).and_then(|c| c.notes[0].block), Some(1));
        let Content::Paragraph(p) = &found.blocks[2].content else {
            panic!("paragraph expected")
        };
        assert_eq!(p.notes[0].block, Some(3));
    }

    #[test]
    fn a_piece_without_heading_goes_on() {
        let first = table(&[&["TT", "Việc", "Kết quả"], &["1", "a", "x"]], 1);
        let number = Block::paragraph("2").content;
        let second = table(&[&["2", "b", "y"], &["3", "c", "z"]], 1);
        let found = stitched(vec![first, number, second]);
        assert_eq!(only_table(&found).rows, 4);
        assert!(matches!(&found.blocks[1].content, Content::Furniture(f) if f.kind == FurnitureKind::PageNumber));
    }

    #[test]
    fn different_tables_stay_apart() {
        let first = || table(&[&["TT", "Việc", "Kết quả"], &["1", "a", "x"]], 1);
        let other = table(&[&["STT", "Đơn vị", "Số dân"], &["1", "b", "y"]], 1);
        assert_eq!(stitched(vec![first(), other]).blocks.len(), 2);
        let text = Block::paragraph("Bảng 2. Kết quả quý IV").content;
        assert_eq!(stitched(vec![first(), text, first()]).blocks.len(), 3);
        let letterhead = table(&[&["ỦY BAN NHÂN DÂN", "CỘNG HÒA"]], 0);
        assert_eq!(stitched(vec![letterhead, first()]).blocks.len(), 2);
    }
}
