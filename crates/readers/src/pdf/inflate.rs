//! Decoding of streams under a budget: a few kilobytes of deflated zeros must not become gigabytes.

use crate::ReadError;
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
    exceeded: Cell<bool>,
}

impl Expansion {
    /// A budget of that many bytes.
    pub(crate) const fn new(limit: u64) -> Self {
        Self {
            left: Cell::new(limit),
            limit,
            exceeded: Cell::new(false),
        }
    }

    /// Fails where something had to be left out because the budget was used up.
    pub(crate) const fn check(&self) -> Result<(), ReadError> {
        if self.exceeded.get() {
            Err(ReadError::ExpansionTooLarge { limit: self.limit })
        } else {
            Ok(())
        }
    }

    fn take(&self, bytes: u64) -> bool {
        let left = self.left.get();
        if bytes > left {
            self.exceeded.set(true);
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
            return self.take(raw_length).then(|| stream.raw_data().into_owned());
        }
        if filters[..] == [Filter::FlateDecode] && !has_params(stream.dict()) {
            return self.inflate(&stream.raw_data());
        }
        self.admit(stream)
            .then(|| stream.decoded_data().ok().map(std::borrow::Cow::into_owned))
            .flatten()
    }

    /// Whether the library may decode this stream: measured where it can be, else judged by the worst case.
    pub(crate) fn admit(&self, stream: &Stream<'_>) -> bool {
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
            out.extend_from_slice(chunk);
            self.take(chunk.len() as u64)
        });
        complete.then_some(out)
    }

    /// Length after inflating; `None` where the budget does not allow it.
    pub(crate) fn measure(&self, raw: &[u8]) -> Option<u64> {
        let mut length = 0u64;
        let left = self.left.get();
        let complete = run_inflate(raw, |chunk| {
            length += chunk.len() as u64;
            length <= left
        });
        if !complete {
            self.exceeded.set(true);
        }
        complete.then_some(length)
    }
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

/// Refuses a file whose object or cross-reference streams would unpack to more than the budget: the PDF
/// library decodes those by itself and knows no limit.
pub(crate) fn check_structure(bytes: &[u8], limit: u64) -> Result<(), ReadError> {
    let expansion = Expansion::new(limit);
    let mut at = 0;
    let mut total = 0u64;
    while let Some(found) = memmem::find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + 6;
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let head = &bytes[start.saturating_sub(400)..start];
        let head = &head[memmem::rfind(head, b"obj").unwrap_or(0)..];
        if !(contains(head, b"ObjStm") || contains(head, b"XRef") || contains(head, b"#")) {
            continue;
        }
        let data = match bytes.get(at..) {
            Some([b'\r', b'\n', rest @ ..]) => rest,
            Some([b'\r' | b'\n', rest @ ..]) => rest,
            Some(rest) => rest,
            None => break,
        };
        total = total.saturating_add(expansion.measure(data).unwrap_or(u64::MAX));
        if total > limit {
            return Err(ReadError::ExpansionTooLarge { limit });
        }
    }
    Ok(())
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

    #[test]
    fn a_bomb_is_refused() {
        let expansion = Expansion::new(1 << 16);
        assert!(expansion.inflate(&zeros(1 << 20)).is_none());
        assert!(expansion.check().is_err());
    }

    #[test]
    fn what_fits_is_decoded() {
        let expansion = Expansion::new(1 << 21);
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
}
