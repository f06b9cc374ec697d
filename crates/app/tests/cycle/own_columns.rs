//! Columns that a province adds to the annex: from the template to what is printed, and over the versions of a template.

use crate::fixture::{Fixture, call, on_each};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::templates::{self, Change, ContentColumn, Entry, Kind};
use tonghop_app::cycle::{CycleError, documents, units, views};
use tonghop_messages::Lang;
use tonghop_model::cycle::Action;
use tonghop_model::cycle::ids::{ReportId, RoundId, TemplateId};
use tonghop_model::official::{Block, Cell, Inline, OfficialDocument};
use tonghop_model::template::{Column, OwnColumn, OwnKind, OwnValues};

fn own(heading: &str, kind: OwnKind, choices: &[&str], required: bool) -> ContentColumn {
    ContentColumn {
        column: Column::Own(0),
        heading: Some(heading.into()),
        own: Some(OwnColumn {
            kind,
            choices: choices.iter().map(|c| (*c).into()).collect(),
            required,
            ..OwnColumn::default()
        }),
    }
}

fn step(f: &Fixture, id: TemplateId, change: &Change) {
    let by = call(&f.system);
    let version = templates::get(&f.cycle, &by, id).unwrap().version;
    templates::change(&f.cycle, &by, id, version, change).unwrap();
}

fn publish(f: &Fixture, id: TemplateId) {
    let by = call(&f.system);
    let version = templates::get(&f.cycle, &by, id).unwrap().version;
    templates::publish(&f.cycle, &by, id, version).unwrap();
}

/// A version with three columns of one's own.
fn with_columns(f: &Fixture) -> TemplateId {
    let by = call(&f.system);
    let base = templates::list(&f.cycle, &by).unwrap()[0].id;
    let draft = templates::draft(&f.cycle, &by, base).unwrap();
    for column in [
        own(
            "Nguồn kinh phí",
            OwnKind::Choice,
            &["Ngân sách tỉnh", "Xã hội hóa"],
            true,
        ),
        own("Kinh phí (triệu đồng)", OwnKind::Number, &[], false),
        own("Ngày hoàn thành", OwnKind::Date, &[], false),
    ] {
        step(f, draft, &Change::Put(None, Entry::Column(column)));
    }
    publish(f, draft);
    draft
}

fn round(f: &Fixture, template: TemplateId, period: &str, title: &str) -> RoundId {
    let by = call(&f.system);
    let tree = units::tree(&f.cycle, &by, Action::ViewUnit).unwrap();
    let root = tree.iter().find(|u| u.level != "commune").unwrap();
    let input = NewRound {
        title: title.into(),
        request_number: "2/SKHCN".into(),
        request_date: None,
        request_issuer: "Sở Khoa học và Công nghệ".into(),
        template,
        unit: tonghop_model::cycle::ids::UnitId(root.id),
        period: period.parse().unwrap(),
        cut_off: None,
        deadline: "2026-06-25".parse().unwrap(),
        exempt: Vec::new(),
    };
    rounds::open(&f.cycle, &by, &input).unwrap().round
}

fn report(f: &Fixture, round: RoundId) -> ReportId {
    rounds::find_report(&f.cycle, &call(&f.system), round, f.communes[0]).unwrap()
}

fn values(pairs: &[(&str, &str)]) -> Option<OwnValues> {
    Some(pairs.iter().map(|(c, v)| ((*c).into(), (*v).into())).collect())
}

fn answer(node: &str, version: i64, own: Option<OwnValues>) -> ItemInput {
    ItemInput {
        own,
        ..crate::fixture::task(node, version, "Đã hoàn thành", "Đã mở 02 lớp tập huấn.")
    }
}

fn first_task(f: &Fixture, template: TemplateId) -> String {
    let found = templates::get(&f.cycle, &call(&f.system), template).unwrap();
    found.content.tasks[0].node.clone()
}

#[test]
fn a_column_of_ones_own_goes_from_the_template_to_print() {
    on_each(|f| {
        let by = call(&f.system);
        let template = with_columns(f);
        let round = round(f, template, "nd09:2026-Q2", "Báo cáo quý II năm 2026");
        let (report, node) = (report(f, round), first_task(f, template));
        let draft = reports::start(&f.cycle, &by, report).unwrap();
        // What a column cannot hold, and a column that is not there, are named; nothing is saved.
        for (code, value) in [
            ("nguon_kinh_phi", "Trung ương"),
            ("kinh_phi_trieu_dong", "nhiều"),
            ("ngay_hoan_thanh", "31/02/2026"),
            ("khac", "x"),
        ] {
            let wrong = reports::save_item(&f.cycle, &by, draft, &answer(&node, 0, values(&[(code, value)])));
            match wrong {
                Err(CycleError::Invalid(fields)) => assert_eq!(fields[0].field, format!("own.{code}")),
                other => panic!("{code}: {other:?}"),
            }
        }
        // A column that has to be filled in stops sending while it is blank.
        let saved = reports::save_item(&f.cycle, &by, draft, &answer(&node, 0, None)).unwrap();
        let missing = |found: Vec<reports::Finding>| found.iter().filter(|f| f.check == "S103").count();
        assert_eq!(missing(reports::check(&f.cycle, &by, draft).unwrap()), 1);
        let filled = values(&[
            ("nguon_kinh_phi", "ngân sách tỉnh"),
            ("kinh_phi_trieu_dong", "1.250,5"),
            ("ngay_hoan_thanh", "5/6/2026"),
        ]);
        let saved = reports::save_item(&f.cycle, &by, draft, &answer(&node, saved.version, filled)).unwrap();
        assert_eq!(missing(reports::check(&f.cycle, &by, draft).unwrap()), 0);
        let kept = values(&[
            ("nguon_kinh_phi", "Ngân sách tỉnh"),
            ("kinh_phi_trieu_dong", "1250,5"),
            ("ngay_hoan_thanh", "05/06/2026"),
        ]);
        assert_eq!(Some(saved.own), kept);
        // Who does not speak of the columns leaves them alone.
        let saved = reports::save_item(&f.cycle, &by, draft, &answer(&node, saved.version, None)).unwrap();
        assert_eq!(Some(saved.own), kept);
        let printed = documents::report(&f.cycle, &by, report).unwrap();
        let text = cells(&printed);
        for word in ["Nguồn kinh phí", "Ngân sách tỉnh", "1.250,5", "05/06/2026"] {
            assert!(text.iter().any(|t| t == word), "{word} is printed: {text:?}");
        }
        // The workbook has them, and gives them back.
        let file = documents::form_file(&f.cycle, &by, report, Lang::Vi).unwrap();
        let file = (file.name.as_str(), file.bytes.as_slice());
        match documents::fill_form(&f.cycle, &by, report, file, Lang::Vi).unwrap() {
            documents::FormOutcome::Filled(filled) => {
                assert_eq!((filled.saved, filled.problems.len()), (0, 0), "{:?}", filled.problems);
                assert_eq!(filled.unchanged, 1);
            }
            documents::FormOutcome::Refused(why) => panic!("{why}"),
        }
        // What is sent is seen in the matrix.
        let sent = reports::submit(&f.cycle, &by, draft, "k", Some("đã kiểm tra"));
        assert!(sent.is_ok(), "{sent:?}");
        let cell = views::cell(&f.cycle, &by, round, f.communes[0], &node).unwrap();
        assert_eq!(cell.own[0], ("Nguồn kinh phí".to_owned(), "Ngân sách tỉnh".to_owned()));
    });
}

#[test]
fn a_reworded_column_keeps_its_answers_and_a_dropped_one_is_not_copied() {
    on_each(|f| {
        let by = call(&f.system);
        let template = with_columns(f);
        let first = round(f, template, "nd09:2026-Q1", "Báo cáo quý I năm 2026");
        let node = first_task(f, template);
        let draft = reports::start(&f.cycle, &by, report(f, first)).unwrap();
        let filled = values(&[("nguon_kinh_phi", "Xã hội hóa"), ("ngay_hoan_thanh", "01/03/2026")]);
        reports::save_item(&f.cycle, &by, draft, &answer(&node, 0, filled)).unwrap();
        reports::submit(&f.cycle, &by, draft, "k1", Some("đã kiểm tra")).unwrap();
        let next = templates::draft(&f.cycle, &by, template).unwrap();
        let columns = templates::get(&f.cycle, &by, next).unwrap().content.columns;
        let at = |code: &str| {
            columns
                .iter()
                .position(|c| c.own.as_ref().is_some_and(|o| o.code == code))
                .unwrap()
        };
        let reworded = own("Nguồn vốn", OwnKind::Choice, &["Ngân sách tỉnh", "Xã hội hóa"], true);
        step(
            f,
            next,
            &Change::Put(Some(at("nguon_kinh_phi")), Entry::Column(reworded)),
        );
        step(f, next, &Change::Up(Kind::Column, at("nguon_kinh_phi")));
        step(f, next, &Change::Remove(Kind::Column, at("ngay_hoan_thanh")));
        publish(f, next);
        let content = templates::get(&f.cycle, &by, next).unwrap().content;
        let headings: Vec<&str> = content.own_columns().map(|(heading, _)| heading).collect();
        assert_eq!(headings, ["Nguồn vốn", "Kinh phí (triệu đồng)"]);
        let second = report(f, round(f, next, "nd09:2026-Q2", "Báo cáo quý II năm 2026"));
        let draft = reports::start(&f.cycle, &by, second).unwrap();
        assert_eq!(reports::copy_forward(&f.cycle, &by, draft, None).unwrap(), 1);
        let page = reports::page(&f.cycle, &by, second, Some(draft)).unwrap();
        let copied = page.items.iter().find(|i| i.node == node).unwrap();
        assert_eq!(Some(copied.own.clone()), values(&[("nguon_kinh_phi", "Xã hội hóa")]));
        // Taken back as a whole, and copied once more; what was changed since stays.
        assert_eq!(reports::copied(&page.submission.unwrap(), &page.items), 1);
        assert_eq!(reports::undo_copy(&f.cycle, &by, draft).unwrap(), 1);
        let item = || {
            let page = reports::page(&f.cycle, &by, second, Some(draft)).unwrap();
            page.items.into_iter().find(|i| i.node == node).unwrap()
        };
        assert!(item().status.is_empty() && item().own.is_empty());
        assert_eq!(reports::undo_copy(&f.cycle, &by, draft).unwrap(), 0);
        assert_eq!(reports::copy_forward(&f.cycle, &by, draft, None).unwrap(), 1);
        let changed = crate::fixture::task(&node, item().version, "Hoàn thành", "Viết lại cho kỳ này");
        reports::save_item(&f.cycle, &by, draft, &changed).unwrap();
        assert_eq!(reports::undo_copy(&f.cycle, &by, draft).unwrap(), 0);
        assert_eq!(item().result, "Viết lại cho kỳ này");
    });
}

/// Texts of all cells of the annexes.
fn cells(document: &OfficialDocument) -> Vec<String> {
    let of_cell = |cell: &Cell| {
        let texts = cell.paragraphs.iter().flatten().filter_map(|inline| match inline {
            Inline::Text(text) => Some(text.clone()),
            _ => None,
        });
        texts.collect::<String>()
    };
    let blocks = document.annexes.iter().flat_map(|a| &a.body);
    let rows = blocks.flat_map(|block| match block {
        Block::Table(table) => table.head.iter().chain(&table.rows).collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    rows.flatten().map(of_cell).collect()
}
