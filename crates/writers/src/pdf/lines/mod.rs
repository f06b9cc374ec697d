//! Breaking a paragraph into lines.
//!
//! No line ends while the next word would have fitted. Within that rule justified text is broken so that the spaces of
//! the whole paragraph are as even as they can be (`even.rs`); other text, and text with words longer than a line, line by
//! line (`greedy.rs`). `places.rs` knows where a line may end.

mod even;
mod greedy;
mod places;

use std::ops::Range;

use super::paragraph::{Kind, Paragraph};
use places::Places;

/// How text is set between the margins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Justification {
    /// At the left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// At the right.
    Right,
    /// Both sides, the last line at the left.
    Both,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Glyphs, without the space at the end.
    pub glyphs: Range<usize>,
    /// Start of the next line.
    pub next: usize,
    /// Distance from the left edge, pt.
    pub left: f32,
    /// Width as set, pt.
    pub width: f32,
    /// Added to every space, pt.
    pub stretch: f32,
    /// True where a hyphen ends the line.
    pub hyphen: bool,
}

/// Breaks a paragraph into lines of this width (pt), the first one shorter by the indent.
pub fn break_lines(paragraph: &Paragraph, width: f32, indent: f32, how: Justification) -> Vec<Line> {
    let places = Places::new(paragraph, f64::from(width.max(1.0)), f64::from(indent));
    let even = (how == Justification::Both).then(|| even::ends(&places)).flatten();
    let ends = even.unwrap_or_else(|| greedy::ends(&places));
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for place in ends {
        let shift = if lines.is_empty() { indent } else { 0.0 };
        lines.push(places.line(start, place, shift, width, how));
        start = place.next;
    }
    lines
}

/// The narrowest width that takes no more lines, for centred titles of even lines.
pub fn balanced_width(paragraph: &Paragraph, width: f32) -> f32 {
    let count = break_lines(paragraph, width, 0.0, Justification::Centre).len();
    if count < 2 {
        return width;
    }
    let (mut low, mut high) = (width / 3.0, width);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        if break_lines(paragraph, middle, 0.0, Justification::Centre).len() > count {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The widest word of a paragraph, pt.
pub fn widest_word(paragraph: &Paragraph) -> f32 {
    let (mut widest, mut word) = (0.0_f32, 0.0_f32);
    for glyph in &paragraph.glyphs {
        match glyph.kind {
            Kind::Word | Kind::FixedSpace | Kind::Bound => word += glyph.width,
            Kind::Space | Kind::Opportunity(_) | Kind::Break => word = 0.0,
        }
        widest = widest.max(word);
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Face;
    use super::super::paragraph::{Builder, Tally};
    use super::*;
    use proptest::prelude::*;

    fn paragraph(text: &str) -> Paragraph {
        Builder::new(Face::Regular, 14.0, &mut Tally::default())
            .text(text)
            .finish()
    }

    fn words(paragraph: &Paragraph, lines: &[Line]) -> Vec<String> {
        let glyphs = &paragraph.glyphs;
        let text = |l: &Line| glyphs[l.glyphs.clone()].iter().map(|g| g.code).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn justified_lines_reach_both_margins() {
        let p = paragraph(&"Ủy ban nhân dân xã báo cáo kết quả thực hiện nhiệm vụ. ".repeat(12));
        let lines = break_lines(&p, 467.0, 36.0, Justification::Both);
        assert!(lines.len() > 5);
        for line in &lines[..lines.len() - 1] {
            assert!((line.left + line.width - 467.0).abs() < 0.1, "{line:?}");
        }
        assert_eq!(lines[0].left, 36.0);
        assert_eq!(lines[lines.len() - 1].stretch, 0.0);
    }

    #[test]
    fn a_long_word_is_cut_after_a_sign() {
        let p = paragraph("Xem https://vi-du.example/duong-dan/rat-dai/khong-co-khoang-trang/bao-cao.pdf nhé");
        let lines = break_lines(&p, 150.0, 0.0, Justification::Both);
        assert!(lines.iter().all(|l| l.width <= 151.0));
        let words = words(&p, &lines);
        assert!(words.iter().any(|w| w.ends_with(['/', '-'])), "{words:?}");
    }

    #[test]
    fn breaks_in_the_text_break_lines() {
        let p = paragraph("một\nhai\n\nba\n");
        for how in [Justification::Left, Justification::Both] {
            let lines = break_lines(&p, 300.0, 0.0, how);
            assert_eq!(words(&p, &lines), ["một", "hai", "", "ba"], "{how:?}");
        }
    }

    #[test]
    fn an_empty_paragraph_is_one_line() {
        assert_eq!(break_lines(&paragraph(""), 100.0, 0.0, Justification::Both).len(), 1);
    }

    /// The glyph at which the word after a line ends.
    fn next_word_end(p: &Paragraph, line: &Line) -> usize {
        let inside = |kind: Kind| {
            matches!(
                kind,
                Kind::Word | Kind::FixedSpace | Kind::Bound | Kind::Opportunity(true)
            )
        };
        let mut rest = p.glyphs.iter().enumerate().skip(line.next);
        rest.find(|(_, g)| !inside(g.kind)).map_or(p.glyphs.len(), |(i, _)| i)
    }

    #[test]
    fn a_line_of_a_list_is_not_left_after_two_words() {
        let text = "-\u{2007}xã\u{a0}Suối Ngàn: “UBND\u{a0}xã ban hành Kế hoạch số\u{a0}18/KH-UBND ngày\u{a0}12/8/2025 về phát triển";
        let p = paragraph(text);
        for width in [380.0, 420.0, 467.0] {
            let lines = break_lines(&p, width, 36.0, Justification::Both);
            let first = &words(&p, &lines)[0];
            assert!(first.contains("Kế hoạch"), "{width}: {first}");
            assert!((lines[0].left + lines[0].width - width).abs() < 0.1, "{:?}", lines[0]);
        }
    }

    #[test]
    fn words_that_belong_together_part_only_where_the_line_would_be_torn_open() {
        let p = paragraph("Kế hoạch số\u{a0}18/KH-UBND ngày\u{a0}12/8/2025 về việc phát triển kinh tế số của xã");
        let ends = |how| {
            let lines = break_lines(&p, 210.0, 0.0, how);
            words(&p, &lines).swap_remove(0)
        };
        assert_eq!(ends(Justification::Left), "Kế hoạch số 18/KH-UBND");
        assert_eq!(ends(Justification::Both), "Kế hoạch số 18/KH-UBND ngày");
        let figure = paragraph("tổng số 1\u{a0}234\u{a0}567 hồ sơ, đạt 98\u{a0}%");
        for width in (60..160).map(|w| w as f32) {
            let lines = break_lines(&figure, width, 0.0, Justification::Both);
            let words = words(&figure, &lines);
            assert!(
                words.iter().any(|w| w.contains("1 234 567")) && words.iter().any(|w| w.contains("98 %")),
                "{words:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_line_ends_while_the_next_word_would_have_fitted(
            words in prop::collection::vec(("[a-zđếộƯ0-9/-]{1,12}", prop::sample::select(vec![" ", " ", " ", "\u{a0}", "\u{2007}", "\n"])), 1..60),
            width in 90.0_f32..480.0,
            indent in 0.0_f32..40.0,
            how in prop::sample::select(vec![Justification::Left, Justification::Centre, Justification::Right, Justification::Both]),
        ) {
            let text: String = words.iter().flat_map(|(word, space)| [word.as_str(), space]).collect();
            let p = paragraph(&text);
            let lines = break_lines(&p, width, indent, how);
            for (number, line) in lines.iter().enumerate() {
                let forced = line.next >= p.glyphs.len() || p.glyphs[line.glyphs.end].kind == Kind::Break;
                let end = next_word_end(&p, line);
                let natural: f32 = p.glyphs[line.glyphs.start..end].iter().map(|g| g.width).sum();
                let room = width - if number == 0 { indent } else { 0.0 };
                prop_assert!(forced || natural > room - 0.01, "{:?} ends early: {} of {}", line, natural, room);
            }
        }

        #[test]
        fn no_glyph_is_lost_and_no_line_is_too_wide(
            text in "[a-zđếộ \u{ad}\u{a0}\n/-]{0,300}",
            width in 20.0_f32..400.0,
            both in any::<bool>(),
        ) {
            let p = paragraph(&text);
            let how = if both { Justification::Both } else { Justification::Left };
            let lines = break_lines(&p, width, 0.0, how);
            let mut next = 0;
            for line in &lines {
                prop_assert_eq!(line.glyphs.start, next);
                let skipped = &p.glyphs[line.glyphs.end..line.next];
                prop_assert!(skipped.iter().all(|g| g.kind != Kind::Word));
                prop_assert!(line.width <= width + 0.1 || line.glyphs.len() <= 1, "{:?}", line);
                next = line.next;
            }
            prop_assert_eq!(next, p.glyphs.len());
        }
    }
}
