//! Strings that are shown become characters with their places.

use super::matrix::Matrix;
use super::pass::Pass;
use super::state::{State, TextPlace};
use super::{Glyph, SLANTED};
use crate::pdf::font::Shown;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Object};

/// Text is slanted where its direction is further than that from both axes, as a tangent (about 10°; the
/// text layer of a crooked scan stays below).
const SLANT: f32 = 0.18;
/// Characters that one code may stand for.
const MAX_LIGATURE: usize = 16;
/// Characters of one signature's appearance that are kept.
const MAX_STAMP: usize = 10_000;

impl<'a> Pass<'_, 'a, '_> {
    /// Carries out an operator that places or shows text; others change nothing.
    pub(super) fn text(&mut self, op: &Op<'_, '_>, state: &mut State<'a>, place: &mut TextPlace) {
        match op {
            Op::BeginText(_) => *place = TextPlace::new(),
            Op::SetTextMatrix(m) => place.set(Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f32()))),
            Op::NextLine(n) => place.next_line(n.0.as_f32(), n.1.as_f32()),
            Op::NextLineAndSetLeading(n) => {
                state.leading = -n.1.as_f32();
                place.next_line(n.0.as_f32(), n.1.as_f32());
            }
            Op::NextLineUsingLeading(_) => place.next_line(0.0, -state.leading),
            Op::ShowText(s) => self.show(s.0, state, place),
            Op::NextLineAndShowText(s) => {
                place.next_line(0.0, -state.leading);
                self.show(s.0, state, place);
            }
            Op::ShowTextWithParameters(s) => {
                state.word_space = s.0.as_f32();
                state.char_space = s.1.as_f32();
                place.next_line(0.0, -state.leading);
                self.show(s.2, state, place);
            }
            Op::ShowTexts(s) => self.show_pieces(s.0, state, place),
            _ => {}
        }
    }

    /// `TJ`: strings with corrections between them in thousandths of the size.
    fn show_pieces(&mut self, pieces: &Array<'_>, state: &State<'a>, place: &mut TextPlace) {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::Number(n) => place.advance(-n.as_f32() / 1000.0 * state.size * state.stretch),
                Object::String(s) => self.show(&s, state, place),
                _ => {}
            }
        }
    }

    fn show(&mut self, string: &[u8], state: &State<'a>, place: &mut TextPlace) {
        let Some((face, font)) = &state.font else { return };
        let base = state.ctm.after(place.here);
        let direction = Direction::of(base);
        let mut offset = 0.0f32;
        let mut rest = string;
        while !rest.is_empty() {
            let (code, length) = font.next_code(rest);
            rest = rest.get(length..).unwrap_or_default();
            let width = font.advance(code, length) / 1000.0 * state.size;
            let is_space = length == 1 && code == 32;
            let space = if is_space { state.word_space } else { 0.0 };
            let (x, y) = base.apply(offset, state.rise);
            let run = width * state.stretch * direction.across;
            let size = (state.size * direction.up).abs();
            offset += (width + state.char_space + space) * state.stretch;
            if !(x.is_finite() && y.is_finite() && run.is_finite() && size.is_finite()) {
                continue;
            }
            let (along, depth) = direction.turned_back(x, y);
            let glyph = Glyph {
                c: ' ',
                x0: along,
                x1: along + run,
                y: depth,
                size,
                face: *face,
                turn: direction.turn,
                heavy: state.mode == 2,
                hidden: state.mode == 3 || state.mode == 7,
                artifact: self.in_artifact(),
            };
            self.put_shown(&font.show(code), glyph, width);
        }
        place.advance(offset);
    }

    /// Puts what a code stands for where `glyph` is.
    fn put_shown(&mut self, shown: &Shown, glyph: Glyph, width: f32) {
        match shown {
            Shown::Char(c) => self.put(Glyph { c: *c, ..glyph }),
            Shown::Text(s) => {
                let part = (glyph.x1 - glyph.x0) / s.chars().count().max(1) as f32;
                for (i, c) in s.chars().take(MAX_LIGATURE).enumerate() {
                    let x0 = glyph.x0 + part * i as f32;
                    let x1 = x0 + part;
                    self.put(Glyph { c, x0, x1, ..glyph });
                }
            }
            Shown::Unknown if width > 0.0 => {
                self.page.unmapped += 1;
                self.put(Glyph { c: '\u{fffd}', ..glyph });
            }
            Shown::Unknown => {}
        }
    }

    fn put(&mut self, glyph: Glyph) {
        if !self.in_stamp {
            self.page.glyphs.push(glyph);
        } else if self.stamp.len() < MAX_STAMP {
            self.stamp.push(glyph);
        }
    }
}

/// Where a line of text runs, and how much it is stretched along and across.
struct Direction {
    /// See [`Glyph::turn`].
    turn: u8,
    across: f32,
    up: f32,
    unit: (f32, f32),
}

impl Direction {
    fn of(base: Matrix) -> Self {
        let [a, b, c, d, ..] = base.0;
        let across = (a * a + b * b).sqrt();
        let slanted = a.abs().min(b.abs()) > SLANT * a.abs().max(b.abs());
        let turn = match (slanted, a.abs() >= b.abs()) {
            (true, _) => SLANTED,
            (false, true) => 2 * u8::from(a < 0.0),
            (false, false) => 1 + 2 * u8::from(b <= 0.0),
        };
        Self {
            turn,
            across,
            up: (c * c + d * d).sqrt(),
            unit: (a / across, b / across),
        }
    }

    /// A place as it would be if the text ran to the right: along the direction of writing, and below. The
    /// layout turns it back.
    fn turned_back(&self, x: f32, y: f32) -> (f32, f32) {
        match self.turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            SLANTED => (x * self.unit.0 + y * self.unit.1, y * self.unit.0 - x * self.unit.1),
            _ => (-y, x),
        }
    }
}
