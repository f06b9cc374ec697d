//! Mail that waits in the outbox: returned items, reminders, invitations.

mod letter;
mod outbox;
mod remind;
mod returned;

pub use letter::Letter;
pub use outbox::{Mail, again, claim, counts, failed, in_states, list, sent};
pub use remind::remind;

pub(crate) use returned::tell_returned;
