//! Official documents as PDF/A-2b, tagged (PDF/UA-1), in the form of Nghị định 30/2020/NĐ-CP, Annex I.
//!
//! The text is laid out here, line by line; `krilla` writes the file and refuses what the standards refuse.
//! The same view gives the same bytes: the only time in the file is the one of its data.
//!
//! A [`Value`](tonghop_model::official::Inline::Value) becomes an element of the structure whose identifier
//! is `U` and the key of its binding (`Uindicator:T04:value`, further occurrences `…#2`), found through the
//! identifier tree of the file, and whose description holds the value and its source. Edition and time of
//! the data stand in the keywords and in the XMP part.

mod annex;
pub(crate) mod body;
mod characters;
pub(crate) mod chart;
mod composer;
mod ending;
pub(crate) mod fonts;
mod head;
mod lines;
mod page;
mod paragraph;
mod properties;
mod table;
pub(crate) use table::columns;
mod tree;

use std::io::Write;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::{Document, SerializeSettings};
use tonghop_messages::{Lang, Messages};
use tonghop_model::official::OfficialDocument;

use crate::{WriteError, wording};
use composer::Composer;
use tree::Tree;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Pages.
    pub pages: usize,
    /// Characters that the typeface lacks or that cannot be printed: each is shown as a square.
    pub replaced: usize,
    /// Some of these characters, each once, in the order of the text.
    pub lacking: Vec<char>,
}

/// Writes a document as PDF.
///
/// # Errors
/// When the file would not be valid PDF/A, or when `out` refuses the bytes.
pub fn write(document: &OfficialDocument, out: &mut impl Write) -> Result<(), WriteError> {
    write_counted(document, out).map(|_| ())
}

/// Writes a document as PDF and tells how many pages it has and how many characters were replaced.
///
/// # Errors
/// When the file would not be valid PDF/A, or when `out` refuses the bytes.
pub fn write_counted(document: &OfficialDocument, out: &mut impl Write) -> Result<Written, WriteError> {
    let words = Messages::new(Lang::Vi);
    let (mut composer, mut flow, level) = main_part(document, &words)?;
    annex::write(&mut composer, &mut flow, &document.annexes, level);

    let bookmarks = std::mem::take(&mut flow.bookmarks);
    let (mut pdf, tree, tally, pages) = composer.finish();
    pdf.set_tag_tree(tree.into_tags());
    pdf.set_outline(properties::outline(bookmarks));
    pdf.set_metadata(properties::metadata(document));
    let bytes = pdf.finish().map_err(|error| WriteError::Pdf(explain(&error)))?;
    out.write_all(&unsuspected(bytes))?;
    Ok(Written {
        pages,
        replaced: tally.replaced,
        lacking: tally.lacking,
    })
}

/// Leaves out that nothing in the tags is suspect, which holds anyway where nothing is said (ISO 32000-1, table 321): Poppler prints
/// an error for each file that says it. Every byte keeps its place.
fn unsuspected(mut bytes: Vec<u8>) -> Vec<u8> {
    const SAID: &[u8] = b"/MarkInfo<</Marked true/Suspects false>>";
    const KEPT: &[u8] = b"/MarkInfo<</Marked true";
    if let Some(at) = bytes.windows(SAID.len()).rposition(|w| w == SAID) {
        bytes[at + KEPT.len()..at + SAID.len() - 2].fill(b' ');
    }
    bytes
}

/// Room below the last line of a document without annexes, pt; negative where it has more than one page. None where it cannot be laid
/// out: whoever writes it will say why.
pub(crate) fn room_on_first_page(document: &OfficialDocument) -> Option<f32> {
    let words = Messages::new(Lang::Vi);
    let (composer, ..) = main_part(document, &words).ok()?;
    Some(if composer.page_index() > 0 {
        -1.0
    } else {
        composer.room()
    })
}

/// The document without its annexes, ready to be gone on with, and the level of headings below its title.
fn main_part<'m>(
    document: &OfficialDocument,
    words: &'m Messages,
) -> Result<(Composer, body::Flow<'m>, u16), WriteError> {
    let fonts = fonts::load().ok_or_else(|| WriteError::Pdf("font".to_owned()))?;
    let mut composer = Composer::new(Document::new_with(settings()?), fonts);
    // A title without words is no heading: those below it would skip a level.
    let titled = head::title_of(document).is_some();
    let level = if titled { 2 } else { 1 };
    let mut flow = body::Flow::new(words, level - 1);

    flow.bookmark(&composer, 1, &properties::title(document));
    head::write(&mut composer, document, words);
    let ending = ending::prepare(&mut composer, document, words);
    let after = ending.as_ref().map_or(0.0, |e| e.height + 12.0);
    let after = if after < composer.sheet.text_height() * 0.8 {
        after
    } else {
        0.0
    };
    body::write(
        &mut composer,
        &mut flow,
        &wording::with_end_mark(&document.body),
        Tree::ROOT,
        after,
    );
    if let Some(ending) = &ending {
        ending::write(&mut composer, ending);
    }
    Ok((composer, flow, level))
}

fn settings() -> Result<SerializeSettings, WriteError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| WriteError::Pdf(format!("{error:?}")))?;
    Ok(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    })
}

/// What the library objects to: the first few of its reasons.
fn explain(error: &krilla::error::KrillaError) -> String {
    match error {
        krilla::error::KrillaError::Validation(reasons) => {
            let reasons: Vec<String> = reasons
                .iter()
                .take(3)
                .map(|(reason, _)| format!("{reason:?}"))
                .collect();
            format!("{error}: {}", reasons.join("; ").chars().take(300).collect::<String>())
        }
        _ => error.to_string(),
    }
}
