//! Checking a submission: the answers are read and checked like any other report.

use super::answer_sheet::AnswerSheet;
use super::between::{self, Held};
use super::paragraphs::{self, Paragraph};
use super::{absences, check_cache, figures, over_time, own_columns};
use crate::cycle::files::identity;
use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::templates::{Known, Template};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared, templates};
use crate::pipeline;
use std::collections::HashMap;
use std::sync::Arc;
use tonghop_messages::Lang;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{FindingId, SubmissionId};
use tonghop_model::finding::{Finding as Reported, Severity};
use tonghop_model::moment::Moment;
use tonghop_model::reading::Understood;
use tonghop_store::Db;
use tonghop_store::compared::BeforeRow;
use tonghop_store::findings::{self, FindingRow, NewFinding};
use tonghop_store::locks::Lock;
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
    /// What should stand there, Vietnamese and English.
    pub expected: Option<[String; 2]>,
    /// What stands there, Vietnamese and English.
    pub actual: Option<[String; 2]>,
    /// The words at each place.
    pub quotes: Vec<String>,
    /// Word of explanation by the unit.
    pub explanation: Option<String>,
    /// Reason, person and moment of a waiver.
    pub waived: Option<(String, String, Moment)>,
}

/// What a check run gave: the findings, and what of the narrative enters lists of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checked {
    pub findings: Vec<NewFinding>,
    /// What is asked of others, in the words of the report.
    pub asked: Vec<String>,
    /// Promises: what, verbatim, due.
    pub promises: Vec<(String, String, Option<String>)>,
    /// Long paragraphs of the answers, which are held against those of other units.
    pub paragraphs: Arc<Vec<Paragraph>>,
    /// Under which it is remembered; none where it cannot be.
    pub key: Option<check_cache::Key>,
}

/// What a report is checked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It is being filled in: the same answers will be checked again, at the latest when they are sent.
    Filling,
    /// It is being sent: then nobody asks for it again.
    Sending,
}

impl Checked {
    /// With what of the reading enters lists of its own.
    pub(super) fn of(findings: Vec<NewFinding>, understood: Understood) -> Self {
        let reading = understood.reading;
        let asked = reading
            .assessment
            .recommendations
            .iter()
            .map(|s| s.addressed().into_owned());
        let promises = reading.commitments.into_iter().map(|c| (c.what, c.quote, c.due));
        Self {
            findings,
            asked: asked.collect(),
            promises: promises.collect(),
            paragraphs: Arc::default(),
            key: None,
        }
    }

    /// It was sent: what was found is not asked for again.
    pub(super) fn forget(&self, cycle: &Cycle) {
        if let Some(key) = &self.key {
            cycle.check_cache.forget(key);
        }
    }

    /// Bytes that it takes, about.
    pub(super) fn size(&self) -> usize {
        let finding = |f: &NewFinding| {
            let optional = [&f.expected, &f.actual, &f.expected_en, &f.actual_en, &f.node];
            let optional: usize = optional.iter().filter_map(|t| t.as_deref()).map(str::len).sum();
            500 + optional + f.message_vi.len() + f.message_en.len() + f.quotes.len() + f.fingerprint.len()
        };
        let asked = self.asked.iter().map(|t| t.len() + 50);
        let promises = self
            .promises
            .iter()
            .map(|(what, quote, _)| what.len() + quote.len() + 150);
        let paragraphs = self.paragraphs.iter().map(Paragraph::size);
        let all = self.findings.iter().map(finding).chain(asked).chain(promises);
        all.chain(paragraphs).sum::<usize>() + 500
    }

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

/// Runs all checks on a draft and keeps what they find. Who may neither write nor send the report changes nothing by
/// looking: they see what was found last.
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`].
pub fn check(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<Vec<Finding>> {
    let (items, known, place, before, foreign, earlier) = cycle.store.read(|db| {
        let (_, place) = shared::submission(db, call, id.0, Action::ViewReport)?;
        let items = submissions::items(db, id.0)?;
        let foreign = identity::findings(cycle, db, &place, id.0, &items)?;
        let earlier = over_time::before(db, &place)?;
        Ok::<_, CycleError>((
            items,
            templates::known(cycle, db, place.round.template_id)?,
            place,
            findings::of_submission(db, id.0)?,
            foreign,
            earlier,
        ))
    })?;
    let writes = |action| call.may_on(action, &place.unit.path, &place.round.programme).is_ok();
    let kept = || cycle.store.read(|db| findings_of(db, id.0, place.report.id));
    if !writes(Action::EditReport) && !writes(Action::SubmitReport) {
        return kept();
    }
    let mut checked = run_checks(cycle, &known, &place, (id.0, &items), &earlier, Purpose::Filling)?;
    checked.findings.extend(foreign);
    keep_words(&before, &mut checked.findings);
    if is_same(&before, &checked.findings) {
        // Nothing to write: pages ask again and again while somebody types.
        return kept();
    }
    cycle.store.write(|db| {
        let (row, place) = shared::held(db, call, id.0, Action::ViewReport, Lock::Change)?;
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
        expected: in_both(row.expected, row.expected_en),
        actual: in_both(row.actual, row.actual_en),
        quotes: serde_json::from_str(&row.quotes).unwrap_or_default(),
        explanation: row.explanation,
        waived: waiver.map(|w| (w.reason.clone(), w.waived_by.clone(), Moment::from_unix(w.waived_at))),
    }
}

/// What is worded alike in both languages is kept once.
fn in_both(vi: Option<String>, en: Option<String>) -> Option<[String; 2]> {
    let vi = vi?;
    let en = en.unwrap_or_else(|| vi.clone());
    Some([vi, en])
}

/// The English words, where they are others than the Vietnamese ones.
pub(super) fn if_other(vi: Option<&String>, en: Option<String>) -> Option<String> {
    en.filter(|en| Some(en) != vi)
}

fn severity(key: &str) -> Severity {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|s| s.key() == key).unwrap_or(Severity::Info)
}

/// True where a run found what is kept already.
pub(super) fn is_same(before: &[FindingRow], found: &[NewFinding]) -> bool {
    before.len() == found.len() && found.iter().all(|new| before.iter().any(|known| known.is(new)))
}

/// Explanations of the same findings stay when checks run again.
pub(crate) fn keep_explanations(db: &mut Db, submission: i64, found: &mut [NewFinding]) -> CycleResult<()> {
    keep_words(&findings::of_submission(db, submission)?, found);
    Ok(())
}

pub(crate) fn keep_words(before: &[FindingRow], found: &mut [NewFinding]) {
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
}

/// A report that is to be checked.
struct Asked<'a> {
    template: &'a Template,
    place: &'a Place,
    /// Submission; 0 where there is none yet.
    id: i64,
    items: &'a [ItemRow],
    /// The unit's reports before.
    before: &'a [BeforeRow],
    purpose: Purpose,
}

/// All checks of a report that is filled in or about to be sent: of its answers, against the unit's reports before, and against
/// the reports of other units. The number is that of the submission, 0 where there is none yet. Work for the processor: not
/// within a transaction.
pub(crate) fn run_checks(
    cycle: &Cycle,
    known: &Known,
    place: &Place,
    (id, items): (i64, &[ItemRow]),
    before: &[BeforeRow],
    purpose: Purpose,
) -> CycleResult<Checked> {
    cycle.rush.one_more();
    let asked = Asked {
        template: &known.template,
        place,
        id,
        items,
        before,
        purpose,
    };
    let mut checked = own_checks(cycle, &asked)?;
    let held = Held {
        submission: id,
        sent_at: None,
        items,
    };
    let others = between::found(cycle, place, known, (&held, &checked.paragraphs))?;
    checked.findings.extend(others);
    Ok(checked)
}

/// Reads the answers and checks them, or remembers what was found in the same ones.
fn own_checks(cycle: &Cycle, asked: &Asked<'_>) -> CycleResult<Checked> {
    let (template, title) = (asked.template, &asked.place.round.title);
    // A draft of a template can still change under its number; and nobody looked at a report yet that comes as a whole.
    let key = (template.published && asked.id > 0).then(|| {
        let before: Vec<i64> = asked.before.iter().map(|b| b.submission_id).collect();
        check_cache::key((template.id.0, &before), title, asked.items)
    });
    let remembered = || {
        let known = match asked.purpose {
            Purpose::Filling => cycle.check_cache.get(key.as_ref()?),
            Purpose::Sending => cycle.check_cache.peek(key.as_ref()?),
        };
        let mut checked = Checked::clone(&*known?);
        checked.findings.iter_mut().for_each(|f| f.submission_id = asked.id);
        Some(checked)
    };
    if let Some(checked) = remembered() {
        return Ok(checked);
    }
    let _pass = cycle.check_gate.enter();
    // The same answers may have been checked while these waited.
    if let Some(checked) = remembered() {
        return Ok(checked);
    }
    let sheet = AnswerSheet::new(&template.content, asked.items, title);
    let mut understood = sheet.understood(&cycle.engine.catalogue, cycle.texts(Lang::Vi));
    let mut findings = of_report(cycle, asked.id, &sheet, &understood);
    figures::add(cycle, asked.id, asked.items, &mut findings);
    absences::add(cycle, asked.id, asked.items, &mut findings);
    own_columns::add_missing(cycle, asked.id, &template.content, asked.items, &mut findings);
    if !asked.before.is_empty() {
        let found = over_time::findings(cycle, asked.before, &mut understood, &asked.place.round)?;
        findings.extend(placed(cycle, asked.id, &sheet, (&found, 1)));
    }
    let mut checked = Checked::of(findings, understood);
    checked.paragraphs = Arc::new(paragraphs::of(asked.items));
    checked.key = key;
    if let Some(key) = key.filter(|_| asked.purpose == Purpose::Filling) {
        cycle.check_cache.put(key, Arc::new(checked.clone()), checked.size());
    }
    Ok(checked)
}

/// What is asked of others and promised in answers that were sent before: they count again.
pub(super) fn follow_ups(cycle: &Cycle, template: &Template, items: &[ItemRow], title: &str) -> Checked {
    let sheet = AnswerSheet::new(&template.content, items, title);
    let understood = sheet.understood(&cycle.engine.catalogue, cycle.texts(Lang::Vi));
    Checked::of(Vec::new(), understood)
}

/// What the checks find in the reading of the answers.
pub(super) fn of_report(cycle: &Cycle, id: i64, sheet: &AnswerSheet<'_>, understood: &Understood) -> Vec<NewFinding> {
    let mut found = pipeline::check_report(understood, &cycle.engine.catalogue);
    found.retain(|f| f.check != NUMBERS_OF_HEADINGS);
    placed(cycle, id, sheet, (&found, 0))
}

/// The headings are those of the form, and a text that was read from a file keeps the ones of the paper that was cut apart for it:
/// nobody numbered them in one row.
const NUMBERS_OF_HEADINGS: &str = "V208";

/// Findings at the items that they speak of; `own` is the number of this report in their places. What concerns the letterhead
/// or the signature of the paper is not asked of a form.
fn placed(cycle: &Cycle, id: i64, sheet: &AnswerSheet<'_>, (found, own): (&[Reported], usize)) -> Vec<NewFinding> {
    let mut rows: Vec<NewFinding> = Vec::new();
    for finding in found {
        let here = finding.places.iter().filter(|p| p.report == own);
        let Some(node) = here.filter_map(|p| p.span).find_map(|s| sheet.node(&s)) else {
            continue;
        };
        rows.push(worded(cycle, id, node, (finding, own), None));
    }
    rows.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    rows
}

/// A finding of an item in both languages. `key` tells it from others; where there is none, what it says does.
pub(super) fn worded(
    cycle: &Cycle,
    id: i64,
    node: &str,
    (finding, own): (&Reported, usize),
    key: Option<String>,
) -> NewFinding {
    let [first, second] = [Lang::Vi, Lang::En].map(|l| crate::finding_record(finding, own, cycle.texts(l)));
    let key = key.unwrap_or_else(|| {
        format!(
            "{}|{node}|{:?}|{:?}|{:?}",
            finding.check, first.expected, first.actual, first.quotes
        )
    });
    NewFinding {
        submission_id: id,
        node: Some(node.to_owned()),
        check_code: first.check,
        rule: first.rule,
        severity: finding.severity.key().into(),
        message_vi: first.message,
        message_en: second.message,
        expected_en: if_other(first.expected.as_ref(), second.expected),
        actual_en: if_other(first.actual.as_ref(), second.actual),
        expected: first.expected,
        actual: first.actual,
        quotes: serde_json::to_string(&first.quotes).unwrap_or_default(),
        fingerprint: digest(&key),
        explanation: None,
        explained_by: None,
    }
}
