//! The narrative of a report as one text with its headings, for the section of the form that asks for results.

use crate::write::{FormLines, before_end_mark};
use tonghop_model::reading::{Passage, PassageKind, Section, Span, Understood};
use tonghop_text::squash_space;

/// A heading or a passage and where it stands.
pub(super) type Line = (String, Span);

/// Passages between the title and the end of the text, each heading before the first passage that stands under it. Without
/// letterhead, recipients and signature, which the form prints itself, and without the passages of `elsewhere`, which have a
/// section of their own; a heading over nothing else is left out with them.
pub(super) fn narrative(report: &Understood, elsewhere: impl Fn(&str) -> bool) -> Vec<Line> {
    let mut passages: Vec<&Passage> = report.passages.iter().collect();
    passages.sort_by_key(|p| p.span.begin());
    let mut headings: Vec<&Section> = report.reading.sections.iter().collect();
    headings.sort_by_key(|s| s.span.begin());
    let mut headings = headings.into_iter().peekable();
    let mut open: Vec<&Section> = Vec::new();
    let mut lines = Vec::new();
    for passage in text_of(report, &passages) {
        while let Some(heading) = headings.next_if(|h| h.span.begin() < passage.span.begin()) {
            open.retain(|above| above.level < heading.level);
            open.push(heading);
        }
        if passage.kind != PassageKind::Narrative || elsewhere(&passage.text) {
            continue;
        }
        lines.extend(open.drain(..).map(|h| (title(h), h.span)));
        lines.push((before_end_mark(&passage.text).to_owned(), passage.span));
    }
    lines
}

fn text_of<'p, 'r>(report: &Understood, passages: &'p [&'r Passage]) -> &'p [&'r Passage] {
    let begin = begin(report, passages);
    let rest = &passages[begin..];
    &rest[..FormLines::new(&report.reading.header).end_of_text(rest)]
}

/// Behind the title; at the first heading where the title was not found.
fn begin(report: &Understood, passages: &[&Passage]) -> usize {
    let printed = squash_space(report.reading.header.title.as_deref().unwrap_or_default());
    let titled = || passages.iter().position(|p| squash_space(&p.text).contains(&printed));
    let titled = if printed.is_empty() { None } else { titled() };
    let first = report.reading.sections.iter().map(|s| s.span.begin()).min();
    let heading = || passages.iter().position(|p| Some(p.span.begin()) >= first);
    titled.map_or_else(|| first.and_then(|_| heading()).unwrap_or(0), |at| at + 1)
}

fn title(heading: &Section) -> String {
    let number = heading.number.trim();
    let mark = if number.ends_with(|c: char| c.is_alphanumeric()) {
        "."
    } else {
        ""
    };
    format!("{number}{mark} {}", heading.title).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::reading::{Assessment, Header, Reading, Signature, Source};

    fn span(block: usize) -> Span {
        Span {
            block,
            ..Span::default()
        }
    }

    fn passage(block: usize, kind: PassageKind, text: &str) -> Passage {
        Passage {
            place: "narrative".into(),
            kind,
            text: text.into(),
            span: span(block),
        }
    }

    fn heading(block: usize, level: u8, number: &str, title: &str) -> Section {
        Section {
            number: number.into(),
            title: title.into(),
            level,
            span: span(block),
        }
    }

    fn report() -> Understood {
        use PassageKind::{Formula, Heading, Narrative};
        Understood {
            reading: Reading {
                format: String::new(),
                source: Source::default(),
                unit: None,
                tasks: Vec::new(),
                measures: Vec::new(),
                citations: Vec::new(),
                assessment: Assessment::default(),
                commitments: Vec::new(),
                findings: Vec::new(),
                header: Header {
                    title: Some("Tình hình chuyển đổi số".into()),
                    signature: Signature {
                        authority: Some("TM. ỦY BAN NHÂN DÂN".into()),
                        ..Signature::default()
                    },
                    ..Header::default()
                },
                sections: vec![
                    heading(4, 1, "I", "Kết quả"),
                    heading(5, 2, "1", "Hạ tầng"),
                    heading(7, 1, "II.", "Kiến nghị"),
                    heading(9, 1, "III", "Khác"),
                ],
            },
            passages: vec![
                passage(0, Narrative, "ỦY BAN NHÂN DÂN"),
                passage(1, Narrative, "Số: 12/BC-UBND"),
                passage(2, Formula, "Tình hình chuyển đổi số"),
                passage(3, Formula, "Thực hiện công văn, UBND xã báo cáo như sau:"),
                passage(4, Heading, "I. Kết quả"),
                passage(5, Heading, "1. Hạ tầng"),
                passage(6, Narrative, "Xã có 12 tổ."),
                passage(7, Heading, "II. Kiến nghị"),
                passage(8, Narrative, "Đề nghị mở lớp."),
                passage(9, Heading, "III. Khác"),
                passage(10, Narrative, "Không có."),
                passage(11, Narrative, "TM. ỦY BAN NHÂN DÂN"),
                passage(12, Narrative, "- Lưu: VT."),
            ],
            ..Understood::default()
        }
    }

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|l| l.0.as_str()).collect()
    }

    #[test]
    fn the_text_has_its_headings_and_no_line_of_the_form() {
        let found = narrative(&report(), |text| text.starts_with("Đề nghị"));
        assert_eq!(
            texts(&found),
            ["I. Kết quả", "1. Hạ tầng", "Xã có 12 tổ.", "III. Khác", "Không có."]
        );
        assert_eq!(found[0].1.block, 4);
    }

    #[test]
    fn a_text_without_title_begins_at_its_first_heading_and_ends_at_its_mark() {
        let mut report = report();
        report.reading.header.title = None;
        report.passages[8].text = "Đề nghị mở lớp./.".into();
        assert_eq!(
            texts(&narrative(&report, |_| false)),
            [
                "I. Kết quả",
                "1. Hạ tầng",
                "Xã có 12 tổ.",
                "II. Kiến nghị",
                "Đề nghị mở lớp"
            ]
        );
        report.reading.sections.clear();
        assert_eq!(narrative(&report, |_| false).len(), 4, "all of it up to the mark");
    }
}
