//! Characters to runs: pieces of one line in one font with a known place.

use super::grid::Grid;
use super::weave;
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
    let drafts = collect(glyphs.iter().zip(0..), faces, grids);
    let runs = weave::weave(drafts, glyphs, faces, grids);
    runs.into_iter().map(|draft| in_unicode(draft.run)).collect()
}

/// A run and where its characters stand in the order of drawing, white space included.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The run, its text still as coded.
    pub(super) run: Run,
    /// Number of its first character.
    pub(super) first: usize,
    /// Number of its last character or of the white space behind it.
    pub(super) last: usize,
    /// Right edge with the white space behind it.
    pub(super) reach: f32,
}

/// Joins characters to runs in the order in which they come.
pub(super) fn collect<'g>(
    glyphs: impl Iterator<Item = (&'g Glyph, usize)>,
    faces: &[Face],
    grids: &[Grid],
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    // The first and the last white space since the character before.
    let mut blank: Option<(&Glyph, &Glyph)> = None;
    for (g, number) in glyphs {
        if is_blank(g.c) {
            blank = Some((blank.map_or(g, |b| b.0), g));
            if let Some(draft) = drafts.last_mut() {
                draft.last = number;
                // Only white space on the line: some programs put it anywhere.
                if on_line(g, draft.run.y) && g.x0 > draft.run.x0 {
                    draft.reach = draft.reach.max(g.x1);
                }
            }
            continue;
        }
        let single = single(g, faces, grids);
        match drafts.last_mut() {
            Some(draft) if joins(&draft.run, &single) => {
                let run = &mut draft.run;
                if blank.is_some_and(|(first, _)| !lies_after(first, g)) || g.x0 - run.x1 > SPACE * g.size {
                    run.text.push(' ');
                }
                run.text.push(g.c);
                run.x1 = run.x1.max(g.x1);
                draft.reach = draft.reach.max(g.x1);
                draft.last = number;
            }
            before => {
                let (after, leading) = sides(blank, before.as_deref().map(|d| &d.run), &single);
                if let Some(draft) = before {
                    draft.run.space_after = after;
                }
                drafts.push(Draft {
                    reach: single.x1,
                    run: Run {
                        space_before: leading,
                        ..single
                    },
                    first: number,
                    last: number,
                });
            }
        }
        blank = None;
    }
    drafts
}

/// Whether the white space between two runs belongs behind the first one and before the second one. Where
/// they stand apart, another run may come between them, with white space on one side only.
fn sides(blank: Option<(&Glyph, &Glyph)>, before: Option<&Run>, after: &Run) -> (bool, bool) {
    let Some((first, last)) = blank else {
        return (false, false);
    };
    let near = |gap: f32, y: f32, g: &Glyph| on_line(g, y) && gap.abs() < 2.0 * SPACE * g.size;
    let behind = before.is_some_and(|run| near(first.x0 - run.x1, run.y, first));
    let leading = near(after.x0 - last.x1, after.y, last);
    if behind || leading {
        (behind, leading)
    } else {
        (true, true)
    }
}

/// True for white space that was drawn before a letter and stands behind it.
fn lies_after(blank: &Glyph, letter: &Glyph) -> bool {
    on_line(blank, letter.y) && blank.x0 > letter.x0 + 0.1 * letter.size
}

/// True where a character stands on this baseline.
pub(super) fn on_line(g: &Glyph, y: f32) -> bool {
    (g.y - y).abs() < 0.1 * g.size
}

/// White space, and what shows nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' || c.is_control()
}

/// The run of one character.
fn single(g: &Glyph, faces: &[Face], grids: &[Grid]) -> Run {
    let face = faces.get(usize::from(g.face));
    Run {
        text: g.c.to_string(),
        x0: g.x0,
        x1: g.x1,
        y: g.y,
        size: g.size,
        bold: g.heavy || face.is_some_and(|f| f.bold),
        italic: face.is_some_and(|f| f.italic),
        space_before: false,
        space_after: false,
        artifact: g.artifact,
        legacy: face.and_then(|f| f.legacy),
        place: place(grids, (g.x0 + g.x1) / 2.0, g.y - 0.3 * g.size),
    }
}

/// True where a character goes on with a run. Letters that one font lacks come from another one, so
/// the look counts and not the font.
fn joins(run: &Run, next: &Run) -> bool {
    let gap = next.x0 - run.x1;
    run.bold == next.bold
        && run.italic == next.italic
        && run.legacy == next.legacy
        && (run.size - next.size).abs() < 0.05 * next.size
        && (run.y - next.y).abs() < 0.08 * next.size
        && run.place == next.place
        && run.artifact == next.artifact
        && gap > -0.35 * next.size
        && gap < BREAK * next.size
}

fn in_unicode(mut run: Run) -> Run {
    if run.text.contains(|c| ligature(c).is_some()) {
        run.text = run.text.chars().fold(String::new(), |mut text, c| {
            match ligature(c) {
                Some(letters) => text.push_str(letters),
                None => text.push(c),
            }
            text
        });
    }
    if let Some(encoding) = run.legacy {
        run.text = from_font_encoding(&run.text, encoding);
    } else if let std::borrow::Cow::Owned(text) = tonghop_text::nfc(&run.text) {
        run.text = text;
    }
    run
}

/// The letters of a ligature that has a code of its own.
const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}
