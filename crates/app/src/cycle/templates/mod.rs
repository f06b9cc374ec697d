//! Templates in versions: from the catalogue, edited as drafts, published. A published version never changes.

mod content;
mod edit;
mod list;

pub use content::{Content, ContentGroup, ContentPart, ContentTask, Section};
pub use edit::{draft, edit, publish};
pub use list::{Template, get, list};

pub(crate) use content::import;
pub(crate) use list::load;
