//! Finds the figures of one paragraph: which numbers are quantities, and in which unit.

mod spelled;

use super::words::{
    LONG_UNITS, QUALIFIERS, ends_count, introduces, is_counted, is_duration, is_measured, names_always, names_mostly,
};
use crate::tokens::{Kind, Tokens};
use tonghop_text::dates::FoundDate;
use tonghop_text::numbers::{Number, currency_prefix, fraction_prefix, number_prefix, percent_prefix, scale_prefix};

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
}

/// Bytes of a text in which digits are no figures: citations, dates, addresses.
pub(super) struct Taken(Vec<(usize, usize)>);

impl Taken {
    pub fn new(mut ranges: Vec<(usize, usize)>, text: &str) -> Self {
        addresses(text, &mut ranges);
        codes(text, &mut ranges);
        ranges.sort_unstable();
        Self(ranges)
    }

    fn holds(&self, byte: usize) -> bool {
        // Ranges may overlap, so the ones that start before `byte` are looked at from the last one back.
        let upto = self.0.partition_point(|r| r.0 <= byte);
        self.0[..upto].iter().rev().take(8).any(|r| byte < r.1)
    }
}

/// Web and mail addresses: runs without white space that hold "://", "www." or "@".
fn addresses(text: &str, ranges: &mut Vec<(usize, usize)>) {
    for mark in ["://", "www.", "@", ".vn/", ".com/"] {
        let mut from = 0;
        while let Some(found) = text[from..].find(mark) {
            let at = from + found;
            let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
            let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
            ranges.push((start, end));
            from = end.max(at + mark.len());
        }
    }
}

/// Codes of procedures and files: runs such as "1.012933.H06", "1.012933", "000.12.34.H56".
fn codes(text: &str, ranges: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    for run in text.split(char::is_whitespace) {
        let code = run.trim_matches(|c: char| !c.is_alphanumeric());
        if is_code(code) {
            let start = at + run.find(code).unwrap_or(0);
            ranges.push((start, start + code.len()));
        }
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

fn is_code(run: &str) -> bool {
    if run.len() > 40 || !run.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let groups: Vec<&str> = run.split('.').collect();
    let numeric = |g: &&str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    let lettered = |g: &&str| {
        let rest = g.trim_start_matches(|c: char| c.is_ascii_uppercase());
        rest.len() < g.len() && numeric(&rest)
    };
    let known = groups.iter().all(|g| numeric(g) || lettered(g));
    // "1.012933": six digits behind a point are the number of a procedure.
    known && groups.len() > 1 && (groups.iter().any(lettered) || groups[1].len() == 6)
}

/// Every figure of a paragraph, in order, before counts and percentages are put together.
pub(super) fn figures(tokens: &Tokens<'_>, taken: &Taken, dates: &[FoundDate]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut i = list_number(tokens);
    while i < tokens.len() {
        let figure = match tokens.kind(i) {
            Kind::Digits if taken.holds(tokens.start(i)) || is_misread(tokens, i) => None,
            Kind::Digits => figure_at(tokens, i, dates),
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
        figure.confidence = 0.95;
        return Some(figure);
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

/// "văn bản đi/1.245 văn bản": the stroke stands before the total.
fn total_after_stroke(tokens: &Tokens<'_>, i: usize) -> bool {
    let next = after_number(tokens, i);
    tokens.low(i - 1) == "/" && tokens.kind(i - 2) == Kind::Word && !tokens.glued(next) && is_counted(tokens.low(next))
}

/// "64%/80%": the share that was reached, and the one that was aimed at.
fn aim_after_stroke(tokens: &Tokens<'_>, i: usize) -> bool {
    let next = after_number(tokens, i);
    tokens.low(i - 1) == "/" && tokens.low(i - 2) == "%" && tokens.low(next) == "%"
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

/// True where `n/m` is a ratio and no date, hour or code.
fn is_ratio(
    tokens: &Tokens<'_>,
    first: usize,
    start: usize,
    next: usize,
    fraction: &tonghop_text::numbers::Fraction,
    dates: &[FoundDate],
) -> bool {
    let (n, m) = (fraction.numerator, fraction.denominator);
    // "24/24 giờ" is round the clock; "24/24 thôn" is a ratio.
    let round_the_clock = n == 24.0 && (m == 24.0 || m == 7.0) && !is_counted(tokens.low(next));
    if m == 0.0 || round_the_clock || tokens.glued(next) && matches!(tokens.low(next), "/" | "-") {
        return false;
    }
    let before = tokens.low_before(first, 1);
    let years = (1900.0..2100.0).contains(&n) && (1900.0..2100.0).contains(&m);
    let dated_by_word = [
        "ngày",
        "sáng",
        "chiều",
        "tối",
        "tháng",
        "khoản",
        "điều",
        "số nhà",
        "ngõ",
        "ngách",
        "hẻm",
        "kiệt",
    ];
    if years || tokens.any_phrase_before(first, &dated_by_word).is_some() {
        return false;
    }
    if dates.iter().any(|d| d.start <= start && start < d.end) {
        // "10/12" may be the tenth of December: only what is counted, a percentage beside it or a word for a
        // result tells.
        let beside = (before == "(" && tokens.low_before(first, 2) == "%")
            || (next..next + 5)
                .take_while(|&i| !matches!(tokens.low(i), ";" | "." | ","))
                .any(|i| tokens.low(i) == "%");
        // "2/3 đảo": a share in words; a day before a month is mostly the larger number.
        let noun = tokens.kind(next) == Kind::Word
            && !tokens.capital(next)
            && !ends_count(tokens.low(next))
            && !matches!(tokens.low(next), "số" | "tổng" | "dân" | "năm");
        let share = noun && (n < m && m <= 6.0 || n == m);
        return is_counted(tokens.low(next))
            || share
            || matches!(before, "đạt" | "là" | "được" | "=" | "tỷ" | "lệ")
            || tokens.low(next) == "="
            || beside;
    }
    // "1/3 số hộ" is a share, not a count.
    !(n < 5.0 && m < 10.0 && matches!(tokens.low(next), "số" | "tổng" | "dân"))
}

/// "356/480 triệu đồng", "38.640.000đ/41.215.000đ", "1,2 tỷ/1,5 tỷ đồng": both in đồng, and the bytes taken. A part
/// without its own scale is on that of the whole.
fn money_ratio(text: &str) -> Option<(f64, f64, usize)> {
    let part = number_prefix(text)?;
    let (part_factor, mut at) =
        scale_prefix(&text[part.len..]).map_or((None, part.len), |(f, n)| (Some(f), part.len + n));
    at += currency_prefix(&text[at..]).unwrap_or(0);
    let rest = text[at..].trim_start().strip_prefix('/')?.trim_start();
    let whole = number_prefix(rest)?;
    let after = &rest[whole.len..];
    let (factor, scaled) = scale_prefix(after).unwrap_or((1.0, 0));
    let currency = currency_prefix(&after[scaled..])?;
    let people: String = after[scaled..].trim_start().chars().take(9).collect();
    // "12/15 đồng chí", "9/10 đ": people and marks.
    let money = (factor > 1.0 || whole.value >= 1000.0) && !people.to_lowercase().starts_with("đồng chí");
    let len = text.len() - rest.len() + whole.len + scaled + currency;
    let part_value = (part.value * part_factor.unwrap_or(factor)).round();
    money.then_some((part_value, (whole.value * factor).round(), len))
}

/// A sum of money after the number that ends at the byte `end`.
fn money(tokens: &Tokens<'_>, end: usize, number: &Number, figure: &Figure) -> Option<Figure> {
    let rest = &tokens.text[end..];
    let (factor, mut scaled) = scale_prefix(rest).unwrap_or((1.0, 0));
    let mut value = number.value * factor;
    // "1 tỷ 350 triệu đồng": a second amount on a smaller scale.
    if let Some((more, len)) = smaller_amount(&rest[scaled..], factor) {
        value += more;
        scaled += len;
    }
    let after = &rest[scaled..];
    let currency = currency_prefix(after);
    // "3 đ" could be "điểm"; "5 đồng chí" are people.
    let people: String = after
        .trim_start()
        .chars()
        .take(9)
        .flat_map(char::to_lowercase)
        .collect();
    // "250 triệu": the currency goes without saying at the end of a clause.
    let next = tokens.at_byte(end + scaled);
    let implied = scaled > 0 && factor >= 1e6 && (next >= tokens.len() || tokens.kind(next) == Kind::Mark);
    let short = people.starts_with('đ') && !people.starts_with("đồng") && number.value < 1000.0 && scaled == 0;
    let missing = currency.is_none() && !implied;
    if missing || people.starts_with("đồng chí") || people.starts_with("đồng bào") || short {
        return None;
    }
    let mut figure = figure.clone();
    figure.shape = Shape::Money;
    // Whole đồng: 5,7 tỷ must not become 5699999999,999999.
    figure.value = Some(value.round());
    figure.unit = Some("đồng".into());
    figure.next = tokens.at_byte(end + scaled + currency.unwrap_or(0));
    figure.confidence = 0.95;
    Some(figure)
}

/// The amount that goes on after "1 tỷ": "350 triệu" is 350 000 000; with the bytes that it takes.
fn smaller_amount(rest: &str, factor: f64) -> Option<(f64, usize)> {
    let trimmed = rest.trim_start();
    let number = number_prefix(trimmed).filter(|n| factor >= 1e6 && n.digits <= 3 && n.decimals == 0)?;
    let (scale, taken) = scale_prefix(&trimmed[number.len..])?;
    let len = rest.len() - trimmed.len() + number.len + taken;
    (scale >= 1e3 && scale < factor).then_some((number.value * scale, len))
}

/// A plain count, if the words around the number allow one.
fn count(tokens: &Tokens<'_>, end: usize, number: &Number, mut figure: Figure) -> Option<Figure> {
    let rest = &tokens.text[end..];
    let (factor, scaled) = scale_prefix(rest).filter(|_| number.digits <= 4).unwrap_or((1.0, 0));
    let mut next = tokens.at_byte(end + scaled);
    if !tokens.text[end..].starts_with(char::is_whitespace) && tokens.glued(next) && tokens.kind(next) == Kind::Word {
        // "4G", "5S"; but "16thôn", "12km".
        let word = tokens.low(next);
        if !(is_counted(word) && (word.chars().count() > 2 || matches!(word, "km" | "ha" | "kg" | "gb" | "tb" | "kw")))
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

/// "Số văn bản đến 6.120, văn bản đi 2.284": the words before the number say that it counts them, or the item before
/// is made so.
fn is_labelled(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    const LONGEST_LABEL: usize = 10;
    let within_number = |j: usize| tokens.glued(j + 1) && tokens.kind(j + 1) == Kind::Digits;
    let ends = |j: usize| j >= tokens.len() || matches!(tokens.low(j), "," | ";" | "." | ")") && !within_number(j);
    let start_of = |end: usize| {
        (end.saturating_sub(LONGEST_LABEL)..end)
            .rev()
            .find(|&j| {
                tokens.is_bullet(j) || matches!(tokens.low(j), "," | ";" | "." | ":" | "(" | ")") && !within_number(j)
            })
            .map_or(end.saturating_sub(LONGEST_LABEL), |j| j + 1)
    };
    let counts = |from: usize| matches!(tokens.low(from), "số" | "tổng") && !tokens.glued(from + 1);
    let from = start_of(i);
    if !ends(next) || i < from + 2 {
        return false;
    }
    let sibling = || {
        let comma = from.checked_sub(1).filter(|c| tokens.low(*c) == ",");
        comma.is_some_and(|c| c > 0 && tokens.kind(c - 1) == Kind::Digits && counts(start_of(c)))
    };
    let plain = (from..i).all(|j| tokens.kind(j) == Kind::Word);
    plain && (counts(from) || sibling())
}

/// "tổng số 37", "số lượng 37".
fn is_total(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens
        .any_phrase_before(
            i,
            &[
                "tổng số",
                "số lượng",
                "tổng cộng",
                "tổng",
                "dân số",
                "ký số",
                "chỉ số",
                "sĩ số",
                "quân số",
                "doanh số",
                "tỷ số",
                "chuyển đổi số",
                "kỹ năng số",
            ],
        )
        .is_some()
}

/// "Số hồ sơ tiếp nhận 900": the clause opens with the number that it gives.
fn is_named_number(tokens: &Tokens<'_>, i: usize) -> bool {
    const LONGEST: usize = 12;
    let from = (i.saturating_sub(LONGEST)..i)
        .rev()
        .find(|&j| matches!(tokens.low(j), "," | ";" | ":" | "(" | "-" | "+") || tokens.ends_sentence(j))
        .map_or(i.saturating_sub(LONGEST), |j| j + 1);
    let opens = tokens.any_phrase(from, &["số", "tổng số", "số lượng"]).is_some();
    // "Số 15", "Số hiệu 120", "Số điện thoại 0203": names.
    let named = matches!(
        tokens.low(from + 1),
        "hiệu" | "điện" | "ký" | "nhà" | "tài" | "máy" | "fax" | "định"
    );
    let words = (from + 1..i).all(|j| tokens.kind(j) == Kind::Word);
    opens && !named && words && i > from + 2 && !tokens.capital(i - 1)
}

/// Names that begin like something counted: "02 cấp", "3 nhà", "4 tại chỗ".
fn counts_nothing(tokens: &Tokens<'_>, next: usize) -> bool {
    tokens
        .any_phrase(
            next,
            &[
                "mặt trận",
                "tại chỗ",
                "nhà nước",
                "ban hành",
                "thành lập",
                "giải quyết",
                "công bố",
                "công nhận",
                "chỉ đạo",
                "đề nghị",
                "đề xuất",
                "dự kiến",
                "giao cho",
                "hợp nhất",
                "thông qua",
            ],
        )
        .is_some()
}

/// A time that was measured, not a period: "rút ngắn 3 ngày", "qua hơn 01 tháng"; not "9 tháng đầu năm".
fn measured_time(tokens: &Tokens<'_>, first: usize, next: usize, qualified: bool) -> bool {
    let (unit, after) = (tokens.low(next), tokens.low(next + 1));
    // "Máy tính đã sử dụng trên 07 năm": an age; "17 máy tính đã sử dụng trên 7 năm" counts the machines.
    let aged = unit == "năm"
        && tokens
            .any_phrase_before(first, &["sử dụng", "đã dùng", "vận hành"])
            .is_some();
    if aged && qualified {
        let clause = (0..first)
            .rev()
            .take_while(|&i| !matches!(tokens.low(i), "," | ";") && !tokens.ends_sentence(i));
        return clause.take(12).all(|i| tokens.kind(i) != Kind::Digits);
    }
    if matches!(unit, "năm" | "quý" | "kỳ" | "nhiệm")
        || matches!(after, "đầu" | "cuối" | "năm" | "qua" | "tới" | "tiếp")
    {
        return false;
    }
    let measured = (1..=4).any(|back| {
        first >= back
            && tokens
                .any_phrase(
                    first - back,
                    &[
                        "bình quân",
                        "trung bình",
                        "rút ngắn",
                        "giảm",
                        "tiết kiệm",
                        "thời gian",
                        "thời lượng",
                        "kéo dài",
                        "mỗi",
                        "xuống còn",
                        "xuống",
                        "trong vòng",
                        "mất",
                        "chờ",
                    ],
                )
                .is_some()
    });
    measured || (qualified && tokens.low_before(first, 1) != "trong")
}

/// True where the words before the colon at `i - 1` speak of a number.
fn says_quantity(tokens: &Tokens<'_>, i: usize) -> bool {
    let from = i.saturating_sub(25);
    (from..i.saturating_sub(1))
        .rev()
        .take_while(|&j| !matches!(tokens.low(j), ";" | ":") && !tokens.ends_sentence(j))
        .any(|j| matches!(tokens.low(j), "số" | "tổng" | "lượng" | "tỷ" | "tỉ" | "điểm" | "mức"))
}

/// True for a figure that is a part in a breakdown of one given before it.
pub(super) fn is_part(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let labelled = tokens.low_before(figure.first, 1) == ":" && in_breakdown(tokens, figure.first);
    labelled || is_named_part(tokens, figure.first, figure.next) || is_listed_part(tokens, figure.first, figure.next)
}

/// True for one of several parts that end with a bare number: "4.806 hồ sơ (trực tuyến 4.519, bưu chính 27)", "18.226
/// người cài đặt: đã kích hoạt 17.904, chưa kích hoạt 322". A figure has to stand before the list, and a neighbour
/// has to be made the same way.
fn is_listed_part(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
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
fn is_named_part(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
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
fn in_breakdown(tokens: &Tokens<'_>, i: usize) -> bool {
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

/// The unit at the token `i` and the token after it.
fn unit_at(tokens: &Tokens<'_>, i: usize) -> (Option<String>, usize) {
    if i >= tokens.len() || tokens.kind(i) != Kind::Word || ends_count(tokens.low(i)) {
        return (None, i);
    }
    let n = tokens.any_phrase(i, &LONG_UNITS).unwrap_or(1);
    let mut next = i + n;
    // "km2", "m2"
    if matches!(tokens.low(i), "km" | "m") && tokens.glued(next) && matches!(tokens.word(next), "2" | "²" | "3") {
        next += 1;
    }
    // "01 buổi/tuần"
    if tokens.low(next) == "/" && tokens.glued(next) && tokens.glued(next + 1) && is_per(tokens.low(next + 1)) {
        next += 2;
    }
    let words = &tokens.text[tokens.start(i)..tokens.end(next - 1)];
    let unit = if is_acronym(tokens, i, next) {
        words.to_owned()
    } else {
        words.to_lowercase()
    };
    (Some(unit), next)
}

/// "TTHC", "PAKN" in a sentence that is not printed in capitals.
fn is_acronym(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let capitals = |k: usize| {
        tokens
            .word(k)
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
    };
    let beside = (i.saturating_sub(4)..i).chain(next..next + 3);
    let small = beside.filter(|&k| tokens.kind(k) == Kind::Word).any(|k| !capitals(k));
    next == i + 1 && tokens.word(i).len() > 1 && capitals(i) && (small || tokens.len() <= next + 1)
}

/// Words after the stroke of a rate.
fn is_per(word: &str) -> bool {
    matches!(
        word,
        "ngày" | "tuần" | "tháng" | "quý" | "năm" | "buổi" | "lớp" | "người" | "hộ" | "thôn" | "xã" | "lần" | "giờ"
    )
}

fn with_unit(tokens: &Tokens<'_>, mut figure: Figure, next: usize, confidence: f64) -> Figure {
    let (unit, after) = unit_at(tokens, next);
    figure.unit = unit;
    figure.next = after.max(next);
    figure.confidence = confidence;
    figure
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
    })
}
