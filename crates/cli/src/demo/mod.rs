//! The sample province of `tonghop demo`: units, people of each role, rounds in every state, reports that were really
//! read, checked, returned and accepted. Everything goes through the use cases, as people would do it.

mod answers;
mod calendar;
mod data;
mod deeds;
mod people;
mod rounds;
mod samples;
mod stage;
mod words;

use calendar::Calendar;
use stage::{Failed, Stage};
use tonghop_app::cycle::setup::{self, DemoState};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_model::cycle::Actor;
use tonghop_model::moment::Moment;

/// Everybody's password. The server of a demo listens on this machine only, and holds nothing that exists.
pub const PASSWORD: &str = "tonghop-demo";

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogIn {
    /// Name to sign in with.
    pub login: String,
    /// Stable name of the role.
    pub role: String,
    /// Name of the person.
    pub name: String,
    /// Name of the unit.
    pub unit: String,
}

/// What a run of [`fill`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Filled now.
    Filled,
    /// Filled before.
    There,
    /// Filling broke off before: the database has to be removed first.
    Broken,
    /// Somebody's own data.
    Foreign,
}

/// Fills a migrated, empty database; leaves one alone that was filled before.
///
/// # Errors
/// What a use case refused: never, unless program and sample data do not fit each other.
pub fn fill(cycle: &Cycle, now: Moment) -> Result<Outcome, Failed> {
    match setup::demo_state(cycle)? {
        DemoState::Filled => return Ok(Outcome::There),
        DemoState::Begun => return Ok(Outcome::Broken),
        DemoState::Foreign => return Ok(Outcome::Foreign),
        DemoState::Empty => {}
    }
    let system = Actor::system("tonghop demo");
    let own = Call {
        actor: &system,
        now,
        address: "",
    };
    setup::mark_demo(cycle, &own, false)?;
    let calendar = Calendar::of(now.day_in_vietnam()).ok_or("no reporting periods for this year")?;
    let mut stage = Stage::set(cycle, now, calendar)?;
    people::invite(&mut stage)?;
    rounds::play(&stage)?;
    setup::mark_demo(cycle, &own, true)?;
    Ok(Outcome::Filled)
}

/// Who can sign in.
///
/// # Errors
/// The sample data are wrong; a test holds that they are not.
pub fn log_ins() -> Result<Vec<LogIn>, Failed> {
    let province = data::province()?;
    let unit = |code: &Option<String>| {
        let unit = province.units.iter().find(|u| Some(&u.code) == code.as_ref());
        unit.map_or_else(|| province.name.clone(), |u| u.name.clone())
    };
    let log_in = |p: &data::Person| LogIn {
        login: p.login.clone(),
        role: p.role.clone(),
        name: p.name.clone(),
        unit: unit(&p.unit),
    };
    Ok(province.people.iter().map(log_in).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use tonghop_app::Engine;
    use tonghop_app::cycle::{audit, mail, rounds, views};
    use tonghop_messages::{Lang, Messages};
    use tonghop_model::cycle::{RoundState, SubmissionState};
    use tonghop_store::Store;

    /// 2026-11-26, a morning in Vietnam.
    const NOW: Moment = Moment::from_unix(1_795_655_000);

    fn cycle(folder: &std::path::Path) -> Cycle {
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).unwrap();
        let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
        let store = Store::open(&folder.join("t.db").to_string_lossy()).unwrap();
        let cycle = Cycle::new(store, Arc::new(engine));
        let system = Actor::system("test");
        let call = Call {
            actor: &system,
            now: NOW,
            address: "",
        };
        setup::migrate(&cycle, &call).unwrap();
        cycle
    }

    #[test]
    fn the_sample_province_has_a_report_in_every_state() {
        let folder = std::env::temp_dir().join(format!("tonghop-demo-fill-{}", std::process::id()));
        let cycle = cycle(&folder);
        assert_eq!(fill(&cycle, NOW).unwrap(), Outcome::Filled);
        assert_eq!(fill(&cycle, NOW).unwrap(), Outcome::There);
        let system = Actor::system("test");
        let call = Call {
            actor: &system,
            now: NOW,
            address: "",
        };
        let all = rounds::list(&cycle, &call).unwrap();
        assert_eq!(all.len(), 4);
        let states: Vec<RoundState> = all.iter().map(|r| r.state).collect();
        assert!(
            states.contains(&RoundState::Closed) && states.contains(&RoundState::Published),
            "{states:?}"
        );
        let open = all
            .iter()
            .find(|r| r.counts.states.iter().sum::<usize>() > 0 && r.state == RoundState::Open);
        let open = open.expect("a round is under way");
        for (state, count) in SubmissionState::ALL.iter().zip(open.counts.states) {
            let newest = !matches!(state, SubmissionState::Published | SubmissionState::Superseded);
            assert_eq!(count > 0, newest, "{state:?}: {:?}", open.counts);
        }
        assert!(open.counts.timeliness.iter().all(|n| *n > 0), "{:?}", open.counts);
        assert!(!views::recommendations(&cycle, &call, None).unwrap().is_empty());
        assert!(!views::commitments(&cycle, &call, None).unwrap().is_empty());
        assert!(mail::counts(&cycle).unwrap()[0] > 0, "mail waits");
        assert!(audit::verify(&cycle, &call).unwrap().breaks.is_empty());
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[test]
    fn the_units_of_the_sample_province_do_not_exist() {
        let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
        let today = NOW.day_in_vietnam().to_string();
        let known = engine.catalogue.units();
        let mut names = std::collections::HashSet::new();
        for province in known.provinces(&today) {
            names.insert(province.full_name());
            names.extend(known.communes(&province.code, &today).map(|u| u.full_name()));
        }
        let own = data::province().unwrap();
        for name in own.units.iter().map(|u| &u.name).chain([&own.name]) {
            assert!(!names.contains(name), "{name} exists");
        }
    }
}
