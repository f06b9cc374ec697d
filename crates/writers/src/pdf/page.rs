//! A page while it is filled, and how it goes into the file.

use krilla::Document;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::fonts::Face;
use super::tree::{NodeId, SlotId, Tree};

/// To what a mark on the page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// To an element of the structure.
    Slot(SlotId),
    /// To none: rules, borders, repeated heading rows.
    Layout,
    /// To none: the page number.
    PageNumber,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Start, pt from the left.
    pub x1: f32,
    /// Start, pt from the top.
    pub y1: f32,
    /// End, pt from the left.
    pub x2: f32,
    /// End, pt from the top.
    pub y2: f32,
}

/// A mark on the page.
#[derive(Debug)]
enum Mark {
    Text {
        x: f32,
        y: f32,
        face: Face,
        size: f32,
        text: String,
        glyphs: Vec<KrillaGlyph>,
        pale: bool,
    },
    Lines {
        segments: Vec<Segment>,
        width: f32,
    },
    Box {
        frame: [f32; 4],
        colour: [u8; 3],
    },
}

/// A page while it is filled. Distances in points from the left and from the top.
#[derive(Debug, Default)]
pub struct Page {
    marks: Vec<(Owner, Mark)>,
    /// Element and slot of the last mark, for text that goes on in the same piece.
    last: Option<(NodeId, SlotId)>,
    /// True while text is set in white, on dark bars.
    pub pale: bool,
}

impl Page {
    /// True while nothing stands on the page.
    pub fn is_blank(&self) -> bool {
        self.marks.is_empty()
    }

    /// The slot that content of an element goes to: the one of the last mark where that belongs to the same
    /// element, a new one otherwise.
    pub fn slot(&mut self, tree: &mut Tree, node: NodeId) -> Owner {
        match self.last {
            Some((last, slot)) if last == node => Owner::Slot(slot),
            _ => {
                let slot = tree.slot(node);
                self.last = Some((node, slot));
                Owner::Slot(slot)
            }
        }
    }

    /// Sets glyphs at a baseline.
    pub fn text(
        &mut self,
        owner: Owner,
        at: (f32, f32),
        face: Face,
        size: f32,
        text: String,
        glyphs: Vec<KrillaGlyph>,
    ) {
        if glyphs.is_empty() {
            return;
        }
        let (x, y) = at;
        let pale = self.pale;
        self.push(
            owner,
            Mark::Text {
                x,
                y,
                face,
                size,
                text,
                glyphs,
                pale,
            },
        );
    }

    /// Draws lines of a width (pt).
    pub fn lines(&mut self, owner: Owner, segments: Vec<Segment>, width: f32) {
        if !segments.is_empty() {
            self.push(owner, Mark::Lines { segments, width });
        }
    }

    /// Fills a box: left, top, width, height.
    pub fn fill(&mut self, owner: Owner, frame: [f32; 4], colour: [u8; 3]) {
        if frame[2] > 0.0 && frame[3] > 0.0 {
            self.push(owner, Mark::Box { frame, colour });
        }
    }

    fn push(&mut self, owner: Owner, mark: Mark) {
        if !matches!(owner, Owner::Slot(slot) if self.last.is_some_and(|(_, last)| last == slot)) {
            self.last = None;
        }
        self.marks.push((owner, mark));
    }

    /// Writes the page into the file. `number` is its number, counted from 1 in its part.
    pub fn emit(
        self,
        document: &mut Document,
        tree: &mut Tree,
        fonts: &[Font; 4],
        size: (f32, f32),
        label: Option<PageLabel>,
    ) {
        let Some(mut settings) = PageSettings::from_wh(size.0, size.1) else {
            return;
        };
        if let Some(label) = label {
            settings = settings.with_page_label(label);
        }
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut open: Option<Owner> = None;
        for (owner, mark) in self.marks {
            if open != Some(owner) {
                if open.is_some() {
                    surface.end_tagged();
                }
                let identifier = surface.start_tagged(match owner {
                    Owner::Slot(_) => ContentTag::Other,
                    Owner::Layout => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                    Owner::PageNumber => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber)),
                });
                if let Owner::Slot(slot) = owner {
                    tree.fill(slot, identifier);
                }
                open = Some(owner);
            }
            draw(&mut surface, mark, fonts);
        }
        if open.is_some() {
            surface.end_tagged();
        }
        surface.finish();
        page.finish();
    }
}

/// The label that viewers show for a page: its number, after a prefix in annexes.
pub fn label(prefix: Option<&str>, number: u32) -> PageLabel {
    PageLabel::new(
        Some(NumberingStyle::Arabic),
        prefix.map(str::to_owned),
        std::num::NonZeroU32::new(number),
    )
}

fn draw(surface: &mut krilla::surface::Surface<'_>, mark: Mark, fonts: &[Font; 4]) {
    match mark {
        Mark::Text {
            x,
            y,
            face,
            size,
            text,
            glyphs,
            pale,
        } => {
            surface.set_stroke(None);
            let mut fill = Fill::default();
            if pale {
                fill.paint = luma::Color::white().into();
            }
            surface.set_fill(Some(fill));
            let font = fonts[face as usize].clone();
            surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, &text, size, false);
        }
        Mark::Lines { segments, width } => {
            let mut path = PathBuilder::new();
            for s in segments {
                path.move_to(s.x1, s.y1);
                path.line_to(s.x2, s.y2);
            }
            let Some(path) = path.finish() else { return };
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                width,
                ..Stroke::default()
            }));
            surface.draw_path(&path);
        }
        Mark::Box {
            frame: [x, y, width, height],
            colour: [r, g, b],
        } => {
            let Some(rect) = Rect::from_xywh(x, y, width, height) else {
                return;
            };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            let Some(path) = path.finish() else { return };
            surface.set_stroke(None);
            surface.set_fill(Some(Fill {
                paint: rgb::Color::new(r, g, b).into(),
                opacity: NormalizedF32::ONE,
                rule: FillRule::default(),
            }));
            surface.draw_path(&path);
        }
    }
}

/// A glyph at its size (pt), as wide as given (pt), for the characters of `range` in the text.
pub fn glyph(id: u16, width: f32, size: f32, range: std::ops::Range<usize>) -> KrillaGlyph {
    KrillaGlyph {
        glyph_id: GlyphId::new(u32::from(id)),
        text_range: range,
        x_advance: width / size.max(0.01),
        x_offset: 0.0,
        y_offset: 0.0,
        y_advance: 0.0,
        location: None,
    }
}
