//! A page as a picture for people to look at, and where a passage stands on it.
//!
//! Of a scanned page the picture is what the scanner made of it, in grey, without the red of stamps. Every other page is drawn by
//! Poppler where that is installed.

use super::content::{PageContent, Reader};
use super::font::Face;
use super::inflate::{self, Expansion};
use super::passage_marks::{self, Area, Sought};
use super::{is_scan, pictures, poppler, to_layout};
use crate::{Input, Limits, ReadError};
use hayro_syntax::Pdf;
use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageFormat};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Widest picture in pixels: legible on a screen, some 200 kilobytes.
const WIDEST: u32 = 1240;

/// A page that a picture can be made of.
#[derive(Debug, Clone, PartialEq)]
pub struct PageView {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Where the passage stands; none on a scanned page, whose text has no places, and where it is not found.
    pub marks: Vec<Area>,
}

/// The page with this number (from 1) as PNG; none where there is no such page, or it is no scan and Poppler is not installed.
///
/// # Errors
/// As [`super::read`]; [`ReadError::ToolFailed`], [`ReadError::TimedOut`] where Poppler cannot draw it.
pub fn page_picture(input: &Input<'_>, limits: &Limits, number: u32) -> Result<Option<Vec<u8>>, ReadError> {
    on_page(input, limits, number, |content, _, expansion| {
        if !is_scan(content) {
            let drawn = poppler::available().then(|| poppler::draw(input.bytes, number, WIDEST, limits));
            return drawn.transpose();
        }
        let picture = pictures::page_picture(content, expansion).map(|found| found.0);
        let whole = picture.and_then(|p| GrayImage::from_raw(p.width as u32, p.height as u32, p.data));
        whole.map(png).transpose()
    })
}

/// The page with this number (from 1) and where a passage stands on it; none where [`page_picture`] has no picture.
///
/// # Errors
/// As [`super::read`].
pub fn page_view(
    input: &Input<'_>,
    limits: &Limits,
    number: u32,
    sought: &[Sought],
) -> Result<Option<PageView>, ReadError> {
    on_page(input, limits, number, |content, faces, expansion| {
        let scan = is_scan(content);
        let has_picture = if scan {
            pictures::page_picture(content, expansion).is_some()
        } else {
            poppler::available()
        };
        let marks = match scan {
            true => Vec::new(),
            false => passage_marks::find(&to_layout(content, faces, number).runs, sought),
        };
        Ok(has_picture.then_some(PageView {
            width: content.width,
            height: content.height,
            marks,
        }))
    })
}

/// Does something with what stands on a page; none where there is no such page.
fn on_page<T>(
    input: &Input<'_>,
    limits: &Limits,
    number: u32,
    work: impl FnOnce(&PageContent<'_>, &[Face], &Expansion) -> Result<Option<T>, ReadError>,
) -> Result<Option<T>, ReadError> {
    let inner = || {
        inflate::check_structure(input.bytes, limits.part_bytes)?;
        let pdf = Pdf::new(Arc::new(input.bytes.to_vec())).map_err(|_| ReadError::damaged("PDF structure"))?;
        let place = (number as usize).checked_sub(1);
        let Some(page) = place.and_then(|p| pdf.pages().get(p)) else {
            return Ok(None);
        };
        let expansion = Expansion::new(limits);
        let mut reader = Reader::new(limits, &expansion);
        let content = reader.page(page)?;
        expansion.check()?;
        work(&content, &reader.faces, &expansion)
    };
    // Hostile files have made PDF libraries panic before.
    catch_unwind(AssertUnwindSafe(inner)).unwrap_or_else(|_| Err(ReadError::damaged("PDF structure")))
}

fn png(whole: GrayImage) -> Result<Vec<u8>, ReadError> {
    let (width, height) = whole.dimensions();
    let small = if width > WIDEST {
        let lower = (u64::from(height) * u64::from(WIDEST) / u64::from(width)).max(1);
        resize(&whole, WIDEST, lower as u32, FilterType::Triangle)
    } else {
        whole
    };
    let mut png = Cursor::new(Vec::new());
    small
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| ReadError::damaged("picture"))?;
    Ok(png.into_inner())
}
