//! `docs/reading.schema.json` is generated from the types, and the output keeps to it.
//!
//! To write it anew: `UPDATE_SCHEMA=1 cargo test -p tonghop-cli --test schema`.

#![allow(clippy::unwrap_used)] // helpers of tests

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schema of [`tonghop_model::reading::Reading`] as it is written into every reading: all keys present.
fn generated() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<tonghop_model::reading::Reading>();
    serde_json::to_value(schema).unwrap()
}

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_types() {
    let path = root().join("docs/reading.schema.json");
    let text = serde_json::to_string_pretty(&generated()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        stored, text,
        "docs/reading.schema.json is out of date; see the head of this file"
    );
}

#[test]
fn every_reading_of_the_samples_keeps_to_the_schema() {
    let schema = generated();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let files: Vec<_> = std::fs::read_dir(root().join("samples"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e != "md") || p.ends_with("phuong-ben-lim.md"))
        .collect();
    let out = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args(["read", "--format", "jsonl", "--quiet"])
        .args(&files)
        .output()
        .unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    assert_eq!(lines.lines().count(), files.len());
    for line in lines.lines() {
        let reading: Value = serde_json::from_str(line).unwrap();
        let problems: Vec<String> = validator
            .iter_errors(&reading)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .take(5)
            .collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", reading["source"]["file"]);
    }
    // The schema can fail: a key that is missing is noticed.
    let mut broken: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    broken.as_object_mut().unwrap().remove("header");
    assert!(!validator.is_valid(&broken));
}
