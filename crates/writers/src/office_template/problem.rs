//! Mistakes of a template, with their place.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;

use super::mistake::Mistake;
use super::package::CORE_PROPERTIES;

/// Where in the template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Paragraph from 1, outside of tables; 0 where the place is a cell or the whole file.
    pub paragraph: usize,
    /// Table, row and cell from 1.
    pub cell: Option<(usize, usize, usize)>,
}

/// The part of the document that a place is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The text.
    #[default]
    Body,
    /// The head of the pages.
    Header,
    /// The foot of the pages.
    Footer,
    /// The footnotes.
    Footnotes,
    /// The properties of the file.
    Properties,
}

impl Part {
    /// By the name of the file in the package.
    pub(super) fn of(name: &str) -> Self {
        match name.strip_prefix("word/").unwrap_or(name) {
            name if name.starts_with("header") => Self::Header,
            name if name.starts_with("footer") => Self::Footer,
            name if name.starts_with("footnotes") => Self::Footnotes,
            CORE_PROPERTIES => Self::Properties,
            _ => Self::Body,
        }
    }

    const fn key(self) -> Option<&'static str> {
        match self {
            Self::Body => None,
            Self::Header => Some("official-template-in-header"),
            Self::Footer => Some("official-template-in-footer"),
            Self::Footnotes => Some("official-template-in-footnotes"),
            Self::Properties => Some("official-template-in-properties"),
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// No DOCX file.
    NoPackage,
    /// Nothing to fill: every document would be the same.
    NoFields,
    /// Larger than a template may be.
    TooLarge,
    /// A field or tag is not closed: its beginning.
    Unclosed(String),
    /// A mistake of the syntax.
    Syntax {
        /// The field or tag; empty where several stand in the place.
        tag: String,
        /// What is wrong with it.
        mistake: Mistake,
    },
    /// A loop or condition that is not closed: its tag.
    OpenBlock(String),
    /// The end of a loop or condition that was never opened.
    StrayEnd(String),
    /// A filter that does not exist.
    UnknownFilter(String),
    /// A field without a value where one is needed; empty where several stand in the place.
    NoValue(String),
    /// A field that documents do not have.
    UnknownField(String),
    /// The filled text would not be a valid document: a loop or condition starts in one paragraph, row or cell and
    /// ends in another.
    Structure,
    /// Words or fields in the paragraph, row or cell that a `{%p … %}`, `{%tr … %}` or `{%tc … %}` tag stands for: they would never be
    /// printed.
    Swallowed(String),
    /// A tag that stands for a whole row or cell, `{%tr … %}`, in no table: it would take its paragraph instead.
    OutsideTable(String),
    /// Filling took too much work or gave too much text.
    Limit,
    /// Any other failure while filling.
    Fill {
        /// The field or tag; empty where several stand in the place.
        tag: String,
        /// What is wrong with it.
        mistake: Mistake,
    },
}

/// A mistake of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    /// Where.
    pub place: Place,
    /// In which part.
    pub part: Part,
    /// What.
    pub kind: ProblemKind,
}

impl TemplateProblem {
    /// A mistake of the whole file.
    #[must_use]
    pub const fn of_file(kind: ProblemKind) -> Self {
        Self::at(
            Place {
                paragraph: 0,
                cell: None,
            },
            kind,
        )
    }

    /// A mistake at a place of the text; [`Self::within`] says of which part.
    pub(super) const fn at(place: Place, kind: ProblemKind) -> Self {
        Self {
            place,
            part: Part::Body,
            kind,
        }
    }

    /// The same in a part.
    pub(super) const fn within(mut self, part: Part) -> Self {
        self.part = part;
        self
    }

    /// The mistake in the language of the run, its place first.
    #[must_use]
    pub fn worded(&self, words: &Messages) -> String {
        let placed = self.placed(words);
        match self.part.key() {
            Some(key) => words.word(key, &[("what", Arg::Text(placed))]),
            None => placed,
        }
    }

    fn placed(&self, words: &Messages) -> String {
        let detail = |text: &str| vec![("detail", Arg::Text(text.chars().take(160).collect()))];
        // Without a tag, and with it.
        let told = |[alone, within]: [&str; 2], tag: &str, mistake: &Mistake| {
            let key = if tag.is_empty() { alone } else { within };
            let tag: String = tag.chars().take(160).collect();
            words.word(
                key,
                &[("tag", Arg::Text(tag)), ("mistake", Arg::Text(mistake.worded(words)))],
            )
        };
        let what = match &self.kind {
            ProblemKind::NoPackage => words.text("official-template-no-package"),
            ProblemKind::NoFields => words.text("official-template-no-fields"),
            ProblemKind::TooLarge => words.text("official-template-too-large"),
            ProblemKind::Unclosed(text) => words.word("official-template-unclosed", &detail(text)),
            ProblemKind::Syntax { tag, mistake } => told(
                ["official-template-syntax", "official-template-syntax-in"],
                tag,
                mistake,
            ),
            ProblemKind::UnknownField(text) => words.word("official-template-unknown", &detail(text)),
            ProblemKind::OpenBlock(text) => words.word("official-template-open-block", &detail(text)),
            ProblemKind::StrayEnd(text) => words.word("official-template-stray-end", &detail(text)),
            ProblemKind::UnknownFilter(text) => words.word("official-template-filter", &detail(text)),
            ProblemKind::NoValue(tag) if tag.is_empty() => words.text("official-template-no-value"),
            ProblemKind::NoValue(tag) => words.word("official-template-no-value-in", &detail(tag)),
            ProblemKind::Structure => words.text("official-template-structure"),
            ProblemKind::Swallowed(field) => words.word("official-template-swallowed", &detail(field)),
            ProblemKind::OutsideTable(tag) => words.word("official-template-outside-table", &detail(tag)),
            ProblemKind::Limit => words.text("official-template-limit"),
            ProblemKind::Fill { tag, mistake } => {
                told(["official-template-fill", "official-template-fill-in"], tag, mistake)
            }
        };
        let number = |n: usize| Arg::Count(n as u64);
        match self.place {
            Place {
                cell: Some((table, row, cell)),
                ..
            } => {
                let args = [
                    ("table", number(table)),
                    ("row", number(row)),
                    ("cell", number(cell)),
                    ("what", Arg::Text(what)),
                ];
                words.word("official-template-in-cell", &args)
            }
            Place { paragraph: 0, .. } => what,
            Place { paragraph, .. } => words.word(
                "official-template-in-paragraph",
                &[("paragraph", number(paragraph)), ("what", Arg::Text(what))],
            ),
        }
    }
}
