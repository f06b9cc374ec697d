//! Numbers on both sides of a stroke: ratios, and what only looks like one.

use super::super::words::{ends_count, is_counted, measures_size};
use super::after_number;
use crate::tokens::{Kind, Tokens};
use tonghop_text::dates::FoundDate;
use tonghop_text::numbers::number_prefix;

/// "văn bản đi/1.245 văn bản": the stroke stands before the total.
pub(super) fn total_after_stroke(tokens: &Tokens<'_>, i: usize) -> bool {
    let next = after_number(tokens, i);
    tokens.low(i - 1) == "/" && tokens.kind(i - 2) == Kind::Word && !tokens.glued(next) && is_counted(tokens.low(next))
}

/// "64%/80%": the share that was reached, and the one that was aimed at.
pub(super) fn aim_after_stroke(tokens: &Tokens<'_>, i: usize) -> bool {
    let next = after_number(tokens, i);
    tokens.low(i - 1) == "/" && tokens.low(i - 2) == "%" && tokens.low(next) == "%"
}

/// "33/ 31,5 ha": what was reached and what was planned, with parts of the unit; and the bytes up to the unit.
pub(super) fn measured_ratio(text: &str) -> Option<(f64, f64, usize)> {
    let part = number_prefix(text)?;
    let rest = text[part.len..].trim_start().strip_prefix('/')?.trim_start();
    let whole = number_prefix(rest).filter(|w| (part.decimals > 0 || w.decimals > 0) && w.value > 0.0)?;
    let behind = rest[whole.len..].trim_start();
    let word = behind.split(|c: char| !c.is_alphanumeric()).next()?;
    measures_size(word).then_some((part.value, whole.value, text.len() - behind.len()))
}

/// True where `n/m` is a ratio and no date, hour or code.
pub(super) fn is_ratio(
    tokens: &Tokens<'_>,
    first: usize,
    start: usize,
    next: usize,
    fraction: &tonghop_text::numbers::Fraction,
    dates: &[FoundDate],
) -> bool {
    let (n, m) = (fraction.numerator, fraction.denominator);
    // "24/24 giờ" is round the clock; "24/24 thôn" is a ratio.
    let round_the_clock = n == 24.0 && (m == 24.0 || m == 7.0) && !is_counted(tokens.low(next));
    if m == 0.0 || round_the_clock || tokens.glued(next) && matches!(tokens.low(next), "/" | "-") {
        return false;
    }
    let before = tokens.low_before(first, 1);
    let years = (1900.0..2100.0).contains(&n) && (1900.0..2100.0).contains(&m);
    let dated_by_word = [
        "ngày",
        "sáng",
        "chiều",
        "tối",
        "đêm",
        "trưa",
        "giờ",
        "hết",
        "tháng",
        "khoản",
        "điều",
        "số nhà",
        "ngõ",
        "ngách",
        "hẻm",
        "kiệt",
    ];
    // "mưa đêm 01/7 sáng ngày 02/7"
    let dated_behind = matches!(tokens.low(next), "sáng" | "chiều" | "tối" | "đêm") && tokens.low(next + 1) == "ngày";
    if years || dated_behind || tokens.any_phrase_before(first, &dated_by_word).is_some() {
        return false;
    }
    if dates.iter().any(|d| d.start <= start && start < d.end) {
        // "10/12" may be the tenth of December: only what is counted, a percentage beside it or a word for a
        // result tells.
        let beside = (before == "(" && tokens.low_before(first, 2) == "%")
            || (next..next + 5)
                .take_while(|&i| !matches!(tokens.low(i), ";" | "." | ","))
                .any(|i| tokens.low(i) == "%");
        // "2/3 đảo": a share in words; a day before a month is mostly the larger number.
        let noun = tokens.kind(next) == Kind::Word
            && !tokens.capital(next)
            && !ends_count(tokens.low(next))
            && !matches!(tokens.low(next), "số" | "tổng" | "dân" | "năm");
        let share = noun && (n < m && m <= 6.0 || n == m);
        return is_counted(tokens.low(next))
            || share
            || matches!(before, "đạt" | "là" | "được" | "=" | "tỷ" | "lệ")
            || tokens.low(next) == "="
            || beside;
    }
    // "1/3 số hộ" is a share, not a count.
    !(n < 5.0 && m < 10.0 && matches!(tokens.low(next), "số" | "tổng" | "dân"))
}
