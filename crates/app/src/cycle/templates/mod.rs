//! Templates in versions: what has to be reported. A published version never changes; rounds keep the one they were opened
//! with, new rounds take a newer one.

mod cache;
mod catalogue;
mod change;
mod content;
mod diff;
mod edit;
mod from_document;
mod list;
mod problems;
mod suggest;

pub(crate) use cache::{Known, MOST as KEPT, TemplateCache, known};
pub(crate) use catalogue::{import, present_programme};
pub use change::{Change, Entry, Kind, Place};
pub use content::SECTION_TITLES;
pub use content::usual_sections as sections_of_every_report;
pub use content::{Content, ContentColumn, ContentGroup, ContentPart, ContentTask, Section, joined, one_line};
pub use diff::{Difference, Differences, differences};
pub use edit::{NewTemplate, change, create, discard, draft, draft_once, edit, publish};
pub use from_document::{FromDocument, from_document};
pub(crate) use list::load;
pub use list::{Template, get, list, used};
pub use problems::{MOST_OWN, NEEDED};
pub use suggest::{NodeChoice, nodes, suggest};
