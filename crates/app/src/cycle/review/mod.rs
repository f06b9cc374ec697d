//! Reviewing: the queue, decisions on items, returning, accepting, differences, waivers, remarks.

mod accept;
mod bulk;
mod comments;
mod decide;
mod diff;
mod page;
mod passage;
mod queue;
mod source;
mod start;
mod waive;

pub use accept::{Edition, FrozenFile, accept, editions, reopen};
pub use bulk::{Bulk, Left, MOST, accept_clean, start_all};
pub use comments::{comment, comment_once};
pub use decide::{decide_item, reopen_item, return_items};
pub use diff::{Change, diff, differences};
pub use page::{ReviewPage, page};
pub use passage::{Part, Passage, passages};
pub use queue::{Queued, queue};
pub use source::{PictureView, SourceView, source};
pub use start::start;
pub use waive::waive;

pub use tonghop_checks::copied_text::CODE as COPIED_TEXT;

pub(crate) use accept::taken_from;
pub(crate) use waive::open_findings;
