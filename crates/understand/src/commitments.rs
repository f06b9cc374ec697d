//! Promises: what the unit says it will do, with its date where one is given.
//!
//! A promise is a sentence or bracket with "dự kiến", "cam kết", or "sẽ" of the unit itself, or one that sets a day,
//! month or quarter to come: "Hoàn thành … trước ngày 15/11", "Mở 02 lớp trong quý I" among the tasks ahead. Not promises:
//! the wording of tasks that a template fixes, headings, what others do or are asked to do, effects ("sẽ góp phần …")
//! and plans in general terms ("tiếp tục đẩy mạnh …").

mod actor;
mod announce;
mod due;
mod holds;

use crate::flow::Para;
use crate::stretches::Stretches;
use crate::tokens::{Kind, Tokens};
use announce::{Announced, Sentence};
use due::{Dates, Written};
use holds::holds;
use std::cmp::Ordering;
use tonghop_model::reading::{Commitment, Span};
use tonghop_text::dates::PartialDate;

/// What is known of the report whose promises are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// When it was written, in ISO form, possibly only a month or year: it completes dates such as "trong tháng 10" and tells
    /// what is to come.
    pub written: Option<&'a str>,
    /// Who wrote it.
    pub issuer: Option<&'a str>,
    /// The text under headings that announce tasks to come.
    pub tasks: &'a [Span],
    /// The text under headings that announce requests.
    pub requests: &'a [Span],
    /// The headings.
    pub headings: &'a [Span],
}

/// More words than any sentence has; a longer one is read in pieces.
const LONGEST_SENTENCE: usize = 600;

/// Looks for the promises of one report.
pub struct Finder<'a> {
    written: Written<'a>,
    own: actor::Own,
    tasks: Stretches,
    requests: Stretches,
    headings: Stretches,
}

impl<'a> Finder<'a> {
    /// Prepares what is known of the report.
    #[must_use]
    pub fn new(context: &Context<'a>) -> Self {
        let stretches = |spans: &[Span]| Stretches::of(spans.iter().copied());
        Self {
            written: Written::on(context.written),
            own: actor::Own::named(context.issuer),
            tasks: stretches(context.tasks),
            requests: stretches(context.requests),
            headings: stretches(context.headings),
        }
    }

    /// Every promise of a paragraph, in order; none in the wording of a task that a template fixes.
    #[must_use]
    pub fn of(&self, para: &Para) -> Vec<Commitment> {
        if para.fixed_wording {
            Vec::new()
        } else {
            of_para(para, self)
        }
    }

    /// The promises of a cell of the annex, which speak of the row's task: "Đang thực hiện (dự kiến trong tháng 10)" is the
    /// task itself, "dự kiến ký trong tháng 11" a step of it.
    #[must_use]
    pub fn of_cell(&self, cell: &Para, task: &str) -> Vec<Commitment> {
        /// More words say by themselves what is meant.
        const STEP: usize = 8;
        let task = task.split([';', '.']).next().unwrap_or_default().trim();
        let mut found = self.of(cell);
        for promise in &mut found {
            let bare = promise.quote.starts_with('(') || promise.what.is_empty();
            if bare && cell.text.starts_with(promise.what.as_str()) {
                task.clone_into(&mut promise.what);
            } else if !task.is_empty() && tonghop_text::words(&promise.what).count() <= STEP {
                promise.what = format!("{} ({task})", promise.what);
            }
        }
        found
    }
}

fn of_para(para: &Para, report: &Finder<'_>) -> Vec<Commitment> {
    let announced = ["ẽ", "ự kiến", "ự định", "am kết", "in hứa", "Ự KIẾN"];
    let dated = [
        "gày",
        "háng",
        "uý",
        "uí",
        "rước",
        "hậm nhất",
        "hấn đấu",
        "uyết tâm",
        "oàn thành",
        "năm 20",
        "/",
    ];
    let may_promise = |hints: &[&str]| hints.iter().any(|h| para.text.contains(h));
    let numbers = para.text.contains(|c: char| c.is_ascii_digit() || c == 'I');
    let worth_reading = may_promise(&announced) || numbers && may_promise(&dated);
    if !worth_reading {
        return Vec::new();
    }
    let tokens = Tokens::of(para);
    let dates = Dates::of(&para.text);
    let mut found = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let to = sentence_end(&tokens, from);
        found.extend(of_sentence(para, &tokens, (from, to), &dates, report));
        from = to + 1;
    }
    found
}

/// The token that ends the sentence which starts at `from`: `.` or `;` outside brackets, or a list item's mark.
fn sentence_end(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut depth = 0_usize;
    let limit = tokens.len().min(from + LONGEST_SENTENCE);
    for i in from..limit {
        match tokens.low(i) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" if depth == 0 && !list_goes_on(tokens, i) => return i,
            _ if tokens.ends_sentence(i) => return i,
            _ if i > from && tokens.is_bullet(i) => return i,
            _ => {}
        }
    }
    limit
}

/// "các cơ quan, tổ chức, đơn vị; các thôn": a list of those concerned, not a new sentence.
fn list_goes_on(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.low(i + 1), "các" | "những")
}

/// The promise of the sentence `from..to`: its first announcement that holds.
fn of_sentence(
    para: &Para,
    tokens: &Tokens<'_>,
    (from, to): (usize, usize),
    dates: &Dates,
    report: &Finder<'_>,
) -> Option<Commitment> {
    let first = (from..to).find(|&i| tokens.kind(i) == Kind::Word)?;
    let place = para.span_of_bytes(tokens.start(first), tokens.end(first));
    if report.headings.hold(place) {
        return None;
    }
    let sentence = Sentence {
        from,
        to,
        first,
        task: report.tasks.hold(place),
        request: report.requests.hold(place),
    };
    (from..to).find_map(|at| {
        let kind = announce::announced(tokens, sentence, at, &report.own)?;
        promise_at(para, tokens, sentence, (at, kind), dates, report.written)
    })
}

/// The promise that is announced at the token `at` of a sentence.
fn promise_at(
    para: &Para,
    tokens: &Tokens<'_>,
    sentence: Sentence,
    (at, kind): (usize, Announced),
    dates: &Dates,
    written: Written<'_>,
) -> Option<Commitment> {
    let Sentence { from, to, .. } = sentence;
    let bracket = bracket_around(tokens, from, to, at);
    let scope_end = bracket.map_or(to, |(_, close)| close);
    let due = due_date(tokens, dates, (from, at, scope_end), kind, written);
    if !holds(tokens, sentence, (at, kind), due, written) {
        return None;
    }
    let bare = bracket.is_none() && kind == Announced::Planned && !says_what(tokens, dates, (at + 2, to));
    let (start, end) = match (bracket, kind) {
        (Some((open, close)), _) => {
            // A bracket after a document or task speaks of it; one that stands alone is the whole quote.
            let lead = if open > from && names_document(tokens, from, open) {
                from
            } else {
                open
            };
            (lead, close + 1)
        }
        (None, Announced::Will | Announced::WillBy) => (own_clause(tokens, from, at), to),
        (None, Announced::Deadline | Announced::Task) => (from, to),
        (None, Announced::Planned) if bare => (from, to),
        (None, _) => (at, to),
    };
    let end = end.min(tokens.len()).max(start + 1);
    let first = skip_bullet(tokens, start, end);
    let quote = &para.text[tokens.start(first)..tokens.end(end - 1)];
    let what = if bare {
        text_between(tokens, from, at)
    } else {
        what(tokens, from, at, scope_end, kind, bracket.is_some())
    };
    Some(Commitment {
        quote: quote.to_owned(),
        what,
        due: due.and_then(PartialDate::iso),
        span: para.span_of_bytes(tokens.start(first), tokens.end(end - 1)),
    })
}

/// The date of the promise that is announced at `at`: behind the announcement, or before it for what will be done.
fn due_date(
    tokens: &Tokens<'_>,
    dates: &Dates,
    (from, at, to): (usize, usize, usize),
    kind: Announced,
    written: Written<'_>,
) -> Option<PartialDate> {
    let behind = due::due_date(tokens, dates, (at, to), written);
    let announces = matches!(
        kind,
        Announced::Planned | Announced::Will | Announced::WillBy | Announced::Due
    );
    if behind.is_some() || !announces {
        return behind;
    }
    let before = due::due_date(tokens, dates, (from, at), written)?;
    // The date of a document that the sentence begins with has passed.
    let to_come = |iso: String| written.compare(&iso).is_some_and(Ordering::is_ge);
    before.iso().is_some_and(to_come).then_some(before)
}

/// True where the tokens hold more than a date: "dự kiến ký kết trong tháng 12", not "dự kiến trong tháng 12".
fn says_what(tokens: &Tokens<'_>, dates: &Dates, (from, to): (usize, usize)) -> bool {
    const TIME: [&str; 14] = [
        "trong", "vào", "ngày", "tháng", "quý", "quí", "năm", "cuối", "đầu", "giữa", "tới", "này", "hết", "đến",
    ];
    let mut i = from;
    while i < to {
        let end = dates.end_of_date_at(tokens.start(i));
        let after = tokens.at_byte(end);
        if after > i {
            i = after;
            continue;
        }
        let roman = matches!(tokens.low(i), "i" | "ii" | "iii" | "iv");
        if tokens.kind(i) == Kind::Word && !roman && !TIME.contains(&tokens.low(i)) {
            return true;
        }
        i += 1;
    }
    false
}

/// The bracket around the token `at`: its opening and closing token.
fn bracket_around(tokens: &Tokens<'_>, from: usize, to: usize, at: usize) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    for i in from..at {
        match tokens.low(i) {
            "(" => open.push(i),
            ")" => {
                open.pop();
            }
            _ => {}
        }
    }
    let open = open.pop()?;
    let close = (at..to.min(tokens.len())).find(|&i| tokens.low(i) == ")")?;
    Some((open, close))
}

/// True where the words before a bracket name the document that the bracket speaks of.
fn names_document(tokens: &Tokens<'_>, from: usize, open: usize) -> bool {
    (from..open).any(|i| {
        tokens.capital(i)
            && tokens
                .any_phrase(
                    i,
                    &[
                        "kế hoạch",
                        "quyết định",
                        "phương án",
                        "quy chế",
                        "đề án",
                        "chương trình",
                    ],
                )
                .is_some()
    })
}

/// Where the quote of a "sẽ" starts: with the sentence, or with the unit's own clause where the sentence asks
/// somebody else first.
fn own_clause(tokens: &Tokens<'_>, from: usize, at: usize) -> usize {
    let asks = (from..at).any(|i| tokens.any_phrase(i, &["đề nghị", "kiến nghị", "đề xuất"]).is_some());
    if !asks {
        return from;
    }
    (from..at)
        .rev()
        .find(|&i| matches!(tokens.low(i), "," | ":"))
        .map_or(from, |i| i + 1)
}

fn skip_bullet(tokens: &Tokens<'_>, start: usize, end: usize) -> usize {
    (start..end)
        .find(|&i| !tokens.is_bullet(i) && !matches!(tokens.low(i), "." | ";" | ","))
        .unwrap_or(start)
}

/// What is promised: the words around the announcement without its date words.
fn what(tokens: &Tokens<'_>, from: usize, at: usize, to: usize, kind: Announced, bracket: bool) -> String {
    if matches!(kind, Announced::Deadline | Announced::Task) {
        return text_between(tokens, from, to);
    }
    let announcement = match kind {
        Announced::Will | Announced::WillBy => 1,
        Announced::Dated | Announced::Deadline | Announced::Task => 0,
        Announced::Planned | Announced::Due => 2,
    };
    if bracket {
        let open = (from..at).rev().find(|&i| tokens.low(i) == "(").unwrap_or(at);
        let before = text_between(tokens, from, open);
        return if before.is_empty() {
            text_between(tokens, at, to)
        } else {
            before
        };
    }
    let after = text_between(tokens, (at + announcement).min(to), to);
    // "dự kiến vào ngày … sẽ tiến hành ký kết": what is promised stands after "sẽ".
    let will = (at + announcement..to).find(|&i| tokens.low(i) == "sẽ" && kind == Announced::Planned);
    will.map_or(after, |i| text_between(tokens, i + 1, to))
}

/// The text of the tokens `a..b` without marks around it.
fn text_between(tokens: &Tokens<'_>, a: usize, b: usize) -> String {
    if a >= b {
        return String::new();
    }
    tokens.text[tokens.start(a)..tokens.end(b - 1)]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')' | '-' | '+' | ':'))
        .to_owned()
}

#[cfg(test)]
mod tests;
