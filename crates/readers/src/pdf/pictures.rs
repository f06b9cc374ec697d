//! Pictures that cover a page, as one grey picture of the page for recognition.

mod size;

use super::content::{Matrix, PageContent, Placed};
use super::inflate::{self, Expansion};
use crate::ocr::picture::{Gray, without_red};
use hayro_syntax::Filter;
use hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// Pixels of one picture; an A3 page at 600 dots per inch has 70 million.
const MAX_PIXELS: u64 = 90_000_000;
/// Channels of a picture, for the bytes it may unpack to.
const MOST_CHANNELS: usize = 4;
/// Dots per inch between which the page picture is made.
const DENSITY: (f32, f32) = (150.0, 320.0);

/// Share of the page that pictures take up.
pub(crate) fn coverage(content: &PageContent<'_>) -> f32 {
    let page = content.width * content.height;
    let area: f32 = content
        .pictures
        .iter()
        .map(|p| visible_area(p.matrix, content.width, content.height))
        .sum();
    if page > 0.0 { area / page } else { 0.0 }
}

fn corners(m: Matrix) -> [(f32, f32); 4] {
    [
        m.apply(0.0, 0.0),
        m.apply(1.0, 0.0),
        m.apply(0.0, 1.0),
        m.apply(1.0, 1.0),
    ]
}

fn visible_area(m: Matrix, width: f32, height: f32) -> f32 {
    let (mut x0, mut x1, mut y0, mut y1) = (f32::MAX, f32::MIN, f32::MAX, f32::MIN);
    for (x, y) in corners(m) {
        (x0, x1, y0, y1) = (x0.min(x), x1.max(x), y0.min(y), y1.max(y));
    }
    (x1.min(width) - x0.max(0.0)).max(0.0) * (y1.min(height) - y0.max(0.0)).max(0.0)
}

/// The page as a grey picture and its pixels per point, from all pictures of some size.
pub(crate) fn page_picture(content: &PageContent<'_>, expansion: &Expansion) -> Option<(Gray, f32)> {
    let page = (content.width * content.height).max(1.0);
    let large: Vec<&Placed<'_>> = content
        .pictures
        .iter()
        .filter(|p| visible_area(p.matrix, content.width, content.height) > 0.004 * page)
        .take(400)
        .collect();
    let mut decoded: Vec<(Gray, Matrix)> = Vec::new();
    for placed in large {
        decoded.extend(decode(&placed.stream, expansion).map(|picture| (picture, placed.matrix)));
    }
    let density = |(picture, m): &(Gray, Matrix)| picture.width as f32 / (m.0[0].hypot(m.0[1])).max(1.0);
    let best = decoded.iter().map(density).fold(0.0, f32::max);
    if best <= 0.0 {
        return None;
    }
    let unit = best.clamp(DENSITY.0 / 72.0, DENSITY.1 / 72.0);
    let (width, height) = (
        (content.width * unit).round() as usize,
        (content.height * unit).round() as usize,
    );
    if width as u64 * height as u64 > MAX_PIXELS {
        return None;
    }
    if decoded.len() == 1 && fits(&decoded[0], width, height, content) {
        return decoded.pop().map(|(picture, _)| (picture, unit));
    }
    let mut out = Gray::white(width, height);
    for (picture, matrix) in &decoded {
        paint(&mut out, unit, picture, *matrix);
    }
    Some((out, unit))
}

/// True where the picture already is the page.
fn fits((picture, m): &(Gray, Matrix), width: usize, height: usize, content: &PageContent<'_>) -> bool {
    let [a, b, c, d, e, f] = m.0;
    let near = |x: f32, y: f32| (x - y).abs() < 1.0;
    picture.width.abs_diff(width) <= 3
        && picture.height.abs_diff(height) <= 3
        && near(b, 0.0)
        && near(c, 0.0)
        && near(a, content.width)
        && near(d, -content.height)
        && near(e, 0.0)
        && near(f, content.height)
}

fn paint(out: &mut Gray, unit: f32, picture: &Gray, m: Matrix) {
    let [a, b, c, d, e, f] = m.0;
    let det = a * d - b * c;
    if det.abs() < 1e-6 {
        return;
    }
    let points = corners(m);
    let low = |v: f32| (v * unit).floor().max(0.0) as usize;
    let high = |v: f32, max: usize| ((v * unit).ceil().max(0.0) as usize).min(max);
    let x0 = low(points.iter().map(|p| p.0).fold(f32::MAX, f32::min));
    let y0 = low(points.iter().map(|p| p.1).fold(f32::MAX, f32::min));
    let x1 = high(points.iter().map(|p| p.0).fold(f32::MIN, f32::max), out.width);
    let y1 = high(points.iter().map(|p| p.1).fold(f32::MIN, f32::max), out.height);
    for py in y0..y1 {
        for px in x0..x1 {
            let (x, y) = ((px as f32 + 0.5) / unit - e, (py as f32 + 0.5) / unit - f);
            let (u, v) = ((d * x - c * y) / det, (a * y - b * x) / det);
            if (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v) {
                let (sx, sy) = (
                    (u * picture.width as f32) as usize,
                    ((1.0 - v) * picture.height as f32) as usize,
                );
                let value = picture.get(sx, sy);
                let slot = &mut out.data[py * out.width + px];
                *slot = (*slot).min(value);
            }
        }
    }
}

/// Samples and how to read them.
struct Samples {
    width: usize,
    height: usize,
    bits: usize,
    channels: usize,
    data: Vec<u8>,
}

/// A picture as grey values, red ink left out.
fn decode(stream: &Stream<'_>, expansion: &Expansion) -> Option<Gray> {
    let dict = stream.dict();
    let width = dict.get::<u32>(b"Width".as_slice())?;
    let height = dict.get::<u32>(b"Height".as_slice())?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS || width == 0 || height == 0 {
        return None;
    }
    let mask = dict.get::<bool>(b"ImageMask".as_slice()).unwrap_or(false);
    let bits = if mask {
        1
    } else {
        dict.get::<u8>(b"BitsPerComponent".as_slice()).unwrap_or(8)
    };
    let space = (!mask).then(|| color_space(dict, expansion)).flatten();
    let filters = stream.filters();
    if !is_bounded(stream, &filters) {
        return None;
    }
    let image = filters.last().is_some_and(|f| {
        matches!(
            f,
            Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode
        )
    });
    let samples = space
        .as_ref()
        .map_or(MOST_CHANNELS, |s| s.channels().min(MOST_CHANNELS));
    let expected = u64::from(width) * u64::from(height) * samples as u64 * u64::from(bits.max(8)) / 8;
    if !(image && filters.len() == 1 || inflate::admits_picture(stream, expected)) {
        return None;
    }
    let params = ImageDecodeParams {
        is_indexed: matches!(space, Some(Space::Indexed(_))),
        bpc: Some(bits),
        width,
        height,
        ..ImageDecodeParams::default()
    };
    let result = stream.decoded_image(&params).ok()?;
    let meta = result.image_data;
    let channels = match meta.as_ref().and_then(|m| m.color_space) {
        Some(ImageColorSpace::Gray) => 1,
        Some(ImageColorSpace::Rgb) => 3,
        Some(ImageColorSpace::Cmyk) => 4,
        Some(ImageColorSpace::Unknown(n)) => usize::from(n),
        None => space.as_ref().map_or(1, Space::channels),
    };
    let samples = Samples {
        width: meta.as_ref().map_or(width, |m| m.width) as usize,
        height: meta.as_ref().map_or(height, |m| m.height) as usize,
        bits: usize::from(meta.as_ref().map_or(bits, |m| m.bits_per_component)),
        channels,
        data: result.data.into_owned(),
    };
    let inverted = dict
        .get::<Array<'_>>(b"Decode".as_slice())
        .and_then(|a| a.iter::<f32>().next())
        .is_some_and(|first| first > 0.5);
    // In a stencil, 0 is paint: dark as it stands.
    to_gray(&samples, space.as_ref(), inverted)
}

/// Whether the picture is no larger than others may be, by its own head.
fn is_bounded(stream: &Stream<'_>, filters: &[Filter]) -> bool {
    let raw = stream.raw_data();
    match filters {
        [only] => size::of(*only, &raw[..raw.len().min(size::HEAD)]) <= MAX_PIXELS,
        [Filter::FlateDecode, last] => size::of(*last, &inflate::head(&raw, size::HEAD)) <= MAX_PIXELS,
        // Their heads cannot be looked at, and nobody packs these twice.
        [.., Filter::JpxDecode | Filter::Jbig2Decode] => false,
        _ => true,
    }
}

/// The colour spaces as far as grey values need them.
enum Space {
    Channels(usize),
    /// One channel of ink instead of light.
    Ink,
    /// Grey values of a palette.
    Indexed(Vec<u8>),
}

impl Space {
    const fn channels(&self) -> usize {
        match self {
            Self::Channels(n) => *n,
            Self::Ink | Self::Indexed(_) => 1,
        }
    }
}

fn color_space(dict: &Dict<'_>, expansion: &Expansion) -> Option<Space> {
    let object = dict
        .get::<Object<'_>>(b"ColorSpace".as_slice())
        .or_else(|| dict.get::<Object<'_>>(b"CS".as_slice()))?;
    space_of(&object, expansion, 0)
}

fn space_of(object: &Object<'_>, expansion: &Expansion, depth: u8) -> Option<Space> {
    match object {
        Object::Name(name) => Some(named(name)),
        Object::Array(array) if depth < 4 => {
            let mut items = array.iter::<Object<'_>>();
            let Object::Name(kind) = items.next()? else { return None };
            match kind.as_ref() {
                b"ICCBased" => match items.next()? {
                    Object::Stream(profile) => Some(Space::Channels(
                        profile.dict().get::<u8>(b"N".as_slice()).map_or(3, usize::from),
                    )),
                    _ => None,
                },
                b"Indexed" | b"I" => {
                    let base = space_of(&items.next()?, expansion, depth + 1)?;
                    let _highest = items.next()?;
                    let table = match items.next()? {
                        Object::String(s) => s.to_vec(),
                        Object::Stream(s) => expansion.decode(&s)?,
                        _ => return None,
                    };
                    let colours = table.chunks_exact(base.channels().max(1)).take(256);
                    Some(Space::Indexed(colours.map(|c| gray_of(c, Some(&base))).collect()))
                }
                b"Separation" => Some(Space::Ink),
                b"DeviceN" => Some(Space::Ink),
                _ => Some(named(&kind)),
            }
        }
        _ => None,
    }
}

fn named(name: &Name<'_>) -> Space {
    match name.as_ref() {
        b"DeviceRGB" | b"RGB" | b"CalRGB" | b"Lab" => Space::Channels(3),
        b"DeviceCMYK" | b"CMYK" => Space::Channels(4),
        _ => Space::Channels(1),
    }
}

/// One pixel of eight-bit channels.
fn gray_of(pixel: &[u8], space: Option<&Space>) -> u8 {
    match (pixel, space) {
        ([v], Some(Space::Ink)) => 255 - v,
        ([v], _) => *v,
        ([r, g, b], _) => without_red(*r, *g, *b),
        // Red ink has no cyan.
        ([c, _, _, k], _) => 255 - c.saturating_add(*k),
        _ => pixel.first().copied().unwrap_or(255),
    }
}

fn to_gray(s: &Samples, space: Option<&Space>, inverted: bool) -> Option<Gray> {
    if s.channels == 0 || s.width as u64 * s.height as u64 > MAX_PIXELS {
        return None;
    }
    let mut out = Gray::white(s.width, s.height);
    let stride = (s.width * s.channels * s.bits).div_ceil(8);
    for (y, line) in s.data.chunks(stride.max(1)).take(s.height).enumerate() {
        let row = &mut out.data[y * s.width..(y + 1) * s.width];
        match s.bits {
            8 => {
                for (slot, pixel) in row.iter_mut().zip(line.chunks_exact(s.channels)) {
                    *slot = match space {
                        Some(Space::Indexed(table)) => table.get(usize::from(pixel[0])).copied().unwrap_or(255),
                        _ => gray_of(pixel, space),
                    };
                }
            }
            16 => {
                for (slot, pixel) in row.iter_mut().zip(line.chunks_exact(2 * s.channels)) {
                    let bytes: Vec<u8> = pixel.iter().step_by(2).copied().collect();
                    *slot = gray_of(&bytes, space);
                }
            }
            1 | 2 | 4 if s.channels == 1 => {
                let top = (1u16 << s.bits) - 1;
                for (x, slot) in row.iter_mut().enumerate() {
                    let bit = x * s.bits;
                    let byte = u16::from(line.get(bit / 8).copied().unwrap_or(255));
                    let value = byte >> (8 - s.bits - bit % 8) & top;
                    *slot = match space {
                        Some(Space::Indexed(table)) => table.get(usize::from(value)).copied().unwrap_or(255),
                        _ => gray_of(&[(value * 255 / top) as u8], space),
                    };
                }
            }
            _ => return None,
        }
    }
    if inverted {
        for v in &mut out.data {
            *v = 255 - *v;
        }
    }
    Some(out)
}
