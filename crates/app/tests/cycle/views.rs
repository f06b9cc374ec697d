//! Consolidated views on both databases.

use crate::fixture::{Fixture, call, on_each, report, task};
use tonghop_app::cycle::reports::{self, Intake, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::views::{self, MatrixFilter, ToFollow};
use tonghop_model::cycle::{Obligation, Timeliness};
use tonghop_store::units::{self, SuccessionRow, UnitRow};
use tonghop_store::{StoreError, matrix};

fn send(f: &Fixture, commune: usize, results: [&str; 2]) {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
    let tasks = &page.template.content.tasks;
    let input = Intake {
        items: vec![
            task(&tasks[0].node, 0, "98%", results[0]),
            task(&tasks[1].node, 0, "Đáp ứng", results[1]),
        ],
        key: format!("v{commune}"),
        note: Some("rà soát".into()),
        ..Intake::default()
    };
    reports::intake(&f.cycle, &call(&f.system), report(f, commune), &input).unwrap();
}

fn found(f: &Fixture, text: &str) -> usize {
    let filter = MatrixFilter {
        text: Some(text.into()),
        ..MatrixFilter::default()
    };
    views::matrix(&f.cycle, &call(&f.head), f.round, &filter).unwrap().total
}

#[test]
fn answers_are_found_without_diacritics_and_signs_mean_themselves() {
    on_each(|f| {
        send(f, 0, ["Đã tập huấn 40 cán bộ", "Đã ban hành kế hoạch"]);
        send(f, 1, ["Đạt 100% kế_hoạch", "Chưa có kinh phí"]);
        assert_eq!((found(f, "TAP HUAN"), found(f, "Kế hoạch")), (1, 1));
        assert_eq!((found(f, "98%"), found(f, "100%"), found(f, "1%0")), (2, 1, 0));
        assert_eq!((found(f, "ke_hoach"), found(f, "không ai viết thế")), (1, 0));
        let left = f.cycle.store.read(|db| matrix::without_text(db, f.round.0)).unwrap();
        assert_eq!(left, Vec::<i64>::new(), "every answer is kept for searching");
        // Words sent again take the place of the old ones.
        f.cycle
            .store
            .write(|db| {
                let rows = matrix::of_round(db, f.round.0, "/")?;
                matrix::put_text(db, rows[0].submission_id, "loi khac")?;
                matrix::put_text(db, rows[1].submission_id, "loi khac")
            })
            .unwrap();
        assert_eq!((found(f, "tap huan"), found(f, "lời khác")), (0, 2));
    });
}

#[test]
fn what_is_expected_is_told_in_both_languages() {
    on_each(|f| {
        send(f, 0, ["Đã tập huấn 40 cán bộ", ""]);
        let found = views::findings(&f.cycle, &call(&f.head), f.round).unwrap();
        let blank = found.iter().find(|f| f.finding.check == "V202").unwrap();
        let expected = blank.finding.expected.clone().unwrap();
        assert!(
            expected[0].contains("bổ sung") && !expected[1].contains("bổ sung"),
            "{expected:?}"
        );
    });
}

#[test]
fn a_commune_that_was_merged_in_the_period_is_shown_and_asked_nothing() {
    on_each(|f| {
        let system = call(&f.system);
        let round = rounds::get(&f.cycle, &system, f.round).unwrap();
        let heir = f
            .cycle
            .store
            .read(|db| units::get(db, f.communes[0].0))
            .unwrap()
            .unwrap();
        let gone = f
            .cycle
            .store
            .write(|db| {
                let id = units::max_id(db)? + 1;
                let unit = UnitRow {
                    id,
                    code: "99999".into(),
                    valid_from: "2025-07-01".into(),
                    valid_to: Some("2026-03-01".into()),
                    name: "xã Đã Nhập".into(),
                    folded: "xa da nhap".into(),
                    path: format!("/{}/{id}/", round.unit),
                    ..heir.clone()
                };
                units::insert(db, &[unit])?;
                let into = SuccessionRow {
                    from_code: "99999".into(),
                    to_code: heir.code.clone(),
                    date: "2026-03-01".into(),
                    whole: true,
                };
                units::insert_successions(db, &[into])?;
                Ok::<_, StoreError>(id)
            })
            .unwrap();
        let input = NewRound {
            title: "Đợt có đơn vị đã nhập".into(),
            request_number: String::new(),
            request_date: None,
            request_issuer: String::new(),
            template: round.template,
            unit: round.unit,
            period: "nd09:2026-H1".parse().unwrap(),
            cut_off: None,
            deadline: "2026-06-25".parse().unwrap(),
            exempt: Vec::new(),
        };
        let opened = rounds::open(&f.cycle, &system, &input).unwrap();
        let all = views::completeness(&f.cycle, &system, opened.round).unwrap().units;
        let own = all.iter().find(|o| o.unit.0 == gone).expect("shown");
        assert_eq!(
            (own.obligation, own.timeliness),
            (Obligation::MergedAway, Timeliness::NotAsked)
        );
        assert!(own.reason.as_deref().is_some_and(|r| r.contains(&heir.name)), "{own:?}");
        assert_eq!(opened.units + 1, all.len(), "asked are those that exist");
        let counts = rounds::get(&f.cycle, &system, opened.round).unwrap().counts;
        assert_eq!(counts.timeliness[4], 1, "{counts:?}");
    });
}

#[test]
fn what_a_leader_follows_up_is_counted_by_round() {
    on_each(|f| {
        let says = |node: &str, result: &str| ItemInput {
            node: node.into(),
            result: result.into(),
            ..ItemInput::default()
        };
        let input = Intake {
            items: vec![
                says(
                    "s:recommendations",
                    "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho công chức.",
                ),
                says(
                    "s:next_tasks",
                    "Hoàn thành số hóa hồ sơ trước ngày 05/6/2026.\nBan hành kế hoạch trước ngày 20/6/2026.\nTổng kết trước ngày 30/11/2026.",
                ),
            ],
            key: "k".into(),
            note: Some("rà soát".into()),
            ..Intake::default()
        };
        reports::intake(&f.cycle, &call(&f.system), report(f, 0), &input).unwrap();
        let followed = || views::to_follow(&f.cycle, &call(&f.head), &[f.round]).unwrap();
        let expected = ToFollow {
            overdue: 1,
            due: 1,
            asked: 1,
        };
        assert_eq!(followed(), [(f.round, expected)]);
        for promise in views::commitments(&f.cycle, &call(&f.head), Some(f.round)).unwrap() {
            views::settle_commitment(&f.cycle, &call(&f.reviewer), promise.id, promise.version, "kept").unwrap();
        }
        let asked = views::recommendations(&f.cycle, &call(&f.head), Some(f.round)).unwrap();
        views::answer_recommendation(
            &f.cycle,
            &call(&f.head),
            asked[0].id,
            asked[0].version,
            "Sở mở lớp trong quý III.",
        )
        .unwrap();
        assert!(followed().is_empty());
    });
}
