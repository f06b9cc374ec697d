//! The parts of a PDF file that signatures are about.

pub(crate) mod changes;
pub(crate) mod coverage;
pub(crate) mod fields;
pub(crate) mod guard;
pub(crate) mod store;
mod text;

use crate::VerifyError;
use hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::sync::Arc;

pub(crate) use text::string;

/// The first bytes of a file: one of its revisions, without a copy.
struct Prefix {
    bytes: Arc<Vec<u8>>,
    length: usize,
}

impl AsRef<[u8]> for Prefix {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Opens the first `length` bytes as a file of their own.
pub(crate) fn open(bytes: &Arc<Vec<u8>>, length: usize) -> Result<Pdf, VerifyError> {
    let prefix = Prefix {
        bytes: Arc::clone(bytes),
        length: length.min(bytes.len()),
    };
    Pdf::new(Arc::new(prefix)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => VerifyError::Encrypted,
        LoadPdfError::Decryption(_) => VerifyError::EncryptionUnknown,
        LoadPdfError::Invalid => VerifyError::Damaged,
    })
}

pub(crate) fn catalogue(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

/// The object, also behind a reference.
pub(crate) fn resolve<'a>(pdf: &'a Pdf, item: MaybeRef<Object<'a>>) -> Option<(Option<ObjRef>, Object<'a>)> {
    match item {
        MaybeRef::Ref(reference) => Some((Some(reference), pdf.xref().get::<Object<'a>>(reference.into())?)),
        MaybeRef::NotRef(object) => Some((None, object)),
    }
}

/// The dictionaries of an array, each with the reference that led to it.
pub(crate) fn dictionaries<'a>(
    pdf: &'a Pdf,
    dict: &Dict<'a>,
    key: &str,
    most: usize,
) -> Vec<(Option<ObjRef>, Dict<'a>)> {
    let array = dict.get::<hayro_syntax::object::Array<'a>>(key);
    let items = array.into_iter().flat_map(|a| a.raw_iter()).take(most);
    items
        .filter_map(|item| {
            let (reference, object) = resolve(pdf, item)?;
            Some((reference, object.into_dict()?))
        })
        .collect()
}

/// The text of a name.
pub(crate) fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<hayro_syntax::object::Name<'_>>(key)
        .map(|n| n.as_str().to_string())
}
