//! Breaking a paragraph into lines.
//!
//! Justified text is broken so that the spaces of the whole paragraph are as even as they can be; other
//! text, and text with words longer than a line, line by line.

use std::ops::Range;

use super::paragraph::{Kind, Paragraph};

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

/// Paragraphs with more places to break than this are broken line by line.
const LARGEST_EVEN: usize = 3000;
/// How far a space may shrink, as a share of its width.
const SHRINK: f64 = 0.15;

/// A word wider than this share of the line may be cut after a sign, so that its line is not torn open.
const LONG_WORD: f64 = 0.4;

/// A sign after which an address or a path may be cut.
const fn is_joint(code: char) -> bool {
    matches!(code, '/' | '-' | '_' | '.' | '?' | '&' | '=' | ',' | ';' | ':' | '@')
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// End of the line.
    end: usize,
    /// Start of the next one.
    next: usize,
    hyphen: bool,
    /// The line must end here.
    forced: bool,
}

/// Breaks a paragraph into lines of this width (pt), the first one shorter by the indent.
pub fn break_lines(paragraph: &Paragraph, width: f32, indent: f32, how: Justification) -> Vec<Line> {
    let breaker = Breaker::new(paragraph, f64::from(width.max(1.0)), f64::from(indent));
    let ends = if how == Justification::Both && breaker.is_even() {
        breaker.even().unwrap_or_else(|| breaker.greedy())
    } else {
        breaker.greedy()
    };
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    let mut fresh = true;
    for place in ends {
        let shift = if fresh && start == 0 { indent } else { 0.0 };
        lines.push(breaker.line(start, place, shift, width, how));
        start = place.next;
        fresh = false;
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
            Kind::Word | Kind::FixedSpace => word += glyph.width,
            Kind::Space | Kind::Opportunity(_) | Kind::Break => word = 0.0,
        }
        widest = widest.max(word);
    }
    widest
}

/// Places after the signs within a long word, none near its ends.
fn joints(paragraph: &Paragraph, word: Range<usize>, places: &mut Vec<Place>) {
    for i in word.start + 3..word.end.saturating_sub(3) {
        let (this, next) = (paragraph.glyphs[i].code, paragraph.glyphs[i + 1].code);
        if is_joint(this) && next.is_alphanumeric() {
            places.push(Place {
                end: i + 1,
                next: i + 1,
                hyphen: false,
                forced: false,
            });
        }
    }
}

struct Breaker<'p> {
    paragraph: &'p Paragraph,
    places: Vec<Place>,
    /// Width of everything before a glyph.
    before: Vec<f64>,
    /// Stretching spaces before a glyph.
    spaces: Vec<u32>,
    width: f64,
    indent: f64,
}

impl<'p> Breaker<'p> {
    fn new(paragraph: &'p Paragraph, width: f64, indent: f64) -> Self {
        let glyphs = &paragraph.glyphs;
        let mut before = Vec::with_capacity(glyphs.len() + 1);
        let mut spaces = Vec::with_capacity(glyphs.len() + 1);
        let (mut sum, mut count) = (0.0, 0);
        let mut places = Vec::new();
        let mut word = 0;
        for (i, glyph) in glyphs.iter().enumerate() {
            if !matches!(glyph.kind, Kind::Word | Kind::FixedSpace) {
                let start = before.get(word).copied().unwrap_or(sum);
                if sum - start > width * LONG_WORD {
                    joints(paragraph, word..i, &mut places);
                }
                word = i + 1;
            }
            before.push(sum);
            spaces.push(count);
            sum += f64::from(glyph.width);
            count += u32::from(glyph.kind == Kind::Space);
            let (hyphen, forced) = match glyph.kind {
                Kind::Space => (false, false),
                Kind::Opportunity(hyphen) => (hyphen, false),
                Kind::Break => (false, true),
                Kind::Word | Kind::FixedSpace => continue,
            };
            places.push(Place {
                end: i,
                next: i + 1,
                hyphen,
                forced,
            });
        }
        if sum - before.get(word).copied().unwrap_or(sum) > width * LONG_WORD {
            joints(paragraph, word..glyphs.len(), &mut places);
        }
        before.push(sum);
        spaces.push(count);
        let end = glyphs.len();
        places.push(Place {
            end,
            next: end,
            hyphen: false,
            forced: true,
        });
        Self {
            paragraph,
            places,
            before,
            spaces,
            width,
            indent,
        }
    }

    fn room(&self, start: usize) -> f64 {
        (if start == 0 {
            self.width - self.indent
        } else {
            self.width
        })
        .max(1.0)
    }

    fn hyphen_width(&self, place: Place) -> f64 {
        if !place.hyphen {
            return 0.0;
        }
        let run = self.paragraph.glyphs.get(place.end).map_or(0, |g| g.run as usize);
        self.paragraph.runs.get(run).map_or(0.0, |r| {
            f64::from(super::fonts::shape(r.face, '-').unwrap_or_default().width * r.size)
        })
    }

    fn natural(&self, start: usize, place: Place) -> f64 {
        self.before[place.end] - self.before[start] + self.hyphen_width(place)
    }

    /// True where the whole paragraph can be weighed: not too long, no word wider than a line.
    fn is_even(&self) -> bool {
        self.places.len() <= LARGEST_EVEN && f64::from(widest_word(self.paragraph)) <= self.width - self.indent.max(0.0)
    }

    /// Line by line, each as full as it can be.
    fn greedy(&self) -> Vec<Place> {
        let mut ends = Vec::new();
        let mut start = 0;
        let mut candidate = 0;
        let last = self.paragraph.glyphs.len();
        loop {
            while candidate < self.places.len()
                && self.places[candidate].next <= start
                && self.places[candidate].end < last
            {
                candidate += 1;
            }
            let mut best = None;
            let mut k = candidate;
            while let Some(&place) = self.places.get(k) {
                if place.end < start {
                    k += 1;
                    continue;
                }
                if self.natural(start, place) > self.room(start) + 0.01 {
                    break;
                }
                best = Some(place);
                if place.forced {
                    break;
                }
                k += 1;
            }
            let place = best.unwrap_or_else(|| self.emergency(start));
            ends.push(place);
            start = place.next;
            if start >= last {
                // A break as the last glyph leaves no empty line behind.
                return ends;
            }
        }
    }

    /// Cuts a word that is wider than a line, after a sign that joins words where there is one.
    fn emergency(&self, start: usize) -> Place {
        let glyphs = &self.paragraph.glyphs;
        let room = self.room(start);
        let fits = |end: usize| self.before[end] - self.before[start] <= room;
        let mut end = start + 1;
        let mut sign = None;
        while end < glyphs.len() && glyphs[end].kind != Kind::Break && fits(end + 1) {
            if is_joint(glyphs[end].code) {
                sign = Some(end + 1);
            }
            end += 1;
        }
        let end = sign
            .filter(|s| s - start > (end - start) / 2)
            .unwrap_or(end)
            .min(glyphs.len());
        Place {
            end,
            next: end,
            hyphen: false,
            forced: false,
        }
    }

    /// The breaks with the most even spaces; none where there is no such set of breaks.
    fn even(&self) -> Option<Vec<Place>> {
        let count = self.places.len();
        // Least cost of a paragraph whose last line ends at a place, and the place before it.
        let mut cost = vec![f64::INFINITY; count];
        let mut from = vec![usize::MAX; count];
        let mut first = 0;
        for j in 0..count {
            let place = self.places[j];
            for i in (first..=j).rev() {
                // Lines start at the beginning (i == first of a segment) or after place i - 1.
                let (start, base) = if i == 0 {
                    (0, 0.0)
                } else {
                    (self.places[i - 1].next, cost[i - 1])
                };
                if i > 0 && start > place.end {
                    continue;
                }
                let line = self.weight(start, place);
                if line.is_infinite() && i < j {
                    break;
                }
                if base + line < cost[j] {
                    cost[j] = base + line;
                    from[j] = i;
                }
            }
            if place.forced {
                if cost[j].is_infinite() {
                    return None;
                }
                first = j + 1;
            }
        }
        let mut ends = Vec::new();
        let mut j = count - 1;
        loop {
            ends.push(self.places[j]);
            match from[j] {
                usize::MAX => return None,
                0 => break,
                i => j = i - 1,
            }
        }
        ends.reverse();
        // A break as the last glyph leaves no empty line behind.
        if ends.len() > 1 && ends[ends.len() - 1].end == ends[ends.len() - 2].next {
            let tail = ends[ends.len() - 2];
            if tail.next == self.paragraph.glyphs.len() && tail.end < tail.next {
                ends.pop();
            }
        }
        Some(ends)
    }

    /// How bad a line is.
    fn weight(&self, start: usize, place: Place) -> f64 {
        let natural = self.natural(start, place);
        let room = self.room(start);
        let spaces = f64::from(self.spaces[place.end] - self.spaces[start]);
        let space = f64::from(self.paragraph.size) * 0.25;
        let gap = room - natural;
        if place.forced {
            // The last line: no stretch, but not a single short word either.
            return match gap {
                g if g < -spaces * space * SHRINK - 0.01 => f64::INFINITY,
                _ if start > 0 && natural < room * 0.12 => 400.0,
                _ => 0.0,
            };
        }
        if gap < -spaces * space * SHRINK {
            return f64::INFINITY;
        }
        if spaces == 0.0 {
            return 10_000.0 + gap;
        }
        let ratio = gap / (spaces * space);
        let bad = if ratio < 0.0 { ratio / SHRINK } else { ratio };
        (1.0 + 20.0 * bad.abs().powi(3)).powi(2) + if place.hyphen { 50.0 } else { 0.0 }
    }

    fn line(&self, start: usize, place: Place, shift: f32, width: f32, how: Justification) -> Line {
        let natural = self.natural(start, place) as f32;
        let room = (width - shift).max(1.0);
        let gap = room - natural;
        let spaces = self.spaces[place.end] - self.spaces[start];
        let stretched = how == Justification::Both && spaces > 0 && (!place.forced || gap < 0.0);
        let stretch = if stretched { gap / spaces as f32 } else { 0.0 };
        let left = match how {
            Justification::Left | Justification::Both => shift,
            Justification::Centre => shift + (gap / 2.0).max(0.0),
            Justification::Right => shift + gap.max(0.0),
        };
        Line {
            glyphs: start..place.end,
            next: place.next,
            left,
            width: natural + stretch * spaces as f32,
            stretch,
            hyphen: place.hyphen,
        }
    }
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

    proptest! {
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
