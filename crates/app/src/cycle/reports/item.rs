//! One answer of a submission.

use crate::cycle::{Call, CycleResult, shared};
use tonghop_model::cycle::Absence;
use tonghop_model::cycle::ids::CandidateId;
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_model::reading::{Span, StatusClass};
use tonghop_model::template::OwnValues;
use tonghop_store::submissions::ItemRow;

/// One answer of a submission: a task, an indicator or a section of the narrative.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Item {
    /// Code: "A.VII.2", "T04", "s:causes".
    pub node: String,
    /// `task`, `indicator`, `section`.
    pub kind: String,
    /// Verbatim status of a task.
    pub status: String,
    /// Its class.
    pub class: StatusClass,
    /// Percentage, for [`StatusClass::Percent`].
    pub percent: Option<f64>,
    /// Verbatim result of a task; text of a section; note of an indicator.
    pub result: String,
    /// Why there is no value.
    pub absence: Option<Absence>,
    /// Value of an indicator.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
    /// Unit of measure.
    pub unit_of_measure: Option<String>,
    /// "khoảng", "trên", …
    pub qualifier: Option<String>,
    /// First day of the data.
    pub as_of_from: Option<Date>,
    /// Last day of the data.
    pub as_of_to: Option<Date>,
    /// `typed`, `candidate`, `register`, `copied`, `import`.
    pub source: String,
    /// Candidate it was taken from.
    pub candidate: Option<CandidateId>,
    /// Place in the source.
    pub span: Option<Span>,
    /// The sentence in the source.
    pub sentence: Option<String>,
    /// Who saved it last.
    pub updated_by: String,
    /// When.
    pub updated_at: Moment,
    /// Version; the next change has to name it.
    pub version: i64,
    /// What stands in the columns that the template adds, by their code.
    #[serde(default, skip_serializing_if = "OwnValues::is_empty")]
    pub own: OwnValues,
}

impl Item {
    /// As it is stored.
    pub(crate) fn of(row: ItemRow) -> CycleResult<Self> {
        Ok(Self {
            class: class(&row.class),
            absence: row.absence.as_deref().and_then(Absence::from_key),
            as_of_from: row.as_of_from.as_deref().map(shared::date).transpose()?,
            as_of_to: row.as_of_to.as_deref().map(shared::date).transpose()?,
            candidate: row.candidate_id.map(CandidateId),
            span: row.span.as_deref().and_then(|s| serde_json::from_str(s).ok()),
            updated_at: Moment::from_unix(row.updated_at),
            node: row.node,
            kind: row.kind,
            status: row.status,
            percent: row.percent,
            result: row.result,
            value: row.value,
            numerator: row.numerator,
            denominator: row.denominator,
            unit_of_measure: row.unit_of_measure,
            qualifier: row.qualifier,
            source: row.source,
            sentence: row.sentence,
            updated_by: row.updated_by,
            version: row.version,
            own: super::own_columns::stored(row.own.as_deref()),
        })
    }
}

/// The class with this stable name.
pub(crate) fn class(key: &str) -> StatusClass {
    StatusClass::ALL
        .into_iter()
        .find(|c| c.key() == key)
        .unwrap_or_default()
}

impl Item {
    /// True where it says nothing: it was cleared, or taken back.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let figures = [self.value, self.numerator, self.denominator];
        !says(
            (&self.status, &self.result),
            figures,
            self.absence.is_some() || !self.own.is_empty(),
        )
    }
}

/// How many items say anything.
pub(crate) fn answered(items: &[Item]) -> usize {
    items.iter().filter(|i| !i.is_blank()).count()
}

/// True where a stored item says anything.
pub(crate) fn answers(item: &ItemRow) -> bool {
    let figures = [item.value, item.numerator, item.denominator];
    says(
        (&item.status, &item.result),
        figures,
        item.absence.is_some() || item.own.is_some(),
    )
}

fn says((status, result): (&str, &str), figures: [Option<f64>; 3], other: bool) -> bool {
    other || !status.is_empty() || !result.trim().is_empty() || figures.iter().any(Option::is_some)
}

/// The item without an answer, in the place of the one that stands there: its version goes on, so that nobody takes what is
/// written next for it.
pub(crate) fn emptied(call: &Call<'_>, item: &ItemRow) -> ItemRow {
    ItemRow {
        submission_id: item.submission_id,
        node: item.node.clone(),
        kind: item.kind.clone(),
        class: StatusClass::NotReported.key().into(),
        unit_of_measure: item.unit_of_measure.clone(),
        source: "typed".into(),
        updated_by: call.actor.name.clone(),
        updated_at: call.now.unix(),
        version: item.version,
        ..ItemRow::default()
    }
}
