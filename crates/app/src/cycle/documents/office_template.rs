//! Templates of documents that the office keeps: checked when they come, kept by digest, one for each kind of document.

use super::kept::{self, Kept};
use super::target::DocumentKind;
use crate::cycle::secret::digest_bytes;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use tonghop_messages::Lang;
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::files;
pub use tonghop_writers::office_template::FIELDS as TEMPLATE_FIELDS;
use tonghop_writers::office_template::{OfficeTemplate, example};

/// Largest template in bytes.
const LARGEST: usize = 20 << 20;
/// Mistakes that are listed.
const SHOWN: usize = 50;
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A template that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTemplate {
    /// Kind of document it is for.
    pub kind: DocumentKind,
    /// Name of the file.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Why a template was not taken: each mistake with its place, worded in the language of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRefused {
    /// The mistakes, in the order of the text.
    pub problems: Vec<String>,
    /// How many there are, also those that are not listed.
    pub count: usize,
}

fn key(kind: DocumentKind) -> String {
    format!("office-template-{}", kind.key())
}

/// The templates that are kept.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn kept_templates(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<KeptTemplate>> {
    call.may(Action::ViewRound, &Resource::anywhere())?;
    cycle.store.read(|db| {
        let mut found = Vec::new();
        for kind in DocumentKind::ALL {
            let Some(kept) = kept::read(db, &key(kind))? else {
                continue;
            };
            found.push(KeptTemplate {
                kind,
                name: kept.name,
                size: kept.size,
                by: kept.by,
                at: Moment::from_unix(kept.at),
            });
        }
        Ok(found)
    })
}

/// True where the office keeps a template of this kind.
///
/// # Errors
/// Failures of the database.
pub fn has_template(cycle: &Cycle, kind: DocumentKind) -> CycleResult<bool> {
    cycle.store.read(|db| Ok(kept::read(db, &key(kind))?.is_some()))
}

/// Checks a template and keeps it in the place of the one before.
///
/// # Errors
/// [`CycleError::Denied`], `Invalid` for a file that is too large. A template with mistakes is an answer, not an error.
pub fn keep_template(
    cycle: &Cycle,
    call: &Call<'_>,
    kind: DocumentKind,
    name: &str,
    bytes: &[u8],
    lang: Lang,
) -> CycleResult<Result<(), TemplateRefused>> {
    call.may_whole(Action::ManageTemplate)?;
    let mut checker = shared::Checker::default();
    checker.line("name", name);
    if bytes.len() > LARGEST {
        let most = (LARGEST >> 20).to_string();
        checker.wrong("file", Message::new("cycle-file-too-large").with("megabytes", most));
    }
    checker.done()?;
    if let Err(problems) = OfficeTemplate::check(bytes) {
        let words = cycle.texts(lang);
        return Ok(Err(TemplateRefused {
            count: problems.len(),
            problems: problems.iter().take(SHOWN).map(|p| p.worded(words)).collect(),
        }));
    }
    let kept = Kept {
        digest: digest_bytes(bytes),
        name: name.to_owned(),
        size: bytes.len(),
        count: 0,
        by: call.actor.name.clone(),
        at: call.now.unix(),
    };
    let value = json!({ "name": kept.name, "digest": kept.digest });
    cycle
        .store
        .write(|db| kept::keep(db, call, &key(kind), &kept, (DOCX, bytes), &value))?;
    Ok(Ok(()))
}

/// Gives the built-in document back its place; the file stays for the record.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn remove_template(cycle: &Cycle, call: &Call<'_>, kind: DocumentKind) -> CycleResult<()> {
    call.may_whole(Action::ManageTemplate)?;
    cycle.store.write(|db| kept::forget(db, call, &key(kind)))
}

/// Name and bytes of the kept template, to go on editing it; where none is kept, of a built-in one to begin with.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn template_file(cycle: &Cycle, call: &Call<'_>, kind: DocumentKind) -> CycleResult<(String, Vec<u8>)> {
    call.may(Action::ViewRound, &Resource::anywhere())?;
    match load(cycle, kind) {
        Err(CycleError::NotFound(_)) => {
            let bytes = example(has_lying_annex(kind)).map_err(|e| CycleError::Internal(e.to_string()))?;
            Ok((kind.key().to_owned(), bytes))
        }
        kept => kept,
    }
}

/// True for the kind that always has annexes of wide tables.
const fn has_lying_annex(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Consolidated)
}

fn load(cycle: &Cycle, kind: DocumentKind) -> CycleResult<(String, Vec<u8>)> {
    cycle.store.read(|db| {
        let kept = kept::read(db, &key(kind))?.ok_or(CycleError::NotFound("template"))?;
        Ok((kept.name, files::bytes(db, &kept.digest)?))
    })
}

/// The kept template, ready to be filled.
pub(super) fn open(cycle: &Cycle, kind: DocumentKind) -> CycleResult<OfficeTemplate> {
    let (name, bytes) = load(cycle, kind)?;
    OfficeTemplate::check(&bytes)
        .map_err(|problems| CycleError::Internal(format!("kept template {name} has {} mistakes", problems.len())))
}
