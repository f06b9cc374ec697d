//! PDF with a text layer; pages that are only pictures go on to optical recognition.
//!
//! Characters with their places and ruling lines are read from the page's operators (`content`);
//! everything about lines, paragraphs and tables is in `layout`.

pub(crate) mod content;
mod font;
mod inflate;
pub(crate) mod layout;
mod passage_marks;
mod picture_page;
mod pictures;
mod poppler;

pub use passage_marks::{Area, Sought};
pub use picture_page::{PageView, page_picture, page_view};

use crate::ocr::{self, PagePicture};
use crate::{Input, Limits, ReadError};
use content::{Glyph, PageContent, Reader, Rule, SLANTED};
use font::Face;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use inflate::Expansion;
use layout::PageIn;
use layout::runs::{self, Run};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tonghop_document::{Document, ReadWarning, WarningCode};

/// Fewer characters on a page that is covered by a picture: the text is only a stamp.
const STAMP_CHARACTERS: usize = 260;
/// A page counts as covered where pictures take up that share of it.
const COVERED: f32 = 0.6;
/// In Vietnamese text, more than a fifth of the letters are such as no other language has.
const LEAST_VIETNAMESE: f32 = 0.07;

/// Reads a PDF.
///
/// # Errors
/// [`ReadError::Encrypted`] where a password is needed, [`ReadError::Damaged`] where the structure is
/// broken (also where the PDF library itself gives up on it), and the errors of the limits.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    // Hostile files have made PDF libraries panic before; one file must not end the run.
    let result = catch_unwind(AssertUnwindSafe(|| read_inner(input, limits)));
    result.unwrap_or_else(|_| Err(ReadError::damaged("PDF structure")))
}

fn read_inner(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    inflate::check_structure(input.bytes, limits.part_bytes)?;
    let data: Arc<Vec<u8>> = Arc::new(input.bytes.to_vec());
    let pdf = Pdf::new(data).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        LoadPdfError::Invalid => ReadError::damaged("PDF structure"),
    })?;
    let count = pdf.pages().len();
    let mut document = Document {
        reader: "pdf",
        media_type: "application/pdf",
        pages: Some(u32::try_from(count).unwrap_or(u32::MAX)),
        ..Document::default()
    };
    if count == 0 {
        return Err(ReadError::Empty);
    }
    if count as u64 > u64::from(limits.pages) {
        warn(&mut document, WarningCode::Truncated, limits.pages, "pages");
    }
    let expansion = Expansion::new(limits);
    let mut reader = Reader::new(limits, &expansion);
    let mut pages = Vec::new();
    let mut scans = Scans::default();
    for (page, number) in pdf.pages().iter().zip(1u32..).take(limits.pages as usize) {
        limits.check_time()?;
        let mut content = reader.page(page)?;
        expansion.check()?;
        if is_scan(&content) {
            scans.add(&content, &reader.faces, number, &expansion, &mut document, limits)?;
            continue;
        }
        upright(&mut content);
        note_losses(&content, &reader.faces, number, &mut document);
        pages.push(to_layout(&content, &reader.faces, number));
    }
    scans.flush(&mut document, limits)?;
    if pages.is_empty() && scans.done.is_empty() {
        // Nothing but pictures, and nothing to read them with.
        ocr::available()?;
    }
    if pages.is_empty() {
        document.reader = "ocr";
    }
    pages.append(&mut scans.done);
    pages.sort_by_key(|p| p.number);
    document.warnings.sort_by_key(|w| w.page);
    layout::lay_out(pages, &mut document);
    Ok(document)
}

/// Makes the pictures of the pages as for recognition and counts the cells of tables in them, for the fuzz
/// target `picture`. Needs no Tesseract.
///
/// # Errors
/// Those of [`read`].
#[doc(hidden)]
pub fn survey(input: &Input<'_>, limits: &Limits) -> Result<usize, ReadError> {
    let counted = catch_unwind(AssertUnwindSafe(|| survey_inner(input, limits)));
    counted.unwrap_or_else(|_| Err(ReadError::damaged("PDF structure")))
}

fn survey_inner(input: &Input<'_>, limits: &Limits) -> Result<usize, ReadError> {
    inflate::check_structure(input.bytes, limits.part_bytes)?;
    let pdf = Pdf::new(Arc::new(input.bytes.to_vec())).map_err(|_| ReadError::damaged("PDF structure"))?;
    let expansion = Expansion::new(limits);
    let mut reader = Reader::new(limits, &expansion);
    let mut cells = 0;
    for page in pdf.pages().iter().take(limits.pages as usize) {
        limits.check_time()?;
        let content = reader.page(page)?;
        if let Some((picture, unit)) = pictures::page_picture(&content, &expansion) {
            cells += ocr::count_cells(picture, unit);
        }
    }
    Ok(cells)
}

/// Pages that are pictures, recognised batch by batch.
#[derive(Default)]
struct Scans {
    waiting: Vec<PagePicture>,
    done: Vec<PageIn>,
}

impl Scans {
    fn add(
        &mut self,
        content: &PageContent<'_>,
        faces: &[Face],
        number: u32,
        expansion: &Expansion,
        document: &mut Document,
        limits: &Limits,
    ) -> Result<(), ReadError> {
        if ocr::available().is_err() {
            warn(document, WarningCode::OcrMissing, number, "");
            return Ok(());
        }
        let Some((picture, unit)) = pictures::page_picture(content, expansion) else {
            warn(document, WarningCode::ObjectSkipped, number, "picture of the page");
            return Ok(());
        };
        let mut stamps = stamps(content, faces);
        let text = text_of(runs::from_glyphs(&content.glyphs, faces, &[]));
        stamps.extend(Some(text).filter(|t| !t.is_empty()));
        self.waiting.push(PagePicture {
            number,
            picture,
            unit,
            stamps,
        });
        if self.waiting.len() >= ocr::BATCH {
            self.flush(document, limits)
        } else {
            Ok(())
        }
    }

    fn flush(&mut self, document: &mut Document, limits: &Limits) -> Result<(), ReadError> {
        let batch = std::mem::take(&mut self.waiting);
        if batch.is_empty() {
            return Ok(());
        }
        let numbers: Vec<u32> = batch.iter().map(|p| p.number).collect();
        match ocr::recognise(batch, limits) {
            Ok(pages) => {
                document.warnings.extend(pages.iter().map(ocr::remark));
                self.done.extend(pages);
            }
            // One page that Tesseract chokes on must not cost the others.
            Err(ReadError::ToolFailed { detail, .. }) => {
                for number in numbers {
                    warn(document, WarningCode::ObjectSkipped, number, &detail);
                }
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }
}

/// True where the page is a picture and its text no more than a stamp.
fn is_scan(content: &PageContent<'_>) -> bool {
    let seen = content.glyphs.iter().filter(|g| !g.c.is_whitespace());
    let (hidden, shown): (Vec<&Glyph>, Vec<&Glyph>) = seen.partition(|g| g.hidden);
    let cover = pictures::coverage(content);
    if hidden.len() >= STAMP_CHARACTERS && vietnamese_share(&hidden) > LEAST_VIETNAMESE {
        return false;
    }
    (cover > COVERED && shown.len() < STAMP_CHARACTERS) || (cover > COVERED / 3.0 && shown.len() < 30)
}

/// Share of letters that only Vietnamese text has. A text layer made by a scanner that knows no
/// Vietnamese is worth less than recognising the page again.
fn vietnamese_share(glyphs: &[&Glyph]) -> f32 {
    let letters = glyphs.iter().filter(|g| g.c.is_alphabetic()).count().max(1);
    let marked = glyphs
        .iter()
        .filter(|g| matches!(g.c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ơ' | 'ư' | 'Ơ' | 'Ư' | 'ă'))
        .count();
    marked as f32 / letters as f32
}

fn stamps(content: &PageContent<'_>, faces: &[Face]) -> Vec<String> {
    content
        .stamps
        .iter()
        .map(|s| text_of(runs::from_glyphs(s, faces, &[])))
        .filter(|t| !t.is_empty())
        .collect()
}

fn warn(document: &mut Document, code: WarningCode, page: u32, detail: &str) {
    document.warnings.push(ReadWarning {
        code,
        page: Some(page),
        detail: detail.to_owned(),
    });
}

/// Warnings about what could not be read on a page.
fn note_losses(content: &PageContent<'_>, faces: &[Face], page: u32, document: &mut Document) {
    if content.unmapped > 0 {
        warn(
            document,
            WarningCode::GlyphsUnmapped,
            page,
            &content.unmapped.to_string(),
        );
    }
    if content.cut {
        warn(document, WarningCode::Truncated, page, "characters");
    }
    let legacy = content
        .glyphs
        .iter()
        .filter_map(|g| faces.get(usize::from(g.face)))
        .find(|f| f.legacy.is_some());
    if let Some(face) = legacy {
        warn(document, WarningCode::LegacyEncoding, page, &face.name);
    }
}

/// Turns a page whose text mostly runs up or down.
fn upright(content: &mut PageContent<'_>) {
    let mut counts = [0usize; 4];
    for g in &content.glyphs {
        if let Some(count) = counts.get_mut(usize::from(g.turn)) {
            *count += 1;
        }
    }
    let Some((turn, most)) = counts.iter().enumerate().max_by_key(|(_, n)| **n) else {
        return;
    };
    if turn == 0 || *most * 10 < content.glyphs.len() * 7 {
        return;
    }
    let (w, h) = (content.width, content.height);
    // Characters are kept along their direction already; only the origin moves.
    let (dx, dy) = match turn {
        1 => (0.0, w),
        2 => (w, h),
        _ => (h, 0.0),
    };
    for g in content.glyphs.iter_mut().filter(|g| usize::from(g.turn) == turn) {
        (g.x0, g.x1, g.y, g.turn) = (g.x0 + dx, g.x1 + dx, g.y + dy, 0);
    }
    for r in &mut content.rules {
        *r = match turn {
            1 => Rule {
                x0: r.y0,
                y0: w - r.x1,
                x1: r.y1,
                y1: w - r.x0,
            },
            2 => Rule {
                x0: w - r.x1,
                y0: h - r.y1,
                x1: w - r.x0,
                y1: h - r.y0,
            },
            _ => Rule {
                x0: h - r.y1,
                y0: r.x0,
                x1: h - r.y0,
                y1: r.x1,
            },
        };
    }
    if turn != 2 {
        (content.width, content.height) = (h, w);
    }
}

fn to_layout(content: &PageContent<'_>, faces: &[Face], number: u32) -> PageIn {
    let (mut grids, mut loose) = layout::grid::find(&content.rules);
    let (level, turned): (Vec<Glyph>, Vec<Glyph>) = content.glyphs.iter().partition(|g| g.turn == 0);
    let on_page = |g: &Glyph| g.x1 > -2.0 && g.x0 < content.width + 2.0 && g.y > -2.0 && g.y < content.height + 12.0;
    let level: Vec<Glyph> = level.into_iter().filter(on_page).collect();
    let ruled = layout::ruled::take(&mut loose, || {
        level.iter().filter(|g| !runs::is_blank(g.c)).map(ink).collect()
    });
    let apart = |g: &layout::grid::Grid| grids.iter().all(|o| o.bottom() <= g.top() || o.top() >= g.bottom());
    let ruled: Vec<_> = ruled.into_iter().filter(apart).collect();
    if !ruled.is_empty() {
        grids.extend(ruled);
        grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    }
    let runs = runs::from_glyphs(&level, faces, &grids);
    PageIn {
        number,
        width: content.width,
        height: content.height,
        turned: turned_texts(&turned, faces, &grids),
        stamps: stamps(content, faces),
        recognised: false,
        uncertain: 0,
        runs,
        grids,
        loose,
    }
}

fn ink(g: &Glyph) -> layout::ruled::Ink {
    layout::ruled::Ink {
        x0: g.x0,
        x1: g.x1,
        y: g.y,
        size: g.size,
    }
}

/// Grid and cell.
type Place = Option<(u32, u32)>;

/// Texts that run up or down, with the cell they stand in.
fn turned_texts(glyphs: &[Glyph], faces: &[Face], grids: &[layout::grid::Grid]) -> Vec<(Place, String)> {
    let mut groups: BTreeMap<(Place, u8), Vec<Glyph>> = BTreeMap::new();
    for g in glyphs {
        let middle = (g.x0 + g.x1) / 2.0;
        let (x, y) = match g.turn {
            1 => (-g.y, middle),
            2 => (-middle, -g.y),
            _ => (g.y, -middle),
        };
        // Text across the page belongs to no cell.
        let place = (g.turn != SLANTED).then(|| runs::place(grids, x, y)).flatten();
        groups.entry((place, g.turn)).or_default().push(*g);
    }
    groups
        .into_iter()
        .map(|((place, _), glyphs)| (place, text_of(runs::from_glyphs(&glyphs, faces, &[]))))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Lines of runs, one below the other.
fn text_of(runs: Vec<Run>) -> String {
    layout::plain_text(runs)
}
