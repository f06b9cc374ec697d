//! Characters to runs: pieces of one line in one font with a known place.

use super::grid::Grid;
use crate::pdf::content::Glyph;
use crate::pdf::font::Face;
use tonghop_text::legacy::{FontEncoding, from_font_encoding};

/// A piece of text that stands on one line, in one font, in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// The text, without white space at the ends.
    pub(crate) text: String,
    /// Left edge in points.
    pub(crate) x0: f32,
    /// Right edge in points.
    pub(crate) x1: f32,
    /// Baseline in points from the top.
    pub(crate) y: f32,
    /// Size of the font in points.
    pub(crate) size: f32,
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// White space stood before it.
    pub(crate) space_before: bool,
    /// White space stood after it.
    pub(crate) space_after: bool,
    /// Page furniture by the word of the file.
    pub(crate) artifact: bool,
    /// Legacy encoding of the font.
    pub(crate) legacy: Option<FontEncoding>,
    /// Grid and cell it stands in.
    pub(crate) place: Option<(u32, u32)>,
}

/// A gap wider than this part of the font size is a space.
pub(crate) const SPACE: f32 = 0.17;
/// A gap wider than this part of the font size ends a run.
const BREAK: f32 = 0.9;

/// The place of a point in the grids of the page.
pub(crate) fn place(grids: &[Grid], x: f32, y: f32) -> Option<(u32, u32)> {
    grids
        .iter()
        .enumerate()
        .filter(|(_, g)| y >= g.top() && y <= g.bottom())
        .find_map(|(i, g)| g.cell_at(x, y).map(|c| (i as u32, c)))
}

/// Runs of the characters that are written from left to right.
pub(crate) fn from_glyphs(glyphs: &[Glyph], faces: &[Face], grids: &[Grid]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<(Run, u16, f32)> = None;
    let mut space = false;
    for g in glyphs {
        if g.c.is_whitespace() || g.c == '\u{200b}' || g.c == '\u{feff}' || g.c.is_control() {
            space = true;
            continue;
        }
        let at = place(grids, (g.x0 + g.x1) / 2.0, g.y - 0.3 * g.size);
        if let Some((run, face, heavy_size)) = &mut open {
            let gap = g.x0 - run.x1;
            let same = *face == g.face
                && (*heavy_size - g.size).abs() < 0.05 * g.size
                && (run.y - g.y).abs() < 0.08 * g.size
                && run.place == at
                && run.artifact == g.artifact;
            if same && gap > -0.35 * g.size && gap < BREAK * g.size {
                if space || gap > SPACE * g.size {
                    run.text.push(' ');
                }
                run.text.push(g.c);
                run.x1 = run.x1.max(g.x1);
                space = false;
                continue;
            }
            run.space_after = space;
            if let Some((run, ..)) = open.take() {
                runs.push(run);
            }
        }
        let face = faces.get(usize::from(g.face));
        let run = Run {
            text: g.c.to_string(),
            x0: g.x0,
            x1: g.x1,
            y: g.y,
            size: g.size,
            bold: g.heavy || face.is_some_and(|f| f.bold),
            italic: face.is_some_and(|f| f.italic),
            space_before: space,
            space_after: false,
            artifact: g.artifact,
            legacy: face.and_then(|f| f.legacy),
            place: at,
        };
        open = Some((run, g.face, g.size));
        space = false;
    }
    runs.extend(open.map(|(run, ..)| run));
    for run in &mut runs {
        if let Some(encoding) = run.legacy {
            run.text = from_font_encoding(&run.text, encoding);
        } else if let std::borrow::Cow::Owned(text) = tonghop_text::nfc(&run.text) {
            run.text = text;
        }
    }
    runs
}
