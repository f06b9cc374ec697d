//! Figures that are parts of one told before them.

use super::super::words::{names_always, names_mostly};
use super::Figure;
use crate::tokens::{Kind, Tokens};

/// True for a figure that is a part in a breakdown of one given before it.
pub(in crate::measures) fn is_part(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let labelled = tokens.low_before(figure.first, 1) == ":" && in_breakdown(tokens, figure.first);
    labelled || is_named_part(tokens, figure.first, figure.next) || is_listed_part(tokens, figure.first, figure.next)
}

/// True for one of several parts that end with a bare number: "4.806 hồ sơ (trực tuyến 4.519, bưu chính 27)", "18.226
/// người cài đặt: đã kích hoạt 17.904, chưa kích hoạt 322". A figure has to stand before the list, and a neighbour
/// has to be made the same way.
pub(super) fn is_listed_part(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    const LONGEST_ITEM: usize = 8;
    let within_number = |j: usize| tokens.glued(j + 1) && tokens.kind(j + 1) == Kind::Digits;
    let separates = |j: usize| matches!(tokens.low(j), "," | ";" | "(" | ":") && !within_number(j);
    let closes = |j: usize| j >= tokens.len() || matches!(tokens.low(j), ")" | "." | "," | ";") && !within_number(j);
    // The item before the separator at `end`, where it is some words and one number.
    let is_item = |from: usize, end: usize| {
        let last = end
            .checked_sub(1)
            .filter(|l| *l > from && tokens.kind(*l) == Kind::Digits);
        last.is_some_and(|_| end - from <= LONGEST_ITEM && tokens.kind(from) == Kind::Word)
    };
    let start_of = |end: usize| (end.saturating_sub(LONGEST_ITEM)..end).rev().find(|&j| separates(j));
    let Some(separator) = start_of(i).filter(|_| closes(next)) else {
        return false;
    };
    let named = names_mostly(tokens.low(i - 1)) || names_always(tokens.low_before(i, 2), tokens.low(i - 1));
    let years = (i + 1 == next) && tokens.word(i).len() == 4 && tokens.word(i).starts_with("20");
    if named || years || i - separator < 2 || tokens.kind(separator + 1) != Kind::Word {
        return false;
    }
    let sibling_before =
        matches!(tokens.low(separator), "," | ";") && start_of(separator).is_some_and(|s| is_item(s + 1, separator));
    let sibling_after = matches!(tokens.low(next), "," | ";")
        && (next + 2..next + 2 + LONGEST_ITEM)
            .find(|&j| closes(j))
            .is_some_and(|end| is_item(next + 1, end));
    if !sibling_before && !sibling_after {
        return false;
    }
    let from = i.saturating_sub(40);
    let open = (from..i)
        .rev()
        .take_while(|&j| !tokens.ends_sentence(j) && tokens.low(j) != ")")
        .find(|&j| matches!(tokens.low(j), "(" | ":" | ";"));
    open.is_some_and(|open| {
        (open.saturating_sub(14)..open)
            .rev()
            .take_while(|&j| !tokens.ends_sentence(j) && tokens.low(j) != ";")
            .any(|j| tokens.kind(j) == Kind::Digits)
    })
}

/// True for a part that only a name announces: "36 trạm (Viettel 17, VNPT 12)". Every item of the bracket has to be
/// made so, and a figure has to stand before it.
pub(super) fn is_named_part(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let from = i.saturating_sub(40);
    let Some(open) = (from..i)
        .rev()
        .take_while(|&j| tokens.low(j) != ")")
        .find(|&j| tokens.low(j) == "(")
    else {
        return false;
    };
    let closed = (next..next + 40).find(|&j| tokens.low(j) == ")");
    let (true, Some(close)) = (open > 1 && tokens.capital(i - 1), closed) else {
        return false;
    };
    let counted = (open.saturating_sub(3)..open).any(|j| tokens.kind(j) == Kind::Digits);
    // Each item: words, the last one with a capital and no kind of place, then a number.
    let mut item = open + 1;
    let mut items = 0;
    while counted && item < close {
        let end = (item..close)
            .find(|&j| matches!(tokens.low(j), "," | ";") && !tokens.glued(j + 1))
            .unwrap_or(close);
        let last = (item..end).rev().find(|&j| tokens.kind(j) == Kind::Word);
        let Some(last) = last.filter(|&l| tokens.capital(l) && tokens.kind(l + 1) == Kind::Digits && l + 1 < end)
        else {
            return false;
        };
        if names_mostly(tokens.low(last)) || names_always(tokens.low_before(last, 1), tokens.low(last)) {
            return false;
        }
        items += 1;
        item = end + 1;
    }
    items >= 2
}

/// True where the label before the colon at `i - 1` names a part of a figure given before:
/// "1.245 hồ sơ (trực tuyến: 1.198; trực tiếp: 47)", "61 trạm, trong đó: Viettel: 24, VNPT: 22".
pub(super) fn in_breakdown(tokens: &Tokens<'_>, i: usize) -> bool {
    let from = i.saturating_sub(40);
    let Some(open) = (from..i.saturating_sub(1))
        .rev()
        .take_while(|&j| !tokens.ends_sentence(j) && tokens.low(j) != ")")
        .find(|&j| {
            tokens.low(j) == "("
                || tokens
                    .any_phrase(j, &["trong đó", "bao gồm", "gồm", "chia ra"])
                    .is_some()
        })
    else {
        return false;
    };
    (open.saturating_sub(14)..open)
        .rev()
        .take_while(|&j| !tokens.ends_sentence(j) && tokens.low(j) != ";")
        .any(|j| tokens.kind(j) == Kind::Digits)
}
