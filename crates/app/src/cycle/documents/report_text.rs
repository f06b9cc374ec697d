//! The text of a unit's own report: what opens it, the sections of the form, the figures, what closes it.

use super::answers::lines;
use crate::cycle::templates::Template;
use std::collections::HashMap;
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::HeadingLevel;
use tonghop_model::reading::{Measure, Reading};
use tonghop_store::submissions::ItemRow;
use tonghop_text::fold;
use tonghop_writers::documents::commune::Narrative;
use tonghop_writers::form_xlsx::layout::YES_NO;

/// Longest heading that is taken for one, characters.
const LONGEST_HEADING: usize = 160;

/// Who reports to whom, by what.
pub(super) struct Frame<'a> {
    /// "UBND xã Suối Trăng".
    pub(super) office: &'a str,
    /// "Sở Khoa học và Công nghệ".
    pub(super) addressee: &'a str,
    /// "Công văn số 12/SKHCN-CĐS ngày 13/10/2025"; blank where the round names none.
    pub(super) request: &'a str,
    /// Last day of the data, as printed.
    pub(super) cut_off: &'a str,
}

/// The whole text before the annex.
pub(super) fn narrative(
    words: &Messages,
    frame: &Frame<'_>,
    template: &Template,
    items: &[ItemRow],
    reading: &Reading,
) -> Vec<Narrative> {
    let mut text = Text {
        pieces: vec![Narrative::Paragraph(opening(words, frame).into())],
        number: 0,
    };
    let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
    for section in &template.content.sections {
        let answer = known.get(section.code.as_str()).map_or("", |i| i.result.trim());
        if !answer.is_empty() {
            text.head(&section.title);
            text.pieces
                .extend(pieces(words, answer, !template.content.tasks.is_empty()));
        }
    }
    let figures: Vec<String> = reading.measures.iter().filter_map(|m| figure(words, m)).collect();
    if !figures.is_empty() {
        text.head(&words.text("official-unit-indicators"));
        text.pieces
            .extend(figures.into_iter().map(|f| Narrative::Item(f.into())));
    }
    if !template.content.tasks.is_empty() {
        text.pieces.push(Narrative::Annex);
    }
    text.pieces.push(Narrative::Paragraph(closing(words, frame).into()));
    text.pieces
}

struct Text {
    pieces: Vec<Narrative>,
    number: usize,
}

impl Text {
    fn head(&mut self, title: &str) {
        self.number += 1;
        self.pieces.push(Narrative::Heading {
            level: HeadingLevel::Section,
            label: tonghop_text::roman(self.number),
            title: title.into(),
        });
    }
}

fn opening(words: &Messages, frame: &Frame<'_>) -> String {
    let key = if frame.request.is_empty() {
        "official-unit-opening-plain"
    } else {
        "official-unit-opening"
    };
    let args = [
        ("request", frame.request),
        ("addressee", frame.addressee),
        ("office", frame.office),
        ("cut_off", frame.cut_off),
    ];
    words.word(key, &args.map(|(name, text)| (name, Arg::Text(text.to_owned()))))
}

fn closing(words: &Messages, frame: &Frame<'_>) -> String {
    let args = [("addressee", frame.addressee), ("office", frame.office)];
    words.word(
        "official-unit-closing",
        &args.map(|(name, text)| (name, Arg::Text(text.to_owned()))),
    )
}

/// The lines of an answer: items where most of them have dashes, else paragraphs. Headings that came along with an imported text
/// are points of the section; where `annexed`, a table that the text announces stands in the annex.
fn pieces<'a>(words: &'a Messages, answer: &'a str, annexed: bool) -> impl Iterator<Item = Narrative> + 'a {
    let filled = || answer.lines().map(str::trim_start).filter(|l| !l.is_empty());
    let said = || filled().filter(|l| heading(l).is_none() && !announces_table(l));
    let dashed = said().filter(|l| l.starts_with(['-', '–', '•', '+'])).count();
    let is_list = dashed * 2 > said().count();
    let mut point = 0;
    lines(answer).map(move |line| {
        if let Some(title) = heading(line) {
            point += 1;
            return Narrative::Heading {
                level: HeadingLevel::Point,
                label: point.to_string(),
                title: title.into(),
            };
        }
        if annexed && announces_table(line) {
            return Narrative::Paragraph(words.text("official-unit-in-annex").into());
        }
        if is_list {
            Narrative::Item(line.into())
        } else {
            Narrative::Paragraph(line.into())
        }
    })
}

/// The title of a heading that was typed in capitals behind its label: "A. KẾT QUẢ CHUNG", "II) KHÓ KHĂN", "1/ VỀ HẠ TẦNG".
fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let (label, title) = line.split_once(['.', ')', '/'])?;
    let is_label = |c: char| c.is_ascii_digit() || c.is_uppercase();
    let apart = title.starts_with(char::is_whitespace);
    let labelled = apart && (1..=4).contains(&label.chars().count()) && label.chars().all(is_label);
    let title = title.trim();
    let capitals = title.chars().filter(|c| c.is_alphabetic()).count() > 3 && !title.chars().any(char::is_lowercase);
    (labelled && capitals && title.chars().count() <= LONGEST_HEADING).then(|| title.trim_end_matches([':', '.']))
}

/// "(Theo biểu dưới đây)", "(Có bảng kèm theo)": the table itself is no part of an answer.
fn announces_table(line: &str) -> bool {
    let Some(inside) = line.trim().trim_end_matches(['.', ';']).strip_prefix('(') else {
        return false;
    };
    let inside = fold(inside);
    let names = |words: &[&str]| words.iter().any(|w| inside.contains(w));
    inside.ends_with(')')
        && inside.chars().count() <= LONGEST_HEADING
        && names(&["bieu", "bang", "phu luc"])
        && names(&["duoi day", "sau day", "kem theo", "phia duoi"])
}

/// "Tỷ lệ …: 98,5% (197/200)."; the answer to a question: "…: Có.".
fn figure(words: &Messages, measure: &Measure) -> Option<String> {
    let value = measure.value?;
    let unit = measure.unit.as_deref().unwrap_or_default();
    let shown = match unit {
        "%" => format!("{}%", words.decimal(value)),
        YES_NO => words.text(if value == 0.0 { "form-no" } else { "form-yes" }),
        _ => format!("{} {unit}", words.decimal(value)),
    };
    let counts = match (measure.numerator, measure.denominator) {
        (Some(part), Some(whole)) => format!(" ({}/{})", words.decimal(part), words.decimal(whole)),
        _ => String::new(),
    };
    Some(format!("{}: {}{counts}.", measure.subject, shown.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    fn frame(request: &str) -> Frame<'_> {
        Frame {
            office: "UBND xã Suối Trăng",
            addressee: "Sở Khoa học và Công nghệ",
            request,
            cut_off: "14/11/2026",
        }
    }

    #[test]
    fn the_opening_cites_the_request_where_the_round_has_one() {
        let words = Messages::new(Lang::Vi);
        let request = "Công văn số 12/SKHCN-CĐS ngày 13/10/2025";
        assert_eq!(
            opening(&words, &frame(request)),
            "Thực hiện Công văn số 12/SKHCN-CĐS ngày 13/10/2025 của Sở Khoa học và Công nghệ, UBND xã Suối Trăng báo cáo \
             kết quả thực hiện (số liệu tính đến hết ngày 14/11/2026) như sau:"
        );
        assert!(opening(&words, &frame("")).starts_with("UBND xã Suối Trăng báo cáo"));
    }

    #[test]
    fn answers_to_questions_are_words() {
        let words = Messages::new(Lang::Vi);
        let measure = |value: f64, unit: &str| Measure {
            subject: "Có cổng dữ liệu".into(),
            value: Some(value),
            unit: Some(unit.into()),
            ..Measure::default()
        };
        assert_eq!(
            figure(&words, &measure(1.0, YES_NO)).as_deref(),
            Some("Có cổng dữ liệu: Có.")
        );
        assert_eq!(
            figure(&words, &measure(0.0, YES_NO)).as_deref(),
            Some("Có cổng dữ liệu: Không.")
        );
        assert_eq!(
            figure(&words, &measure(98.5, "%")).as_deref(),
            Some("Có cổng dữ liệu: 98,5%.")
        );
    }

    #[test]
    fn lists_stay_lists() {
        let words = Messages::new(Lang::Vi);
        assert!(pieces(&words, "- Một\n- Hai", true).all(|p| matches!(p, Narrative::Item(_))));
        assert!(pieces(&words, "Một\nHai", true).all(|p| matches!(p, Narrative::Paragraph(_))));
    }

    #[test]
    fn headings_of_an_imported_text_are_points_of_its_section() {
        let words = Messages::new(Lang::Vi);
        let answer = "A. KẾT QUẢ CHUNG\n- Đã mở 5 lớp.\nB. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ\n(Theo biểu dưới đây)";
        let shown: Vec<String> = pieces(&words, answer, true)
            .map(|p| match p {
                Narrative::Heading { label, title, .. } => format!("{label}. {}", title.text),
                Narrative::Item(text) => format!("- {}", text.text),
                Narrative::Paragraph(text) => text.text,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1. KẾT QUẢ CHUNG",
                "- Đã mở 5 lớp.",
                "2. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ",
                "(Theo Phụ lục kèm theo)"
            ]
        );
        assert_eq!(heading("5.000 HỘ"), None, "a figure with its unit");
        assert_eq!(heading("A. Kết quả chung"), None);
    }
}
