//! One report from the request to the edition, with a return in between, by file and by form.

use crate::fixture::{Fixture, NOW, call, on_each, report, task};
use tonghop_app::cycle::files::{self, Upload};
use tonghop_app::cycle::reports::{self, Intake, ItemInput};
use tonghop_app::cycle::views::{self, MatrixFilter};
use tonghop_app::cycle::{CycleError, audit, mail, review, rounds, system, templates};
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::cycle::{Absence, Action, ReviewDecision, SubmissionState};
use tonghop_model::reading::StatusClass;

pub fn nodes(f: &Fixture) -> Vec<String> {
    let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
    page.template.content.tasks.iter().map(|t| t.node.clone()).collect()
}

pub fn fill(f: &Fixture) -> SubmissionId {
    let own = call(&f.editor);
    let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
    for (number, node) in nodes(f).iter().enumerate() {
        let result = format!(
            "Đã ban hành Kế hoạch số {}/KH-UBND ngày 0{}/3/2026 và tổ chức thực hiện.",
            number + 1,
            number % 9 + 1
        );
        reports::save_item(&f.cycle, &own, draft, &task(node, 0, "Đáp ứng", &result)).unwrap();
    }
    draft
}

pub fn send(f: &Fixture, draft: SubmissionId, key: &str) {
    let sent = reports::submit(&f.cycle, &call(&f.approver), draft, key, Some("Đã kiểm tra"));
    if let Err(error) = &sent {
        let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
        panic!("{error:?}: {:#?}", page.findings);
    }
    assert!(!sent.unwrap().repeated);
}

#[test]
fn from_the_draft_to_the_second_edition() {
    on_each(|f| {
        let (editor, approver, reviewer) = (call(&f.editor), call(&f.approver), call(&f.reviewer));
        let draft = fill(f);
        assert!(matches!(
            reports::submit(&f.cycle, &editor, draft, "k0", None),
            Err(CycleError::Denied(_))
        ));
        send(f, draft, "k1");
        assert!(
            reports::submit(&f.cycle, &approver, draft, "k1", None)
                .unwrap()
                .repeated
        );
        assert_eq!(
            reports::submit(&f.cycle, &approver, draft, "k2", None)
                .unwrap_err()
                .code(),
            "wrong-state"
        );

        let waiting = review::queue(&f.cycle, &reviewer, Some(f.round)).unwrap();
        assert_eq!(waiting.len(), 1);
        let version = waiting[0].submission.version;
        review::start(&f.cycle, &reviewer, draft, version).unwrap();
        assert_eq!(
            review::start(&f.cycle, &reviewer, draft, version).unwrap_err().code(),
            "wrong-state"
        );
        assert_eq!(
            reports::withdraw(&f.cycle, &approver, draft, version + 1)
                .unwrap_err()
                .code(),
            "wrong-state"
        );
        let nodes = nodes(f);
        let returned = ReviewDecision::Returned {
            reason: "Chưa có số liệu".into(),
            due: "2026-06-20".parse().unwrap(),
        };
        for node in &nodes[..2] {
            review::decide_item(&f.cycle, &reviewer, draft, (node, 0), &returned).unwrap();
        }
        review::decide_item(&f.cycle, &reviewer, draft, (&nodes[2], 0), &ReviewDecision::Accepted).unwrap();
        assert_eq!(
            review::accept(&f.cycle, &reviewer, draft, version + 4)
                .unwrap_err()
                .code(),
            "items-returned"
        );
        assert_eq!(
            review::return_items(&f.cycle, &reviewer, draft, version + 4, Some("Xin sửa")).unwrap(),
            2
        );
        // The word at sending explains its warnings: the reviewer's own does not take its place.
        let page = reports::page(&f.cycle, &editor, report(f, 0), None).unwrap();
        assert_eq!(page.submission.unwrap().note.as_deref(), Some("Đã kiểm tra"));
        assert_eq!(page.comments.last().unwrap().text, "Xin sửa");
        assert!(
            mail::claim(&f.cycle, NOW).unwrap().is_none(),
            "more may be written in the same moment"
        );
        let quiet = NOW.plus_seconds(10);
        let letter = mail::claim(&f.cycle, quiet).unwrap().unwrap();
        assert!(
            ["Chưa có số liệu", "20/6/2026", "Xin sửa"]
                .iter()
                .all(|words| letter.text.contains(words)),
            "{}",
            letter.text
        );
        let other = mail::claim(&f.cycle, quiet).unwrap().unwrap();
        assert_ne!(letter.to, other.to, "editor and approver are told");
        assert!(
            mail::claim(&f.cycle, quiet).unwrap().is_none(),
            "a claimed letter is not claimed twice"
        );
        assert_eq!(mail::sent(&f.cycle, NOW, &letter).unwrap(), 0);
        let later = NOW.plus_seconds(620);
        assert_eq!(
            mail::claim(&f.cycle, later).unwrap().map(|l| l.key),
            Some(other.key.clone()),
            "a dead worker's letter comes back as the same"
        );
        assert_eq!(mail::sent(&f.cycle, later, &other).unwrap(), 1, "its lease ran out");
        assert!(
            mail::claim(&f.cycle, later).unwrap().is_none(),
            "what was sent does not"
        );

        let second = reports::start(&f.cycle, &editor, report(f, 0)).unwrap();
        assert_ne!(second, draft);
        let page = reports::page(&f.cycle, &editor, report(f, 0), None).unwrap();
        assert_eq!((page.returned.len(), page.items.len()), (2, nodes.len()));
        let item = page.items.iter().find(|i| i.node == nodes[0]).unwrap();
        let better = task(
            &nodes[0],
            item.version,
            "100%",
            "Đã bổ sung đầy đủ số liệu theo yêu cầu.",
        );
        reports::save_item(&f.cycle, &editor, second, &better).unwrap();
        let before = reports::page(&f.cycle, &editor, report(f, 0), Some(draft)).unwrap();
        let changed: Vec<bool> = reports::todo(&page, &before.items).iter().map(|t| t.changed).collect();
        assert_eq!(changed, [false, false], "the page was read before the change");
        send(f, second, "k3");
        let changes = review::diff(&f.cycle, &reviewer, second, None).unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].after.as_ref().unwrap().class, StatusClass::Met);

        let version = review::queue(&f.cycle, &reviewer, None).unwrap()[0].submission.version;
        review::start(&f.cycle, &reviewer, second, version).unwrap();
        review::accept(&f.cycle, &reviewer, second, version + 1).unwrap();
        let editions = review::editions(&f.cycle, &reviewer, report(f, 0)).unwrap();
        assert_eq!(
            (editions.len(), editions[0].number, editions[0].items.len()),
            (1, 1, nodes.len())
        );

        let third = reports::start(&f.cycle, &editor, report(f, 0)).unwrap();
        send(f, third, "k4");
        let version = review::queue(&f.cycle, &reviewer, None).unwrap()[0].submission.version;
        review::start(&f.cycle, &reviewer, third, version).unwrap();
        review::accept(&f.cycle, &reviewer, third, version + 1).unwrap();
        let page = reports::page(&f.cycle, &editor, report(f, 0), None).unwrap();
        let states: Vec<_> = page.attempts.iter().map(|s| s.state).collect();
        assert_eq!(
            states,
            [
                SubmissionState::Accepted,
                SubmissionState::Superseded,
                SubmissionState::Superseded
            ]
        );
        assert_eq!(
            review::editions(&f.cycle, &reviewer, report(f, 0)).unwrap()[0].number,
            2
        );

        let head = call(&f.head);
        let round = rounds::get(&f.cycle, &head, f.round).unwrap();
        assert_eq!(
            rounds::publish(&f.cycle, &head, f.round, round.version)
                .unwrap_err()
                .code(),
            "wrong-round-state"
        );
        rounds::close(&f.cycle, &head, f.round, round.version).unwrap();
        assert_eq!(
            reports::start(&f.cycle, &editor, report(f, 0)).unwrap_err().code(),
            "wrong-round-state"
        );
        assert_eq!(rounds::publish(&f.cycle, &head, f.round, round.version + 1).unwrap(), 1);
        let verified = audit::verify(&f.cycle, &call(&f.system)).unwrap();
        assert!(verified.is_whole() && verified.events > 50, "{verified:?}");
        assert!(verified.frozen >= 4, "two attempts and two editions: {verified:?}");
    });
}

#[test]
fn a_second_writer_is_shown_what_stands_there() {
    on_each(|f| {
        let own = call(&f.editor);
        let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
        let node = &nodes(f)[0];
        let first = reports::save_item(&f.cycle, &own, draft, &task(node, 0, "Đang triển khai", "Một")).unwrap();
        let again = reports::save_item(&f.cycle, &own, draft, &task(node, 0, "", "Hai"));
        let Err(CycleError::ItemConflict(present)) = again else {
            panic!("{again:?}")
        };
        assert_eq!((present.result.as_str(), present.version), ("Một", first.version));
        let second = reports::save_item(&f.cycle, &own, draft, &task(node, first.version, "98%", "Ba")).unwrap();
        assert_eq!((second.class, second.percent), (StatusClass::Percent, Some(98.0)));
        let stale = reports::save_item(&f.cycle, &own, draft, &task(node, first.version, "", "Bốn"));
        assert!(matches!(stale, Err(CycleError::ItemConflict(i)) if i.result == "Ba"));
        let absent = ItemInput {
            absence: Some(Absence::NotCompetent),
            ..task(&nodes(f)[1], 0, "", "")
        };
        assert_eq!(
            reports::save_item(&f.cycle, &own, draft, &absent).unwrap().class,
            StatusClass::NotCompetent
        );
        assert_eq!(
            reports::save_item(&f.cycle, &own, draft, &task("X.1", 0, "", ""))
                .unwrap_err()
                .code(),
            "invalid"
        );
        assert!(reports::save_item(&f.cycle, &call(&f.reviewer), draft, &absent).is_err());
        assert_eq!(
            reports::start(&f.cycle, &own, report(f, 1)).unwrap_err().code(),
            "denied",
            "a foreign unit"
        );
    });
}

#[test]
fn arithmetic_is_checked_before_a_report_is_sent() {
    on_each(|f| {
        let own = call(&f.editor);
        let draft = reports::start(&f.cycle, &own, report(f, 0)).unwrap();
        assert_eq!(
            reports::submit(&f.cycle, &call(&f.approver), draft, "", None)
                .unwrap_err()
                .code(),
            "empty"
        );
        let node = &nodes(f)[0];
        let wrong = task(
            node,
            0,
            "Đáp ứng",
            "Số hồ sơ thanh toán trực tuyến là 691/685 hồ sơ, đạt 100,9%.",
        );
        reports::save_item(&f.cycle, &own, draft, &wrong).unwrap();
        let found = reports::check(&f.cycle, &own, draft).unwrap();
        let over = found
            .iter()
            .find(|x| x.node.as_deref() == Some(node))
            .expect("691 of 685 is found");
        assert!(over.quotes.iter().any(|q| q.contains("691")), "{over:?}");
        let result = reports::submit(&f.cycle, &call(&f.approver), draft, "", None);
        assert!(matches!(result.unwrap_err().code(), "blocked" | "unexplained"));
    });
}

#[test]
fn a_document_fills_the_form() {
    on_each(|f| {
        let own = call(&f.editor);
        let text = document(f);
        let file = Upload {
            name: "bao-cao.md",
            bytes: text.as_bytes(),
            node: None,
            is_report: true,
        };
        let (draft, reading) = files::upload(&f.cycle, &own, report(f, 0), &file)
            .unwrap()
            .reading
            .unwrap();
        assert!(files::run_next_reading(&f.cycle, NOW).unwrap());
        assert!(!files::run_next_reading(&f.cycle, NOW).unwrap(), "nothing else waits");
        let found = files::candidates(&f.cycle, &own, draft).unwrap();
        let tasks: Vec<_> = found.iter().filter(|c| c.kind == "task").collect();
        assert_eq!(tasks.len(), nodes(f).len(), "{found:#?}");
        let source = files::source(&f.cycle, &own, reading).unwrap();
        let span = tasks[0].span.unwrap();
        assert_eq!(source.blocks[span.block].kind, "table");
        let saved = files::accept(&f.cycle, &own, tasks[0].id, tasks[0].version, 0).unwrap();
        assert_eq!((saved.source.as_str(), saved.span), ("candidate", Some(span)));
        assert_eq!(
            files::accept(&f.cycle, &own, tasks[0].id, tasks[0].version, 0)
                .unwrap_err()
                .code(),
            "conflict"
        );
        let mut corrected = tasks[1].input.clone();
        corrected.result = "Đã sửa lại".into();
        assert_eq!(
            files::correct(&f.cycle, &own, tasks[1].id, tasks[1].version, &corrected)
                .unwrap()
                .result,
            "Đã sửa lại"
        );
        files::reject(&f.cycle, &own, tasks[2].id, tasks[2].version).unwrap();
        let rest = files::accept_all(&f.cycle, &own, draft, 0.0, false).unwrap();
        assert!(rest >= tasks.len() - 3, "{rest}");
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        assert_eq!((page.open_candidates, page.files.len()), (0, 1));
        // Read again after a change of the reader: what was decided stays, nothing of it is asked twice.
        let before = files::candidates(&f.cycle, &own, draft).unwrap();
        files::read_again(&f.cycle, &own, page.files[0].id).unwrap();
        assert!(files::run_next_reading(&f.cycle, NOW).unwrap());
        assert!(
            files::candidates(&f.cycle, &own, draft).unwrap() == before,
            "decided is decided"
        );
        let again = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        assert_eq!((again.open_candidates, again.readings.len()), (0, 2));
        assert_eq!(again.items, page.items);
        let foreign = call(&f.reviewer);
        assert!(files::read_again(&f.cycle, &foreign, page.files[0].id).is_err());
        let back = files::download(&f.cycle, &own, page.files[0].id).unwrap();
        assert_eq!(back.bytes, text.as_bytes());
        let broken = Upload {
            name: "hong.pdf",
            bytes: b"%PDF-1.7 hong",
            node: None,
            is_report: true,
        };
        files::upload(&f.cycle, &own, report(f, 0), &broken).unwrap();
        assert!(files::run_next_reading(&f.cycle, NOW).unwrap());
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        assert_eq!(page.readings[0].state, "failed");
        assert!(page.readings[0].failure.is_some());
    });
}

/// The annex of the template as a table of a text document.
fn document(f: &Fixture) -> String {
    let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
    let mut text = String::from(
        "# BÁO CÁO\n\n| TT | Nhiệm vụ, giải pháp | Thời gian | Mức độ hoàn thành | Kết quả chi tiết |\n|---|---|---|---|---|\n",
    );
    let (mut part, mut group) = (String::new(), String::new());
    let content = &page.template.content;
    for task in &content.tasks {
        if task.part != part {
            let title = &content.parts.iter().find(|p| p.label == task.part).unwrap().title;
            text.push_str(&format!("| {} | {title} | | | |\n", task.part));
            (part, group) = (task.part.clone(), String::new());
        }
        if task.group != group {
            let title = &content
                .groups
                .iter()
                .find(|g| g.part == task.part && g.label == task.group)
                .unwrap()
                .title;
            text.push_str(&format!("| {} | {title} | | | |\n", task.group));
            group = task.group.clone();
        }
        let timeframe = task.timeframe.as_deref().unwrap_or("");
        text.push_str(&format!(
            "| {} | {} | {timeframe} | Đáp ứng | Đã thực hiện xong nội dung này |\n",
            task.no, task.title
        ));
    }
    text
}

#[test]
fn consolidated_views_are_current() {
    on_each(|f| {
        let system = call(&f.system);
        let nodes = nodes(f);
        for commune in 0..4 {
            let status = ["Đáp ứng", "Đang triển khai", "98%", "Chưa thực hiện"][commune];
            let items = nodes
                .iter()
                .map(|n| task(n, 0, status, &format!("Nội dung riêng số {commune}")))
                .collect();
            let input = Intake {
                items,
                key: format!("intake-{commune}"),
                note: Some("Đã rà soát".into()),
                ..Intake::default()
            };
            let sent = reports::intake(&f.cycle, &system, report(f, commune), &input).unwrap();
            assert!(!sent.repeated);
            let again = reports::intake(&f.cycle, &system, report(f, commune), &input).unwrap();
            assert!(again.repeated && again.submission == sent.submission);
        }
        let reviewer = call(&f.reviewer);
        let matrix = views::matrix(&f.cycle, &reviewer, f.round, &MatrixFilter::default()).unwrap();
        assert_eq!(
            (matrix.units.len(), matrix.total, matrix.tasks.len()),
            (4, 4, nodes.len())
        );
        let first = &matrix.distribution[0];
        assert_eq!(first.iter().sum::<usize>(), 4);
        assert_eq!(
            matrix.units.iter().filter(|u| u.cells[0].percent == Some(98.0)).count(),
            1
        );
        let only = MatrixFilter {
            classes: vec![StatusClass::NotStarted],
            ..MatrixFilter::default()
        };
        assert_eq!(views::matrix(&f.cycle, &reviewer, f.round, &only).unwrap().total, 1);
        let words = MatrixFilter {
            text: Some("riêng số 2".into()),
            ..MatrixFilter::default()
        };
        assert_eq!(views::matrix(&f.cycle, &reviewer, f.round, &words).unwrap().total, 1);
        let cell = views::cell(&f.cycle, &reviewer, f.round, f.communes[2], &nodes[0]).unwrap();
        assert_eq!(cell.item.unwrap().result, "Nội dung riêng số 2");
        let complete = views::completeness(&f.cycle, &reviewer, f.round).unwrap();
        assert_eq!(complete.timeliness[0], 4);
        assert_eq!(complete.units.len(), f.communes.len());
        assert!(views::matrix(&f.cycle, &call(&f.editor), f.round, &MatrixFilter::default()).is_err());
        let page = views::unit_page(&f.cycle, &call(&f.editor), f.communes[0]).unwrap();
        assert_eq!(page.rounds.len(), 1);
        let same = views::compare(&f.cycle, &reviewer, f.round, f.round).unwrap();
        assert_eq!(
            (same.units, same.tasks[0].same_text.len(), same.tasks[0].better.len()),
            (4, 4, 0)
        );
        let owed = reports::mine(&f.cycle, &call(&f.editor), None).unwrap();
        assert_eq!(owed.len(), 1);
        assert_eq!(
            mail::remind(&f.cycle, &reviewer, &[owed[0].report]).unwrap(),
            mail::Reminded {
                settled: 1,
                ..mail::Reminded::default()
            },
            "it was sent"
        );
    });
}

#[test]
fn templates_grow_in_versions() {
    on_each(|f| {
        let head = call(&f.head);
        let first = templates::list(&f.cycle, &head).unwrap().remove(0);
        let draft = templates::draft(&f.cycle, &head, first.id).unwrap();
        let mut present = templates::get(&f.cycle, &head, draft).unwrap();
        assert_eq!((present.number, present.published), (2, false));
        present.content.tasks.truncate(5);
        present.content.indicators.push("T01".into());
        templates::edit(&f.cycle, &head, draft, 1, "Mẫu mới", &present.content).unwrap();
        assert_eq!(
            templates::edit(&f.cycle, &head, draft, 1, "Mẫu mới", &present.content)
                .unwrap_err()
                .code(),
            "conflict"
        );
        present.content.tasks[0].node = "Z.9".into();
        assert_eq!(
            templates::edit(&f.cycle, &head, draft, 2, "Mẫu", &present.content)
                .unwrap_err()
                .code(),
            "invalid"
        );
        templates::publish(&f.cycle, &head, draft, 2).unwrap();
        assert_eq!(
            templates::publish(&f.cycle, &head, draft, 3).unwrap_err().code(),
            "conflict"
        );
        assert!(templates::draft(&f.cycle, &call(&f.editor), draft).is_err());
    });
}

#[test]
fn imported_values_can_be_undone_as_a_whole() {
    on_each(|f| {
        let head = call(&f.head);
        let unit = tonghop_app::cycle::units::tree(&f.cycle, &head, Action::ViewUnit).unwrap();
        let codes: Vec<_> = unit
            .iter()
            .filter(|u| u.level == "commune")
            .map(|u| u.code.clone())
            .collect();
        let row = |unit: &str, part: f64| system::ImportRow {
            unit: unit.into(),
            indicator: "T04".into(),
            value: None,
            numerator: Some(part),
            denominator: Some(200.0),
        };
        let wrong = [row(&codes[0], 1.0), row("99999", f64::NAN)];
        let result = system::import_values(&f.cycle, &head, f.round, &wrong, ("", false)).unwrap();
        assert_eq!((result.id, result.rows, result.wrong), (None, 1, 1));
        let first = [row(&codes[0], 100.0), row(&codes[1], 50.0)];
        assert!(
            system::import_values(&f.cycle, &head, f.round, &first, ("", true))
                .unwrap()
                .id
                .is_none()
        );
        system::import_values(&f.cycle, &head, f.round, &first, ("i1", false)).unwrap();
        assert!(
            system::import_values(&f.cycle, &head, f.round, &first, ("i1", false))
                .unwrap()
                .repeated
        );
        let value = |f: &Fixture| {
            let rows = views::indicators(&f.cycle, &head, f.round).unwrap();
            rows.into_iter().find(|r| r.code == "T04").and_then(|r| r.value)
        };
        assert_eq!(value(f), Some(37.5));
        let second = system::import_values(&f.cycle, &head, f.round, &[row(&codes[0], 200.0)], ("", false)).unwrap();
        assert_eq!(value(f), Some(62.5));
        system::undo_import(&f.cycle, &head, second.id.unwrap()).unwrap();
        assert_eq!(value(f), Some(37.5));
        let twice = system::undo_import(&f.cycle, &head, second.id.unwrap()).unwrap_err();
        assert_eq!(twice.code(), "conflict");
        let told = f.cycle.texts(tonghop_messages::Lang::Vi).format(&twice.message());
        assert!(
            told.contains(&head.actor.name) && told.contains("hoàn tác lúc"),
            "{told}"
        );
        // The value of a share is worked out as where it is typed: the same parts are the same value.
        let same = system::import_values(&f.cycle, &head, f.round, &first, ("", true)).unwrap();
        assert_eq!((same.replaces, same.changed), (2, 0));
        let other = system::ImportRow {
            value: Some(50.0),
            ..first[0].clone()
        };
        let same = system::import_values(&f.cycle, &head, f.round, &[other], ("", true)).unwrap();
        assert_eq!(same.changed, 0, "100 of 200 are 50 percent");
    });
}
