//! The page of the source that an answer was read from, with the passage marked.

use super::page;
use super::passage::{Passage, Places, page_text};
use crate::cycle::files::{self, Area, Sought};
use crate::cycle::reports::item_name;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::ids::{AttachmentId, SubmissionId};

/// What an answer was read from.
#[derive(Debug, Clone)]
pub struct SourceView {
    /// Code of the item.
    pub node: String,
    /// Name of the item.
    pub name: String,
    /// Name of the unit.
    pub unit: String,
    /// Name of the file.
    pub file: String,
    /// The file.
    pub file_id: AttachmentId,
    /// True where the file is a PDF.
    pub is_pdf: bool,
    /// Page of the file, from 1; none for a format without pages.
    pub number: Option<u32>,
    /// The paragraphs of the page, or those around the passage.
    pub passages: Vec<Passage>,
    /// The pages that can be drawn as pictures, in order: more than one where the answer goes on over pages.
    pub pictures: Vec<PictureView>,
}

/// The picture of a page, drawn over in its own units.
#[derive(Debug, Clone)]
pub struct PictureView {
    /// Page of the file, from 1.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Places to be marked, in points from the upper left corner.
    pub marks: Vec<Area>,
}

/// The source of an answer; none where it was not read from a file.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], `NotFound`.
pub fn source(cycle: &Cycle, call: &Call<'_>, id: SubmissionId, node: &str) -> CycleResult<Option<SourceView>> {
    let found = page(cycle, call, id)?;
    let data = &found.data;
    let origin = found.origins.get(node);
    let source = origin.and_then(|r| found.sources.iter().find(|s| s.0 == *r));
    let item = data.items.iter().find(|i| i.node == node);
    let (Some((_, source)), Some(item)) = (source, item) else {
        return Ok(None);
    };
    let Some(span) = item.span else {
        return Ok(None);
    };
    let places = Places::of(source, span, item);
    let passages = page_text(source, &places);
    let mut pictures = Vec::new();
    for number in places.pages() {
        pictures.extend(picture_of(cycle, call, source.file, number, &passages)?);
    }
    let kept = data.files.iter().find(|f| f.id == source.file);
    Ok(Some(SourceView {
        name: item_name(cycle, data, node),
        node: node.to_owned(),
        unit: data.unit.name.clone(),
        file: kept.map_or_else(String::new, |f| f.name.clone()),
        file_id: source.file,
        is_pdf: kept.is_some_and(|f| f.media_type == "application/pdf"),
        number: span.page,
        passages,
        pictures,
    }))
}

fn picture_of(
    cycle: &Cycle,
    call: &Call<'_>,
    file: AttachmentId,
    number: u32,
    passages: &[Passage],
) -> CycleResult<Option<PictureView>> {
    // The cells of a row that are not marked help to find the row.
    let near = passages.iter().filter(|p| p.is_marked());
    let sought: Vec<Sought> = near
        .flat_map(|p| &p.parts)
        .map(|part| Sought {
            text: part.text.clone(),
            marked: part.marked,
        })
        .collect();
    let view = files::page_view(cycle, call, file, number, &sought)?;
    Ok(view.map(|view| PictureView {
        number,
        width: view.width,
        height: view.height,
        marks: view.marks,
    }))
}
