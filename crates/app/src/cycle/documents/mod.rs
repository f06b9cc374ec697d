//! Official documents from the data of the cycle: the letters of a round, the consolidated report and the brief, a unit's own
//! report, the form as a workbook; templates that the office keeps; the roots that digital signatures are checked against.

mod answers;
mod consolidated;
mod draft;
mod form_in;
mod form_out;
mod kept;
mod letters;
mod office;
mod office_template;
mod report;
mod report_text;
mod roots;
mod round_words;
mod standing;
mod target;

pub use consolidated::consolidated;
pub use draft::{report_draft, round_draft};
pub use form_in::{FormFilled, FormOutcome, RowProblem, TwoAnswers, fill_form, would_fill};
pub use form_out::{FormFile, form_file};
pub use letters::{letter, not_yet};
pub use office::{OfficeSettings, change_office, office};
pub use office_template::{
    KeptTemplate, TEMPLATE_FIELDS, TemplateRefused, has_template, keep_template, kept_templates, remove_template,
    template_file,
};
pub use report::report;
pub use roots::{KeptRoots, RootCertificate, change_roots, kept_roots, remove_roots, trusted_roots};
pub use target::{DocumentKind, Draft, WrittenFormat};
