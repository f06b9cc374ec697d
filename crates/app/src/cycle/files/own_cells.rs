//! Cells of a document's annex that belong to columns which the template adds: known by their headings, word for word.

use crate::cycle::reports::own_columns;
use crate::cycle::templates::Content as Template;
use crate::own_value;
use std::collections::BTreeMap;
use tonghop_document::{Content, Document, Table};
use tonghop_model::reading::Span;
use tonghop_model::template::OwnValues;
use tonghop_store::files::NewCandidate;
use tonghop_text::{fold, squash_space};

/// Grid columns of a table by the code of the template's column.
type Places = BTreeMap<String, u32>;

/// Adds to each row that was read what stands in the columns that the template adds. A cell that the column cannot hold
/// is left to the person who fills in the form.
pub(super) fn add(found: &mut [NewCandidate], document: &Document, template: &Template) {
    if template.own_columns().next().is_none() {
        return;
    }
    let places = places(document, template);
    for candidate in found.iter_mut().filter(|c| c.kind == "task") {
        let Ok(span) = serde_json::from_str::<Span>(&candidate.span) else {
            continue;
        };
        let (Some((row, _)), Some(places)) = (span.cell, places.get(&span.block)) else {
            continue;
        };
        let Some(Content::Table(table)) = document.blocks.get(span.block).map(|b| &b.content) else {
            continue;
        };
        candidate.own = own_columns::text(&values(table, row, places, template)).unwrap_or_default();
    }
}

fn values(table: &Table, row: u32, places: &Places, template: &Template) -> OwnValues {
    let value = |(heading, column): (&str, &tonghop_model::template::OwnColumn)| {
        let at = *places.get(&column.code)?;
        let cell = table.cell(row, at)?;
        let kept = own_value::kept(heading, column, &cell.text).ok()?;
        (!kept.is_empty()).then(|| (column.code.clone(), kept))
    };
    template.own_columns().filter_map(value).collect()
}

/// Where the columns stand in each table of the document, by its block. A table that goes on over pages says it once: one
/// without headings of its own, as wide as the one before, has them in the same places.
fn places(document: &Document, template: &Template) -> BTreeMap<usize, Places> {
    let mut all = BTreeMap::new();
    let mut last: Option<(u32, Places)> = None;
    for (block, content) in document.blocks.iter().enumerate() {
        let Content::Table(table) = &content.content else {
            continue;
        };
        let own = headings(table, template);
        if !own.is_empty() {
            last = Some((table.columns, own));
        }
        if let Some((_, places)) = last.as_ref().filter(|(columns, _)| *columns == table.columns) {
            all.insert(block, places.clone());
        }
    }
    all
}

fn headings(table: &Table, template: &Template) -> Places {
    let plain = |text: &str| fold(&squash_space(text));
    let place = |(heading, own): (&str, &tonghop_model::template::OwnColumn)| {
        let wanted = plain(heading);
        let cell = table.cells.iter().find(|c| plain(&c.text) == wanted)?;
        Some((own.code.clone(), cell.column))
    };
    template.own_columns().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::templates::ContentColumn;
    use tonghop_document::{Block, Cell};
    use tonghop_model::template::{Column, OwnColumn, OwnKind};

    fn table(rows: &[&[&str]]) -> Block {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            texts.iter().enumerate().map(move |(column, text)| Cell {
                row: row as u32,
                column: column as u32,
                text: (*text).into(),
                ..Cell::default()
            })
        });
        Block {
            page: None,
            content: Content::Table(Table {
                rows: rows.len() as u32,
                columns: rows[0].len() as u32,
                header_rows: 1,
                cells: cells.collect(),
            }),
        }
    }

    fn template() -> Template {
        let own = |number, code: &str, kind, heading: &str| ContentColumn {
            column: Column::Own(number),
            heading: Some(heading.into()),
            own: Some(OwnColumn {
                code: code.into(),
                kind,
                ..OwnColumn::default()
            }),
        };
        Template {
            columns: vec![
                own(1, "kinh_phi", OwnKind::Number, "Kinh phí"),
                own(2, "ghi_chu", OwnKind::Text, "Ghi chú"),
            ],
            ..Template::default()
        }
    }

    fn values_of(document: &Document, block: usize, row: u32) -> OwnValues {
        let places = places(document, &template());
        let Content::Table(table) = &document.blocks[block].content else {
            panic!("a table");
        };
        places
            .get(&block)
            .map(|p| values(table, row, p, &template()))
            .unwrap_or_default()
    }

    #[test]
    fn cells_are_found_below_their_headings_also_on_the_next_page() {
        let document = Document {
            reader: "docx",
            media_type: "",
            pages: None,
            blocks: vec![
                table(&[
                    &["TT", "Nhiệm vụ", "KINH PHÍ", "Kết quả", "Ghi  chú"],
                    &["1", "Tập huấn", "1.250,5", "Đã mở 02 lớp", ""],
                ]),
                table(&[&["2", "Hạ tầng", "chưa có", "Đã kiểm tra", "chờ vốn"]]),
                table(&[&["A", "B"]]),
            ],
            warnings: Vec::new(),
        };
        let first = values_of(&document, 0, 1);
        assert_eq!(first.get("kinh_phi").map(String::as_str), Some("1250,5"));
        assert_eq!(first.get("ghi_chu"), None);
        let second = values_of(&document, 1, 0);
        assert_eq!(second.get("kinh_phi"), None, "no number, nothing is guessed");
        assert_eq!(second.get("ghi_chu").map(String::as_str), Some("chờ vốn"));
        assert!(values_of(&document, 2, 0).is_empty());
    }
}
