//! Which characters can be set, and what stands for those that cannot.
//!
//! Nothing is lost without a trace: a character that the typeface lacks is printed as a square, its own
//! code stays in the text layer of the file, and the caller is told how many there were.

use super::fonts::{Face, Shape, shape};

/// Printed for a character that cannot be set.
const SQUARE: char = '□';

/// How a character of the text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting {
    /// With this glyph; the text layer holds the character.
    Glyph {
        /// The glyph.
        shape: Shape,
        /// Code in the text layer.
        code: char,
        /// True where the glyph is the square of a character that could not be set.
        replaced: bool,
    },
    /// A space where a line may end.
    Space,
    /// A space of fixed width where no line may end.
    FixedSpace,
    /// A space between words that belong together.
    BoundSpace,
    /// A place where a line may end without a mark (false) or with a hyphen (true).
    Opportunity(bool),
    /// A line ends here.
    Break,
    /// Nothing: marks of writing direction, joiners, byte order marks.
    Nothing,
}

/// How a character is set in a face.
pub fn setting(face: Face, character: char) -> Setting {
    match character {
        ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => {
            Setting::Space
        }
        '\u{2007}' | '\u{202F}' => Setting::FixedSpace,
        '\u{A0}' => Setting::BoundSpace,
        '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Setting::Break,
        '\r' => Setting::Nothing,
        '\u{200B}' => Setting::Opportunity(false),
        '\u{AD}' => Setting::Opportunity(true),
        // Invisible: joiners, direction marks, embeddings and isolates, byte order mark, variation selectors.
        '\u{200C}'..='\u{200F}'
        | '\u{202A}'..='\u{202C}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{61C}' => Setting::Nothing,
        _ => visible(face, character),
    }
}

fn visible(face: Face, character: char) -> Setting {
    let drawn = stand_in(character);
    let found = (!needs_shaping(character) && !character.is_control() && !turns_letters(character))
        .then(|| shape(face, drawn))
        .flatten();
    match found {
        Some(shape) => Setting::Glyph {
            shape,
            code: if drawn == '-' { '-' } else { character },
            replaced: false,
        },
        None => Setting::Glyph {
            shape: shape(face, SQUARE).unwrap_or_default(),
            code: if may_stand_in_text(character) {
                character
            } else {
                SQUARE
            },
            replaced: true,
        },
    }
}

/// A character of the typeface that says the same.
const fn stand_in(character: char) -> char {
    match character {
        '✓' | '✔' | '☑' => '√',
        '✗' | '✘' | '☒' => '×',
        '☐' | '❏' | '❑' => '□',
        '\u{2010}' | '\u{2011}' | '\u{2043}' => '-',
        other => other,
    }
}

/// Scripts written from right to left: their letters would come out in the wrong order and form.
const fn needs_shaping(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
}

/// Marks that turn all letters behind them round, of whatever script: nothing that an official document means.
const fn turns_letters(character: char) -> bool {
    matches!(character, '\u{202D}' | '\u{202E}')
}

/// PDF/A and PDF/UA refuse some codes in the text layer; private ones mean nothing to anyone else.
fn may_stand_in_text(character: char) -> bool {
    let code = u32::from(character);
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    let none = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    !character.is_control() && !private && !none && !turns_letters(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(character: char) -> (char, bool) {
        match setting(Face::Regular, character) {
            Setting::Glyph { code, replaced, shape } => {
                assert!(shape.id != 0);
                (code, replaced)
            }
            other => panic!("{character:?} is {other:?}"),
        }
    }

    #[test]
    fn letters_of_the_typeface_stay() {
        assert_eq!(code('ặ'), ('ặ', false));
        assert_eq!(code('₫'), ('₫', false));
    }

    #[test]
    fn what_is_missing_becomes_a_square_that_keeps_its_code() {
        assert_eq!(code('😀'), ('😀', true));
        assert_eq!(code('漢'), ('漢', true));
        assert_eq!(code('א'), ('א', true));
        assert_eq!(code('\u{7}'), ('□', true));
        assert_eq!(code('\u{202E}'), ('□', true));
        assert_eq!(code('\u{E000}'), ('□', true));
        assert_eq!(code('\u{FFFE}'), ('□', true));
    }

    #[test]
    fn ticks_and_crosses_have_a_stand_in() {
        assert_eq!(code('✓'), ('✓', false));
        assert_eq!(code('☒'), ('☒', false));
    }

    #[test]
    fn direction_marks_vanish_and_breaks_break() {
        for mark in ['\u{200E}', '\u{202C}', '\u{2067}', '\u{FEFF}'] {
            assert_eq!(setting(Face::Bold, mark), Setting::Nothing);
        }
        assert_eq!(setting(Face::Bold, '\u{2028}'), Setting::Break);
        assert_eq!(setting(Face::Bold, '\u{AD}'), Setting::Opportunity(true));
    }
}
