//! Checks over time and between units run in the cycle: while a report is filled in, when it is sent, and beside sending.

use crate::fixture::{Fixture, NOW, call, on_each, task};
use tonghop_app::cycle::reports::{self, Finding, Intake, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::{review, templates, views};
use tonghop_model::cycle::Absence;
use tonghop_model::cycle::ids::{ReportId, RoundId, SubmissionId};
use tonghop_model::finding::Severity;
use tonghop_store::rounds as rows;

const COPIED: &str = "Công tác tuyên truyền được xã đẩy mạnh dưới nhiều hình thức, từ loa truyền thanh, họp thôn đến trang \
     thông tin, nhờ đó người dân hiểu rõ lợi ích của dịch vụ công trực tuyến và chủ động tham gia.";

fn own_words(commune: usize) -> String {
    format!("Thôn số {commune} đã lắp {} trạm phát sóng.", commune + 2)
}

/// The share that the rounds of these tests ask for.
const SHARE: &str = "T04";

/// Two rounds of one template that asks for a share: of 2025, and of 2026.
struct Rounds {
    before: RoundId,
    now: RoundId,
    /// The first task.
    node: String,
}

fn rounds_of(f: &Fixture) -> Rounds {
    let own = call(&f.system);
    let from = rounds::get(&f.cycle, &own, f.round).unwrap();
    let draft = templates::draft(&f.cycle, &own, from.template).unwrap();
    let mut template = templates::get(&f.cycle, &own, draft).unwrap();
    template.content.indicators.push(SHARE.into());
    let (title, content) = (&template.title, &template.content);
    templates::edit(&f.cycle, &own, draft, template.version, title, content).unwrap();
    let version = templates::get(&f.cycle, &own, draft).unwrap().version;
    templates::publish(&f.cycle, &own, draft, version).unwrap();
    let open = |period: &str, deadline: &str| {
        let round = NewRound {
            title: format!("Báo cáo {period}"),
            request_number: "9/SKHCN".into(),
            request_date: None,
            request_issuer: "Sở Khoa học và Công nghệ".into(),
            template: draft,
            unit: from.unit,
            period: period.parse().unwrap(),
            cut_off: None,
            deadline: deadline.parse().unwrap(),
            exempt: Vec::new(),
        };
        rounds::open(&f.cycle, &own, &round).unwrap().round
    };
    Rounds {
        before: open("nd09:2025-Y", "2026-06-20"),
        now: open("nd09:2026-Y", "2026-12-25"),
        node: template.content.tasks[0].node.clone(),
    }
}

/// A round of the same template, period and unit for another programme; the catalogue has one only.
fn of_another_programme(f: &Fixture, r: &Rounds) -> RoundId {
    let id = f.cycle.store.write(|db| {
        let like = rows::get(db, r.now.0)?.unwrap();
        let round = rows::NewRound {
            title: "Báo cáo khác",
            request_number: None,
            request_date: None,
            request_issuer: None,
            programme: "khac",
            template_id: like.template_id,
            unit_id: like.unit_id,
            period: like.period,
            period_from: like.period_from,
            period_to: like.period_to,
            cut_off: like.cut_off,
            deadline: like.deadline,
            state: "open",
            created_by: "thử",
            created_at: NOW.unix(),
            version: 1,
            programme_version_id: None,
        };
        let id = rows::insert(db, &round)?;
        let report = rows::NewReport {
            round_id: id,
            unit_id: f.communes[0].0,
            merged_into: None,
            exempt_reason: None,
            version: 1,
        };
        rows::insert_reports(db, &[report])?;
        Ok::<_, tonghop_store::StoreError>(id)
    });
    RoundId(id.unwrap())
}

fn owed(f: &Fixture, round: RoundId, commune: usize) -> ReportId {
    rounds::find_report(&f.cycle, &call(&f.system), round, f.communes[commune]).unwrap()
}

fn answers(r: &Rounds, text: &str, share: f64) -> Vec<ItemInput> {
    let share = ItemInput {
        node: SHARE.into(),
        value: Some(share),
        ..ItemInput::default()
    };
    vec![task(&r.node, 0, "Đáp ứng", text), share]
}

fn send(f: &Fixture, report: ReportId, items: Vec<ItemInput>) -> SubmissionId {
    let input = Intake {
        items,
        key: format!("gui-{report}"),
        note: Some("đã rà soát".into()),
        ..Intake::default()
    };
    reports::intake(&f.cycle, &call(&f.system), report, &input)
        .unwrap()
        .submission
}

fn draft(f: &Fixture, r: &Rounds, items: &[ItemInput]) -> SubmissionId {
    let own = call(&f.editor);
    let draft = reports::start(&f.cycle, &own, owed(f, r.now, 0)).unwrap();
    for item in items {
        reports::save_item(&f.cycle, &own, draft, item).unwrap();
    }
    draft
}

fn of<'f>(found: &'f [Finding], check: &str) -> Option<&'f Finding> {
    found.iter().find(|f| f.check == check)
}

fn kept(f: &Fixture, r: &Rounds, commune: usize) -> Vec<Finding> {
    reports::page(&f.cycle, &call(&f.reviewer), owed(f, r.now, commune), None)
        .unwrap()
        .findings
}

#[test]
fn a_report_is_held_against_the_units_report_before() {
    on_each(|f| {
        let r = rounds_of(f);
        let first = draft(f, &r, &answers(&r, COPIED, 40.0));
        let found = reports::check(&f.cycle, &call(&f.editor), first).unwrap();
        assert!(
            of(&found, "V305").is_none() && of(&found, "V307").is_none(),
            "nothing was sent before"
        );
        send(f, owed(f, r.before, 0), answers(&r, COPIED, 90.0));
        let found = reports::check(&f.cycle, &call(&f.editor), first).unwrap();
        let jump = of(&found, "V305").expect("90 % became 40 %");
        assert_eq!(jump.node.as_deref(), Some(SHARE));
        assert!(jump.actual.as_ref().unwrap()[0].contains("90"), "{jump:?}");
        assert!(of(&found, "V307").is_some(), "{found:#?}");
        reports::submit(&f.cycle, &call(&f.approver), first, "k", Some("đã rà soát")).unwrap();
        assert!(of(&kept(f, &r, 0), "V305").is_some(), "the reviewer sees it");
    });
}

#[test]
fn a_report_is_held_against_what_the_unit_sent_for_another_programme() {
    on_each(|f| {
        let r = rounds_of(f);
        let cited = |day: &str| format!("Xã đã ban hành Kế hoạch số 45/KH-UBND ngày {day} về chuyển đổi số năm 2026.");
        let before = cited("15/9/2025") + " " + COPIED;
        send(f, owed(f, r.before, 0), answers(&r, &before, 90.0));
        let found = |f: &Fixture, first| reports::check(&f.cycle, &call(&f.editor), first).unwrap();
        let now = cited("22/9/2025") + " " + COPIED;
        let first = draft(f, &r, &answers(&r, &now, 40.0));
        let same = found(f, first);
        assert!(of(&same, "V301").is_some() && of(&same, "V305").is_some() && of(&same, "V307").is_some());
        // The same, sent in a round of another programme.
        let own = call(&f.system);
        let sent = reports::page(&f.cycle, &own, owed(f, r.before, 0), None)
            .unwrap()
            .submission
            .unwrap();
        reports::withdraw(&f.cycle, &own, sent.id, sent.version).unwrap();
        assert!(of(&found(f, first), "V301").is_none(), "it was taken back");
        send(f, owed(f, of_another_programme(f, &r), 0), answers(&r, &before, 90.0));
        let other = found(f, first);
        let conflict = of(&other, "V301").expect("one plan has one date");
        assert!(
            conflict.quotes.iter().any(|q| q.starts_with("Báo cáo khác: ")),
            "{conflict:#?}"
        );
        // Two programmes may well tell other amounts and use one paragraph.
        assert!(
            of(&other, "V305").is_none() && of(&other, "V307").is_none(),
            "{other:#?}"
        );
    });
}

#[test]
fn a_paragraph_of_another_units_report_is_told_before_it_is_sent() {
    on_each(|f| {
        let r = rounds_of(f);
        let neighbour = reports::page(&f.cycle, &call(&f.system), owed(f, r.now, 1), None)
            .unwrap()
            .unit
            .name;
        // A draft of the neighbour tells nobody anything.
        let theirs = reports::start(&f.cycle, &call(&f.system), owed(f, r.now, 1)).unwrap();
        for item in answers(&r, COPIED, 90.0) {
            reports::save_item(&f.cycle, &call(&f.system), theirs, &item).unwrap();
        }
        while reports::compare_next(&f.cycle, NOW).unwrap() > 0 {}
        let own = draft(f, &r, &answers(&r, &COPIED.replace("họp thôn", "họp tổ"), 90.0));
        let found = reports::check(&f.cycle, &call(&f.editor), own).unwrap();
        assert!(of(&found, "V401").is_none(), "{found:#?}");
        reports::submit(&f.cycle, &call(&f.system), theirs, "", Some("đã rà soát")).unwrap();
        while reports::compare_next(&f.cycle, NOW).unwrap() > 0 {}

        let found = reports::check(&f.cycle, &call(&f.editor), own).unwrap();
        let copied = of(&found, "V401").expect("the same paragraph");
        assert_eq!(
            (copied.severity, copied.node.as_deref()),
            (Severity::Warning, Some(r.node.as_str()))
        );
        assert!(copied.message[0].contains(&neighbour), "{copied:?}");
        assert!(
            copied.quotes.iter().all(|q| q.contains("họp tổ")),
            "only the own words: {copied:?}"
        );
        let refused = reports::submit(&f.cycle, &call(&f.approver), own, "", None).unwrap_err();
        assert_eq!(refused.code(), "unexplained");
        reports::explain_finding(&f.cycle, &call(&f.editor), copied.id, "Hai xã soạn chung").unwrap();
        reports::submit(&f.cycle, &call(&f.approver), own, "k", Some("đã rà soát")).unwrap();
        while reports::compare_next(&f.cycle, NOW).unwrap() > 0 {}
        let kept_now = kept(f, &r, 0);
        let copied = of(&kept_now, "V401").expect("it stays");
        assert_eq!(copied.explanation.as_deref(), Some("Hai xã soạn chung"));
        let all = views::findings(&f.cycle, &call(&f.reviewer), r.now).unwrap();
        assert!(all.iter().any(|x| x.finding.check == "V401" && x.unit == f.communes[0]));
        // Who came first is told, and has nothing to explain.
        let theirs_now = kept(f, &r, 1);
        assert_eq!(of(&theirs_now, "V401").unwrap().severity, Severity::Info);
        review::waive(&f.cycle, &call(&f.reviewer), copied.id, "Văn bản chung của hai xã").unwrap();
        assert!(of(&kept(f, &r, 0), "V401").unwrap().waived.is_some());
    });
}

#[test]
fn two_reports_of_one_moment_are_compared_afterwards() {
    on_each(|f| {
        let r = rounds_of(f);
        // Neither knew of the other when it was sent.
        let ids = [1, 0].map(|commune| send(f, owed(f, r.now, commune), answers(&r, COPIED, 90.0)));
        assert!(ids[0] < ids[1]);
        assert!(of(&kept(f, &r, 0), "V401").is_none() && of(&kept(f, &r, 1), "V401").is_none());
        let before = reports::page(&f.cycle, &call(&f.reviewer), owed(f, r.now, 0), None)
            .unwrap()
            .submission
            .unwrap();
        assert_eq!(reports::compare_next(&f.cycle, NOW).unwrap(), 2);
        assert_eq!(reports::compare_next(&f.cycle, NOW).unwrap(), 0, "once");
        let severity = |commune| of(&kept(f, &r, commune), "V401").map(|x| x.severity);
        assert_eq!(
            (severity(1), severity(0)),
            (Some(Severity::Info), Some(Severity::Warning))
        );
        let after = reports::page(&f.cycle, &call(&f.reviewer), owed(f, r.now, 0), None)
            .unwrap()
            .submission
            .unwrap();
        assert_eq!(after.warnings, before.warnings + 1);
        assert_eq!(after.version, before.version, "a reviewer's open page stays good");
    });
}

#[test]
fn a_share_far_from_those_of_all_units_is_told() {
    on_each(|f| {
        let r = rounds_of(f);
        for commune in 1..14 {
            let share = 80.0 + (commune % 5) as f64;
            send(f, owed(f, r.now, commune), answers(&r, &own_words(commune), share));
        }
        while reports::compare_next(&f.cycle, NOW).unwrap() > 0 {}
        let own = draft(f, &r, &answers(&r, &own_words(0), 9.0));
        let found = reports::check(&f.cycle, &call(&f.editor), own).unwrap();
        let far = of(&found, "V402").expect("9 % among 80 %");
        assert_eq!((far.severity, far.node.as_deref()), (Severity::Info, Some(SHARE)));
        assert!(found.iter().all(|x| x.check != "V401"), "{found:#?}");
        reports::submit(&f.cycle, &call(&f.approver), own, "k", Some("đã rà soát")).unwrap();
        while reports::compare_next(&f.cycle, NOW.plus_seconds(120)).unwrap() > 0 {}
        assert!(of(&kept(f, &r, 0), "V402").is_some());
        assert!((1..14).all(|commune| of(&kept(f, &r, commune), "V402").is_none()));
    });
}

#[test]
fn a_reason_why_there_is_nothing_beside_what_was_done_is_told() {
    use Absence::{AwaitingHigherLevel as Awaiting, NotArising};
    on_each(|f| {
        let r = rounds_of(f);
        let own = call(&f.editor);
        let draft = draft(f, &r, &[]);
        let mut version = std::collections::HashMap::new();
        let mut is_told = |input: ItemInput| {
            let known = version.entry(input.node.clone()).or_insert(0);
            let input = ItemInput {
                version: *known,
                ..input
            };
            *known = reports::save_item(&f.cycle, &own, draft, &input).unwrap().version;
            let found = reports::check(&f.cycle, &own, draft).unwrap();
            let told = found
                .iter()
                .find(|x| x.check == "S104" && x.node.as_deref() == Some(&*input.node));
            told.map(|x| x.severity)
        };
        let number = |absence| ItemInput {
            node: SHARE.into(),
            value: Some(85.0),
            absence,
            ..ItemInput::default()
        };
        assert_eq!(is_told(number(Some(NotArising))), Some(Severity::Warning));
        assert_eq!(is_told(number(None)), None);
        let status = |status: &str, absence| ItemInput {
            absence: Some(absence),
            ..task(&r.node, 0, status, "Theo kế hoạch của tỉnh.")
        };
        assert_eq!(is_told(status("Hoàn thành", NotArising)), Some(Severity::Warning));
        assert_eq!(is_told(status("Đang thực hiện", NotArising)), Some(Severity::Warning));
        assert_eq!(is_told(status("Hoàn thành", Awaiting)), Some(Severity::Warning));
        // What waits may have begun; a text beside the reason explains it.
        for words in ["Đang thực hiện", ""] {
            assert_eq!(is_told(status(words, Awaiting)), None, "{words}");
        }
        assert_eq!(is_told(status("", NotArising)), None);
    });
}

#[test]
fn a_figure_that_cannot_be_stops_sending() {
    on_each(|f| {
        let r = rounds_of(f);
        let wrong = |value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>| ItemInput {
            node: SHARE.into(),
            value,
            numerator,
            denominator,
            ..ItemInput::default()
        };
        let own = call(&f.editor);
        let draft = draft(f, &r, &[task(&r.node, 0, "Đáp ứng", &own_words(0))]);
        let mut version = 0;
        for input in [
            wrong(Some(-20.0), None, None),
            wrong(Some(150.0), None, None),
            wrong(None, Some(5.0), Some(0.0)),
            wrong(Some(50.0), Some(1.0), None),
            wrong(None, Some(9.0), Some(7.0)),
        ] {
            let input = ItemInput { version, ..input };
            version = reports::save_item(&f.cycle, &own, draft, &input).unwrap().version;
            let found = reports::check(&f.cycle, &own, draft).unwrap();
            let at: Vec<&Finding> = found.iter().filter(|x| x.node.as_deref() == Some(SHARE)).collect();
            let error = at.iter().find(|x| x.check == "S102").expect("an error at the field");
            assert_eq!(error.severity, Severity::Error);
            assert_eq!(at.len(), 1, "one finding says it: {at:#?}");
            let refused = reports::submit(&f.cycle, &call(&f.approver), draft, "", Some("đã rà soát")).unwrap_err();
            assert_eq!(refused.code(), "blocked", "{input:?}");
        }
        let fine = ItemInput {
            version,
            ..wrong(None, Some(5.0), Some(7.0))
        };
        reports::save_item(&f.cycle, &own, draft, &fine).unwrap();
        let found = reports::check(&f.cycle, &own, draft).unwrap();
        assert!(of(&found, "S102").is_none(), "{found:#?}");
        let refused = reports::intake(
            &f.cycle,
            &call(&f.system),
            owed(f, r.now, 1),
            &Intake {
                items: vec![wrong(Some(-20.0), None, None)],
                key: "x".into(),
                note: Some("a".into()),
                ..Intake::default()
            },
        );
        assert_eq!(refused.unwrap_err().code(), "blocked");
    });
}
