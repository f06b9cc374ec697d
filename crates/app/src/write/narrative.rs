//! The text of a report before its annex, from what was read: headings and passages in their order.

use tonghop_model::official::HeadingLevel;
use tonghop_model::reading::{PassageKind, Section, Span, Understood};
use tonghop_text::{fold, squash_space};
use tonghop_writers::documents::commune::Narrative;

/// The text in order; empty where the report has none.
pub fn narrative(report: &Understood) -> Vec<Narrative> {
    let mut pieces: Vec<(Span, Narrative)> = Vec::new();
    pieces.extend(report.reading.sections.iter().map(|s| (s.span, heading(s))));
    let title = fold(report.reading.header.title.as_deref().unwrap_or_default());
    let printed = squash_space(report.reading.header.title.as_deref().unwrap_or_default());
    let titled = report
        .passages
        .iter()
        .position(|p| !printed.is_empty() && squash_space(&p.text).contains(&printed));
    for (number, passage) in report.passages.iter().enumerate() {
        // The form writes the head itself: what stands before the title, and the title where text follows it in one piece.
        if titled.is_some_and(|at| number < at) {
            continue;
        }
        if titled == Some(number) {
            let whole = squash_space(&passage.text);
            let rest = whole.split_once(&printed).map_or("", |(_, rest)| rest.trim());
            if rest.chars().count() > 20 {
                pieces.push((passage.span, text(rest)));
            }
            continue;
        }
        let wanted = match passage.kind {
            PassageKind::Narrative => true,
            // The form writes title and addressee itself; opening and closing sentences are text.
            PassageKind::Formula => is_sentence(&passage.text, &title),
            PassageKind::Footnote => true,
            PassageKind::Heading | PassageKind::Result => false,
        };
        if wanted && !passage.text.trim().is_empty() {
            pieces.push((passage.span, text(&passage.text)));
        }
    }
    pieces.sort_by_key(|(span, _)| (span.block, span.cell, span.start));
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

fn is_sentence(text: &str, title: &str) -> bool {
    let folded = fold(text);
    let named = folded.starts_with("kinh gui")
        || folded == "bao cao"
        || title.contains(&folded)
        || folded.contains(title) && !title.is_empty() && folded.len() < title.len() + 20;
    !named && text.chars().count() > 20
}

fn text(text: &str) -> Narrative {
    let text = text.trim();
    match text.strip_prefix(['-', '–', '+', '•', '*']) {
        Some(item) => Narrative::Item(item.trim_start().to_owned()),
        None => Narrative::Paragraph(text.to_owned()),
    }
}

fn heading(section: &Section) -> Narrative {
    let label = section.number.trim_end_matches(['.', ')', ':', '/']).to_owned();
    if label.is_empty() {
        return Narrative::Paragraph(section.title.clone());
    }
    let level = level(&label);
    Narrative::Heading {
        level,
        label,
        title: section.title.clone(),
    }
}

fn level(label: &str) -> HeadingLevel {
    let digits = label.bytes().all(|b| b.is_ascii_digit());
    let dotted = label.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if digits {
        HeadingLevel::Point
    } else if dotted {
        HeadingLevel::SubPoint
    } else if label.chars().count() == 1 && label.chars().all(char::is_lowercase) {
        HeadingLevel::Letter
    } else {
        HeadingLevel::Section
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_their_level() {
        for (label, expected) in [
            ("I", HeadingLevel::Section),
            ("A", HeadingLevel::Section),
            ("2", HeadingLevel::Point),
            ("2.1", HeadingLevel::SubPoint),
            ("đ", HeadingLevel::Letter),
        ] {
            assert_eq!(level(label), expected, "{label}");
        }
    }
}
