//! Mail that waits in the outbox: returned items, reminders, invitations.

mod by_itself;
mod html;
mod letter;
mod occasion;
mod outbox;
mod owed;
mod remind;
mod returned;

pub use by_itself::{ReminderPlan, change_reminder_plan, remind_by_plan, reminder_plan};
pub use letter::Letter;
pub use outbox::{Mail, again, claim, counts, failed, in_states, list, sent};
pub use remind::{Reminded, remind};

pub(crate) use returned::tell_returned;
