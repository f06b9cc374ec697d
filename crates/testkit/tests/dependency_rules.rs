//! The dependency rules: arrows between our crates, fences around heavy libraries, licences.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Which of our crates each of our crates may use. `ARCHITECTURE.md` draws the same picture.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &[]),
    ("document", &[]),
    ("mail", &[]),
    ("oidc", &[]),
    ("messages", &["model"]),
    ("catalogue", &["model", "text"]),
    ("readers", &["document", "text"]),
    ("signatures", &["model"]),
    ("understand", &["document", "catalogue", "text", "model"]),
    ("checks", &["model", "text"]),
    ("consolidate", &["model", "text"]),
    ("writers", &["document", "model", "messages", "text"]),
    (
        "app",
        &[
            "model",
            "document",
            "text",
            "messages",
            "catalogue",
            "readers",
            "signatures",
            "understand",
            "checks",
            "consolidate",
            "writers",
            "store",
        ],
    ),
    ("store", &["model"]),
    ("web", &["app", "catalogue", "messages", "model"]),
    ("testkit", &["catalogue", "model"]),
];

/// Libraries that only the named crates may use directly.
const FENCES: &[(&str, &[&str])] = &[
    ("zip", &["readers", "writers", "testkit"]),
    ("quick-xml", &["readers", "writers"]),
    ("hayro-syntax", &["readers", "signatures"]),
    ("rust_xlsxwriter", &["writers"]),
    ("krilla", &["writers"]),
    ("skrifa", &["writers"]),
    ("rsa", &["signatures"]),
    ("p256", &["signatures"]),
    ("p384", &["signatures"]),
    ("fluent-bundle", &["messages"]),
    ("hyper", &["web"]),
    ("hyper-util", &["web"]),
    ("lettre", &["mail"]),
    ("rustix", &["cli"]),
    ("ureq", &["oidc"]),
    ("ring", &["oidc"]),
    ("rustls", &["oidc"]),
    ("minijinja", &["writers"]),
    ("time", &["model"]),
    ("clap", &["cli"]),
    ("diesel", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("pq-sys", &["store"]),
    ("argon2", &["app"]),
    ("askama", &["web"]),
    ("axum", &["web"]),
    ("tokio", &["web"]),
    ("qrcodegen", &["web"]),
    ("tracing-subscriber", &["cli"]),
    ("indicatif", &["cli"]),
    ("mimalloc", &["cli"]),
];

/// Licences that may be linked into an Apache-2.0 program without further duties than naming them.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    "0BSD",
    "CC0-1.0",
    "BSL-1.0",
    "MPL-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "bzip2-1.0.6",
    "MIT-0",
    // libpq, built in.
    "PostgreSQL",
];

fn metadata() -> Value {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    // Only what this platform links: crates for other systems are not downloaded by a build.
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = version
        .lines()
        .find_map(|l| l.strip_prefix("host: "))
        .expect("rustc names its host");
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--filter-platform", host])
        .args([
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--manifest-path",
            manifest,
        ])
        .output()
        .expect("cargo runs");
    assert!(
        out.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    serde_json::from_slice(&out.stdout).expect("cargo metadata prints JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Our packages by short name, each with its normal (not dev) dependencies.
fn ours(metadata: &Value) -> BTreeMap<String, Vec<String>> {
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .filter(|p| p["source"].is_null())
        .filter_map(|p| {
            let name = text(p, "name").strip_prefix("tonghop-")?.to_string();
            let dependencies = p["dependencies"].as_array()?.iter().filter(|d| d["kind"].is_null());
            Some((name, dependencies.map(|d| text(d, "name").to_string()).collect()))
        })
        .collect()
}

#[test]
fn arrows_between_our_crates_are_the_allowed_ones() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for (name, dependencies) in ours(&metadata) {
        if name == "cli" {
            continue;
        }
        let allowed = ARROWS.iter().find(|(n, _)| *n == name).map(|(_, a)| *a);
        let Some(allowed) = allowed else {
            wrong.push(format!("{name} is not in the table of arrows"));
            continue;
        };
        for dependency in dependencies.iter().filter_map(|d| d.strip_prefix("tonghop-")) {
            if !allowed.contains(&dependency) {
                wrong.push(format!("{name} must not use {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_api_uses_no_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/api");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of the API") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a source file");
        if text.contains("crate::pages") {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "what both use belongs to app: {wrong:?}");
}

#[test]
fn heavy_libraries_stay_behind_their_fences() {
    let metadata = metadata();
    let ours = ours(&metadata);
    for (library, allowed) in FENCES {
        for (name, dependencies) in &ours {
            assert!(
                allowed.contains(&name.as_str()) || !dependencies.iter().any(|d| d == library),
                "{name} must not use {library} directly"
            );
        }
    }
}

#[test]
fn every_licence_is_an_allowed_one() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        let licence = text(package, "license");
        // "A OR B" needs one of them, "A AND B" all; "/" is the old spelling of OR.
        let fine = licence.replace('/', " OR ").split(" AND ").all(|all| {
            all.split(" OR ")
                .any(|one| LICENCES.contains(&one.trim().trim_matches(['(', ')'])))
        });
        if !fine {
            wrong.push(format!(
                "{} {}: {licence:?}",
                text(package, "name"),
                text(package, "version")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
