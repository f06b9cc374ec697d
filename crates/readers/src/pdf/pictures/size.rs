//! How large a compressed picture is by its own head, before anything is unpacked: what the document says of it binds no
//! decoder.

use hayro_syntax::Filter;

/// Longest head in which a size is looked for, in bytes.
pub(super) const HEAD: usize = 1 << 20;

/// Number of pixels, or of samples where a picture has many channels, that the head announces; 0 where it does not say.
pub(super) fn of(filter: Filter, head: &[u8]) -> u64 {
    match filter {
        Filter::DctDecode => jpeg(head),
        Filter::JpxDecode => jpeg_2000(head),
        Filter::Jbig2Decode => jbig2(head),
        _ => 0,
    }
}

fn be16(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?)))
}

fn be32(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)))
}

/// The frame header of a JPEG file (ITU-T T.81, B.2.2).
fn jpeg(data: &[u8]) -> u64 {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = data.get(at..at + 4) {
        let frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if let (true, Some(height), Some(width)) = (frame, be16(data, at + 5), be16(data, at + 7)) {
            return width * height;
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low])).max(2);
    }
    0
}

/// The first segment of a JPEG 2000 codestream, SIZ (ITU-T T.800, A.5.1). More than three channels count as more pixels.
fn jpeg_2000(data: &[u8]) -> u64 {
    const START_AND_SIZ: [u8; 4] = [0xff, 0x4f, 0xff, 0x51];
    let size = |at: usize| {
        let (width, height) = (be32(data, at + 8)?, be32(data, at + 12)?);
        let channels = be16(data, at + 40)?;
        Some(width.saturating_mul(height).saturating_mul(channels.div_ceil(3).max(1)))
    };
    let starts = data.windows(START_AND_SIZ.len()).enumerate();
    starts
        .filter(|(_, bytes)| *bytes == START_AND_SIZ)
        .filter_map(|(at, _)| size(at))
        .max()
        .unwrap_or(0)
}

/// The segments of an embedded JBIG2 stream: the page and its regions (ITU-T T.88, 7.2 and 7.4).
fn jbig2(data: &[u8]) -> u64 {
    const PAGE: u8 = 48;
    const REGIONS: [u8; 9] = [4, 6, 7, 20, 22, 23, 36, 38, 39];
    const REFINEMENTS: [u8; 3] = [40, 42, 43];
    /// A page whose height is told by its last stripe only.
    const UNKNOWN: u64 = 0xffff_ffff;
    let mut most = 0;
    let mut at = 0;
    while let Some((kind, body, length)) = segment(data, at) {
        if kind == PAGE || REGIONS.contains(&kind) || REFINEMENTS.contains(&kind) {
            let (Some(width), Some(height)) = (be32(data, body), be32(data, body + 4)) else {
                break;
            };
            let height = if kind == PAGE && height == UNKNOWN { 0 } else { height };
            most = most.max(width.saturating_mul(height));
        }
        if length == UNKNOWN {
            break;
        }
        at = body.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
    }
    most
}

/// The kind of the segment at a byte, the first byte behind its header, and its length.
fn segment(data: &[u8], at: usize) -> Option<(u8, usize, u64)> {
    let number = be32(data, at)?;
    let flags = *data.get(at + 4)?;
    let short = u64::from(*data.get(at + 5)? >> 5);
    let (referred, marks) = if short == 7 {
        let count = be32(data, at + 5)? & 0x1fff_ffff;
        (count, 4 + (count + 1).div_ceil(8))
    } else {
        (short, 1)
    };
    let each = match number {
        0..=256 => 1,
        257..=65_536 => 2,
        _ => 4,
    };
    let page = if flags & 0x40 == 0 { 1 } else { 4 };
    let header = usize::try_from(marks + referred * each + page).ok()?;
    let length = (at + 5).checked_add(header)?;
    Some((flags & 0x3f, length.checked_add(4)?, be32(data, length)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_format_tells_its_size() {
        let jpeg = [
            &[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1][..],
            &[0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0x80, 0x00, 3],
        ]
        .concat();
        assert_eq!(of(Filter::DctDecode, &jpeg), 0xffff * 0x8000);

        let mut siz = vec![0, 0, 0xff, 0x4f, 0xff, 0x51, 0, 47, 0, 0];
        siz.extend([0, 1, 0, 0, 0, 2, 0, 0]);
        siz.extend([0; 24]);
        siz.extend([0, 9]);
        assert_eq!(of(Filter::JpxDecode, &siz), 0x1_0000 * 0x2_0000 * 3);

        let page = [&[0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19][..], &[0, 0, 8, 0, 0, 0, 16, 0]].concat();
        let page = [page, vec![0; 11]].concat();
        assert_eq!(of(Filter::Jbig2Decode, &page), 0x800 * 0x1000);
        let region = [
            &[0, 0, 0, 1, 38, 0, 1, 0, 0, 0, 18][..],
            &[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff],
        ]
        .concat();
        assert_eq!(of(Filter::Jbig2Decode, &[page, region].concat()), 0xffff * 0xffff);
    }

    proptest! {
        #[test]
        fn no_head_makes_it_panic(data in proptest::collection::vec(any::<u8>(), 0..300)) {
            for filter in [Filter::DctDecode, Filter::JpxDecode, Filter::Jbig2Decode] {
                let _ = of(filter, &data);
            }
            let _ = jpeg_2000(&[&[0xff, 0x4f, 0xff, 0x51], &data[..]].concat());
        }
    }
}
