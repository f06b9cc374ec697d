//! What a message about a report is sent for. Its key in the outbox says it, so that it can be looked at again before it goes
//! out: messages may wait for days while no mail server answers.

use std::fmt;
use tonghop_model::date::Date;

/// What a message is sent for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Parts of an attempt were returned.
    Returned { submission: i64 },
    /// A draft waits for who may send it, since that moment in Unix seconds.
    HandedOver { submission: i64, at: i64 },
    /// Somebody has a one-time link, made at that moment in Unix seconds.
    Link { account: i64, at: i64 },
    /// A report is missing.
    Missing { report: i64, step: Step },
    /// Parts of an attempt were returned and have not come back.
    Mending { submission: i64, step: Step },
}

/// Which reminder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// By itself: the report is owed by this day.
    Opened(Date),
    /// Asked for by somebody, on this day.
    Asked(Date),
    /// By the plan: so many working days before the day on which something is due.
    Before(Date, u16),
    /// By the plan: that day has passed.
    Late(Date),
}

impl Occasion {
    /// Key in the outbox of the message to one person.
    pub(super) fn key(&self, recipient: &str) -> String {
        format!("{self}-{recipient}")
    }

    /// What a key stands for; none for messages of another kind.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        let (name, rest) = key.split_once('-')?;
        let (id, rest) = rest.split_once('-')?;
        let id = id.parse().ok().filter(|_| !rest.is_empty())?;
        if name == "returned" {
            return Some(Self::Returned { submission: id });
        }
        if let "handed" | "link" = name {
            let (at, _) = rest.split_once('-')?;
            let at = at.parse().ok()?;
            return Some(match name {
                "link" => Self::Link { account: id, at },
                _ => Self::HandedOver { submission: id, at },
            });
        }
        let day = rest.get(..10)?.parse().ok()?;
        let rest = rest.get(10..)?.strip_prefix('-').filter(|r| !r.is_empty())?;
        let planned = || {
            let (step, _) = rest.split_once('-')?;
            match step {
                "late" => Some(Step::Late(day)),
                days => Some(Step::Before(day, days.parse().ok()?)),
            }
        };
        Some(match name {
            "opened" => Self::Missing {
                report: id,
                step: Step::Opened(day),
            },
            "reminder" => Self::Missing {
                report: id,
                step: Step::Asked(day),
            },
            "plan" => Self::Missing {
                report: id,
                step: planned()?,
            },
            "mending" => Self::Mending {
                submission: id,
                step: Step::Asked(day),
            },
            "mend" => Self::Mending {
                submission: id,
                step: planned()?,
            },
            _ => return None,
        })
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (names, id, step) = match self {
            Self::Returned { submission } => return write!(f, "returned-{submission}"),
            Self::HandedOver { submission, at } => return write!(f, "handed-{submission}-{at}"),
            Self::Link { account, at } => return write!(f, "link-{account}-{at}"),
            Self::Missing { report, step } => (["reminder", "plan"], report, step),
            Self::Mending { submission, step } => (["mending", "mend"], submission, step),
        };
        let [asked, planned] = names;
        match step {
            Step::Opened(due) => write!(f, "opened-{id}-{due}"),
            Step::Asked(day) => write!(f, "{asked}-{id}-{day}"),
            Step::Before(due, days) => write!(f, "{planned}-{id}-{due}-{days}"),
            Step::Late(due) => write!(f, "{planned}-{id}-{due}-late"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_what_it_was_made_for() {
        let day = "2026-11-25".parse().unwrap();
        let steps = [Step::Asked(day), Step::Before(day, 3), Step::Late(day)];
        let opened = Step::Opened(day);
        let mut all = vec![
            Occasion::Returned { submission: 7 },
            Occasion::Link {
                account: 3,
                at: 1_795_000_000,
            },
            Occasion::Missing {
                report: 4,
                step: opened,
            },
        ];
        for step in steps {
            all.push(Occasion::Missing { report: 46, step });
            all.push(Occasion::Mending { submission: 9, step });
        }
        for one in all {
            for recipient in ["a-1@xa-mau.example", "late@x.example"] {
                assert_eq!(Occasion::of_key(&one.key(recipient)), Some(one.clone()));
            }
        }
        let written = "plan-46-2026-11-25-late-canbo2@example.vn";
        let late = Occasion::of_key(written).unwrap();
        assert_eq!(late.key("canbo2@example.vn"), written);
        for other in [
            "reminder-1",
            "returned-1",
            "returned-1-",
            "x-1-2026-11-25-a",
            "plan-1-2026-11-25-a",
            "",
        ] {
            assert_eq!(Occasion::of_key(other), None, "{other}");
        }
    }
}
