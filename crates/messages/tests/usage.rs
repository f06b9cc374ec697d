//! Keys that the code names exist, and keys that exist are named by the code.

use std::collections::BTreeSet;
use std::path::Path;
use tonghop_messages::{FILES, Lang, Messages};

/// Areas whose keys are named as literals in the code.
const PREFIXES: &[&str] = &[
    "web-",
    "cycle-",
    "form-",
    "signature-",
    "deadline-",
    "period-",
    "app-",
    "cli-",
    "html-",
    "terminal-",
    "official-",
    "writers-",
    "xlsx-",
    "readers-error-",
];
/// Beginnings of keys that are put together at run time (help texts, labels of enumerations).
const BUILT: &[&str] = &[
    "addressee-",
    "check-impossible-",
    "cli-serve-",
    "cli-migrate-a",
    "cli-migrate-usage",
    "cli-backup-a",
    "cli-backup-usage",
    "cli-restore-a",
    "cli-restore-usage",
    "cli-doctor-a",
    "cli-doctor-usage",
    "cli-account-",
    "cli-audit-a",
    "cli-audit-usage",
    "cli-audit-verify-",
    "web-event-",
    "web-events-",
    "web-fact-",
    "web-obligation-",
    "web-commitment-",
    "web-document-",
    "web-mail-kind-",
    "web-mark-",
    "web-map-by-",
    "web-person-",
    "web-problem-",
    "web-role-",
    "web-round-closed",
    "web-round-open",
    "web-round-published",
    "web-step-",
    "web-subject-",
    "web-submission-",
    "web-template-add-",
    "web-template-edit-",
    "web-template-field-",
    "web-template-kind-",
    "web-template-list-",
    "web-template-none-",
    "web-template-own-",
    "web-timeliness-",
    "cycle-annex-",
    "form-status-",
    "form-section-",
    "cli-form-",
    "cli-signature-",
    "status-",
    "severity-",
    "check-",
    "catalogue-",
    "readers-",
    "cli-global-",
    "cli-read-",
    "cli-write-report-",
    "cli-write-request-",
    "cli-write-reminder-",
    "cli-write-late-",
    "cli-write-consolidated-",
    "cli-write-brief-",
    "cli-write-about",
    "cli-write-usage",
    "cli-about",
    "cli-usage",
    "cli-demo-",
    "cli-c",
    "cli-value-",
];

/// All string literals of a source text that look like keys.
fn literals(source: &str, found: &mut BTreeSet<String>) {
    for piece in source.split('"') {
        let key = piece
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if key && !piece.ends_with('-') && PREFIXES.iter().any(|p| piece.starts_with(p)) {
            found.insert(piece.to_owned());
        }
    }
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|e| e.ok().map(|e| e.path())) {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            literals(&std::fs::read_to_string(&path).unwrap_or_default(), found);
        }
    }
}

fn named() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in ["app", "cli", "readers", "writers", "model", "signatures", "web"] {
        for part in ["src", "templates"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join(part);
            collect(&folder, &mut found);
        }
    }
    assert!(found.len() > 100, "the sources were not found");
    found
}

#[test]
fn keys_that_the_code_names_exist() {
    let messages = Messages::new(Lang::Vi);
    let missing: Vec<_> = named().into_iter().filter(|k| !messages.has(k)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn keys_that_exist_are_named() {
    let named = named();
    let mut unused = Vec::new();
    for (area, vi, _) in FILES {
        let keys = vi
            .lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|l| l.split_once(" ="));
        for (key, _) in keys {
            if !named.contains(key) && !BUILT.iter().any(|b| key.starts_with(b)) {
                unused.push(format!("{area}: {key}"));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}
