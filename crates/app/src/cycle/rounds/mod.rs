//! Rounds: open, look at, close, publish; what single units owe.

mod change;
mod list;
mod obligations;
mod open;
mod publish;

pub use change::{change_dates, close, reopen};
pub use list::{Round, RoundCounts, find_report, get, list};
pub use obligations::{Adjustment, declare_nothing, exempt, extend, lift_exemption, withdraw_nothing};
pub use open::{NewRound, Opened, default_deadline, open, open_once, remarks, same_round};
pub use publish::publish;

pub(crate) use list::facts;
