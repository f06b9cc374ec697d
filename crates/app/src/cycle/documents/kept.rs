//! Files that are kept under a setting, the newest in the place of the one before: templates of the office, trusted roots.

use crate::cycle::{Call, CycleResult, shared};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tonghop_store::files::{self, FileRow};
use tonghop_store::{Db, settings};

/// How it is stored in the settings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// SHA-256 of the file.
    pub digest: String,
    /// Its name.
    pub name: String,
    /// Its bytes, where that is shown.
    #[serde(default)]
    pub size: usize,
    /// What it holds, where that is counted.
    #[serde(default)]
    pub count: usize,
    /// Who brought it.
    pub by: String,
    /// When, in seconds.
    pub at: i64,
}

/// What is kept under a key; none where nothing is, or no longer.
pub(super) fn read(db: &mut Db, key: &str) -> CycleResult<Option<Kept>> {
    let text = settings::get(db, key)?.filter(|t| !t.is_empty());
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
}

/// Keeps a file in the place of the one before; `value` is what the audit says of it.
pub(super) fn keep(
    db: &mut Db,
    call: &Call<'_>,
    key: &str,
    kept: &Kept,
    (media_type, bytes): (&str, &[u8]),
    value: &Value,
) -> CycleResult<()> {
    let row = FileRow {
        digest: kept.digest.clone(),
        media_type: media_type.into(),
        size: bytes.len() as i64,
        stored_at: call.now.unix(),
    };
    files::store_file(db, &row, bytes)?;
    shared::change_setting(db, call, key, &json!(kept).to_string(), value)
}

/// Keeps none any more; the file stays for the record.
pub(super) fn forget(db: &mut Db, call: &Call<'_>, key: &str) -> CycleResult<()> {
    shared::change_setting(db, call, key, "", &Value::Null)
}
