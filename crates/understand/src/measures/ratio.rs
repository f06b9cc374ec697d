//! Puts counts and percentages together: "429 hồ sơ, đạt 75,26%" is one figure.

use super::conditions::{is_change_of, is_condition};
use super::scan::{Figure, Shape};
use super::subject::compares;
use super::words::is_join;
use crate::tokens::{Kind, Tokens};
use std::cell::Cell;

/// Most words between a count and its percentage.
const REACH_OF_COUNT: usize = 16;
const REACH_OF_FRACTION: usize = 32;

/// Totals that are remembered for finding a denominator.
const MAX_TOTALS: usize = 40;

/// Totals named so far.
#[derive(Default)]
pub(super) struct Totals {
    /// Latest last.
    named: Vec<f64>,
    /// The one that the last percentage was of.
    confirmed: Option<f64>,
    /// True once a whole was looked for among them.
    asked: Cell<bool>,
}

/// The totals that a stretch of text names, whatever stands before it.
pub(super) struct Named {
    totals: Vec<f64>,
    confirmed: Option<f64>,
}

impl Totals {
    fn add(&mut self, value: f64) {
        if self.named.len() == MAX_TOTALS {
            self.named.remove(0);
        }
        self.named.push(value);
    }

    /// What was named, where no whole was looked for: otherwise what was found depends on what had been named before.
    pub fn into_named(self) -> Option<Named> {
        (!self.asked.get()).then_some(Named {
            totals: self.named,
            confirmed: self.confirmed,
        })
    }

    /// Takes over what a stretch of text names that was looked through for itself.
    pub fn follow(&mut self, stretch: &Named) {
        stretch.totals.iter().for_each(|total| self.add(*total));
        self.confirmed = stretch.confirmed.or(self.confirmed);
    }

    /// The total of which `part` is `percent` to the printed number of decimals: the one that the percentage before
    /// was of (parts of one whole stand side by side), else the one
    /// that fits best, of equal ones the latest.
    fn whole_of(&self, part: f64, percent: f64, decimals: u8) -> Option<f64> {
        if percent >= 100.0 || percent <= 0.0 {
            return None;
        }
        self.asked.set(true);
        let slack = 0.5 * 10_f64.powi(-i32::from(decimals)) + 1e-9;
        let off = |total: f64| (part / total * 100.0 - percent).abs();
        let fits = |total: &f64| *total > 0.0 && off(*total) <= slack;
        let latest_first = self.named.iter().rev().copied();
        // "1.200 hồ sơ, trong đó trước hạn 1.150, quá hạn 12 hồ sơ (1%)": of several that fit, the one that fits best.
        let best = latest_first.filter(fits).min_by(|a, b| off(*a).total_cmp(&off(*b)));
        self.confirmed.filter(fits).or(best)
    }
}

/// The figures of a paragraph with counts and percentages put together.
pub(super) fn merge(tokens: &Tokens<'_>, figures: Vec<Figure>, totals: &mut Totals) -> Vec<Figure> {
    let mut merged: Vec<Figure> = Vec::with_capacity(figures.len());
    for figure in figures {
        // "25/64 tỉnh đạt dưới 75% kế hoạch": what the 25 have in common.
        if merged.last().is_some_and(|last| is_condition(tokens, last, &figure)) {
            continue;
        }
        let joined = merged.last().and_then(|last| {
            join_total(tokens, last, &figure)
                .or_else(|| join_percent(tokens, last, &figure, totals))
                .or_else(|| join_bracket(tokens, last, &figure, totals))
                .or_else(|| join_equal(tokens, last, &figure, totals))
        });
        if let Some(whole) = joined.as_ref().and_then(|j| j.denominator) {
            totals.confirmed = Some(whole);
        }
        if let Some(joined) = joined {
            let told = merged.pop().is_some_and(|last| last.shape == Shape::Percent);
            merged.push(joined);
            if told || join_ratio_behind(tokens, &mut merged, totals) {
                absorb_told_twice(tokens, &mut merged);
            }
        } else if let Some((place, joined)) = join_over_bracket(tokens, &merged, &figure, totals) {
            merged[place] = joined;
        } else {
            if matches!(figure.shape, Shape::Count | Shape::Money)
                && let Some(value) = figure.value
            {
                totals.add(value);
            }
            if let Some(total) = figure.denominator {
                totals.add(total);
            }
            merged.push(figure);
        }
    }
    merged
}

/// "đạt 90% với 288 người trên tổng số 320 người": a ratio that was put together behind its percentage.
/// True where there was one.
fn join_ratio_behind(tokens: &Tokens<'_>, merged: &mut Vec<Figure>, totals: &Totals) -> bool {
    let [.., percent, ratio] = merged.as_slice() else {
        return false;
    };
    let joined = Some(ratio)
        .filter(|ratio| ratio.shape == Shape::Fraction)
        .and_then(|ratio| join_bracket(tokens, percent, ratio, totals));
    let Some(joined) = joined else { return false };
    merged.truncate(merged.len() - 2);
    merged.push(joined);
    true
}

/// "9.172 người tham gia, đạt tỷ lệ bao phủ 93,6% dân số (9.172/9.799 người)": the bracket tells the count before once more.
fn absorb_told_twice(tokens: &Tokens<'_>, merged: &mut Vec<Figure>) {
    let [.., count, share] = merged.as_slice() else { return };
    let told = count.shape == Shape::Count && count.value.is_some() && count.value == share.numerator;
    let near = share.denominator.is_some() && share.first.saturating_sub(count.next) <= REACH_OF_COUNT;
    let apart = |k: usize| matches!(tokens.low(k), ";" | "(") || tokens.ends_sentence(k);
    if told && near && !(count.next..share.first).any(apart) {
        let first = count.first;
        merged.remove(merged.len() - 2);
        if let Some(share) = merged.last_mut() {
            share.first = first;
        }
    }
}

/// "429 hồ sơ trên tổng số 570 hồ sơ", "429 văn bản đi/570 văn bản", also where 429 has its percentage already.
fn join_total(tokens: &Tokens<'_>, part: &Figure, whole: &Figure) -> Option<Figure> {
    let count = part.shape == Shape::Count || (part.shape == Shape::Percent && part.denominator.is_none());
    let numerator = if part.shape == Shape::Count {
        part.value
    } else {
        part.numerator
    }?;
    if !count || whole.shape != Shape::Count || whole.value.is_none_or(|w| w <= 0.0) {
        return None;
    }
    let words: Vec<&str> = (part.next..whole.number).map(|i| tokens.low(i)).collect();
    let linked = matches!(
        words.as_slice(),
        ["trên" | "trong" | "/", "tổng", "số"] | ["trên" | "/", "tổng"]
    ) || (words.len() <= 4 && words.last() == Some(&"/") && tokens.glued(whole.number));
    // "8.945 tài khoản VNeID trên tổng số …": words of what is counted stand before.
    let only_words = (part.next..whole.number).all(|i| tokens.kind(i) == Kind::Word);
    let behind = matches!(words.as_slice(), [.., "trên" | "trong", "tổng", "số"]);
    // "666 cơ sở truyền thanh cấp xã/705 xã": what the whole counts is named among the words of the part.
    let unit = whole.unit.as_deref().and_then(|u| u.split(' ').next());
    let told_again =
        words.last() == Some(&"/") && tokens.glued(whole.number) && unit.is_some_and(|u| words.contains(&u));
    let words_only = (part.next..whole.number.saturating_sub(1)).all(|i| tokens.kind(i) == Kind::Word);
    let linked = linked || behind && only_words && words.len() <= 8 || told_again && words_only && words.len() <= 9;
    // "8.945 tài khoản trên tổng số 7.900 người dân" is a mistake to be told; a stroke between them may be another thing.
    let more = whole.value.is_some_and(|w| w < numerator) && words.last() == Some(&"/");
    if !linked || more {
        return None;
    }
    let mut joined = part.clone();
    if part.shape == Shape::Count {
        joined.shape = Shape::Fraction;
    }
    joined.numerator = Some(numerator);
    joined.denominator = whole.value;
    joined.next = whole.next;
    Some(joined)
}

/// A percentage after a count or a ratio: "…, đạt 75,26%", "… = 99,81%", "… (75,26%)".
fn join_percent(tokens: &Tokens<'_>, count: &Figure, percent: &Figure, totals: &Totals) -> Option<Figure> {
    if percent.shape != Shape::Percent
        || !matches!(count.shape, Shape::Count | Shape::Fraction | Shape::Money)
        || count.value.is_none()
    {
        return None;
    }
    if count.shape == Shape::Money && !is_spent(tokens, count, percent) {
        return None;
    }
    if is_bound_of_each(count, percent) {
        return None;
    }
    if closes_between(tokens, count, percent) && !opens_inside(tokens, count) {
        return None;
    }
    // "giảm 12 người, đạt 86% kế hoạch": the plan is of all, not of those fewer.
    if is_change_of(tokens, count) && compares(tokens, percent.next) && tokens.low(percent.next) != "so" {
        return None;
    }
    let reach = if count.shape == Shape::Fraction {
        REACH_OF_FRACTION
    } else {
        REACH_OF_COUNT
    };
    let (from, to) = (count.next, percent.first);
    if to < from || to - from > reach {
        return None;
    }
    let mut j = to;
    let (mut verbs, mut marks, mut bracket) = (0, 0, false);
    while j > from && is_join(tokens, j - 1) {
        j -= 1;
        match tokens.kind(j) {
            Kind::Word => verbs += 1,
            _ => marks += 1,
        }
        bracket |= tokens.low(j) == "(";
        // What stands before the bracket or comma belongs to the count.
        if matches!(tokens.low(j), "(" | ",") {
            break;
        }
    }
    // What follows "trong đó" is a part with its own percentage.
    let parted = |k: usize| {
        matches!(tokens.low(k), ";" | ":") || tokens.ends_sentence(k) || tokens.any_phrase(k, &["trong đó"]).is_some()
    };
    if (from..j).any(parted) {
        return None;
    }
    // "9.871 văn bản, xử lý trên mạng đạt 100%": the percentage is of something done with them.
    if count.shape == Shape::Count && (from..j).any(|k| tokens.low(k) == "," && says_done(tokens, k + 1)) {
        return None;
    }
    if count.shape == Shape::Count && is_of_others(tokens, count, percent) {
        return None;
    }
    let closed = tokens.low(percent.next) == ")";
    let ends = percent.next >= tokens.len() || tokens.kind(percent.next) == Kind::Mark;
    let linked = if bracket {
        closed || verbs > 0
    } else {
        verbs > 0 || (marks > 0 && ends) || (from == to && closed)
    };
    // "10.000 văn bản (100%)": all of them; nothing is a part of a whole here.
    let says_all = bracket && verbs == 0 && count.shape == Shape::Count && percent.value == Some(100.0);
    if !linked || says_all {
        return None;
    }
    Some(joined(count, percent, totals, count.first, percent.next))
}

/// "giải ngân 142 triệu đồng, đạt 76,5%", "ngân sách xã 240 triệu đồng (37,5%)": the share of a sum of money is told right behind
/// it; growth is none.
fn is_spent(tokens: &Tokens<'_>, sum: &Figure, percent: &Figure) -> bool {
    let grows = (sum.next..percent.first).any(|k| matches!(tokens.low(k), "tăng" | "giảm" | "bằng"));
    let compared = tokens
        .any_phrase(percent.next, &["so với", "so cùng kỳ", "cùng kỳ"])
        .is_some();
    !grows && !compared && percent.first.saturating_sub(sum.next) <= 4
}

/// "cả 9/9 xã đạt tỷ lệ dưới 10%", "12/13 thôn có trên 80% hộ dùng": the share is that of each of them, not their own.
fn is_bound_of_each(count: &Figure, percent: &Figure) -> bool {
    const NEAR: f64 = 2.0;
    let (Some(part), Some(whole), Some(told)) = (count.numerator, count.denominator, percent.value) else {
        return false;
    };
    let bounds = ["dưới", "trên", "hơn", "từ", "không quá", "tối thiểu", "ít nhất"];
    let bound = percent.qualifier.as_deref().is_some_and(|q| bounds.contains(&q));
    bound && whole > 0.0 && (part / whole * 100.0 - told).abs() > NEAR
}

/// "06 trường học thu học phí qua ngân hàng, đạt tỷ lệ 93% số lượt giao dịch": the percentage says itself what it is of,
/// and that is not what was counted.
fn is_of_others(tokens: &Tokens<'_>, count: &Figure, percent: &Figure) -> bool {
    let at = percent.next + usize::from(tokens.low(percent.next) == "tổng");
    let Some(unit) = count.unit.as_deref().filter(|_| tokens.low(at) == "số") else {
        return false;
    };
    let of = tokens.low(at + 1);
    tokens.kind(at + 1) == Kind::Word && !unit.split(' ').any(|word| word == of)
}

/// True where the words at `i` say what is done with the things counted before.
fn says_done(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.low(i), "tỷ" | "tỉ" | "số" | "ký" | "nộp" | "gửi")
        || tokens
            .any_phrase(
                i,
                &[
                    "xử lý",
                    "giải quyết",
                    "tiếp nhận",
                    "thanh toán",
                    "thực hiện",
                    "cập nhật",
                ],
            )
            .is_some()
}

/// "120 hộ (giảm 35 hộ), chiếm 3,7%": the percentage belongs to the count before the bracket.
fn join_over_bracket(
    tokens: &Tokens<'_>,
    merged: &[Figure],
    percent: &Figure,
    totals: &Totals,
) -> Option<(usize, Figure)> {
    let place = merged.len().checked_sub(2)?;
    let (count, aside) = (&merged[place], &merged[place + 1]);
    let opened = (count.next..aside.first).any(|i| tokens.low(i) == "(");
    if !opened || !closes_between(tokens, aside, percent) {
        return None;
    }
    let mut joined = join_percent(tokens, count, percent, totals)?;
    // The figure in the bracket stays one of its own, with its own words.
    joined.next = count.next;
    joined.reach = Some(percent.next);
    Some((place, joined))
}

/// True where the figure itself holds an opening bracket.
fn opens_inside(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    (figure.first..figure.next).any(|i| tokens.low(i) == "(")
}

/// True where a bracket around `inner` ends before `outer`.
fn closes_between(tokens: &Tokens<'_>, inner: &Figure, outer: &Figure) -> bool {
    let mut depth = 0_i32;
    (inner.next..outer.first).any(|i| {
        depth += match tokens.low(i) {
            "(" => 1,
            ")" => -1,
            _ => 0,
        };
        depth < 0
    })
}

/// A count or ratio in brackets after its percentage: "75,26% (429/570 hồ sơ)", "75,26%, tương ứng 429 hồ sơ".
fn join_bracket(tokens: &Tokens<'_>, percent: &Figure, count: &Figure, totals: &Totals) -> Option<Figure> {
    // "7.021 tài khoản, chiếm 58,4% (7.021/12.022)": the bracket tells the same count once more, with its whole.
    let told = percent.numerator.is_some() && percent.denominator.is_none() && percent.numerator == count.numerator;
    if percent.shape != Shape::Percent
        || !(percent.numerator.is_none() || told)
        || !matches!(count.shape, Shape::Count | Shape::Fraction)
        || count.first < percent.next
        || count.first - percent.next > 8
    {
        return None;
    }
    let between: Vec<&str> = (percent.next..count.first).map(|i| tokens.low(i)).collect();
    let linked = matches!(
        between.as_slice(),
        ["("]
            | ["(", "tương" | "tức" | "là" | "đạt" | "với", ..]
            | [",", "tương", "ứng" | "đương", ..]
            | ["tương", "ứng" | "đương", ..]
    );
    // "100% trường học (21 trường)": the bracket counts what the percentage is of.
    let counts_them = closing(tokens, count)
        && between.last() == Some(&"(")
        && count
            .unit
            .as_deref()
            .and_then(|u| u.split(' ').next())
            .is_some_and(|u| between[..between.len() - 1].contains(&u));
    // "100% cán bộ, công chức (22/22 đồng chí)": the ratio in the bracket is the percentage.
    let is_it = closes_soon(tokens, count) && between.last() == Some(&"(") && is_ratio(percent, count);
    // "đạt 90% với 288 người trên tổng số 320 người": the ratio that the percentage is.
    let with_ratio = matches!(between.as_slice(), ["với"] | [",", "với"]) && is_ratio(percent, count);
    let joins = if told {
        is_it
    } else {
        linked || counts_them || is_it || with_ratio
    };
    joins.then(|| joined(count, percent, totals, percent.first, count.next))
}

/// True where the counts give the percentage.
fn is_ratio(percent: &Figure, count: &Figure) -> bool {
    matches!((percent.value, count.numerator, count.denominator), (Some(p), Some(n), Some(d))
        if d > 0.0 && (n / d * 100.0 - p).abs() < 0.06)
}

/// A ratio that is set equal to the percentage before it: "98,5% = 197/202 hồ sơ".
fn join_equal(tokens: &Tokens<'_>, percent: &Figure, ratio: &Figure, totals: &Totals) -> Option<Figure> {
    let bare = percent.shape == Shape::Percent && percent.numerator.is_none() && percent.denominator.is_none();
    let equal = percent.next + 1 == ratio.first && tokens.low(percent.next) == "=";
    (bare && equal && ratio.shape == Shape::Fraction).then(|| joined(ratio, percent, totals, percent.first, ratio.next))
}

/// True where a bracket closes after the figure and the last words of its unit ("12.022 người trưởng thành").
fn closes_soon(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let stop = (figure.next..figure.next + 5).find(|&i| tokens.kind(i) != Kind::Word);
    stop.is_some_and(|i| tokens.low(i) == ")")
}

/// True where a bracket closes right after the figure.
fn closing(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    tokens.low(figure.next) == ")"
}

fn joined(count: &Figure, percent: &Figure, totals: &Totals, first: usize, next: usize) -> Figure {
    let numerator = count.numerator.or(count.value);
    let denominator = count
        .denominator
        .or_else(|| totals.whole_of(count.value?, percent.value?, percent.decimals));
    Figure {
        shape: Shape::Percent,
        first,
        next,
        number: count.number.min(percent.number),
        value: percent.value,
        unit: Some("%".into()),
        qualifier: percent.qualifier.clone().or_else(|| count.qualifier.clone()),
        numerator,
        denominator,
        decimals: percent.decimals,
        confidence: percent.confidence,
        reach: None,
    }
}
