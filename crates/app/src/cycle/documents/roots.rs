//! Certificates that the installation trusts as roots of digital signatures.

use crate::cycle::secret::digest_bytes;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use crate::signatures::{RootError, Roots};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tonghop_model::cycle::{Action, EventKind, Resource};
use tonghop_model::moment::Moment;
use tonghop_store::files::{self, FileRow};
use tonghop_store::{Db, settings};

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
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    digest: String,
    name: String,
    count: usize,
    by: String,
    at: i64,
}

fn read(db: &mut Db) -> CycleResult<Option<Kept>> {
    let text = settings::get(db, KEY)?.filter(|t| !t.is_empty());
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
}

/// The roots that are kept; none where signatures are checked without any.
///
/// # Errors
/// Failures of the database.
pub fn kept_roots(cycle: &Cycle) -> CycleResult<Option<KeptRoots>> {
    let kept = cycle.store.read(read)?;
    Ok(kept.map(|k| KeptRoots {
        name: k.name,
        count: k.count,
        by: k.by,
        at: Moment::from_unix(k.at),
    }))
}

/// Takes a file of root certificates (PEM or DER) in the place of the one before.
///
/// # Errors
/// [`CycleError::Denied`], `Invalid` where the file holds no certificates.
pub fn change_roots(cycle: &Cycle, call: &Call<'_>, name: &str, bytes: &[u8]) -> CycleResult<()> {
    call.may(Action::ManageSystem, &Resource::anywhere())?;
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
        count,
        by: call.actor.name.clone(),
        at: call.now.unix(),
    };
    let text = json!(kept).to_string();
    cycle.store.write(|db| {
        let row = FileRow {
            digest: kept.digest.clone(),
            media_type: "application/x-pem-file".into(),
            size: bytes.len() as i64,
            stored_at: call.now.unix(),
        };
        files::store_file(db, &row, bytes)?;
        settings::set(db, KEY, &text)?;
        let detail = json!({ "key": KEY, "value": { "name": kept.name, "digest": kept.digest, "count": count } });
        shared::record(db, call, EventKind::SettingChanged, ("setting", 0), None, detail)
    })
}

/// Trusts no root any more; the file stays for the record.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn remove_roots(cycle: &Cycle, call: &Call<'_>) -> CycleResult<()> {
    call.may(Action::ManageSystem, &Resource::anywhere())?;
    cycle.store.write(|db| {
        settings::set(db, KEY, "")?;
        let detail = json!({ "key": KEY, "value": null });
        shared::record(db, call, EventKind::SettingChanged, ("setting", 0), None, detail)
    })
}

/// The roots, for checking signatures; none where nothing is kept.
///
/// # Errors
/// Failures of the database.
pub fn trusted_roots(cycle: &Cycle) -> CycleResult<Roots> {
    cycle.store.read(|db| {
        let mut roots = Roots::none();
        if let Some(kept) = read(db)? {
            let bytes = files::bytes(db, &kept.digest)?;
            roots
                .add(&bytes)
                .map_err(|e| CycleError::Internal(format!("kept roots {}: {e}", kept.name)))?;
        }
        Ok(roots)
    })
}
