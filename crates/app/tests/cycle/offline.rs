//! A form that is filled offline while others go on in the system, and a report that is sent as a whole over a draft: nobody's answer is
//! lost without a word.

use crate::fixture::{Fixture, call, on_each, report, task};
use crate::package::edited;
use tonghop_app::cycle::documents::{self, FormOutcome};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_messages::Lang;
use tonghop_store::events::{self, EventFilter};

fn node(f: &Fixture, number: usize) -> String {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
    page.template.content.tasks[number].node.clone()
}

/// An answer of the editor, typed on the page.
fn typed(f: &Fixture, node: &str, version: i64, result: &str) -> i64 {
    let draft = reports::start(&f.cycle, &call(&f.editor), report(f, 0)).unwrap();
    let input = task(node, version, "Đang thực hiện", result);
    reports::save_item(&f.cycle, &call(&f.editor), draft, &input)
        .unwrap()
        .version
}

/// The form as it is downloaded now, with another result where `from` stands.
fn filled_form(f: &Fixture, from: &str, to: &str) -> Vec<u8> {
    let form = documents::form_file(&f.cycle, &call(&f.editor), report(f, 0), Lang::Vi).unwrap();
    edited(&form.bytes, "xl/sharedStrings.xml", |xml| {
        assert!(xml.contains(from));
        xml.replacen(from, to, 1)
    })
}

fn upload(f: &Fixture, bytes: &[u8]) -> documents::FormFilled {
    let file = ("bieu-mau.xlsx", bytes);
    match documents::fill_form(&f.cycle, &call(&f.editor), report(f, 0), file, Lang::Vi).unwrap() {
        FormOutcome::Filled(filled) => filled,
        FormOutcome::Refused(reason) => panic!("{reason}"),
    }
}

fn result_of(f: &Fixture, node: &str) -> String {
    let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
    let item = page.items.into_iter().find(|i| i.node == node);
    item.map_or_else(String::new, |i| i.result)
}

#[test]
fn a_form_filled_offline_writes_over_nothing_that_was_changed_meanwhile() {
    on_each(|f| {
        let nodes = [node(f, 0), node(f, 1)];
        let first = typed(f, &nodes[0], 0, "Câu thứ nhất");
        typed(f, &nodes[1], 0, "Câu thứ hai");
        let form = filled_form(f, "Câu thứ nhất", "Sửa trong tệp");
        // The first was changed in both, the second in the system only.
        typed(f, &nodes[0], first, "Sửa trên trang");
        typed(f, &nodes[1], 1, "Câu thứ hai, sửa trên trang");
        let filled = upload(f, &form);
        assert_eq!((filled.saved, filled.conflicts.len(), filled.replaced.len()), (0, 1, 0));
        let conflict = &filled.conflicts[0];
        assert_eq!(conflict.standing.result, "Sửa trên trang");
        assert_eq!(conflict.other.result, "Sửa trong tệp");
        assert_eq!(result_of(f, &nodes[0]), "Sửa trên trang");
        assert_eq!(result_of(f, &nodes[1]), "Câu thứ hai, sửa trên trang");
    });
}

#[test]
fn a_filled_form_that_is_only_looked_at_saves_nothing() {
    on_each(|f| {
        let node = node(f, 0);
        typed(f, &node, 0, "Câu thứ nhất");
        let form = filled_form(f, "Câu thứ nhất", "Sửa trong tệp");
        let file = ("bieu-mau.xlsx", form.as_slice());
        let would = documents::would_fill(&f.cycle, &call(&f.editor), report(f, 0), file, Lang::Vi).unwrap();
        let FormOutcome::Filled(would) = would else {
            panic!("{would:?}")
        };
        assert_eq!(result_of(f, &node), "Câu thứ nhất");
        assert_eq!((would.saved, would), (1, upload(f, &form)), "what it says comes true");
        assert_eq!(result_of(f, &node), "Sửa trong tệp");
    });
}

#[test]
fn what_a_filled_form_replaces_is_shown() {
    on_each(|f| {
        let nodes = [node(f, 0), node(f, 1)];
        typed(f, &nodes[0], 0, "Câu thứ nhất");
        typed(f, &nodes[1], 0, "Câu thứ hai");
        let form = filled_form(f, "Câu thứ nhất", "Sửa trong tệp");
        let filled = upload(f, &form);
        assert_eq!((filled.saved, filled.unchanged, filled.conflicts.len()), (1, 1, 0));
        assert_eq!(filled.replaced[0].standing.result, "Sửa trong tệp");
        assert_eq!(filled.replaced[0].other.result, "Câu thứ nhất");
        // The same once more changes nothing.
        let again = upload(f, &form);
        assert_eq!((again.saved, again.unchanged, again.conflicts.len()), (0, 2, 0));
    });
}

#[test]
fn a_whole_report_takes_the_place_of_a_draft_only_where_that_is_asked_for() {
    on_each(|f| {
        let nodes = [node(f, 0), node(f, 1)];
        typed(f, &nodes[0], 0, "Đang gõ dở");
        let send = |result: &str, replace_draft: bool| {
            let input = Intake {
                items: vec![task(&nodes[1], 0, "Đáp ứng", result)],
                key: format!("key-{result}-{replace_draft}"),
                note: Some("rà soát".into()),
                replace_draft,
            };
            reports::intake(&f.cycle, &call(&f.system), report(f, 0), &input)
        };
        let refused = send("Đã hoàn thành nội dung được giao", false).unwrap_err();
        assert_eq!(refused.code(), "replaces-draft");
        assert_eq!(result_of(f, &nodes[0]), "Đang gõ dở");
        send("Đã hoàn thành nội dung được giao", true).unwrap();
        assert_eq!(result_of(f, &nodes[0]), "");
        let filter = EventFilter {
            limit: 1000,
            ..EventFilter::default()
        };
        let rows = f.cycle.store.read(|db| events::list(db, &filter)).unwrap();
        let replaced = format!(r#""replaced":["{}"]"#, nodes[0]);
        assert!(rows.iter().any(|e| e.detail.contains(&replaced)));
    });
}

#[test]
fn what_cannot_be_taken_leaves_the_answer_as_it_stands() {
    on_each(|f| {
        let nodes = [node(f, 0), node(f, 1)];
        typed(f, &nodes[0], 0, "Câu thứ nhất");
        let long = "dài ".repeat(8_000);
        let form = filled_form(f, "Câu thứ nhất", &long);
        let filled = upload(f, &form);
        assert!(filled.problems.iter().any(|p| p.is_error));
        assert_eq!((filled.saved, filled.replaced.len()), (0, 0));
        assert_eq!(result_of(f, &nodes[0]), "Câu thứ nhất");
    });
}
