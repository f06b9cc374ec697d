//! What a figure is about: its own words, or those of the figure before where it only tells a change.

use super::scan::{Figure, Shape};
use super::words::{is_change, is_join, leads_on, measures_size, opens_amount};
use crate::tokens::{Kind, Tokens};
use tonghop_text::numbers::{fraction_prefix, number_prefix, scale_prefix};

/// Farthest that a change stands behind the figure it is the change of, in tokens.
const REACH: usize = 14;

/// What a figure is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Subject {
    /// As it is shown: "Tổng diện tích gieo trồng tăng so với cùng kỳ".
    pub text: String,
    /// The thing itself, without change and comparison: "Tổng diện tích gieo trồng".
    pub about: String,
}

/// What the figure before was about.
pub(super) struct Told {
    pub about: String,
    /// Token after that figure.
    pub next: usize,
}

/// The subject of a figure whose quote is the tokens `from..to`.
pub(super) fn of(tokens: &Tokens<'_>, figure: &Figure, (from, to): (usize, usize), told: Option<&Told>) -> Subject {
    let head_end = head_end(tokens, figure, from);
    let told = told.filter(|t| !t.about.is_empty() && reaches(tokens, t, figure));
    if let Some(told) = told.filter(|_| continues(tokens, figure, (from, head_end), to)) {
        return changed(tokens, figure, (from, head_end), to, told);
    }
    let head = piece(tokens, from, head_end);
    let text = own(tokens, figure, head, to, from..head_end);
    let by_head = !head.is_empty()
        && (figure.shape == Shape::Percent && compares(tokens, figure.next)
            || figure.shape == Shape::Money
            || figure.unit.as_deref().is_some_and(measures_size));
    let about = if by_head {
        piece(tokens, from, thing_end(tokens, from, head_end)).to_owned()
    } else {
        text.clone()
    };
    Subject { text, about }
}

/// Token after the words before the number, without those that only lead to it.
fn head_end(tokens: &Tokens<'_>, figure: &Figure, from: usize) -> usize {
    let mut end = figure.first;
    let leads = |k: usize| is_join(tokens, k) || matches!(tokens.low(k), "được" | "có" | "đã" | "cho" | "từ");
    while end > from && leads(end - 1) {
        end -= 1;
    }
    end
}

/// Token after the thing: "Tổng đàn lợn" of "Tổng đàn lợn tăng".
fn thing_end(tokens: &Tokens<'_>, from: usize, head_end: usize) -> usize {
    let mut end = head_end;
    // "Tổng thu vượt so với dự toán, đạt 18 tỷ đồng"
    if let Some(compared) = (from + 1..end).find(|&k| tokens.phrase(k, "so với").is_some()) {
        end = compared;
    }
    let trails = |k: usize| leads_on(tokens.low(k)) || matches!(tokens.low(k), "tiếp" | "tục" | "cũng" | "ước");
    while end > from + 1 {
        if tokens.any_phrase_before(end, &["thực hiện"]).is_some() && end > from + 2 {
            end -= 2;
        } else if trails(end - 1) {
            end -= 1;
        } else {
            break;
        }
    }
    end
}

/// True where nothing new begins between the figure before and this one.
fn reaches(tokens: &Tokens<'_>, told: &Told, figure: &Figure) -> bool {
    let between = told.next..figure.first;
    // "… là 115/116 ha. Đạt 99,13% so với kế hoạch.": the sentence goes on.
    let goes_on = |k: usize| tokens.low(k) == "." && figure.first <= k + 2 && tokens.low(k + 1) == "đạt";
    let ends = |k: usize| {
        matches!(tokens.low(k), ";" | ":") || (tokens.ends_sentence(k) && !goes_on(k)) || tokens.is_bullet(k)
    };
    figure.first >= told.next && between.len() <= REACH && !between.into_iter().any(ends)
}

/// True where the words before the number name nothing: "tăng 7,5% so với cùng kỳ", "đạt 58% kế hoạch huyện giao".
fn continues(tokens: &Tokens<'_>, figure: &Figure, (from, head_end): (usize, usize), to: usize) -> bool {
    let names_nothing = |k: usize| {
        let word = tokens.low(k);
        tokens.kind(k) != Kind::Word || is_change(word) || is_link(word)
    };
    if !(from..head_end).all(names_nothing) {
        return false;
    }
    let changes = (from..head_end).any(|k| is_change(tokens.low(k)) || is_link(tokens.low(k)));
    let given = matches!(
        tokens.low_before(figure.first, 1),
        "đạt" | "bằng" | "và" | "ước" | "(" | "là" | "lệ"
    );
    let percent = figure.shape == Shape::Percent && figure.numerator.is_none();
    let bare = piece(tokens, figure.next, to).is_empty();
    let counted = matches!(figure.shape, Shape::Percent | Shape::Count | Shape::Money);
    // "giảm từ 28 hộ xuống còn 23 hộ": the second value of one thing.
    let second = figure.first > from && matches!(tokens.low(figure.first - 1), "còn" | "xuống" | "lên") && bare;
    counted && (changes || second || percent && given && (compares(tokens, figure.next) || bare))
}

/// Words beside those of a change that name nothing either.
fn is_link(word: &str) -> bool {
    const LINKS: [&str; 27] = [
        "cũng", "đều", "lại", "nhưng", "và", "thêm", "lên", "xuống", "còn", "tiếp", "tục", "nhẹ", "mạnh", "so", "với",
        "cùng", "kỳ", "năm", "trước", "ngoái", "kế", "hoạch", "kh", "đạt", "dự", "toán", "đó",
    ];
    LINKS.contains(&word)
}

/// True where the words at `i` compare with a plan or another time.
pub(super) fn compares(tokens: &Tokens<'_>, i: usize) -> bool {
    const COMPARED: [&str; 9] = [
        "kế hoạch",
        "kh",
        "dự toán",
        "chỉ tiêu",
        "mục tiêu",
        "nghị quyết",
        "so",
        "cùng kỳ",
        "năm trước",
    ];
    tokens.any_phrase(i, &COMPARED).is_some()
}

/// The subject of a figure that tells a change of what the one before was about.
fn changed(tokens: &Tokens<'_>, figure: &Figure, (from, head_end): (usize, usize), to: usize, told: &Told) -> Subject {
    let about = told.about.clone();
    let lower = about.to_lowercase();
    let unit = figure.unit.as_deref().filter(|u| {
        figure.shape == Shape::Count && !measures_size(u) && !lower.contains(&u.to_lowercase()) && !opens_tally(&lower)
    });
    let changes =
        (from..head_end).any(|k| is_change(tokens.low(k)) || matches!(tokens.low(k), "còn" | "xuống" | "lên"));
    let plan = matches!(tokens.low(from), "kế" | "kh" | "dự");
    let parts = [
        about.as_str(),
        if changes || plan {
            piece(tokens, from, head_end)
        } else {
            ""
        },
        unit.unwrap_or_default(),
        piece(tokens, figure.next, to),
    ];
    let text = joined(&parts);
    Subject { text, about }
}

/// The subject that a figure's own words give: those before the number, the unit and those after it.
fn own(tokens: &Tokens<'_>, figure: &Figure, head: &str, to: usize, mut head_tokens: std::ops::Range<usize>) -> String {
    let plain_head = head.to_lowercase();
    let unit = figure
        .unit
        .as_deref()
        .filter(|u| figure.shape != Shape::Percent && figure.shape != Shape::Money && !plain_head.contains(*u));
    let tail = piece(tokens, figure.next, to);
    let names = head_tokens
        .clone()
        .any(|k| tokens.kind(k) == Kind::Word && !is_idle(tokens.low(k)));
    let size = unit.is_some_and(measures_size);
    // "Tổng số dân 12.300 người", "lúa 115 ha": the words before the number are the whole name.
    let start = head_tokens.start;
    let start = start + usize::from(matches!(tokens.low(start), "nâng" | "đưa" | "giảm" | "tăng"));
    // "tổng số 75 thành viên" names nothing without its unit.
    let told = head.split(' ').count() > 2;
    let whole = names && (size || told && tail.is_empty() && opens_amount(tokens, start));
    let unit = unit.filter(|_| !whole).unwrap_or_default();
    // "tăng so với cùng kỳ": a fall must not look like a level.
    let changes = head_tokens.any(|k| is_change(tokens.low(k)));
    let keep =
        changes || head.contains(' ') || (unit.is_empty() && tail.is_empty()) || names && (size || tail.is_empty());
    let subject = joined(&[if keep { head } else { "" }, unit, tail]);
    if !subject.is_empty() {
        return subject;
    }
    // "220 máy được cài phần mềm, đạt 88,7%": what is counted stands between the two numbers.
    piece(tokens, after_number(tokens, figure), inner_end(tokens, figure)).to_owned()
}

/// True for words that name an amount by themselves: "tổng đàn lợn", "nâng tổng số đảng viên".
fn opens_tally(about: &str) -> bool {
    let mut first = about.split(' ').take(2);
    first.any(|word| matches!(word, "tổng" | "số" | "đàn"))
}

/// Single words before a number that say nothing of what is counted.
fn is_idle(word: &str) -> bool {
    const IDLE: [&str; 23] = [
        "hiện", "có", "gồm", "với", "đạt", "là", "trên", "còn", "được", "từ", "đến", "cho", "tại", "ở", "của", "và",
        "qua", "trong", "tăng", "giảm", "vượt", "hơn", "các",
    ];
    IDLE.contains(&word)
}

fn joined(parts: &[&str]) -> String {
    let told: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    told.join(" ")
}

/// Token after the digits of a figure's number and its scale: "1,4 triệu tài khoản".
fn after_number(tokens: &Tokens<'_>, figure: &Figure) -> usize {
    let start = tokens.start(figure.number);
    let rest = &tokens.text[start..];
    let number = fraction_prefix(rest)
        .map(|f| f.len)
        .or_else(|| number_prefix(rest).map(|n| n.len));
    let end = number.map_or(1, |n| n + scale_prefix(&rest[n..]).map_or(0, |s| s.1));
    tokens.at_byte(start + end).max(figure.number + 1)
}

/// Token after the words inside a figure that belong to its count.
fn inner_end(tokens: &Tokens<'_>, figure: &Figure) -> usize {
    let mut end = figure.next.min(tokens.len());
    while end > figure.number + 1 && (tokens.kind(end - 1) != Kind::Word || is_join(tokens, end - 1)) {
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
