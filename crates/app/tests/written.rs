//! What the program writes it also reads: every built-in document, in both forms, from the sample reports.
//!
//! The DOCX files stay in the folder of the tests, where CI validates them against the schemas of Open XML.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tonghop_app::write::{IssuerOptions, RoundOptions};
use tonghop_app::{Engine, Silent};
use tonghop_messages::{Lang, Messages};
use tonghop_model::official::OfficialDocument;
use tonghop_model::reading::Reading;
use tonghop_writers::{docx, pdf};

fn engine() -> Engine {
    Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 2).unwrap()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("official-docx");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Both forms of a document, read again.
fn again(engine: &Engine, name: &str, document: &OfficialDocument) -> [(&'static str, Reading); 2] {
    let (mut word, mut paper) = (Vec::new(), Vec::new());
    docx::write(document, &mut word).unwrap();
    pdf::write(document, &mut paper).unwrap();
    [("docx", word), ("pdf", paper)].map(|(form, bytes)| {
        let path = folder().join(format!("{name}.{form}"));
        std::fs::write(&path, bytes).unwrap();
        (form, engine.read_file(&path).unwrap().understood.reading)
    })
}

fn issuer() -> IssuerOptions {
    let text = |t: &str| Some(t.to_owned());
    IssuerOptions {
        office: text("Sở Khoa học và Công nghệ"),
        superior: text("UBND tỉnh Vân Khê"),
        abbreviation: text("SKHCN"),
        drafter: text("CĐS"),
        place: text("Vân Khê"),
        capacity: text("KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC"),
        signer: text("Trần Văn Mẫu"),
    }
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.file_name().is_some_and(|n| n != "README.md"));
    files.sort();
    files
}

/// Numbers of the documents that are cited, with how often.
fn cited(reading: &Reading) -> BTreeMap<(String, Option<String>), usize> {
    let mut counts = BTreeMap::new();
    for citation in &reading.citations {
        if let Some(number) = &citation.number {
            *counts.entry((number.clone(), citation.date.clone())).or_default() += 1;
        }
    }
    counts
}

#[test]
fn every_document_of_a_round_and_a_set_comes_back_with_its_header() {
    let engine = engine();
    let checked = engine.check_files(&samples(), &Silent);
    let round = RoundOptions {
        deadline: Some("2026-10-20".into()),
        cut_off: Some("2026-10-14".into()),
        period: Some("9 tháng năm 2026".into()),
        request: Some("Công văn số 12/SKHCN-CĐS ngày 13/10/2026".into()),
        form: Some("411-51-2025".into()),
        ..RoundOptions::default()
    };
    let units: Vec<String> = ["xã Suối Trăng", "phường Bến Lim", "xã Đá Bạc"]
        .map(str::to_owned)
        .into();
    let issuer = issuer();
    let late = |list| engine.late_document(&checked, &units, &issuer, &round, "2026-10-25", list);
    let set = |short| engine.set_document(&checked, &issuer, short);
    let documents = [
        (
            "request",
            engine.request_document(&issuer, &round).unwrap(),
            "SKHCN-CĐS",
        ),
        ("reminder", late(false), "SKHCN-CĐS"),
        ("late", late(true), "TB-SKHCN"),
        ("consolidated", set(false), "BC-SKHCN"),
        ("brief", set(true), "BC-SKHCN"),
    ];
    for (name, document, symbol) in documents {
        for (form, reading) in again(&engine, name, &document) {
            let header = reading.header;
            let place = format!("{name} {form}");
            assert_eq!(header.issuer.as_deref(), Some("Sở Khoa học và Công nghệ"), "{place}");
            assert!(
                header.number.as_deref().is_some_and(|n| n.ends_with(symbol)),
                "{place}: {:?}",
                header.number
            );
            assert_eq!(header.place.as_deref(), Some("Vân Khê"), "{place}");
            // A brief for leaders is signed by nobody.
            let signer = Some(document.signature.name.as_str()).filter(|n| !n.is_empty());
            assert_eq!(header.signature.name.as_deref(), signer, "{place}");
            assert_eq!(
                header.signature.capacity.as_deref(),
                signer.map(|_| "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
                "{place}"
            );
            let mut recipients = document.recipients.clone();
            recipients
                .iter_mut()
                .for_each(|r| *r = r.trim_end_matches('.').to_owned());
            assert_eq!(header.recipients, recipients, "{place}");
        }
    }
}

#[test]
fn the_samples_written_anew_say_the_same() {
    let engine = engine();
    for file in samples() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let before = engine.read_file(&file).unwrap().understood;
        let document = engine.document_of_report(&before);
        for (form, after) in again(&engine, &format!("report-{name}"), &document) {
            same(&before.reading, &after, &format!("{name} {form}"));
        }
    }
}

/// The real reports that a session of the project was given; they are not part of the repository.
#[test]
fn the_given_reports_written_anew_say_the_same() {
    let engine = engine();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    for number in ["000", "004"] {
        let found = std::fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path());
        let mut files: Vec<_> = found
            .filter(|p| p.is_file() && p.file_name().is_some_and(|n| n.to_string_lossy().contains(number)))
            .collect();
        files.sort();
        let Some(file) = files.first() else {
            eprintln!("skipped: report {number} is not here");
            continue;
        };
        let before = engine.read_file(file).unwrap().understood;
        let document = engine.document_of_report(&before);
        for (form, after) in again(&engine, &format!("given-{number}"), &document) {
            same(&before.reading, &after, &format!("{number} {form}"));
        }
    }
}

fn same(before: &Reading, after: &Reading, place: &str) {
    assert_eq!(before.tasks.len(), after.tasks.len(), "{place}");
    for (a, b) in before.tasks.iter().zip(&after.tasks) {
        let row = format!("{place} {:?} {:?} {:?}", a.part, a.group, a.no);
        assert_eq!(
            (&a.node, &a.status, &a.status_class),
            (&b.node, &b.status, &b.status_class),
            "{row}"
        );
        assert_eq!(
            tonghop_text::squash_space(&a.result),
            tonghop_text::squash_space(&b.result),
            "{row}"
        );
    }
    let (a, b) = (&before.header, &after.header);
    assert_eq!((&a.issuer, &a.date), (&b.issuer, &b.date), "{place}");
    // Where the first document had no number, the form leaves room for one.
    if a.number.is_some() {
        assert_eq!(a.number, b.number, "{place}");
    }
    assert_eq!(a.signature.name, b.signature.name, "{place}");
    let (cited, mut again) = (cited(before), cited(after));
    // The head of the annex ("Phụ lục kèm theo Quyết định 411/QĐ-TTg") is written anew by the form.
    let programme = a.programme.clone().unwrap_or_default();
    for ((number, date), count) in &cited {
        if *number == programme {
            again.insert((number.clone(), date.clone()), *count);
        }
    }
    assert_eq!(cited, again, "{place}");
}
