//! Reviewing: the queue, decisions on items, returning, accepting, differences, waivers, remarks.

mod accept;
mod comments;
mod decide;
mod diff;
mod queue;
mod start;
mod waive;

pub use accept::{Edition, accept, editions};
pub use comments::comment;
pub use decide::{decide_item, reopen_item, return_items};
pub use diff::{Change, diff};
pub use queue::{Queued, queue};
pub use start::start;
pub use waive::waive;
