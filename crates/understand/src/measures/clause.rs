//! The words a figure is read from, and what it is about.

use super::scan::Figure;
use super::subject::{self, Subject, Told};
use super::words::{is_change, is_join, joins_kinds, leads_on, measures_size, opens_amount};
use crate::tokens::{Kind, Tokens};

/// Longest part of a quote before and after the figure, in tokens.
const MAX_BEFORE: usize = 40;
const MAX_AFTER: usize = 40;

/// Quote and subject of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Bytes of the quote.
    pub start: usize,
    pub end: usize,
    pub subject: Subject,
}

/// The clause of the figure; `before` is the token at which the clause of the figure before ends, `after` the
/// one at which the next figure starts, `told` what the figure before was about.
pub(super) fn clause(
    tokens: &Tokens<'_>,
    figure: &Figure,
    (before, after): (usize, usize),
    told: Option<&Told>,
) -> (Clause, usize) {
    let own_bracket = holds_bracket(tokens, figure);
    let aside = own_bracket && !(figure.first..figure.next).any(|i| tokens.low(i) == "(");
    let to = if aside && tokens.low(figure.next) == ")" && tokens.low(figure.next + 1) == "," {
        // "Tỷ lệ hộ nghèo còn cao (18,6%), nhiều hộ chưa có …": something else begins behind the comma.
        (figure.next + 1).min(after)
    } else {
        right(tokens, figure, after, own_bracket)
    };
    let tail = if tokens.low(figure.next) == ")" {
        0
    } else {
        words_in(tokens, figure.next, to)
    };
    let from = left(tokens, figure.first, before, tail);
    let clause = Clause {
        start: tokens.start(from),
        end: tokens.end(to.max(from + 1).max(figure.reach.unwrap_or(0)) - 1),
        subject: subject::of(tokens, figure, (from, to), told),
    };
    (clause, to)
}

/// True where a bracket opens inside the figure or right before it: "11/12 thôn (91,7%", "(51%".
fn holds_bracket(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let mut from = figure.first;
    while from > 0 && is_join(tokens, from - 1) {
        from -= 1;
    }
    (from..figure.next).any(|i| tokens.low(i) == "(")
}

fn words_in(tokens: &Tokens<'_>, from: usize, to: usize) -> usize {
    (from..to).filter(|&i| tokens.kind(i) == Kind::Word).count()
}

/// First token of the quote; `tail` is the number of words after the figure.
fn left(tokens: &Tokens<'_>, first: usize, before: usize, tail: usize) -> usize {
    let limit = before.max(first.saturating_sub(MAX_BEFORE)).min(first);
    let mut from = first;
    let (mut words, mut labelled) = (0, false);
    while from > limit {
        let at = from - 1;
        let boundary = match tokens.low(at) {
            ";" | "[" | "]" => true,
            "." | "!" | "?" | "…" => tokens.ends_sentence(at) || tokens.low(from) == ".",
            // The label of a figure stands before its colon or bracket: "Tỷ lệ hồ sơ đúng hạn: 98%", "Lĩnh vực … (51%)".
            ":" | "(" if words == 0 && tail < 2 => {
                labelled = true;
                false
            }
            // "Tỷ lệ hồ sơ (trừ hồ sơ rút) đạt 95%": the bracket explains words of the same phrase.
            ")" => match explaining_bracket(tokens, at, limit) {
                Some(open) => {
                    from = open;
                    continue;
                }
                None => true,
            },
            ":" | "(" => true,
            // "…, đạt 100%": what is counted stands before the comma.
            "," => {
                !labelled
                    && (words > 0 || (from == first && tail > 0))
                    && !is_pair(tokens, at, first)
                    && !joins_kinds(tokens, at)
                    && !within_phrase(tokens, at, limit, first)
            }
            "với" => words > 0 && is_with_amount(tokens, at),
            _ => tokens.is_bullet(at),
        };
        if boundary {
            break;
        }
        // "diện tích cao su, hiện có là 2.106 ha"
        let idle = tail == 0 && matches!(tokens.low(at), "hiện" | "có" | "nay");
        words += usize::from(tokens.kind(at) == Kind::Word && !is_join(tokens, at) && !idle);
        from -= 1;
    }
    while from < first {
        let quote = matches!(tokens.low(from), "“" | "\"");
        let lead = tokens.any_phrase(from, &["và", "trong đó", "hiện nay", "đến nay", "cụ thể"]);
        match lead {
            Some(n) if from + n <= first => from += n,
            // "như Gò Đông 23%": an example.
            _ if tokens.low(from) == "như" && tokens.capital(from + 1) => from += 1,
            _ if tokens.kind(from) == Kind::Mark && !quote => from += 1,
            _ => break,
        }
    }
    from
}

/// "… đường với tổng kinh phí 1,4 tỷ đồng": another quantity begins at the word.
fn is_with_amount(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.low(at) == "với" && !matches!(tokens.low_before(at, 1), "so" | "đối") && opens_amount(tokens, at + 1)
}

/// The opening bracket of one that ends at `close` and holds words, no figure.
fn explaining_bracket(tokens: &Tokens<'_>, close: usize, limit: usize) -> Option<usize> {
    let goes_on = tokens.kind(close + 1) == Kind::Word && !tokens.capital(close + 1);
    let open = (limit..close).rev().find(|&k| matches!(tokens.low(k), "(" | ")"))?;
    // Digits there are no figure: figures end the words of the one behind them.
    let words = (open + 1..close).all(|k| tokens.kind(k) != Kind::Mark || matches!(tokens.low(k), "," | "."));
    (goes_on && words && open > limit && tokens.low(open) == "(").then_some(open)
}

/// "Tỷ lệ người dân có hồ sơ được cập nhật, bổ sung thường xuyên đạt 99%": the comma stands inside the phrase that
/// names the quantity, up to the word that gives its value.
fn within_phrase(tokens: &Tokens<'_>, comma: usize, limit: usize, first: usize) -> bool {
    const CLAUSES: [&str; 11] = [
        "nhất là",
        "đã",
        "đang",
        "sẽ",
        "có",
        "hiện",
        "trong đó",
        "đồng thời",
        "còn",
        "toàn",
        "tổ chức",
    ];
    const VALUES: [&str; 9] = ["đạt", "là", "chiếm", ":", "ước", "còn", "bằng", "tăng", "giảm"];
    let given = (comma + 1..first)
        .rev()
        .take(2)
        .any(|k| VALUES.contains(&tokens.low(k)));
    if !given || opens_amount(tokens, comma + 1) || tokens.any_phrase(comma + 1, &CLAUSES).is_some() {
        return false;
    }
    let stops = |k: usize| matches!(tokens.low(k), ";" | ":" | "(" | ")") || tokens.ends_sentence(k);
    let figures = |k: usize| tokens.kind(k) == Kind::Digits || is_change(tokens.low(k));
    let begins = |k: usize| k == limit || matches!(tokens.low(k - 1), "," | ";" | ":" | "." | "-" | "+");
    (limit..comma)
        .rev()
        .take_while(|&k| !stops(k) && !figures(k))
        .any(|k| opens_amount(tokens, k) && begins(k))
}

/// Words on either side of a pair at most, with what joins them.
const PAIR: usize = 4;

/// True where the words on both sides of the joint at `at`, up to `end`, are one kind: "trước hạn, đúng hạn", "đúng hạn và
/// trước hạn".
fn is_pair(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    let short = (at + 2..=at + PAIR).contains(&end);
    let word = |i: usize| tokens.kind(i) == Kind::Word;
    short && at > 0 && word(at - 1) && (at + 1..end).all(word) && tokens.low(at - 1) == tokens.low(end - 1)
}

/// Token after the quote.
fn right(tokens: &Tokens<'_>, figure: &Figure, after: usize, own_bracket: bool) -> usize {
    let next = figure.next;
    let limit = after.min(next + MAX_AFTER).min(tokens.len());
    // The bracket that ends with the figure: "11/12 thôn (91,7%) có …".
    let mut to = next + usize::from(own_bracket && tokens.low(next) == ")" && next < limit);
    let mut cut = false;
    while to < limit && !cut {
        cut = match tokens.low(to) {
            ";" | "(" | ")" | ":" => true,
            "." | "!" | "?" | "…" => tokens.ends_sentence(to) || matches!(tokens.low(to + 1), "." | ")"),
            "," => starts_clause(tokens, to + 1),
            _ => to > next && tokens.is_bullet(to),
        };
        to += usize::from(!cut);
    }
    // "với 312 hộ, tổng số dân: 1.250 người": the colon belongs to the next figure.
    let labels = cut && tokens.low(to) == ":" && to + 1 == after;
    if to < tokens.len() && (labels || !cut) {
        to = given_back(tokens, figure, next, to);
        while to > next && to + 3 > after && leads_on(tokens.low(to - 1)) {
            to -= 1;
        }
    }
    while to > next && matches!(tokens.low(to - 1), "," | "và" | "-" | "–" | ":" | "(") {
        to -= 1;
    }
    to
}

/// The token at which the words of the next figure's clause begin, which starts at `to` or behind it.
fn given_back(tokens: &Tokens<'_>, figure: &Figure, next: usize, to: usize) -> usize {
    // "62,58 tạ/ha sản lượng đạt 719 tấn": nothing is counted in "tạ/ha".
    if figure.unit.as_deref().is_some_and(measures_size) && opens_amount(tokens, next) {
        return next;
    }
    let begins = |k: usize| match tokens.low(k) {
        "," => !joins_kinds(tokens, k),
        "và" => true,
        "với" => is_with_amount(tokens, k),
        // "… kế hoạch như Gò Đông 44%, Gò Tây 58%": examples.
        "như" => tokens.capital(k + 1),
        // "kết nạp 10 đảng viên nâng tổng số đảng viên lên 168"
        "nâng" | "đưa" => k > next && opens_amount(tokens, k + 1),
        _ => false,
    };
    let back = (next..to).rev().find(|&k| begins(k));
    // "5 nhà, tỷ lệ hộ được kiểm tra, phúc tra đạt 90%": the phrase that names the next quantity stays whole.
    let named = (next..to)
        .rev()
        .find(|&k| tokens.low(k) == "," && opens_amount(tokens, k + 1));
    let pair = back.filter(|&k| tokens.low(k) == "và" && is_pair(tokens, k, to));
    let before_pair = pair.and_then(|k| (k.saturating_sub(PAIR)..k).find(|&j| j >= next && tokens.low(j) == ","));
    // "91 xã đã tiếp nhận 904 hồ sơ": the verb tells of what follows.
    let done = || (next + 1..to).rev().find(|&k| tokens.low(k) == "đã");
    named.or(before_pair).or(back).or_else(done).unwrap_or(to)
}

/// Words after a comma with which something else begins.
fn starts_clause(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens
        .any_phrase(
            i,
            &[
                "trong đó",
                "ban hành",
                "phấn đấu",
                "đã",
                "đang",
                "sẽ",
                "đồng thời",
                "qua đó",
                "góp phần",
                "nhằm",
                "đáp ứng",
                "phục vụ",
                "cụ thể",
                "còn",
                "tại",
                "bao gồm",
                "gồm",
                "tuy nhiên",
                "không",
                "xếp thứ",
                "xếp hạng",
                "xếp vị trí",
                "đứng thứ",
            ],
        )
        .is_some()
}
