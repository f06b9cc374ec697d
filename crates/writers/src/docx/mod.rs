//! Official documents as DOCX, in the form of Nghị định 30/2020/NĐ-CP, Annex I, to go on editing in Word.
//!
//! Every component has a style of its own, headings are numbered by a real list, footnotes, repeated heading rows
//! and charts are Word's. The same view gives the same bytes: the only time in the file is the one of its data.
//!
//! A [`Value`](tonghop_model::official::Inline::Value) becomes a content control whose tag is the key of its binding
//! and whose title is the source as far as it fits; `customXml/item1.xml` holds every key with value and full
//! source, edition and time of the data stand there and in the properties of the file.

mod body;
mod chart;
mod composer;
pub(crate) mod ending;
mod example;
mod head;
mod long_cell;
pub(crate) mod metrics;
mod numbering;
mod parts;
mod styles;
mod table;
mod theme;
mod unprinted;
mod xml;

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use tonghop_messages::{Lang, Messages};
use tonghop_model::official::{Annex, Block, OfficialDocument};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::pdf::fonts::Face;
use crate::{WriteError, form, wording};
use composer::Composer;
pub(crate) use example::example;
use metrics::{mm, text_width};
pub use unprinted::unprinted;
pub(crate) use xml::escape;

/// Distance of the page number from the upper edge, mm: the middle of the top margin.
const HEADER_MM: f32 = 10.0;

/// Writes a document as DOCX.
///
/// # Errors
/// When the package cannot be built, or when `out` refuses the bytes.
pub fn write(document: &OfficialDocument, out: &mut impl Write) -> Result<(), WriteError> {
    let words = Messages::new(Lang::Vi);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let charts = charts(document);
    part(&mut zip, "[Content_Types].xml", parts::content_types(charts).as_bytes())?;
    part(&mut zip, "_rels/.rels", parts::package_relations().as_bytes())?;
    zip.start_file("word/document.xml", options())?;
    let mut composer = Composer::new(&words, zip);
    main_part(&mut composer, document)?;
    composer.flush()?;

    let Composer {
        notes,
        numbering,
        bound,
        charts,
        mut zip,
        ..
    } = composer;
    part(
        &mut zip,
        "word/_rels/document.xml.rels",
        parts::document_relations(charts.len()).as_bytes(),
    )?;
    part(&mut zip, "word/styles.xml", styles::part(&words).as_bytes())?;
    part(&mut zip, "word/fontTable.xml", theme::fonts().as_bytes())?;
    part(&mut zip, "word/theme/theme1.xml", theme::part().as_bytes())?;
    part(&mut zip, "word/settings.xml", parts::settings().as_bytes())?;
    let part_word = words.text("official-form-part");
    part(&mut zip, "word/numbering.xml", numbering.part(&part_word).as_bytes())?;
    part(&mut zip, "word/footnotes.xml", parts::footnotes(&notes).as_bytes())?;
    part(&mut zip, "word/header1.xml", parts::header(true).as_bytes())?;
    part(&mut zip, "word/header2.xml", parts::header(false).as_bytes())?;
    for (i, chart) in charts.iter().enumerate() {
        let number = i + 1;
        part(
            &mut zip,
            &format!("word/charts/chart{number}.xml"),
            chart.xml.as_bytes(),
        )?;
        part(
            &mut zip,
            &format!("word/charts/_rels/chart{number}.xml.rels"),
            parts::chart_relations(number).as_bytes(),
        )?;
        part(
            &mut zip,
            &format!("word/embeddings/chart{number}.xlsx"),
            &chart.workbook,
        )?;
    }
    part(
        &mut zip,
        "customXml/item1.xml",
        parts::values(document, &bound).as_bytes(),
    )?;
    part(
        &mut zip,
        "customXml/itemProps1.xml",
        parts::values_properties().as_bytes(),
    )?;
    part(
        &mut zip,
        "customXml/_rels/item1.xml.rels",
        parts::values_relations().as_bytes(),
    )?;
    part(
        &mut zip,
        "docProps/core.xml",
        parts::core_properties(document).as_bytes(),
    )?;
    part(&mut zip, "docProps/app.xml", parts::app_properties().as_bytes())?;
    part(
        &mut zip,
        "docProps/custom.xml",
        parts::custom_properties(document).as_bytes(),
    )?;
    out.write_all(zip.finish()?.get_ref())?;
    Ok(())
}

/// Options of every entry: one fixed time, so that the same view gives the same bytes.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .large_file(false)
}

fn part(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]) -> Result<(), WriteError> {
    zip.start_file(name, options())?;
    zip.write_all(content)?;
    Ok(())
}

/// Charts that the document will show.
fn charts(document: &OfficialDocument) -> usize {
    let shown = |b: &&Block| matches!(b, Block::Chart(c) if !c.categories.is_empty() && !c.series.is_empty());
    let blocks = document
        .body
        .iter()
        .chain(document.annexes.iter().flat_map(|a| &a.body));
    blocks.filter(shown).count()
}

fn main_part(composer: &mut Composer<'_>, document: &OfficialDocument) -> Result<(), WriteError> {
    composer.xml.push_str(parts::DECLARATION);
    let _ = write!(
        composer.xml,
        "<w:document xmlns:w=\"{}\" xmlns:r=\"{}\"><w:body>",
        parts::W,
        parts::R
    );
    head::write(composer, document);
    body::write(
        composer,
        &wording::with_end_mark(&document.body),
        text_width(false),
        true,
    )?;
    ending::write(composer, document);
    let mut open = false;
    for (i, annex) in document.annexes.iter().enumerate() {
        let before = if i == 0 {
            (false, false)
        } else {
            (document.annexes[i - 1].landscape, true)
        };
        close_section(composer, before);
        annex_part(composer, annex, i, document.annexes.len())?;
        open = true;
    }
    let last = document.annexes.last().is_some_and(|a| a.landscape);
    // A table may not be the last thing before the end of the text.
    composer
        .xml
        .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
    section(composer, last, open);
    composer.xml.push_str("</w:body></w:document>");
    Ok(())
}

fn annex_part(composer: &mut Composer<'_>, annex: &Annex, index: usize, count: usize) -> Result<(), WriteError> {
    composer.numbering.restart();
    let lead = wording::annex_label(index, count, composer.words);
    composer.plain("Annex", &lead);
    let title = wording::capitals(&annex.title);
    composer.plain("AnnexTitle", &title);
    let width = text_width(annex.landscape);
    match &annex.reference {
        Some(reference) => {
            let reference = format!("({reference})");
            composer.plain("AnnexReference", &reference);
            let natural = metrics::width(Face::Italic, form::BODY_PT, &reference).min(width) as f32;
            let length = (natural * form::SHORT_LINE_SHARE).min(width as f32 * form::SHORT_LINE_SHARE);
            composer.rule(length.round() as i32, width, 240);
        }
        None => composer
            .xml
            .push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/><w:spacing w:after=\"200\"/></w:pPr></w:p>"),
    }
    body::write(composer, &annex.body, width, false)
}

/// Ends a section: the paragraph that carries its page. `numbered` restarts the page numbers of the section.
fn close_section(composer: &mut Composer<'_>, (landscape, numbered): (bool, bool)) {
    composer.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Rule\"/>");
    section(composer, landscape, numbered);
    composer.xml.push_str("</w:pPr></w:p>");
}

/// Page, margins and page number of a section (Annex I, part I). A footer that somebody adds stands where the number stands above.
fn section(composer: &mut Composer<'_>, landscape: bool, restart: bool) {
    let (mut width, mut height) = (mm(form::PAGE_WIDTH_MM), mm(form::PAGE_HEIGHT_MM));
    let mut orientation = "";
    if landscape {
        std::mem::swap(&mut width, &mut height);
        orientation = " w:orient=\"landscape\"";
    }
    let numbers = if restart { "<w:pgNumType w:start=\"1\"/>" } else { "" };
    let _ = write!(
        composer.xml,
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:headerReference w:type=\"first\" r:id=\"rIdFirstHeader\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orientation}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{4}\" w:footer=\"{4}\" w:gutter=\"0\"/>{numbers}<w:titlePg/></w:sectPr>",
        mm(form::MARGIN_TOP_MM),
        mm(form::MARGIN_RIGHT_MM),
        mm(form::MARGIN_BOTTOM_MM),
        mm(form::MARGIN_LEFT_MM),
        mm(HEADER_MM),
    );
}
