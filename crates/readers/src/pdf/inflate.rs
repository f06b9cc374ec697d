//! Decoding of streams under a budget: a few kilobytes of deflated zeros must not become gigabytes.

use crate::{Limits, ReadError};
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Object, Stream};
use memchr::memmem;
use std::cell::Cell;

/// Bytes that one step of the decoder may produce.
const STEP: usize = 1 << 16;
/// The most that one byte of deflate or LZW data can stand for, rounded up.
const WORST_RATIO: u64 = 1_100;

/// The bytes that may still be produced while reading one file.
pub(crate) struct Expansion {
    left: Cell<u64>,
    limit: u64,
    /// Bytes of one stream.
    single: u64,
    /// The bound that was exceeded.
    exceeded: Cell<Option<u64>>,
}

impl Expansion {
    /// The budget of one file.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            left: Cell::new(limits.expanded_bytes),
            limit: limits.expanded_bytes,
            single: limits.part_bytes.min(limits.expanded_bytes),
            exceeded: Cell::new(None),
        }
    }

    /// Fails where something had to be left out because the budget was used up.
    pub(crate) const fn check(&self) -> Result<(), ReadError> {
        match self.exceeded.get() {
            Some(limit) => Err(ReadError::ExpansionTooLarge { limit }),
            None => Ok(()),
        }
    }

    /// True where that much, all streams of one page, is not too large.
    pub(crate) fn fits(&self, bytes: usize) -> bool {
        let fits = bytes as u64 <= self.single;
        if !fits {
            self.exceeded.set(Some(self.single));
        }
        fits
    }

    fn take(&self, bytes: u64) -> bool {
        let left = self.left.get();
        if bytes > left {
            self.exceeded.set(Some(self.limit));
            return false;
        }
        self.left.set(left - bytes);
        true
    }

    /// The decoded content of a stream that is no image, `None` where it cannot be decoded.
    pub(crate) fn decode(&self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        let filters = stream.filters();
        let raw_length = stream.raw_data().len() as u64;
        if filters.is_empty() {
            return (self.fits(stream.raw_data().len()) && self.take(raw_length))
                .then(|| stream.raw_data().into_owned());
        }
        if filters[..] == [Filter::FlateDecode] && !has_params(stream.dict()) {
            return self.inflate(&stream.raw_data());
        }
        self.admit(stream)
            .then(|| stream.decoded_data().ok().map(std::borrow::Cow::into_owned))
            .flatten()
    }

    /// Whether the library may decode this stream: measured where it can be, else judged by the worst case.
    fn admit(&self, stream: &Stream<'_>) -> bool {
        let filters = stream.filters();
        let raw = stream.raw_data();
        if matches!(filters.first(), Some(Filter::FlateDecode)) {
            let Some(length) = self.measure(&raw) else { return false };
            let rest = filters[1..].iter().filter(|f| grows(**f)).count() as u32;
            return self.take(length.saturating_mul(WORST_RATIO.saturating_pow(rest)));
        }
        let growing = filters.iter().filter(|f| grows(**f)).count() as u32;
        self.take((raw.len() as u64).saturating_mul(WORST_RATIO.saturating_pow(growing)))
    }

    fn inflate(&self, raw: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(raw.len().saturating_mul(4).min(1 << 22));
        let complete = run_inflate(raw, |chunk| {
            let fits = self.fits(out.len() + chunk.len()) && self.take(chunk.len() as u64);
            if fits {
                out.extend_from_slice(chunk);
            }
            fits
        });
        complete.then_some(out)
    }

    /// Length after inflating; `None` where the budget does not allow it.
    fn measure(&self, raw: &[u8]) -> Option<u64> {
        let (bound, limit) = (self.left.get().min(self.single), self.limit.min(self.single));
        let length = inflated_length(raw, bound);
        if length.is_none() {
            self.exceeded.set(Some(limit));
        }
        length
    }
}

/// Bytes that a picture may unpack to beyond its samples: ends of rows, predictors, what producers append.
const PICTURE_SLACK: u64 = 1 << 20;
/// What a picture may unpack to where its packing cannot be measured, in bytes.
const UNMEASURED_PICTURE: u64 = 512 << 20;

/// Whether the library may decode a picture whose samples take `expected` bytes. Pictures are let go one by one and so
/// do not count against the budget of the file: a scan of many pages is larger than any text.
pub(crate) fn admits_picture(stream: &Stream<'_>, expected: u64) -> bool {
    let filters = stream.filters();
    let raw = stream.raw_data();
    let growing = |filters: &[Filter]| filters.iter().filter(|f| grows(**f)).count() as u32;
    match filters.split_first() {
        Some((Filter::FlateDecode, rest)) => {
            let bound = expected.saturating_mul(2).saturating_add(PICTURE_SLACK);
            growing(rest) == 0 && inflated_length(&raw, bound).is_some()
        }
        _ => (raw.len() as u64).saturating_mul(WORST_RATIO.saturating_pow(growing(&filters))) <= UNMEASURED_PICTURE,
    }
}

/// The first bytes after inflating, `most` at most.
pub(crate) fn head(raw: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = run_inflate(raw, |chunk| {
        out.extend_from_slice(&chunk[..chunk.len().min(most - out.len())]);
        out.len() < most
    });
    out
}

/// Length after inflating; `None` where it is above the bound.
fn inflated_length(raw: &[u8], bound: u64) -> Option<u64> {
    let mut length = 0u64;
    let complete = run_inflate(raw, |chunk| {
        length += chunk.len() as u64;
        length <= bound
    });
    complete.then_some(length)
}

const fn grows(filter: Filter) -> bool {
    matches!(
        filter,
        Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
    )
}

fn has_params(dict: &Dict<'_>) -> bool {
    [b"DecodeParms".as_slice(), b"DP"].into_iter().any(|key| {
        dict.get::<Object<'_>>(key)
            .is_some_and(|o| !matches!(o, Object::Null(_)))
    })
}

/// Inflates piece by piece; false where `sink` asked to stop. What cannot be decoded ends the data.
fn run_inflate(raw: &[u8], mut sink: impl FnMut(&[u8]) -> bool) -> bool {
    let mut decoder = Decompress::new(true);
    let mut buffer = vec![0u8; STEP];
    loop {
        let consumed = decoder.total_in() as usize;
        let produced = decoder.total_out();
        let input = raw.get(consumed..).unwrap_or_default();
        let status = decoder.decompress(input, &mut buffer, FlushDecompress::None);
        let fresh = (decoder.total_out() - produced) as usize;
        if !sink(&buffer[..fresh.min(STEP)]) {
            return false;
        }
        let stuck = fresh == 0 && decoder.total_in() as usize == consumed;
        if stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return true;
        }
    }
}

/// Bytes before the word `stream` in which the dictionary of an object or cross-reference stream is looked for.
const DICTIONARY: usize = 4_096;

/// Refuses a file whose object or cross-reference streams would unpack to more than `limit` bytes together: the PDF
/// library decodes those by itself, keeps them and knows no limit.
pub(crate) fn check_structure(bytes: &[u8], limit: u64) -> Result<(), ReadError> {
    let mut at = 0;
    let mut total = 0u64;
    while let Some(found) = memmem::find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + 6;
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let head = &bytes[start.saturating_sub(DICTIONARY)..start];
        let object = memmem::rfind(head, b"obj");
        let head = &head[object.unwrap_or(0)..];
        // A dictionary that is longer than any of them may hide what it is.
        let hidden = object.is_none() && start > DICTIONARY;
        if !(hidden || contains(head, b"ObjStm") || contains(head, b"XRef") || contains(head, b"#")) {
            continue;
        }
        let data = match bytes.get(at..) {
            Some([b'\r', b'\n', rest @ ..]) => rest,
            Some([b'\r' | b'\n', rest @ ..]) => rest,
            Some(rest) => rest,
            None => break,
        };
        total = total.saturating_add(structure_length(head, data, limit));
        if total > limit {
            return Err(ReadError::ExpansionTooLarge { limit });
        }
    }
    Ok(())
}

/// Length of an object or cross-reference stream after decoding, at least; more than any limit where it is above.
fn structure_length(head: &[u8], data: &[u8], limit: u64) -> u64 {
    let Some(length) = inflated_length(data, limit) else {
        return u64::MAX;
    };
    let growing: usize = [b"Flate".as_slice(), b"/Fl ", b"LZW", b"RunLength"]
        .iter()
        .map(|name| memmem::find_iter(head, name).count())
        .sum();
    let deflated_once = growing <= 1 && (contains(head, b"Flate") || growing == 0);
    if deflated_once {
        return length;
    }
    // No producer packs these twice or in other ways; what comes out is judged by the worst case.
    let raw = memmem::find(data, b"endstream").unwrap_or(data.len()) as u64;
    raw.max(length).saturating_mul(WORST_RATIO)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memmem::find(haystack, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn zeros(length: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; length]).expect("memory");
        encoder.finish().expect("memory")
    }

    fn budget(bytes: u64) -> Expansion {
        Expansion::new(&Limits {
            expanded_bytes: bytes,
            ..Limits::default()
        })
    }

    #[test]
    fn one_stream_may_take_less_than_all_together() {
        let expansion = Expansion::new(&Limits {
            part_bytes: 1 << 20,
            ..Limits::default()
        });
        assert_eq!(expansion.inflate(&zeros(1 << 20)).map(|d| d.len()), Some(1 << 20));
        assert!(expansion.inflate(&zeros((1 << 20) + 1)).is_none());
        assert_eq!(expansion.check(), Err(ReadError::ExpansionTooLarge { limit: 1 << 20 }));
    }

    #[test]
    fn a_bomb_is_refused() {
        let expansion = budget(1 << 16);
        assert!(expansion.inflate(&zeros(1 << 20)).is_none());
        assert!(expansion.check().is_err());
    }

    #[test]
    fn what_fits_is_decoded() {
        let expansion = budget(1 << 21);
        assert_eq!(expansion.inflate(&zeros(1 << 20)).map(|d| d.len()), Some(1 << 20));
        assert!(expansion.check().is_ok());
    }

    #[test]
    fn object_streams_are_measured_before_the_library_sees_them() {
        let mut file = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n".to_vec();
        file.extend(zeros(1 << 20));
        file.extend(b"\nendstream\nendobj");
        assert!(check_structure(&file, 1 << 18).is_err());
        assert!(check_structure(&file, 1 << 22).is_ok());
    }

    #[test]
    fn object_streams_that_are_packed_twice_or_hidden_are_not_trusted() {
        let file = |dictionary: &str| {
            let mut file = b"%PDF-1.5\n1 0 obj\n<<".to_vec();
            file.extend(dictionary.as_bytes());
            file.extend(b">>\nstream\n");
            file.extend(zeros(1 << 20));
            file.extend(b"\nendstream\nendobj");
            file
        };
        let twice = "/Type/ObjStm/Filter[/FlateDecode/FlateDecode]";
        assert!(check_structure(&file(twice), 1 << 22).is_err());
        assert!(check_structure(&file("/Type/ObjStm/Filter/LZWDecode"), 1 << 20).is_err());
        let hidden = format!("/Filter/FlateDecode/Type/ObjStm/Pad({})", " ".repeat(8_000));
        assert!(check_structure(&file(&hidden), 1 << 18).is_err());
    }
}
