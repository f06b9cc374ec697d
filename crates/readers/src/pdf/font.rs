//! Fonts as far as reading needs them: code → characters, code → advance, boldness, encoding family.
//!
//! No outline is ever loaded on the usual path: characters come from the `ToUnicode` map or the named
//! encoding, advances from the `Widths` arrays. Only a font that lacks these is handed to `hayro-font`,
//! which knows glyph names and the metrics of the 14 standard fonts.

use super::inflate::Expansion;
use hayro_cmap::{BfString, CMap};
use hayro_font::{Font as FullFont, FontCache, FontGlyph, FontQuery};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use tonghop_text::legacy::{FontEncoding, encoding_of_font};

/// Advances are given in thousandths of the font size.
const PER_EM: f32 = 1000.0;
/// Largest number of codes for which widths are kept; a CID has 16 bits.
const MAX_CODES: usize = 1 << 16;

/// Facts about a font that outlive the PDF structures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Face {
    /// Name without the subset prefix.
    pub(crate) name: String,
    /// Bold by name, weight or flag.
    pub(crate) bold: bool,
    /// Italic by name or flag.
    pub(crate) italic: bool,
    /// The legacy encoding of its characters.
    pub(crate) legacy: Option<FontEncoding>,
}

/// What one code shows.
#[derive(Debug, Clone)]
pub(crate) enum Shown {
    /// One character.
    Char(char),
    /// Several characters (a ligature).
    Text(String),
    /// No mapping is known.
    Unknown,
}

/// A font of the document.
pub(crate) struct PdfFont<'a> {
    /// Facts that are copied into the text.
    pub(crate) face: Face,
    /// Two bytes per code.
    wide: bool,
    encoding: Option<CMap>,
    to_unicode: Option<CMap>,
    simple: Option<Box<[Option<char>; 256]>>,
    widths: Widths,
    full: Option<FullFont<'a>>,
    /// Mapped codes, so that each is looked up once.
    shown: RefCell<HashMap<u32, Shown>>,
}

enum Widths {
    /// First code and advances.
    Dense { first: u32, widths: Vec<f32>, missing: f32 },
    /// By CID, with the default.
    Sparse { widths: HashMap<u32, f32>, default: f32 },
    /// Ask the full font.
    Full,
}

impl<'a> PdfFont<'a> {
    /// Loads the font that a dictionary describes.
    pub(crate) fn new(dict: &Dict<'a>, cache: &FontCache<'a>, expansion: &Expansion) -> Self {
        let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice());
        let kind = subtype.as_deref().unwrap_or(b"TrueType");
        let descendant = (kind == b"Type0").then(|| descendant(dict)).flatten();
        let descriptor = descendant
            .as_ref()
            .unwrap_or(dict)
            .get::<Dict<'_>>(b"FontDescriptor".as_slice())
            .unwrap_or_default();
        let face = face(dict, &descriptor);
        let to_unicode = dict
            .get::<Stream<'_>>(b"ToUnicode".as_slice())
            .and_then(|s| expansion.decode(&s))
            .and_then(|data| CMap::parse(&data, |_| None));
        let mut font = Self {
            face,
            wide: kind == b"Type0",
            encoding: None,
            to_unicode,
            simple: None,
            widths: Widths::Full,
            full: None,
            shown: RefCell::new(HashMap::new()),
        };
        let mut incomplete = false;
        if let Some(descendant) = &descendant {
            font.encoding = dict
                .get::<Stream<'_>>(b"Encoding".as_slice())
                .and_then(|s| expansion.decode(&s))
                .and_then(|data| CMap::parse(&data, |_| None));
            font.widths = cid_widths(descendant);
            incomplete = font.to_unicode.is_none();
        } else {
            let (table, named) = simple_encoding(dict, &descriptor);
            font.simple = Some(table);
            incomplete |= named && font.to_unicode.is_none();
            match simple_widths(dict, &descriptor, kind == b"Type3") {
                Some(widths) => font.widths = widths,
                None => incomplete = true,
            }
        }
        if incomplete {
            font.full = load_full(dict, cache);
        }
        font
    }

    /// The code at the start of `bytes` and its length in bytes (at least 1).
    pub(crate) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        if !self.wide {
            return (u32::from(bytes.first().copied().unwrap_or(0)), 1);
        }
        if let Some(cmap) = &self.encoding {
            let mut code = 0;
            for (i, byte) in bytes.iter().take(4).enumerate() {
                code = (code << 8) | u32::from(*byte);
                if cmap.lookup_cid_code(code, i as u8 + 1).is_some() {
                    return (code, i + 1);
                }
            }
        }
        match bytes {
            [high, low, ..] => (u32::from(*high) << 8 | u32::from(*low), 2),
            [one] => (u32::from(*one), 1),
            [] => (0, 1),
        }
    }

    /// Advance of a code in thousandths of the font size.
    pub(crate) fn advance(&self, code: u32, length: usize) -> f32 {
        match &self.widths {
            Widths::Dense { first, widths, missing } => {
                let found = code.checked_sub(*first).and_then(|i| widths.get(i as usize));
                found.copied().unwrap_or(*missing)
            }
            Widths::Sparse { widths, default } => {
                let cid = match &self.encoding {
                    Some(cmap) => cmap.lookup_cid_code(code, length as u8).unwrap_or(code),
                    None => code,
                };
                widths.get(&cid).copied().unwrap_or(*default)
            }
            Widths::Full => {
                let narrow = if self.wide { code } else { code & 0xff };
                self.full
                    .as_ref()
                    .map_or(PER_EM / 2.0, |f| f.code_advance(narrow).x as f32)
            }
        }
    }

    /// The characters that a code shows.
    pub(crate) fn show(&self, code: u32) -> Shown {
        if let Some(shown) = self.shown.borrow().get(&code) {
            return shown.clone();
        }
        let shown = self.look_up(code);
        self.shown.borrow_mut().insert(code, shown.clone());
        shown
    }

    fn look_up(&self, code: u32) -> Shown {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code));
        match mapped {
            Some(BfString::Char(c)) if c != '\0' => return Shown::Char(c),
            Some(BfString::String(s)) if !s.is_empty() => return Shown::Text(s),
            _ => {}
        }
        if let Some(table) = &self.simple
            && let Some(c) = table.get(code as usize).copied().flatten()
        {
            return Shown::Char(c);
        }
        self.look_up_in_full(code).unwrap_or(Shown::Unknown)
    }

    fn look_up_in_full(&self, code: u32) -> Option<Shown> {
        let full = self.full.as_ref()?;
        let code = if self.wide { code } else { code & 0xff };
        let unicode = match full.glyph(full.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        match unicode? {
            BfString::Char(c) if c != '\0' => Some(Shown::Char(c)),
            BfString::String(s) if !s.is_empty() => Some(Shown::Text(s)),
            _ => None,
        }
    }
}

fn descendant<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    dict.get::<Array<'a>>(b"DescendantFonts".as_slice())?
        .iter::<Dict<'a>>()
        .next()
}

/// Name, weight and slant.
fn face(dict: &Dict<'_>, descriptor: &Dict<'_>) -> Face {
    let name = dict.get::<Name<'_>>(b"BaseFont".as_slice());
    let full = name
        .as_ref()
        .map(|n| String::from_utf8_lossy(n).into_owned())
        .unwrap_or_default();
    let name = match full.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest.to_owned(),
        _ => full,
    };
    let lower = name.to_lowercase();
    let flags = descriptor.get::<u32>(b"Flags".as_slice()).unwrap_or(0);
    let weight = descriptor.get::<f32>(b"FontWeight".as_slice()).unwrap_or(0.0);
    let legacy = encoding_of_font(&name);
    Face {
        bold: lower.contains("bold") || lower.contains("black") || weight >= 600.0 || flags & (1 << 18) != 0,
        italic: lower.contains("italic") || lower.contains("oblique") || flags & (1 << 6) != 0,
        legacy,
        name,
    }
}

/// The characters of a one-byte encoding; true where codes are named by glyph names.
fn simple_encoding(dict: &Dict<'_>, descriptor: &Dict<'_>) -> (Box<[Option<char>; 256]>, bool) {
    let encoding = dict.get::<Object<'_>>(b"Encoding".as_slice());
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.to_vec()), None),
        Some(Object::Dict(d)) => (
            d.get::<Name<'_>>(b"BaseEncoding".as_slice()).map(|n| n.to_vec()),
            d.get::<Array<'_>>(b"Differences".as_slice()),
        ),
        _ => (None, None),
    };
    let embedded = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
        .into_iter()
        .any(|key| descriptor.contains_key(key));
    let table = match base.as_deref() {
        Some(b"MacRomanEncoding") => encoding_rs::MACINTOSH,
        _ => encoding_rs::WINDOWS_1252,
    };
    // An embedded font without a named encoding has its own one: nothing is known without its program.
    let own = base.is_none() && embedded;
    let mut chars = Box::new([None; 256]);
    if !own {
        for code in 32u8..=255 {
            let (text, _, bad) = table.decode(std::slice::from_ref(&code));
            chars[usize::from(code)] = text.chars().next().filter(|c| !bad && !c.is_control());
        }
    }
    let mut code = 0usize;
    let mut named = own;
    if let Some(differences) = differences {
        for item in differences.iter::<Object<'_>>().take(1024) {
            match item {
                Object::Number(n) => code = n.as_i64().clamp(0, 256) as usize,
                Object::Name(name) => {
                    if let Some(slot) = chars.get_mut(code) {
                        *slot = simple_name(&name);
                        named |= slot.is_none();
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    (chars, named)
}

/// The glyph names that need no table: single letters, `uniXXXX`, and the space.
fn simple_name(name: &[u8]) -> Option<char> {
    match name {
        b"space" | b"nbspace" => Some(' '),
        [letter] if letter.is_ascii_alphabetic() => Some(char::from(*letter)),
        _ => {
            let hex = std::str::from_utf8(name.strip_prefix(b"uni")?).ok()?;
            char::from_u32(u32::from_str_radix(hex.get(..4)?, 16).ok()?)
        }
    }
}

fn simple_widths(dict: &Dict<'_>, descriptor: &Dict<'_>, type3: bool) -> Option<Widths> {
    let array = dict.get::<Array<'_>>(b"Widths".as_slice())?;
    let first = dict.get::<u32>(b"FirstChar".as_slice()).unwrap_or(0);
    // A Type 3 font counts in its own units.
    let scale = if type3 {
        let matrix = dict.get::<Array<'_>>(b"FontMatrix".as_slice());
        matrix
            .and_then(|m| m.iter::<f32>().next())
            .map_or(1.0, |a| a.abs() * PER_EM)
    } else {
        1.0
    };
    let widths: Vec<f32> = array.iter::<f32>().take(256).map(|w| w * scale).collect();
    let missing = descriptor.get::<f32>(b"MissingWidth".as_slice()).unwrap_or(0.0);
    (!widths.is_empty()).then_some(Widths::Dense { first, widths, missing })
}

/// The `W` array of a CID font: `first [w …]` and `first last w`.
fn cid_widths(descendant: &Dict<'_>) -> Widths {
    let default = descendant.get::<f32>(b"DW".as_slice()).unwrap_or(PER_EM);
    let mut widths = HashMap::new();
    if let Some(array) = descendant.get::<Array<'_>>(b"W".as_slice()) {
        let mut pending: Vec<f32> = Vec::new();
        for item in array.iter::<Object<'_>>().take(4 * MAX_CODES) {
            match item {
                Object::Number(n) => {
                    pending.push(n.as_f32());
                    if let [first, last, width] = pending[..] {
                        let last = (last.max(0.0) as usize).min(MAX_CODES);
                        for code in first.max(0.0) as usize..=last {
                            if widths.len() > MAX_CODES {
                                break;
                            }
                            widths.insert(code as u32, width);
                        }
                        pending.clear();
                    }
                }
                Object::Array(list) => {
                    let first = pending.pop().unwrap_or(0.0).max(0.0) as u32;
                    for (i, width) in list.iter::<f32>().take(MAX_CODES).enumerate() {
                        widths.insert(first.saturating_add(i as u32), width);
                    }
                    pending.clear();
                }
                _ => pending.clear(),
            }
        }
    }
    Widths::Sparse { widths, default }
}

fn load_full<'a>(dict: &Dict<'a>, cache: &FontCache<'a>) -> Option<FullFont<'a>> {
    let resolver: hayro_font::FontResolverFn = Arc::new(|query| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
    });
    let no_cmaps: hayro_font::CMapResolverFn = Arc::new(|_| None);
    cache.font(dict, &resolver, &no_cmaps)
}
