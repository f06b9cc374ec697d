//! Figures as people type them into cells.

use tonghop_readers::sheet::RawCell;

/// What a cell for a figure holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Figure {
    /// Nothing.
    Blank,
    /// A number.
    Number(f64),
    /// A number shown or written as percent.
    Percent(f64),
    /// A day or a time, which a spreadsheet program makes of "1/12" by itself.
    Date,
    /// Something else.
    NoNumber,
}

/// Reads a cell; numbers in text are read in Vietnamese conventions ("1.234,5").
pub(super) fn read(cell: Option<&RawCell>) -> Figure {
    let Some(cell) = cell.filter(|c| !c.text.trim().is_empty()) else {
        return Figure::Blank;
    };
    if cell.date {
        return Figure::Date;
    }
    if let Some(number) = cell.number {
        return if cell.percent {
            Figure::Percent(number * 100.0)
        } else {
            Figure::Number(number)
        };
    }
    let text = cell.text.trim();
    let (text, percent) = text.strip_suffix('%').map_or((text, false), |t| (t.trim(), true));
    match from_text(text) {
        Some(number) if percent => Figure::Percent(number),
        Some(number) => Figure::Number(number),
        None => Figure::NoNumber,
    }
}

/// "1.234,5", "1234,5", "1 234", "-3"; a dot counts as decimal mark only where it cannot stand between thousands.
pub(crate) fn from_text(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let (whole, fraction) = match (digits.rfind('.'), digits.rfind(',')) {
        (_, Some(comma)) if digits.matches(',').count() == 1 && digits.rfind('.').is_none_or(|d| d < comma) => {
            (&digits[..comma], &digits[comma + 1..])
        }
        (Some(dot), None) if digits.matches('.').count() == 1 && digits.len() - dot != 4 => {
            (&digits[..dot], &digits[dot + 1..])
        }
        (_, None) => (digits, ""),
        _ => return None,
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1 || (groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len()));
    // "12," and "12." are cut off.
    let sound = grouped && !fraction.contains('.') && !digits.ends_with([',', '.']);
    if !sound || whole.is_empty() {
        return None;
    }
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let number: f64 = format!(
        "{sign}{}.{}",
        groups.concat(),
        if fraction.is_empty() { "0" } else { fraction }
    )
    .parse()
    .ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_vietnamese_offices_write_them() {
        let cases = [
            ("543", Some(543.0)),
            ("1.234", Some(1234.0)),
            ("1.234.567", Some(1_234_567.0)),
            ("1.234,5", Some(1234.5)),
            ("99,81", Some(99.81)),
            ("99.81", Some(99.81)),
            ("1 234", Some(1234.0)),
            ("-3", Some(-3.0)),
            ("12,", None),
            ("1.23.456", None),
            ("1,234,567", None),
            ("khoảng 20", None),
            ("", None),
            (".", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(from_text(text), wanted, "{text:?}");
        }
    }
}
