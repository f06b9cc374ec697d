//! Word documents (OOXML): quick-xml over the package, by meaning of the elements.
//!
//! What comes out is what a person sees on paper once all tracked changes are accepted: labels of
//! automatic numbering are part of the text, deleted and hidden text is not, a text box comes after
//! the paragraph that anchors it, a footnote right after the block that holds its mark, running heads
//! first and running feet last. Page numbers are known where Word left its page breaks in the file.

mod body;
mod build;
pub(crate) mod label;
mod notes;
mod numbering;
mod parts;
mod styles;
mod table;

use crate::package::Package;
use crate::xml::{Broken, Tree, decode};
use crate::{Input, Limits, ReadError, partial, stitch};
use body::Reader;
pub(crate) use body::table_lines;
use std::borrow::Cow;
use tonghop_document::{
    Block, Content, Document, Furniture, FurnitureKind, Paragraph, ReadWarning, Table, WarningCode,
};

/// Content before it gets its place in the document.
pub(super) enum Item {
    /// A paragraph and its page.
    Paragraph(Paragraph, Option<u32>),
    /// A table and its page.
    Table(Table, Option<u32>),
}

/// Reads a Word document.
///
/// # Errors
/// [`ReadError`] where the package or its main part cannot be read, or where a limit is exceeded.
/// Other parts that are missing or damaged become warnings.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(input.bytes, limits)?;
    let mut warnings = Vec::new();
    let parts = parts::load(&mut package, &mut warnings)?;
    limits.check_time()?;

    let main_text = decode(&parts.main);
    let styles_text = text(parts.styles.as_ref());
    let numbering_text = text(parts.numbering.as_ref());
    let footnotes_text = text(parts.footnotes.as_ref());
    let endnotes_text = text(parts.endnotes.as_ref());

    let main = Tree::parse(&main_text, limits.depth)?;
    let body = main
        .root()
        .and_then(|r| r.child("body"))
        .ok_or_else(|| ReadError::damaged(&parts.main_name))?;
    let styles_tree = parse(&styles_text, "styles.xml", limits, &mut warnings)?;
    let numbering_tree = parse(&numbering_text, "numbering.xml", limits, &mut warnings)?;
    let footnotes_tree = parse(&footnotes_text, "footnotes.xml", limits, &mut warnings)?;
    let endnotes_tree = parse(&endnotes_text, "endnotes.xml", limits, &mut warnings)?;

    let has_pages = main_text.contains("lastRenderedPageBreak");
    let mut reader = Reader::new(limits, has_pages);
    reader.styles = styles::Styles::read(&styles_tree);
    reader.numbering = numbering::Numbering::read(&numbering_tree);
    reader.notes = notes::Notes::read(&footnotes_tree, &endnotes_tree, body);

    let items = reader.items(body)?;
    let pages = reader.pages();
    let mut blocks = reader.place(items)?;
    furniture(&mut blocks, &parts.furniture, &mut reader, &mut warnings)?;
    warnings.extend(reader.warnings());

    let mut document = Document {
        reader: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        pages,
        blocks,
        warnings,
    };
    stitch::stitch(&mut document);
    match main.broken {
        Some(Broken::Damaged) => partial::breaks_off(&mut document, &parts.main_name),
        Some(Broken::TooMany) => document.warnings.push(ReadWarning {
            code: WarningCode::Truncated,
            page: None,
            detail: parts.main_name,
        }),
        None => {}
    }
    Ok(document)
}

fn text(part: Option<&Vec<u8>>) -> Cow<'_, str> {
    part.map_or(Cow::Borrowed(""), |bytes| decode(bytes))
}

/// Parses a part beside the main one; where it breaks off, what stood before is kept and a warning says so.
fn parse<'a>(
    source: &'a str,
    name: &str,
    limits: &Limits,
    warnings: &mut Vec<ReadWarning>,
) -> Result<Tree<'a>, ReadError> {
    let tree = Tree::parse(source, limits.depth)?;
    if tree.broken.is_some() {
        warnings.push(ReadWarning {
            code: WarningCode::PartUnreadable,
            page: None,
            detail: name.to_owned(),
        });
    }
    Ok(tree)
}

/// Running heads before, running feet after the text; each part once. Footnotes of the text keep
/// their places: the marks are moved along.
fn furniture(
    blocks: &mut Vec<Block>,
    parts: &[(FurnitureKind, String, Vec<u8>)],
    reader: &mut Reader<'_, '_>,
    warnings: &mut Vec<ReadWarning>,
) -> Result<(), ReadError> {
    let mut heads = Vec::new();
    let mut feet = Vec::new();
    for (kind, name, bytes) in parts {
        let source = decode(bytes);
        let tree = parse(&source, name, reader.limits, warnings)?;
        let Some(root) = tree.root() else { continue };
        let text = reader.flat_text(root)?;
        if text.is_empty() {
            continue;
        }
        let is_number = text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "-–/".contains(c));
        let kind_here = if is_number { FurnitureKind::PageNumber } else { *kind };
        let block = Block {
            page: None,
            content: Content::Furniture(Furniture { kind: kind_here, text }),
        };
        let side = if *kind == FurnitureKind::Header {
            &mut heads
        } else {
            &mut feet
        };
        // Sections often repeat the same head in parts of their own.
        if !side.contains(&block) {
            side.push(block);
        }
    }
    let shift = heads.len();
    if shift > 0 {
        stitch::renumber_notes(blocks, |i| Some(i + shift));
        blocks.splice(0..0, heads);
    }
    blocks.extend(feet);
    Ok(())
}
