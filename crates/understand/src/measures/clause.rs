//! The words a figure is read from, and what it is about.

use super::scan::{Figure, Shape};
use super::words::joins;
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
    /// What is counted.
    pub subject: String,
}

/// The clause of the figure between its neighbours; `before` and `after` are the tokens at which those end and start.
pub(super) fn clause(tokens: &Tokens<'_>, figure: &Figure, before: usize, after: usize) -> Clause {
    let from = left(tokens, figure.first, before);
    let to = right(tokens, figure.next, after);
    Clause {
        start: tokens.start(from),
        end: tokens.end(to.max(from + 1) - 1),
        subject: subject(tokens, figure, from, to),
    }
}

/// First token of the quote.
fn left(tokens: &Tokens<'_>, first: usize, before: usize) -> usize {
    let limit = before.max(first.saturating_sub(MAX_BEFORE));
    let mut from = first;
    let mut words = 0;
    while from > limit {
        let mark = tokens.low(from - 1);
        let boundary = match mark {
            ";" | "•" | "[" | "]" => true,
            "." | "!" | "?" | "…" => tokens.ends_sentence(from - 1),
            // A bracket, colon or comma right before the figure has its words on the other side.
            ":" | "(" | "," | ")" => words > 0,
            "-" | "+" | "–" => {
                !tokens.glued(from) && (from == 1 || matches!(tokens.low_before(from - 1, 1), "." | ";" | ":"))
                    || tokens.glued(from) && from == 1
            }
            _ => false,
        };
        if boundary {
            break;
        }
        words += usize::from(tokens.kind(from - 1) == Kind::Word && !joins(mark));
        from -= 1;
    }
    while from < first
        && (tokens.kind(from) == Kind::Mark && !matches!(tokens.low(from), "“" | "\"")
            || matches!(tokens.low(from), "và" | "trong" | "đó")
                && tokens.any_phrase(from, &["và", "trong đó", "đó"]).is_some())
    {
        from += 1;
    }
    from
}

/// Token after the quote.
fn right(tokens: &Tokens<'_>, next: usize, after: usize) -> usize {
    let limit = after.min(next + MAX_AFTER).min(tokens.len());
    let mut to = next;
    let mut cut = false;
    while to < limit {
        match tokens.low(to) {
            ")" if to == next => {
                to += 1;
                cut = true;
                break;
            }
            ";" | "(" | ")" | ":" | "•" => {
                cut = true;
                break;
            }
            "." | "!" | "?" | "…" if tokens.ends_sentence(to) || tokens.low(to + 1) == "." => {
                cut = true;
                break;
            }
            "," if starts_clause(tokens, to + 1) => {
                cut = true;
                break;
            }
            "-" | "+" if !tokens.glued(to) && (tokens.glued(to + 1) || tokens.capital(to + 1)) && to > next => {
                cut = true;
                break;
            }
            _ => to += 1,
        }
    }
    // Where the next figure starts, the words of its own clause are given back.
    if !cut && to == after && to < tokens.len() {
        let back = (next..to).rev().find(|&k| matches!(tokens.low(k), "," | "và"));
        to = back.unwrap_or(to);
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
    let unit = figure
        .unit
        .as_deref()
        .filter(|_| figure.shape != Shape::Percent && figure.shape != Shape::Money)
        .unwrap_or("");
    let tail = piece(tokens, figure.next, to);
    let long_head = head.split(' ').count() > 1;
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
    subject
}

fn piece<'a>(tokens: &Tokens<'a>, from: usize, to: usize) -> &'a str {
    if from >= to {
        return "";
    }
    tokens.text[tokens.start(from)..tokens.end(to - 1)]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '.' | '-' | '+'))
}
