//! Refuses files whose structure would unpack to too much: the PDF library unpacks object streams and
//! cross-reference streams by itself and knows no limit.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;

const STEP: usize = 1 << 16;
/// A dictionary in front of a stream is looked for over that many bytes.
const HEAD: usize = 4_096;

/// Whether all object and cross-reference streams together unpack to at most `limit` bytes.
pub(crate) fn is_bounded(bytes: &[u8], limit: u64) -> bool {
    let mut left = limit;
    memmem::find_iter(bytes, b"stream").all(|start| {
        if bytes[..start].ends_with(b"end") {
            return true;
        }
        let head = &bytes[start.saturating_sub(HEAD)..start];
        let head = &head[memmem::rfind(head, b" obj").unwrap_or(0)..];
        // A "#" may hide the letters of a name.
        let structural = [b"ObjStm".as_slice(), b"XRef", b"#"]
            .iter()
            .any(|k| memmem::find(head, k).is_some());
        if !structural {
            return true;
        }
        let data = &bytes[start + 6..];
        let data = data
            .strip_prefix(b"\r\n")
            .or_else(|| data.strip_prefix(b"\n"))
            .unwrap_or(data);
        inflated(data, left).is_some_and(|length| {
            left -= length;
            true
        })
    })
}

/// Length of a stream after unpacking; `None` beyond `most`, and for filters whose output cannot be foretold.
pub(crate) fn unpacked(stream: &Stream<'_>, most: u64) -> Option<u64> {
    match stream.filters().as_slice() {
        [] => Some(stream.raw_data().len() as u64).filter(|l| *l <= most),
        [Filter::FlateDecode] => inflated(&stream.raw_data(), most),
        _ => None,
    }
}

/// Length after unpacking; `None` beyond `most`. What cannot be unpacked ends the data.
fn inflated(raw: &[u8], most: u64) -> Option<u64> {
    let mut decoder = Decompress::new(true);
    let mut buffer = vec![0u8; STEP];
    loop {
        let (consumed, produced) = (decoder.total_in(), decoder.total_out());
        let input = raw.get(consumed as usize..).unwrap_or_default();
        let status = decoder.decompress(input, &mut buffer, FlushDecompress::None);
        if decoder.total_out() > most {
            return None;
        }
        let stuck = decoder.total_out() == produced && decoder.total_in() == consumed;
        if stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return Some(decoder.total_out());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_bounded;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    #[test]
    fn a_bomb_is_refused() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
        let mut file = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\n".to_vec();
        file.extend(encoder.finish().unwrap());
        file.extend(b"\nendstream\nendobj");
        assert!(!is_bounded(&file, 1 << 19));
        assert!(is_bounded(&file, 1 << 21));
    }
}
