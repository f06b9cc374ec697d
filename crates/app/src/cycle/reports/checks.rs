//! Checking a submission: the answers are laid out as the document that they will be, read and checked like any other.

use super::class;
use crate::cycle::secret::digest;
use crate::cycle::templates::Content;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use crate::pipeline;
use std::collections::HashMap;
use tonghop_document::{Block, Content as BlockContent, Document, Table};
use tonghop_messages::Lang;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{FindingId, SubmissionId};
use tonghop_model::finding::Severity;
use tonghop_model::moment::Moment;
use tonghop_model::reading::{Measure, Span, Understood};
use tonghop_store::Db;
use tonghop_store::findings::{self, FindingRow, NewFinding};
use tonghop_store::submissions::{self, ItemRow};

/// A finding of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id.
    pub id: FindingId,
    /// Submission.
    pub submission: SubmissionId,
    /// Item it speaks of.
    pub node: Option<String>,
    /// Code of the check.
    pub check: String,
    /// How much it matters: an error stops sending, a warning needs a word of explanation.
    pub severity: Severity,
    /// What to tell people, Vietnamese and English.
    pub message: [String; 2],
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub actual: Option<String>,
    /// The words at each place.
    pub quotes: Vec<String>,
    /// Word of explanation by the unit.
    pub explanation: Option<String>,
    /// Reason, person and moment of a waiver.
    pub waived: Option<(String, String, Moment)>,
}

/// What a check run gave.
pub(crate) struct Checked {
    pub findings: Vec<NewFinding>,
    pub understood: Understood,
}

impl Checked {
    /// Errors without waiver, warnings without explanation or waiver, all errors, all warnings.
    pub(crate) fn counts(&self, waived: &[String], note: Option<&str>) -> (usize, usize, i64, i64) {
        let open = |f: &&NewFinding| !waived.contains(&f.fingerprint);
        let of = |severity: &'static str| self.findings.iter().filter(move |f| f.severity == severity);
        let silent = |f: &&NewFinding| f.explanation.is_none() && note.is_none();
        (
            of("error").filter(open).count(),
            of("warning").filter(open).filter(silent).count(),
            of("error").filter(open).count() as i64,
            of("warning").filter(open).count() as i64,
        )
    }
}

/// Runs all checks on a draft and keeps what they find.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn check(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<Vec<Finding>> {
    let (items, template, title) = cycle.store.read(|db| {
        let (_, place) = shared::submission(db, call, id.0, Action::ViewReport)?;
        Ok::<_, CycleError>((
            submissions::items(db, id.0)?,
            templates::load(db, place.round.template_id)?,
            place.round.title,
        ))
    })?;
    let mut checked = run_checks(cycle, &template.content, id.0, &items, &title);
    cycle.store.write(|db| {
        let (row, place) = shared::submission(db, call, id.0, Action::ViewReport)?;
        if super::submission::state(&row) == tonghop_model::cycle::SubmissionState::Draft {
            keep_explanations(db, id.0, &mut checked.findings)?;
            findings::replace(db, id.0, &checked.findings)?;
        }
        findings_of(db, id.0, place.report.id)
    })
}

/// Findings of a submission with their waivers.
pub(crate) fn findings_of(db: &mut Db, submission: i64, report: i64) -> CycleResult<Vec<Finding>> {
    let waivers = findings::waivers(db, report)?;
    let rows = findings::of_submission(db, submission)?;
    Ok(rows.into_iter().map(|row| shown(row, &waivers)).collect())
}

pub(crate) fn shown(row: FindingRow, waivers: &[findings::WaiverRow]) -> Finding {
    let waiver = waivers.iter().find(|w| w.fingerprint == row.fingerprint);
    Finding {
        id: FindingId(row.id),
        submission: SubmissionId(row.submission_id),
        node: row.node,
        check: row.check_code,
        severity: severity(&row.severity),
        message: [row.message_vi, row.message_en],
        expected: row.expected,
        actual: row.actual,
        quotes: serde_json::from_str(&row.quotes).unwrap_or_default(),
        explanation: row.explanation,
        waived: waiver.map(|w| (w.reason.clone(), w.waived_by.clone(), Moment::from_unix(w.waived_at))),
    }
}

fn severity(key: &str) -> Severity {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|s| s.key() == key).unwrap_or(Severity::Info)
}

/// Explanations of the same findings stay when checks run again.
pub(crate) fn keep_explanations(db: &mut Db, submission: i64, found: &mut [NewFinding]) -> CycleResult<()> {
    let before = findings::of_submission(db, submission)?;
    let explained: HashMap<_, _> = before
        .iter()
        .filter(|f| f.explanation.is_some())
        .map(|f| (&f.fingerprint, f))
        .collect();
    for finding in found {
        if let Some(known) = explained.get(&finding.fingerprint) {
            finding.explanation.clone_from(&known.explanation);
            finding.explained_by.clone_from(&known.explained_by);
        }
    }
    Ok(())
}

/// Lays the answers out, reads and checks them. Work for the processor: not within a transaction.
pub(crate) fn run_checks(cycle: &Cycle, template: &Content, id: i64, items: &[ItemRow], title: &str) -> Checked {
    let layout = Layout::new(cycle, template, items, title);
    let catalogue = &cycle.engine.catalogue;
    let mut understood = pipeline::understood(&layout.document, catalogue, "");
    understood.reading.measures.extend(layout.measures(cycle, items));
    let found = pipeline::check_report(&understood, catalogue);
    let [vi, en] = [Lang::Vi, Lang::En].map(|l| cycle.texts(l));
    let mut rows: Vec<NewFinding> = Vec::new();
    for finding in &found {
        // What concerns the letterhead or the signature of the paper is not asked of a form.
        let Some(node) = finding.places.iter().find_map(|p| p.span.and_then(|s| layout.node(&s))) else {
            continue;
        };
        let (first, second) = (
            crate::finding_record(finding, 0, vi),
            crate::finding_record(finding, 0, en),
        );
        let key = format!(
            "{}|{node}|{:?}|{:?}|{:?}",
            finding.check, first.expected, first.actual, first.quotes
        );
        rows.push(NewFinding {
            submission_id: id,
            node: Some(node),
            check_code: first.check,
            rule: first.rule,
            severity: finding.severity.key().into(),
            message_vi: first.message,
            message_en: second.message,
            expected: first.expected,
            actual: first.actual,
            quotes: serde_json::to_string(&first.quotes).unwrap_or_default(),
            fingerprint: digest(&key),
            explanation: None,
            explained_by: None,
        });
    }
    rows.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    Checked {
        findings: rows,
        understood,
    }
}

/// The document of a submission, and which item stands where.
struct Layout {
    document: Document,
    /// Block of the annex.
    annex: usize,
    /// Item of each row of the annex.
    rows: Vec<Option<String>>,
    /// Item of each other block.
    blocks: Vec<Option<String>>,
}

impl Layout {
    fn new(cycle: &Cycle, template: &Content, items: &[ItemRow], title: &str) -> Self {
        let known: HashMap<&str, &ItemRow> = items.iter().map(|i| (i.node.as_str(), i)).collect();
        let mut blocks = vec![Block::paragraph(title)];
        let mut nodes = vec![None];
        for (number, section) in (1..).zip(&template.sections) {
            let Some(item) = known.get(section.code.as_str()).filter(|i| !i.result.trim().is_empty()) else {
                continue;
            };
            blocks.push(Block::paragraph(format!(
                "{}. {}",
                tonghop_text::roman(number),
                section.title
            )));
            nodes.push(Some(section.code.clone()));
            for line in item.result.lines().filter(|l| !l.trim().is_empty()) {
                blocks.push(Block::paragraph(line.trim()));
                nodes.push(Some(section.code.clone()));
            }
        }
        let (table, rows) = annex(cycle, template, &known);
        let annex = blocks.len();
        if !template.tasks.is_empty() {
            blocks.push(Block {
                page: None,
                content: BlockContent::Table(table),
            });
            nodes.push(None);
        }
        // Indicators are numbers already: they have a place, but no text to be read.
        nodes.extend(template.indicators.iter().cloned().map(Some));
        Self {
            document: Document {
                reader: "form",
                media_type: "application/json",
                blocks,
                ..Document::default()
            },
            annex,
            rows,
            blocks: nodes,
        }
    }

    fn node(&self, span: &Span) -> Option<String> {
        match span.cell {
            Some((row, _)) if span.block == self.annex => self.rows.get(row as usize)?.clone(),
            _ => self.blocks.get(span.block)?.clone(),
        }
    }

    /// The numbers of the form as figures.
    fn measures(&self, cycle: &Cycle, items: &[ItemRow]) -> Vec<Measure> {
        let figure = |item: &ItemRow| {
            let block = self.blocks.iter().position(|b| b.as_deref() == Some(&item.node))?;
            let indicator = cycle.engine.catalogue.indicator(&item.node)?;
            Some(Measure {
                quote: quote(item),
                subject: indicator.name.clone(),
                value: item.value,
                unit: item.unit_of_measure.clone(),
                qualifier: item.qualifier.clone(),
                numerator: item.numerator,
                denominator: item.denominator,
                place: item.node.clone(),
                indicator: Some(item.node.clone()),
                confidence: 1.0,
                span: Span {
                    block,
                    ..Span::default()
                },
                ..Measure::default()
            })
        };
        items
            .iter()
            .filter(|i| i.kind == "indicator" && i.value.is_some())
            .filter_map(figure)
            .collect()
    }
}

fn quote(item: &ItemRow) -> String {
    let number = |n: f64| n.to_string().replace('.', ",");
    let value = item.value.map(number).unwrap_or_default();
    let unit = item.unit_of_measure.as_deref().unwrap_or_default();
    match (item.numerator, item.denominator) {
        (Some(part), Some(whole)) => format!("{}/{} ({value} {unit})", number(part), number(whole)),
        _ => format!("{value} {unit}").trim().to_owned(),
    }
}

fn annex(cycle: &Cycle, template: &Content, known: &HashMap<&str, &ItemRow>) -> (Table, Vec<Option<String>>) {
    let texts = cycle.texts(Lang::Vi);
    let head = ["no", "task", "timeframe", "status", "result"];
    let key = |name: &str| texts.text(&format!("cycle-annex-{name}"));
    let mut table = vec![head.iter().map(|n| key(n)).collect::<Vec<_>>()];
    let mut nodes = vec![None];
    let heading = |label: &str, title: &str| {
        vec![
            label.to_owned(),
            title.to_owned(),
            String::new(),
            String::new(),
            String::new(),
        ]
    };
    let (mut part, mut group) = ("", "");
    for task in &template.tasks {
        if task.part != part {
            let title = template
                .parts
                .iter()
                .find(|p| p.label == task.part)
                .map_or("", |p| &p.title);
            table.push(heading(&task.part, title));
            nodes.push(None);
            (part, group) = (&task.part, "");
        }
        if task.group != group {
            let of = |g: &&templates::ContentGroup| g.part == task.part && g.label == task.group;
            let title = template.groups.iter().find(of).map_or("", |g| &g.title);
            table.push(heading(&task.group, title));
            nodes.push(None);
            group = &task.group;
        }
        let item = known.get(task.node.as_str());
        table.push(vec![
            task.no.clone(),
            task.title.clone(),
            task.timeframe.clone().unwrap_or_default(),
            item.map_or_else(String::new, |i| status_words(cycle, i)),
            item.map_or_else(String::new, |i| i.result.clone()),
        ]);
        nodes.push(Some(task.node.clone()));
    }
    (Table::from_rows(table, 1), nodes)
}

/// The words of the status cell: an absence without words has those of its class.
fn status_words(cycle: &Cycle, item: &ItemRow) -> String {
    if !item.status.is_empty() || item.absence.is_none() {
        return item.status.clone();
    }
    let key = class(&item.class).key().replace('_', "-");
    match key.as_str() {
        "not-reported" => String::new(),
        _ => cycle.texts(Lang::Vi).text(&format!("status-{key}")),
    }
}
