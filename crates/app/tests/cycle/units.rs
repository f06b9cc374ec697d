//! The tree of units follows the catalogue: what would change is shown, then done as a whole.

use crate::fixture::{call, open};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::{Call, CycleError, audit, units};
use tonghop_model::cycle::{Action, Actor, UnitId};
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
