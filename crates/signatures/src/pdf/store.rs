//! The document security store (ISO 32000-2, 12.8.4.3): data for checking signatures later.

use super::{catalogue, guard, resolve};
use crate::asn1::Element;
use crate::certificate::Certificate;
use crate::revocation::Sources;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object};

/// Entries of one list that are read, at most.
const MAX_ENTRIES: usize = 256;
/// Longest entry after unpacking, in bytes; revocation lists of large authorities have a few megabytes.
const MAX_LENGTH: u64 = 64 << 20;

/// Everything in the store.
pub(crate) fn read(pdf: &Pdf) -> Sources {
    let Some(store) = catalogue(pdf).and_then(|c| c.get::<Dict<'_>>("DSS")) else {
        return Sources::default();
    };
    let mut budget = MAX_LENGTH;
    let certificates = streams(pdf, &store, "Certs", &mut budget);
    let mut sources = Sources {
        certificates: certificates
            .iter()
            .filter_map(|der| Certificate::read(Element::first(der)?))
            .collect(),
        ..Sources::default()
    };
    let lists = streams(pdf, &store, "CRLs", &mut budget);
    let answers = streams(pdf, &store, "OCSPs", &mut budget);
    sources.add(lists, answers);
    sources
}

fn streams(pdf: &Pdf, store: &Dict<'_>, key: &str, budget: &mut u64) -> Vec<Vec<u8>> {
    let items = store
        .get::<Array<'_>>(key)
        .into_iter()
        .flat_map(|a| a.raw_iter())
        .take(MAX_ENTRIES);
    items
        .filter_map(|item| {
            let (_, Object::Stream(stream)) = resolve(pdf, item)? else {
                return None;
            };
            let length = guard::unpacked(&stream, *budget)?;
            *budget -= length;
            Some(stream.decoded_data().ok()?.into_owned())
        })
        .collect()
}
