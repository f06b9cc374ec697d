//! Lengths: millimetres and points as Word counts them, and the width of printed text.

use crate::form;
use crate::pdf::fonts::{Face, shape};

/// Width of a character that the typeface lacks, as a share of the type size.
const UNKNOWN_WIDTH: f32 = 0.6;

/// Millimetres in twentieths of a point.
pub fn mm(length: f32) -> i32 {
    (length * 1440.0 / 25.4).round() as i32
}

/// Points in twentieths of a point.
pub fn pt(length: f32) -> i32 {
    (length * 20.0).round() as i32
}

/// Points in half points: how Word gives type sizes.
pub fn half(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// Width of a text on one line in twentieths of a point. The embedded typeface has the widths of Times New Roman.
pub fn width(face: Face, size: f32, text: &str) -> i32 {
    let shares: f32 = text
        .chars()
        .map(|c| shape(face, c).map_or(UNKNOWN_WIDTH, |s| s.width))
        .sum();
    pt(shares * size)
}

/// Width of the text of a page in twentieths of a point.
pub fn text_width(landscape: bool) -> i32 {
    let page = if landscape {
        form::PAGE_HEIGHT_MM
    } else {
        form::PAGE_WIDTH_MM
    };
    mm(page) - mm(form::MARGIN_LEFT_MM) - mm(form::MARGIN_RIGHT_MM)
}
