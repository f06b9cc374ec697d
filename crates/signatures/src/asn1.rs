//! ASN.1 in BER and DER, read in place.
//!
//! Signing programs write signatures in BER with indefinite lengths and strings in pieces, so both are read
//! here. Nothing is copied but strings in pieces: what was signed is hashed as it stands in the file.

/// Elements inside elements, at most; certificates need about ten.
const MAX_DEPTH: u8 = 32;

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const ENUMERATED: u8 = 0x0a;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// Tag of an element with a context number that holds further elements: `[n]`.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | number
}

/// Tag of an element with a context number that holds a plain value: `[n] IMPLICIT`.
pub(crate) const fn context_plain(number: u8) -> u8 {
    0x80 | number
}

/// One element: tag, content, and all its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// The first element of these bytes; what follows it is ignored.
    pub(crate) fn first(bytes: &'a [u8]) -> Option<Self> {
        read(bytes, 0)
    }

    /// The elements inside.
    pub(crate) const fn inside(self) -> Elements<'a> {
        Elements { rest: self.content }
    }

    /// This element if it has that tag.
    pub(crate) fn of(self, tag: u8) -> Option<Self> {
        (self.tag == tag).then_some(self)
    }

    /// The bytes of an octet string, also where it comes in pieces.
    pub(crate) fn octets(self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        join(self, 0, &mut out)?;
        Some(out)
    }

    /// The bytes of a bit string with a whole number of bytes.
    pub(crate) fn bits(self) -> Option<&'a [u8]> {
        let (unused, bytes) = self.of(BIT_STRING)?.content.split_first()?;
        (*unused == 0).then_some(bytes)
    }

    /// Bits of a named bit list, the first in the highest place of a 16-bit number.
    pub(crate) fn flags(self) -> Option<u16> {
        let (_, bytes) = self.of(BIT_STRING)?.content.split_first()?;
        let byte = |i: usize| u16::from(bytes.get(i).copied().unwrap_or(0));
        Some(byte(0) << 8 | byte(1))
    }

    /// An object identifier in dotted form: "1.2.840.113549".
    pub(crate) fn oid(self) -> Option<String> {
        let content = self.of(OID)?.content;
        // The longest identifiers in use have about 20 bytes.
        if content.is_empty() || content.len() > 64 {
            return None;
        }
        let mut parts = Vec::new();
        let mut value = 0u64;
        for byte in content {
            value = value.checked_mul(128)?.checked_add(u64::from(byte & 0x7f))?;
            if byte & 0x80 == 0 {
                parts.push(std::mem::take(&mut value));
            }
        }
        let first = *parts.first()?;
        let top = (first / 40).min(2);
        let mut text = format!("{top}.{}", first - top * 40);
        for part in &parts[1..] {
            text.push_str(&format!(".{part}"));
        }
        Some(text)
    }

    /// A whole number that is not negative and fits.
    pub(crate) fn number(self) -> Option<u64> {
        let bytes = self.content;
        if bytes.is_empty() || bytes.len() > 9 || bytes[0] & 0x80 != 0 {
            return None;
        }
        bytes
            .iter()
            .try_fold(0u64, |n, b| n.checked_mul(256)?.checked_add(u64::from(*b)))
    }

    /// The bytes of a positive whole number without leading zeros.
    pub(crate) fn magnitude(self) -> Option<&'a [u8]> {
        let content = self.of(INTEGER)?.content;
        let zeros = content.iter().take_while(|b| **b == 0).count();
        Some(&content[zeros..])
    }
}

/// Walks elements one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// The next element, which must have this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next()?.of(tag)
    }

    /// The next element if it has this tag; otherwise nothing is taken.
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Element<'a>> {
        let before = *self;
        let found = self.next().and_then(|e| e.of(tag));
        if found.is_none() {
            *self = before;
        }
        found
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let element = read(self.rest, 0);
        self.rest = element.map_or(&[], |e| &self.rest[e.raw.len()..]);
        element
    }
}

/// Reads one element. `None` where the bytes are none.
fn read(bytes: &[u8], depth: u8) -> Option<Element<'_>> {
    let tag = *bytes.first()?;
    // Tags of more than one byte occur in none of the structures that are read here.
    if tag & 0x1f == 0x1f || depth > MAX_DEPTH {
        return None;
    }
    let first = *bytes.get(1)?;
    if first == 0x80 {
        return read_indefinite(bytes, tag, depth);
    }
    let (header, length) = if first < 0x80 {
        (2, usize::from(first))
    } else {
        let count = usize::from(first & 0x7f);
        if count > 4 {
            return None;
        }
        let digits = bytes.get(2..2 + count)?;
        (2 + count, digits.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)))
    };
    let end = header.checked_add(length)?;
    Some(Element {
        tag,
        content: bytes.get(header..end)?,
        raw: bytes.get(..end)?,
    })
}

/// An element that ends with two zero bytes instead of saying how long it is.
fn read_indefinite(bytes: &[u8], tag: u8, depth: u8) -> Option<Element<'_>> {
    if tag & 0x20 == 0 {
        return None;
    }
    let mut at = 2;
    while !bytes.get(at..)?.starts_with(&[0, 0]) {
        at += read(&bytes[at..], depth + 1)?.raw.len();
    }
    Some(Element {
        tag,
        content: &bytes[2..at],
        raw: &bytes[..at + 2],
    })
}

fn join(element: Element<'_>, depth: u8, out: &mut Vec<u8>) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    if element.tag & 0x20 == 0 {
        out.extend_from_slice(element.content);
        return Some(());
    }
    element.inside().try_for_each(|piece| join(piece, depth + 1, out))
}

/// The element with this tag and content in DER.
pub(crate) fn encode(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|b| *b == 0).collect();
        out.push(0x80 | digits.len() as u8);
        out.extend(digits);
    }
    out.extend_from_slice(content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn indefinite_lengths_and_pieces_are_read() {
        let bytes = [0x24, 0x80, 0x04, 0x02, 1, 2, 0x04, 0x01, 3, 0, 0, 0xff];
        let element = Element::first(&bytes).unwrap();
        assert_eq!(element.raw.len(), 11);
        assert_eq!(element.octets(), Some(vec![1, 2, 3]));
    }

    #[test]
    fn identifiers_are_dotted() {
        let rsa = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
        assert_eq!(
            Element::first(&rsa).and_then(Element::oid).as_deref(),
            Some("1.2.840.113549.1.1.1")
        );
    }

    #[test]
    fn a_length_beyond_the_end_is_refused() {
        assert_eq!(Element::first(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0]), None);
        assert_eq!(Element::first(&[0x30, 0x80, 0x02]), None);
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read_back(tag in prop::sample::select(vec![0x02u8, 0x04, 0x30, 0xa0]), content in prop::collection::vec(any::<u8>(), 0..70_000)) {
            let bytes = encode(tag, &content);
            let element = Element::first(&bytes).unwrap();
            prop_assert_eq!(element.tag, tag);
            prop_assert_eq!(element.content, &content[..]);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            if let Some(element) = Element::first(&bytes) {
                let _ = (element.octets(), element.oid(), element.bits(), element.flags(), element.number());
                prop_assert!(element.inside().count() <= bytes.len());
            }
        }
    }
}
