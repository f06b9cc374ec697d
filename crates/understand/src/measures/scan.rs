//! Finds the figures of one paragraph: which numbers are quantities, and in which unit.

mod announced;
mod money;
mod parts;
mod spelled;
mod strokes;
mod taken;
mod units;

pub(super) use parts::is_part;
pub(super) use taken::Taken;

use super::conditions::{difference_end, ends_period, is_bound};
use super::words::{
    QUALIFIERS, ends_count, introduces, is_counted, is_duration, is_measured, names_always, names_mostly,
};
use crate::tokens::{Kind, Tokens};
use announced::{counts_nothing, is_labelled, is_named_number, is_total, measured_time, says_quantity};
use money::{money, money_ratio};
use parts::{in_breakdown, is_listed_part, is_named_part};
use strokes::{aim_after_stroke, is_ratio, measured_ratio, total_after_stroke};
use tonghop_text::dates::FoundDate;
use tonghop_text::numbers::{Number, currency_prefix, fraction_prefix, number_prefix, percent_prefix, scale_prefix};
use units::{is_per, unit_at, with_unit};

/// What a figure looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Percent,
    /// "570/571 hồ sơ".
    Fraction,
    Count,
    /// In đồng.
    Money,
    /// "hàng trăm": no number.
    Vague,
}

/// A figure at the tokens `first..next`, qualifier and unit included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub shape: Shape,
    pub first: usize,
    pub next: usize,
    /// First token of the number itself.
    pub number: usize,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub qualifier: Option<String>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    /// Digits after the decimal mark of a percentage.
    pub decimals: u8,
    pub confidence: f64,
    /// Token after the quote, where words of another figure stand between count and percentage.
    pub reach: Option<usize>,
}

/// Every figure of a paragraph, in order, before counts and percentages are put together.
pub(super) fn figures(tokens: &Tokens<'_>, taken: &Taken, dates: &[FoundDate]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut i = list_number(tokens);
    while i < tokens.len() {
        let figure = match tokens.kind(i) {
            Kind::Digits if taken.holds(tokens.start(i)) || is_misread(tokens, i) || ends_period(tokens, i) => None,
            Kind::Digits => figure_at(tokens, i, dates).filter(|f| f.shape != Shape::Count || !is_bound(tokens, f)),
            Kind::Word => vague(tokens, i).or_else(|| spelled::figure(tokens, i)),
            Kind::Mark => None,
        };
        match figure {
            Some(figure) => {
                i = figure.next.max(i + 1);
                found.push(figure);
            }
            None => i = after_number(tokens, i),
        }
    }
    found
}

/// True for "2§", "©5": recognition took a digit for a mark, so nobody knows the number.
fn is_misread(tokens: &Tokens<'_>, i: usize) -> bool {
    let glyph = |j: usize| matches!(tokens.low(j), "§" | "©" | "®" | "¢" | "£" | "¥" | "¡" | "¿" | "¬" | "¤");
    (tokens.glued(i + 1) && glyph(i + 1)) || (i > 0 && tokens.glued(i) && glyph(i - 1))
}

/// First token after the number of a heading or list item: "4.1. ", "2) ", "(3) ".
fn list_number(tokens: &Tokens<'_>) -> usize {
    let mut i = usize::from(matches!(tokens.low(0), "-" | "+" | "•" | "("));
    let start = i;
    while tokens.kind(i) == Kind::Digits && i < tokens.len() && tokens.word(i).len() <= 2 {
        if !matches!(tokens.low(i + 1), "." | ")" | "/") || tokens.low(i + 1) == "/" {
            break;
        }
        let marked = !tokens.glued(i + 2) || tokens.kind(i + 2) != Kind::Digits;
        i += 2;
        if marked {
            return i;
        }
    }
    // "4.1 Nhân lực": digits and points alone.
    if i > start && tokens.kind(i) == Kind::Digits && tokens.kind(i + 1) == Kind::Word && tokens.capital(i + 1) {
        i + 1
    } else {
        0
    }
}

/// The token after the number that starts at `i`, so that "1.059" is not looked at again as "059".
fn after_number(tokens: &Tokens<'_>, i: usize) -> usize {
    if tokens.kind(i) != Kind::Digits {
        return i + 1;
    }
    let start = tokens.start(i);
    number_prefix(&tokens.text[start..]).map_or(i + 1, |n| tokens.at_byte(start + n.len).max(i + 1))
}

/// The qualifier that ends before the token `i`: its first token and words.
fn qualifier_before<'a>(tokens: &Tokens<'a>, i: usize) -> (usize, Option<&'a str>) {
    match tokens.any_phrase_before(i, &QUALIFIERS) {
        Some(n) if i > n || n > 0 => {
            let first = i - n;
            (first, tokens.text.get(tokens.start(first)..tokens.end(i - 1)))
        }
        _ => (i, None),
    }
}

/// The figure whose number starts at the token `i`.
fn figure_at(tokens: &Tokens<'_>, i: usize, dates: &[FoundDate]) -> Option<Figure> {
    if tokens.glued(i)
        && !matches!(
            tokens.low(i - 1),
            "(" | "“"
                | "\""
                | ":"
                | "-"
                | "–"
                | "="
                | "+"
                | ","
                | ";"
                | "."
                | "/"
                | ">"
                | "<"
                | "≥"
                | "≤"
                | "~"
                | "≈"
                | "±"
        )
    {
        return None;
    }
    // "COVID-19", "SP-5"
    if tokens.glued(i)
        && i >= 2
        && matches!(tokens.low(i - 1), "-" | "." | "/" | ":")
        && tokens.glued(i - 1)
        && !total_after_stroke(tokens, i)
        && !aim_after_stroke(tokens, i)
    {
        return None;
    }
    // "07:30"
    if tokens.low(i + 1) == ":" && tokens.glued(i + 1) && tokens.glued(i + 2) && tokens.kind(i + 2) == Kind::Digits {
        return None;
    }
    let start = tokens.start(i);
    let text = &tokens.text[start..];
    let (first, qualifier) = qualifier_before(tokens, i);
    let mut figure = Figure {
        shape: Shape::Count,
        first,
        next: i + 1,
        number: i,
        value: None,
        unit: None,
        qualifier: qualifier.map(str::to_lowercase),
        numerator: None,
        denominator: None,
        decimals: 0,
        confidence: 0.9,
        reach: None,
    };
    if let Some((part, whole, len)) = money_ratio(text) {
        figure.shape = Shape::Fraction;
        figure.value = Some(part);
        figure.numerator = figure.value;
        figure.denominator = Some(whole);
        figure.unit = Some("đồng".into());
        figure.next = tokens.at_byte(start + len);
        return Some(figure);
    }
    if let Some((part, whole, len)) = measured_ratio(text) {
        let (unit, after) = unit_at(tokens, tokens.at_byte(start + len));
        figure.shape = Shape::Fraction;
        figure.value = Some(part);
        figure.numerator = figure.value;
        figure.denominator = Some(whole);
        figure.unit = unit;
        figure.next = after;
        return Some(figure);
    }
    if let Some(fraction) = fraction_prefix(text) {
        // "xếp thứ 18/166 xã" is a rank, no ratio.
        if matches!(tokens.low_before(first, 1), "thứ" | "hạng") {
            return None;
        }
        let next = tokens.at_byte(start + fraction.len);
        if !is_ratio(tokens, first, start, next, &fraction, dates) {
            return None;
        }
        let (unit, after) = unit_at(tokens, next);
        figure.shape = Shape::Fraction;
        figure.value = Some(fraction.numerator);
        figure.numerator = figure.value;
        figure.denominator = Some(fraction.denominator);
        figure.unit = unit.filter(|_| after > next);
        figure.next = after;
        return Some(figure);
    }
    let mut number = spaced(tokens, i, first).or_else(|| number_prefix(text))?;
    let mut end = start + number.len;
    // A range "80-85%", "5 đến 7 hộ": the lower end is the value, the unit stands after the upper one.
    if let Some((upper, upper_end)) = range_end(tokens, end, &number) {
        if is_year(&number) && is_year(&upper) {
            return None;
        }
        number.decimals = number.decimals.max(upper.decimals);
        end = upper_end;
        // The range itself says how exact its lower end is.
        let from = first - usize::from(tokens.low_before(first, 1) == "từ");
        let range = tokens.text.get(tokens.start(from)..end).map(str::to_lowercase);
        figure.qualifier = figure.qualifier.or(range);
    }
    let rest = &tokens.text[end..];
    if let Some(len) = percent_prefix(rest) {
        figure.shape = Shape::Percent;
        figure.value = Some(number.value);
        figure.unit = Some("%".into());
        figure.decimals = number.decimals;
        figure.next = tokens.at_byte(end + len);
        figure.next = difference_end(tokens, figure.next).unwrap_or(figure.next);
        figure.confidence = 0.95;
        return Some(bounded_from(tokens, figure));
    }
    if is_phone(tokens, i, &number) || is_release(tokens, i, &number) {
        return None;
    }
    // "9,2/10 điểm": the value on a scale.
    if number.decimals > 0 && tokens.text[end..].starts_with('/') {
        let scale = tokens.at_byte(end) + 1;
        if tokens.kind(scale) == Kind::Digits && tokens.low(scale + 1) == "điểm" {
            figure.value = Some(number.value);
            return Some(with_unit(tokens, figure, scale + 1, 0.9));
        }
    }
    if let Some(money) = money(tokens, end, &number, &figure) {
        return Some(money);
    }
    count(tokens, end, &number, figure)
}

/// "đạt từ 83%": the share is at least that; "từ 2,1% lên 3,4%" tells two.
fn bounded_from(tokens: &Tokens<'_>, mut figure: Figure) -> Figure {
    let two = matches!(
        tokens.low(figure.next),
        "lên" | "xuống" | "đến" | "còn" | "tới" | "-" | "–"
    );
    if figure.qualifier.is_none() && !two && tokens.any_phrase_before(figure.first, &["đạt từ"]).is_some() {
        figure.first -= 1;
        figure.qualifier = Some("từ".into());
    }
    figure
}

/// "1 234 công dân", "12 345 678 đồng": thousands set apart by blanks, where no word before makes the first group a name
/// ("quý 3 250 hộ").
fn spaced(tokens: &Tokens<'_>, i: usize, first: usize) -> Option<Number> {
    let head = tokens.word(i);
    let named = |word: &str| names_mostly(word) || is_duration(word) || matches!(word, "số" | "và" | "mục" | "khoản");
    let before = tokens.low_before(first, 1);
    if head.len() > 3 || head.starts_with('0') || named(before) || names_always(tokens.low_before(first, 2), before) {
        return None;
    }
    let group = |k: usize| {
        tokens.kind(k) == Kind::Digits && tokens.word(k).len() == 3 && tokens.start(k) == tokens.end(k - 1) + 1
    };
    let mut next = i + 1;
    while group(next) && !tokens.glued(next) && next < i + 5 {
        next += 1;
    }
    let last = number_prefix(&tokens.text[tokens.start(next - 1)..])?;
    // "16 120.000 đồng" are two numbers.
    if next == i + 1 || last.grouped || last.digits != 3 {
        return None;
    }
    let (from, to) = (tokens.start(i), tokens.start(next - 1));
    let whole: String = tokens.text[from..to].chars().filter(char::is_ascii_digit).collect();
    let value = whole.parse::<f64>().ok()? * 1000.0 + last.value;
    Some(Number {
        value,
        len: to - from + last.len,
        digits: u8::try_from(whole.len() + 3).ok()?,
        padded: false,
        grouped: true,
        ..last
    })
}

/// The upper end of "80-85", "80 – 85" after the byte `end`.
fn range_end(tokens: &Tokens<'_>, end: usize, lower: &Number) -> Option<(Number, usize)> {
    let rest = &tokens.text[end..];
    let trimmed = rest.trim_start();
    let dashed = trimmed.strip_prefix(['-', '–']);
    let upper_text = dashed.or_else(|| after_to(trimmed))?.trim_start();
    let upper = number_prefix(upper_text)?;
    (upper.value > lower.value).then(|| (upper, tokens.text.len() - upper_text.len() + upper.len))
}

/// What stands after "đến" or "% đến": the upper end of a range in words.
fn after_to(text: &str) -> Option<&str> {
    let text = text.strip_prefix('%').map_or(text, str::trim_start);
    let rest = text.strip_prefix("đến ")?.trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}

/// A year as it stands: four digits without a mark.
fn is_year(number: &Number) -> bool {
    number.digits == 4 && !number.grouped && number.decimals == 0 && (1900.0..2100.0).contains(&number.value)
}

/// A telephone number or another long code.
fn is_phone(tokens: &Tokens<'_>, i: usize, number: &Number) -> bool {
    (number.padded && number.digits >= 4) || (number.digits >= 9 && !number.grouped && scale_missing(tokens, i))
}

fn scale_missing(tokens: &Tokens<'_>, i: usize) -> bool {
    currency_prefix(&tokens.text[tokens.end(i)..]).is_none()
}

/// "4.0", "2.0": releases and revolutions, never quantities in these reports.
fn is_release(tokens: &Tokens<'_>, i: usize, number: &Number) -> bool {
    number.digits == 1 && number.decimals == 1 && tokens.word(i + 1) == "." && tokens.word(i + 2) == "0"
}

/// A plain count, if the words around the number allow one.
fn count(tokens: &Tokens<'_>, end: usize, number: &Number, mut figure: Figure) -> Option<Figure> {
    let rest = &tokens.text[end..];
    let (factor, scaled) = scale_prefix(rest).filter(|_| number.digits <= 4).unwrap_or((1.0, 0));
    let mut next = tokens.at_byte(end + scaled);
    if !tokens.text[end..].starts_with(char::is_whitespace) && tokens.glued(next) && tokens.kind(next) == Kind::Word {
        // "4G", "5S"; but "16thôn", "12km".
        let word = tokens.low(next);
        if !(is_counted(word)
            && (word.chars().count() > 2
                || matches!(word, "km" | "ha" | "kg" | "gb" | "tb" | "kw" | "mm" | "cm" | "tạ")))
        {
            return None;
        }
    }
    // "05 (năm) hồ sơ"
    if tokens.low(next) == "("
        && tokens.low(next + 2) == ")"
        && tokens.kind(next + 1) == Kind::Word
        && tokens.kind(next + 3) == Kind::Word
    {
        next += 3;
    }
    let after = tokens.low(next);
    // "6,742 hồ sơ": nobody counts thousandths of a file; the comma groups.
    let grouped =
        number.decimals == 3 && number.value >= 1.0 && factor == 1.0 && is_counted(after) && !is_measured(after);
    let factor = if grouped { 1000.0 } else { factor };
    figure.value = Some(if factor > 1.0 {
        (number.value * factor).round()
    } else {
        number.value
    });
    figure.decimals = if grouped { 0 } else { number.decimals };
    let before = tokens.low_before(figure.first, 1);
    let qualified = figure.qualifier.is_some();
    // "định kỳ 02 lần/năm": what is counted per time is no name.
    let rate = tokens.low(next + 1) == "/" && is_counted(after) && is_per(tokens.low(next + 2));
    // "lũy kế từ đầu năm 6.784 người": no year is printed with a point.
    // "họp định kỳ 03 lần"
    let regular = before == "kỳ" && tokens.low_before(figure.first, 2) == "định";
    let named_year = matches!(before, "năm" | "tháng" | "quý") && number.grouped;
    if names_always(tokens.low_before(figure.first, 2), before) && !qualified && !rate && !named_year && !regular
        || (before == "số" && !is_total(tokens, figure.first))
    {
        return None;
    }
    // "nhiệm kỳ" is a time, "nhiệm vụ" is counted.
    let worked = matches!((after, tokens.low(next + 1)), ("ngày", "công"));
    if is_duration(after) && !worked && (after != "nhiệm" || tokens.low(next + 1) == "kỳ") {
        return measured_time(tokens, figure.first, next, qualified).then(|| with_unit(tokens, figure, next, 0.6));
    }
    let counted = is_counted(after) && tokens.kind(next) == Kind::Word && !counts_nothing(tokens, next);
    // "Phường 1 tổ chức …", but "mỗi thôn 01 tổ".
    let place = matches!(before, "phường" | "quận" | "thôn" | "xóm" | "ấp" | "bản")
        && !number.padded
        && !is_measured(after)
        && !matches!(tokens.low_before(figure.first, 2), "mỗi" | "các" | "từng" | "toàn");
    if counted && !place && !(is_year(number) && names_mostly(before)) {
        return Some(with_unit(tokens, figure, next, 0.9));
    }
    if is_year(number) && scaled == 0 {
        return None;
    }
    // Levels are few: "cấp 4", but "cấp 45 căn cước".
    let issued = before == "cấp" && number.value >= 10.0;
    let named = names_mostly(before) && !qualified && before != "số" && !issued;
    let noun = tokens.kind(next) == Kind::Word && !ends_count(after) && next < tokens.len();
    if noun && !named && !tokens.glued(next) && after.chars().count() > 1 {
        return Some(with_unit(tokens, figure, next, 0.7));
    }
    // The value at the end of its clause: "Tổng số hồ sơ tiếp nhận: 570".
    let stated = introduces(before)
        || is_labelled(tokens, figure.first, next)
        || is_total(tokens, figure.first)
        || is_named_number(tokens, figure.first)
        || is_named_part(tokens, figure.first, next)
        || is_listed_part(tokens, figure.first, next);
    let enough = before != ":" || says_quantity(tokens, figure.first) || in_breakdown(tokens, figure.first);
    if !noun
        && !named
        && stated
        && enough
        && !matches!(
            after,
            "cấp" | "g" | "không" | "cùng" | "rõ" | "tuổi" | "sao" | "chiều" | "/" | "-" | "x"
        )
    {
        figure.next = next;
        figure.confidence = 0.6;
        return Some(figure);
    }
    None
}

/// "hàng trăm lượt người": a quantity without a number.
fn vague(tokens: &Tokens<'_>, i: usize) -> Option<Figure> {
    if tokens.low(i) != "hàng" {
        return None;
    }
    let mut next = i + 1;
    while next < i + 3
        && matches!(
            tokens.low(next),
            "chục" | "trăm" | "nghìn" | "ngàn" | "vạn" | "triệu" | "tỷ"
        )
    {
        next += 1;
    }
    if next == i + 1 || tokens.kind(next) != Kind::Word {
        return None;
    }
    let (first, _) = qualifier_before(tokens, i);
    let qualifier = tokens.text[tokens.start(first)..tokens.end(next - 1)].to_lowercase();
    let (unit, after) = unit_at(tokens, next);
    Some(Figure {
        shape: Shape::Vague,
        first,
        next: after,
        number: i,
        value: None,
        unit,
        qualifier: Some(qualifier),
        numerator: None,
        denominator: None,
        decimals: 0,
        confidence: 0.6,
        reach: None,
    })
}
