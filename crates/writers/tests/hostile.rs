//! Text of reports is data wherever it goes: never markup, never a formula.

use std::io::{Cursor, Read};
use tonghop_messages::{Lang, Messages};
use tonghop_model::consolidation::*;
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::*;
use tonghop_writers::{Compilation, csv, html, jsonl, terminal, xlsx};

const EVIL: &str = "=1+1</script><script>alert(1)</script><!--\"'><img src=x onerror=alert(2)>&amp;\u{202e}\u{1b}[31m";

fn evil() -> String {
    EVIL.to_owned()
}

/// A reading in which every text is hostile.
fn understood() -> Understood {
    let statement = || {
        vec![Statement {
            text: evil(),
            addressee: Some(evil()),
            span: Span::default(),
        }]
    };
    let reading = Reading {
        format: FORMAT.into(),
        source: Source {
            file: evil(),
            warnings: vec![WarningRecord {
                code: "x".into(),
                page: None,
                message: evil(),
                uncertain: None,
            }],
            ..Source::default()
        },
        header: Header {
            issuer: Some(evil()),
            title: Some(evil()),
            recipients: vec![evil()],
            ..Header::default()
        },
        unit: None,
        sections: Vec::new(),
        tasks: vec![TaskRow {
            title: evil(),
            status: evil(),
            result: evil(),
            ..TaskRow::default()
        }],
        measures: vec![Measure {
            quote: evil(),
            subject: evil(),
            place: "A.I.1".into(),
            ..Measure::default()
        }],
        citations: vec![Citation {
            quote: evil(),
            kind: evil(),
            number: Some(evil()),
            ..Citation::default()
        }],
        assessment: Assessment {
            recommendations: statement(),
            ..Assessment::default()
        },
        commitments: vec![Commitment {
            quote: evil(),
            what: evil(),
            due: Some(evil()),
            span: Span::default(),
        }],
        findings: Vec::new(),
    };
    let passage = Passage {
        place: evil(),
        kind: PassageKind::Narrative,
        text: evil(),
        span: Span::default(),
    };
    Understood {
        reading,
        passages: vec![passage],
        ..Understood::default()
    }
}

fn consolidation() -> Consolidation {
    let head = ReportHead {
        file: evil(),
        unit: evil(),
        province: Some(evil()),
        title: Some(evil()),
        date: Some(evil()),
        ..ReportHead::default()
    };
    let cell = MatrixCell {
        status: evil(),
        result: evil(),
        ..MatrixCell::default()
    };
    let row = MatrixRow {
        node: Some(evil()),
        section: evil(),
        title: evil(),
        cells: vec![Some(cell), None],
        ..MatrixRow::default()
    };
    let value = IndicatorValue {
        quote: evil(),
        qualifier: Some(evil()),
        value: Some(f64::NAN),
        ..Default::default()
    };
    Consolidation {
        reports: vec![head.clone(), head],
        matrix: Matrix {
            columns: vec![0, 1],
            replaced: vec![1, 99],
            rows: vec![row],
        },
        indicators: vec![IndicatorRollUp {
            code: evil(),
            name: evil(),
            unit: evil(),
            values: vec![value],
            without_counts: vec![0, 99],
            disputed: vec![1, 99],
            several: vec![0, 99],
            ..IndicatorRollUp::default()
        }],
        shared: vec![SharedPassage {
            text: evil(),
            places: vec![(0, Span::default(), 1.0), (7, Span::default(), 0.9)],
        }],
        recommendations: vec![RecommendationGroup {
            text: evil(),
            keywords: vec![evil()],
            addressees: Addressee::ALL.to_vec(),
            members: vec![(0, evil(), Span::default())],
        }],
        commitments: vec![CommitmentEntry {
            what: evil(),
            quote: evil(),
            due: Some(evil()),
            ..Default::default()
        }],
    }
}

fn findings() -> Vec<Finding> {
    let place = Place {
        report: 0,
        span: Some(Span::default()),
        quote: evil(),
        item: Some(evil()),
    };
    vec![Finding {
        check: "V101",
        rule: "ratio_mismatch",
        severity: Severity::Error,
        message: Message::new("cli-failed").with("cause", EVIL),
        places: vec![place.clone(), Place { report: 1, ..place }],
        expected: Some(Phrase::Data(evil())),
        actual: Some(Phrase::Data(evil())),
    }]
}

fn written(write: impl Fn(&Compilation<'_>, &mut Vec<u8>)) -> Vec<u8> {
    let (consolidation, understood, findings) = (consolidation(), understood(), findings());
    let messages = Messages::new(Lang::Vi);
    let reports = [&understood, &understood];
    let failures = [(evil(), evil())];
    let view = Compilation {
        consolidation: &consolidation,
        reports: &reports,
        findings: &findings,
        failures: &failures,
        set_aside: &[],
        messages: &messages,
        today: "2026-01-01",
    };
    let mut out = Vec::new();
    write(&view, &mut out);
    out
}

#[test]
fn nothing_in_a_report_becomes_markup_of_the_page() {
    let page = String::from_utf8(written(|view, out| html::write(view, out).unwrap())).unwrap();
    assert!(!page.contains("<script>alert"), "a script of the report is in the page");
    assert!(!page.contains("<img"), "an element of the report is in the page");
    assert!(!page.contains("<!--"), "a comment of the report is in the page");
    // The page's own script elements and nothing else.
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    // No resource from outside, no handler in an attribute.
    for outside in ["http://", "https://", "src=", " onclick", "@import", "url("] {
        assert!(!page.replace("src=x", "").contains(outside), "{outside}");
    }
    let data = page
        .split("id=\"data\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert!(
        data["texts"].as_array().unwrap().iter().any(|t| t == EVIL),
        "the text itself is kept whole"
    );
}

#[test]
fn no_cell_of_the_workbook_is_a_formula() {
    let book = written(|view, out| xlsx::write(view, out).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut sheets = 0;
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            sheets += 1;
            let mut xml = String::new();
            file.read_to_string(&mut xml).unwrap();
            assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name} has a formula");
            assert!(!xml.contains("hyperlink"), "{name} has a link");
        }
    }
    assert_eq!(sheets, 9);
}

#[test]
fn no_field_of_the_csv_begins_like_a_formula() {
    let text = String::from_utf8(written(|view, out| csv::write_findings(view, out).unwrap())).unwrap();
    let body = text.strip_prefix('\u{feff}').expect("byte order mark");
    assert!(body.contains("\"'=1+1"), "guarded with an apostrophe");
    for field in body.split("\r\n").flat_map(|l| l.split(",\"")) {
        assert!(!field.trim_start_matches('"').starts_with('='), "{field}");
    }
}

#[test]
fn the_terminal_gets_no_escape_sequence_of_a_report() {
    let style = terminal::Style {
        colour: false,
        width: 80,
    };
    let text = written(|view, out| {
        terminal::write_reading(&view.reports[0].reading, view.messages, style, out).unwrap();
        terminal::write_findings(view, style, out).unwrap();
        terminal::write_summary(view, out).unwrap();
    });
    let text = String::from_utf8(text).unwrap();
    assert!(!text.contains('\u{1b}'));
    assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
}

#[test]
fn json_lines_stay_one_per_reading() {
    let text = String::from_utf8(written(|view, out| jsonl::write_readings(view, out).unwrap())).unwrap();
    assert_eq!(text.lines().count(), 2);
    for line in text.lines() {
        let reading: Reading = serde_json::from_str(line).unwrap();
        assert_eq!(reading.tasks[0].result, EVIL);
    }
}

#[test]
fn an_empty_set_is_written_too() {
    let messages = Messages::new(Lang::En);
    let consolidation = Consolidation::default();
    let view = Compilation {
        consolidation: &consolidation,
        reports: &[],
        findings: &[],
        failures: &[],
        set_aside: &[],
        messages: &messages,
        today: "2026-01-01",
    };
    let mut out = Vec::new();
    html::write(&view, &mut out).unwrap();
    assert!(
        String::from_utf8(out)
            .unwrap()
            .contains("No report has a table of tasks.")
    );
    xlsx::write(&view, &mut Vec::new()).unwrap();
    csv::write_findings(&view, &mut Vec::new()).unwrap();
}
