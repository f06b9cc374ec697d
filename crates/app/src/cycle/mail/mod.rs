//! Mail that waits in the outbox: returned items, reminders, invitations.

mod answered;
mod by_itself;
mod handed;
mod html;
mod letter;
mod link;
mod occasion;
mod outbox;
mod owed;
mod remind;
mod returned;

pub use by_itself::{ReminderPlan, ask, change_reminder_plan, remind_by_plan, reminder_plan};
pub use letter::Letter;
pub use outbox::{Mail, again, claim, counts, failed, in_states, list, sent};
pub use remind::{Reminded, remind};

pub(crate) use answered::{tell_answered, tell_commented, tell_waived};
pub(crate) use handed::{tell_handed_back, tell_handed_over};
pub(crate) use link::tell_link;
pub(crate) use returned::tell_returned;
