//! The unit of a figure.

use super::super::words::{LONG_UNITS, ends_count, is_half};
use super::Figure;
use crate::tokens::{Kind, Tokens};

/// The unit at the token `i` and the token after it.
pub(super) fn unit_at(tokens: &Tokens<'_>, i: usize) -> (Option<String>, usize) {
    // "1.169 trước hạn": how they were done, not what they are.
    let manner = matches!(tokens.low(i), "trước" | "đúng" | "quá" | "trễ" | "sớm");
    if i >= tokens.len() || tokens.kind(i) != Kind::Word || ends_count(tokens.low(i)) || manner {
        return (None, i);
    }
    let whole = is_half(tokens.low(i)) && tokens.kind(i + 1) == Kind::Word && !ends_count(tokens.low(i + 1));
    let n = tokens.any_phrase(i, &LONG_UNITS).unwrap_or(1 + usize::from(whole));
    let mut next = i + n;
    // "km2", "m2"
    if matches!(tokens.low(i), "km" | "m") && tokens.glued(next) && matches!(tokens.word(next), "2" | "²" | "3") {
        next += 1;
    }
    next = after_rate(tokens, next);
    let words = &tokens.text[tokens.start(i)..tokens.end(next - 1)];
    let unit = if is_acronym(tokens, i, next) {
        words.to_owned()
    } else {
        words.to_lowercase()
    };
    (Some(unit.replace("/ ", "/")), next)
}

/// "TTHC", "PAKN" in a sentence that is not printed in capitals.
fn is_acronym(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let capitals = |k: usize| {
        tokens
            .word(k)
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
    };
    let beside = (i.saturating_sub(4)..i).chain(next..next + 3);
    let small = beside.filter(|&k| tokens.kind(k) == Kind::Word).any(|k| !capitals(k));
    next == i + 1 && tokens.word(i).len() > 1 && capitals(i) && (small || tokens.len() <= next + 1)
}

/// Token after what the unit before `next` is told per: "01 buổi/tuần", "62 tạ/ha", "43 triệu đồng/người/ năm".
pub(super) fn after_rate(tokens: &Tokens<'_>, mut next: usize) -> usize {
    while tokens.low(next) == "/" && tokens.glued(next) && is_per(tokens.low(next + 1)) {
        next += 2;
    }
    next
}

/// Words after the stroke of a rate.
pub(super) fn is_per(word: &str) -> bool {
    matches!(
        word,
        "ha" | "vụ"
            | "con"
            | "khẩu"
            | "km"
            | "ngày"
            | "tuần"
            | "tháng"
            | "quý"
            | "năm"
            | "buổi"
            | "lớp"
            | "người"
            | "hộ"
            | "thôn"
            | "xã"
            | "lần"
            | "giờ"
    )
}

pub(super) fn with_unit(tokens: &Tokens<'_>, mut figure: Figure, next: usize, confidence: f64) -> Figure {
    let (unit, after) = unit_at(tokens, next);
    figure.unit = unit;
    figure.next = after.max(next);
    figure.confidence = confidence;
    figure
}
