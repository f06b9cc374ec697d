//! Annexes laid out in ways that no template shows: parts and groups numbered one step lower, the status behind the
//! result, bodies that take part, columns of remarks. As tables and as lines whose columns were wrapped.

use tonghop_catalogue::Catalogue;
use tonghop_document::{Block, Content, Document, Table};
use tonghop_model::reading::{StatusClass, TaskRow};
use tonghop_understand::{annex, understand, understand_until};

/// The first four tasks of the first template.
fn tasks() -> Vec<String> {
    let template = &Catalogue::embedded().templates[0];
    template.tasks.iter().take(6).map(|t| t.title.clone()).collect()
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        reader: "docx",
        media_type: "text/plain",
        pages: None,
        blocks,
        warnings: Vec::new(),
    }
}

/// A document with one table; cells are parted by `|`, the first row is the heading.
fn of_table(rows: &[String]) -> Document {
    let cells = rows.iter().map(|r| r.split('|').map(str::to_owned).collect()).collect();
    let block = Block {
        page: None,
        content: Content::Table(Table::from_rows(cells, 1)),
    };
    document(vec![block])
}

/// A document of printed lines, `width` characters at most for the tasks.
fn of_lines(lines: &[String]) -> Document {
    document(lines.iter().map(Block::paragraph).collect())
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].chars().count() + word.chars().count() >= width {
            lines.push(word.to_owned());
        } else {
            let gap = if lines[last].is_empty() { "" } else { " " };
            lines[last] = format!("{}{gap}{word}", lines[last]);
        }
    }
    lines
}

fn labels(rows: &[TaskRow]) -> Vec<(Option<&str>, Option<&str>, Option<&str>)> {
    rows.iter()
        .map(|r| (r.part.as_deref(), r.group.as_deref(), r.no.as_deref()))
        .collect()
}

#[test]
fn parts_and_groups_of_a_table_may_be_numbered_one_step_lower() {
    let tasks = tasks();
    let mut rows = vec!["STT|Nội dung|Mức độ hoàn thành|Kết quả".to_owned()];
    rows.push("I|PHÁT TRIỂN NỀN MÓNG CHO KINH TẾ SỐ VÀ XÃ HỘI SỐ||".into());
    for (group, task) in (1..).zip(&tasks) {
        rows.push(format!("{group}|Nhóm việc của phòng||"));
        rows.push(format!("{group}.1|{task}|Đang triển khai|Đã lập 12 tổ"));
    }
    let annex = annex::find(&of_table(&rows), Catalogue::embedded());
    assert_eq!(annex.tasks.len(), tasks.len());
    assert_eq!(labels(&annex.tasks)[1], (Some("I"), Some("2"), Some("2.1")));
}

#[test]
fn one_level_of_roman_headings_names_the_parts() {
    let tasks = tasks();
    let mut rows = vec!["STT|Nội dung|Mức độ hoàn thành|Kết quả".to_owned()];
    rows.push("I|Phát triển nền móng cho kinh tế số và xã hội số||".into());
    rows.extend(
        (1..)
            .zip(&tasks[..4])
            .map(|(n, t)| format!("{n}|{t}|Hoàn thành|Đã lập 12 tổ")),
    );
    rows.push("II|Giải pháp thực hiện||".into());
    rows.push(format!("5|{}|Hoàn thành|Đã mở 03 lớp", tasks[4]));
    let annex = annex::find(&of_table(&rows), Catalogue::embedded());
    assert_eq!(labels(&annex.tasks)[0], (Some("I"), None, Some("1")));
    assert_eq!(labels(&annex.tasks)[4], (Some("II"), None, Some("5")));
}

#[test]
fn statuses_are_found_by_their_cells_and_remarks_are_read() {
    let tasks = tasks();
    let mut rows = vec!["STT|Nội dung|Kết quả (Hoàn thành/Đang thực hiện)|Diễn giải|Ghi chú".to_owned()];
    let status = [
        "Hoàn thành",
        "Đang thực hiện",
        "Chưa thực hiện",
        "95%",
        "Hoàn thành",
        "Hoàn thành",
    ];
    for ((n, task), status) in (1..).zip(&tasks).zip(status) {
        rows.push(format!(
            "{n}|{task}|{status}|Đã lập 12 tổ|Quyết định số 52/QĐ-UBND ngày 22/8/2031"
        ));
    }
    let read = understand(&of_table(&rows), Catalogue::embedded(), "").reading;
    let found: Vec<&str> = read.tasks.iter().map(|t| t.status.as_str()).collect();
    assert_eq!(found, status);
    assert!(read.tasks.iter().all(|t| t.result == "Đã lập 12 tổ"));
    assert_eq!(read.citations.len(), tasks.len());
}

#[test]
fn the_result_is_the_column_that_no_heading_explains() {
    for heading in ["Nội dung đã triển khai", "Diễn giải", "Số liệu", ""] {
        let tasks = tasks();
        let mut rows = vec![format!("TT|Nhiệm vụ|Thời gian|Tiến độ|{heading}")];
        rows.extend((0..6).map(|i| format!("{}|{}|2022 - 2025|Đang thực hiện|Đã lập {i} tổ", i + 1, tasks[i])));
        let reading = understand(&of_table(&rows), Catalogue::embedded(), "a.docx").reading;
        let results: Vec<_> = reading.tasks.iter().map(|t| t.result.as_str()).collect();
        assert_eq!(results[1..3], ["Đã lập 1 tổ", "Đã lập 2 tổ"], "{heading}");
        assert_eq!(reading.tasks[0].status, "Đang thực hiện", "{heading}");
    }
}

#[test]
fn numbers_of_rows_may_name_their_group() {
    let tasks = tasks();
    let mut rows = vec!["TT|Nhiệm vụ|Mức độ hoàn thành|Kết quả".to_owned()];
    let numbers = ["I.1", "II.1", "III.1", "IV.1", "V.1", "V.2"];
    rows.extend((0..6).map(|i| format!("{}|{}|Đạt|Đã lập {i} tổ", numbers[i], tasks[i])));
    let reading = understand(&of_table(&rows), Catalogue::embedded(), "a.docx").reading;
    assert_eq!(
        labels(&reading.tasks)[4..],
        [(None, Some("V"), Some("1")), (None, Some("V"), Some("2"))]
    );
}

#[test]
fn wrapped_lines_with_bodies_that_take_part_and_lower_numbers() {
    let mut lines: Vec<String> = [
        "STT",
        "Tên nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian",
        "Mức độ",
        "Kết quả",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.push("I PHÁT TRIỂN NỀN MÓNG CHO KINH TẾ SỐ".into());
    for (group, task) in (1..).zip(&tasks()) {
        lines.push(format!("{group} Nhóm việc của phòng"));
        lines.push(format!("{group}.1"));
        lines.extend(wrapped(task, 34));
        let (lead, other) = if group % 2 == 0 {
            (["Phòng Văn hóa -", "Xã hội"], "Các thôn")
        } else {
            (["Phòng Kinh tế,", "Hạ tầng"], "Các trường học")
        };
        lines.extend(lead.map(str::to_owned));
        lines.push(other.into());
        lines.extend(["2022 - 2025", "Đang triển khai", "Đã lập 12 tổ công nghệ số"].map(str::to_owned));
    }
    let annex = annex::find(&of_lines(&lines), Catalogue::embedded());
    assert_eq!(annex.tasks.len(), 6);
    assert_eq!(labels(&annex.tasks)[3], (Some("I"), Some("4"), Some("4.1")));
    assert_eq!(annex.tasks[3].lead.as_deref(), Some("Phòng Văn hóa - Xã hội"));
    assert_eq!(annex.tasks[3].status, "Đang triển khai");
    assert_eq!(annex.rows[3].other[0].text, "Các thôn");
}

#[test]
fn wrapped_lines_with_the_status_behind_the_result() {
    let mut lines: Vec<String> = [
        "STT",
        "Nhiệm vụ, giải pháp",
        "Thời gian",
        "Kết quả đạt được",
        "Tỷ lệ",
        "hoàn thành",
        "Ghi chú",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.push("I Hoàn thiện thể chế".into());
    for (no, task) in (1..).zip(&tasks()) {
        lines.push(format!("{no}"));
        lines.extend(wrapped(task, 34));
        lines.extend(["2022 - 2025", "Đã số hóa 12.870 hồ sơ", "lưu trữ.", "70%", "Đang thuê"].map(str::to_owned));
    }
    lines.push("IV- ĐÁNH GIÁ CHUNG".into());
    let annex = annex::find(&of_lines(&lines), Catalogue::embedded());
    assert_eq!(annex.tasks.len(), 6);
    assert!(annex.tasks.iter().all(|t| t.status == "70%"), "{:?}", annex.tasks);
    assert!(
        annex
            .tasks
            .iter()
            .all(|t| t.result == "Đã số hóa 12.870 hồ sơ lưu trữ.")
    );
}

#[test]
fn nothing_is_understood_after_the_deadline() {
    let document = of_lines(&["BÁO CÁO".to_owned(), "Đã mở 03 lớp.".to_owned()]);
    let catalogue = Catalogue::embedded();
    let now = std::time::Instant::now();
    assert_eq!(understand_until(&document, catalogue, "a.txt", Some(now)), None);
    let later = understand_until(&document, catalogue, "a.txt", None);
    assert_eq!(later, Some(understand(&document, catalogue, "a.txt")));
}

#[test]
fn statuses_may_be_ticked() {
    let tasks = tasks();
    let mut rows = vec!["TT|Nhiệm vụ|Mức độ thực hiện|||Kết quả".to_owned()];
    rows.push("||Đã hoàn thành|Đang triển khai|Chưa triển khai|".into());
    let ticks = ["x||", "|X|", "||✓", "||", "x|x|", "+||"];
    rows.extend((0..6).map(|i| format!("{}|{}|{}|Đã lập {i} tổ", i + 1, tasks[i], ticks[i])));
    let read = understand(&of_table(&rows), Catalogue::embedded(), "a.docx").reading;
    let found: Vec<(&str, StatusClass)> = read.tasks.iter().map(|t| (t.status.as_str(), t.status_class)).collect();
    let done = ("Đã hoàn thành", StatusClass::Met);
    assert_eq!(
        found,
        [
            done,
            ("Đang triển khai", StatusClass::InProgress),
            ("Chưa triển khai", StatusClass::NotStarted),
            ("", StatusClass::NotReported),
            ("Đã hoàn thành; Đang triển khai", StatusClass::NotReported),
            done,
        ]
    );
    assert!(read.tasks.iter().all(|t| t.result.starts_with("Đã lập")));
    let sure: Vec<bool> = read.tasks.iter().map(|t| t.confidence > 0.65).collect();
    assert_eq!(sure, [true, true, true, false, false, true]);
}

#[test]
fn headings_that_come_again_are_no_row() {
    let tasks = tasks();
    let mut rows = vec!["TT|Nhiệm vụ|Mức độ hoàn thành|Kết quả".to_owned()];
    rows.extend((0..6).map(|i| format!("{}|{}|Đạt|Đã lập {i} tổ", i + 1, tasks[i])));
    rows.insert(4, rows[0].clone());
    assert_eq!(annex::find(&of_table(&rows), Catalogue::embedded()).tasks.len(), 6);
}

#[test]
fn results_that_open_with_the_status_tell_it_where_no_column_does() {
    let tasks = tasks();
    let results = [
        "Đã hoàn thành. Xã đã lập 12 tổ",
        "Đang triển khai: mở 02 lớp",
        "Chưa thực hiện do thiếu máy",
        "Xã đã lập 12 tổ",
    ];
    let rows = |heading: &str, status: &str| {
        let mut rows = vec![format!("TT|Nhiệm vụ|{heading}Kết quả thực hiện|Ghi chú")];
        rows.extend((0..4).map(|i| format!("{}|{}|{status}{}|", i + 1, tasks[i], results[i])));
        rows
    };
    let read = understand(&of_table(&rows("", "")), Catalogue::embedded(), "a.docx").reading;
    let found: Vec<&str> = read.tasks.iter().map(|t| t.status.as_str()).collect();
    assert_eq!(found, ["Đã hoàn thành", "Đang triển khai", "Chưa thực hiện", ""]);
    assert!(read.tasks.iter().zip(results).all(|(t, result)| t.result == result));
    // A column of statuses that was left blank is blank.
    let read = understand(
        &of_table(&rows("Mức độ hoàn thành|", "|")),
        Catalogue::embedded(),
        "a.docx",
    )
    .reading;
    assert!(read.tasks.iter().all(|t| t.status.is_empty()));
}

#[test]
fn a_page_that_repeats_no_headings_goes_on_with_title_and_lead() {
    let tasks = tasks();
    let mut lines: Vec<String> = [
        "TT",
        "Nhiệm vụ, giải pháp",
        "Chủ trì",
        "Thời gian",
        "Mức độ hoàn thành",
        "Kết quả",
    ]
    .map(str::to_owned)
    .to_vec();
    for (at, task) in tasks.iter().enumerate() {
        let title = wrapped(task, 40);
        // The page is cut below the first lines of the cells.
        let cut = if at == 4 { title.len().min(2) } else { title.len() };
        let lead = ["Sở Khoa học và Công nghệ, các sở, ngành,", "UBND các xã"];
        lines.push(format!("{}", at + 1));
        lines.extend(title[..cut].iter().cloned());
        lines.push(lead[0].into());
        if at != 4 {
            lines.push(lead[1].into());
        }
        lines.extend(["2022 - 2025", "Đang triển khai", "Xã đã lập 12 tổ ở các"].map(str::to_owned));
        if at == 4 {
            lines.extend(title[cut..].iter().cloned());
            lines.push(lead[1].into());
        }
        lines.push("thôn xa trung tâm".into());
    }
    let read = understand(&of_lines(&lines), Catalogue::embedded(), "a.txt").reading;
    let row = &read.tasks[4];
    assert_eq!(row.title, tasks[4]);
    assert_eq!(
        row.lead.as_deref(),
        Some("Sở Khoa học và Công nghệ, các sở, ngành, UBND các xã")
    );
    assert_eq!(row.result, "Xã đã lập 12 tổ ở các thôn xa trung tâm");
    assert_eq!(row.status, "Đang triển khai");
}

#[test]
fn columns_whose_headings_ran_together_are_told_by_their_cells() {
    let tasks = tasks();
    let mut rows = vec!["TT|Nhiệm vụ|Chủ trì|Mức độ Thời hoàn gian thành|Kết quả chi tiết|".to_owned()];
    rows.extend((0..6).map(|i| {
        format!(
            "{}|{}|UBND xã|2022 - 2025|Đang triển khai|Đã lập {i} tổ",
            i + 1,
            tasks[i]
        )
    }));
    let row = understand(&of_table(&rows), Catalogue::embedded(), "a.txt")
        .reading
        .tasks[2]
        .clone();
    assert_eq!(row.timeframe.as_deref(), Some("2022 - 2025"));
    assert_eq!(
        (row.status.as_str(), row.result.as_str()),
        ("Đang triển khai", "Đã lập 2 tổ")
    );
}

#[test]
fn lines_without_a_column_of_statuses_keep_their_remarks_apart() {
    let tasks = tasks();
    let mut lines: Vec<String> = ["TT", "Nhiệm vụ", "Thời gian", "Kết quả thực hiện", "Ghi chú"]
        .map(str::to_owned)
        .to_vec();
    for (at, task) in tasks.iter().enumerate() {
        lines.push(format!("{}", at + 1));
        lines.extend(wrapped(task, 40));
        let cells = [
            "2022 - 2025",
            "Đang triển khai: đã lập 12 tổ ở các",
            "thôn xa trung tâm",
            "Có danh",
            "sách kèm",
        ];
        lines.extend(cells.map(str::to_owned));
    }
    let read = understand(&of_lines(&lines), Catalogue::embedded(), "a.txt").reading;
    assert_eq!(read.tasks.len(), tasks.len());
    for row in &read.tasks {
        assert_eq!(row.status, "Đang triển khai");
        assert_eq!(row.result, "Đang triển khai: đã lập 12 tổ ở các thôn xa trung tâm");
    }
}

#[test]
fn lines_do_not_say_in_which_column_a_tick_stands() {
    let tasks = tasks();
    let heading = [
        "TT",
        "Nhiệm vụ",
        "Chủ trì",
        "Mức độ",
        "Đã hoàn thành",
        "Chưa thực hiện",
        "Kết quả",
    ];
    let mut lines: Vec<String> = heading.map(str::to_owned).to_vec();
    for (at, task) in tasks.iter().enumerate() {
        lines.push(format!("{}", at + 1));
        lines.extend(wrapped(task, 40));
        lines.extend(["UBND xã X Đã lập 12 tổ ở", "các thôn"].map(str::to_owned));
    }
    let read = understand(&of_lines(&lines), Catalogue::embedded(), "a.txt").reading;
    assert_eq!(read.tasks.len(), tasks.len());
    for row in &read.tasks {
        assert_eq!((row.status.as_str(), row.lead.as_deref()), ("", Some("UBND xã")));
        assert_eq!(row.result, "Đã lập 12 tổ ở các thôn");
        assert!(row.confidence < 0.35);
    }
}
