//! Numbering of headings as Word's own multi-level list.
//!
//! Parts, sections, points and sub-points are numbered by Word, so that whoever inserts a section gets the next
//! number. The view names every label; where it is not the next one, the list restarts at it. Letters of the
//! Vietnamese alphabet (a, b, c, d, đ, e, g …) are typed: Word has no such list, and its Latin one would silently
//! print "e)" for "đ)" as soon as somebody inserts an item. A label that is no number ("A", "B1") is typed as well.

use std::fmt::Write as _;
use tonghop_model::official::HeadingLevel;

/// Identifier of the list that runs through the document.
const MAIN: u32 = 1;
/// Lists that restart somewhere: more than any document needs, and bounded.
const MOST_LISTS: usize = 2_000;

/// The numbering so far.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Last number of each level.
    counters: [u32; 4],
    /// Lists that start at a number of their own: level and number.
    restarts: Vec<(usize, u32)>,
    /// The current list would start this level with that number again below the next heading above it.
    overridden: Option<usize>,
}

/// How a heading gets its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// From the list with this identifier, on this level.
    List {
        /// Identifier of the list.
        list: u32,
        /// Level from 0.
        level: usize,
    },
    /// Typed.
    Typed,
}

impl Numbering {
    /// The label of the next heading of the document.
    pub fn next(&mut self, level: HeadingLevel, label: &str) -> Label {
        let (depth, number) = match level {
            HeadingLevel::Part => (0, roman(label)),
            HeadingLevel::Section => (1, roman(label)),
            HeadingLevel::Point => (2, decimal(label)),
            HeadingLevel::SubPoint => match label.rsplit_once('.') {
                Some((above, own)) if decimal(above) == Some(self.counters[2]) => (3, decimal(own)),
                _ => (3, None),
            },
            HeadingLevel::Letter => return Label::Typed,
        };
        let Some(number) = number else { return Label::Typed };
        let expected = self.counters[depth] + 1;
        self.counters[depth] = number;
        self.counters[depth + 1..].fill(0);
        let spent = self.overridden.is_some_and(|level| depth < level);
        if number == expected && !spent {
            let list = MAIN + u32::try_from(self.restarts.len()).unwrap_or(0);
            return Label::List { list, level: depth };
        }
        if self.restarts.len() >= MOST_LISTS {
            return Label::Typed;
        }
        self.restarts.push((depth, number));
        self.overridden = (number > 1).then_some(depth);
        Label::List {
            list: MAIN + u32::try_from(self.restarts.len()).unwrap_or(0),
            level: depth,
        }
    }

    /// Starts over: an annex has its own numbers.
    pub fn restart(&mut self) {
        // The next heading of a level that was used before does not follow its counter and so gets a new list.
        self.counters = [u32::MAX - 1; 4];
    }

    /// The part of the package.
    pub fn part(&self, part_word: &str) -> String {
        let mut out = String::from(super::parts::DECLARATION);
        let _ = write!(out, "<w:numbering xmlns:w=\"{}\">", super::parts::W);
        let _ = write!(
            out,
            "<w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"30A02020\"/><w:multiLevelType w:val=\"multilevel\"/><w:tmpl w:val=\"30A02021\"/>"
        );
        let word = super::xml::escaped(part_word);
        let levels = [
            ("upperRoman", format!("{word} %1"), "nothing", "center", "Heading1"),
            ("upperRoman", "%2.".to_owned(), "space", "left", "Heading2"),
            ("decimal", "%3.".to_owned(), "space", "left", "Heading3"),
            ("decimal", "%3.%4.".to_owned(), "space", "left", "Heading4"),
        ];
        for (i, (format, text, suffix, alignment, style)) in levels.iter().enumerate() {
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:pStyle w:val=\"{style}\"/><w:suff w:val=\"{suffix}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"{alignment}\"/></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
        // Dashes of lists.
        out.push_str("<w:abstractNum w:abstractNumId=\"1\"><w:nsid w:val=\"30A02030\"/><w:multiLevelType w:val=\"hybridMultilevel\"/><w:tmpl w:val=\"30A02031\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"Dash\"/><w:suff w:val=\"space\"/><w:lvlText w:val=\"-\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>");
        // Headings whose label is typed: a list that prints nothing.
        out.push_str("<w:abstractNum w:abstractNumId=\"2\"><w:nsid w:val=\"30A02040\"/><w:multiLevelType w:val=\"singleLevel\"/><w:tmpl w:val=\"30A02041\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"none\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>");
        let _ = write!(out, "<w:num w:numId=\"{MAIN}\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for (i, (level, number)) in self.restarts.iter().enumerate() {
            let id = MAIN as usize + 1 + i;
            let _ = write!(
                out,
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{number}\"/></w:lvlOverride></w:num>"
            );
        }
        let _ = write!(
            out,
            "<w:num w:numId=\"{TYPED}\"><w:abstractNumId w:val=\"2\"/></w:num><w:num w:numId=\"{DASH}\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
        );
        out
    }
}

/// Identifier of the list that prints nothing.
pub const TYPED: u32 = 8_999;
/// Identifier of the list of dashes.
pub const DASH: u32 = 9_000;

fn decimal(label: &str) -> Option<u32> {
    let plain =
        !label.is_empty() && label.len() < 5 && label.bytes().all(|b| b.is_ascii_digit()) && !label.starts_with('0');
    plain.then(|| label.parse().ok())?
}

fn roman(label: &str) -> Option<u32> {
    (1..100_u32).find(|n| tonghop_text::roman(*n as usize) == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_order_stay_in_one_list() {
        let mut numbering = Numbering::default();
        let list = |level| Label::List { list: 1, level };
        assert_eq!(numbering.next(HeadingLevel::Section, "I"), list(1));
        assert_eq!(numbering.next(HeadingLevel::Point, "1"), list(2));
        assert_eq!(numbering.next(HeadingLevel::SubPoint, "1.1"), list(3));
        assert_eq!(numbering.next(HeadingLevel::Point, "2"), list(2));
        assert_eq!(numbering.next(HeadingLevel::SubPoint, "2.1"), list(3));
        assert_eq!(numbering.next(HeadingLevel::Section, "II"), list(1));
        assert_eq!(numbering.next(HeadingLevel::Point, "1"), list(2));
    }

    #[test]
    fn a_label_out_of_order_restarts_and_an_odd_one_is_typed() {
        let mut numbering = Numbering::default();
        assert_eq!(
            numbering.next(HeadingLevel::Section, "III"),
            Label::List { list: 2, level: 1 }
        );
        assert_eq!(
            numbering.next(HeadingLevel::Section, "IV"),
            Label::List { list: 2, level: 1 }
        );
        assert_eq!(numbering.next(HeadingLevel::Section, "B1"), Label::Typed);
        assert_eq!(numbering.next(HeadingLevel::Letter, "đ"), Label::Typed);
        assert_eq!(numbering.next(HeadingLevel::SubPoint, "7.1"), Label::Typed);
        assert!(numbering.part("Phần").contains("<w:startOverride w:val=\"3\"/>"));
    }
}
