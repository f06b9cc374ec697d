//! What the program writes it also reads: every built-in document, in both forms, from the sample reports.
//!
//! The DOCX files stay in the folder of the tests, where CI validates them against the schemas of Open XML.

#![allow(clippy::unwrap_used)] // helpers of tests

mod head;
mod outline;
mod periods;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tonghop_app::write::{IssuerOptions, RoundOptions, SetRound};
use tonghop_app::{Engine, Silent};
use tonghop_document::Content;
use tonghop_messages::{Lang, Messages};
use tonghop_model::finding::Severity;
use tonghop_model::official::{Block, Cell, Inline, OfficialDocument, Title};
use tonghop_model::reading::{Reading, TaskRow};
use tonghop_readers::{Input, Limits, read};
use tonghop_text::squash_space;
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
    let late = |list| {
        engine
            .late_document(&checked, &units, &issuer, &round, "2026-10-25", list)
            .unwrap()
            .0
    };
    let told = engine.tell(&checked);
    let set = |short| engine.set_document(&checked, &told, &issuer, &SetRound::default(), short);
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

/// A view as a page of HTML: nothing but its words and its tables, without any form. What is understood of it is the measure: a form
/// may neither lose nor add anything.
fn bare(document: &OfficialDocument) -> String {
    let (Title::Named { subject, .. } | Title::Letter { subject }) = &document.title;
    let mut out = format!("<p>{}</p>\n", escaped(subject));
    let annexes = document.annexes.iter().flat_map(|a| &a.body);
    for block in document.body.iter().chain(annexes) {
        match block {
            Block::Heading { label, text, .. } => out.push_str(&format!("<p>{label}. {}</p>\n", escaped(&plain(text)))),
            Block::Paragraph(text) | Block::Item(text) => out.push_str(&format!("<p>{}</p>\n", escaped(&plain(text)))),
            Block::Table(table) => {
                let row = |tag: &str, row: &Vec<Cell>| {
                    let cells = row.iter().map(|cell| {
                        let lines: Vec<String> = cell.paragraphs.iter().map(|p| escaped(&plain(p))).collect();
                        let span = cell.columns.max(1);
                        format!(
                            "<{tag} colspan=\"{span}\" rowspan=\"{}\">{}</{tag}>",
                            cell.rows.max(1),
                            lines.join("<br>")
                        )
                    });
                    format!("<tr>{}</tr>\n", cells.collect::<String>())
                };
                let head: String = table.head.iter().map(|r| row("th", r)).collect();
                let rows: String = table.rows.iter().map(|r| row("td", r)).collect();
                out.push_str(&format!("<table>\n{head}{rows}</table>\n"));
            }
            Block::Chart(_) | Block::PageBreak => {}
        }
    }
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n{out}</body></html>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The reading of the bare words and tables of a view.
fn measure_of(engine: &Engine, name: &str, document: &OfficialDocument) -> Reading {
    let file = folder().join(format!("{name}.html"));
    std::fs::write(&file, bare(document)).unwrap();
    engine.read_file(&file).unwrap().understood.reading
}

/// Citations and figures, those of tables as well, are those of the bare words.
fn same_content(found: &Reading, bare: &Reading, place: &str) {
    let (a, b) = (cited(found), cited(bare));
    let more: Vec<_> = a.iter().filter(|(k, n)| b.get(*k) != Some(*n)).collect();
    let less: Vec<_> = b.iter().filter(|(k, n)| a.get(*k) != Some(*n)).collect();
    assert!(
        more.is_empty() && less.is_empty(),
        "{place}: {more:?} instead of {less:?}"
    );
    // On paper a table that goes on over the page has lost its headings: its figures are compared as cells only.
    let with_cells = !place.ends_with("pdf");
    same_figures(&figures(found, with_cells), &figures(bare, with_cells), place);
}

fn plain(text: &[Inline]) -> String {
    let pieces = text.iter().map(|piece| match piece {
        Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => t.as_str(),
        Inline::Footnote(_) | Inline::Break => " ",
    });
    folded(&pieces.collect::<String>())
}

/// Headings of a view as a reading lists them.
fn headings(document: &OfficialDocument) -> Vec<(String, String)> {
    let found = document.body.iter().filter_map(|block| match block {
        Block::Heading { label, text, .. } => Some((label.clone(), plain(text).to_lowercase())),
        _ => None,
    });
    found.collect()
}

/// Figures of a reading, those in tables as well: what is printed, and what it is the value of.
fn figures(reading: &Reading, with_cells: bool) -> Figures {
    let mut counts = BTreeMap::new();
    let measures = reading.measures.iter();
    for measure in measures.filter(|m| with_cells || m.span.cell.is_none()) {
        *counts
            .entry((
                // The last one stands before the mark that ends the text.
                folded(measure.quote.trim_end_matches(['.', '/'])),
                measure.indicator.clone(),
            ))
            .or_default() += 1;
    }
    counts
}

type Figures = BTreeMap<(String, Option<String>), usize>;

fn same_figures(found: &Figures, wanted: &Figures, place: &str) {
    let more: Vec<_> = found.iter().filter(|(k, n)| wanted.get(*k) != Some(*n)).collect();
    let less: Vec<_> = wanted.iter().filter(|(k, n)| found.get(*k) != Some(*n)).collect();
    assert!(
        more.is_empty() && less.is_empty(),
        "{place}: {more:?} instead of {less:?}"
    );
}

#[test]
fn consolidated_report_and_brief_come_back_with_sections_figures_and_citations() {
    let engine = engine();
    let (checked, told) = engine.gather_files(&samples(), None, &Silent);
    for (name, short) in [("whole-consolidated", false), ("whole-brief", true)] {
        let document = engine.set_document(&checked, &told, &issuer(), &SetRound::default(), short);
        let bare = measure_of(&engine, name, &document);
        for (form, reading) in again(&engine, name, &document) {
            let place = format!("{name} {form}");
            let sections = reading.sections.iter();
            let sections: Vec<_> = sections
                .map(|s| (s.number.clone(), folded(&s.title).to_lowercase()))
                .collect();
            assert_eq!(sections, headings(&document), "{place}");
            same_content(&reading, &bare, &place);
            assert!(reading.tasks.is_empty(), "{place}: nobody's annex");
        }
    }
}

#[test]
fn a_consolidated_report_is_held_against_itself_as_no_report_of_one_unit() {
    let engine = engine();
    let one: Vec<PathBuf> = samples()
        .into_iter()
        .filter(|f| f.ends_with("xa-go-thong.docx"))
        .collect();
    assert_eq!(one.len(), 1);
    for (name, files) in [("held", samples()), ("held-one", one)] {
        let (checked, told) = engine.gather_files(&files, None, &Silent);
        let document = engine.set_document(&checked, &told, &issuer(), &SetRound::default(), false);
        for (form, reading) in again(&engine, name, &document) {
            assert!(reading.tasks.is_empty(), "{name} {form}");
            let read = engine
                .gather_files(&[folder().join(format!("{name}.{form}"))], None, &Silent)
                .0;
            let codes: Vec<&str> = read.findings.iter().map(|f| f.check).collect();
            assert!(codes.contains(&"V223"), "{name} {form}: {codes:?}");
            let wrong: Vec<_> = read.findings.iter().filter(|f| f.severity != Severity::Info).collect();
            assert!(wrong.is_empty(), "{name} {form}: {wrong:?}");
        }
    }
}

#[test]
fn whom_recommendations_are_made_to_comes_back() {
    let engine = engine();
    let (checked, told) = engine.gather_files(&samples(), None, &Silent);
    let document = engine.set_document(&checked, &told, &issuer(), &SetRound::default(), false);
    for (form, reading) in again(&engine, "addressed", &document) {
        let asked = &reading.assessment.recommendations;
        let to = |whom: &str| {
            let named = asked
                .iter()
                .filter(|s| s.addressee.as_deref().is_some_and(|a| a.contains(whom)));
            named.map(|s| s.text.as_str()).collect::<Vec<_>>()
        };
        assert!(to("tỉnh").iter().any(|t| t.contains("máy quét")), "{form}: {asked:?}");
        assert!(
            to("doanh nghiệp").iter().all(|t| t.contains("phủ sóng")),
            "{form}: {asked:?}"
        );
        assert!(!to("doanh nghiệp").is_empty(), "{form}: {asked:?}");
    }
}

#[test]
fn the_samples_written_anew_say_the_same() {
    let engine = engine();
    for file in samples() {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let (before, source) = engine.read_with_document(&file).unwrap();
        let before = before.understood;
        let document = engine.document_of_report(&before, &source);
        for (form, after) in again(&engine, &format!("report-{name}"), &document) {
            same(&before.reading, &after, &format!("{name} {form}"));
        }
    }
}

/// A report whose text has a table and a paragraph with two footnotes.
const WITH_TABLE: &str = "ỦY BAN NHÂN DÂN\n**XÃ SUỐI TRĂNG**\n\nSố: 45/BC-UBND\n\n*Suối Trăng, ngày 15 tháng 6 năm 2026*\n\n# BÁO CÁO\n\n\
    **Kết quả công tác chuyển đổi số 6 tháng đầu năm 2026**\n\nKính gửi: Sở Khoa học và Công nghệ\n\n## I. KẾT QUẢ\n\n\
    Ủy ban nhân dân xã đã ban hành Kế hoạch[^1] và Quyết định[^2] để tổ chức thực hiện nhiệm vụ trong năm nay.\n\n\
    Kết quả tiếp nhận hồ sơ của xã trong kỳ như sau:\n\n\
    | TT | Lĩnh vực | Số hồ sơ |\n|---|---|---|\n| 1 | Đất đai | 120 |\n| 2 | Hộ tịch | 85 |\n\n\
    ## II. KIẾN NGHỊ\n\n- Đề nghị tỉnh bố trí kinh phí cho các xã miền núi.\n\n\
    ***Nơi nhận:***\n\n- Như trên;\n- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN**\n**CHỦ TỊCH**\n\n**Nguyễn Văn Mẫu**\n\n\
    [^1]: Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND xã Suối Trăng.\n[^2]: Quyết định số 30/QĐ-UBND ngày 20/01/2026 của UBND xã Suối Trăng.\n";

#[test]
fn tables_and_footnotes_of_the_text_stay_where_they_stood() {
    let engine = engine();
    let path = folder().join("with-table.md");
    std::fs::write(&path, WITH_TABLE).unwrap();
    let (before, source) = engine.read_with_document(&path).unwrap();
    let document = engine.document_of_report(&before.understood, &source);
    let tables = printed(&document);
    let wanted = [
        ["TT", "Lĩnh vực", "Số hồ sơ"],
        ["1", "Đất đai", "120"],
        ["2", "Hộ tịch", "85"],
    ];
    assert_eq!(
        tables.first().map(|t| t.concat()),
        Some(wanted.concat().iter().map(|c| (*c).to_owned()).collect())
    );
    let noted = document.body.iter().find_map(|block| match block {
        Block::Paragraph(text) if text.iter().any(|p| matches!(p, Inline::Footnote(_))) => Some(text),
        _ => None,
    });
    let marked: String = noted
        .unwrap()
        .iter()
        .map(|piece| match piece {
            Inline::Footnote(_) => "*".to_owned(),
            piece => plain(std::slice::from_ref(piece)) + " ",
        })
        .collect();
    assert!(
        squash_space(&marked).contains("ban hành Kế hoạch *và Quyết định *để"),
        "{marked}"
    );
    for (form, after) in again(&engine, "with-table", &document) {
        same(&before.understood.reading, &after, form);
        let cells = cells_of(&folder().join(format!("with-table.{form}")), &[]);
        assert_eq!(cells, wanted.concat(), "{form}");
    }
}

/// The real reports that a session of the project was given; they are not part of the repository.
#[test]
fn the_given_reports_written_anew_say_the_same() {
    let engine = engine();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    for number in ["000", "001", "004"] {
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
        let (before, source) = engine.read_with_document(file).unwrap();
        let before = before.understood;
        let document = engine.document_of_report(&before, &source);
        for (form, after) in again(&engine, &format!("given-{number}"), &document) {
            same(&before.reading, &after, &format!("{number} {form}"));
        }
    }
}

/// Everything that a reading tells, field by field. The exceptions are those of the form: it leaves room for a number and a place
/// where the first document had none, prints headings of sections in capitals, and a draft bears no "Đã ký".
fn same(before: &Reading, after: &Reading, place: &str) {
    let row = |t: &TaskRow| {
        let text = |t: &Option<String>| t.as_deref().map(squash_space);
        (
            [&t.part, &t.group, &t.group_title, &t.no, &t.lead, &t.timeframe, &t.node].map(text),
            [&t.title, &t.status, &t.result].map(|t| squash_space(t)),
            (t.status_class, t.percent),
        )
    };
    assert_eq!(before.tasks.len(), after.tasks.len(), "{place}");
    for (a, b) in before.tasks.iter().zip(&after.tasks) {
        assert_eq!(row(a), row(b), "{place}");
    }
    let (a, b) = (&before.header, &after.header);
    for (name, a, b) in [
        ("issuer", &a.issuer, &b.issuer),
        ("level", &a.issuer_level, &b.issuer_level),
        ("date", &a.date, &b.date),
        ("title", &a.title, &b.title),
        ("programme", &a.programme, &b.programme),
        ("addressee", &a.addressee, &b.addressee),
        ("signer", &a.signature.name, &b.signature.name),
    ] {
        assert_eq!(a, b, "{place} {name}");
    }
    // A document without a signature block gets one to sign in.
    for (a, b) in [
        (&a.signature.authority, &b.signature.authority),
        (&a.signature.capacity, &b.signature.capacity),
    ] {
        assert!(a.is_none() || a == b, "{place}: {a:?} {b:?}");
    }
    assert_eq!(a.request, b.request, "{place}");
    // A document without recipients gets the archive.
    assert!(
        a.recipients.is_empty() || a.recipients == b.recipients,
        "{place}: {:?}",
        b.recipients
    );
    // A number still blank with the symbol of the report, and the name of the unit: nothing else is added.
    let issuer = b.issuer.as_deref().unwrap_or_default();
    for (a, b, added) in [
        (
            &a.number,
            &b.number,
            b.number.as_deref().is_some_and(|n| n.starts_with("…/BC-")),
        ),
        (
            &a.place,
            &b.place,
            b.place.as_deref().is_some_and(|p| issuer.ends_with(p)),
        ),
    ] {
        assert!(a == b || a.is_none() && (b.is_none() || added), "{place}: {a:?} {b:?}");
    }
    assert_eq!(cited(before), cited(after), "{place}");
    let sections = |r: &Reading| {
        let title = |s: &tonghop_model::reading::Section| (s.number.clone(), squash_space(&s.title).to_lowercase());
        r.sections.iter().map(title).collect::<Vec<_>>()
    };
    assert_eq!(sections(before), sections(after), "{place}");
    let said = |r: &Reading| {
        let lists = &r.assessment;
        [
            &lists.advantages,
            &lists.limitations,
            &lists.causes,
            &lists.recommendations,
            &lists.next_tasks,
        ]
        .map(|list| {
            list.iter()
                // Numbers that the end of a line cut are whole again.
                .map(|s| s.text.trim_end_matches(['.', '/', ';']).replace("- ", "-"))
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(said(before), said(after), "{place}");
    let figures = |r: &Reading| {
        let told = r.measures.iter().map(|m| (m.quote.clone(), m.indicator.clone()));
        told.collect::<BTreeSet<_>>()
    };
    // A sentence that a page of the old file cut in two is one again: its figure has the words before the cut as well.
    let (a, b) = (figures(before), figures(after));
    let lost = a
        .iter()
        .find(|(quote, code)| !b.iter().any(|(q, c)| c == code && q.ends_with(quote)));
    assert_eq!((lost, a.len()), (None, b.len()), "{place}");
}

/// Cells of a table in the order of its rows, each once, white space folded.
type Rows = Vec<Vec<String>>;

fn folded(text: &str) -> String {
    squash_space(text)
}

/// The tables of a view.
fn printed(document: &OfficialDocument) -> Vec<Rows> {
    let blocks = document
        .body
        .iter()
        .chain(document.annexes.iter().flat_map(|a| &a.body));
    let words = |cell: &Cell| {
        let lines = cell.paragraphs.iter().map(|p| {
            let texts = p.iter().map(|piece| match piece {
                Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => t.as_str(),
                Inline::Footnote(_) | Inline::Break => " ",
            });
            texts.collect::<String>()
        });
        folded(&lines.collect::<Vec<_>>().join(" "))
    };
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .map(|table| {
            table
                .head
                .iter()
                .chain(&table.rows)
                .map(|row| row.iter().map(words).collect())
                .collect()
        })
        .collect()
}

/// Texts of the cells of all tables of a file, in their order; blank ones and the head rows that a new page repeats left out.
fn cells_of(path: &Path, heads: &[Vec<String>]) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let input = Input {
        name: &name,
        bytes: &bytes,
    };
    let tree = read(&input, &Limits::default()).unwrap();
    let mut cells = Vec::new();
    for block in &tree.blocks {
        let Content::Table(table) = &block.content else {
            continue;
        };
        let texts = |row| {
            table
                .row(row)
                .map(|c| folded(&c.text))
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
        };
        let rows: Vec<Vec<String>> = (0..table.rows).map(texts).collect();
        // Head and signature of the document are tables of their own in DOCX.
        let form = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:"];
        if !rows.iter().flatten().any(|t| form.iter().any(|f| t.starts_with(f))) {
            cells.extend(rows.into_iter().filter(|row| !heads.contains(row)).flatten());
        }
    }
    cells
}

/// The words that the charts of a document print, each as often as it is printed.
fn chart_words(document: &OfficialDocument) -> BTreeMap<String, usize> {
    let charts = document.body.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let mut words = BTreeMap::new();
    let mut print = |text: &str| {
        for word in text.split_whitespace() {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    };
    for chart in charts {
        let names = chart.series.iter().map(|s| &s.name);
        names
            .chain(&chart.categories)
            .chain([&chart.title])
            .for_each(|text| print(text));
        print(&format!("({})", chart.unit));
        for category in 0..chart.categories.len() {
            let values = || {
                chart
                    .series
                    .iter()
                    .filter_map(|s| s.values.get(category).copied().flatten())
            };
            values().for_each(|v| print(&v.to_string().replace('.', ",")));
            if chart.stacked {
                print(&values().sum::<f64>().to_string());
            }
        }
    }
    words
}

/// Takes the words of a cell away; false where one of them is not there.
fn take(words: &mut BTreeMap<String, usize>, cell: &str) -> bool {
    cell.split(' ').all(|word| match words.get_mut(word) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    })
}

#[test]
fn every_cell_of_every_table_comes_back_from_both_forms() {
    let engine = engine();
    let (checked, told) = engine.gather_files(&samples(), None, &Silent);
    let issuer = issuer();
    let mut documents = vec![
        (
            "tables-consolidated".to_owned(),
            engine.set_document(&checked, &told, &issuer, &SetRound::default(), false),
        ),
        (
            "tables-brief".to_owned(),
            engine.set_document(&checked, &told, &issuer, &SetRound::default(), true),
        ),
    ];
    for template in &engine.catalogue.templates {
        let round = RoundOptions {
            form: Some(template.code.clone()),
            ..RoundOptions::default()
        };
        let name = format!("tables-request-{}", template.code);
        documents.push((name, engine.request_document(&issuer, &round).unwrap()));
    }
    let units: Vec<String> = (1..=40).map(|n| format!("xã Đồi Lim {n}")).collect();
    let due = RoundOptions {
        deadline: Some("2026-10-20".into()),
        ..RoundOptions::default()
    };
    for list in [false, true] {
        let late = engine
            .late_document(&checked, &units, &issuer, &due, "2026-10-25", list)
            .unwrap()
            .0;
        documents.push((format!("tables-late-{list}"), late));
    }
    for (name, document) in documents {
        let tables = printed(&document);
        let full = |row: &Vec<String>| row.iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>();
        let heads: Vec<Vec<String>> = tables.iter().filter_map(|t| t.first().map(full)).collect();
        let rows = tables.iter().flatten().map(full).filter(|r| !heads.contains(r));
        let expected: Vec<String> = rows.flatten().collect();
        again(&engine, &name, &document);
        for form in ["docx", "pdf"] {
            let found = cells_of(&folder().join(format!("{name}.{form}")), &heads);
            // On paper the labels of a chart may look like a small table: nothing else may stand between the cells.
            let mut labels = if form == "pdf" {
                chart_words(&document)
            } else {
                BTreeMap::new()
            };
            let mut wanted = expected.iter().peekable();
            for cell in &found {
                if wanted.next_if_eq(&cell).is_none() {
                    let of_chart = take(&mut labels, cell);
                    assert!(of_chart, "{name} {form}: {cell:?} instead of {:?}", wanted.peek());
                }
            }
            assert_eq!(wanted.next(), None, "{name} {form}");
        }
    }
}
