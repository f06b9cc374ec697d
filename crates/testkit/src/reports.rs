//! Reports of communes that do not exist, as many as one likes: for benchmarks and for tests of scale.
//!
//! Task wordings come from the catalogue's templates; units, people, figures, documents and sentences are
//! made up. The same seed and number give the same bytes. About one figure in twenty does not add up, one
//! paragraph in ten is shared with other units, as real reports do.

mod docx;
mod draft;
mod markdown;
mod phrases;
mod sentence;
mod unit;
mod wrapped;

pub use draft::{Draft, Row, draft};
pub use unit::{Unit, unit};

/// The form in which a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown with a pipe table.
    Markdown,
    /// Plain text as extracted from a PDF: columns wrapped line by line.
    Wrapped,
    /// Word document with a table.
    Docx,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Wrapped, Self::Markdown];

    /// Usual extension of the file.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Wrapped => "txt",
            Self::Docx => "docx",
        }
    }
}

/// The report with this number (from 0) of the sequence that `seed` decides, as a file in one of the forms.
///
/// # Panics
/// Where the catalogue has no template.
#[must_use]
pub fn report(seed: u64, number: usize, form: Form) -> Vec<u8> {
    let draft = draft(seed, number);
    match form {
        Form::Markdown => markdown::write(&draft).into_bytes(),
        Form::Wrapped => wrapped::write(&draft).into_bytes(),
        Form::Docx => docx::write(&draft),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        for form in Form::ALL {
            assert_eq!(report(7, 12, form), report(7, 12, form));
            assert_ne!(report(7, 12, form), report(8, 12, form));
        }
    }

    #[test]
    fn every_unit_has_its_own_name() {
        let names: HashSet<_> = (0..3_321).map(|n| unit(n).full_name()).collect();
        assert_eq!(names.len(), 3_321);
    }

    #[test]
    fn a_report_has_a_row_for_every_task_of_its_template() {
        let draft = draft(1, 5);
        assert_eq!(draft.rows.len(), draft.template.tasks.len());
        let text = String::from_utf8(report(1, 5, Form::Markdown)).unwrap();
        assert!(draft.template.tasks.iter().all(|t| text.contains(&t.title)));
        assert!(text.len() > 15_000, "{}", text.len());
    }
}
