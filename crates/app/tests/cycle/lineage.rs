//! What is compared with the last period where units were merged since: each answer says whose it was.

use crate::fixture::{Fixture, call, on_each, open_round, task};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::{review, rounds, units, views};
use tonghop_model::cycle::SubmissionState;
use tonghop_model::cycle::ids::{ReportId, RoundId, SubmissionId, UnitId};
use tonghop_store::units::{self as rows, SuccessionRow, UnitRow};

/// The day on which two communes became one ward.
const DAY: &str = "2026-08-01";

/// A ward in the place of the first two communes, with the code that one of them had.
fn merge(f: &Fixture) -> UnitId {
    let own = call(&f.system);
    f.cycle
        .store
        .write(|db| {
            let id = rows::max_id(db)? + 1;
            let mut into = None;
            for commune in &f.communes[..2] {
                let mut unit = units::get(&f.cycle, &own, *commune).unwrap();
                let ward = into.get_or_insert_with(|| UnitRow {
                    id,
                    valid_from: DAY.into(),
                    name: "phường Mới Lập".into(),
                    kind: "phường".into(),
                    path: unit.path.replace(&format!("/{}/", unit.id), &format!("/{id}/")),
                    folded: "phuong moi lap".into(),
                    ..unit.clone()
                });
                let passing = SuccessionRow {
                    from_code: unit.code.clone(),
                    to_code: ward.code.clone(),
                    date: DAY.into(),
                    whole: true,
                };
                rows::insert_successions(db, &[passing])?;
                unit.valid_to = Some(DAY.into());
                rows::update(db, &unit)?;
            }
            rows::insert(db, &[into.unwrap()])?;
            Ok::<_, tonghop_store::StoreError>(UnitId(id))
        })
        .unwrap()
}

fn send(f: &Fixture, round: RoundId, unit: UnitId, (status, result): (&str, &str)) -> (ReportId, SubmissionId) {
    let own = call(&f.system);
    let report = rounds::find_report(&f.cycle, &own, round, unit).unwrap();
    let page = reports::page(&f.cycle, &own, report, None).unwrap();
    let node = page.template.content.tasks[0].node.clone();
    let input = Intake {
        items: vec![task(&node, 0, status, result)],
        key: String::new(),
        note: Some("đã rà soát".into()),
        ..Intake::default()
    };
    (
        report,
        reports::intake(&f.cycle, &own, report, &input).unwrap().submission,
    )
}

#[test]
fn a_merged_unit_sees_whose_answers_came_before_and_is_compared_with_all_of_them() {
    on_each(|f| {
        let own = call(&f.system);
        let names: Vec<String> = f.communes[..2]
            .iter()
            .map(|c| units::get(&f.cycle, &own, *c).unwrap().name)
            .collect();
        send(f, f.round, f.communes[0], ("Chưa thực hiện", "Chưa có kinh phí bố trí"));
        send(f, f.round, f.communes[1], ("Đang thực hiện", "Đã trình kế hoạch 12"));
        send(f, f.round, f.communes[2], ("Đáp ứng", "Đã lập 05 tổ công nghệ số"));
        send(f, f.round, f.communes[3], ("Đáp ứng", "Đã lập 07 tổ công nghệ số"));
        let ward = merge(f);
        let root = units::roots(&f.cycle).unwrap()[0].id;
        let next = open_round(&f.cycle, &own, UnitId(root), ("nd09:2026-Q1Q3", "2026-10-10"));

        let (report, _) = send(f, next, ward, ("Đáp ứng", "Đã lập 09 tổ công nghệ số"));
        let page = reports::page(&f.cycle, &own, report, None).unwrap();
        let whose: Vec<_> = page.previous.iter().filter_map(|p| p.whose.clone()).collect();
        assert_eq!((whose, page.previous.len()), (names.clone(), 2));
        assert_eq!(page.previous[0].items[0].status, "Chưa thực hiện");
        assert_eq!(page.previous[1].items[0].status, "Đang thực hiện");

        send(f, next, f.communes[2], ("Đáp ứng", "Đã lập 05 tổ công nghệ số"));
        let found = views::compare(&f.cycle, &own, f.round, next).unwrap();
        assert_eq!((found.units, found.merged.as_slice()), (2, [(ward, names)].as_slice()));
        let first = &found.tasks[0];
        assert_eq!(
            first.before.iter().sum::<usize>(),
            3,
            "the fourth commune is in one round only"
        );
        assert_eq!(first.after.iter().sum::<usize>(), 2);
        assert_eq!(first.better, [ward], "it stands better than each of the two");
        assert_eq!(first.same_text, [f.communes[2]]);
    });
}

#[test]
fn the_answers_of_the_last_period_are_those_that_were_accepted() {
    on_each(|f| {
        let own = call(&f.system);
        let root = units::roots(&f.cycle).unwrap()[0].id;
        let (first, sent) = send(f, f.round, f.communes[2], ("Đáp ứng", "Đã lập 05 tổ công nghệ số"));
        let next = open_round(&f.cycle, &own, UnitId(root), ("nd09:2026-Q1Q3", "2026-10-10"));
        let report = rounds::find_report(&f.cycle, &own, next, f.communes[2]).unwrap();
        let seen = || {
            let page = reports::page(&f.cycle, &own, report, None).unwrap();
            let [before] = page.previous.as_slice() else {
                panic!("{:?}", page.previous)
            };
            assert_eq!(before.whose, None);
            (before.state, before.items[0].result.clone())
        };
        assert_eq!(seen(), (SubmissionState::Submitted, "Đã lập 05 tổ công nghệ số".into()));
        let page = reports::page(&f.cycle, &own, first, None).unwrap();
        let version = page.submission.unwrap().version;
        review::start(&f.cycle, &call(&f.reviewer), sent, version).unwrap();
        review::accept(&f.cycle, &call(&f.reviewer), sent, version + 1).unwrap();
        send(f, f.round, f.communes[2], ("Đáp ứng", "Đã lập 06 tổ công nghệ số"));
        assert_eq!(
            seen(),
            (SubmissionState::Accepted, "Đã lập 05 tổ công nghệ số".into()),
            "what was sent since is not accepted yet"
        );
    });
}
