//! One pass over the operators of a page, its forms and its annotations.

use super::matrix::{Matrix, extent};
use super::path::Path;
use super::state::{NumberedFont, State, TextPlace};
use super::{Glyph, PageContent, Placed, Reader};
use crate::ReadError;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;

/// Forms within forms.
const MAX_FORMS: u32 = 12;
/// Forms drawn on one page, forms within forms included.
const MAX_CALLS: u32 = 20_000;
/// Operators of one page, forms included.
const MAX_OPERATORS: u64 = 4_000_000;
/// Operators between two looks at the clock.
const CLOCK_EVERY: u64 = 512;
/// Characters of one page; a dense page of a table has some 6,000.
const MAX_GLYPHS: usize = 200_000;
/// Saved graphics states.
const MAX_STATES: usize = 512;
/// Open marks of content.
const MAX_MARKS: usize = 10_000;
/// Pictures of one page.
const MAX_PICTURES: usize = 5_000;
/// Annotations of one page.
const MAX_ANNOTATIONS: usize = 2_000;
/// Streams of one page.
const MAX_STREAMS: usize = 10_000;
/// Longest text of a signature that is typed into a blank of the page, in characters.
const MAX_TYPED_IN: usize = 12;
/// Flags of an annotation that is hidden or not to be viewed (ISO 32000-1, 12.5.3).
const NOT_SHOWN: u32 = 2 | 32;

/// What one pass gathers and counts.
pub(super) struct Pass<'r, 'a, 'l> {
    reader: &'r mut Reader<'a, 'l>,
    pub(super) page: PageContent<'a>,
    operators: u64,
    /// Forms drawn.
    calls: u32,
    /// Open marks that say "artifact".
    artifacts: u32,
    marks: Vec<bool>,
    /// Glyphs go to a signature instead of the page.
    pub(super) in_stamp: bool,
    pub(super) stamp: Vec<Glyph>,
}

impl<'r, 'a, 'l> Pass<'r, 'a, 'l> {
    /// Reads a page: its content, then what its annotations show.
    ///
    /// # Errors
    /// [`ReadError::TimedOut`].
    pub(super) fn over(reader: &'r mut Reader<'a, 'l>, page: &Page<'a>) -> Result<PageContent<'a>, ReadError> {
        let (width, height) = page.render_dimensions();
        let initial = Matrix(page.initial_transform(true).as_coeffs().map(|v| v as f32));
        let content = joined_content(reader, page.raw());
        let mut pass = Pass {
            reader,
            page: PageContent {
                width,
                height,
                ..PageContent::default()
            },
            operators: 0,
            calls: 0,
            artifacts: 0,
            marks: Vec::new(),
            in_stamp: false,
            stamp: Vec::new(),
        };
        pass.interpret(&content, page.resources(), State::new(initial), 0)?;
        if let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots".as_slice()) {
            for annotation in annotations.iter::<Dict<'a>>().take(MAX_ANNOTATIONS) {
                pass.annotation(&annotation, page.resources(), initial)?;
            }
        }
        Ok(pass.page)
    }

    fn annotation(&mut self, dict: &Dict<'a>, page: &Resources<'a>, initial: Matrix) -> Result<(), ReadError> {
        let flags = dict.get::<u32>(b"F".as_slice()).unwrap_or(0);
        if flags & NOT_SHOWN != 0 || subtype_is(dict, b"Popup") {
            return Ok(());
        }
        let (Some(form), Some(rect)) = (appearance(dict), dict.get::<Rect>(b"Rect".as_slice())) else {
            return Ok(());
        };
        let Some(place) = into_rect(form.dict(), rect) else {
            return Ok(());
        };
        let state = State::new(initial.after(place));
        if field_is_signature(dict) || subtype_is(dict, b"Stamp") {
            self.signature(&form, page, &state)
        } else {
            self.form(&form, page, &state, 0)
        }
    }

    /// The look of a signature or stamp: a text of its own, and no lines of a table.
    fn signature(&mut self, form: &Stream<'a>, page: &Resources<'a>, state: &State<'a>) -> Result<(), ReadError> {
        let rules = self.page.rules.len();
        self.in_stamp = true;
        let result = self.form(form, page, state, 0);
        self.in_stamp = false;
        self.page.rules.truncate(rules);
        let stamp = std::mem::take(&mut self.stamp);
        // The number and the day of a document are "signed" into the blanks of the text.
        if stamp.iter().filter(|g| !g.c.is_whitespace()).count() <= MAX_TYPED_IN {
            self.page.glyphs.extend(stamp);
        } else {
            self.page.stamps.push(stamp);
        }
        result
    }

    fn form(
        &mut self,
        stream: &Stream<'a>,
        outer: &Resources<'a>,
        state: &State<'a>,
        depth: u32,
    ) -> Result<(), ReadError> {
        self.calls += 1;
        if depth >= MAX_FORMS || self.calls > MAX_CALLS {
            self.page.cut = true;
            return Ok(());
        }
        let Some(content) = self.reader.expansion.decode(stream) else {
            return Ok(());
        };
        let resources = stream
            .dict()
            .get::<Dict<'a>>(b"Resources".as_slice())
            .map(Resources::new);
        let mut inner = state.clone();
        inner.ctm = state.ctm.after(Matrix::of_form(stream.dict()));
        self.interpret(&content, resources.as_ref().unwrap_or(outer), inner, depth + 1)
    }

    fn interpret(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        start: State<'a>,
        depth: u32,
    ) -> Result<(), ReadError> {
        let mut ops = TypedIter::new(content);
        let mut state = start;
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut fonts = Fonts::default();
        let mut path = Path::default();
        let mut text = TextPlace::new();
        let marks = self.marks.len();
        while let Some(op) = ops.next() {
            if self.spent()? {
                break;
            }
            match &op {
                Op::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::TextFont(f) => {
                    state.size = f.1.as_f32();
                    state.font = fonts.named(self.reader, resources, f.0);
                }
                Op::BeginMarkedContent(m) => self.begin_mark(m.0),
                // Only pagination: Word marks every border as an artifact as well.
                Op::BeginMarkedContentWithProperties(m) => self.begin_mark(m.0),
                Op::EndMarkedContent(_) if self.marks.len() > marks => self.end_mark(),
                Op::XObject(x) => {
                    if let Some(stream) = resources.get_x_object(x.0) {
                        self.drawn(stream, resources, &state, depth)?;
                    }
                }
                other => {
                    state.set(other);
                    self.text(other, &mut state, &mut text);
                    self.draw(other, &mut path, &state);
                }
            }
        }
        while self.marks.len() > marks {
            self.end_mark();
        }
        Ok(())
    }

    /// Counts an operator; true where the page has had all that a page may have.
    fn spent(&mut self) -> Result<bool, ReadError> {
        self.operators += 1;
        if self.operators.is_multiple_of(CLOCK_EVERY) {
            self.reader.limits.check_time()?;
        }
        let spent = self.operators > MAX_OPERATORS || self.page.glyphs.len() > MAX_GLYPHS;
        self.page.cut |= spent;
        Ok(spent)
    }

    /// `Do`: a picture or a form.
    fn drawn(
        &mut self,
        stream: Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: u32,
    ) -> Result<(), ReadError> {
        if subtype_is(stream.dict(), b"PS") {
            return Ok(());
        }
        if !subtype_is(stream.dict(), b"Image") {
            return self.form(&stream, resources, state, depth);
        }
        if !self.in_stamp && self.page.pictures.len() < MAX_PICTURES {
            let matrix = state.ctm;
            self.page.pictures.push(Placed { stream, matrix });
        }
        Ok(())
    }

    fn begin_mark(&mut self, tag: &[u8]) {
        if self.marks.len() < MAX_MARKS {
            let artifact = tag == b"Artifact";
            self.marks.push(artifact);
            self.artifacts += u32::from(artifact);
        }
    }

    fn end_mark(&mut self) {
        if self.marks.pop() == Some(true) {
            self.artifacts -= 1;
        }
    }

    /// Page furniture, as the file says.
    pub(super) const fn in_artifact(&self) -> bool {
        self.artifacts > 0
    }
}

/// Fonts by their names in the resources at hand; looking one up there parses its dictionary anew.
#[derive(Default)]
struct Fonts<'a>(HashMap<Vec<u8>, NumberedFont<'a>>);

impl<'a> Fonts<'a> {
    fn named(
        &mut self,
        reader: &mut Reader<'a, '_>,
        resources: &Resources<'a>,
        name: &Name<'_>,
    ) -> Option<NumberedFont<'a>> {
        let key: &[u8] = name;
        if let Some(font) = self.0.get(key) {
            return Some(font.clone());
        }
        let font = reader.font(&resources.get_font(name)?);
        self.0.insert(key.to_vec(), font.clone());
        Some(font)
    }
}

/// The streams of a page one behind the other, as far as the document's budget goes.
fn joined_content<'a>(reader: &Reader<'a, '_>, page: &Dict<'a>) -> Vec<u8> {
    let mut content = Vec::new();
    for stream in content_streams(page) {
        if let Some(data) = reader.expansion.decode(&stream)
            && reader.expansion.fits(content.len() + data.len())
        {
            content.extend_from_slice(&data);
            content.push(b' ');
        }
    }
    content
}

fn content_streams<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    if let Some(stream) = page.get::<Stream<'a>>(b"Contents".as_slice()) {
        return vec![stream];
    }
    let array = page.get::<Array<'a>>(b"Contents".as_slice());
    array
        .map(|a| a.iter::<Stream<'a>>().take(MAX_STREAMS).collect())
        .unwrap_or_default()
}

/// The map that brings a form's box onto the rectangle of its annotation (ISO 32000-1, 12.5.5, algorithm 8.1).
fn into_rect(form: &Dict<'_>, rect: Rect) -> Option<Matrix> {
    let matrix = Matrix::of_form(form);
    let bbox = form.get::<Rect>(b"BBox".as_slice()).unwrap_or(rect);
    let corners = [
        (bbox.x0, bbox.y0),
        (bbox.x1, bbox.y0),
        (bbox.x0, bbox.y1),
        (bbox.x1, bbox.y1),
    ]
    .map(|(x, y)| matrix.apply(x as f32, y as f32));
    let (x0, x1) = extent(corners.iter().map(|p| p.0));
    let (y0, y1) = extent(corners.iter().map(|p| p.1));
    if !(x1 > x0 && y1 > y0) {
        return None;
    }
    let (sx, sy) = (rect.width() as f32 / (x1 - x0), rect.height() as f32 / (y1 - y0));
    let (dx, dy) = (rect.x0 as f32 - sx * x0, rect.y0 as f32 - sy * y0);
    Some(Matrix([sx, 0.0, 0.0, sy, dx, dy]))
}

fn subtype_is(dict: &Dict<'_>, name: &[u8]) -> bool {
    dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(name)
}

/// The normal appearance of an annotation.
fn appearance<'a>(dict: &Dict<'a>) -> Option<Stream<'a>> {
    match dict
        .get::<Dict<'a>>(b"AP".as_slice())?
        .get::<Object<'a>>(b"N".as_slice())?
    {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => states.get::<Stream<'a>>(dict.get::<Name<'a>>(b"AS".as_slice())?),
        _ => None,
    }
}

/// A widget of a signature field; the type may stand in the parent.
fn field_is_signature(dict: &Dict<'_>) -> bool {
    let own = dict.get::<Name<'_>>(b"FT".as_slice());
    let inherited = || {
        dict.get::<Dict<'_>>(b"Parent".as_slice())?
            .get::<Name<'_>>(b"FT".as_slice())
    };
    own.or_else(inherited).as_deref() == Some(b"Sig".as_slice())
}
