//! The operators of a page that matter for reading: text, paths that may be ruling lines, pictures.
//!
//! Everything else (colours but white, clipping, blending, shading, patterns) is passed over, no picture
//! is decoded and no outline is loaded. Every loop counts against a budget, which an interpreter made
//! for drawing does not offer.

use super::font::{Face, PdfFont, Shown};
use super::inflate::Expansion;
use crate::{Limits, ReadError};
use hayro_font::FontCache;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms within forms.
const MAX_FORMS: u32 = 12;
/// Forms drawn on one page, forms within forms included.
const MAX_CALLS: u32 = 20_000;
/// Operators of one page, forms included.
const MAX_OPERATORS: u64 = 4_000_000;
/// Characters of one page; a dense page of a table has some 6,000.
const MAX_GLYPHS: usize = 200_000;
/// Line pieces of one page.
const MAX_RULES: usize = 200_000;
/// Saved graphics states.
const MAX_STATES: usize = 512;
/// [`Glyph::turn`] of text across the page, such as "DRAFT" from corner to corner.
pub(crate) const SLANTED: u8 = 4;
/// Text is slanted where its direction is further than that from both axes, as a tangent (about 10°; the
/// text layer of a crooked scan stays below).
const SLANT: f32 = 0.18;
/// A filled shape is a line where it is at most that thick, in points.
const MAX_THICKNESS: f32 = 3.2;

/// One character on the page, in points from the top left corner of the page as shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// The character.
    pub(crate) c: char,
    /// Left edge.
    pub(crate) x0: f32,
    /// Right edge (where the next character would start).
    pub(crate) x1: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// Size of the font as shown.
    pub(crate) size: f32,
    /// Index in [`Faces`].
    pub(crate) face: u16,
    /// Direction of writing in quarter turns clockwise: 0 = to the right, 1 = downwards, 3 = upwards;
    /// [`SLANTED`] for anything between.
    pub(crate) turn: u8,
    /// Painted with an outline as well, which is how some programs make bold letters.
    pub(crate) heavy: bool,
    /// Not painted at all: the text layer of a recognised scan.
    pub(crate) hidden: bool,
    /// Marked as page furniture by the program that wrote the file.
    pub(crate) artifact: bool,
}

/// A ruling line or the thin side of a filled shape: its box in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    /// Left edge.
    pub(crate) x0: f32,
    /// Upper edge.
    pub(crate) y0: f32,
    /// Right edge.
    pub(crate) x1: f32,
    /// Lower edge.
    pub(crate) y1: f32,
}

/// A picture on the page and the matrix that takes the unit square there.
#[derive(Clone)]
pub(crate) struct Placed<'a> {
    /// The picture, not decoded.
    pub(crate) stream: Stream<'a>,
    /// Where it stands.
    pub(crate) matrix: Matrix,
}

/// The fonts of a document by index.
pub(crate) type Faces = Vec<Face>;

/// What a page holds.
#[derive(Default)]
pub(crate) struct PageContent<'a> {
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// Characters in the order of the content stream.
    pub(crate) glyphs: Vec<Glyph>,
    /// Lines.
    pub(crate) rules: Vec<Rule>,
    /// Pictures.
    pub(crate) pictures: Vec<Placed<'a>>,
    /// Texts of visible signatures.
    pub(crate) stamps: Vec<Vec<Glyph>>,
    /// Codes without a character, and the fonts they are in.
    pub(crate) unmapped: usize,
    /// True where something was left out because of a limit.
    pub(crate) cut: bool,
}

/// An affine map `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// `self` after `first`.
    fn after(self, first: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [ga, gb, gc, gd, ge, gf] = first.0;
        Self([
            a * ga + c * gb,
            b * ga + d * gb,
            a * gc + c * gd,
            b * gc + d * gd,
            a * ge + c * gf + e,
            b * ge + d * gf + f,
        ])
    }

    /// Where a point goes.
    pub(crate) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    fn read(array: &Array<'_>) -> Option<Self> {
        let mut values = array.iter::<f32>();
        let mut m = [0.0; 6];
        for slot in &mut m {
            *slot = values.next()?;
        }
        Some(Self(m))
    }
}

/// What outlives a page: fonts, and the budget.
pub(crate) struct Reader<'a, 'l> {
    limits: &'l Limits,
    expansion: &'l Expansion,
    full_fonts: FontCache<'a>,
    fonts: HashMap<usize, (u16, Rc<PdfFont<'a>>)>,
    /// Fonts seen so far.
    pub(crate) faces: Faces,
}

#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    font: Option<(u16, Rc<PdfFont<'a>>)>,
    size: f32,
    char_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: i64,
    line_width: f32,
    white_fill: bool,
    white_stroke: bool,
}

impl State<'_> {
    const fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            line_width: 1.0,
            white_fill: false,
            white_stroke: false,
        }
    }
}

/// One pass over a page.
struct Pass<'r, 'a, 'l> {
    reader: &'r mut Reader<'a, 'l>,
    page: PageContent<'a>,
    operators: u64,
    /// Forms drawn.
    calls: u32,
    artifacts: u32,
    marks: Vec<bool>,
    /// Glyphs go to a signature instead of the page.
    in_stamp: bool,
    stamp: Vec<Glyph>,
}

impl<'a, 'l> Reader<'a, 'l> {
    /// A reader for one document.
    pub(crate) fn new(limits: &'l Limits, expansion: &'l Expansion) -> Self {
        Self {
            limits,
            expansion,
            full_fonts: FontCache::new(),
            fonts: HashMap::new(),
            faces: Faces::new(),
        }
    }

    /// Everything of a page that matters for reading.
    ///
    /// # Errors
    /// [`ReadError::TimedOut`].
    pub(crate) fn page(&mut self, page: &Page<'a>) -> Result<PageContent<'a>, ReadError> {
        let (width, height) = page.render_dimensions();
        let initial = Matrix(page.initial_transform(true).as_coeffs().map(|v| v as f32));
        let expansion = self.expansion;
        let mut pass = Pass {
            reader: self,
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
        let mut content = Vec::new();
        for stream in content_streams(page.raw()) {
            if let Some(data) = expansion.decode(&stream)
                && expansion.fits(content.len() + data.len())
            {
                content.extend_from_slice(&data);
                content.push(b' ');
            }
        }
        pass.interpret(&content, page.resources(), State::new(initial), 0)?;
        if let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots".as_slice()) {
            for annotation in annotations.iter::<Dict<'a>>().take(2_000) {
                pass.annotation(&annotation, page.resources(), initial)?;
            }
        }
        Ok(pass.page)
    }

    fn font(&mut self, dict: &Dict<'a>) -> (u16, Rc<PdfFont<'a>>) {
        let key = dict.data().as_ptr() as usize;
        if let Some(found) = self.fonts.get(&key) {
            return found.clone();
        }
        let font = Rc::new(PdfFont::new(dict, &self.full_fonts, self.expansion));
        let index = self.faces.len().min(usize::from(u16::MAX)) as u16;
        self.faces.push(font.face.clone());
        self.fonts.insert(key, (index, Rc::clone(&font)));
        (index, font)
    }
}

fn content_streams<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    if let Some(stream) = page.get::<Stream<'a>>(b"Contents".as_slice()) {
        return vec![stream];
    }
    let array = page.get::<Array<'a>>(b"Contents".as_slice());
    array
        .map(|a| a.iter::<Stream<'a>>().take(10_000).collect())
        .unwrap_or_default()
}

impl<'a> Pass<'_, 'a, '_> {
    fn annotation(&mut self, dict: &Dict<'a>, page: &Resources<'a>, initial: Matrix) -> Result<(), ReadError> {
        let flags = dict.get::<u32>(b"F".as_slice()).unwrap_or(0);
        // Hidden, or not to be viewed.
        if flags & (2 | 32) != 0 || subtype_is(dict, b"Popup") {
            return Ok(());
        }
        let (Some(form), Some(rect)) = (appearance(dict), dict.get::<Rect>(b"Rect".as_slice())) else {
            return Ok(());
        };
        let matrix = form_matrix(form.dict());
        let bbox = form.dict().get::<Rect>(b"BBox".as_slice()).unwrap_or(rect);
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
            return Ok(());
        }
        let (sx, sy) = (rect.width() as f32 / (x1 - x0), rect.height() as f32 / (y1 - y0));
        let place = Matrix([sx, 0.0, 0.0, sy, rect.x0 as f32 - sx * x0, rect.y0 as f32 - sy * y0]);
        let signature = field_is_signature(dict) || subtype_is(dict, b"Stamp");
        self.in_stamp = signature;
        let rules = self.page.rules.len();
        let result = self.form(&form, page, &State::new(initial.after(place)), 0);
        self.in_stamp = false;
        if signature {
            self.page.rules.truncate(rules);
            let stamp = std::mem::take(&mut self.stamp);
            // The number and the day of a document are "signed" into the blanks of the text.
            if stamp.iter().filter(|g| !g.c.is_whitespace()).count() <= MAX_TYPED_IN {
                self.page.glyphs.extend(stamp);
            } else {
                self.page.stamps.push(stamp);
            }
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
        inner.ctm = state.ctm.after(form_matrix(stream.dict()));
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
        let mut names: HashMap<Vec<u8>, (u16, Rc<PdfFont<'a>>)> = HashMap::new();
        let mut path = Path::default();
        let mut text = Matrix::IDENTITY;
        let mut line = Matrix::IDENTITY;
        let marks = self.marks.len();
        while let Some(op) = ops.next() {
            self.operators += 1;
            if self.operators.is_multiple_of(512) {
                self.reader.limits.check_time()?;
            }
            if self.operators > MAX_OPERATORS || self.page.glyphs.len() > MAX_GLYPHS {
                self.page.cut = true;
                break;
            }
            match op {
                Op::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(previous) = saved.pop() {
                        state = previous;
                    }
                }
                Op::Transform(t) => {
                    let m = [t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f32());
                    state.ctm = state.ctm.after(Matrix(m));
                }
                Op::LineWidth(w) => state.line_width = w.0.as_f32(),
                Op::NonStrokeColorDeviceGray(g) => state.white_fill = g.0.as_f32() > WHITE,
                Op::StrokeColorDeviceGray(g) => state.white_stroke = g.0.as_f32() > WHITE,
                Op::NonStrokeColorDeviceRgb(c) => {
                    state.white_fill = [c.0, c.1, c.2].iter().all(|n| n.as_f32() > WHITE);
                }
                Op::StrokeColorDeviceRgb(c) => {
                    state.white_stroke = [c.0, c.1, c.2].iter().all(|n| n.as_f32() > WHITE);
                }
                Op::NonStrokeColorCmyk(c) => {
                    state.white_fill = [c.0, c.1, c.2, c.3].iter().all(|n| n.as_f32() < 1.0 - WHITE);
                }
                Op::StrokeColorCmyk(c) => {
                    state.white_stroke = [c.0, c.1, c.2, c.3].iter().all(|n| n.as_f32() < 1.0 - WHITE);
                }
                Op::NonStrokeColor(c) => {
                    state.white_fill = c.0.len() == 3 && c.0.iter().all(|n| n.as_f32() > WHITE);
                }
                Op::StrokeColor(c) => {
                    state.white_stroke = c.0.len() == 3 && c.0.iter().all(|n| n.as_f32() > WHITE);
                }
                Op::NonStrokeColorNamed(c) => {
                    state.white_fill = c.0.len() == 3 && c.0.iter().all(|n| n.as_f32() > WHITE);
                }
                Op::StrokeColorNamed(c) => {
                    state.white_stroke = c.0.len() == 3 && c.0.iter().all(|n| n.as_f32() > WHITE);
                }
                Op::MoveTo(p) => path.move_to(p.0.as_f32(), p.1.as_f32()),
                Op::LineTo(p) => path.line_to(p.0.as_f32(), p.1.as_f32()),
                Op::CubicTo(c) => path.curve_to(c.4.as_f32(), c.5.as_f32()),
                Op::CubicStartTo(c) => path.curve_to(c.2.as_f32(), c.3.as_f32()),
                Op::CubicEndTo(c) => path.curve_to(c.2.as_f32(), c.3.as_f32()),
                Op::ClosePath(_) => path.close(),
                Op::RectPath(r) => {
                    path.rect(r.0.as_f32(), r.1.as_f32(), r.2.as_f32(), r.3.as_f32());
                }
                Op::StrokePath(_) => self.stroke(&mut path, &state, true),
                Op::CloseAndStrokePath(_) => {
                    path.close();
                    self.stroke(&mut path, &state, true);
                }
                Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                    self.fill(&mut path, &state, true);
                }
                Op::FillAndStrokeNonZero(_)
                | Op::FillAndStrokeEvenOdd(_)
                | Op::CloseFillAndStrokeNonZero(_)
                | Op::CloseFillAndStrokeEvenOdd(_) => {
                    self.fill(&mut path, &state, false);
                    self.stroke(&mut path, &state, true);
                }
                Op::EndPath(_) => path.clear(),
                Op::BeginText(_) => {
                    text = Matrix::IDENTITY;
                    line = Matrix::IDENTITY;
                }
                Op::SetTextMatrix(m) => {
                    line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f32()));
                    text = line;
                }
                Op::NextLine(n) => {
                    line = line.after(Matrix([1.0, 0.0, 0.0, 1.0, n.0.as_f32(), n.1.as_f32()]));
                    text = line;
                }
                Op::NextLineAndSetLeading(n) => {
                    state.leading = -n.1.as_f32();
                    line = line.after(Matrix([1.0, 0.0, 0.0, 1.0, n.0.as_f32(), n.1.as_f32()]));
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line = line.after(Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]));
                    text = line;
                }
                Op::CharacterSpacing(v) => state.char_space = v.0.as_f32(),
                Op::WordSpacing(v) => state.word_space = v.0.as_f32(),
                Op::HorizontalScaling(v) => state.stretch = v.0.as_f32() / 100.0,
                Op::TextLeading(v) => state.leading = v.0.as_f32(),
                Op::TextRise(v) => state.rise = v.0.as_f32(),
                Op::TextRenderingMode(v) => state.mode = v.0.as_i64(),
                Op::TextFont(f) => {
                    state.size = f.1.as_f32();
                    let key: &[u8] = f.0;
                    state.font = match names.get(key) {
                        Some(font) => Some(font.clone()),
                        None => resources.get_font(f.0).map(|dict| {
                            let font = self.reader.font(&dict);
                            names.insert(key.to_vec(), font.clone());
                            font
                        }),
                    };
                }
                Op::ShowText(s) => self.show(s.0, &state, &mut text),
                Op::NextLineAndShowText(s) => {
                    line = line.after(Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]));
                    text = line;
                    self.show(s.0, &state, &mut text);
                }
                Op::ShowTextWithParameters(s) => {
                    state.word_space = s.0.as_f32();
                    state.char_space = s.1.as_f32();
                    line = line.after(Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]));
                    text = line;
                    self.show(s.2, &state, &mut text);
                }
                Op::ShowTexts(s) => {
                    for item in s.0.iter::<Object<'_>>() {
                        match item {
                            Object::Number(n) => {
                                let back = n.as_f32() / 1000.0 * state.size * state.stretch;
                                text = text.after(Matrix([1.0, 0.0, 0.0, 1.0, -back, 0.0]));
                            }
                            Object::String(s) => self.show(&s, &state, &mut text),
                            _ => {}
                        }
                    }
                }
                Op::BeginMarkedContent(m) => self.begin_mark(m.0.as_ref() == b"Artifact".as_slice()),
                Op::BeginMarkedContentWithProperties(m) => {
                    // Only pagination: Word marks every border as an artifact as well.
                    self.begin_mark(m.0.as_ref() == b"Artifact".as_slice());
                }
                Op::EndMarkedContent(_) if self.marks.len() > marks => self.end_mark(),
                Op::XObject(x) => {
                    if let Some(stream) = resources.get_x_object(x.0) {
                        if subtype_is(stream.dict(), b"Image") {
                            self.picture(stream, state.ctm);
                        } else if !subtype_is(stream.dict(), b"PS") {
                            self.form(&stream, resources, &state, depth)?;
                        }
                    }
                }
                _ => {}
            }
        }
        while self.marks.len() > marks {
            self.end_mark();
        }
        Ok(())
    }

    fn begin_mark(&mut self, artifact: bool) {
        if self.marks.len() < 10_000 {
            self.marks.push(artifact);
            self.artifacts += u32::from(artifact);
        }
    }

    fn end_mark(&mut self) {
        if self.marks.pop() == Some(true) {
            self.artifacts -= 1;
        }
    }

    fn picture(&mut self, stream: Stream<'a>, matrix: Matrix) {
        if !self.in_stamp && self.page.pictures.len() < 5_000 {
            self.page.pictures.push(Placed { stream, matrix });
        }
    }

    fn show(&mut self, string: &[u8], state: &State<'a>, text: &mut Matrix) {
        let Some((face, font)) = &state.font else { return };
        let base = state.ctm.after(*text);
        let [a, b, c, d, ..] = base.0;
        let (across, up) = ((a * a + b * b).sqrt(), (c * c + d * d).sqrt());
        let size = (state.size * up).abs();
        let slanted = a.abs().min(b.abs()) > SLANT * a.abs().max(b.abs());
        let turn = if slanted {
            SLANTED
        } else if a.abs() >= b.abs() {
            if a >= 0.0 { 0 } else { 2 }
        } else if b > 0.0 {
            1
        } else {
            3
        };
        let mut offset = 0.0f32;
        let mut rest = string;
        while !rest.is_empty() {
            let (code, length) = font.next_code(rest);
            rest = rest.get(length..).unwrap_or_default();
            let width = font.advance(code, length) / 1000.0 * state.size;
            let space = if length == 1 && code == 32 {
                state.word_space
            } else {
                0.0
            };
            let step = (width + state.char_space + space) * state.stretch;
            let (x, y) = base.apply(offset, state.rise);
            let run = width * state.stretch * across;
            offset += step;
            let mut glyph = Glyph {
                c: ' ',
                x0: x,
                x1: x + run,
                y,
                size,
                face: *face,
                turn,
                heavy: state.mode == 2,
                hidden: state.mode == 3 || state.mode == 7,
                artifact: self.artifacts > 0,
            };
            if turn != 0 {
                // Kept along the direction of writing; the layout turns them back.
                let (along, depth) = match turn {
                    1 => (y, -x),
                    2 => (-x, -y),
                    SLANTED => ((x * a + y * b) / across, (y * a - x * b) / across),
                    _ => (-y, x),
                };
                (glyph.x0, glyph.x1, glyph.y) = (along, along + run, depth);
            }
            if !(x.is_finite() && y.is_finite() && run.is_finite() && size.is_finite()) {
                continue;
            }
            match font.show(code) {
                Shown::Char(c) => self.put(Glyph { c, ..glyph }),
                Shown::Text(s) => {
                    let count = s.chars().count().max(1) as f32;
                    for (i, c) in s.chars().take(16).enumerate() {
                        let x0 = glyph.x0 + run * i as f32 / count;
                        self.put(Glyph {
                            c,
                            x0,
                            x1: x0 + run / count,
                            ..glyph
                        });
                    }
                }
                Shown::Unknown => {
                    if width > 0.0 {
                        self.page.unmapped += 1;
                        self.put(Glyph { c: '\u{fffd}', ..glyph });
                    }
                }
            }
        }
        *text = text.after(Matrix([1.0, 0.0, 0.0, 1.0, offset, 0.0]));
    }

    fn put(&mut self, glyph: Glyph) {
        if self.in_stamp {
            if self.stamp.len() < 10_000 {
                self.stamp.push(glyph);
            }
        } else {
            self.page.glyphs.push(glyph);
        }
    }

    /// Straight pieces along the axes become rules.
    fn stroke(&mut self, path: &mut Path, state: &State<'a>, last: bool) {
        if !state.white_stroke {
            let half = (state.line_width.abs() * scale_of(state.ctm) / 2.0).clamp(0.1, 10.0);
            for (from, to) in path.segments() {
                let (ax, ay) = state.ctm.apply(from.0, from.1);
                let (bx, by) = state.ctm.apply(to.0, to.1);
                let (dx, dy) = ((ax - bx).abs(), (ay - by).abs());
                if dx.min(dy) > 1.0 || half * 2.0 > MAX_THICKNESS * 2.0 {
                    continue;
                }
                let (growx, growy) = if dx >= dy { (0.0, half) } else { (half, 0.0) };
                self.rule(Rule {
                    x0: ax.min(bx) - growx,
                    y0: ay.min(by) - growy,
                    x1: ax.max(bx) + growx,
                    y1: ay.max(by) + growy,
                });
            }
        }
        if last {
            path.clear();
        }
    }

    /// Thin filled shapes become rules.
    fn fill(&mut self, path: &mut Path, state: &State<'a>, last: bool) {
        if !state.white_fill {
            for shape in &path.shapes {
                if shape.curved || shape.points.len() < 2 || shape.points.len() > 12 {
                    continue;
                }
                let points = shape.points.iter().map(|p| state.ctm.apply(p.0, p.1));
                let (x0, x1) = extent(points.clone().map(|p| p.0));
                let (y0, y1) = extent(points.map(|p| p.1));
                if (x1 - x0).min(y1 - y0) <= MAX_THICKNESS {
                    self.rule(Rule { x0, y0, x1, y1 });
                }
            }
        }
        if last {
            path.clear();
        }
    }

    fn rule(&mut self, rule: Rule) {
        if self.page.rules.len() >= MAX_RULES {
            self.page.cut = true;
        } else if [rule.x0, rule.y0, rule.x1, rule.y1].iter().all(|v| v.is_finite()) {
            self.page.rules.push(rule);
        }
    }
}

/// Share of full light above which a colour counts as white.
const WHITE: f32 = 0.93;
/// Longest text of a signature that is typed into a blank of the page, in characters.
const MAX_TYPED_IN: usize = 12;

fn scale_of(m: Matrix) -> f32 {
    let [a, b, c, d, ..] = m.0;
    (a * d - b * c).abs().sqrt()
}

fn extent(values: impl Iterator<Item = f32>) -> (f32, f32) {
    values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| {
        (low.min(v), high.max(v))
    })
}

fn subtype_is(dict: &Dict<'_>, name: &[u8]) -> bool {
    dict.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(name)
}

fn form_matrix(dict: &Dict<'_>) -> Matrix {
    let array = dict.get::<Array<'_>>(b"Matrix".as_slice());
    array.and_then(|a| Matrix::read(&a)).unwrap_or(Matrix::IDENTITY)
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

/// The path under construction.
#[derive(Default)]
struct Path {
    shapes: Vec<Shape>,
}

#[derive(Default)]
struct Shape {
    points: Vec<(f32, f32)>,
    curved: bool,
    closed: bool,
}

/// Points of one path that are kept; a drawing is no table.
const MAX_POINTS: usize = 20_000;

impl Path {
    fn clear(&mut self) {
        self.shapes.clear();
    }

    fn move_to(&mut self, x: f32, y: f32) {
        if self.shapes.len() < MAX_POINTS {
            self.shapes.push(Shape {
                points: vec![(x, y)],
                ..Shape::default()
            });
        }
    }

    fn line_to(&mut self, x: f32, y: f32) {
        match self.shapes.last_mut() {
            Some(shape) if shape.points.len() < MAX_POINTS => {
                if shape.closed {
                    let start = shape.points.first().copied().unwrap_or((x, y));
                    self.shapes.push(Shape {
                        points: vec![start, (x, y)],
                        ..Shape::default()
                    });
                } else {
                    shape.points.push((x, y));
                }
            }
            Some(_) => {}
            None => self.move_to(x, y),
        }
    }

    fn curve_to(&mut self, x: f32, y: f32) {
        self.line_to(x, y);
        if let Some(shape) = self.shapes.last_mut() {
            shape.curved = true;
        }
    }

    fn close(&mut self) {
        if let Some(shape) = self.shapes.last_mut() {
            shape.closed = true;
        }
    }

    fn rect(&mut self, x: f32, y: f32, w: f32, h: f32) {
        if self.shapes.len() < MAX_POINTS {
            let points = vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
            self.shapes.push(Shape {
                points,
                curved: false,
                closed: true,
            });
        }
    }

    /// The straight pieces.
    fn segments(&self) -> impl Iterator<Item = ((f32, f32), (f32, f32))> + '_ {
        self.shapes.iter().filter(|s| !s.curved).flat_map(|s| {
            let closing = match (s.closed, s.points.first(), s.points.last()) {
                (true, Some(first), Some(last)) if s.points.len() > 2 => Some((*last, *first)),
                _ => None,
            };
            s.points.windows(2).map(|w| (w[0], w[1])).chain(closing)
        })
    }
}
