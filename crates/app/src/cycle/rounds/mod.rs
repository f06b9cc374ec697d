//! Rounds: open, look at, close, publish; what single units owe.

mod change;
mod list;
mod obligations;
mod open;

pub use change::{change_dates, close, publish, reopen};
pub use list::{Round, RoundCounts, find_report, get, list};
pub use obligations::{Adjustment, declare_nothing, exempt, extend, lift_exemption};
pub use open::{NewRound, Opened, default_deadline, open};

pub(crate) use list::facts;
