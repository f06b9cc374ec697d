//! Numbers as cells show them (ECMA-376 part 1, 18.8.30 and .31), in Vietnamese conventions.

/// The code of a number format that every spreadsheet program knows by its number; the dates are
/// those of the Vietnamese locale.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "dd/mm/yyyy",
        15 | 16 => "dd/mm/yyyy",
        17 => "mm/yyyy",
        18..=20 => "hh:mm",
        21 => "hh:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        45 => "mm:ss",
        46 => "hh:mm:ss",
        47 => "mm:ss",
        49 => "@",
        _ => "General",
    }
}

/// A piece of a format code.
enum Piece {
    Literal(char),
    /// A letter outside quotes.
    Sign(char),
}

/// True where the format shows the number as a day or a time.
pub(super) fn is_date(value: f64, code: &str) -> bool {
    let sections = sections(code);
    sections
        .get(section_of(value, sections.len()))
        .is_some_and(|p| shows_date(p))
}

/// Which of the sections of a code shows this number.
fn section_of(value: f64, sections: usize) -> usize {
    match sections {
        0 | 1 => 0,
        2 => usize::from(value < 0.0),
        _ if value == 0.0 => 2,
        _ => usize::from(value < 0.0),
    }
}

fn has(pieces: &[Piece], wanted: &str) -> bool {
    pieces
        .iter()
        .any(|p| matches!(p, Piece::Sign(c) if wanted.contains(*c)))
}

fn shows_date(pieces: &[Piece]) -> bool {
    !has(pieces, "0#?") && has(pieces, "yYdDmMhHsS")
}

/// The number as the format shows it.
pub(super) fn show(value: f64, code: &str, from_1904: bool) -> String {
    let sections = sections(code);
    let section = section_of(value, sections.len());
    let Some(pieces) = sections.get(section) else {
        return general(value);
    };
    let has = |wanted: &str| has(pieces, wanted);
    let digits = has("0#?");
    if !digits && has("yYdDmMhHsS") {
        return date(value, pieces, from_1904).unwrap_or_else(|| general(value));
    }
    let plain = code.trim().is_empty() || has("GE/@") || (!digits && section == 0 && value != 0.0);
    if plain {
        return general(value);
    }
    // A section of its own for negative numbers says itself how it shows the sign.
    number(if section == 1 { value.abs() } else { value }, pieces)
}

/// The sections of a code, brackets with colours and conditions removed.
fn sections(code: &str) -> Vec<Vec<Piece>> {
    let mut out = vec![Vec::new()];
    let mut chars = code.chars().take(256).peekable();
    while let Some(c) = chars.next() {
        let literal = match c {
            ';' => {
                out.push(Vec::new());
                continue;
            }
            '"' => {
                let quoted = chars.by_ref().take_while(|c| *c != '"').map(Piece::Literal);
                if let Some(last) = out.last_mut() {
                    last.extend(quoted);
                }
                continue;
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let currency = inside.strip_prefix('$').map(|i| i.split('-').next().unwrap_or(""));
                let elapsed = matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
                if let Some(last) = out.last_mut() {
                    last.extend(currency.unwrap_or("").chars().map(Piece::Literal));
                    if elapsed {
                        last.extend(inside.chars().map(Piece::Sign));
                    }
                }
                continue;
            }
            '\\' => chars.next().map(Piece::Literal),
            // The next character only gives its width.
            '_' => chars.next().map(|_| Piece::Literal(' ')),
            '*' => {
                chars.next();
                None
            }
            '$' | '-' | '+' | '(' | ')' | ' ' | ':' | '!' | '&' => Some(Piece::Literal(c)),
            _ if c.is_ascii() => Some(Piece::Sign(c)),
            _ => Some(Piece::Literal(c)),
        };
        if let (Some(piece), Some(last)) = (literal, out.last_mut()) {
            last.push(piece);
        }
    }
    out
}

/// A number without format: up to 10 decimals, no grouping.
pub(super) fn general(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-9) {
        return format!("{value:e}").replace('.', ",").replace('e', "E");
    }
    let text = format!("{value:.10}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".into()
    } else {
        text.replace('.', ",")
    }
}

fn number(value: f64, pieces: &[Piece]) -> String {
    let is_digit = |p: &Piece| matches!(p, Piece::Sign('0' | '#' | '?'));
    let (Some(first), Some(last)) = (pieces.iter().position(is_digit), pieces.iter().rposition(is_digit)) else {
        return literals(pieces);
    };
    let mut scaled = value;
    for piece in pieces {
        if matches!(piece, Piece::Sign('%')) {
            scaled *= 100.0;
        }
    }
    // Commas right after the digits divide by a thousand each.
    let after = &pieces[last + 1..];
    for _ in after.iter().take_while(|p| matches!(p, Piece::Sign(','))) {
        scaled /= 1000.0;
    }
    let inner = &pieces[first..=last];
    let point = inner.iter().position(|p| matches!(p, Piece::Sign('.')));
    let decimals = point
        .map_or(0, |at| inner[at..].iter().filter(|p| is_digit(p)).count())
        .min(15);
    let needed = point.map_or(0, |at| {
        inner[at..].iter().filter(|p| matches!(p, Piece::Sign('0'))).count()
    });
    let grouped = inner[..point.unwrap_or(inner.len())]
        .iter()
        .any(|p| matches!(p, Piece::Sign(',')));
    let width = inner[..point.unwrap_or(inner.len())]
        .iter()
        .filter(|p| matches!(p, Piece::Sign('0')))
        .count();
    if !scaled.is_finite() || scaled.abs() >= 1e15 {
        return general(value);
    }
    // Halves are rounded away from zero as spreadsheets do, on the decimal digits.
    let power = 10_f64.powi(decimals as i32);
    let nearest = (scaled * power * (1.0 + f64::EPSILON)).round() / power;
    let fixed = format!("{:.decimals$}", nearest.abs());
    let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let mut fraction = fraction.to_string();
    while fraction.len() > needed && fraction.ends_with('0') {
        fraction.pop();
    }
    let whole = format!("{whole:0>width$}");
    let mut out = literals(&pieces[..first]);
    if value < 0.0 && nearest != 0.0 {
        out.insert(0, '-');
    }
    out.push_str(&if grouped { group(&whole) } else { whole });
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(&fraction);
    }
    out.push_str(&literals(after));
    out.trim().to_string()
}

fn literals(pieces: &[Piece]) -> String {
    let shown = pieces.iter().filter_map(|p| match p {
        Piece::Literal(c) => Some(*c),
        Piece::Sign('%') => Some('%'),
        Piece::Sign(_) => None,
    });
    shown.collect()
}

fn group(digits: &str) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

/// A serial day number as a date or time; `None` outside the calendar of spreadsheets.
fn date(value: f64, pieces: &[Piece], from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = (value.fract() * 86_400.0).round() as u32;
    let day = value.trunc() as i64 + i64::from(seconds / 86_400);
    let seconds = seconds % 86_400;
    let (year, month, day) = civil(day, from_1904);
    let mut out = String::new();
    let mut i = 0;
    let mut after_hours = false;
    while i < pieces.len() {
        let c = match &pieces[i] {
            Piece::Literal(c) => {
                out.push(*c);
                i += 1;
                continue;
            }
            Piece::Sign(c) => c.to_ascii_lowercase(),
        };
        let length = pieces[i..]
            .iter()
            .take_while(|p| matches!(p, Piece::Sign(s) if s.to_ascii_lowercase() == c))
            .count();
        let next_is_seconds = pieces[i + length..].iter().find_map(|p| match p {
            Piece::Sign(s) if s.is_ascii_alphabetic() => Some(s.eq_ignore_ascii_case(&'s')),
            _ => None,
        });
        let shown = match c {
            'y' if length <= 2 => format!("{:02}", year % 100),
            'y' => format!("{year:04}"),
            'd' if length <= 2 => two(day, length),
            'm' if after_hours || next_is_seconds == Some(true) => two(seconds / 60 % 60, length),
            'm' => two(month, length),
            'h' => two(seconds / 3600, length),
            's' => two(seconds % 60, length),
            '/' | '.' | ',' => c.to_string().repeat(length),
            _ => String::new(),
        };
        after_hours = c == 'h' || (after_hours && !c.is_ascii_alphabetic());
        out.push_str(&shown);
        i += length;
    }
    Some(out.trim().to_string())
}

fn two(value: u32, length: usize) -> String {
    if length >= 2 {
        format!("{value:02}")
    } else {
        value.to_string()
    }
}

/// Year, month and day of a serial number. Day 60 of 1900 is the 29th of February that never was;
/// earlier days are counted from one day later.
fn civil(serial: i64, from_1904: bool) -> (i64, u32, u32) {
    let from_1970 = if from_1904 {
        serial - 24_107
    } else {
        serial - 25_569 + i64::from(serial < 60)
    };
    // Days to civil, after Howard Hinnant, in eras of 400 years from the 1st of March of year 0.
    let shifted = from_1970 + 719_468;
    let era = shifted.div_euclid(146_097);
    let in_era = shifted.rem_euclid(146_097);
    let year_in_era = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year_in_era + year_in_era / 4 - year_in_era / 100);
    let from_march = (5 * in_year + 2) / 153;
    let day = (in_year - (153 * from_march + 2) / 5 + 1) as u32;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    } as u32;
    (year_in_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_in_a_vietnamese_office() {
        let cases = [
            (1234567.0, "General", "1234567"),
            (0.5, "General", "0,5"),
            (0.1 + 0.2, "General", "0,3"),
            (1234567.0, "#,##0", "1.234.567"),
            (1234.5, "#,##0.00", "1.234,50"),
            (0.9249, "0.00%", "92,49%"),
            (0.925, "0.0#%", "92,5%"),
            (1.005, "0.00", "1,01"),
            (-12.0, "#,##0;(#,##0)", "(12)"),
            (-12.0, "0.0", "-12,0"),
            (0.0, "#,##0;-#,##0;\"-\"", "-"),
            (7.0, "00", "07"),
            (1500000.0, "#,##0\\ \"đồng\"", "1.500.000 đồng"),
            (12000.0, "#,##0,", "12"),
            (3.0, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "3"),
            (1e300, "0.00", "1E300"),
        ];
        for (value, code, want) in cases {
            assert_eq!(show(value, code, false), want, "{value} {code}");
        }
    }

    #[test]
    fn dates_show_by_day_month_and_year() {
        assert_eq!(show(45_945.0, built_in(14), false), "15/10/2025");
        assert_eq!(show(45_945.5, "dd/mm/yyyy hh:mm", false), "15/10/2025 12:00");
        assert_eq!(show(45_945.0, "[$-42A]dd-mm-yyyy;@", false), "15-10-2025");
        assert_eq!(show(0.75, "h:mm:ss", false), "18:00:00");
        assert_eq!(show(1.0, "d/m/yyyy", false), "1/1/1900");
        assert_eq!(show(61.0, "d/m/yyyy", false), "1/3/1900");
        assert_eq!(show(0.0, "d/m/yyyy", true), "1/1/1904");
        assert_eq!(show(-5.0, "d/m/yyyy", false), "-5");
    }
}
