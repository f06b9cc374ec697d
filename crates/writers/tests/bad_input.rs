//! Input that nobody planned for, in every part of a document and in both forms: the files stay whole. CI validates those that
//! are left in the folders of the tests; LibreOffice opens the DOCX here where it is installed.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use tonghop_messages::{Lang, Messages};
use tonghop_model::form::{Answer, Entry, Form, FormIndicator, FormKey, FormPart, FormRow, FormSection};
use tonghop_model::official::{Annex, Block, Cell, Inline, OfficialDocument, SignatureBlock, Table, Title};
use tonghop_model::template::Column;
use tonghop_readers::{Input, Limits, read};
use tonghop_writers::{docx, form_xlsx, pdf};
use zip::ZipArchive;

/// Emoji with joiners, both directions of writing, zero-width and control characters, what a lone surrogate becomes, private
/// and unassigned codes, markup.
const ODD: &str = "👩‍👧‍👦 ✓ שלום \u{202E}đảo\u{202C} \u{200B}\u{200D}\u{FEFF}\u{2060} \0\u{7}\u{1B}[31m \u{FFFD}\u{FFFE}\u{E000}\u{10FFFF} \u{AD} ]]></w:t>&lt; e\u{301}\u{323} \u{2028}dòng";

fn folder(of: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(of);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A document with this text in every place that holds text.
fn everywhere(text: &str) -> OfficialDocument {
    let mut document = common::report();
    let piece = || {
        vec![
            Inline::text(text),
            common::value(text, "key:of:value"),
            Inline::Bold(text.into()),
        ]
    };
    let table = Table {
        caption: text.into(),
        rows: vec![vec![Cell::of(piece()), Cell::text(text)]],
        head: vec![vec![Cell::text(text), Cell::text(text)]],
        ..common::annex_table(0)
    };
    document.superior = Some(text.into());
    document.issuer = vec![text.into()];
    document.symbol = text.into();
    document.place = text.into();
    document.title = Title::Named {
        kind: text.into(),
        subject: text.into(),
    };
    document.addressees = vec![text.into(); 3];
    document.bases = vec![piece()];
    document.body.push(common::heading(
        tonghop_model::official::HeadingLevel::Section,
        text,
        text,
    ));
    document
        .body
        .push(Block::Paragraph(vec![Inline::text("x"), Inline::Footnote(piece())]));
    document.body.push(Block::Item(piece()));
    document.body.push(Block::Table(table.clone()));
    document.recipients = vec![text.into(); 3];
    document.signature = SignatureBlock {
        authority: Some(text.into()),
        capacity: vec![text.into()],
        name: text.into(),
    };
    document.properties.title = text.into();
    document.properties.edition = text.into();
    document.annexes.push(Annex {
        title: text.into(),
        reference: Some(text.into()),
        landscape: true,
        body: vec![Block::Table(table)],
    });
    document
}

fn cases() -> Vec<(&'static str, OfficialDocument)> {
    let long = "Ủy ban nhân dân xã Đồi Lim "
        .repeat(12)
        .chars()
        .take(300)
        .collect::<String>();
    let many = OfficialDocument {
        recipients: (1..=1000).map(|n| format!("Ủy ban nhân dân xã Đồi Lim {n}")).collect(),
        addressees: (1..=1000)
            .map(|n| format!("Ủy ban nhân dân phường Bến Lim {n}"))
            .collect(),
        ..common::report()
    };
    let hundred_pages = "Đã triển khai đầy đủ các nội dung theo kế hoạch. ".repeat(5_000);
    let mut full_cell = common::report();
    full_cell.annexes[0].body.push(Block::Table(Table {
        rows: vec![vec![Cell::text("1"), Cell::text(hundred_pages)]],
        ..common::annex_table(0)
    }));
    vec![
        ("odd-characters", everywhere(ODD)),
        ("blank", everywhere("")),
        ("spaces", everywhere(" \u{A0}\t\n ")),
        ("long-names", everywhere(&long)),
        ("one-long-word", everywhere(&"đ".repeat(300))),
        ("nothing", OfficialDocument::default()),
        ("thousand-recipients", many),
        ("hundred-pages-in-a-cell", full_cell),
    ]
}

#[test]
fn no_input_breaks_a_file() {
    for (name, document) in cases() {
        let (mut word, mut paper) = (Vec::new(), Vec::new());
        docx::write(&document, &mut word).unwrap();
        pdf::write(&document, &mut paper).unwrap();
        std::fs::write(folder("official-docx").join(format!("bad-{name}.docx")), &word).unwrap();
        std::fs::write(folder("official-pdf").join(format!("bad-{name}.pdf")), &paper).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(&word)).unwrap();
        for index in 0..archive.len() {
            std::io::copy(&mut archive.by_index(index).unwrap(), &mut std::io::sink()).unwrap();
        }
        for (form, bytes) in [("docx", &word), ("pdf", &paper)] {
            let file = format!("{name}.{form}");
            let input = Input { name: &file, bytes };
            assert!(read(&input, &Limits::default()).is_ok(), "{file}");
        }
    }
}

#[test]
fn a_text_of_a_hundred_pages_in_a_cell_and_a_thousand_recipients_are_complete() {
    for (name, wanted, count) in [
        ("hundred-pages-in-a-cell", "theo kế hoạch.", 5_000),
        ("thousand-recipients", "xã Đồi Lim ", 1_000),
    ] {
        let document = cases().into_iter().find(|(n, _)| *n == name).unwrap().1;
        let (mut word, mut paper) = (Vec::new(), Vec::new());
        docx::write(&document, &mut word).unwrap();
        pdf::write(&document, &mut paper).unwrap();
        for (form, bytes) in [("docx", word), ("pdf", paper)] {
            let file = format!("{name}.{form}");
            let input = Input {
                name: &file,
                bytes: &bytes,
            };
            let tree = read(&input, &Limits::default()).unwrap();
            let text = format!("{tree:?}").replace("\\n", " ");
            let found = text.matches(wanted).count();
            assert!(found >= count * 99 / 100, "{file}: {found} of {count}");
        }
    }
}

/// A form with this text in every place that holds text.
fn form(text: &str) -> Form {
    let long = |count: usize| text.repeat(count);
    Form {
        key: FormKey {
            template: "411-51-2025".into(),
            round: text.into(),
            ..FormKey::default()
        },
        title: text.into(),
        unit_name: text.into(),
        period: text.into(),
        deadline: text.into(),
        own: Vec::new(),
        columns: Column::ALL.to_vec(),
        parts: vec![FormPart {
            label: text.into(),
            title: text.into(),
            rows: vec![FormRow {
                group: text.into(),
                group_title: text.into(),
                no: text.into(),
                title: text.into(),
                code: text.into(),
                lead: text.into(),
                timeframe: text.into(),
                answer: Answer {
                    status: text.into(),
                    // More than a cell holds.
                    result: long(2_000),
                    ..Answer::default()
                },
                previous: Some(Answer {
                    status: text.into(),
                    result: long(2_000),
                    ..Answer::default()
                }),
            }],
        }],
        sections: vec![FormSection {
            code: text.into(),
            title: text.into(),
            hint: text.into(),
            text: long(2_000),
            previous: Some(text.into()),
        }],
        indicators: Vec::new(),
        standing: Some(vec![(text.into(), text.into())]),
    }
}

#[test]
fn no_text_breaks_the_form() {
    for (name, text) in [
        ("odd-characters", ODD),
        ("blank", ""),
        ("formula", "=1+1"),
        ("sheet-name", "[a]:*?/\\'"),
    ] {
        let bytes = form_xlsx::write(&form(text), &Messages::new(Lang::Vi)).unwrap();
        std::fs::write(folder("official-xlsx").join(format!("bad-{name}.xlsx")), &bytes).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut xml = String::new();
            part.read_to_string(&mut xml).unwrap();
            let forbidden =
                |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
            assert!(!xml.contains(forbidden), "{name} {index}");
        }
        let file = format!("{name}.xlsx");
        let input = Input {
            name: &file,
            bytes: &bytes,
        };
        assert!(read(&input, &Limits::default()).is_ok(), "{file}");
    }
}

#[test]
fn a_value_that_nothing_was_entered_for_is_blank_before_it_is_calculated() {
    let mut form = form("x");
    let asked = |numerator| FormIndicator {
        code: "T04".into(),
        numerator_label: "x".into(),
        entry: Entry {
            numerator,
            ..Entry::default()
        },
        ..FormIndicator::default()
    };
    form.indicators = vec![asked(None), asked(Some(7.0))];
    let bytes = form_xlsx::write(&form, &Messages::new(Lang::Vi)).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut kept = Vec::new();
    for index in 0..archive.len() {
        let mut xml = String::new();
        archive.by_index(index).unwrap().read_to_string(&mut xml).unwrap();
        let results = xml.match_indices("</f><v>").map(|(at, mark)| {
            let rest = &xml[at + mark.len()..];
            rest[..rest.find("</v>").unwrap()].to_owned()
        });
        kept.extend(results);
    }
    assert_eq!(kept, ["", "7"]);
}

/// LibreOffice has to open each of them and print as many pages as it takes.
#[test]
fn libreoffice_opens_every_one_of_them() {
    let folder = folder("bad-opened");
    let mut files = Vec::new();
    for (name, document) in cases() {
        let file = folder.join(format!("{name}.docx"));
        docx::write(&document, &mut std::fs::File::create(&file).unwrap()).unwrap();
        files.push(file);
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args(&files)
        .output();
    if run.is_err() {
        #[allow(clippy::print_stderr, reason = "a test that measures nothing says so")]
        {
            eprintln!("skipped: LibreOffice is not installed");
        }
        return;
    }
    for file in files {
        let printed = file.with_extension("pdf");
        assert!(printed.metadata().is_ok_and(|m| m.len() > 1_000), "{}", file.display());
    }
}
