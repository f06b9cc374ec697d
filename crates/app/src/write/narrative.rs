//! The text of a report before its annex, from what was read: headings and passages in their order.
//!
//! The form writes the head, the recipients and the signature itself, so what the old file printed of them is left out.
//! Everything else goes on: what stands behind the signature belongs to the annex.

use tonghop_model::official::HeadingLevel;
use tonghop_model::reading::{Passage, PassageKind, Section, Span, TaskRow, Understood};
use tonghop_text::{fold, squash_space};
use tonghop_writers::documents::commune::Narrative;

use super::form_lines::{FormLines, before_end_mark, letters};

/// A remainder of a line up to this many characters, beside the title, is no text of its own.
const SCRAP: usize = 20;

/// The text of a report, parted as the form prints it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Before the signature.
    pub body: Vec<Narrative>,
    /// Title of the annex, where the report prints one.
    pub annex_title: Option<String>,
    /// Text of the annex besides its table.
    pub annex: Vec<Narrative>,
    /// Footnotes of rows, by the index of the row in the reading.
    pub notes: Vec<(usize, String)>,
    /// True where the head of the annex's table names the programme's decision.
    pub annex_names_decision: bool,
}

/// The text in order; empty where the report has none.
pub fn narrative(report: &Understood) -> Text {
    let form = FormLines::new(&report.reading.header);
    let mut own: Vec<&Passage> = report
        .passages
        .iter()
        .filter(|p| p.kind != PassageKind::Result)
        .collect();
    own.sort_by_key(|p| p.span.begin());
    let end = form.end_of_text(&own);
    let mut rest: Vec<&Passage> = own[end..].iter().copied().filter(|p| !form.has(&p.text)).collect();
    let mut text = Text {
        annex_names_decision: annex_names_decision(report),
        ..Text::default()
    };
    // Without an annex there is no other place for what stands behind the end of the text.
    let has_annex = report.template.is_some() || !report.reading.tasks.is_empty();
    let mut body = own[..end].to_vec();
    if has_annex {
        text.annex_title = take_title(&mut rest);
        rest.retain(|p| {
            let row = (p.kind == PassageKind::Footnote).then(|| row_of(report, p)).flatten();
            text.notes.extend(row.map(|row| (row, squash_space(&p.text))));
            row.is_none()
        });
        text.annex = pieces(report, &rest, false);
    } else {
        body.append(&mut rest);
    }
    text.body = pieces(report, &body, true);
    text
}

/// "PHỤ LỤC" and the title below it at the head of what stands behind the signature.
fn take_title(rest: &mut Vec<&Passage>) -> Option<String> {
    let first = rest.first()?;
    let text = squash_space(&first.text);
    let label: String = text.chars().take("Phụ lục".chars().count()).collect();
    if label.to_lowercase() != "phụ lục" {
        return None;
    }
    let title = text[label.len()..].trim_start_matches([':', '.', '-', ' ']).to_owned();
    rest.remove(0);
    Some(title).filter(|t| !t.is_empty())
}

/// Headings (with `headings`) and passages in their order.
fn pieces(report: &Understood, passages: &[&Passage], headings: bool) -> Vec<Narrative> {
    let mut found: Vec<(Span, Narrative)> = Vec::new();
    let sections: &[Section] = if headings { &report.reading.sections } else { &[] };
    found.extend(sections.iter().map(|s| (s.span, heading(s))));
    let printed = squash_space(report.reading.header.title.as_deref().unwrap_or_default());
    let titled = passages
        .iter()
        .position(|p| !printed.is_empty() && squash_space(&p.text).contains(&printed))
        .filter(|_| headings);
    for (number, passage) in passages.iter().enumerate() {
        // The form writes the head itself: what stands before the title, and the title where text follows it in one piece.
        let text = match titled {
            Some(at) if number < at => continue,
            Some(at) if number == at => {
                let whole = squash_space(&passage.text);
                let rest = whole.split_once(&printed).map_or("", |(_, rest)| rest.trim());
                if rest.chars().count() <= SCRAP {
                    continue;
                }
                rest.to_owned()
            }
            _ => passage.text.clone(),
        };
        let text = before_end_mark(&text);
        if text.trim().is_empty() || ends_heading(text, passage, sections) {
            continue;
        }
        let piece = match passage.kind {
            PassageKind::Footnote => Narrative::Footnote(squash_space(text)),
            PassageKind::Narrative => piece(text),
            // The form writes title and addressee itself; opening and closing sentences are text.
            PassageKind::Formula if is_sentence(text, &printed) => piece(text),
            PassageKind::Formula | PassageKind::Heading | PassageKind::Result => continue,
        };
        found.push((passage.span, piece));
    }
    if headings && let Some(place) = place_of_annex(report, &found) {
        found.push((place, Narrative::Annex));
    }
    found.sort_by_key(|(span, _)| span.begin());
    joined(found.into_iter().map(|(_, piece)| piece))
}

/// Where the annex stands in the midst of the text: its rows move behind the signature, a sentence says so.
fn place_of_annex(report: &Understood, found: &[(Span, Narrative)]) -> Option<Span> {
    let first = report.reading.tasks.iter().map(|t| t.span).min_by_key(|s| s.begin())?;
    let around = |before: bool| found.iter().any(|(s, _)| (s.begin() < first.begin()) == before);
    (around(true) && around(false)).then_some(first)
}

/// True for the second line of a heading that was broken: the section already has it in its title.
fn ends_heading(text: &str, passage: &Passage, sections: &[Section]) -> bool {
    let line = squash_space(text);
    sections.iter().any(|s| {
        s.span.block + 1 == passage.span.block && {
            let title = squash_space(&s.title);
            title.len() > line.len() && title.ends_with(&line)
        }
    })
}

/// The row that a footnote explains: the one with its mark, else one whose result repeats it.
fn row_of(report: &Understood, note: &Passage) -> Option<usize> {
    let tasks = &report.reading.tasks;
    let path = |t: &TaskRow| {
        let labels = [&t.part, &t.group, &t.no];
        let labels: Vec<&str> = labels.into_iter().flatten().map(String::as_str).collect();
        labels.join(".")
    };
    let words = letters(&note.text);
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit());
    tasks.iter().position(|t| path(t) == note.place).or_else(|| {
        tasks
            .iter()
            .position(|t| !words.is_empty() && letters(&t.result).contains(words))
    })
}

/// True where the decision is cited in a line that is neither text nor a row: the head of the annex's table.
fn annex_names_decision(report: &Understood) -> bool {
    let reading = &report.reading;
    let place = |s: Span| (s.block, s.cell);
    let Some(decision) = reading.header.programme.as_deref() else {
        return false;
    };
    reading
        .citations
        .iter()
        .filter(|c| c.number.as_deref() == Some(decision))
        .any(|c| {
            let at = place(c.span);
            !report.passages.iter().any(|p| place(p.span) == at)
                && !reading.tasks.iter().any(|t| place(t.span) == at)
                && !reading.sections.iter().any(|s| place(s.span) == at)
        })
}

/// A sentence that a page cut in two becomes one again; every other piece stays as it is.
fn joined(pieces: impl Iterator<Item = Narrative>) -> Vec<Narrative> {
    let mut out: Vec<Narrative> = Vec::new();
    for piece in pieces {
        if let Narrative::Paragraph(more) = &piece
            && more.starts_with(char::is_lowercase)
            && let Some(Narrative::Paragraph(text) | Narrative::Item(text)) = out.last_mut()
            && text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        {
            text.push(' ');
            text.push_str(more);
            continue;
        }
        out.push(piece);
    }
    out
}

fn is_sentence(text: &str, title: &str) -> bool {
    let folded = fold(text);
    let title = fold(title);
    let named = folded.starts_with("kinh gui")
        || folded == "bao cao"
        || title.contains(&folded)
        || folded.contains(&title) && !title.is_empty() && folded.len() < title.len() + SCRAP;
    !named && text.chars().count() > SCRAP
}

fn piece(text: &str) -> Narrative {
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
