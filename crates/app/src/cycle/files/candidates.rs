//! What was read from a unit's document, as a person sees it.

use super::memory::{self, Learnt};
use crate::cycle::reports::{self, ItemInput};
use crate::cycle::{Call, Cycle, CycleResult, shared};
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{CandidateId, ReadingId, SubmissionId};
use tonghop_model::moment::Moment;
use tonghop_model::reading::{Span, StatusClass};
use tonghop_store::files::{self, CandidateRow};

/// A value that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Id.
    pub id: CandidateId,
    /// The document it was read from.
    pub reading: ReadingId,
    /// Item it belongs to; none where no task explains the row.
    pub node: Option<String>,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Title or subject as read.
    pub label: String,
    /// What would be saved.
    pub input: ItemInput,
    /// Class of the status.
    pub class: StatusClass,
    /// Unit of measure.
    pub unit_of_measure: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// Place in the source.
    pub span: Option<Span>,
    /// 0..1.
    pub confidence: f64,
    /// True where an earlier correction of the unit was applied.
    pub remembered: bool,
    /// What earlier corrections changed, and what the document says.
    pub learnt: Vec<Learnt>,
    /// `open`, `accepted`, `corrected`, `rejected`.
    pub state: String,
    /// Who decided, and when.
    pub decided: Option<(String, Moment)>,
    /// Version; a decision has to name it.
    pub version: i64,
}

/// Candidates of a draft, in the order of the template.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], [`crate::cycle::CycleError::NotFound`].
pub fn candidates(cycle: &Cycle, call: &Call<'_>, id: SubmissionId) -> CycleResult<Vec<Candidate>> {
    cycle.store.read(|db| {
        shared::submission(db, call, id.0, Action::ViewReport)?;
        Ok(files::candidates(db, id.0)?.into_iter().map(shown).collect())
    })
}

fn shown(row: CandidateRow) -> Candidate {
    Candidate {
        id: CandidateId(row.id),
        reading: ReadingId(row.reading_id),
        input: input(&row),
        class: reports::class(&row.class),
        span: serde_json::from_str(&row.span).ok(),
        node: row.node,
        kind: row.kind,
        label: row.label,
        unit_of_measure: row.unit_of_measure,
        sentence: row.sentence,
        confidence: row.confidence,
        remembered: row.remembered,
        learnt: memory::reasons(row.memory.as_deref()),
        state: row.state,
        decided: row.decided_by.zip(row.decided_at.map(Moment::from_unix)),
        version: row.version,
    }
}

/// What the document says, whatever earlier corrections of the unit offered instead.
pub(crate) fn document_says(row: &CandidateRow) -> ItemInput {
    let offered = input(row);
    let changed = memory::reasons(row.memory.as_deref())
        .into_iter()
        .find_map(|l| l.document);
    match changed {
        Some(said) => ItemInput {
            status: said.status,
            result: said.result,
            value: said.numbers[0],
            numerator: said.numbers[1],
            denominator: said.numbers[2],
            ..offered
        },
        None => offered,
    }
}

/// What would be saved.
pub(crate) fn input(row: &CandidateRow) -> ItemInput {
    let day = |text: &Option<String>| text.as_deref().and_then(|d| d.parse().ok());
    ItemInput {
        node: row.node.clone().unwrap_or_default(),
        version: 0,
        status: tonghop_text::squash_space(&row.status),
        result: row.result.clone(),
        absence: None,
        value: row.value,
        numerator: row.numerator,
        denominator: row.denominator,
        qualifier: row.qualifier.clone(),
        as_of_from: day(&row.as_of_from),
        as_of_to: day(&row.as_of_to),
        own: reports::own_columns::read_over(row.own.as_deref(), None),
    }
}
