//! Whether an installation is in order.

use crate::cycle::audit::{self, Damage, Verified};
use crate::cycle::people::Administrators;
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use std::collections::HashSet;
use tonghop_model::cycle::Action;
use tonghop_model::date::Date;
use tonghop_model::message::Message;
use tonghop_store::{Db, dump, outbox, people, units};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Stable name: `layout`, `audit`, `frozen`, `rights`, `files`, `mail`, `units`, `administrators`, `integrity`.
    pub name: &'static str,
    /// True where it is in order.
    pub fine: bool,
    /// Facts for who repairs it.
    pub facts: Vec<Message>,
}

impl Check {
    /// In order as long as nothing speaks against it.
    fn new(name: &'static str, wrong: Vec<Message>, fine: impl IntoIterator<Item = Message>) -> Self {
        if wrong.is_empty() {
            return Self {
                name,
                fine: true,
                facts: fine.into_iter().collect(),
            };
        }
        Self {
            name,
            fine: false,
            facts: wrong,
        }
    }
}

/// Looks at layout, audit log, sent reports and editions, kept files, mail, units, administrators and the database file.
///
/// # Errors
/// [`crate::cycle::CycleError::Denied`], failures of the database.
pub fn doctor(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<Check>> {
    call.may_whole(Action::ManageSystem)?;
    let missing = cycle.store.pending()?;
    let missing: Vec<Message> = missing
        .iter()
        .map(|name| Message::new("cycle-doctor-migration").with("name", *name))
        .collect();
    let mut checks = vec![Check::new("layout", missing, None)];
    if !checks[0].fine {
        return Ok(checks);
    }
    cycle.store.snapshot(|db| {
        let Verified {
            events,
            breaks,
            frozen,
            kept,
            damage,
            ..
        } = audit::verify_within(db)?;
        let counted = |key, count: u64| Message::new(key).count("count", usize::try_from(count).unwrap_or(usize::MAX));
        let breaks = breaks.iter().map(audit::told).collect();
        checks.push(Check::new("audit", breaks, [counted("cycle-doctor-events", events)]));
        let (of_people, of_reports): (Vec<Damage>, Vec<Damage>) = damage.into_iter().partition(Damage::is_of_people);
        let told = |damage: &[Damage]| damage.iter().map(audit::harm_told).collect();
        checks.push(Check::new(
            "frozen",
            told(&of_reports),
            [counted("cycle-doctor-frozen", frozen)],
        ));
        checks.push(Check::new(
            "rights",
            told(&of_people),
            [counted("cycle-doctor-rights", kept)],
        ));
        let files = dump::damaged_files(db)?.into_iter();
        let files = files.map(|digest| Message::new("cycle-doctor-file").with("digest", digest));
        checks.push(Check::new("files", files.collect(), None));
        let failed = outbox::count(db, "failed")?;
        let failed = (failed > 0).then(|| counted("cycle-doctor-mail", failed.unsigned_abs()));
        checks.push(Check::new("mail", failed.into_iter().collect(), None));
        checks.push(tree(db)?);
        checks.push(administrators(db, call.today())?);
        let integrity = dump::integrity(db)?;
        let broken = (integrity != "ok").then(|| Message::new("cycle-doctor-integrity").with("said", integrity));
        checks.push(Check::new("integrity", broken.into_iter().collect(), None));
        Ok::<_, CycleError>(checks)
    })
}

/// Every unit hangs on one that is there.
fn tree(db: &mut Db) -> CycleResult<Check> {
    let all = units::subtree(db, "/", None)?;
    let known: HashSet<i64> = all.iter().map(|u| u.id).collect();
    let lost = all
        .iter()
        .filter(|u| u.parent_id.is_some_and(|p| !known.contains(&p)))
        .map(|u| Message::new("cycle-doctor-unit-lost").with("unit", format!("{} {}", u.code, u.name)));
    let mut wrong: Vec<Message> = lost.collect();
    if all.is_empty() {
        wrong.push(Message::new("cycle-doctor-units-none"));
    }
    let count = Message::new("cycle-doctor-units").count("count", all.len());
    Ok(Check::new("units", wrong, [count]))
}

/// Somebody can give roles, today and for good.
fn administrators(db: &mut Db, today: Date) -> CycleResult<Check> {
    let Administrators { lasting, ending } = Administrators::on(db, today)?;
    let told = |key, names: &[String]| Message::new(key).with("names", names.join(", "));
    let wrong = match (lasting.as_slice(), ending.as_slice()) {
        // Nobody was set up yet: that is told at the units.
        ([], []) if people::count_accounts(db)? == 0 => Vec::new(),
        ([], []) => vec![Message::new("cycle-doctor-administrators-none")],
        ([], ending) => vec![told("cycle-doctor-administrators-ending", ending)],
        _ => Vec::new(),
    };
    let names = (!lasting.is_empty()).then(|| told("cycle-doctor-administrators", &lasting));
    Ok(Check::new("administrators", wrong, names))
}
