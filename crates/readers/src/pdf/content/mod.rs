//! The operators of a page that matter for reading: text, paths that may be ruling lines, pictures.
//!
//! Everything else (colours but white, clipping, blending, shading, patterns) is passed over, no picture
//! is decoded and no outline is loaded. Every loop counts against a budget, which an interpreter made
//! for drawing does not offer.

mod matrix;
mod pass;
mod path;
mod rules;
mod show;
mod state;

pub(crate) use matrix::Matrix;

use super::font::{Face, PdfFont};
use super::inflate::Expansion;
use crate::{Limits, ReadError};
use hayro_font::FontCache;
use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::Page;
use state::NumberedFont;
use std::collections::HashMap;
use std::rc::Rc;

/// [`Glyph::turn`] of text across the page, such as "DRAFT" from corner to corner.
pub(crate) const SLANTED: u8 = 4;

/// One character on the page, in points from the top left corner of the page as shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// The character.
    pub(crate) c: char,
    /// Left edge.
    pub(crate) x0: f32,
    /// Right edge (where the next character would start).
    pub(crate) x1: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// Size of the font as shown.
    pub(crate) size: f32,
    /// Index in [`Faces`].
    pub(crate) face: u16,
    /// Direction of writing in quarter turns clockwise: 0 = to the right, 1 = downwards, 3 = upwards;
    /// [`SLANTED`] for anything between.
    pub(crate) turn: u8,
    /// Painted with an outline as well, which is how some programs make bold letters.
    pub(crate) heavy: bool,
    /// Not painted at all: the text layer of a recognised scan.
    pub(crate) hidden: bool,
    /// Marked as page furniture by the program that wrote the file.
    pub(crate) artifact: bool,
}

/// A ruling line or the thin side of a filled shape: its box in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    /// Left edge.
    pub(crate) x0: f32,
    /// Upper edge.
    pub(crate) y0: f32,
    /// Right edge.
    pub(crate) x1: f32,
    /// Lower edge.
    pub(crate) y1: f32,
}

/// A picture on the page and the matrix that takes the unit square there.
#[derive(Clone)]
pub(crate) struct Placed<'a> {
    /// The picture, not decoded.
    pub(crate) stream: Stream<'a>,
    /// Where it stands.
    pub(crate) matrix: Matrix,
}

/// The fonts of a document by index.
pub(crate) type Faces = Vec<Face>;

/// What a page holds.
#[derive(Default)]
pub(crate) struct PageContent<'a> {
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// Characters in the order of the content stream.
    pub(crate) glyphs: Vec<Glyph>,
    /// Lines.
    pub(crate) rules: Vec<Rule>,
    /// Pictures.
    pub(crate) pictures: Vec<Placed<'a>>,
    /// Texts of visible signatures.
    pub(crate) stamps: Vec<Vec<Glyph>>,
    /// Codes without a character, and the fonts they are in.
    pub(crate) unmapped: usize,
    /// True where something was left out because of a limit.
    pub(crate) cut: bool,
}

/// What outlives a page: fonts, and the budget.
pub(crate) struct Reader<'a, 'l> {
    limits: &'l Limits,
    expansion: &'l Expansion,
    full_fonts: FontCache<'a>,
    fonts: HashMap<usize, NumberedFont<'a>>,
    /// Fonts seen so far.
    pub(crate) faces: Faces,
}

impl<'a, 'l> Reader<'a, 'l> {
    /// A reader for one document.
    pub(crate) fn new(limits: &'l Limits, expansion: &'l Expansion) -> Self {
        Self {
            limits,
            expansion,
            full_fonts: FontCache::new(),
            fonts: HashMap::new(),
            faces: Faces::new(),
        }
    }

    /// Everything of a page that matters for reading.
    ///
    /// # Errors
    /// [`ReadError::TimedOut`].
    pub(crate) fn page(&mut self, page: &Page<'a>) -> Result<PageContent<'a>, ReadError> {
        pass::Pass::over(self, page)
    }

    fn font(&mut self, dict: &Dict<'a>) -> NumberedFont<'a> {
        let key = dict.data().as_ptr() as usize;
        if let Some(found) = self.fonts.get(&key) {
            return found.clone();
        }
        let font = Rc::new(PdfFont::new(dict, &self.full_fonts, self.expansion));
        let index = self.faces.len().min(usize::from(u16::MAX)) as u16;
        self.faces.push(font.face.clone());
        self.fonts.insert(key, (index, Rc::clone(&font)));
        (index, font)
    }
}
