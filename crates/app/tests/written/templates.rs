//! Reports in the template of every province: each row with its status and its result comes back from both forms.

use tonghop_model::reading::{Reading, StatusClass, TaskRow};
use tonghop_model::template::Template;

use super::{WITH_TABLE, again, engine, folder, measure_of, same_content};

/// A status as units write it, what it means, and its percentage.
const STATUSES: [(&str, StatusClass, Option<f64>); 9] = [
    ("Hoàn thành", StatusClass::Met, None),
    ("Cơ bản hoàn thành", StatusClass::MostlyMet, None),
    ("75%", StatusClass::Percent, Some(75.0)),
    ("Đang thực hiện", StatusClass::InProgress, None),
    ("Chưa thực hiện", StatusClass::NotStarted, None),
    ("Chờ hướng dẫn của cấp trên", StatusClass::AwaitingHigherLevel, None),
    ("Không phát sinh", StatusClass::NotArising, None),
    ("Không thuộc thẩm quyền", StatusClass::NotCompetent, None),
    ("", StatusClass::NotReported, None),
];

/// The result of a row: short, long, with figures, with a cited document, with several sentences, over more than a page, blank.
fn result(row: usize) -> String {
    match row % 7 {
        0 => format!("Ban hành Kế hoạch số {}/KH-UBND ngày 15/{}/2026 về chuyển đổi số.", row + 10, row % 9 + 1),
        1 => format!("{}/{} hộ gia đình có kết nối Internet.", 200 + row, 400 + row),
        2 => "Đã tổ chức thực hiện.".to_owned(),
        3 => format!("Thành lập {} tổ tại {} thôn. Mở 02 lớp tập huấn cho {} lượt người.", row + 2, row + 2, 100 + row),
        4 => String::new(),
        5 => "Thực hiện theo hướng dẫn; phối hợp với doanh nghiệp viễn thông, các trường học và trạm y tế trên địa bàn xã.".to_owned(),
        _ if row == 6 => "Tuyên truyền trên hệ thống loa truyền thanh, trang thông tin điện tử và các buổi sinh hoạt của thôn, tổ dân phố. ".repeat(30).trim().to_owned(),
        _ => format!("Đạt {}% so với kế hoạch năm.", 50 + row % 50),
    }
}

fn rows(template: &Template) -> Vec<TaskRow> {
    let filled = template.tasks.iter().enumerate().map(|(at, task)| {
        let (status, status_class, percent) = STATUSES[at % STATUSES.len()];
        let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
        TaskRow {
            part: some(&task.part),
            group: some(&task.group),
            group_title: template.group_title(&task.part, &task.group).map(str::to_owned),
            no: some(&task.no),
            title: task.title.clone(),
            lead: task.lead.clone(),
            timeframe: task.timeframe.clone(),
            status: status.to_owned(),
            status_class,
            percent,
            result: result(at),
            node: Some(task.node.clone()),
            confidence: 1.0,
            ..TaskRow::default()
        }
    });
    filled.collect()
}

fn told(reading: &Reading) -> Vec<String> {
    let text = |t: &Option<String>| t.as_deref().map(tonghop_text::squash_space).unwrap_or_default();
    let tasks = reading.tasks.iter();
    tasks
        .map(|t| {
            let place = [&t.part, &t.group, &t.group_title, &t.no, &t.lead, &t.timeframe, &t.node].map(text);
            let said = [&t.title, &t.status, &t.result].map(|t| tonghop_text::squash_space(t));
            format!("{place:?} {said:?} {:?} {:?}", t.status_class, t.percent)
        })
        .collect()
}

#[test]
fn every_template_comes_back_with_every_row_status_and_result() {
    let engine = engine();
    let path = folder().join("head-of-templates.md");
    std::fs::write(&path, WITH_TABLE).unwrap();
    let base = engine.read_file(&path).unwrap().understood.reading;
    assert!(!engine.catalogue.templates.is_empty());
    for template in &engine.catalogue.templates {
        let mut reading = base.clone();
        reading.tasks = rows(template);
        let name = format!("template-{}", template.code);
        let document = engine.document_of_reading(&reading);
        let bare = measure_of(&engine, &name, &document);
        for (form, after) in again(&engine, &name, &document) {
            let place = format!("{name} {form}");
            let (wanted, found) = (told(&reading), told(&after));
            let differs = wanted.iter().zip(&found).find(|(a, b)| a != b);
            assert_eq!((differs, wanted.len()), (None, found.len()), "{place}");
            let header = |r: &Reading| {
                let h = r.header.clone();
                (
                    [
                        h.issuer,
                        h.issuer_level,
                        h.number,
                        h.place,
                        h.date,
                        h.title,
                        h.addressee,
                    ],
                    [h.signature.authority, h.signature.capacity, h.signature.name],
                )
            };
            assert_eq!(header(&reading), header(&after), "{place}");
            same_content(&after, &bare, &place);
        }
    }
}
