//! The embedded typeface: Liberation Serif, with the widths of Times New Roman.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// Height of a line in single spacing, as a share of the type size (ascender, descender and gap of the font).
pub const SINGLE_SPACING: f32 = 1.149;
/// Ascender as a share of the type size.
pub const ASCENT: f32 = 0.891;

/// A style of the typeface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and italic.
    BoldItalic,
}

impl Face {
    /// The same face in bold.
    pub const fn bold(self) -> Self {
        match self {
            Self::Regular | Self::Bold => Self::Bold,
            Self::Italic | Self::BoldItalic => Self::BoldItalic,
        }
    }

    /// The same face in italics.
    pub const fn italic(self) -> Self {
        match self {
            Self::Regular | Self::Italic => Self::Italic,
            Self::Bold | Self::BoldItalic => Self::BoldItalic,
        }
    }
}

/// The four files, in the order of [`Face`].
const FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// A glyph: its number in the font and its width as a share of the type size.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shape {
    /// Number in the font; 0 stands for "no such glyph".
    pub id: u16,
    /// Width as a share of the type size.
    pub width: f32,
}

/// Glyphs by code point; everything that the font holds lies below U+10000.
static SHAPES: LazyLock<[Vec<Shape>; 4]> = LazyLock::new(|| FILES.map(shapes));

fn shapes(file: &[u8]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let Ok(font) = FontRef::new(file) else { return shapes };
    let metrics = GlyphMetrics::new(&font, Size::new(1.0), LocationRef::default());
    for (code, glyph) in font.charmap().mappings() {
        let (Ok(code), Ok(id)) = (u16::try_from(code), u16::try_from(glyph.to_u32())) else {
            continue;
        };
        let place = usize::from(code);
        if shapes.len() <= place {
            shapes.resize(place + 1, Shape::default());
        }
        let width = metrics.advance_width(glyph).unwrap_or(0.0);
        shapes[place] = Shape { id, width };
    }
    shapes
}

/// The glyph of a character; none where the typeface lacks it.
pub fn shape(face: Face, character: char) -> Option<Shape> {
    let shape = *SHAPES[face as usize].get(character as usize)?;
    (shape.id != 0).then_some(shape)
}

/// The four fonts as the file takes them; none where the embedded files could not be parsed.
pub fn load() -> Option<[krilla::text::Font; 4]> {
    let [a, b, c, d] = FILES.map(|file| krilla::text::Font::new(file.into(), 0));
    Some([a?, b?, c?, d?])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vowels of Vietnamese; each takes five tones.
    const VOWELS: &str = "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy";

    #[test]
    fn every_vietnamese_letter_is_in_every_face() {
        use unicode_normalization::UnicodeNormalization;
        for face in [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic] {
            for vowel in VOWELS.chars() {
                for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                    let letters: Vec<char> = format!("{vowel}{tone}").nfc().collect();
                    assert_eq!(letters.len(), 1);
                    assert!(shape(face, letters[0]).is_some(), "{} in {face:?}", letters[0]);
                }
            }
            for letter in "ĐđBCDGHKLMNPQRSTVXbcdghklmnpqrstvx0123456789%–“”…□₫≥≤".chars() {
                assert!(shape(face, letter).is_some(), "{letter} in {face:?}");
            }
        }
    }

    #[test]
    fn widths_are_those_of_times() {
        // Advance widths of Times New Roman in 1/1000 of the type size.
        for (letter, width) in [('a', 0.444), ('m', 0.778), ('0', 0.5), (' ', 0.25), ('W', 0.944)] {
            let shape = shape(Face::Regular, letter).expect("in the font");
            assert!((shape.width - width).abs() < 0.001, "{letter}: {}", shape.width);
        }
    }
}
