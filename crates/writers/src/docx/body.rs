//! The text: headings, paragraphs, lists, tables, charts (Annex I, part II, item 6).

use std::borrow::Borrow;
use std::fmt::Write as _;

use tonghop_model::official::{Block, HeadingLevel, Inline};

use super::composer::{Composer, Look, run};
use super::metrics::mm;
use super::numbering::{Label, TYPED};
use super::{chart, table};
use crate::WriteError;
use crate::form;
use crate::unbroken::unbroken;
use crate::wording;

/// Writes blocks into a section of this text width (twentieths of a point). With `kept` the last paragraph stays on
/// one page with what follows: a signature must not stand alone on a page.
///
/// # Errors
/// When the package refuses the bytes.
pub fn write<B: Borrow<Block>>(
    composer: &mut Composer<'_>,
    blocks: &[B],
    width: i32,
    kept: bool,
) -> Result<(), WriteError> {
    for (i, block) in blocks.iter().map(Borrow::borrow).enumerate() {
        let leads_in = matches!(block, Block::Paragraph(text) if wording::leads_in(text)) && i + 1 < blocks.len();
        let keep = if leads_in || kept && i + 1 == blocks.len() {
            "<w:keepNext/>"
        } else {
            ""
        };
        match block {
            Block::Heading { level, label, text } => heading(composer, *level, label, text),
            Block::Paragraph(text) => composer.paragraph("Body", keep, &unbroken(text), Look::default()),
            Block::Item(text) => composer.paragraph("Dash", keep, &unbroken(text), Look::default()),
            Block::Table(content) => table::write(composer, content, width)?,
            Block::Chart(content) => chart::write(composer, content, width),
            Block::PageBreak => {
                composer
                    .xml
                    .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>");
            }
        }
        composer.spill()?;
    }
    Ok(())
}

fn heading(composer: &mut Composer<'_>, level: HeadingLevel, label: &str, text: &[Inline]) {
    let style = match level {
        HeadingLevel::Part => "Heading1",
        HeadingLevel::Section => "Heading2",
        HeadingLevel::Point => "Heading3",
        HeadingLevel::SubPoint => "Heading4",
        HeadingLevel::Letter => "Heading5",
    };
    let mut extra = String::new();
    // A list that is named in the paragraph goes before its style: it would take the indent of the first line away.
    let indent = match level {
        HeadingLevel::Part => String::new(),
        _ => format!("<w:ind w:firstLine=\"{}\"/>", mm(form::INDENT_MM)),
    };
    match composer.numbering.next(level, label) {
        // The style already names the first list.
        Label::List { list: 1, .. } => composer.open(style, ""),
        Label::List { list, level } => {
            let _ = write!(
                extra,
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>{indent}"
            );
            composer.open(style, &extra);
        }
        Label::Typed => {
            if level != HeadingLevel::Letter {
                // The style would add its number to the typed one.
                let _ = write!(
                    extra,
                    "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{TYPED}\"/></w:numPr>{indent}"
                );
            }
            composer.open(style, &extra);
            let typed = match level {
                HeadingLevel::Part => format!("{} {label}", composer.words.text("official-form-part")),
                HeadingLevel::Letter => format!("{label}) "),
                _ => format!("{label}. "),
            };
            run(&mut composer.xml, &typed, Look::default());
        }
    }
    if level == HeadingLevel::Part {
        // The title stands below "Phần I" in the same paragraph, so that both are one entry of the navigation.
        composer.xml.push_str("<w:r><w:br/></w:r>");
    }
    composer.inlines(&unbroken(text), Look::default());
    composer.close();
}
