//! What a unit's corrections teach: the item of a row, the words of a status, which number of a sentence counts, what is left
//! out. The next document of the unit gets them as candidates that say why; nothing of it is taken unseen.

use super::candidates::input as input_of;
use crate::cycle::reports::ItemInput;
use crate::cycle::secret::digest;
use crate::cycle::shared::Place;
use crate::cycle::{Call, CycleError, CycleResult};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::StatusClass;
use tonghop_store::Db;
use tonghop_store::files::{self, CandidateRow, NewCandidate, RememberedRow};
use tonghop_text::numbers::{format_number, number_prefix};
use tonghop_text::{fold, squash_space};

/// What a correction changed is offered, but never sure enough to be taken with all others.
const TO_BE_SEEN: f64 = 0.8;
/// What was left out before.
const LEFT_OUT: f64 = 0.4;
/// Longest key, in characters.
const LONGEST_KEY: usize = 400;
/// Numbers of a sentence that are told apart.
const NUMBERS: usize = 50;

/// Why a candidate says something else than the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learnt {
    /// What the correction was about.
    pub about: About,
    /// What the document says; empty where nothing of it was changed.
    pub read: String,
    /// Names the same content in [`About::Same`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// All that the document says, where that was changed: of the first reason only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Said>,
}

/// What a correction was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The item that a row or a subject belongs to.
    Item,
    /// The words of a status.
    Status,
    /// Which number of a sentence is the value, its numerator, its denominator.
    Numbers,
    /// The same content, word for word, was corrected before.
    Same,
    /// It was left out.
    LeftOut,
}

impl About {
    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Status => "status",
            Self::Numbers => "numbers",
            Self::Same => "same",
            Self::LeftOut => "left_out",
        }
    }
}

/// Reasons as they are stored with a candidate.
pub(super) fn reasons(stored: Option<&str>) -> Vec<Learnt> {
    stored
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// A unit's corrections, to be looked up.
pub(super) struct Memory<'a>(HashMap<(String, String), &'a RememberedRow>);

impl<'a> Memory<'a> {
    pub(super) fn new(rows: &'a [RememberedRow]) -> Self {
        Self(rows.iter().map(|r| ((r.kind.clone(), r.seen.clone()), r)).collect())
    }

    fn of(&self, kind: &str, seen: &str) -> Option<&'a RememberedRow> {
        self.0.get(&(kind.to_owned(), seen.to_owned())).copied()
    }

    /// Puts a candidate to the item that it was put to before.
    pub(super) fn place(&self, candidate: &mut NewCandidate) -> Option<Learnt> {
        let row = self.of(&candidate.kind, &label(&candidate.kind, &candidate.label))?;
        candidate.node.clone_from(&row.node);
        Some(learnt(About::Item, String::new()))
    }

    /// Says what was said instead before, once the candidate has its item; what the document says is kept with the reason.
    pub(super) fn reword(&self, candidate: &mut NewCandidate, catalogue: &Catalogue) -> Vec<Learnt> {
        let document = Said::of(candidate);
        let mut reasons = self.reasons(candidate, catalogue);
        if Said::of(candidate) != document
            && let Some(first) = reasons.first_mut()
        {
            first.document = Some(document);
        }
        reasons
    }

    fn reasons(&self, candidate: &mut NewCandidate, catalogue: &Catalogue) -> Vec<Learnt> {
        if let Some(same) = self.same(candidate, catalogue) {
            return vec![same];
        }
        let mut found = Vec::new();
        found.extend(self.status(candidate, catalogue));
        found.extend(self.numbers(candidate));
        let left_out = left_out(&candidate.kind, &candidate.label);
        if self.of(About::LeftOut.key(), &left_out).is_some() {
            candidate.confidence = candidate.confidence.min(LEFT_OUT);
            found.push(learnt(About::LeftOut, String::new()));
        }
        found
    }

    fn same(&self, candidate: &mut NewCandidate, catalogue: &Catalogue) -> Option<Learnt> {
        let key = Content::of_new(candidate).key();
        let row = self.of(About::Same.key(), &key)?;
        let Some(said) = &row.said else {
            candidate.confidence = candidate.confidence.min(LEFT_OUT);
            return Some(learnt(About::LeftOut, String::new()));
        };
        let said: Said = serde_json::from_str(said).ok()?;
        let read = match candidate.kind.as_str() {
            "indicator" => told([candidate.value, candidate.numerator, candidate.denominator]),
            _ => squash_space(&candidate.status),
        };
        (candidate.status, candidate.result) = (said.status, said.result);
        [candidate.value, candidate.numerator, candidate.denominator] = said.numbers;
        if candidate.kind == "task" {
            let (class, percent) = tonghop_understand::annex::of_row(&candidate.status, &candidate.result, catalogue);
            (candidate.class, candidate.percent) = (class.key().into(), percent);
        }
        candidate.confidence = candidate.confidence.min(TO_BE_SEEN);
        Some(Learnt {
            key,
            ..learnt(About::Same, read)
        })
    }

    fn status(&self, candidate: &mut NewCandidate, catalogue: &Catalogue) -> Option<Learnt> {
        let row = self.of(About::Status.key(), &seen(&candidate.status))?;
        let said = row.said.clone().filter(|_| candidate.kind == "task")?;
        let read = std::mem::replace(&mut candidate.status, said);
        let (class, percent) = tonghop_understand::annex::of_row(&candidate.status, &candidate.result, catalogue);
        candidate.class = class.key().into();
        candidate.percent = percent;
        candidate.confidence = candidate.confidence.min(TO_BE_SEEN);
        Some(learnt(About::Status, squash_space(&read)))
    }

    fn numbers(&self, candidate: &mut NewCandidate) -> Option<Learnt> {
        let (shape, numbers) = shape(&candidate.sentence);
        let key = of_sentence(candidate.node.as_deref()?, &shape);
        let row = self.of(About::Numbers.key(), &key)?;
        let places: Places = serde_json::from_str(row.said.as_deref()?).ok()?;
        // The same words with fewer numbers would be another sentence: then nothing is changed.
        let value = |place: Option<usize>| match place {
            Some(at) => numbers.get(at).copied().flatten().map(Some),
            None => Some(None),
        };
        let values: Option<Vec<_>> = places.iter().map(|(f, at)| Some((f, value(*at)?))).collect();
        let read = [candidate.value, candidate.numerator, candidate.denominator];
        for (field, value) in values? {
            *field_of(candidate, field)? = value;
        }
        candidate.confidence = candidate.confidence.min(TO_BE_SEEN);
        Some(learnt(About::Numbers, told(read)))
    }
}

/// Remembers what a correction teaches, in place of what was known of the same words.
pub(super) fn learn(
    db: &mut Db,
    call: &Call<'_>,
    catalogue: &Catalogue,
    (row, place): (&CandidateRow, &Place),
    input: &ItemInput,
) -> CycleResult<()> {
    let mut found = vec![(About::LeftOut.key(), left_out(&row.kind, &row.label), None)];
    found.extend(same(row, input)?.map(|(key, said)| (About::Same.key(), key, said)));
    if row.kind != "section" && row.node.as_deref() != Some(&input.node) {
        let assign = Lesson::Item(input.node.clone());
        found.push((row.kind.as_str(), label(&row.kind, &row.label), Some(assign)));
    }
    found.extend(status(row, input, catalogue).map(|(key, said)| (About::Status.key(), key, said)));
    found.extend(numbers(row, input)?.map(|(key, said)| (About::Numbers.key(), key, said)));
    for (kind, key, lesson) in found {
        match lesson {
            Some(lesson) => files::remember(db, &lesson.row(call, (row, place), kind, key))?,
            None => files::forget(db, place.unit.id, kind, &key)?,
        }
    }
    Ok(())
}

/// Remembers that something was left out: a subject that is not the unit's figure, a row without an item, and the same words
/// wherever they stand. A row of the template that is left out once is asked for again when it says something else.
pub(super) fn learn_left_out(db: &mut Db, call: &Call<'_>, row: &CandidateRow, place: &Place) -> CycleResult<()> {
    if row.memory.is_none() {
        let key = Content::of_row(row).key();
        let lesson = Lesson::LeftOut.row(call, (row, place), About::Same.key(), key);
        files::remember(db, &lesson)?;
    }
    if row.kind == "section" || (row.kind == "task" && row.node.is_some()) {
        return Ok(());
    }
    let key = left_out(&row.kind, &row.label);
    let lesson = Lesson::LeftOut.row(call, (row, place), About::LeftOut.key(), key);
    Ok(files::remember(db, &lesson)?)
}

/// How words are remembered.
fn seen(label: &str) -> String {
    fold(&squash_space(label)).chars().take(300).collect()
}

/// Fields of a figure with the place of their number in the sentence; none where the field stays blank.
type Places = BTreeMap<String, Option<usize>>;

enum Lesson {
    Item(String),
    Say(String),
    LeftOut,
}

impl Lesson {
    fn row(self, call: &Call<'_>, (row, place): (&CandidateRow, &Place), kind: &str, seen: String) -> RememberedRow {
        let (decision, node, said) = match self {
            Self::Item(node) => ("assign", Some(node), None),
            Self::Say(said) => ("say", None, Some(said)),
            Self::LeftOut => ("reject", None, None),
        };
        RememberedRow {
            unit_id: place.unit.id,
            kind: kind.into(),
            seen,
            node,
            decision: decision.into(),
            updated_at: call.now.unix(),
            said,
            candidate_id: Some(row.id),
        }
    }
}

/// What is said instead of the same content; nothing instead where it stays as it is.
fn same(row: &CandidateRow, input: &ItemInput) -> CycleResult<Option<(String, Option<Lesson>)>> {
    let learnt = reasons(row.memory.as_deref());
    let before = learnt.into_iter().find(|l| l.about == About::Same).map(|l| l.key);
    let key = match (before, row.memory.is_some()) {
        (Some(key), _) => key,
        // Another correction stands in the place of what was read: the content itself is not known any more.
        (None, true) => return Ok(None),
        (None, false) => Content::of_row(row).key(),
    };
    let offered = input_of(row);
    let said = Said {
        status: squash_space(&input.status),
        result: input.result.trim_end().to_owned(),
        numbers: [input.value, input.numerator, input.denominator],
    };
    let unchanged = said.status == offered.status
        && said.result == offered.result.trim_end()
        && said.numbers == [offered.value, offered.numerator, offered.denominator];
    if unchanged {
        // As it was read, nothing is to be remembered; as it was offered by a correction, that goes on.
        return Ok(row.memory.is_none().then_some((key, None)));
    }
    let text = serde_json::to_string(&said).map_err(|e| CycleError::Internal(e.to_string()))?;
    Ok(Some((key, Some(Lesson::Say(text)))))
}

/// What a document says in one place, or what is said instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Status of a task.
    pub status: String,
    /// The words.
    pub result: String,
    /// Value, numerator, denominator.
    pub numbers: [Option<f64>; 3],
}

impl Said {
    fn of(candidate: &NewCandidate) -> Self {
        Self {
            status: squash_space(&candidate.status),
            result: candidate.result.clone(),
            numbers: [candidate.value, candidate.numerator, candidate.denominator],
        }
    }
}

/// What a document says in one place.
struct Content<'a> {
    kind: &'a str,
    words: [&'a str; 4],
    numbers: [Option<f64>; 3],
}

impl<'a> Content<'a> {
    fn of_new(c: &'a NewCandidate) -> Self {
        Self {
            kind: &c.kind,
            words: [&c.label, &c.status, &c.result, &c.sentence],
            numbers: [c.value, c.numerator, c.denominator],
        }
    }

    fn of_row(c: &'a CandidateRow) -> Self {
        Self {
            kind: &c.kind,
            words: [&c.label, &c.status, &c.result, &c.sentence],
            numbers: [c.value, c.numerator, c.denominator],
        }
    }

    fn key(&self) -> String {
        let words = self.words.map(|w| fold(&squash_space(w)));
        digest(&format!("{}|{}|{:?}", self.kind, words.join("|"), self.numbers))
    }
}

/// The words of the document and what is said instead; nothing instead where they stay as they are.
///
/// Words that say plainly how far a task is are no wording to remember: who corrects "Đang triển khai" into "Hoàn thành"
/// corrects a fact of this period.
fn status(row: &CandidateRow, input: &ItemInput, catalogue: &Catalogue) -> Option<(String, Option<Lesson>)> {
    let (before, said) = (document_words(row), squash_space(&input.status));
    if row.kind != "task" || before.is_empty() || said.is_empty() {
        return None;
    }
    if seen(&said) == seen(&before) {
        return Some((seen(&before), None));
    }
    let plain = catalogue
        .status_class(&before)
        .is_some_and(|class| class != StatusClass::AwaitingHigherLevel);
    let number = before.starts_with(|c: char| c.is_ascii_digit());
    (seen(&said) != seen(&row.status) && !plain && !number).then(|| (seen(&before), Some(Lesson::Say(said))))
}

/// The status as the document has it: an earlier correction may have put another one in its place.
fn document_words(row: &CandidateRow) -> String {
    let learnt = reasons(row.memory.as_deref());
    let read = learnt.into_iter().find(|l| l.about == About::Status).map(|l| l.read);
    read.unwrap_or_else(|| squash_space(&row.status))
}

fn numbers(row: &CandidateRow, said: &ItemInput) -> CycleResult<Option<(String, Option<Lesson>)>> {
    if row.kind != "indicator" {
        return Ok(None);
    }
    let (shape, numbers) = shape(&row.sentence);
    let read = input_of(row);
    let pairs = [
        ("value", read.value, said.value),
        ("numerator", read.numerator, said.numerator),
        ("denominator", read.denominator, said.denominator),
    ];
    let place = |value: f64| numbers.iter().position(|n| *n == Some(value));
    // A number that the sentence does not have is a fact of this period and teaches nothing.
    let taught = |(_, before, now): &(_, Option<f64>, Option<f64>)| before != now && now.and_then(place).is_some();
    if !pairs.iter().any(taught) {
        return Ok(None);
    }
    let mut places = Places::new();
    for (field, before, now) in pairs {
        match (now, now.and_then(place)) {
            (Some(_), Some(at)) => drop(places.insert(field.into(), Some(at))),
            (None, _) if before.is_some() => drop(places.insert(field.into(), None)),
            _ => {}
        }
    }
    let text = serde_json::to_string(&places).map_err(|e| CycleError::Internal(e.to_string()))?;
    Ok(Some((of_sentence(&said.node, &shape), Some(Lesson::Say(text)))))
}

fn left_out(kind: &str, label: &str) -> String {
    format!("{kind} {}", self::label(kind, label))
}

/// How a row or a subject is remembered. A subject may have the number of its period in it; the title of a task is one of
/// several that may differ by a year alone.
fn label(kind: &str, label: &str) -> String {
    match kind {
        "indicator" => shape(label).0.chars().take(300).collect(),
        _ => seen(label),
    }
}

fn of_sentence(node: &str, shape: &str) -> String {
    format!("{node} {shape}").chars().take(LONGEST_KEY).collect()
}

/// The words of a sentence with `#` for each number, and the numbers; none for a run of digits that is no number.
fn shape(sentence: &str) -> (String, Vec<Option<f64>>) {
    let sentence = squash_space(sentence);
    let (mut words, mut numbers) = (String::new(), Vec::new());
    let mut rest = sentence.as_str();
    while let Some(c) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || numbers.len() == NUMBERS {
            words.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let number = number_prefix(rest);
        words.push('#');
        numbers.push(number.map(|n| n.value));
        rest = &rest[number.map_or(digits, |n| n.len)..];
    }
    (fold(&words), numbers)
}

fn field_of<'c>(candidate: &'c mut NewCandidate, field: &str) -> Option<&'c mut Option<f64>> {
    match field {
        "value" => Some(&mut candidate.value),
        "numerator" => Some(&mut candidate.numerator),
        "denominator" => Some(&mut candidate.denominator),
        _ => None,
    }
}

/// Value, numerator and denominator as they were read, for a person.
fn told([value, numerator, denominator]: [Option<f64>; 3]) -> String {
    let shown = |n: f64| {
        let decimals = (0..6).find(|d| (n * 10f64.powi(*d)).fract().abs() < 1e-9).unwrap_or(6);
        format_number(n, usize::try_from(decimals).unwrap_or_default())
    };
    let parts = [numerator, denominator].map(|n| n.map(shown));
    let mut text = value.map(shown).unwrap_or_default();
    if let [Some(part), Some(whole)] = parts {
        text.push_str(&format!(" ({part}/{whole})"));
    }
    text.trim().to_owned()
}

fn learnt(about: About, read: String) -> Learnt {
    Learnt {
        about,
        read,
        key: String::new(),
        document: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_periods_of_one_sentence_have_one_shape() {
        let (first, numbers) = shape("Tiếp nhận 1.644 hồ sơ, giải quyết 685/691, đạt 99,1% (đến 15/6/2026).");
        let (second, _) = shape("Tiếp nhận 902 hồ sơ, giải quyết  12/15, đạt 80% (đến 14/12/2026).");
        assert_eq!(first, second);
        assert_eq!(numbers[..4], [Some(1644.0), Some(685.0), Some(691.0), Some(99.1)]);
        let (other, _) = shape("Tiếp nhận 1.644 hồ sơ, giải quyết 685, đạt 99,1% (đến 15/6/2026).");
        assert_ne!(first, other);
        assert_eq!(shape("12345678901234567890 hồ sơ").1, [None]);
    }

    #[test]
    fn figures_are_told_as_people_write_them() {
        assert_eq!(told([Some(99.13), Some(685.0), Some(1691.0)]), "99,13 (685/1.691)");
        assert_eq!(told([None, Some(1.0), None]), "");
    }
}
