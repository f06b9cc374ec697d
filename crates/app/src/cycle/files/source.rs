//! The text of a document that was read, block by block, so that a page can mark a passage in it.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde::{Deserialize, Serialize};
use tonghop_document::{Content, Document};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{AttachmentId, ReadingId};
use tonghop_model::reading::Reading;
use tonghop_store::{files, unpack};

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The file.
    pub file: AttachmentId,
    /// What was understood.
    pub reading: Reading,
    /// The text: [`tonghop_model::reading::Span::block`] is an index into it.
    pub blocks: Vec<SourceBlock>,
}

/// A piece of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceBlock {
    /// Page from 1.
    pub page: Option<u32>,
    /// `paragraph`, `heading`, `table`, `footnote`, `furniture`.
    pub kind: String,
    /// The text; empty for a table.
    pub text: String,
    /// The cells of a table.
    pub cells: Vec<SourceCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceCell {
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
    /// Rows covered.
    pub row_span: u32,
    /// Columns covered.
    pub column_span: u32,
    /// The text.
    pub text: String,
}

/// The text and the reading of a document.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`] also while it is not read yet.
pub fn source(cycle: &Cycle, call: &Call<'_>, id: ReadingId) -> CycleResult<Source> {
    let row = cycle.store.read(|db| {
        let row = files::reading(db, id.0)?.ok_or(CycleError::NotFound("reading"))?;
        shared::submission(db, call, row.submission_id, Action::ViewReport)?;
        Ok::<_, CycleError>(row)
    })?;
    let (Some(reading), Some(document)) = (row.content, row.document) else {
        return Err(CycleError::NotFound("reading"));
    };
    let wrong = |e: serde_json::Error| CycleError::Internal(format!("reading {id}: {e}"));
    Ok(Source {
        file: AttachmentId(row.attachment_id),
        reading: serde_json::from_slice(&unpack(&reading)?).map_err(wrong)?,
        blocks: serde_json::from_slice(&unpack(&document)?).map_err(wrong)?,
    })
}

/// The blocks of a document.
pub(crate) fn blocks(document: &Document) -> Vec<SourceBlock> {
    let block = |b: &tonghop_document::Block| {
        let (kind, text, cells) = match &b.content {
            Content::Paragraph(p) if p.heading.is_some() => ("heading", p.text.clone(), Vec::new()),
            Content::Paragraph(p) => ("paragraph", p.text.clone(), Vec::new()),
            Content::Footnote(f) => ("footnote", f.text.clone(), Vec::new()),
            Content::Furniture(f) => ("furniture", f.text.clone(), Vec::new()),
            Content::Table(table) => ("table", String::new(), table.cells.iter().map(cell).collect()),
        };
        SourceBlock {
            page: b.page,
            kind: kind.into(),
            text,
            cells,
        }
    };
    document.blocks.iter().map(block).collect()
}

fn cell(cell: &tonghop_document::Cell) -> SourceCell {
    SourceCell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: cell.text.clone(),
    }
}
