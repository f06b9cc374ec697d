//! The graphics state, as far as reading needs it.

use super::matrix::Matrix;
use crate::pdf::font::PdfFont;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;
use std::rc::Rc;

/// Share of full light above which a colour counts as white.
const WHITE: f32 = 0.93;

/// A font of the document and its index in [`Faces`](super::Faces).
pub(super) type NumberedFont<'a> = (u16, Rc<PdfFont<'a>>);

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) ctm: Matrix,
    pub(super) font: Option<NumberedFont<'a>>,
    pub(super) size: f32,
    pub(super) char_space: f32,
    pub(super) word_space: f32,
    /// Horizontal scaling, 1 = as designed.
    pub(super) stretch: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    /// Text rendering mode (ISO 32000-1, 9.3.6): 2 = outlined as well, 3 and 7 = not painted.
    pub(super) mode: i64,
    pub(super) line_width: f32,
    pub(super) white_fill: bool,
    pub(super) white_stroke: bool,
}

impl State<'_> {
    /// The state at the beginning of a page (ISO 32000-1, 8.4.1).
    pub(super) const fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            line_width: 1.0,
            white_fill: false,
            white_stroke: false,
        }
    }

    /// Carries out an operator that sets one number of the state or a colour; others change nothing.
    pub(super) fn set(&mut self, op: &Op<'_, '_>) {
        match op {
            Op::Transform(t) => {
                let m = [t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f32());
                self.ctm = self.ctm.after(Matrix(m));
            }
            Op::LineWidth(w) => self.line_width = w.0.as_f32(),
            Op::CharacterSpacing(v) => self.char_space = v.0.as_f32(),
            Op::WordSpacing(v) => self.word_space = v.0.as_f32(),
            Op::HorizontalScaling(v) => self.stretch = v.0.as_f32() / 100.0,
            Op::TextLeading(v) => self.leading = v.0.as_f32(),
            Op::TextRise(v) => self.rise = v.0.as_f32(),
            Op::TextRenderingMode(v) => self.mode = v.0.as_i64(),
            Op::NonStrokeColorDeviceGray(g) => self.white_fill = light(&[g.0]),
            Op::StrokeColorDeviceGray(g) => self.white_stroke = light(&[g.0]),
            Op::NonStrokeColorDeviceRgb(c) => self.white_fill = light(&[c.0, c.1, c.2]),
            Op::StrokeColorDeviceRgb(c) => self.white_stroke = light(&[c.0, c.1, c.2]),
            Op::NonStrokeColorCmyk(c) => self.white_fill = no_ink(&[c.0, c.1, c.2, c.3]),
            Op::StrokeColorCmyk(c) => self.white_stroke = no_ink(&[c.0, c.1, c.2, c.3]),
            Op::NonStrokeColor(c) => self.white_fill = c.0.len() == 3 && light(&c.0),
            Op::StrokeColor(c) => self.white_stroke = c.0.len() == 3 && light(&c.0),
            Op::NonStrokeColorNamed(c) => self.white_fill = c.0.len() == 3 && light(&c.0),
            Op::StrokeColorNamed(c) => self.white_stroke = c.0.len() == 3 && light(&c.0),
            _ => {}
        }
    }
}

/// White in grey or RGB.
fn light(parts: &[Number]) -> bool {
    parts.iter().all(|n| n.as_f32() > WHITE)
}

/// White in CMYK.
fn no_ink(parts: &[Number]) -> bool {
    parts.iter().all(|n| n.as_f32() < 1.0 - WHITE)
}

/// Where text goes on: the text matrix and the one of the line's start (ISO 32000-1, 9.4.2).
pub(super) struct TextPlace {
    pub(super) here: Matrix,
    line: Matrix,
}

impl TextPlace {
    /// The origin.
    pub(super) const fn new() -> Self {
        Self {
            here: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    /// `Tm`.
    pub(super) const fn set(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.here = matrix;
    }

    /// `Td`: the next line starts so far from the start of this one.
    pub(super) fn next_line(&mut self, x: f32, y: f32) {
        self.set(self.line.shifted(x, y));
    }

    /// What was shown, or a number between strings, moves the place along the line.
    pub(super) fn advance(&mut self, x: f32) {
        self.here = self.here.shifted(x, 0.0);
    }
}
