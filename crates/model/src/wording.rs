//! Wordings: status phrases with their class, document types with their abbreviations, what checks look for.

use crate::reading::StatusClass;
use serde::Deserialize;

/// A wording of the status column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusWording {
    /// The phrase, compared after folding.
    pub phrase: String,
    /// True where the phrase counts only as the whole cell, because longer cells that begin with it say other things.
    pub whole: bool,
    /// How it is to be understood.
    pub class: StatusClass,
}

/// A type of administrative document (Nghị định 30/2020/NĐ-CP, Annex III, and Party documents).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentType {
    /// Name: "Kế hoạch".
    pub name: String,
    /// Abbreviation in the symbol: "KH". Empty for công văn.
    pub abbreviation: String,
    /// Other names and abbreviations met in text: "CV", "QĐ".
    pub aliases: Vec<String>,
}

/// What a sentence says about the work of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// It was not done.
    NotDone,
    /// The unit does it on its own account.
    OwnAction,
}

impl Says {
    /// The name in the catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotDone => "not_done",
            Self::OwnAction => "own_action",
        }
    }
}

/// A group of people or bodies that tasks are for: "trường học".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObjectGroup {
    /// As a finding shows it.
    pub name: String,
    /// Phrases that name it, folded; one that begins with `# ` in lower case, and only after a number.
    pub phrases: Vec<String>,
}

/// What the checks of the annex look for in a report's words. All phrases are folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckWordings {
    /// Groups that tasks are for.
    pub objects: Vec<ObjectGroup>,
    /// The work was not done.
    pub not_done: Vec<String>,
    /// What is not the work itself, beside [`Self::not_done`].
    pub not_done_except: Vec<String>,
    /// The unit does the work on its own account.
    pub own_action: Vec<String>,
}
