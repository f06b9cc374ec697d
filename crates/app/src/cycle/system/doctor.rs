//! Whether an installation is in order.

use crate::cycle::{Call, Cycle, CycleResult};
use std::collections::HashSet;
use tonghop_model::cycle::Action;
use tonghop_store::{dump, events, outbox, units};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable name: `layout`, `audit`, `files`, `mail`, `units`, `integrity`.
    pub name: &'static str,
    /// True where it is in order.
    pub fine: bool,
    /// Facts for who repairs it: names of migrations, digests, numbers.
    pub detail: String,
}

/// Looks at layout, audit log, kept files, mail, units and the database file.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], failures of the database.
pub fn doctor(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Check>> {
    call.may_whole(Action::ManageSystem)?;
    let missing = cycle.store.pending()?;
    let check = |name, fine, detail: String| Check { name, fine, detail };
    let mut checks = vec![check("layout", missing.is_empty(), missing.join(", "))];
    if !missing.is_empty() {
        return Ok(checks);
    }
    cycle.store.snapshot(|db| {
        let verified = events::verify(db)?;
        let breaks = verified
            .breaks
            .iter()
            .map(|b| format!("{}:{} {:?}", b.chain, b.seq, b.what));
        let breaks: Vec<_> = breaks.collect();
        checks.push(check(
            "audit",
            breaks.is_empty(),
            if breaks.is_empty() {
                verified.events.to_string()
            } else {
                breaks.join(", ")
            },
        ));
        let wrong = dump::damaged_files(db)?;
        checks.push(check("files", wrong.is_empty(), wrong.join(", ")));
        let failed = outbox::count(db, "failed")?;
        checks.push(check("mail", failed == 0, failed.to_string()));
        let all = units::subtree(db, "/", None)?;
        let known: HashSet<i64> = all.iter().map(|u| u.id).collect();
        let lost = all
            .iter()
            .filter(|u| u.parent_id.is_some_and(|p| !known.contains(&p)))
            .count();
        checks.push(check("units", lost == 0 && !all.is_empty(), all.len().to_string()));
        let integrity = dump::integrity(db)?;
        checks.push(check("integrity", integrity == "ok", integrity));
        Ok(checks)
    })
}
