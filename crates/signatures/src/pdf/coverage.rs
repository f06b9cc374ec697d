//! Which bytes of the file a signature covers, and what lies in the gap.
//!
//! The only bytes that a signature may leave out are those of its own value: the hexadecimal string
//! `Contents` of its dictionary (ISO 32000-2, 12.8.1). Anything else in the gap can be exchanged unseen.

use crate::report::Coverage;
use hayro_syntax::object::{Array, Dict, Number};
use memchr::memmem;

/// The signed bytes of one signature.
#[derive(Debug)]
pub(crate) struct Range {
    pub(crate) coverage: Coverage,
    /// The stretches that are hashed, empty where they are not all there.
    pub(crate) pieces: Vec<(usize, usize)>,
    /// The value between them, decoded.
    pub(crate) value: Option<Vec<u8>>,
    /// Where the covered part of the file ends.
    pub(crate) end: usize,
}

impl Range {
    const fn without(coverage: Coverage) -> Self {
        Self {
            coverage,
            pieces: Vec::new(),
            value: None,
            end: 0,
        }
    }

    /// The signed bytes.
    pub(crate) fn signed<'b>(&self, bytes: &'b [u8]) -> Vec<&'b [u8]> {
        self.pieces
            .iter()
            .filter_map(|(from, to)| bytes.get(*from..*to))
            .collect()
    }

    /// From the dictionary of the signature.
    pub(crate) fn of(bytes: &[u8], dict: &Dict<'_>) -> Self {
        let Some(pieces) = pieces(dict) else {
            return Self::without(Coverage::Unreadable);
        };
        let end = pieces.last().map_or(0, |p| p.1);
        if end > bytes.len() {
            return Self {
                end,
                ..Self::without(Coverage::BeyondEnd)
            };
        }
        let mut holes = Vec::new();
        if pieces[0].0 > 0 {
            holes.push((0, pieces[0].0 as u64));
        }
        let mut value = None;
        for pair in pieces.windows(2) {
            let gap = (pair[0].1, pair[1].0);
            match own_value(bytes, dict, gap) {
                Some(found) if value.is_none() => value = Some(found),
                _ => holes.push((gap.0 as u64, gap.1 as u64)),
            }
        }
        let revision_end = revision_end(bytes, end);
        if revision_end > end {
            holes.push((end as u64, revision_end as u64));
        }
        let later_bytes = (bytes.len() - end) as u64;
        let coverage = if !holes.is_empty() || value.is_none() {
            Coverage::Partial { holes }
        } else if later_bytes == 0 {
            Coverage::WholeFile
        } else {
            Coverage::Revision { later_bytes }
        };
        Self {
            coverage,
            pieces,
            value,
            end,
        }
    }
}

/// `ByteRange` as stretches in order that do not overlap.
fn pieces(dict: &Dict<'_>) -> Option<Vec<(usize, usize)>> {
    let array = dict.get::<Array<'_>>("ByteRange")?;
    let numbers: Vec<i64> = array.iter::<Number>().take(64).map(|n| n.as_i64()).collect();
    if numbers.len() < 4 || !numbers.len().is_multiple_of(2) || array.raw_iter().take(65).count() != numbers.len() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut last = 0;
    for pair in numbers.chunks_exact(2) {
        let from = usize::try_from(pair[0]).ok()?;
        let to = from.checked_add(usize::try_from(pair[1]).ok()?)?;
        if from < last {
            return None;
        }
        last = to;
        pieces.push((from, to));
    }
    Some(pieces)
}

/// The decoded value where the gap holds exactly the hexadecimal string `Contents` of this very dictionary.
fn own_value(bytes: &[u8], dict: &Dict<'_>, gap: (usize, usize)) -> Option<Vec<u8>> {
    // The dictionary is a part of the file's bytes unless it lies in an object stream, where no signature may be.
    let start = (dict.data().as_ptr() as usize).checked_sub(bytes.as_ptr() as usize)?;
    let end = start.checked_add(dict.data().len())?;
    if end > bytes.len() || gap.0 < start || gap.1 > end {
        return None;
    }
    let before = bytes[start..gap.0].trim_ascii_end();
    let digits = bytes[gap.0..gap.1].strip_prefix(b"<")?.strip_suffix(b">")?;
    if !before.ends_with(b"/Contents") {
        return None;
    }
    unhex(digits)
}

fn unhex(digits: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(digits.len() / 2);
    let mut high = None;
    for byte in digits.iter().filter(|b| !b.is_ascii_whitespace()) {
        let digit = char::from(*byte).to_digit(16)? as u8;
        match high.take() {
            None => high = Some(digit),
            Some(first) => out.push(first << 4 | digit),
        }
    }
    out.extend(high.map(|h| h << 4));
    Some(out)
}

/// Where the revision ends in which the covered part ends: `end` itself where that is behind an end mark, else behind
/// the next one, else the end of the file.
fn revision_end(bytes: &[u8], end: usize) -> usize {
    const MARK: &[u8] = b"%%EOF";
    if bytes[..end].trim_ascii_end().ends_with(MARK) {
        return end;
    }
    let next = memmem::find(&bytes[end..], MARK).map(|at| end + at + MARK.len());
    next.unwrap_or(bytes.len()).max(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_ends_behind_its_mark() {
        let bytes = b"abc\n%%EOF\r\ndef\n%%EOF";
        assert_eq!(revision_end(bytes, 11), 11);
        assert_eq!(revision_end(bytes, 9), 9);
        assert_eq!(revision_end(bytes, 3), 9);
        assert_eq!(revision_end(bytes, 13), bytes.len());
    }

    #[test]
    fn only_hexadecimal_digits_are_a_value() {
        assert_eq!(unhex(b"0aF 0"), Some(vec![0x0a, 0xf0]));
        assert_eq!(unhex(b"0x"), None);
    }
}
