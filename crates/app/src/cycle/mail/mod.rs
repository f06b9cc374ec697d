//! Mail that waits in the outbox: returned items, reminders, invitations.

mod outbox;
mod remind;
mod returned;

pub use outbox::{Mail, Outgoing, claim, counts, failed, list, sent};
pub use remind::remind;

pub(crate) use returned::tell_returned;
