//! The answers of a form read directly give the same findings as the answers laid out as the document that they will be
//! and read like any other.

use super::*;
use crate::Engine;
use crate::cycle::reports::checks::{Checked, of_report};
use crate::cycle::reports::save_item::{self, ItemInput, Origin};
use crate::cycle::templates::Content;
use crate::cycle::{Call, Cycle};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tonghop_document::{Content as BlockContent, Table};
use tonghop_messages::Lang;
use tonghop_model::cycle::Actor;
use tonghop_model::moment::Moment;
use tonghop_model::reading::PassageKind;
use tonghop_store::Store;

fn cycle() -> Cycle {
    let messages = Arc::new(Messages::new(Lang::Vi));
    let engine = Engine::new(None, messages, 1).expect("an engine");
    Cycle::new(Store::open(":memory:").expect("a database"), Arc::new(engine))
}

/// The whole submission as one document with a table, and what is read in it.
fn laid_out(cycle: &Cycle, sheet: &AnswerSheet<'_>) -> Understood {
    let texts = cycle.texts(Lang::Vi);
    let mut table = vec![HEADINGS.map(|key| texts.text(key)).to_vec()];
    let heading = |label: &str, title: &str| [label, title, "", "", ""].map(str::to_owned).to_vec();
    let (mut part, mut group) = ("", "");
    for task in &sheet.template.tasks {
        if task.part != part {
            let known = sheet.template.parts.iter().find(|p| p.label == task.part);
            table.push(heading(&task.part, known.map_or("", |p| &p.title)));
            (part, group) = (&task.part, "");
        }
        if task.group != group {
            let mut groups = sheet.template.groups.iter();
            let known = groups.find(|g| g.part == task.part && g.label == task.group);
            table.push(heading(&task.group, known.map_or("", |g| &g.title)));
            group = &task.group;
        }
        table.push(vec![
            task.no.clone(),
            task.title.clone(),
            task.timeframe.clone().unwrap_or_default(),
            sheet.status(&Line::Task(task, ""), texts).into_owned(),
            sheet.result(task).to_owned(),
        ]);
    }
    let mut document = sheet.narrative.clone();
    document.blocks.push(Block {
        page: None,
        content: BlockContent::Table(Table::from_rows(table, 1)),
    });
    let mut understood = pipeline::understood(&document, &cycle.engine.catalogue, "");
    understood
        .reading
        .measures
        .extend(sheet.measures(&cycle.engine.catalogue));
    understood
}

/// The answers that a report gives, as its unit would have typed them.
fn answers(cycle: &Cycle, template: &Content, report: &Path) -> Vec<ItemRow> {
    let read = cycle.engine.read_file(report).expect("a report");
    let understood = &read.understood;
    let mut inputs: Vec<ItemInput> = Vec::new();
    for row in &understood.reading.tasks {
        let task = template.tasks.iter().find(|t| row.node.as_deref() == Some(&t.node));
        if let Some(task) = task.filter(|t| inputs.iter().all(|i| i.node != t.node)) {
            inputs.push(ItemInput {
                node: task.node.clone(),
                status: row.status.clone(),
                result: row.result.clone(),
                ..ItemInput::default()
            });
        }
    }
    // The whole narrative in one section, with its figures, citations and promises.
    let narrative = understood.passages.iter().filter(|p| p.kind == PassageKind::Narrative);
    inputs.push(ItemInput {
        node: "s:results".into(),
        result: narrative.map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n"),
        ..ItemInput::default()
    });
    for (n, code) in template.indicators.iter().enumerate() {
        inputs.push(ItemInput {
            node: code.clone(),
            numerator: Some(n as f64 * 7.0),
            denominator: Some(100.0),
            ..ItemInput::default()
        });
    }
    let actor = Actor::system("thử");
    let call = Call {
        actor: &actor,
        now: Moment::from_unix(1_781_056_800),
        address: "",
    };
    let row = |input: &ItemInput| {
        let kind = template.kind(&input.node).expect("an item of the template");
        save_item::row(&call, &cycle.engine.catalogue, 0, kind, input, Origin::default()).expect("a fair answer")
    };
    inputs.iter().map(row).collect()
}

fn told(checked: &Checked) -> Vec<(String, String, Option<String>, String, String)> {
    let findings = checked.findings.iter();
    let mut told: Vec<_> = findings
        .map(|f| {
            (
                f.check_code.clone(),
                f.severity.clone(),
                f.node.clone(),
                f.message_vi.clone(),
                f.quotes.clone(),
            )
        })
        .collect();
    told.sort();
    told
}

/// Sample reports of this repository, and the real ones where they lie beside the checkout.
fn reports() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in [root.join("samples"), root.join("../shared/reports")] {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let wanted = |p: &PathBuf| {
            let name = p
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default();
            let ending = p
                .extension()
                .is_some_and(|e| ["docx", "html", "md", "txt", "xlsx"].iter().any(|w| e == *w));
            ending && name != "README.md"
        };
        found.extend(files.map(|f| f.path()).filter(wanted));
    }
    found.sort();
    found
}

#[test]
fn direct_and_laid_out_find_the_same() {
    let cycle = cycle();
    let codes: Vec<String> = cycle
        .engine
        .catalogue
        .indicators
        .iter()
        .map(|i| i.code.clone())
        .collect();
    let (mut compared, mut findings) = (0, 0);
    for report in reports() {
        for known in &cycle.engine.catalogue.templates {
            let template = Content {
                indicators: codes.iter().take(40).cloned().collect(),
                ..Content::of_catalogue(known, &cycle)
            };
            let items = answers(&cycle, &template, &report);
            let sheet = AnswerSheet::new(&template, &items, "Báo cáo chuyển đổi số 9 tháng đầu năm 2026");
            let direct = sheet.understood(&cycle.engine.catalogue, cycle.texts(Lang::Vi));
            let whole = laid_out(&cycle, &sheet);
            let place = format!("{} on {}", report.display(), known.code);
            assert_eq!(direct.reading.measures, whole.reading.measures, "{place}");
            assert_eq!(direct.reading.citations, whole.reading.citations, "{place}");
            assert_eq!(direct.reading.commitments, whole.reading.commitments, "{place}");
            assert_eq!(direct.reading.assessment, whole.reading.assessment, "{place}");
            assert_eq!(direct.reading.sections, whole.reading.sections, "{place}");
            assert_eq!(direct.reading.header, whole.reading.header, "{place}");
            assert_eq!(direct.passages, whole.passages, "{place}");
            let [direct, whole] = [direct, whole].map(|u| Checked::of(of_report(&cycle, 0, &sheet, &u), u));
            assert_eq!(told(&direct), told(&whole), "{place}");
            compared += 1;
            findings += direct.findings.len();
        }
    }
    assert!(
        compared >= 12 && findings > compared,
        "{compared} compared, {findings} found"
    );
}
