//! The documents of a round: what a unit's own report says around its answers, and on which figures the consolidated report
//! stands.

use crate::fixture::{Fixture, NOW, call, on_each, report, task};
use tonghop_app::cycle::documents::{self, DocumentKind, FormOutcome, OfficeSettings};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::system::{self, ImportRow};
use tonghop_app::cycle::{review, views};
use tonghop_messages::Lang;
use tonghop_model::cycle::ReviewDecision;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::official::{Block, Cell, Inline, OfficialDocument, Title};

fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Bold(text) | Inline::Italic(text) | Inline::Value { text, .. } => text.clone(),
        Inline::Footnote(_) | Inline::Break => String::new(),
    };
    inlines.iter().map(word).collect()
}

fn blocks(body: &[Block]) -> Vec<String> {
    let cell = |c: &Cell| c.paragraphs.iter().map(|p| words(p)).collect::<String>();
    body.iter()
        .flat_map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item(text) => vec![words(text)],
            Block::Table(table) => table
                .rows
                .iter()
                .map(|r| r.iter().map(cell).collect::<Vec<_>>().join("|"))
                .collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn text(document: &OfficialDocument) -> String {
    blocks(&document.body).join("\n")
}

/// The first tasks of the template.
fn asked(f: &Fixture) -> Vec<String> {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
    let tasks = page.template.content.tasks.iter().take(2);
    tasks.map(|t| t.node.clone()).collect()
}

/// What a register says of a commune.
fn import(f: &Fixture, commune: usize, (part, whole): (f64, f64)) {
    let page = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
    let row = ImportRow {
        unit: page.unit.code,
        indicator: "T04".into(),
        value: None,
        numerator: Some(part),
        denominator: Some(whole),
    };
    system::import_values(&f.cycle, &call(&f.head), f.round, &[row], ("", false)).unwrap();
}

fn send(f: &Fixture, commune: usize) -> SubmissionId {
    let tasks = asked(f);
    let result = |what: &str| {
        format!("UBND xã đã tổ chức 06 lớp tập huấn {what} cho 536 lượt cán bộ, công chức và người dân trên địa bàn.")
    };
    let input = Intake {
        items: vec![
            task(&tasks[0], 0, "Đáp ứng", &result("kỹ năng số")),
            task(&tasks[1], 0, "Đáp ứng", &result("an toàn thông tin")),
        ],
        key: format!("tai-lieu-{commune}"),
        note: Some("rà soát".into()),
        ..Intake::default()
    };
    reports::intake(&f.cycle, &call(&f.system), report(f, commune), &input)
        .unwrap()
        .submission
}

fn version(f: &Fixture, commune: usize) -> i64 {
    let seen = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
    seen.submission.unwrap().version
}

#[test]
fn a_units_own_report_cites_its_request_and_points_to_its_annex() {
    on_each(|f| {
        send(f, 0);
        let document = documents::report(&f.cycle, &call(&f.approver), report(f, 0)).unwrap();
        let said = blocks(&document.body);
        let unit = reports::page(&f.cycle, &call(&f.system), report(f, 0), None)
            .unwrap()
            .unit
            .name;
        let opening = format!("Thực hiện Công văn số 1/SKHCN của Sở Khoa học và Công nghệ, UBND {unit} báo cáo");
        assert!(
            said[0].starts_with(&opening) && said[0].ends_with("như sau:"),
            "{said:?}"
        );
        assert!(
            said[0].contains("30/6/2026") || said[0].contains("14/6/2026"),
            "{}",
            said[0]
        );
        let last = &said[said.len() - 2..];
        assert!(last[0].contains("Phụ lục kèm theo"), "{said:?}");
        assert!(last[1].starts_with("Trên đây là báo cáo"), "{said:?}");
        let Title::Named { subject, .. } = &document.title else {
            panic!("a report has a kind")
        };
        assert!(
            subject.contains("thực hiện") && subject.contains(&unit) && subject.contains("2026"),
            "{subject}"
        );
        assert_eq!(document.signature.capacity, ["CHỦ TỊCH"]);
    });
}

#[test]
fn an_indicator_has_one_value_in_the_view_and_in_the_documents() {
    on_each(|f| {
        let first = send(f, 0);
        send(f, 1);
        let draft = |short| documents::consolidated(&f.cycle, &call(&f.head), f.round, short).unwrap();
        assert!(text(&draft(false)).contains("Chưa có số liệu chỉ tiêu nào của báo cáo đã được chấp nhận"));
        review::start(&f.cycle, &call(&f.reviewer), first, version(f, 0)).unwrap();
        review::accept(&f.cycle, &call(&f.reviewer), first, version(f, 0)).unwrap();
        // A register may speak of a unit that sent nothing.
        import(f, 0, (40.0, 50.0));
        import(f, 2, (10.0, 50.0));
        let view = views::indicators(&f.cycle, &call(&f.head), f.round).unwrap();
        let row = view.iter().find(|r| r.code == "T04").unwrap();
        assert_eq!(
            (row.numerator, row.denominator, row.value),
            (Some(50.0), Some(100.0), Some(50.0))
        );
        let document = draft(false);
        // Without the marks that keep words and figures together.
        let annex = blocks(&document.annexes[1].body)
            .join("\n")
            .replace(['\u{2060}', '\u{a0}'], "");
        // Nobody's value is left out of the sum.
        assert!(annex.lines().any(|row| row.ends_with("|50|100|50%|2|")), "{annex}");
        // The text says on what it stands.
        let said = text(&document);
        assert!(
            said.contains("1 báo cáo đã được chấp nhận, 1 báo cáo đang chờ xem xét. "),
            "{said}"
        );
        assert!(
            said.contains("chỉ tiêu chỉ cộng số liệu của báo cáo đã được chấp nhận"),
            "{said}"
        );
        assert!(text(&draft(true)).contains("1 báo cáo đã được chấp nhận"));
    });
}

#[test]
fn what_the_reviewer_sent_back_is_not_praised() {
    on_each(|f| {
        let tasks = asked(f);
        let id = send(f, 0);
        let quoted = |what: &str| {
            let document = documents::consolidated(&f.cycle, &call(&f.head), f.round, false).unwrap();
            text(&document).contains(&format!("06 lớp tập huấn {what}"))
        };
        assert!(quoted("kỹ năng số") && quoted("an toàn thông tin"));
        review::start(&f.cycle, &call(&f.reviewer), id, version(f, 0)).unwrap();
        let returned = ReviewDecision::Returned {
            reason: "chưa có số liệu cụ thể".into(),
            due: NOW.day_in_vietnam(),
        };
        review::decide_item(&f.cycle, &call(&f.reviewer), id, (&tasks[0], 0), &returned).unwrap();
        review::return_items(&f.cycle, &call(&f.reviewer), id, version(f, 0), None).unwrap();
        assert!(!quoted("kỹ năng số") && quoted("an toàn thông tin"));
        let document = documents::consolidated(&f.cycle, &call(&f.head), f.round, false).unwrap();
        assert!(
            text(&document).contains("1 báo cáo đã trả lại để hoàn chỉnh"),
            "{}",
            text(&document)
        );
    });
}

#[test]
fn a_form_of_another_unit_is_refused_with_the_one_reason() {
    on_each(|f| {
        let name = |commune: usize| {
            let page = reports::page(&f.cycle, &call(&f.system), report(f, commune), None).unwrap();
            page.unit.name
        };
        let other = documents::form_file(&f.cycle, &call(&f.system), report(f, 1), Lang::Vi).unwrap();
        let taken = documents::fill_form(
            &f.cycle,
            &call(&f.editor),
            report(f, 0),
            (&other.name, &other.bytes),
            Lang::Vi,
        );
        let FormOutcome::Refused(reason) = taken.unwrap() else {
            panic!("nothing of it is taken")
        };
        assert!(reason.contains(&name(0)) && reason.contains(&name(1)), "{reason}");
        assert!(reason.contains("Không lưu câu trả lời nào"), "{reason}");
        let page = reports::page(&f.cycle, &call(&f.system), report(f, 0), None).unwrap();
        assert!(page.submission.is_none() && page.items.is_empty());
    });
}

#[test]
fn a_signer_bears_no_academic_title() {
    on_each(|f| {
        let office = |signer: &str| OfficeSettings {
            signer: signer.into(),
            ..OfficeSettings::default()
        };
        assert!(documents::change_office(&f.cycle, &call(&f.head), &office("TS. Trần Văn Mẫu")).is_err());
        documents::change_office(&f.cycle, &call(&f.head), &office("Trần Văn Mẫu")).unwrap();
        let letter = documents::letter(&f.cycle, &call(&f.head), f.round, DocumentKind::Request).unwrap();
        assert_eq!(letter.signature.name, "Trần Văn Mẫu");
    });
}
