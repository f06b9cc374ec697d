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

/// A centred name that does not fit on one line, broken into two lines of nearly one length; as it is where it fits, or where
/// two lines are not enough.
pub fn halved(face: Face, size: f32, text: &str, room: i32) -> String {
    let long = |text: &str| width(face, size, text);
    if long(text) <= room {
        return text.to_owned();
    }
    let breaks = text.match_indices(' ').map(|(at, _)| {
        let (first, second) = (&text[..at], text[at..].trim_start());
        (long(first).max(long(second)), first, second)
    });
    match breaks.min_by_key(|(longest, ..)| *longest) {
        Some((longest, first, second)) if longest <= room => format!("{first}\n{second}"),
        _ => text.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_two_lines_is_broken_in_its_middle() {
        let name = "SỞ KHOA HỌC VÀ CÔNG NGHỆ";
        let whole = width(Face::Bold, 13.0, name);
        assert_eq!(halved(Face::Bold, 13.0, name, whole), name);
        assert_eq!(halved(Face::Bold, 13.0, name, whole - 1), "SỞ KHOA HỌC\nVÀ CÔNG NGHỆ");
        assert_eq!(halved(Face::Bold, 13.0, name, whole / 3), name);
        assert_eq!(halved(Face::Bold, 13.0, "", 0), "");
    }
}
