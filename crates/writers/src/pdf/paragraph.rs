//! A paragraph as a row of glyphs, ready to be broken into lines.

use std::rc::Rc;

use tonghop_model::official::{Binding, Inline};
use unicode_normalization::UnicodeNormalization;

use super::characters::{Setting, setting};
use super::fonts::{Face, Shape, shape};
use crate::wording;

/// Footnotes nested deeper than this are left out; a note within a note is set in brackets.
const DEEPEST_NOTE: usize = 4;
/// Size of a footnote mark as a share of the text.
const MARK_SIZE: f32 = 0.65;
/// Rise of a footnote mark as a share of the text size.
const MARK_RISE: f32 = 0.36;

/// What a run of glyphs is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// Text.
    Text,
    /// A value bound to its source.
    Value(Rc<Binding>, Rc<str>),
    /// The mark of the footnote with this index in the paragraph.
    Mark(usize),
}

/// Glyphs of one face, size and role.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Face.
    pub face: Face,
    /// Type size, pt.
    pub size: f32,
    /// Height above the baseline, pt.
    pub rise: f32,
    /// Role.
    pub role: Role,
}

/// What a glyph means for the breaking of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Part of a word.
    Word,
    /// A space where a line may end.
    Space,
    /// A space of fixed width where none may.
    FixedSpace,
    /// A space between words that belong together: it stretches like others, and no line ends at it as long as that can be
    /// helped.
    Bound,
    /// No width; a line may end here; with a hyphen where true.
    Opportunity(bool),
    /// No width; a line ends here.
    Break,
}

/// A glyph in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the font.
    pub id: u16,
    /// What it means for the lines.
    pub kind: Kind,
    /// Index of its run.
    pub run: u32,
    /// Code in the text layer.
    pub code: char,
    /// Width, pt.
    pub width: f32,
}

/// A footnote of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteText {
    /// Its number.
    pub number: usize,
    /// Its text.
    pub text: Vec<Inline>,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// Glyphs in reading order.
    pub glyphs: Vec<Glyph>,
    /// Runs that the glyphs point to.
    pub runs: Vec<Run>,
    /// Footnotes in order of their marks.
    pub notes: Vec<NoteText>,
    /// Type size of the paragraph, pt.
    pub size: f32,
}

/// What all paragraphs of a document share.
#[derive(Debug, Default)]
pub struct Tally {
    /// Number of the last footnote.
    pub notes: usize,
    /// Characters that were replaced by a square.
    pub replaced: usize,
    /// Some of them, each once.
    pub lacking: Vec<char>,
}

/// Characters without a glyph that are named.
const LACKING_NAMED: usize = 12;

/// Builds a paragraph.
#[derive(Debug)]
pub struct Builder<'t> {
    paragraph: Paragraph,
    face: Face,
    upper: bool,
    tally: &'t mut Tally,
}

impl<'t> Builder<'t> {
    /// A paragraph in this face and size (pt).
    pub fn new(face: Face, size: f32, tally: &'t mut Tally) -> Self {
        let paragraph = Paragraph {
            size,
            ..Paragraph::default()
        };
        Self {
            paragraph,
            face,
            upper: false,
            tally,
        }
    }

    /// From here on in capitals.
    #[must_use]
    pub fn capitals(mut self) -> Self {
        self.upper = true;
        self
    }

    /// Adds text in the face of the paragraph.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.push(text, self.face, Role::Text);
        self
    }

    /// Adds pieces of a paragraph.
    #[must_use]
    pub fn inlines(mut self, inlines: &[Inline]) -> Self {
        self.pieces(inlines, 0);
        self
    }

    /// The paragraph, without spaces at its ends.
    #[must_use]
    pub fn finish(mut self) -> Paragraph {
        let glyphs = &mut self.paragraph.glyphs;
        while glyphs.last().is_some_and(|g| g.kind == Kind::Space) {
            glyphs.pop();
        }
        self.paragraph
    }

    fn pieces(&mut self, inlines: &[Inline], depth: usize) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push(text, self.face, Role::Text),
                Inline::Bold(text) => self.push(text, self.face.bold(), Role::Text),
                Inline::Italic(text) => self.push(text, self.face.italic(), Role::Text),
                Inline::Value { text, binding } => {
                    let role = Role::Value(Rc::new(binding.clone()), text.as_str().into());
                    self.push(text, self.face, role);
                }
                Inline::Footnote(_) if depth >= DEEPEST_NOTE => {}
                Inline::Footnote(text) if depth > 0 => {
                    self.push(" (", self.face, Role::Text);
                    self.pieces(text, depth + 1);
                    self.push(")", self.face, Role::Text);
                }
                Inline::Footnote(text) => self.note(text),
                Inline::Break => self.mark_break(),
            }
        }
    }

    /// Adds the text of a footnote: notes within it stand in brackets.
    #[must_use]
    pub fn note_text(mut self, inlines: &[Inline]) -> Self {
        self.pieces(inlines, 1);
        self
    }

    fn note(&mut self, text: &[Inline]) {
        self.tally.notes += 1;
        let number = self.tally.notes;
        let index = self.paragraph.notes.len();
        self.paragraph.notes.push(NoteText {
            number,
            text: text.to_vec(),
        });
        self.mark(number, Role::Mark(index));
    }

    /// Adds a raised number.
    fn mark(&mut self, number: usize, role: Role) {
        let size = self.paragraph.size;
        let run = Run {
            face: self.face,
            size: size * MARK_SIZE,
            rise: size * MARK_RISE,
            role,
        };
        let beside = self
            .paragraph
            .runs
            .last()
            .is_some_and(|r| matches!(r.role, Role::Mark(_)));
        self.paragraph.runs.push(run);
        if beside {
            // Two marks beside each other would read as one number.
            let blank = shape(self.face, ' ').unwrap_or_default();
            self.glyph(blank, ' ', Kind::FixedSpace, size * MARK_SIZE);
        }
        for digit in number.to_string().chars() {
            self.glyph(
                shape(self.face, digit).unwrap_or_default(),
                digit,
                Kind::Word,
                size * MARK_SIZE,
            );
        }
    }

    /// The raised number before the text of a footnote.
    #[must_use]
    pub fn raised(mut self, number: usize) -> Self {
        self.mark(number, Role::Text);
        self
    }

    fn push(&mut self, text: &str, face: Face, role: Role) {
        let size = self.paragraph.size;
        let run = Run {
            face,
            size,
            rise: 0.0,
            role,
        };
        if self.paragraph.runs.last() != Some(&run) || matches!(run.role, Role::Value(..)) {
            self.paragraph.runs.push(run);
        }
        let capitals = self.upper.then(|| wording::capitals(text));
        for character in capitals.as_deref().unwrap_or(text).nfc() {
            self.character(face, character);
        }
    }

    fn character(&mut self, face: Face, character: char) {
        let size = self.paragraph.size;
        let space = shape(face, ' ').unwrap_or_default();
        match setting(face, character) {
            Setting::Glyph { shape, code, replaced } => {
                if replaced {
                    self.lacks(character);
                }
                self.glyph(shape, code, Kind::Word, size);
            }
            Setting::Space => {
                // Spaces in a row are one; none at the start of a line.
                let after = self.paragraph.glyphs.last().map(|g| g.kind);
                if !matches!(after, None | Some(Kind::Space | Kind::Break)) {
                    self.glyph(space, ' ', Kind::Space, size);
                }
            }
            Setting::FixedSpace => self.glyph(space, ' ', Kind::FixedSpace, size),
            Setting::BoundSpace => self.glyph(space, ' ', Kind::Bound, size),
            Setting::Opportunity(hyphen) => self.glyph(Shape::default(), ' ', Kind::Opportunity(hyphen), size),
            Setting::Break => self.mark_break(),
            Setting::Nothing => {}
        }
    }

    /// Notes a character that a square stands for.
    fn lacks(&mut self, character: char) {
        let Tally { replaced, lacking, .. } = &mut *self.tally;
        *replaced += 1;
        if lacking.len() < LACKING_NAMED && !lacking.contains(&character) {
            lacking.push(character);
        }
    }

    fn mark_break(&mut self) {
        if self.paragraph.runs.is_empty() {
            let (face, size) = (self.face, self.paragraph.size);
            self.paragraph.runs.push(Run {
                face,
                size,
                rise: 0.0,
                role: Role::Text,
            });
        }
        // Its space stands in the text layer, behind the end of the line.
        let space = shape(self.face, ' ').unwrap_or_default();
        self.glyph(space, ' ', Kind::Break, 0.0);
    }

    fn glyph(&mut self, shape: Shape, code: char, kind: Kind, size: f32) {
        self.paragraph.glyphs.push(Glyph {
            id: shape.id,
            kind,
            run: u32::try_from(self.paragraph.runs.len().saturating_sub(1)).unwrap_or(u32::MAX),
            code,
            width: shape.width * size,
        });
    }
}
