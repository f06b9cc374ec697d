//! Templates that an office keeps itself: a DOCX with fields (`{{ trich_yeu }}`), loops (`{% for %}`, whole table rows
//! with `{%tr for %}`, whole paragraphs with `{%p for %}`) and conditions, in the syntax that docxtpl made common.
//!
//! A template is checked when it is kept: every mistake names the paragraph or table cell in which it stands. Filling
//! is bounded in work and in size; a value can never become markup.

mod blocks;
mod data;
mod engine;
mod grid;
mod mistake;
mod package;
mod problem;
mod source;
mod tokens;

use tonghop_model::official::OfficialDocument;

use crate::WriteError;
use crate::wording::END_MARK;

pub use mistake::Mistake;
pub use problem::{Part, Place, ProblemKind, TemplateProblem};

use package::Package;
use source::Source;

/// A template without mistakes.
#[derive(Debug)]
pub struct OfficeTemplate {
    package: Package,
    /// The parts with fields: place in the package and source of the engine.
    sources: Vec<(usize, Source)>,
}

impl OfficeTemplate {
    /// Opens a template and looks for mistakes: syntax, unknown fields and filters, loops that would break the file.
    ///
    /// # Errors
    /// Every mistake that was found, in the order of the text.
    pub fn check(bytes: &[u8]) -> Result<Self, Vec<TemplateProblem>> {
        let package = Package::open(bytes).map_err(|kind| vec![TemplateProblem::of_file(kind)])?;
        let mut sources = Vec::new();
        let mut problems = Vec::new();
        for (index, text) in package.texts() {
            let part = Part::of(package.name(index));
            let source = match part {
                Part::Properties => Source::of_properties(&text),
                _ => Source::of(&text),
            };
            match source {
                Ok(source) if source.has_fields() => sources.push((index, source)),
                Ok(_) => {}
                Err(found) => problems.extend(found.into_iter().map(|p| p.within(part))),
            }
        }
        for (index, source) in &sources {
            let part = Part::of(package.name(*index));
            problems.extend(engine::problems(source).into_iter().map(|p| p.within(part)));
        }
        if problems.is_empty() && sources.is_empty() {
            problems.push(TemplateProblem::of_file(ProblemKind::NoFields));
        }
        if problems.is_empty() {
            Ok(Self { package, sources })
        } else {
            Err(problems)
        }
    }

    /// Fills the template with a document; the same document gives the same bytes.
    ///
    /// # Errors
    /// What went wrong and where: the limits, or a field that this document does not have.
    pub fn fill(&self, document: &OfficialDocument) -> Result<Vec<u8>, TemplateProblem> {
        // An office may have typed the mark behind the text itself.
        let closes = !self.sources.iter().any(|(_, source)| source.text.contains(END_MARK));
        let data = data::of(document, closes);
        let mut filled = Vec::with_capacity(self.sources.len());
        for (index, source) in &self.sources {
            let mut text = engine::render(source, &data)?;
            if Part::of(self.package.name(*index)) == Part::Properties {
                text = text.replace(engine::LINE_BREAK, " ");
            }
            filled.push((*index, grid::fitted(text)));
        }
        self.package.with(&filled).map_err(TemplateProblem::of_file)
    }
}

/// A template to begin with: every field at its place in the form of Annex I; with `lying` the annexes lie across.
///
/// # Errors
/// When the package cannot be built.
pub fn example(lying: bool) -> Result<Vec<u8>, WriteError> {
    let (bytes, text) = crate::docx::example(lying)?;
    let refused = |kind: ProblemKind| WriteError::Io(std::io::Error::other(format!("{kind:?}")));
    let package = Package::open(&bytes).map_err(refused)?;
    let main = package.texts().into_iter().map(|(index, _)| index);
    let main = main
        .filter(|index| package.name(*index) == "word/document.xml")
        .map(|i| (i, text.clone()));
    package.with(&main.collect::<Vec<_>>()).map_err(refused)
}

/// Names of the fields that a template may use, for help texts.
pub use data::FIELDS;
