//! Amounts of money.

use super::units::after_rate;
use super::{Figure, Shape};
use crate::tokens::{Kind, Tokens};
use tonghop_text::numbers::{Number, currency_prefix, number_prefix, scale_prefix};

/// "356/480 triệu đồng", "38.640.000đ/41.215.000đ", "1,2 tỷ/1,5 tỷ đồng": both in đồng, and the bytes taken. A part
/// without its own scale is on that of the whole.
pub(super) fn money_ratio(text: &str) -> Option<(f64, f64, usize)> {
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
pub(super) fn money(tokens: &Tokens<'_>, end: usize, number: &Number, figure: &Figure) -> Option<Figure> {
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
    figure.next = tokens.at_byte(end + scaled + currency.unwrap_or(0));
    // "43 triệu đồng/người/năm"
    let per = after_rate(tokens, figure.next);
    let rate: String = (figure.next..per).map(|k| tokens.low(k)).collect();
    figure.unit = Some(format!("đồng{rate}"));
    figure.next = per;
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
