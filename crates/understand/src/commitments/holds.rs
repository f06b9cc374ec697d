//! Whether an announcement is a promise: what lies ahead is one, what was done by its day is a result.

use super::announce::{self, Announced, LEVELS, Sentence};
use super::due::{self, Written};
use crate::tokens::{Kind, Tokens};
use std::cmp::Ordering;
use tonghop_text::dates::PartialDate;

/// Whether the announcement promises, given the date that it is due.
pub(super) fn holds(
    tokens: &Tokens<'_>,
    sentence: Sentence,
    (at, kind): (usize, Announced),
    due: Option<PartialDate>,
    written: Written<'_>,
) -> bool {
    let is_promise = matches!(kind, Announced::Planned | Announced::Will);
    let Some(iso) = due.filter(|d| d.month.is_some()).and_then(PartialDate::iso) else {
        return is_promise || is_measured(tokens, sentence, (at, kind), due, written);
    };
    let order = written.compare(&iso);
    match kind {
        Announced::Planned | Announced::Will => true,
        Announced::Deadline if !sentence.task => order.is_some_and(Ordering::is_gt),
        Announced::WillBy => order.is_none_or(Ordering::is_gt),
        Announced::Deadline | Announced::Task | Announced::Due => order.is_none_or(Ordering::is_ge),
        Announced::Dated => {
            // What was finished by a day in the past is a result.
            let certain = sentence.task || tokens.phrase(at, "chậm nhất").is_some();
            // "Đến hết tháng 9/2025, đã cấp …" in a report of that month tells what was reached.
            let level = !sentence.task && tokens.any_phrase(at, LEVELS).is_some();
            let to_come = |o: Ordering| if level { o.is_gt() } else { o.is_ge() };
            let told = !sentence.task && tells_what_was_done(tokens, (at, sentence.to), order, written);
            order.map_or(certain, to_come) && !told
        }
    }
}

/// True among the tasks ahead for an aim or a year to come that a number makes measurable: "Phấn đấu 100% hồ sơ …", "Mở 04 lớp
/// trong năm 2032".
fn is_measured(
    tokens: &Tokens<'_>,
    sentence: Sentence,
    (at, kind): (usize, Announced),
    due: Option<PartialDate>,
    written: Written<'_>,
) -> bool {
    let later = due.and_then(PartialDate::iso).and_then(|iso| written.compare(&iso));
    let timely = match kind {
        Announced::Due => later.is_none_or(Ordering::is_gt),
        Announced::Task => later == Some(Ordering::Greater),
        _ => false,
    };
    let from = if kind == Announced::Due { at } else { sentence.from };
    let counts = |i: usize| {
        let dated = matches!(
            tokens.low_before(i, 1),
            "năm" | "tháng" | "quý" | "số" | "/" | "-" | "ngày"
        ) || tokens.low(i + 1) == "/";
        tokens.kind(i) == Kind::Digits && i > sentence.first && !dated
    };
    timely && sentence.task && (from..sentence.to).any(counts)
}

/// True for a sentence of the report's own month or quarter that tells what was done: "Trong tháng 01, tỉnh thực hiện đánh giá …"
/// in a report of January. `order` says whether the period ends with the report's month.
fn tells_what_was_done(
    tokens: &Tokens<'_>,
    (at, to): (usize, usize),
    order: Option<Ordering>,
    written: Written<'_>,
) -> bool {
    const FUTURE: [&str; 8] = [
        "sẽ",
        "dự kiến",
        "phấn đấu",
        "tiếp tục",
        "tập trung",
        "yêu cầu",
        "đề nghị",
        "hoàn thành",
    ];
    const SUBJECTS: [&str; 16] = [
        "tỉnh",
        "xã",
        "phường",
        "ubnd",
        "ủy ban",
        "hđnd",
        "đảng",
        "thường trực",
        "công an",
        "phòng",
        "trung tâm",
        "toàn",
        "các",
        "địa",
        "đơn vị",
        "trên địa bàn",
    ];
    let reached = tokens.low(at) == "đến" && (tokens.low(at + 1) == "ngày" || tokens.kind(at + 1) == Kind::Digits);
    let period =
        reached || announce::is_period(tokens, at) || tokens.any_phrase(at, &["trong tháng", "trong quý"]).is_some();
    if !period || (at..to).any(|i| tokens.any_phrase(i, &FUTURE).is_some()) {
        return false;
    }
    let comma = (at..to).find(|&i| tokens.low(i) == ",");
    // "Trong tháng 10, hoàn thành …" tells the unit what to do; a subject of its own tells what it does.
    let subject = comma.is_some_and(|i| tokens.any_phrase(i + 1, &SUBJECTS).is_some());
    let done = (at..to).any(|i| matches!(tokens.low(i), "đã" | "được"));
    let quarter = || {
        let at = if announce::is_period(tokens, at) { at } else { at + 1 };
        matches!(tokens.low(at), "quý" | "quí") && due::is_own_quarter(tokens, at, written)
    };
    // "Đến ngày 10/6/2031, có …": what stood that day.
    (subject || done || reached) && (order == Some(Ordering::Equal) || quarter())
}
