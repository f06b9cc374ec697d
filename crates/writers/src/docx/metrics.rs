//! Lengths: millimetres and points as Word counts them, and the width of printed text.

use crate::form;
use crate::pdf::fonts::{Face, shape};
use tonghop_model::org_unit::UnitKind;

/// Width of a character that the typeface lacks, as a share of the type size.
const UNKNOWN_WIDTH: f32 = 0.6;

/// Millimetres in twentieths of a point: never less than the decree asks.
pub fn mm(length: f32) -> i32 {
    (length * 1440.0 / 25.4 - 0.01).ceil() as i32
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
        (!begins_with_kind(second), long(first).max(long(second)), first, second)
    });
    // By sense before evenness: "ỦY BAN NHÂN DÂN / TỈNH …", not "ỦY BAN NHÂN / DÂN TỈNH …".
    match breaks
        .filter(|(_, longest, ..)| *longest <= room)
        .min_by_key(|(sense, longest, ..)| (*sense, *longest))
    {
        Some((.., first, second)) => format!("{first}\n{second}"),
        None => text.to_owned(),
    }
}

/// True where a text begins with the kind of a unit: its name follows, and the body that it belongs to stands before it.
fn begins_with_kind(text: &str) -> bool {
    let text = text.to_lowercase();
    UnitKind::ALL
        .iter()
        .any(|kind| text.strip_prefix(kind.word()).is_some_and(|rest| rest.starts_with(' ')))
}

/// Widths of the words of a text and of the space between them.
struct Words {
    widths: Vec<i32>,
    space: i32,
}

impl Words {
    fn of(face: Face, size: f32, text: &str) -> Self {
        Self {
            widths: text.split_whitespace().map(|w| width(face, size, w)).collect(),
            space: width(face, size, " "),
        }
    }

    /// Lines and width of the longest one where the text is broken in this room.
    fn broken(&self, room: i32) -> (usize, i32) {
        let (mut lines, mut filled, mut longest) = (1, 0, 0);
        for word in &self.widths {
            if filled > 0 && filled + self.space + word > room {
                (lines, filled) = (lines + 1, *word);
            } else {
                filled += word + if filled > 0 { self.space } else { 0 };
            }
            longest = longest.max(filled);
        }
        (lines, longest)
    }
}

/// Width of the longest line of a text in this room.
pub fn longest_line(face: Face, size: f32, text: &str, room: i32) -> i32 {
    Words::of(face, size, text).broken(room).1.min(room)
}

/// Room beside balanced lines, so that a typeface that stands in for Times New Roman never breaks one more: share of the width.
const BALANCED_ROOM: f32 = 0.1;

/// The narrowest width in which a text has no more lines than in somewhat less than `room`, with a little room; `room` where
/// it has one line.
pub fn balanced(face: Face, size: f32, text: &str, room: i32) -> i32 {
    let words = Words::of(face, size, text);
    // A text that fills its lines to the end has one more where the typeface is a little wider.
    let wanted = words.broken((room as f32 / (1.0 + BALANCED_ROOM)) as i32).0;
    if wanted == 1 {
        return room;
    }
    let (mut narrow, mut wide) = (words.widths.iter().copied().max().unwrap_or(0), room);
    while narrow < wide {
        let middle = narrow + (wide - narrow) / 2;
        if words.broken(middle).0 <= wanted {
            wide = middle;
        } else {
            narrow = middle + 1;
        }
    }
    (wide + (wide as f32 * BALANCED_ROOM) as i32).min(room)
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
    fn lines_of_an_abstract_have_nearly_one_length() {
        let text = "Danh sách đơn vị chậm gửi báo cáo tình hình thực hiện Chiến lược quốc gia";
        let whole = width(Face::Bold, 14.0, text);
        assert_eq!(balanced(Face::Bold, 14.0, text, whole * 12 / 10), whole * 12 / 10);
        let two = balanced(Face::Bold, 14.0, text, whole);
        assert!((whole / 2..whole * 65 / 100).contains(&two), "{two} of {whole}");
        assert_eq!(balanced(Face::Bold, 14.0, "đ", 10), 10);
        assert_eq!(balanced(Face::Bold, 14.0, "", 10), 10);
    }

    #[test]
    fn a_name_of_two_lines_is_broken_in_its_middle() {
        let name = "SỞ KHOA HỌC VÀ CÔNG NGHỆ";
        let whole = width(Face::Bold, 13.0, name);
        assert_eq!(halved(Face::Bold, 13.0, name, whole), name);
        assert_eq!(halved(Face::Bold, 13.0, name, whole - 1), "SỞ KHOA HỌC\nVÀ CÔNG NGHỆ");
        assert_eq!(halved(Face::Bold, 13.0, name, whole / 3), name);
        let committee = "ỦY BAN NHÂN DÂN TỈNH SƠN KHÊ";
        let room = width(Face::Bold, 13.0, committee) * 7 / 10;
        assert_eq!(
            halved(Face::Bold, 13.0, committee, room),
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN KHÊ"
        );
        assert_eq!(halved(Face::Bold, 13.0, "", 0), "");
    }
}
