//! Numbers that say under which condition something is counted, not how much there is.

use super::scan::{Figure, Shape};
use super::words::{is_change, joins_kinds};
use crate::tokens::{Kind, Tokens};

/// Words before a percentage that make it a bound.
const BOUNDS: [&str; 8] = [
    "dưới",
    "trên",
    "hơn",
    "từ",
    "không dưới",
    "không quá",
    "ít nhất",
    "tối thiểu",
];
/// Units of which each one reaches a share of its own.
const BODIES: [&str; 14] = [
    "tỉnh",
    "huyện",
    "xã",
    "phường",
    "thôn",
    "bản",
    "ấp",
    "khu phố",
    "tổ dân phố",
    "địa phương",
    "đơn vị",
    "cơ quan",
    "trường",
    "chi bộ",
];
/// Farthest that a bound stands behind its count, in tokens.
const REACH: usize = 12;
/// How many points a bound may lie off the ratio to be that ratio, told roughly.
const ROUGHLY: f64 = 5.0;

/// "25/64 tỉnh đạt dưới 75% kế hoạch", "21 xã phủ hơn 70% số hộ": the percentage is what each of those counted reaches.
pub(super) fn is_condition(tokens: &Tokens<'_>, count: &Figure, percent: &Figure) -> bool {
    let bodies = count.unit.as_deref().is_some_and(|u| BODIES.contains(&u));
    let counts = matches!(count.shape, Shape::Count | Shape::Fraction) && bodies;
    let bound = percent.qualifier.as_deref().is_some_and(|q| BOUNDS.contains(&q));
    let near = percent.first > count.next && percent.first - count.next <= REACH;
    if percent.shape != Shape::Percent || !counts || !bound || !near {
        return false;
    }
    let goes_on = |k: usize| match tokens.kind(k) {
        Kind::Word => true,
        Kind::Digits => false,
        Kind::Mark => matches!(tokens.low(k), "“" | "”" | "\"") || tokens.low(k) == "," && joins_kinds(tokens, k),
    };
    (count.next..percent.first).all(goes_on) && !is_told_ratio(count, percent)
}

/// True where the percentage is the ratio itself, told as "trên 95%".
fn is_told_ratio(count: &Figure, percent: &Figure) -> bool {
    matches!((count.numerator, count.denominator, percent.value), (Some(n), Some(d), Some(p))
        if d > 0.0 && (n / d * 100.0 - p).abs() <= ROUGHLY)
}

/// True for "giảm 12 người": by how much, not how many.
pub(super) fn is_change_of(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    is_change(tokens.low_before(figure.first, 1))
        || (figure.first >= 2 && tokens.low(figure.first - 1) == "thêm" && is_change(tokens.low(figure.first - 2)))
}

/// Token after "(-12 ha)" at `i`: the same change in other words.
pub(super) fn difference_end(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let signed = tokens.low(i) == "("
        && matches!(tokens.low(i + 1), "-" | "–" | "+")
        && tokens.glued(i + 2)
        && tokens.kind(i + 2) == Kind::Digits;
    let close = signed.then(|| (i + 3..i + LONGEST).find(|&k| matches!(tokens.low(k), ")" | "%" | "(")))??;
    (tokens.low(close) == ")").then_some(close + 1)
}

/// True for the end of a period behind its dash: "giai đoạn 2031 - 2035 Chương trình …".
pub(super) fn ends_period(tokens: &Tokens<'_>, i: usize) -> bool {
    let year =
        |k: usize| tokens.word(k).len() == 4 && (tokens.word(k).starts_with("19") || tokens.word(k).starts_with("20"));
    i >= 2 && year(i) && matches!(tokens.low(i - 1), "-" | "–") && year(i - 2)
}

/// True where a count says from where on something belongs to what is counted: "số xã đạt từ 10 tiêu chí trở lên là 37 xã",
/// "trẻ có cân nặng thấp (dưới 2.500 gram) dưới 5%".
pub(super) fn is_bound(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let number = |k: usize| tokens.kind(k) == Kind::Digits;
    let onwards = tokens.any_phrase(figure.next, &["trở lên", "trở xuống"]);
    if let Some(words) = onwards.filter(|_| tokens.low_before(figure.first, 1) == "từ") {
        let behind = figure.next + words;
        return (behind..behind + 4)
            .take_while(|&k| !matches!(tokens.low(k), "," | ";" | "." | ")"))
            .any(number);
    }
    let aside = tokens.low_before(figure.first, 1) == "(" && tokens.low(figure.next) == ")";
    let bounded = figure.qualifier.as_deref().is_some_and(|q| BOUNDS.contains(&q));
    aside
        && bounded
        && (figure.next + 1..figure.next + 4)
            .take_while(|&k| tokens.low(k) != ",")
            .any(number)
}
