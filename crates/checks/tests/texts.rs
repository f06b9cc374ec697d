//! Every message of the checks is worded in both languages, and `docs/checks.md` tells what the registry has.
#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tonghop_checks::{REGISTRY, registry_markdown};

const VI: &str = include_str!("../../messages/locales/vi/checks.ftl");
const EN: &str = include_str!("../../messages/locales/en/checks.ftl");

fn messages(source: &str) -> BTreeMap<String, String> {
    let pairs = source
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once(" = "));
    pairs.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

fn keys_in_code(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            keys_in_code(&path, keys);
        } else {
            let code = std::fs::read_to_string(&path).unwrap();
            keys.extend(
                code.split('"')
                    .filter(|s| s.starts_with("check-") && !s.contains([' ', '\n']))
                    .map(str::to_owned),
            );
        }
    }
}

#[test]
fn every_key_is_worded_and_every_wording_is_used() {
    let mut keys = BTreeSet::new();
    keys_in_code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
    for source in [VI, EN] {
        let mut worded: BTreeSet<String> = messages(source).into_keys().collect();
        // What a form refuses before it is checked, and what a unit itself is advised, is worded beside the checks and used by `app`.
        worded.retain(|key| !key.starts_with("check-impossible-") && !key.ends_with("-advice-own"));
        assert_eq!(keys, worded);
    }
}

#[test]
fn codes_are_unique_sorted_and_grouped_by_scope() {
    let codes: Vec<&str> = REGISTRY.iter().map(|i| i.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    for info in REGISTRY {
        let lower = info.code.to_lowercase();
        assert_eq!(info.title, format!("check-{lower}-title"));
        assert_eq!(info.description, format!("check-{lower}-description"));
        // Writers and pages find the advice of a stored finding by its code.
        assert_eq!(info.advice, format!("check-{lower}-advice"));
        assert!(!info.source.is_empty() && !info.rule.is_empty());
    }
}

#[test]
fn the_page_of_the_checks_is_current() {
    let (vi, en) = (messages(VI), messages(EN));
    let word = |messages: &BTreeMap<String, String>, key: &str| {
        messages.get(key).cloned().unwrap_or_default().replace('|', "\\|")
    };
    let page = registry_markdown(|key| word(&vi, key), |key| word(&en, key));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/checks.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == page,
        "docs/checks.md is stale: run UPDATE_DOCS=1 cargo test -p tonghop-checks"
    );
}
