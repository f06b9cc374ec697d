//! The form of a round: written, filled in, read back; and everything that people do to it in between.

#![allow(clippy::unwrap_used)] // helpers of tests

mod package;

use package::edited;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::form::{
    Answer, Entry, Form, FormError, FormOptions, FormReading, ProblemCode, build, key_of, previous, read, read_against,
    write,
};
use tonghop_messages::{Lang, Messages};
use tonghop_model::finding::Severity;
use tonghop_model::reading::StatusClass;

const TEMPLATE: &str = "411-51-2025";
/// Sheets of the package: instructions, two parts, narrative, indicators, lists.
const PART_1: &str = "xl/worksheets/sheet2.xml";
const INDICATORS: &str = "xl/worksheets/sheet5.xml";
/// Columns of the annex of this template: code, number, task, timeframe, status, result.
const STATUS: &str = "E";
const RESULT: &str = "F";

fn engine() -> Engine {
    Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap()
}

/// A form for some commune of the template's province, with five indicators.
fn empty(engine: &Engine) -> Form {
    let unit = engine.catalogue.units().communes("51", "2026-01-01").next().unwrap();
    let shares = engine.catalogue.indicators.iter();
    let shares =
        shares.filter(|i| i.owner == "commune" && i.unit == "%" && i.denominator.is_some() && !i.may_exceed_100);
    let options = FormOptions {
        round: "r-2026-q4".into(),
        period: "Quý IV năm 2026".into(),
        indicators: Some(shares.take(5).map(|i| i.code.clone()).collect()),
        narrative: true,
        ..FormOptions::default()
    };
    let unit = (unit.code.as_str(), unit.valid_from.as_str());
    build(&engine.catalogue, &engine.messages, TEMPLATE, unit, &options).unwrap()
}

/// The form with an answer in every row.
fn filled(engine: &Engine) -> Form {
    let mut form = empty(engine);
    let wordings = ["Đã hoàn thành", "Đang thực hiện", "Không phát sinh", "Chưa thực hiện"];
    for (i, row) in form.parts.iter_mut().flat_map(|p| &mut p.rows).enumerate() {
        row.answer = Answer {
            status: wordings[i % wordings.len()].into(),
            result: format!("Kết quả {i}: 543/544 hồ sơ\n=không phải công thức"),
            ..Answer::default()
        };
    }
    for section in &mut form.sections {
        section.text = format!("Nội dung {}\nDòng hai", section.code);
    }
    for (i, indicator) in form.indicators.iter_mut().enumerate() {
        indicator.entry = Entry {
            numerator: Some(10.0 + i as f64),
            denominator: Some(40.0),
            note: "Số liệu đến 15/12".into(),
        };
    }
    form
}

fn same(reading: &FormReading, form: &Form) {
    assert_eq!(reading.problems, [], "no problem");
    assert_eq!(reading.key, form.key);
    let rows: Vec<_> = form.parts.iter().flat_map(|p| &p.rows).collect();
    assert_eq!(reading.answers.len(), rows.len());
    for (answer, row) in reading.answers.iter().zip(rows) {
        let wanted = (&row.code, &row.answer.status, &row.answer.result);
        assert_eq!((&answer.code, &answer.status, &answer.result), wanted);
        assert!(answer.class.is_some(), "{}", answer.status);
    }
    let texts: Vec<_> = reading.sections.iter().map(|s| (&s.code, &s.text)).collect();
    assert_eq!(
        texts,
        form.sections.iter().map(|s| (&s.code, &s.text)).collect::<Vec<_>>()
    );
    let entries: Vec<_> = reading.indicators.iter().map(|i| (&i.code, &i.entry)).collect();
    assert_eq!(
        entries,
        form.indicators.iter().map(|i| (&i.code, &i.entry)).collect::<Vec<_>>()
    );
    assert_eq!(reading.indicators[0].value, Some(25.0));
}

/// Puts a cell in place of the one at this address; `content` begins with the attributes.
fn cell(xml: &str, at: &str, content: &str) -> String {
    let start = xml
        .find(&format!("<c r=\"{at}\""))
        .unwrap_or_else(|| panic!("no cell {at}"));
    let rest = &xml[start..];
    let first = rest.find('>').unwrap();
    let end = if rest[..first].ends_with('/') {
        first + 1
    } else {
        rest.find("</c>").unwrap() + 4
    };
    format!("{}<c r=\"{at}\"{content}</c>{}", &xml[..start], &rest[end..])
}

fn typed(text: &str) -> String {
    format!(" t=\"inlineStr\"><is><t>{text}</t></is>")
}

/// Rows of the first part that hold tasks, from 1.
fn task_rows(form: &Form) -> Vec<u32> {
    let mut rows = Vec::new();
    let (mut at, mut group) = (6, None);
    for row in &form.parts[0].rows {
        if group != Some(&row.group) && !row.group_title.is_empty() {
            at += 1;
        }
        group = Some(&row.group);
        rows.push(at);
        at += 1;
    }
    rows
}

fn codes(reading: &FormReading) -> Vec<ProblemCode> {
    reading.problems.iter().map(|p| p.code).collect()
}

#[test]
fn what_is_written_is_read_back() {
    let engine = engine();
    let form = filled(&engine);
    let bytes = write(&form, &engine.messages).unwrap();
    same(&read(&engine, "x.xlsx", &bytes).unwrap(), &form);
    same(&read_against(&engine, "x.xlsx", &bytes, &form).unwrap(), &form);
    assert_eq!(key_of(&engine, "x.xlsx", &bytes).unwrap(), form.key);
    let blank = write(&empty(&engine), &engine.messages).unwrap();
    let blank = read(&engine, "x.xlsx", &blank).unwrap();
    assert_eq!((blank.answers.len(), blank.problems.len()), (0, 0));
}

#[test]
fn the_answers_of_the_last_period_are_shown_and_not_read() {
    let engine = engine();
    let mut form = filled(&engine);
    for row in form.parts.iter_mut().flat_map(|p| &mut p.rows) {
        row.previous = Some(Answer {
            status: "Kỳ trước".into(),
            result: "Kết quả kỳ trước".into(),
            ..Answer::default()
        });
    }
    form.sections[0].previous = Some("Thuyết minh kỳ trước".into());
    form.indicators[0].previous = Some(12.5);
    let bytes = write(&form, &engine.messages).unwrap();
    same(&read(&engine, "x.xlsx", &bytes).unwrap(), &form);
}

#[test]
fn a_filled_form_gives_the_answers_of_the_last_period_of_the_next_one() {
    let engine = engine();
    let before = filled(&engine);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("form-of-the-last-period.xlsx");
    std::fs::write(&path, write(&before, &engine.messages).unwrap()).unwrap();
    let mut next = empty(&engine);
    previous(&engine, &path).unwrap().show_in(&mut next);
    for (old, new) in before.parts.iter().zip(&next.parts) {
        for (old, new) in old.rows.iter().zip(&new.rows) {
            assert_eq!(new.previous.as_ref(), Some(&old.answer), "{}", old.code);
            assert_eq!(new.answer, Answer::default());
        }
    }
    assert_eq!(
        next.sections[1].previous.as_deref(),
        Some(before.sections[1].text.as_str())
    );
    let share = before.indicators[0].value(&before.indicators[0].entry);
    assert_eq!(next.indicators[0].previous, share);
    let wrong = folder.join("form-of-nothing.xlsx");
    std::fs::write(&wrong, b"no workbook").unwrap();
    assert!(previous(&engine, &wrong).is_err());
}

#[test]
fn a_report_gives_the_answers_of_the_last_period() {
    let engine = engine();
    let mut form = empty(&engine);
    let code = form.parts[0].rows[0].code.clone();
    let json = serde_json::json!({
        "format": "tonghop.reading/1", "source": {"file": "", "sha256": "", "media_type": "", "pages": null, "reader": "", "warnings": []},
        "header": tonghop_model::reading::Header::default(), "unit": null, "sections": [], "measures": [], "citations": [],
        "tasks": [tonghop_model::reading::TaskRow { node: Some(code), status: "98%".into(), result: "Đã làm".into(), ..Default::default() }],
        "assessment": tonghop_model::reading::Assessment::default(), "commitments": [], "findings": []
    });
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reading-of-the-last-period.json");
    std::fs::write(&path, json.to_string()).unwrap();
    previous(&engine, &path).unwrap().show_in(&mut form);
    let shown = form.parts[0].rows[0].previous.clone().unwrap();
    assert_eq!((shown.status.as_str(), shown.result.as_str()), ("98%", "Đã làm"));
    assert_eq!(form.parts[0].rows[1].previous, None);
}

#[test]
fn percentages_are_classed_like_read_ones() {
    let engine = engine();
    let mut form = empty(&engine);
    for (row, status) in form.parts[0].rows.iter_mut().zip(["98%", "Đạt 100%", "95,5 %"]) {
        row.answer.status = status.into();
    }
    let bytes = write(&form, &engine.messages).unwrap();
    let reading = read(&engine, "x.xlsx", &bytes).unwrap();
    assert_eq!(codes(&reading), []);
    let classes: Vec<_> = reading.answers.iter().map(|a| a.class).collect();
    assert_eq!(
        classes,
        [
            Some(StatusClass::Percent),
            Some(StatusClass::Met),
            Some(StatusClass::Percent)
        ]
    );
}

#[test]
fn an_english_form_is_read_by_a_vietnamese_run() {
    let engine = engine();
    let form = filled(&engine);
    let bytes = write(&form, &Messages::new(Lang::En)).unwrap();
    same(&read(&engine, "x.xlsx", &bytes).unwrap(), &form);
}

#[test]
fn each_slip_in_a_cell_is_named_with_its_place() {
    let engine = engine();
    let form = empty(&engine);
    let bytes = write(&form, &engine.messages).unwrap();
    let row = task_rows(&form)[0];
    let cases = [
        (STATUS, typed("Xyz vớ vẩn"), ProblemCode::StatusUnknown),
        (STATUS, typed("150%"), ProblemCode::StatusAbove100),
        (RESULT, "><f>1+1</f><v>2</v>".to_string(), ProblemCode::Formula),
        (RESULT, " t=\"e\"><v>#REF!</v>".to_string(), ProblemCode::ErrorValue),
        (RESULT, typed(&"ạ".repeat(30_001)), ProblemCode::TooLong),
    ];
    for (column, content, wanted) in cases {
        let changed = edited(&bytes, PART_1, |xml| cell(&xml, &format!("{column}{row}"), &content));
        let reading = read(&engine, "x.xlsx", &changed).unwrap();
        assert_eq!(codes(&reading), [wanted]);
        let place = &reading.problems[0].place;
        assert_eq!(
            (place.sheet.as_str(), place.row, place.column.as_deref()),
            ("Phần B1", Some(row), Some(column))
        );
        assert_eq!(
            reading.answers.len(),
            usize::from(wanted == ProblemCode::StatusUnknown),
            "{wanted:?}"
        );
    }
}

#[test]
fn figures_that_cannot_be_are_named() {
    let engine = engine();
    let bytes = write(&empty(&engine), &engine.messages).unwrap();
    // Columns of the sheet: code, number, name, unit, meaning, numerator, denominator, value, remark.
    let cases = [
        ("><v>3</v>".to_string(), "><v>4</v>", vec![]),
        (typed("1.234"), "><v>2000</v>", vec![]),
        (typed("1,234"), "><v>2000</v>", vec![ProblemCode::NotWhole]),
        ("><v>1.5</v>".to_string(), "><v>3</v>", vec![ProblemCode::NotWhole]),
        // Spreadsheet programs make "1/12" a day.
        (
            " t=\"d\"><v>2026-12-01</v>".to_string(),
            "><v>40</v>",
            vec![ProblemCode::DateTyped],
        ),
        (typed("khoảng 20"), "><v>40</v>", vec![ProblemCode::NotANumber]),
        ("><v>-3</v>".to_string(), "><v>40</v>", vec![ProblemCode::Negative]),
        ("><v>3</v>".to_string(), "><v>0</v>", vec![ProblemCode::ZeroDenominator]),
        ("><v>0</v>".to_string(), "><v>0</v>", vec![ProblemCode::ZeroDenominator]),
        ("><v>50</v>".to_string(), "><v>40</v>", vec![ProblemCode::Above100]),
        (typed("95%"), "><v>40</v>", vec![ProblemCode::PercentTyped]),
        (
            "><f>SUM(A1:A9)</f><v>3</v>".to_string(),
            "><v>40</v>",
            vec![ProblemCode::Formula],
        ),
    ];
    for (numerator, denominator, wanted) in cases {
        let changed = edited(&bytes, INDICATORS, |xml| {
            cell(&cell(&xml, "F6", &numerator), "G6", denominator)
        });
        let reading = read(&engine, "x.xlsx", &changed).unwrap();
        assert_eq!(codes(&reading), wanted, "{numerator}");
        assert!(wanted.is_empty() || reading.problems[0].place.row == Some(6));
        let has_value = reading.indicators.first().is_some_and(|i| i.value.is_some());
        assert_eq!(has_value, wanted.is_empty(), "{numerator}");
    }
    let huge = edited(&bytes, INDICATORS, |xml| {
        cell(&cell(&xml, "F6", "><v>1e12</v>"), "G6", "><v>2e12</v>")
    });
    let huge = read(&engine, "x.xlsx", &huge).unwrap();
    assert_eq!(codes(&huge), [ProblemCode::Huge, ProblemCode::Huge]);
    assert_eq!(huge.indicators[0].value, Some(50.0), "asked about, and kept");
    let half = edited(&bytes, INDICATORS, |xml| cell(&xml, "F6", "><v>3</v>"));
    let half = read(&engine, "x.xlsx", &half).unwrap();
    assert_eq!(codes(&half), [ProblemCode::HalfShare]);
    assert_eq!(half.problems[0].code.severity(), Severity::Warning);
}

#[test]
fn questions_are_answered_by_yes_or_no() {
    let engine = engine();
    let question = engine
        .catalogue
        .indicators
        .iter()
        .find(|i| i.unit == "có/không")
        .unwrap();
    let unit = engine.catalogue.units().communes("51", "2026-01-01").next().unwrap();
    let options = FormOptions {
        indicators: Some(vec![question.code.clone()]),
        ..FormOptions::default()
    };
    let unit = (unit.code.as_str(), unit.valid_from.as_str());
    let form = build(&engine.catalogue, &engine.messages, TEMPLATE, unit, &options).unwrap();
    let bytes = write(&form, &engine.messages).unwrap();
    let sheet = "xl/worksheets/sheet4.xml";
    let one = Some(1.0);
    for (content, value, wanted) in [
        (typed("Có"), one, vec![]),
        (typed("không"), Some(0.0), vec![]),
        (typed("Yes"), one, vec![]),
        ("><v>1</v>".to_string(), one, vec![]),
        ("><v>7</v>".to_string(), None, vec![ProblemCode::NotYesOrNo]),
        (typed("chưa rõ"), None, vec![ProblemCode::NotYesOrNo]),
    ] {
        let changed = edited(&bytes, sheet, |xml| cell(&xml, "F6", &content));
        let reading = read_against(&engine, "x.xlsx", &changed, &form).unwrap();
        assert_eq!(codes(&reading), wanted, "{content}");
        let found = reading.indicators.first().and_then(|i| i.entry.numerator);
        assert_eq!(found, value, "{content}");
    }
    // What was answered is written as words again.
    let mut answered = form;
    answered.indicators[0].entry.numerator = one;
    let bytes = write(&answered, &engine.messages).unwrap();
    let reading = read_against(&engine, "x.xlsx", &bytes, &answered).unwrap();
    assert_eq!((codes(&reading), reading.indicators[0].entry.numerator), (vec![], one));
}

#[test]
fn counts_are_whole() {
    let engine = engine();
    let counts = engine.catalogue.indicators.iter();
    let count = counts
        .filter(|i| i.denominator.is_none() && !i.measured)
        .find(|i| i.unit != "%" && i.unit != "có/không")
        .unwrap();
    let unit = engine.catalogue.units().communes("51", "2026-01-01").next().unwrap();
    let options = FormOptions {
        indicators: Some(vec![count.code.clone()]),
        ..FormOptions::default()
    };
    let unit = (unit.code.as_str(), unit.valid_from.as_str());
    let form = build(&engine.catalogue, &engine.messages, TEMPLATE, unit, &options).unwrap();
    let bytes = write(&form, &engine.messages).unwrap();
    let sheet = "xl/worksheets/sheet4.xml";
    for (content, value, wanted) in [
        ("><v>3</v>".to_string(), Some(3.0), vec![]),
        ("><v>1.5</v>".to_string(), None, vec![ProblemCode::NotWhole]),
        (typed("1,5"), None, vec![ProblemCode::NotWhole]),
    ] {
        let changed = edited(&bytes, sheet, |xml| cell(&xml, "F6", &content));
        let reading = read_against(&engine, "x.xlsx", &changed, &form).unwrap();
        assert_eq!(codes(&reading), wanted, "{content}");
        assert_eq!(reading.indicators.first().and_then(|i| i.value), value, "{content}");
    }
}

/// Before, the row, and what follows it.
fn cut(xml: &str, row: u32) -> (String, String, String) {
    let start = xml.find(&format!("<row r=\"{row}\"")).unwrap();
    let end = start + xml[start..].find("</row>").unwrap() + 6;
    (
        xml[..start].to_string(),
        xml[start..end].to_string(),
        xml[end..].to_string(),
    )
}

fn renumbered(row: &str, from: u32, to: u32) -> String {
    let row = row.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""));
    ('A'..='L').fold(row, |text, column| {
        text.replace(&format!("r=\"{column}{from}\""), &format!("r=\"{column}{to}\""))
    })
}

fn appended(xml: &str, row: &str) -> String {
    xml.replacen("</sheetData>", &format!("{row}</sheetData>"), 1)
}

#[test]
fn rows_that_were_moved_removed_doubled_or_inserted_are_told_apart() {
    let engine = engine();
    let form = filled(&engine);
    let bytes = write(&form, &engine.messages).unwrap();
    let rows = task_rows(&form);
    let after = |edit: &dyn Fn(String) -> String| read(&engine, "x.xlsx", &edited(&bytes, PART_1, edit)).unwrap();
    let all = form.parts.iter().map(|p| p.rows.len()).sum::<usize>();
    let removed = after(&|xml| {
        let (before, _, rest) = cut(&xml, rows[0]);
        before + &rest
    });
    assert_eq!(codes(&removed), [ProblemCode::RowMissing]);
    // Codes are hidden: the row is named by its words.
    let title: String = form.parts[0].rows[0].title.chars().take(200).collect();
    assert!(removed.problems[0].expected.as_deref().unwrap().starts_with(&title));
    let doubled = after(&|xml| {
        let (_, row, _) = cut(&xml, rows[0]);
        appended(&xml, &renumbered(&row, rows[0], 900))
    });
    assert_eq!(codes(&doubled), [ProblemCode::RowTwice]);
    let moved = after(&|xml| {
        let (before, row, rest) = cut(&xml, rows[0]);
        appended(&(before + &rest), &renumbered(&row, rows[0], 900))
    });
    assert_eq!(codes(&moved), [ProblemCode::OrderChanged]);
    assert_eq!(moved.answers.len(), all);
    let inserted = after(&|xml| {
        appended(
            &xml,
            &format!("<row r=\"901\"><c r=\"C901\"{}</c></row>", typed("Việc thêm")),
        )
    });
    assert_eq!(codes(&inserted), [ProblemCode::RowInserted]);
    let problem = &inserted.problems[0];
    assert_eq!(
        (problem.place.row, problem.actual.as_deref()),
        (Some(901), Some("Việc thêm"))
    );
    let unknown = after(&|xml| cell(&xml, &format!("A{}", rows[0]), &typed("Z.9.9")));
    assert_eq!(codes(&unknown), [ProblemCode::RowMissing, ProblemCode::CodeUnknown]);
    let mixed = after(&|xml| cell(&xml, &format!("C{}", rows[0]), &typed("Việc khác")));
    assert_eq!(codes(&mixed), [ProblemCode::RowMixed]);
    assert_eq!(mixed.answers.len(), all);
    let region = format!(
        "<mergeCells count=\"1\"><mergeCell ref=\"{RESULT}{}:{RESULT}{}\"/></mergeCells>",
        rows[0], rows[1]
    );
    let merged = after(&|xml| xml.replacen("</sheetData>", &format!("</sheetData>{region}"), 1));
    assert!(!merged.problems.is_empty());
    assert!(codes(&merged).iter().all(|c| *c == ProblemCode::Merged));
    let heading = after(&|xml| cell(&xml, "E5", &typed("Tình trạng")));
    assert_eq!(codes(&heading), [ProblemCode::HeadingChanged]);
    assert_eq!(heading.problems[0].expected.as_deref(), Some("Mức độ hoàn thành"));
}

#[test]
fn text_where_the_form_takes_nothing_is_told() {
    let engine = engine();
    let form = filled(&engine);
    let bytes = write(&form, &engine.messages).unwrap();
    let rows = task_rows(&form);
    let (group, last) = (rows[0] - 1, rows[1]);
    let changed = edited(&bytes, PART_1, |xml| {
        let xml = cell(&xml, &format!("{RESULT}{group}"), &typed("chữ ở hàng của nhóm"));
        let (before, row, rest) = cut(&xml, last);
        let row = row.replacen(
            "</row>",
            &format!("<c r=\"Z{last}\"{}</c></row>", typed("ghi bên ngoài bảng")),
            1,
        );
        before + &row + &rest
    });
    let reading = read(&engine, "x.xlsx", &changed).unwrap();
    assert_eq!(codes(&reading), [ProblemCode::Stray, ProblemCode::Stray]);
    let told: Vec<_> = reading
        .problems
        .iter()
        .map(|p| (p.place.row, p.place.column.as_deref(), p.actual.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Some(group), Some(RESULT), Some("chữ ở hàng của nhóm")),
            (Some(last), Some("Z"), Some("ghi bên ngoài bảng")),
        ]
    );
}

#[test]
fn a_lost_sheet_and_a_sheet_of_ones_own_are_told() {
    let engine = engine();
    let bytes = write(&filled(&engine), &engine.messages).unwrap();
    let lost = edited(&bytes, INDICATORS, |xml| cell(&xml, "A1", &typed("Ghi chú")));
    let reading = read(&engine, "x.xlsx", &lost).unwrap();
    assert_eq!(codes(&reading), [ProblemCode::SheetMissing]);
    assert_eq!(reading.problems[0].expected.as_deref(), Some("Chỉ tiêu"));
    let added = edited(&bytes, "xl/worksheets/sheet6.xml", |xml| {
        cell(&xml, "A1", &typed("Ghi chú"))
    });
    let reading = read(&engine, "x.xlsx", &added).unwrap();
    assert_eq!(codes(&reading), [ProblemCode::SheetAdded]);
    assert_eq!(reading.problems[0].actual.as_deref(), Some("Ghi chú"));
}

#[test]
fn a_computed_value_that_was_written_over_is_told() {
    let engine = engine();
    let bytes = write(&filled(&engine), &engine.messages).unwrap();
    let changed = edited(&bytes, INDICATORS, |xml| cell(&xml, "H6", "><v>77</v>"));
    let reading = read(&engine, "x.xlsx", &changed).unwrap();
    assert_eq!(codes(&reading), [ProblemCode::ValueOverwritten]);
    assert_eq!(reading.indicators[0].value, Some(25.0));
}

#[test]
fn the_form_says_in_words_what_is_counted() {
    let engine = engine();
    let share = engine.catalogue.indicator("T12").unwrap();
    let counted = |whole| engine.catalogue.counted(share, whole).unwrap();
    assert_eq!(counted(false), "hồ sơ giải quyết trước hạn + hồ sơ giải quyết đúng hạn");
    assert_eq!(counted(true), "hồ sơ đã giải quyết");
}

#[test]
fn a_result_without_a_status_is_kept_and_told() {
    let engine = engine();
    let mut form = filled(&engine);
    form.parts[0].rows[0].answer.status.clear();
    let bytes = write(&form, &engine.messages).unwrap();
    let reading = read(&engine, "x.xlsx", &bytes).unwrap();
    assert_eq!(codes(&reading), [ProblemCode::StatusMissing]);
    assert_eq!(reading.problems[0].code.severity(), Severity::Warning);
    assert_eq!(reading.answers[0].result, form.parts[0].rows[0].answer.result);
}

#[test]
fn a_form_of_something_else_is_named() {
    let engine = engine();
    let form = empty(&engine);
    let bytes = write(&form, &engine.messages).unwrap();
    let expect = |change: fn(&mut Form), wanted: ProblemCode| {
        let mut other = form.clone();
        change(&mut other);
        let reading = read_against(&engine, "x.xlsx", &bytes, &other).unwrap();
        assert_eq!(codes(&reading), [wanted]);
    };
    expect(|f| f.key.version = 2, ProblemCode::OtherVersion);
    expect(|f| f.key.round = "r-2027-q1".into(), ProblemCode::OtherRound);
    expect(|f| f.key.unit = "99999".into(), ProblemCode::OtherUnit);
    expect(|f| f.key.template = "411-56-2025".into(), ProblemCode::OtherTemplate);
    // Every row of another template differs: only the one reason is said.
    let other = build(
        &engine.catalogue,
        &engine.messages,
        "411-56-2025",
        (form.key.unit.as_str(), form.key.unit_valid_from.as_str()),
        &FormOptions::default(),
    );
    let reading = read_against(&engine, "x.xlsx", &bytes, &other.unwrap()).unwrap();
    assert!(
        codes(&reading).iter().all(|c| c.is_of_another_form()),
        "{:?}",
        codes(&reading)
    );
    assert!(reading.answers.is_empty());
    assert_eq!(
        read(&engine, "x.pdf", b"%PDF-1.7\n%%EOF\n").err(),
        Some(FormError::NoWorkbook)
    );
    let gone = edited(&bytes, PART_1, |xml| cell(&xml, "A1", &typed("")));
    assert_eq!(
        codes(&read(&engine, "x.xlsx", &gone).unwrap()),
        [ProblemCode::SheetMissing]
    );
    assert_eq!(
        read(&engine, "x.xlsx", b"PK nothing").err(),
        Some(FormError::NoWorkbook)
    );
    let mut plain = rust_xlsxwriter::Workbook::new();
    plain.add_worksheet().write_string(0, 0, "x").unwrap();
    let plain = plain.save_to_buffer().unwrap();
    assert_eq!(read(&engine, "x.xlsx", &plain).err(), Some(FormError::NoForm));
}

#[test]
fn status_wordings_of_the_list_are_known() {
    let engine = engine();
    for class in tonghop_model::form::OFFERED {
        let wording = engine
            .messages
            .text(&format!("form-status-{}", class.key().replace('_', "-")));
        assert_eq!(engine.catalogue.status_class(&wording), Some(class), "{wording}");
    }
}

/// A folder of its own for one test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tonghop-form-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn convert(folder: &Path, file: &str, to: &str) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    let run = command
        .args(["--headless", &profile, "--convert-to", to, file])
        .current_dir(folder)
        .output();
    run.is_ok_and(|o| o.status.success())
}

/// LibreOffice saves as ODS and as XLSX again: nothing is lost, and both are read.
#[test]
fn libreoffice_gives_the_answers_back() {
    let engine = engine();
    let form = filled(&engine);
    let scratch = Scratch::new("libreoffice");
    std::fs::write(scratch.0.join("form.xlsx"), write(&form, &engine.messages).unwrap()).unwrap();
    if !convert(&scratch.0, "form.xlsx", "ods") || !scratch.0.join("form.ods").exists() {
        eprintln!("skipped: LibreOffice Calc is not here");
        return;
    }
    let ods = std::fs::read(scratch.0.join("form.ods")).unwrap();
    same(&read(&engine, "form.ods", &ods).unwrap(), &form);
    std::fs::remove_file(scratch.0.join("form.xlsx")).unwrap();
    assert!(convert(&scratch.0, "form.ods", "xlsx"));
    let back = std::fs::read(scratch.0.join("form.xlsx")).unwrap();
    same(&read(&engine, "form.xlsx", &back).unwrap(), &form);
}

/// A program that is not ours fills the empty form in.
#[test]
fn openpyxl_fills_the_form_in() {
    let engine = engine();
    let wanted = filled(&engine);
    let scratch = Scratch::new("openpyxl");
    let file = scratch.0.join("form.xlsx");
    std::fs::write(&file, write(&empty(&engine), &engine.messages).unwrap()).unwrap();
    let rows = wanted.parts.iter().flat_map(|p| &p.rows);
    let answers: Vec<_> = rows
        .map(|r| serde_json::json!([r.code, r.answer.status, r.answer.result]))
        .collect();
    let sections: Vec<_> = wanted
        .sections
        .iter()
        .map(|s| serde_json::json!([s.code, s.text]))
        .collect();
    let figures = wanted.indicators.iter().map(|i| (&i.code, &i.entry));
    let figures: Vec<_> = figures
        .map(|(code, e)| serde_json::json!([code, e.numerator, e.denominator, e.note]))
        .collect();
    let json = serde_json::json!({ "answers": answers, "sections": sections, "indicators": figures });
    std::fs::write(scratch.0.join("answers.json"), json.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fill_form.py");
    let python = std::env::var("TONGHOP_PYTHON").unwrap_or_else(|_| "python3".into());
    let run = Command::new(python)
        .arg(script)
        .arg(&file)
        .arg(scratch.0.join("answers.json"))
        .output();
    let Some(output) = run.ok().filter(|o| o.status.code() != Some(77)) else {
        eprintln!("skipped: openpyxl is not here");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let back = std::fs::read(&file).unwrap();
    same(&read(&engine, "form.xlsx", &back).unwrap(), &wanted);
}
