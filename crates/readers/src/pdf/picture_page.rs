//! A scanned page as a picture for people to look at: what the scanner made of it, in grey, without the red of stamps.

use super::content::Reader;
use super::inflate::{self, Expansion};
use super::{is_scan, pictures};
use crate::{Input, Limits, ReadError};
use hayro_syntax::Pdf;
use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageFormat};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Widest picture in pixels: legible on a screen, some 200 kilobytes.
const WIDEST: u32 = 1240;

/// The page with this number (from 1) as PNG; none where it has a text layer, or there is no such page.
///
/// # Errors
/// As [`super::read`].
pub fn page_picture(input: &Input<'_>, limits: &Limits, number: u32) -> Result<Option<Vec<u8>>, ReadError> {
    let result = catch_unwind(AssertUnwindSafe(|| draw(input, limits, number)));
    result.unwrap_or_else(|_| Err(ReadError::damaged("PDF structure")))
}

fn draw(input: &Input<'_>, limits: &Limits, number: u32) -> Result<Option<Vec<u8>>, ReadError> {
    inflate::check_structure(input.bytes, limits.expanded_bytes)?;
    let data: Arc<Vec<u8>> = Arc::new(input.bytes.to_vec());
    let pdf = Pdf::new(data).map_err(|_| ReadError::damaged("PDF structure"))?;
    let place = (number as usize).checked_sub(1);
    let Some(page) = place.and_then(|p| pdf.pages().get(p)) else {
        return Ok(None);
    };
    let expansion = Expansion::new(limits.expanded_bytes);
    let mut reader = Reader::new(limits, &expansion);
    let content = reader.page(page)?;
    expansion.check()?;
    if !is_scan(&content) {
        return Ok(None);
    }
    let Some((picture, _)) = pictures::page_picture(&content, &expansion) else {
        return Ok(None);
    };
    let (width, height) = (picture.width as u32, picture.height as u32);
    let Some(whole) = GrayImage::from_raw(width, height, picture.data) else {
        return Ok(None);
    };
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
    Ok(Some(png.into_inner()))
}
