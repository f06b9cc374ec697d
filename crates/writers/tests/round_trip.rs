//! What is written can be read: header, rows, statuses, results and citations come back exactly, for every template of
//! the catalogue and every document, from DOCX and from PDF.

#![allow(clippy::unwrap_used)]

use tonghop_catalogue::Catalogue;
use tonghop_messages::{Lang, Messages};
use tonghop_model::official::{DocumentDate, OfficialDocument, SignatureBlock};
use tonghop_model::reading::{Assessment, FORMAT, Header, Reading, Request, Source, Statement, TaskRow, Understood};
use tonghop_model::template::Template;
use tonghop_readers::{Input, Limits, read};
use tonghop_testkit::reports::{Draft, draft};
use tonghop_writers::documents::commune::{self, AnnexText, CommuneReport, Narrative};
use tonghop_writers::documents::letters;
use tonghop_writers::documents::office::{Issue, LateUnit, Office, Round, RoundState};
use tonghop_writers::{docx, pdf};

const SUBJECT: &str =
    "Tình hình thực hiện Chiến lược quốc gia phát triển kinh tế số và xã hội số đến năm 2025, định hướng đến năm 2030";

fn words() -> Messages {
    Messages::new(Lang::Vi)
}

/// Both forms of a document, read again.
fn again(document: &OfficialDocument) -> [(&'static str, Understood); 2] {
    let (mut word, mut paper) = (Vec::new(), Vec::new());
    docx::write(document, &mut word).unwrap();
    pdf::write(document, &mut paper).unwrap();
    [("a.docx", word), ("a.pdf", paper)].map(|(name, bytes)| {
        let tree = read(&Input { name, bytes: &bytes }, &Limits::default()).unwrap();
        (name, tonghop_understand::understand(&tree, Catalogue::embedded(), name))
    })
}

fn office(draft: &Draft) -> Office {
    let unit = format!("{} {}", draft.unit.kind, draft.unit.name);
    Office {
        superior: None,
        issuer: vec!["ỦY BAN NHÂN DÂN".into(), unit.to_uppercase()],
        name: format!("UBND {unit}"),
        abbreviation: "UBND".into(),
        drafter: "VHXH".into(),
        place: draft.unit.name.clone(),
        signature: SignatureBlock {
            authority: Some("TM. ỦY BAN NHÂN DÂN".into()),
            capacity: vec!["KT. CHỦ TỊCH".into(), "PHÓ CHỦ TỊCH".into()],
            name: "Nguyễn Văn Mẫu".into(),
        },
    }
}

fn issue() -> Issue {
    Issue {
        number: Some("57".into()),
        date: DocumentDate {
            year: 2025,
            month: 10,
            day: 5,
        }
        .into(),
        recipients: vec!["TT. Đảng ủy".into()],
        ..Issue::default()
    }
}

/// A made-up reading for a template: the statuses and results of a draft.
fn reading(draft: &Draft, template: &Template) -> Reading {
    let said = |i: usize| &draft.rows[i % draft.rows.len()];
    let row = |(i, task): (usize, &tonghop_model::template::TemplateTask)| TaskRow {
        part: Some(task.part.clone()),
        group: Some(task.group.clone()),
        group_title: template.group_title(&task.part, &task.group).map(str::to_owned),
        no: Some(task.no.clone()),
        title: task.title.clone(),
        lead: task.lead.clone(),
        timeframe: task.timeframe.clone(),
        status: said(i).status.clone(),
        result: said(i).result.clone(),
        node: Some(task.node.clone()),
        ..TaskRow::default()
    };
    Reading {
        format: FORMAT.into(),
        source: Source::default(),
        header: Header::default(),
        unit: None,
        sections: Vec::new(),
        tasks: template.tasks.iter().enumerate().map(row).collect(),
        measures: Vec::new(),
        citations: Vec::new(),
        assessment: Assessment::default(),
        commitments: Vec::new(),
        findings: Vec::new(),
    }
}

fn report(draft: &Draft, template: &'static Template) -> (OfficialDocument, Reading) {
    let reading = reading(draft, template);
    let (office, issue) = (office(draft), issue());
    let opening = format!(
        "Thực hiện Công văn số {}/SKHCN-CĐS ngày 13/10/2025 của Sở Khoa học và Công nghệ tỉnh {} về việc báo cáo {SUBJECT}, {} báo cáo kết quả thực hiện như sau:",
        draft.request, draft.unit.province, office.name
    );
    let heading = |label: &str, title: &str| Narrative::Heading {
        level: tonghop_model::official::HeadingLevel::Section,
        label: label.into(),
        title: title.into(),
    };
    let mut narrative = vec![Narrative::Paragraph(opening.into()), heading("I", "Kết quả chung")];
    narrative.extend(draft.overview.iter().map(|t| Narrative::Item(t.as_str().into())));
    narrative.push(heading("II", "Đề xuất, kiến nghị"));
    narrative.extend(draft.requests.iter().map(|t| Narrative::Item(t.as_str().into())));
    let document = commune::build(
        &words(),
        &CommuneReport {
            office: &office,
            issue: &issue,
            subject: &format!("{SUBJECT} trên địa bàn {} {}", draft.unit.kind, draft.unit.name),
            bases: &[],
            addressees: &["Sở Khoa học và Công nghệ".into()],
            narrative: &narrative,
            reading: &reading,
            annex: AnnexText::default(),
            template: Some(template),
        },
    );
    (document, reading)
}

#[test]
fn a_report_comes_back_row_by_row_in_every_template() {
    for (number, template) in Catalogue::embedded().templates.iter().enumerate() {
        let draft = draft(11, number * 7);
        let (document, expected) = report(&draft, template);
        for (name, found) in again(&document) {
            let found = found.reading;
            assert_eq!(found.tasks.len(), expected.tasks.len(), "{} {name}", template.code);
            for (a, b) in expected.tasks.iter().zip(&found.tasks) {
                let place = format!("{} {name} {:?} {:?} {:?}", template.code, a.part, a.group, a.no);
                assert_eq!((&a.part, &a.group, &a.no), (&b.part, &b.group, &b.no), "{place}");
                assert_eq!(a.title, b.title, "{place}");
                assert_eq!(a.status, b.status, "{place}");
                assert_eq!(a.result, b.result, "{place}");
                assert_eq!(a.node, b.node, "{place}");
                assert_eq!(a.timeframe, b.timeframe, "{place}");
                assert_eq!(a.lead, b.lead, "{place}");
            }
        }
    }
}

#[test]
fn the_header_of_a_report_comes_back() {
    let template = &Catalogue::embedded().templates[0];
    let draft = draft(5, 3);
    let (document, _) = report(&draft, template);
    for (name, found) in again(&document) {
        let header = found.reading.header;
        let unit = format!("{} {}", draft.unit.kind, draft.unit.name);
        assert_eq!(
            header.issuer.as_deref(),
            Some(format!("UBND {unit}").as_str()),
            "{name}"
        );
        assert_eq!(header.number.as_deref(), Some("57/BC-UBND"), "{name}");
        assert_eq!(header.place.as_deref(), Some(draft.unit.name.as_str()), "{name}");
        assert_eq!(header.date.as_deref(), Some("2025-10-05"), "{name}");
        assert_eq!(
            header.title.as_deref(),
            Some(format!("{SUBJECT} trên địa bàn {unit}").as_str()),
            "{name}"
        );
        assert_eq!(header.addressee.as_deref(), Some("Sở Khoa học và Công nghệ"), "{name}");
        assert_eq!(
            header.recipients,
            ["Như trên", "TT. Đảng ủy", "Lưu: VT, VHXH"],
            "{name}"
        );
        assert_eq!(
            header.signature.authority.as_deref(),
            Some("TM. ỦY BAN NHÂN DÂN"),
            "{name}"
        );
        assert_eq!(
            header.signature.capacity.as_deref(),
            Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
            "{name}"
        );
        assert_eq!(header.signature.name.as_deref(), Some("Nguyễn Văn Mẫu"), "{name}");
        let request = header.request.unwrap_or_default();
        assert_eq!(request.number, Some(format!("{}/SKHCN-CĐS", draft.request)), "{name}");
    }
}

#[test]
fn both_forms_cite_the_same_documents() {
    for number in 0..3 {
        let draft = draft(23, number);
        let (document, _) = report(&draft, draft.template);
        let [word, paper] = again(&document).map(|(_, found)| {
            let cited = found.reading.citations.into_iter();
            cited.map(|c| (c.quote, c.kind, c.number, c.date)).collect::<Vec<_>>()
        });
        let text = draft
            .rows
            .iter()
            .map(|r| r.result.as_str())
            .chain(draft.overview.iter().map(String::as_str));
        let printed = text.map(|t| t.matches("/KH-UBND").count()).sum::<usize>();
        let plans = word
            .iter()
            .filter(|(_, _, n, _)| n.as_deref().is_some_and(|n| n.ends_with("/KH-UBND")))
            .count();
        assert_eq!(plans, printed);
        assert_eq!(word, paper);
    }
}

#[test]
fn letters_and_notices_come_back_with_their_header() {
    let department = Office {
        superior: Some("UBND TỈNH VÂN KHÊ".into()),
        issuer: vec!["SỞ KHOA HỌC VÀ CÔNG NGHỆ".into()],
        name: "Sở Khoa học và Công nghệ".into(),
        abbreviation: "SKHCN".into(),
        drafter: "CĐS".into(),
        place: "Vân Khê".into(),
        signature: SignatureBlock {
            authority: None,
            capacity: vec!["GIÁM ĐỐC".into()],
            name: "Trần Văn Mẫu".into(),
        },
    };
    let round = Round {
        subject: "tình hình thực hiện Chiến lược quốc gia phát triển kinh tế số và xã hội số".into(),
        basis: "Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ".into(),
        period: "năm 2025".into(),
        cut_off: Some(DocumentDate {
            year: 2025,
            month: 10,
            day: 14,
        }),
        deadline: Some(DocumentDate {
            year: 2025,
            month: 10,
            day: 20,
        }),
        request: "Công văn số 12/SKHCN-CĐS ngày 13/10/2025".into(),
        addressees: vec!["Ủy ban nhân dân các xã, phường, đặc khu".into()],
        addressed: false,
        contact: "Gửi qua Hệ thống thông tin báo cáo của tỉnh.".into(),
    };
    let late = (0..12)
        .map(|i| LateUnit {
            name: format!("xã Số {i}"),
            days: Some(3),
            ..LateUnit::default()
        })
        .collect();
    let state = RoundState {
        asked: 95,
        received: 83,
        late,
        extended: vec![(
            "xã Số 12".into(),
            DocumentDate {
                year: 2025,
                month: 10,
                day: 30,
            },
        )],
        ..RoundState::default()
    };
    let template = &Catalogue::embedded().templates[0];
    let words = words();
    let documents = [
        (
            "12/SKHCN-CĐS",
            letters::request(
                &words,
                &department,
                &Issue {
                    number: Some("12".into()),
                    ..issue()
                },
                &round,
                Some(template),
            ),
        ),
        (
            "57/SKHCN-CĐS",
            letters::reminder(&words, &department, &issue(), &round, &state),
        ),
        (
            "57/TB-SKHCN",
            letters::late(&words, &department, &issue(), &round, &state),
        ),
    ];
    for (number, document) in documents {
        for (name, found) in again(&document) {
            let header = found.reading.header;
            assert_eq!(header.number.as_deref(), Some(number), "{name}");
            assert_eq!(header.date.as_deref(), Some("2025-10-05"), "{number} {name}");
            assert_eq!(header.place.as_deref(), Some("Vân Khê"), "{number} {name}");
            assert_eq!(
                header.signature.name.as_deref(),
                Some("Trần Văn Mẫu"),
                "{number} {name}"
            );
            // A notice has no addressee: those whom it concerns are its recipients.
            let first = if document.addressees.is_empty() {
                "Ủy ban nhân dân các xã, phường, đặc khu"
            } else {
                "Như trên"
            };
            assert_eq!(
                header.recipients,
                [first, "TT. Đảng ủy", "Lưu: VT, CĐS"],
                "{number} {name}"
            );
        }
    }
}

#[test]
fn an_outline_is_drafted_from_the_assessment() {
    let draft = draft(2, 1);
    let mut reading = reading(&draft, draft.template);
    let list = |texts: &[&str]| {
        texts
            .iter()
            .map(|t| Statement {
                text: (*t).into(),
                ..Statement::default()
            })
            .collect()
    };
    reading.assessment.limitations = list(&[
        "Hạ tầng số chưa đồng bộ giữa các thôn.",
        "Nhân lực công nghệ thông tin còn thiếu.",
    ]);
    reading.assessment.recommendations = list(&[
        "Bố trí kinh phí cho chuyển đổi số cấp xã.",
        "Mở lớp tập huấn cho Tổ công nghệ số cộng đồng.",
    ]);
    for statement in &mut reading.assessment.recommendations {
        statement.addressee = Some("Đối với UBND tỉnh".into());
    }
    let text = |t: &str| Some(t.to_owned());
    reading.header.request = Some(Request {
        kind: text("Công văn"),
        number: text("1905/SKHCN-CĐS"),
        date: text("2025-10-14"),
        issuer: text("Sở Khoa học và Công nghệ tỉnh Vân Khê"),
        subject: text("báo cáo tình hình thực hiện Chiến lược"),
    });
    let (office, issue) = (office(&draft), issue());
    let document = commune::build(
        &words(),
        &CommuneReport {
            office: &office,
            issue: &issue,
            subject: SUBJECT,
            bases: &[],
            addressees: &[],
            narrative: &[],
            reading: &reading,
            annex: AnnexText::default(),
            template: Some(draft.template),
        },
    );
    for (name, found) in again(&document) {
        let texts = |list: &[Statement]| {
            list.iter()
                .map(|s| s.text.trim_end_matches(['/', '.']).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found.reading.header.request, reading.header.request, "{name}");
        let assessment = found.reading.assessment;
        let whom = assessment.recommendations.iter().map(|s| s.addressee.as_deref());
        assert_eq!(whom.collect::<Vec<_>>(), [Some("Đối với UBND tỉnh"); 2], "{name}");
        assert_eq!(
            texts(&assessment.limitations),
            texts(&reading.assessment.limitations),
            "{name}"
        );
        assert_eq!(
            texts(&assessment.recommendations),
            texts(&reading.assessment.recommendations),
            "{name}"
        );
    }
}
