//! The tree of units follows the catalogue: what would change is shown, then done as a whole.

use crate::fixture::{call, open, open_round};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::{Call, CycleError, audit, units, views};
use tonghop_model::cycle::{Action, Actor, Obligation, UnitId};
use tonghop_model::moment::Moment;

/// 2026-04-01: before the changes of 30/4/2026.
const BEFORE: Moment = Moment::from_unix(1_775_001_600);

#[test]
fn units_that_changed_since_the_set_up_are_shown_and_then_brought_up_to_date() {
    let folder = std::env::temp_dir().join(format!("tonghop-units-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let cycle = open(folder.join("t.db").to_str().unwrap());
    let system = Actor::system("test");
    let then = Call {
        now: BEFORE,
        ..call(&system)
    };
    setup::migrate(&cycle, &then).unwrap();
    let input = Bootstrap {
        province: "75".into(),
        login: "admin".into(),
        name: "Quản trị".into(),
    };
    setup::bootstrap(&cycle, &then, &input).unwrap();
    assert!(
        units::planned_update(&cycle, &then).unwrap().is_empty(),
        "nothing has changed yet"
    );

    let root = units::roots(&cycle).unwrap()[0].id;
    let round = open_round(&cycle, &then, UnitId(root), ("nd09:2026-H1", "2026-06-25"));
    let before = views::completeness(&cycle, &then, round).unwrap().units.len();

    let now = call(&system);
    let plan = units::planned_update(&cycle, &now).unwrap();
    assert!(plan.province.is_some() && plan.own == 0);
    assert_eq!(plan.new.len(), plan.ended.len(), "each unit became another one");
    assert!(plan.new.len() >= 10 && plan.new.iter().all(|n| n.from.len() == 1));
    assert!(matches!(
        units::update(&cycle, &now, "something else"),
        Err(CycleError::Conflict(_))
    ));
    let roots = units::roots(&cycle).unwrap();
    units::update(&cycle, &now, &plan.digest).unwrap();
    assert!(units::planned_update(&cycle, &now).unwrap().is_empty());
    // The round that was open meanwhile asks those that there are, and each former unit names the one that it became.
    let owed = views::completeness(&cycle, &now, round).unwrap();
    assert_eq!(owed.units.len(), before + plan.new.len());
    let gone: Vec<_> = owed
        .units
        .iter()
        .filter(|o| o.obligation == Obligation::MergedAway)
        .collect();
    assert_eq!(gone.len(), plan.ended.len());
    for one in gone {
        let ended = plan.ended.iter().find(|e| e.unit.id == one.unit.0).unwrap();
        let said = one.reason.clone().unwrap_or_default();
        assert!(ended.into.iter().all(|heir| said.contains(heir)), "{said} {ended:?}");
    }
    assert_eq!(
        units::roots(&cycle).unwrap()[0].path,
        roots[0].path,
        "roles on the province still hold"
    );
    let present = units::tree(&cycle, &now, Action::ViewUnit).unwrap();
    let code = &plan.new[0].unit.code;
    assert_eq!(present.iter().filter(|u| &u.code == code).count(), 1);
    assert!(
        plan.new.iter().all(|n| n.unit.district_of_old.is_some()),
        "the district of old is that of what it came from"
    );
    let past = units::past(&cycle, &now, Action::ViewUnit).unwrap();
    assert_eq!(past.len(), plan.ended.len(), "what ended can still be looked up");
    let relatives = units::relatives(&cycle, &now, UnitId(past[0].id)).unwrap();
    assert!(relatives.into.iter().all(|u| u.valid_to.is_none()) && !relatives.into.is_empty());
    assert!(audit::verify(&cycle, &now).is_ok());
    std::fs::remove_dir_all(&folder).unwrap();
}
