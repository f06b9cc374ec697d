//! Wordings: status phrases with their class, document types with their abbreviations.

use crate::reading::StatusClass;

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
