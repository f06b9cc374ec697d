//! The form of a round as a workbook: written for a unit, and read back with an error for every row that is not in order.
//!
//! [`write()`] and [`read()`] are what the command line and the pages call. Reading never guesses: what cannot be taken is left
//! out and named with sheet, row and column, what was expected, what stands there and what to do.

mod build;
mod compare;
mod figure;
mod previous;
mod problem;
mod read;
mod stray;

pub use build::{FormOptions, build};
pub(crate) use figure::from_text as typed_number;
pub use previous::{Previous, previous};
pub use problem::{FormProblem, Place, ProblemCode};
pub use read::{FormAnswer, FormError, FormReading, IndicatorAnswer, SectionAnswer, key_of, read, read_against};
pub use tonghop_model::form::{Answer, Entry, Form, FormKey};

use tonghop_messages::Messages;
use tonghop_writers::WriteError;

/// The workbook of a form, as bytes.
///
/// # Errors
/// [`WriteError`] where the workbook cannot be built.
pub fn write(form: &Form, messages: &Messages) -> Result<Vec<u8>, WriteError> {
    tonghop_writers::form_xlsx::write(form, messages)
}
