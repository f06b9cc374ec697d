//! Certificates that the installation trusts as roots of digital signatures.

use super::kept::{self, Kept};
use crate::cycle::secret::digest_bytes;
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use crate::signatures::{RootError, Roots};
use serde_json::json;
use tonghop_model::cycle::Action;
use tonghop_model::moment::Moment;
use tonghop_store::files;

/// Key of the setting.
const KEY: &str = "trusted-roots";
/// Largest file of roots in bytes.
const LARGEST: usize = 4 << 20;

/// What is known about the roots that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRoots {
    /// Name of the file.
    pub name: String,
    /// Certificates in it.
    pub count: usize,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What they are called, each with its last day, in the order of the file.
    pub certificates: Vec<RootCertificate>,
}

/// A root that is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootCertificate {
    /// The whole name of its holder.
    pub subject: String,
    /// Last moment of its validity, as it is printed.
    pub until: String,
    /// SHA-256 in hexadecimal digits: what to compare with what the issuer publishes.
    pub fingerprint: String,
}

/// The roots that are kept; none where signatures are checked without any.
///
/// # Errors
/// Failures of the database.
pub fn kept_roots(cycle: &Cycle) -> CycleResult<Option<KeptRoots>> {
    let Some(kept) = cycle.store.read(|db| kept::read(db, KEY))? else {
        return Ok(None);
    };
    let certificates = trusted_roots(cycle)?.list().into_iter().map(|one| RootCertificate {
        until: one.not_after.shown(),
        fingerprint: one.fingerprint,
        subject: one.subject,
    });
    Ok(Some(KeptRoots {
        name: kept.name,
        count: kept.count,
        by: kept.by,
        at: Moment::from_unix(kept.at),
        certificates: certificates.collect(),
    }))
}

/// Takes a file of root certificates (PEM or DER) in the place of the one before.
///
/// # Errors
/// [`CycleError::Denied`], `Invalid` where the file holds no certificates.
pub fn change_roots(cycle: &Cycle, call: &Call<'_>, name: &str, bytes: &[u8]) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    if bytes.len() > LARGEST {
        return Err(CycleError::invalid("file", "cycle-roots-too-many"));
    }
    let count = Roots::none().add(bytes).map_err(|error| match error {
        RootError::TooMany => CycleError::invalid("file", "cycle-roots-too-many"),
        RootError::NoCertificate | RootError::Unreadable(_) => CycleError::invalid("file", "cycle-roots-none"),
    })?;
    let kept = Kept {
        digest: digest_bytes(bytes),
        name: name.to_owned(),
        size: bytes.len(),
        count,
        by: call.actor.name.clone(),
        at: call.now.unix(),
    };
    let value = json!({ "name": kept.name, "digest": kept.digest, "count": count });
    let file = ("application/x-pem-file", bytes);
    cycle.store.write(|db| kept::keep(db, call, KEY, &kept, file, &value))
}

/// Trusts no root any more; the file stays for the record.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn remove_roots(cycle: &Cycle, call: &Call<'_>) -> CycleResult<()> {
    call.may_whole(Action::ManageSystem)?;
    cycle.store.write(|db| kept::forget(db, call, KEY))
}

/// The roots, for checking signatures; none where nothing is kept.
///
/// # Errors
/// Failures of the database.
pub fn trusted_roots(cycle: &Cycle) -> CycleResult<Roots> {
    cycle.store.read(|db| {
        let mut roots = Roots::none();
        if let Some(kept) = kept::read(db, KEY)? {
            let bytes = files::bytes(db, &kept.digest)?;
            roots
                .add(&bytes)
                .map_err(|e| CycleError::Internal(format!("kept roots {}: {e}", kept.name)))?;
        }
        Ok(roots)
    })
}
