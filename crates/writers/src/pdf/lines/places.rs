//! Where the lines of a paragraph may end, and how wide they are.

use std::ops::Range;

use super::super::fonts;
use super::super::paragraph::{Kind, Paragraph};
use super::{Justification, Line};
use crate::wording;

/// A word wider than this share of the line may be cut after a sign, so that its line is not torn open.
const LONG_WORD: f64 = 0.4;

/// A sign after which an address or a path may be cut.
pub const fn is_joint(code: char) -> bool {
    matches!(code, '/' | '-' | '_' | '.' | '?' | '&' | '=' | ',' | ';' | ':' | '@')
}

/// What ends a line at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The end of a word.
    Word,
    /// The end of the paragraph or a break in the text: the line must end here.
    Forced,
    /// A hyphen within a word.
    Hyphen,
    /// A sign within a long word.
    Joint,
    /// A space between words that belong together: only justified text may end here, and only where its line would be torn
    /// open otherwise.
    Bound,
}

impl Ending {
    /// True where a word ends, so that every other word may stand in the next line.
    pub const fn ends_word(self) -> bool {
        matches!(self, Self::Word | Self::Forced)
    }
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// End of the line.
    pub end: usize,
    /// Start of the next one.
    pub next: usize,
    /// What ends here.
    pub ending: Ending,
}

impl Place {
    const fn at(end: usize, ending: Ending) -> Self {
        Self { end, next: end, ending }
    }

    /// Behind this place, without the glyph that stands at it.
    const fn over(at: usize, ending: Ending) -> Self {
        Self {
            end: at,
            next: at + 1,
            ending,
        }
    }

    /// A cut within a word.
    pub const fn cut(end: usize) -> Self {
        Self::at(end, Ending::Joint)
    }
}

/// The places of a paragraph, for lines of one width.
pub struct Places<'p> {
    /// The paragraph.
    pub paragraph: &'p Paragraph,
    /// All places, in order; the last one is the end of the paragraph.
    pub all: Vec<Place>,
    /// Width of everything before a glyph, pt.
    before: Vec<f64>,
    /// Stretching spaces before a glyph.
    spaces: Vec<u32>,
    /// Width of a line, pt.
    pub width: f64,
    /// What the first line is shorter by, pt.
    pub indent: f64,
}

impl<'p> Places<'p> {
    /// Finds them.
    pub fn new(paragraph: &'p Paragraph, width: f64, indent: f64) -> Self {
        let glyphs = &paragraph.glyphs;
        let mut found = Self {
            paragraph,
            all: Vec::new(),
            before: Vec::with_capacity(glyphs.len() + 1),
            spaces: Vec::with_capacity(glyphs.len() + 1),
            width,
            indent,
        };
        let (mut sum, mut count) = (0.0, 0);
        for glyph in glyphs {
            found.before.push(sum);
            found.spaces.push(count);
            sum += f64::from(glyph.width);
            count += u32::from(matches!(glyph.kind, Kind::Space | Kind::Bound));
        }
        found.before.push(sum);
        found.spaces.push(count);
        let mut word = 0;
        for (i, glyph) in glyphs.iter().enumerate() {
            let ending = match glyph.kind {
                Kind::Space | Kind::Opportunity(false) => Ending::Word,
                Kind::Opportunity(true) => Ending::Hyphen,
                Kind::Break => Ending::Forced,
                Kind::Word | Kind::FixedSpace | Kind::Bound => continue,
            };
            found.word(word..i);
            found.all.push(Place::over(i, ending));
            word = i + 1;
        }
        found.word(word..glyphs.len());
        found.all.push(Place::at(glyphs.len(), Ending::Forced));
        found
    }

    /// Adds the places within what stands between two spaces: those between words that belong together, and those within them.
    fn word(&mut self, word: Range<usize>) {
        let glyphs = &self.paragraph.glyphs;
        let mut start = word.start;
        for i in word.clone() {
            if glyphs[i].kind == Kind::Bound {
                self.signs(start..i);
                if self.may_part(i) {
                    self.all.push(Place::over(i, Ending::Bound));
                }
                start = i + 1;
            }
        }
        self.signs(start..word.end);
    }

    /// Adds the places behind the signs of a long word, none near its ends.
    fn signs(&mut self, word: Range<usize>) {
        let width = self.width_of(word.clone());
        if width <= self.width * LONG_WORD || (width <= self.width && self.is_whole(word.clone())) {
            return;
        }
        let glyphs = &self.paragraph.glyphs;
        for i in word.start + 3..word.end.saturating_sub(3) {
            if is_joint(glyphs[i].code) && glyphs[i + 1].code.is_alphanumeric() {
                self.all.push(Place::at(i + 1, Ending::Joint));
            }
        }
    }

    /// True for a date ("27/11/2026") and for the number of a document: neither is cut where a line holds it.
    fn is_whole(&self, word: Range<usize>) -> bool {
        let glyphs = &self.paragraph.glyphs[word];
        let text: String = glyphs.iter().map(|g| g.code).collect();
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
        let is_date = bare.contains('/') && bare.chars().all(|c| c.is_ascii_digit() || c == '/');
        is_date || wording::is_document_number(bare)
    }

    /// False for a bound space within a figure, before its unit of measure, and for one of several that leave room for
    /// something to be written in.
    fn may_part(&self, space: usize) -> bool {
        let glyphs = &self.paragraph.glyphs;
        let sides = space
            .checked_sub(1)
            .and_then(|i| glyphs.get(i))
            .zip(glyphs.get(space + 1));
        sides.is_some_and(|(a, b)| {
            let words = a.kind == Kind::Word && b.kind == Kind::Word;
            words && !a.code.is_ascii_digit() && a.code != '-' && a.code != '–'
        })
    }

    /// Room of the line that starts here, pt.
    pub fn room(&self, start: usize) -> f64 {
        let indent = if start == 0 { self.indent } else { 0.0 };
        (self.width - indent).max(1.0)
    }

    fn hyphen_width(&self, place: Place) -> f64 {
        if place.ending != Ending::Hyphen {
            return 0.0;
        }
        let run = self.paragraph.glyphs.get(place.end).map_or(0, |g| g.run as usize);
        self.paragraph.runs.get(run).map_or(0.0, |r| {
            f64::from(fonts::shape(r.face, '-').unwrap_or_default().width * r.size)
        })
    }

    /// Width of a line as it is before its spaces stretch, pt.
    pub fn natural(&self, start: usize, place: Place) -> f64 {
        self.before[place.end] - self.before[start] + self.hyphen_width(place)
    }

    /// Width of these glyphs, pt.
    pub fn width_of(&self, glyphs: Range<usize>) -> f64 {
        self.before[glyphs.end] - self.before[glyphs.start]
    }

    /// Spaces of a line that stretch.
    pub fn stretching(&self, start: usize, place: Place) -> u32 {
        self.spaces[place.end] - self.spaces[start]
    }

    /// A line as it is set.
    pub fn line(&self, start: usize, place: Place, shift: f32, width: f32, how: Justification) -> Line {
        let natural = self.natural(start, place) as f32;
        let gap = (width - shift).max(1.0) - natural;
        let spaces = self.stretching(start, place) as f32;
        let stretched = how == Justification::Both && spaces > 0.0 && (place.ending != Ending::Forced || gap < 0.0);
        let stretch = if stretched { gap / spaces } else { 0.0 };
        let left = match how {
            Justification::Left | Justification::Both => shift,
            Justification::Centre => shift + (gap / 2.0).max(0.0),
            Justification::Right => shift + gap.max(0.0),
        };
        Line {
            glyphs: start..place.end,
            next: place.next,
            left,
            width: natural + stretch * spaces,
            stretch,
            hyphen: place.ending == Ending::Hyphen,
        }
    }
}
