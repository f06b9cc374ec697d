//! The words a figure is read from, and what it is about.

use super::scan::{Figure, Shape};
use super::words::{is_measured, joins};
use crate::tokens::{Kind, Tokens};
use tonghop_model::reading::Measure;

/// Longest part of a quote before and after the figure, in tokens.
const MAX_BEFORE: usize = 40;
const MAX_AFTER: usize = 40;

/// Quote and subject of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Bytes of the quote.
    pub start: usize,
    pub end: usize,
    /// What is counted.
    pub subject: String,
}

impl Clause {
    /// "giá trị sản xuất đạt 2.522 tỷ đồng, tăng 7,5% so với cùng kỳ": what changed is what the figure right before it,
    /// whose quote ends at the byte `till`, is about.
    pub fn changes(&mut self, text: &str, till: usize, before: &Measure) {
        const LONGEST: usize = 160;
        let quote = &text[self.start..self.end];
        let lower = quote.to_lowercase();
        let verb = ["tăng", "giảm", "vượt"].into_iter().find(|verb| {
            lower
                .strip_prefix(verb)
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
        let between = text.get(till..self.start).map(str::trim);
        let (Some(verb), Some("," | "(" | ", (" | "")) = (verb, between) else {
            return;
        };
        let what = before.subject.trim();
        if what.is_empty() || what.len() > LONGEST || self.subject.to_lowercase().starts_with(verb) {
            return;
        }
        self.subject = format!("{what} {verb} {}", self.subject).trim_end().to_owned();
    }
}

/// The clause of the figure; `before` is the token at which the clause of the figure before ends, `after` the
/// one at which the next figure starts.
pub(super) fn clause(tokens: &Tokens<'_>, figure: &Figure, before: usize, after: usize) -> (Clause, usize) {
    let own_bracket = holds_bracket(tokens, figure);
    let aside = own_bracket && !(figure.first..figure.next).any(|i| tokens.low(i) == "(");
    let to = if aside && tokens.low(figure.next) == ")" && tokens.low(figure.next + 1) == "," {
        // "Tỷ lệ hộ nghèo còn cao (18,6%), nhiều hộ chưa có …": something else begins behind the comma.
        (figure.next + 1).min(after)
    } else {
        right(tokens, figure.next, after, own_bracket)
    };
    let tail = if tokens.low(figure.next) == ")" {
        0
    } else {
        words_in(tokens, figure.next, to)
    };
    let from = left(tokens, figure.first, before, tail);
    let clause = Clause {
        start: tokens.start(from),
        end: tokens.end(to.max(from + 1) - 1),
        subject: subject(tokens, figure, from, to),
    };
    (clause, to)
}

/// True where a bracket opens inside the figure or right before it: "11/12 thôn (91,7%", "(51%".
fn holds_bracket(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let mut from = figure.first;
    while from > 0 && joins(tokens.low(from - 1)) {
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
            ":" | "(" | ")" => true,
            // "…, đạt 100%": what is counted stands before the comma.
            "," => !labelled && (words > 0 || (from == first && tail > 0)) && !is_pair(tokens, at, first),
            _ => tokens.is_bullet(at),
        };
        if boundary {
            break;
        }
        words += usize::from(tokens.kind(at) == Kind::Word && !joins(tokens.low(at)));
        from -= 1;
    }
    while from < first {
        let quote = matches!(tokens.low(from), "“" | "\"");
        let lead = tokens.any_phrase(from, &["và", "trong đó", "hiện nay", "đến nay", "cụ thể"]);
        match lead {
            Some(n) if from + n <= first => from += n,
            _ if tokens.kind(from) == Kind::Mark && !quote => from += 1,
            _ => break,
        }
    }
    from
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
fn right(tokens: &Tokens<'_>, next: usize, after: usize, own_bracket: bool) -> usize {
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
    // Where the next figure starts, the words of its own clause are given back.
    if !cut && to == after && to < tokens.len() {
        let back = (next..to).rev().find(|&k| matches!(tokens.low(k), "," | "và"));
        let pair = back.filter(|&k| tokens.low(k) == "và" && is_pair(tokens, k, to));
        let before_pair = pair.and_then(|k| (k.saturating_sub(PAIR)..k).find(|&j| j >= next && tokens.low(j) == ","));
        to = before_pair.or(back).unwrap_or(to);
    }
    while to > next && matches!(tokens.low(to - 1), "," | "và" | "-" | "–" | ":" | "(") {
        to -= 1;
    }
    to
}

/// Words after a comma with which something else begins.
fn starts_clause(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens
        .any_phrase(
            i,
            &[
                "trong đó",
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

/// What is counted: the words before the number, the unit and the words after it.
fn subject(tokens: &Tokens<'_>, figure: &Figure, from: usize, to: usize) -> String {
    let mut head_end = figure.first;
    while head_end > from
        && (joins(tokens.low(head_end - 1)) || matches!(tokens.low(head_end - 1), "được" | "có" | "đã" | "cho"))
    {
        head_end -= 1;
    }
    let head = piece(tokens, from, head_end);
    let plain_head = head.to_lowercase();
    let unit = figure
        .unit
        .as_deref()
        .filter(|u| figure.shape != Shape::Percent && figure.shape != Shape::Money && !plain_head.contains(u))
        .unwrap_or("");
    let tail = piece(tokens, figure.next, to);
    // "lúa 115 ha", "bò 970 con": a field or a herd in one word.
    let measured = is_measured(unit) || unit == "con";
    let named = measured && tail.is_empty() && !head.is_empty() && !is_small_word(&plain_head);
    let long_head = named || head.split(' ').count() > 1;
    let unit = if named { "" } else { unit };
    let mut subject = String::new();
    for part in [
        if long_head || (unit.is_empty() && tail.is_empty()) {
            head
        } else {
            ""
        },
        unit,
        tail,
    ] {
        if !part.is_empty() {
            if !subject.is_empty() {
                subject.push(' ');
            }
            subject.push_str(part);
        }
    }
    if subject.is_empty() {
        // "220 máy được cài phần mềm, đạt 88,7%": what is counted stands between the two numbers.
        subject = piece(tokens, figure.number + 1, inner_end(tokens, figure)).to_owned();
    }
    subject
}

/// Words that stand before a figure and name nothing.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "có" | "còn"
            | "gồm"
            | "là"
            | "với"
            | "trong"
            | "cho"
            | "của"
            | "các"
            | "mỗi"
            | "tăng"
            | "giảm"
            | "vượt"
            | "thêm"
            | "hơn"
    )
}

/// Token after the words inside a figure that belong to its count.
fn inner_end(tokens: &Tokens<'_>, figure: &Figure) -> usize {
    let mut end = figure.next.min(tokens.len());
    while end > figure.number + 1 && (tokens.kind(end - 1) != Kind::Word || joins(tokens.low(end - 1))) {
        end -= 1;
    }
    end
}

fn piece<'a>(tokens: &Tokens<'a>, from: usize, to: usize) -> &'a str {
    if from >= to {
        return "";
    }
    tokens.text[tokens.start(from)..tokens.end(to - 1)]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '.' | '-' | '+'))
}
