//! The checks over readings made from the annotations of real reports, where those lie beside the repository
//! (`TONGHOP_SHARED`, or `../shared`): how many of the anomalies a careful reader saw are found, and what else is.
//!
//! Without the annotations the test passes without doing anything: the repository holds no text of real reports.
#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use tonghop_checks::{Context, check_report, check_set};
use tonghop_model::finding::Finding;
use tonghop_model::message::{Arg, Phrase};
use tonghop_model::reading::*;

/// Least share of the anomalies of the three reports that the checks must name.
const FLOOR: f64 = 0.85;

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("TONGHOP_SHARED").map_or_else(beside, PathBuf::from);
    root.join("annotations").is_dir().then_some(root)
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn span(block: usize, text: &str) -> Span {
    Span {
        block,
        end: text.chars().count(),
        ..Span::default()
    }
}

/// Paragraphs of the printed text: wrapped lines are joined until a line opens a new one.
fn paragraphs(raw: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for printed in raw.lines().map(str::trim) {
        let line = printed.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
        if line.is_empty() || line.starts_with('|') {
            continue;
        }
        let first = line.split([' ', '.', ')']).next().unwrap_or("");
        let label = !first.is_empty()
            && first.len() <= 4
            && line.len() > first.len() + 1
            && (first.chars().all(|c| "IVX0123456789".contains(c))
                || (first.chars().count() == 1 && line.chars().nth(1) == Some(')')));
        let bullet = line.starts_with(['-', '+', '•']);
        if !open || label || bullet || printed.starts_with('#') {
            out.push(line.to_owned());
        } else if let Some(last) = out.last_mut() {
            last.push(' ');
            last.push_str(line);
        }
        open = !line.ends_with(['.', ';', ':']) && !printed.starts_with('#');
    }
    out.iter()
        .map(|p| tonghop_text::squash_space(p.trim_start_matches(['-', '+', ' '])))
        .collect()
}

fn as_of(value: &Value) -> Option<AsOf> {
    if let Some(day) = value.as_str() {
        return Some(AsOf::Date(day.to_owned()));
    }
    Some(AsOf::Window {
        from: string(&value["from"])?,
        to: string(&value["to"])?,
    })
}

fn gold(root: &Path, id: &str) -> (Understood, Value) {
    let json = std::fs::read_to_string(root.join(format!("annotations/{id}.json"))).unwrap();
    let gold: Value = serde_json::from_str(&json).unwrap();
    let file = std::fs::read_dir(root.join("reports"))
        .unwrap()
        .filter_map(Result::ok)
        .map(|e| e.path());
    let mut file = file;
    let file = file
        .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(id)))
        .unwrap();
    let paragraphs = paragraphs(&std::fs::read_to_string(file).unwrap());

    let header = &gold["header"];
    let mut reading = Reading {
        format: FORMAT.into(),
        source: Source::default(),
        header: Header {
            issuer: string(&header["issuer"]),
            province: string(&header["province"]),
            number: string(&header["number"]),
            date: string(&header["date"]),
            title: string(&header["title"]),
            period: string(&header["period"]["label"]).map(|label| Period {
                label,
                from: None,
                to: None,
            }),
            ..Header::default()
        },
        unit: None,
        sections: Vec::new(),
        tasks: Vec::new(),
        measures: Vec::new(),
        citations: Vec::new(),
        assessment: Assessment::default(),
        commitments: Vec::new(),
        findings: Vec::new(),
    };
    let mut passages = Vec::new();
    let mut footnote_labels = Vec::new();
    let mut next = 0;
    let sections = gold["sections"].as_array().unwrap();
    for (block, paragraph) in paragraphs.iter().enumerate() {
        let plain = |t: &str| tonghop_text::fold(t);
        let heading = sections.get(next).filter(|s| {
            let title = plain(s["title"].as_str().unwrap());
            plain(paragraph).contains(&title[..title.len().min(30)])
        });
        if let Some(section) = heading {
            next += 1;
            reading.sections.push(Section {
                number: text(&section["number"]),
                title: text(&section["title"]),
                level: section["level"].as_u64().unwrap() as u8,
                span: span(block, paragraph),
            });
        }
        let (label, rest) = paragraph.split_once(' ').unwrap_or((paragraph, ""));
        let cites = ["Quyết định", "Công văn", "Kế hoạch", "QĐ", "Hội nghị"]
            .iter()
            .any(|k| rest.starts_with(k));
        let footnote = label.parse::<u32>().is_ok() && cites;
        if footnote {
            footnote_labels.push((label.to_owned(), span(block, paragraph)));
        }
        let kind = match (heading, footnote) {
            (Some(_), _) => PassageKind::Heading,
            (_, true) => PassageKind::Footnote,
            _ => PassageKind::Narrative,
        };
        passages.push(Passage {
            place: "narrative".into(),
            kind,
            text: paragraph.clone(),
            span: span(block, paragraph),
        });
    }
    let tasks = gold["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .zip(gold["status_class"].as_array().unwrap());
    for (index, (task, class)) in tasks.enumerate() {
        let class = class.as_str().unwrap();
        let (class, percent) = class
            .split_once(':')
            .map_or((class, None), |(c, p)| (c, p.parse().ok()));
        let row = TaskRow {
            part: string(&task["part"]),
            group: string(&task["group"]),
            group_title: string(&task["group_title"]),
            no: string(&task["no"]),
            title: text(&task["title"]),
            status: text(&task["status"]),
            status_class: StatusClass::ALL.into_iter().find(|c| c.key() == class).unwrap(),
            percent,
            result: text(&task["result"]),
            span: span(10_000 + index, ""),
            ..TaskRow::default()
        };
        let place = [&row.part, &row.group, &row.no]
            .map(|p| p.clone().unwrap_or_default())
            .join(".");
        let result = span(20_000 + index, &row.result);
        passages.push(Passage {
            place,
            kind: PassageKind::Result,
            text: row.result.clone(),
            span: result,
        });
        reading.tasks.push(row);
    }
    let block_of = |quote: &str, passages: &[Passage]| {
        let quote = tonghop_text::fold(quote);
        passages
            .iter()
            .find(|p| tonghop_text::fold(&p.text).contains(&quote))
            .map_or(Span::default(), |p| p.span)
    };
    for m in gold["measures"].as_array().unwrap() {
        reading.measures.push(Measure {
            quote: text(&m["quote"]),
            subject: text(&m["subject"]),
            value: m["value"].as_f64(),
            unit: string(&m["unit"]),
            qualifier: string(&m["qualifier"]),
            numerator: m["numerator"].as_f64(),
            denominator: m["denominator"].as_f64(),
            as_of: as_of(&m["as_of"]),
            place: text(&m["where"]),
            is_target: m["is_target"].as_bool().unwrap(),
            span: block_of(m["quote"].as_str().unwrap(), &passages),
            ..Measure::default()
        });
    }
    for d in gold["documents"].as_array().unwrap() {
        let number = string(&d["number"]);
        let cited = block_of(d["quote"].as_str().unwrap(), &passages);
        reading.citations.push(Citation {
            quote: text(&d["quote"]),
            kind: text(&d["type"]),
            number,
            date: string(&d["date"]),
            issuer: string(&d["issuer"]),
            subject: string(&d["subject"]),
            span: Span {
                start: cited.start + reading.citations.len(),
                ..cited
            },
        });
    }
    (
        Understood {
            reading,
            passages,
            footnote_labels,
            ..Understood::default()
        },
        gold,
    )
}

/// Longest common run without white space over the shorter text: the scorer's measure.
fn overlap(a: &str, b: &str) -> f64 {
    let squash = |t: &str| -> Vec<char> { t.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect() };
    let (a, b) = (squash(a), squash(b));
    let mut best = 0;
    let mut row = vec![0_usize; b.len() + 1];
    for x in &a {
        for j in (0..b.len()).rev() {
            row[j + 1] = if b[j] == *x { row[j] + 1 } else { 0 };
            best = best.max(row[j + 1]);
        }
    }
    if a.is_empty() || b.is_empty() {
        0.0
    } else {
        best as f64 / a.len().min(b.len()) as f64
    }
}

fn show(finding: &Finding) -> String {
    let arg = |(name, arg): &(&str, Arg)| match arg {
        Arg::Text(t) => format!("{name}={}", t.chars().take(70).collect::<String>()),
        Arg::Count(n) => format!("{name}={n}"),
    };
    let args: Vec<String> = finding.message.args.iter().map(arg).collect();
    let phrase = |p: &Option<Phrase>| match p {
        Some(Phrase::Data(t)) => t.clone(),
        Some(Phrase::Message(m)) => m.key.to_owned(),
        None => String::new(),
    };
    let places: Vec<String> = finding
        .places
        .iter()
        .map(|p| format!("[{}] {}", p.report, p.quote.chars().take(90).collect::<String>()))
        .collect();
    let severity = finding.severity.key();
    let (expected, actual) = (phrase(&finding.expected), phrase(&finding.actual));
    format!(
        "{} {severity} {} {} | {expected} | {actual}\n      {}",
        finding.check,
        finding.message.key,
        args.join("; "),
        places.join("\n      ")
    )
}

fn context() -> Context<'static> {
    Context {
        wordings: Some(&tonghop_catalogue::Catalogue::embedded().check_wordings),
        ..Context::default()
    }
}

#[test]
fn anomalies_that_a_careful_reader_saw_are_found() {
    let Some(root) = shared() else { return };
    let ids = ["000", "001", "004"];
    let reports: Vec<(Understood, Value)> = ids.iter().map(|id| gold(&root, id)).collect();
    let all: Vec<&Understood> = reports.iter().map(|(u, _)| u).collect();
    let across = check_set(&all, &context());
    across.iter().for_each(|f| println!("SET {}", show(f)));
    let scored = [
        "ratio_mismatch",
        "sum_mismatch",
        "over_100",
        "document_conflict",
        "blank_status",
        "numbering",
        "status_result_mismatch",
    ];
    let (mut hit, mut wanted) = (0, 0);
    for (index, (understood, gold)) in reports.iter().enumerate() {
        let started = std::time::Instant::now();
        let mut findings = check_report(understood, &context());
        println!("== {} {:?}", ids[index], started.elapsed());
        findings.iter().for_each(|f| println!("{}", show(f)));
        findings.extend(
            across
                .iter()
                .filter(|f| f.places[0].report == index || f.places.iter().any(|p| p.report == index))
                .cloned(),
        );
        let mut left: Vec<&Finding> = findings.iter().collect();
        for anomaly in gold["anomalies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|a| scored.contains(&a["kind"].as_str().unwrap()))
        {
            wanted += 1;
            let score = |f: &Finding| {
                let quotes = f
                    .places
                    .iter()
                    .map(|p| overlap(&p.quote, anomaly["quote"].as_str().unwrap()));
                if f.rule == anomaly["kind"].as_str().unwrap() {
                    quotes.fold(0.0, f64::max)
                } else {
                    0.0
                }
            };
            let best = left.iter().enumerate().max_by(|a, b| score(a.1).total_cmp(&score(b.1)));
            match best.filter(|(_, f)| score(f) >= 0.3).map(|(at, _)| at) {
                Some(at) => {
                    hit += 1;
                    left.remove(at);
                }
                None => println!("MISSED {} {}", anomaly["kind"], anomaly["quote"]),
            }
        }
    }
    println!("recall {hit}/{wanted}");
    assert!(f64::from(hit) >= FLOOR * f64::from(wanted), "recall {hit}/{wanted}");
}
