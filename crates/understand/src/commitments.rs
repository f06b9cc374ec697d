//! Promises: what the unit says it will do, with its date where one is given.
//!
//! A promise is a sentence or bracket with "dự kiến", "cam kết", or "sẽ" of the unit itself, or one that sets a day or
//! month to come: "Hoàn thành … trước ngày 15/11". Not promises:
//! the wording of tasks that a template fixes, what others are asked to do, effects ("sẽ góp phần …") and
//! plans in general terms ("tiếp tục …").

use crate::flow::Para;
use crate::tokens::{Kind, Tokens};
use std::borrow::Borrow;
use std::cmp::Ordering;
use tonghop_model::reading::Commitment;
use tonghop_text::dates::{FoundDate, PartialDate, find_dates};

/// Every promise of these paragraphs, in order.
///
/// `report_date` is the report's date in ISO form, possibly only a year: it completes dates such as
/// "trong tháng 10".
#[must_use]
pub fn find<P: Borrow<Para>>(paras: &[P], report_date: Option<&str>) -> Vec<Commitment> {
    let report = Report {
        year: report_date.and_then(|d| d.get(..4)?.parse().ok()),
        month: report_date.and_then(|d| d.get(..7)),
    };
    paras
        .iter()
        .map(Borrow::borrow)
        .filter(|para: &&Para| !para.fixed_wording)
        .flat_map(|para| of_para(para, report))
        .collect()
}

/// When the report was written, as far as it is known.
#[derive(Debug, Clone, Copy)]
struct Report<'a> {
    year: Option<i32>,
    /// "2031-10".
    month: Option<&'a str>,
}

impl Report<'_> {
    /// Whether the month of a date in ISO form is before, the same as or after the report's; `None` where that is unknown.
    fn compare(self, due: &str) -> Option<Ordering> {
        Some(due.get(..7)?.cmp(self.month?))
    }
}

/// How a promise is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// "dự kiến", "cam kết".
    Planned,
    /// "sẽ".
    Will,
    /// "phấn đấu" with a day or month.
    Due,
    /// "hoàn thành …", "trong tháng 12 …": a task with a day or month to come.
    Dated,
    /// "Tổ chức … trước ngày 15/01": a task that ends with a day or month after the report's.
    Deadline,
}

fn of_para(para: &Para, report: Report<'_>) -> Vec<Commitment> {
    let low_hint = [
        "ẽ",
        "ự kiến",
        "am kết",
        "hấn đấu",
        "Ự KIẾN",
        "oàn thành",
        "hậm nhất",
        "rong tháng",
        "rước ngày",
        "rong quý",
        "ết quý",
        "ết tháng",
        "uối tháng",
        "uối quý",
        "ầu tháng",
        "rước tháng",
    ];
    if !low_hint.iter().any(|hint| para.text.contains(hint)) {
        return Vec::new();
    }
    let tokens = Tokens::of(para);
    let dates = find_dates(&para.text);
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
    for i in from..tokens.len() {
        match tokens.low(i) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" if depth == 0 && !list_goes_on(tokens, i) => return i,
            _ if tokens.ends_sentence(i) => return i,
            _ if i > from && tokens.is_bullet(i) => return i,
            _ => {}
        }
    }
    tokens.len()
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
    dates: &[FoundDate],
    report: Report<'_>,
) -> Option<Commitment> {
    (from..to).find_map(|at| {
        let kind = announced(tokens, from, at)?;
        promise_at(para, tokens, (from, to), (at, kind), dates, report)
    })
}

/// The promise that is announced at the token `at` of the sentence `from..to`.
fn promise_at(
    para: &Para,
    tokens: &Tokens<'_>,
    (from, to): (usize, usize),
    (at, kind): (usize, Announced),
    dates: &[FoundDate],
    report: Report<'_>,
) -> Option<Commitment> {
    let bracket = bracket_around(tokens, from, to, at);
    let scope_end = bracket.map_or(to, |(_, close)| close);
    let due = due_date(tokens, dates, at, scope_end, report.year);
    if kind == Announced::Deadline {
        let iso = due.filter(|d| d.month.is_some()).and_then(PartialDate::iso)?;
        if !report.compare(&iso).is_some_and(Ordering::is_gt) {
            return None;
        }
    }
    if matches!(kind, Announced::Due | Announced::Dated) {
        let iso = due.filter(|d| d.month.is_some()).and_then(PartialDate::iso)?;
        // What was finished by a day in the past is a result.
        let certain = kind == Announced::Due || tokens.phrase(at, "chậm nhất").is_some();
        // "Đến hết tháng 9/2025, đã cấp …" in a report of that month tells what was reached.
        let level = tokens.any_phrase(at, LEVELS).is_some();
        let to_come = |order: Ordering| if level { order.is_gt() } else { order.is_ge() };
        if !report.compare(&iso).map_or(certain, to_come) {
            return None;
        }
        // "Trong tháng 01, tỉnh thực hiện đánh giá …" in a report of January tells what was done.
        let this_month = report.compare(&iso) == Some(Ordering::Equal);
        if kind == Announced::Dated && this_month && tells_what_was_done(tokens, (at, to)) {
            return None;
        }
    }
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
        (None, Announced::Will) => (own_clause(tokens, from, at), to),
        (None, Announced::Deadline) => (from, to),
        (None, _) => (at, to),
    };
    let end = end.min(tokens.len()).max(start + 1);
    let first = skip_bullet(tokens, start, end);
    let quote = &para.text[tokens.start(first)..tokens.end(end - 1)];
    Some(Commitment {
        quote: quote.to_owned(),
        what: what(tokens, from, at, scope_end, kind, bracket.is_some()),
        due: due.and_then(PartialDate::iso),
        span: para.span_of_bytes(tokens.start(first), tokens.end(end - 1)),
    })
}

/// True for a sentence of the report's own month with a subject of its own, or with figures and documents of what was done, and
/// without a word of the future.
fn tells_what_was_done(tokens: &Tokens<'_>, (at, to): (usize, usize)) -> bool {
    let opens = tokens
        .any_phrase(at, &["trong tháng", "trong quý", "đến ngày"])
        .is_some();
    let future = (at..to).any(|i| {
        let words = [
            "sẽ",
            "dự kiến",
            "phấn đấu",
            "tiếp tục",
            "tập trung",
            "yêu cầu",
            "đề nghị",
            "hoàn thành",
        ];
        tokens.any_phrase(i, &words).is_some()
    });
    let comma = (at..to).find(|&i| tokens.low(i) == ",");
    // "Trong tháng 10, hoàn thành …" tells the unit what to do; a subject of its own tells what it does.
    let subject = comma.is_some_and(|i| {
        tokens
            .any_phrase(
                i + 1,
                &[
                    "tỉnh",
                    "xã",
                    "phường",
                    "ubnd",
                    "ủy ban",
                    "toàn",
                    "các",
                    "địa",
                    "đơn vị",
                    "trên địa bàn",
                ],
            )
            .is_some()
    });
    let done = (at..to).any(|i| matches!(tokens.low(i), "đã" | "được"));
    opens && !future && (subject || done)
}

/// Openings that tell what was reached as well as what is to be.
const LEVELS: &[&str] = &["đến hết", "hết tháng", "hết quý", "cuối tháng", "cuối quý", "đầu tháng"];

/// How a promise is announced at the token `i` of the sentence `from..to`.
fn announced(tokens: &Tokens<'_>, from: usize, i: usize) -> Option<Announced> {
    if let Some(n) = tokens.any_phrase(i, &["dự kiến", "cam kết"]) {
        // "số dự kiến", "kinh phí dự kiến 20 triệu đồng", "ký cam kết": nothing is promised.
        let noun = tokens
            .any_phrase_before(i, &["kinh phí", "số", "ký", "bản", "như", "so với", "mức"])
            .is_some()
            // "thí sinh dự kiến tiếp nhận": who they are.
            || tokens
                .any_phrase_before(i, &["thí sinh", "người", "nhân sự", "đối tượng", "học viên", "ứng viên", "được"])
                .is_some();
        let amount = matches!(tokens.low(i + n), "kinh" | "khoảng") || tokens.kind(i + n) == Kind::Digits;
        return (!noun && !amount).then_some(Announced::Planned);
    }
    if tokens.low(i) == "sẽ" {
        let effect = tokens
            .any_phrase(
                i + 1,
                &[
                    "góp phần",
                    "giúp",
                    "tạo",
                    "là",
                    "mang lại",
                    "làm",
                    "có",
                    "được",
                    "không",
                    "gây",
                    "ảnh hưởng",
                    "dẫn",
                    "thúc đẩy",
                    "đem",
                ],
            )
            .is_some();
        let going_on = tokens
            .any_phrase(i + 1, &["tiếp tục", "luôn", "thường xuyên"])
            .is_some();
        return (!effect && !going_on && of_the_unit(tokens, from, i)).then_some(Announced::Will);
    }
    if tokens.phrase(i, "phấn đấu").is_some() {
        return Some(Announced::Due);
    }
    let opens = (from..i).all(|j| tokens.kind(j) != Kind::Word);
    let openings = [
        "hoàn thành",
        "chậm nhất",
        "trong tháng",
        "trong quý",
        "trước ngày",
        "đến ngày",
    ];
    let dated = [&openings[..], LEVELS]
        .iter()
        .any(|list| tokens.any_phrase(i, list).is_some());
    if opens {
        return dated.then_some(Announced::Dated);
    }
    let last = tokens.any_phrase(i, DEADLINES).is_some() && is_task(tokens, from);
    last.then_some(Announced::Deadline)
}

/// Words before the day by which a task is done.
const DEADLINES: &[&str] = &["trước ngày", "trước tháng", "chậm nhất"];

/// True for a sentence that begins like a task: "Tổ chức …", "- Xây dựng …".
fn is_task(tokens: &Tokens<'_>, from: usize) -> bool {
    const TASKS: [&str; 12] = [
        "xay dung",
        "tuyen dung",
        "lap dat",
        "khai truong",
        "dua vao",
        "khoi cong",
        "ky ket",
        "thanh lap",
        "kien toan",
        "nang cap",
        "mua sam",
        "trinh",
    ];
    let Some(first) = (from..tokens.len()).find(|&i| tokens.kind(i) == Kind::Word) else {
        return false;
    };
    let last = (first + 3).min(tokens.len() - 1);
    let start = tonghop_text::fold(&tokens.text[tokens.start(first)..tokens.end(last)]);
    let asks = ["de nghi", "kien nghi", "de xuat", "kinh de nghi"]
        .iter()
        .any(|w| start.starts_with(w));
    let task = crate::outline::title::is_order(&start) || TASKS.iter().any(|t| start.starts_with(t));
    task && !asks
}

/// True where the subject of the verb at `i` is the unit itself: "UBND xã sẽ …", "phường sẽ …", or nobody is named.
fn of_the_unit(tokens: &Tokens<'_>, from: usize, i: usize) -> bool {
    let clause = (from..i)
        .rev()
        .find(|&j| matches!(tokens.low(j), "," | ":" | ";"))
        .map_or(from, |j| j + 1);
    if clause == i {
        return true;
    }
    let words: Vec<&str> = (clause..i).map(|j| tokens.low(j)).collect();
    let higher = words
        .iter()
        .any(|w| matches!(*w, "tỉnh" | "bộ" | "sở" | "trung" | "chính" | "nước" | "nghiệp"));
    let unit = words
        .iter()
        .any(|w| matches!(*w, "xã" | "phường" | "khu" | "địa" | "ubnd" | "ủy" | "đảng" | "đơn"));
    unit && !higher
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

/// The date of the promise: the first one after its announcement, else one right before it.
fn due_date(tokens: &Tokens<'_>, dates: &[FoundDate], at: usize, to: usize, year: Option<i32>) -> Option<PartialDate> {
    let (start, end) = (tokens.start(at), tokens.start(to));
    dates
        .iter()
        .filter(|d| d.certain && start <= d.start && d.start < end)
        // "năm 2031" alone belongs to a name more often than to a deadline.
        .filter(|d| d.date.month.is_some())
        .min_by_key(|d| d.start)
        .and_then(|d| d.date.or_year(year))
        .or_else(|| (at..to).find_map(|i| quarter(tokens, i, year)))
}

/// "quý IV/2031", "quý 4 năm 2031", "quý IV" of the report's year: due by the last month of the quarter.
fn quarter(tokens: &Tokens<'_>, i: usize, year: Option<i32>) -> Option<PartialDate> {
    if !matches!(tokens.low(i), "quý" | "quí") {
        return None;
    }
    let month = match tokens.low(i + 1) {
        "i" | "1" | "01" => 3,
        "ii" | "2" | "02" => 6,
        "iii" | "3" | "03" => 9,
        "iv" | "4" | "04" => 12,
        _ => return None,
    };
    let printed = matches!(tokens.low(i + 2), "/" | "năm" | "-").then(|| tokens.low(i + 3).parse().ok());
    let year = printed.flatten().filter(|y| (1900..2200).contains(y)).or(year);
    Some(PartialDate {
        year: Some(year?),
        month: Some(month),
        day: None,
    })
}

/// What is promised: the words around the announcement without its date words.
fn what(tokens: &Tokens<'_>, from: usize, at: usize, to: usize, kind: Announced, bracket: bool) -> String {
    let text = |a: usize, b: usize| {
        if a >= b {
            return String::new();
        }
        tokens.text[tokens.start(a)..tokens.end(b - 1)]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '(' | ')' | '-' | '+' | ':'))
            .to_owned()
    };
    if kind == Announced::Deadline {
        return text(from, to);
    }
    let announcement = match kind {
        Announced::Will => 1,
        Announced::Dated | Announced::Deadline => 0,
        Announced::Planned | Announced::Due => 2,
    };
    if bracket {
        let open = (from..at).rev().find(|&i| tokens.low(i) == "(").unwrap_or(at);
        let before = text(from, open);
        return if before.is_empty() { text(at, to) } else { before };
    }
    let after = text((at + announcement).min(to), to);
    // "dự kiến vào ngày … sẽ tiến hành ký kết": what is promised stands after "sẽ".
    let will = (at + announcement..to).find(|&i| tokens.low(i) == "sẽ" && kind == Announced::Planned);
    will.map_or(after, |i| text(i + 1, to))
}

#[cfg(test)]
mod tests;
