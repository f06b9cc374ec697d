//! Findings as CSV for spreadsheets: UTF-8 with byte order mark, comma, CRLF (RFC 4180).

use crate::{Compilation, WriteError};
use std::borrow::Cow;
use std::io::Write;
use tonghop_model::finding::Finding;

/// Message keys of the columns, in order.
const COLUMNS: [&str; 13] = [
    "writers-col-unit",
    "writers-col-file",
    "writers-col-severity",
    "writers-col-check",
    "writers-col-rule",
    "writers-col-message",
    "writers-col-quotes",
    "writers-col-expected",
    "writers-col-actual",
    "writers-col-page",
    "writers-col-other-units",
    "writers-col-item",
    "writers-col-advice",
];

/// Writes one line per finding, in the order of [`Compilation::findings`].
///
/// # Errors
/// [`WriteError`] where writing fails.
pub fn write_findings(view: &Compilation<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
    // Without the mark, Excel takes the file for the machine's legacy encoding.
    out.write_all("\u{feff}".as_bytes())?;
    line(out, &COLUMNS.map(|c| view.text(c)))?;
    for finding in view.findings {
        line(out, &fields(view, finding))?;
    }
    Ok(())
}

fn fields(view: &Compilation<'_>, finding: &Finding) -> [String; 13] {
    let first = finding.places.first();
    let report = first.map_or(usize::MAX, |p| p.report);
    let quotes: Vec<&str> = finding.places.iter().map(|p| p.quote.as_str()).collect();
    let page = first
        .and_then(|p| p.span)
        .and_then(|s| s.page)
        .map_or_else(String::new, |p| p.to_string());
    let phrase = |p: &Option<_>| p.as_ref().map_or_else(String::new, |p| view.messages.phrase(p));
    [
        view.unit(report).to_owned(),
        view.head(report).file.clone(),
        view.severity(finding.severity),
        finding.check.to_owned(),
        finding.rule.to_owned(),
        view.messages.format(&finding.message),
        quotes.join("\n"),
        phrase(&finding.expected),
        phrase(&finding.actual),
        page,
        other_units(view, finding).join("; "),
        items(finding).join("; "),
        view.messages.advice(finding.check),
    ]
}

/// The units that a finding names besides its first one.
pub(crate) fn other_units<'a>(view: &'a Compilation<'_>, finding: &Finding) -> Vec<&'a str> {
    let mut units: Vec<&str> = Vec::new();
    let first = finding.places.first().map(|p| p.report);
    let own = first.map(|r| &view.head(r).unit_key);
    for place in finding.places.iter().filter(|p| Some(p.report) != first) {
        let head = view.head(place.report);
        let unit = head.unit.as_str();
        // Another report of the same unit is no other unit.
        if own != Some(&head.unit_key) && !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// The rows and headings that a finding names in its first report, as the report numbers them, each once.
pub(crate) fn items(finding: &Finding) -> Vec<&str> {
    let first = finding.places.first().map(|p| p.report);
    let mut items: Vec<&str> = Vec::new();
    for place in finding.places.iter().filter(|p| Some(p.report) == first) {
        items.extend(place.item.as_deref().filter(|item| !items.contains(item)));
    }
    items
}

/// Writes one line: fields guarded against formulas and quoted.
pub(crate) fn line(out: &mut dyn Write, fields: &[String]) -> std::io::Result<()> {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        out.write_all(quoted(&guarded(field)).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// Puts an apostrophe before a text that a spreadsheet would run as a formula.
///
/// A spreadsheet looks past leading white space, and tab and carriage return start a cell as well.
pub(crate) fn guarded(field: &str) -> Cow<'_, str> {
    let risky = field.starts_with(['\t', '\r', '\n'])
        || field
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    // A plain negative number is what it says.
    if risky && field.parse::<f64>().is_err() {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

fn quoted(field: &str) -> Cow<'_, str> {
    if field.contains([',', '"', '\n', '\r', ';']) {
        Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for risky in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"] {
            assert!(guarded(risky).starts_with('\''), "{risky:?}");
        }
        for plain in ["-2", "Đạt 100%", "", "a=b", "−5"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    #[test]
    fn quotes_and_breaks_are_enclosed() {
        assert_eq!(quoted("a\"b,\nc"), "\"a\"\"b,\nc\"");
        assert_eq!(quoted("bình thường"), "bình thường");
    }
}
