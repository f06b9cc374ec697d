//! Words of the form that every writer of official documents puts together the same way.

use crate::docx::metrics::width;
use crate::form;
use crate::pdf::fonts::Face;
use std::borrow::Cow;
use tonghop_messages::Messages;
use tonghop_model::official::{Block, Cell, Inline, OfficialDocument};
use tonghop_text::roman;

/// Closes the text of a document.
pub(crate) const END_MARK: &str = "./.";
/// Spaces left for what the records office stamps: number, day, month, year; and the fewest of them where the line is full.
const BLANKS: std::ops::RangeInclusive<usize> = 2..=8;

/// "Số: 05/BC-UBND" (Annex I, part II, item 3). Nothing for a note that gets no number.
pub(crate) fn number(document: &OfficialDocument, words: &Messages) -> String {
    number_with(document, words, *BLANKS.end())
}

fn number_with(document: &OfficialDocument, words: &Messages, blanks: usize) -> String {
    if document.number.is_none() && document.symbol.is_empty() {
        return String::new();
    }
    let number = document.number_and_symbol(&blank(blanks));
    format!("{} {number}", words.text("official-form-number"))
}

/// The number on one line of this width (twentieths of a point), as far as the blank for the stamp can give way.
pub(crate) fn number_line(document: &OfficialDocument, words: &Messages, room: i32) -> String {
    let lines = BLANKS.rev().map(|blanks| number_with(document, words, blanks));
    fitting(lines, |line| width(Face::Regular, form::NUMBER_PT, line) <= room)
}

/// "Minh Long, ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 take a zero (item 4).
pub(crate) fn place_and_date(document: &OfficialDocument, words: &Messages) -> String {
    dated(document, words, *BLANKS.end())
}

/// The same on one line of this width (twentieths of a point), with its size in points: the blanks give way first, then the size.
pub(crate) fn date_line(document: &OfficialDocument, words: &Messages, room: i32) -> (String, f32) {
    let sizes = [form::DATE_PT, form::DATE_PT - 1.0];
    let lines = sizes
        .into_iter()
        .flat_map(|size| BLANKS.rev().map(move |blanks| (dated(document, words, blanks), size)));
    fitting(lines, |(line, size)| width(Face::Italic, *size, line) <= room)
}

/// The first that fits, else the last.
fn fitting<T: Default>(lines: impl Iterator<Item = T>, fits: impl Fn(&T) -> bool) -> T {
    let mut last = T::default();
    for line in lines {
        if fits(&line) {
            return line;
        }
        last = line;
    }
    last
}

fn dated(document: &OfficialDocument, words: &Messages, blanks: usize) -> String {
    let [day, month, year] =
        ["official-form-day", "official-form-month", "official-form-year"].map(|key| words.text(key));
    let date = document.date;
    let d = date.day.map_or_else(|| blank(blanks), |d| format!("{d:02}"));
    let m = date.month.map_or_else(|| blank(blanks), printed_month);
    let y = date.year.map_or_else(|| blank(blanks), |y| y.to_string());
    let place = if document.place.is_empty() {
        String::new()
    } else {
        format!("{}, ", document.place)
    };
    format!("{place}{day} {d} {month} {m} {year} {y}")
}

/// "01", "02", "3".
pub(crate) fn printed_month(month: u8) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

fn blank(spaces: usize) -> String {
    "\u{A0}".repeat(spaces)
}

/// "Phụ lục" for a single annex, "Phụ lục I" where there are several (item 10).
pub(crate) fn annex_label(index: usize, count: usize, words: &Messages) -> String {
    let word = words.text("official-form-annex");
    if count > 1 {
        format!("{word} {}", roman(index + 1))
    } else {
        word
    }
}

/// The text in capitals. Numbers of documents keep their own letters: "QUYẾT ĐỊNH SỐ 411/QĐ-TTg".
pub(crate) fn capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text.split_inclusive(char::is_whitespace) {
        if is_document_number(word) {
            out.push_str(word);
        } else {
            out.extend(word.chars().flat_map(char::to_uppercase));
        }
    }
    out
}

/// The text in pieces between which a hyphen stands at which no line may end: those of the numbers of documents ("57-NQ/TW").
pub(crate) fn held_hyphens(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        if is_document_number(word) {
            for (hyphen, _) in word.match_indices('-') {
                pieces.push(&text[start..at + hyphen]);
                start = at + hyphen + 1;
            }
        }
        at += word.len();
    }
    pieces.push(&text[start..]);
    pieces
}

/// "411/QĐ-TTg", "57-NQ/TW": a figure, a stroke and a symbol.
pub(crate) fn is_document_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split_once('/').is_some_and(|(number, symbol)| {
        number.starts_with(|c: char| c.is_ascii_digit()) && symbol.chars().any(char::is_alphabetic)
    })
}

/// The text without closing marks.
pub(crate) fn unmarked(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ' '])
}

/// True for a row of a table that heads a group: one cell over the whole width, or nothing but bold cells.
pub(crate) fn heads_group(row: &[Cell], columns: usize) -> bool {
    match row {
        [] => false,
        [only] => usize::from(only.columns) >= columns,
        cells => cells.iter().all(|c| c.bold),
    }
}

/// True for a paragraph that introduces what follows: it ends in a colon and must not stand alone at the foot of a page.
pub(crate) fn leads_in(text: &[Inline]) -> bool {
    matches!(text.last(), Some(Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t)) if t.trim_end().ends_with(':'))
}

/// The pieces with this mark at their end, instead of a closing mark that stands there.
pub(crate) fn closed(pieces: &[Inline], mark: &str) -> Vec<Inline> {
    let mut pieces = pieces.to_vec();
    if let Some(Inline::Text(text) | Inline::Bold(text) | Inline::Italic(text)) = pieces.last_mut() {
        let kept = text.trim_end_matches(['.', ';', ',', '!', '/', ' ']).len();
        text.truncate(kept);
        text.push_str(mark);
    } else {
        pieces.push(Inline::Text(mark.to_owned()));
    }
    pieces
}

/// The blocks with "./." at the end of the text.
pub(crate) fn with_end_mark(body: &[Block]) -> Vec<Cow<'_, Block>> {
    let mut body: Vec<Cow<'_, Block>> = body.iter().map(Cow::Borrowed).collect();
    let Some(last) = body.pop() else { return body };
    match last.as_ref() {
        Block::Paragraph(text) => body.push(Cow::Owned(Block::Paragraph(closed(text, END_MARK)))),
        Block::Item(text) => body.push(Cow::Owned(Block::Item(closed(text, END_MARK)))),
        _ => {
            body.push(last);
            body.push(Cow::Owned(Block::Paragraph(vec![Inline::text(END_MARK)])));
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_give_way_so_that_the_line_stays_one() {
        let words = Messages::new(tonghop_messages::Lang::Vi);
        let mut document = OfficialDocument {
            place: "Thành phố Hòn Mây Đông".into(),
            symbol: "TB-BQLKCXKCNKCNC".into(),
            ..OfficialDocument::default()
        };
        let room = width(Face::Italic, form::DATE_PT, &dated(&document, &words, 4));
        let (line, size) = date_line(&document, &words, room);
        assert_eq!((line, size), (dated(&document, &words, 4), form::DATE_PT));
        let room = width(Face::Italic, form::DATE_PT - 1.0, &dated(&document, &words, 3));
        assert!(width(Face::Italic, form::DATE_PT, &dated(&document, &words, 2)) > room);
        let (line, size) = date_line(&document, &words, room);
        assert!(size < form::DATE_PT && width(Face::Italic, size, &line) <= room);
        let room = width(Face::Regular, form::NUMBER_PT, &number(&document, &words)) - 1;
        assert_eq!(number_line(&document, &words, room), number_with(&document, &words, 7));
        document.date.month = Some(2);
        document.date.year = Some(2031);
        assert!(date_line(&document, &words, i32::MAX).0.ends_with("tháng 02 năm 2031"));
    }

    #[test]
    fn numbers_keep_their_letters_and_strokes() {
        let words = Messages::new(tonghop_messages::Lang::Vi);
        for (printed, symbol, line) in [
            ("5", "BC-UBND", "Số: 05/BC-UBND"),
            ("15A", "BC-UBND", "Số: 15A/BC-UBND"),
            ("1.204", "BC-UBND", "Số: 1.204/BC-UBND"),
            ("152", "-BC/ĐU", "Số: 152-BC/ĐU"),
        ] {
            let document = OfficialDocument {
                number: Some(printed.into()),
                symbol: symbol.into(),
                ..OfficialDocument::default()
            };
            assert_eq!(number(&document, &words), line);
        }
    }

    #[test]
    fn hyphens_of_document_numbers_are_held_and_others_are_not() {
        let text = "Nghị quyết số 57-NQ/TW, Công văn số 64/SKHCN-CĐS về kinh tế - xã hội, 5-10 người";
        let pieces = held_hyphens(text);
        assert_eq!(
            pieces,
            [
                "Nghị quyết số 57",
                "NQ/TW, Công văn số 64/SKHCN",
                "CĐS về kinh tế - xã hội, 5-10 người"
            ]
        );
        assert_eq!(pieces.join("-"), text);
        assert_eq!(held_hyphens(""), [""]);
    }

    #[test]
    fn numbers_of_documents_keep_their_letters_in_capitals() {
        assert_eq!(
            capitals("kết quả theo Quyết định số 411/QĐ-TTg ngày 31/3/2022"),
            "KẾT QUẢ THEO QUYẾT ĐỊNH SỐ 411/QĐ-TTg NGÀY 31/3/2022"
        );
        assert_eq!(capitals("a/b  và"), "A/B  VÀ");
    }

    #[test]
    fn the_end_mark_takes_the_place_of_the_last_full_stop() {
        let ended = |body: &[Block]| {
            let ended = with_end_mark(body);
            crate::pdf::body::words_of(match ended.last().map(Cow::as_ref) {
                Some(Block::Paragraph(text) | Block::Item(text)) => text,
                other => panic!("{other:?}"),
            })
        };
        for text in ["theo quy định.", "theo quy định", "theo quy định./.", "theo quy định!"] {
            assert_eq!(ended(&[Block::Paragraph(vec![Inline::text(text)])]), "theo quy định./.");
        }
        assert_eq!(ended(&[Block::PageBreak]), "./.");
        assert!(with_end_mark(&[]).is_empty());
    }
}
