//! Which task of the programme a wording means.

use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::programme::NodeKind;

/// A task of the programme to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeChoice {
    /// Stable code.
    pub code: String,
    /// Wording of the programme.
    pub title: String,
    /// How alike it is to what was asked for, 0..1; none where nothing was compared.
    pub similarity: Option<f64>,
}

/// Tasks of a programme that a wording may mean, the most alike first, at most `most`.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn suggest(
    cycle: &Cycle,
    call: &Call<'_>,
    programme: &str,
    wording: &str,
    most: usize,
) -> CycleResult<Vec<NodeChoice>> {
    call.may(Action::ViewTemplate, &Resource::anywhere())?;
    let catalogue = &cycle.engine.catalogue;
    let found = tonghop_understand::annex::similar_tasks(catalogue, programme, wording, most);
    let title = |code: &str| {
        let node = catalogue.programme(programme).and_then(|p| p.node(code));
        node.map_or_else(String::new, |n| n.title.clone())
    };
    let choice = |(code, similarity): (String, f64)| NodeChoice {
        title: title(&code),
        code,
        similarity: Some(similarity),
    };
    Ok(found.into_iter().map(choice).collect())
}

/// Tasks of a programme whose code begins with the words or whose wording has all of them, with or without diacritics; all
/// tasks for no words.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`].
pub fn nodes(cycle: &Cycle, call: &Call<'_>, programme: &str, words: &str) -> CycleResult<Vec<NodeChoice>> {
    call.may(Action::ViewTemplate, &Resource::anywhere())?;
    let folded = tonghop_text::fold(words.trim());
    let fits = |code: &str, title: &str| {
        let title = tonghop_text::fold(title);
        tonghop_text::fold(code).starts_with(&folded) || folded.split_whitespace().all(|w| title.contains(w))
    };
    let all = cycle.engine.catalogue.programme(programme).into_iter();
    let tasks = all.flat_map(|p| &p.nodes).filter(|n| n.kind == NodeKind::Task);
    let choice = |n: &tonghop_model::programme::Node| NodeChoice {
        code: n.code.clone(),
        title: n.title.clone(),
        similarity: None,
    };
    Ok(tasks.filter(|n| fits(&n.code, &n.title)).map(choice).collect())
}
