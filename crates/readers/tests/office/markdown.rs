//! Markdown.

use crate::build::{REPORT, grid, lines, read_as, tables};
use tonghop_document::{Content, WarningCode};

#[test]
fn marks_are_gone_and_labels_stay() {
    let text = "## **III. ĐÁNH GIÁ**\n\nMột *hai* [ba](https://a.vn/x_y_z) `bốn` \\* <https://b.vn>\nnăm  \nsáu\n\n\
                - gạch\n- **đậm**\n1\\. chấm\n\n2. số\n\n---\n![ảnh](x.png)\n\n**cả dòng<br>đậm**\n";
    let document = read_as("a.md", text.as_bytes()).unwrap();
    let want = [
        "III. ĐÁNH GIÁ",
        "Một hai ba bốn * https://b.vn năm\nsáu",
        "- gạch",
        "- đậm 1. chấm",
        "2. số",
        "cả dòng\nđậm",
    ];
    assert_eq!(lines(&document), want);
    let heading = |i: usize| {
        if let Content::Paragraph(p) = &document.blocks[i].content {
            (p.heading, p.bold)
        } else {
            panic!()
        }
    };
    assert_eq!(heading(0), (Some(2), true));
    assert_eq!(heading(5), (None, true));
    assert_eq!(document.warnings[0].code, WarningCode::ObjectSkipped);
}

#[test]
fn a_table_cut_over_pages_is_one_table() {
    let text = "| TT | Nhiệm vụ | |  Kết quả |\n|---|---|---|---|\n| | Việc | Hạn | |\n| <b>A</b> | <b>NỀN</b> | | |\n\
        | 1 | làm<br>xong | 2025 | đạt<sup>1</sup> |\n\n<sup>1</sup> theo báo cáo\n\n\
        | TT | Nhiệm vụ | | Kết quả |\n|--|--|--|--|\n| | Việc | Hạn | |\n| | | | tiếp |\n| 2 | hai | | ≥ 5 | thừa |\n";
    let document = read_as("a.md", text.as_bytes()).unwrap();
    assert_eq!(lines(&document), ["#", "[1] theo báo cáo"]);
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns, table.header_rows), (6, 5, 2));
    assert_eq!(grid(table)[3][..4], ["1", "làm\nxong", "2025", "đạt"]);
    assert_eq!(grid(table)[5], ["2", "hai", "", "≥ 5", "thừa"]);
    assert_eq!(table.cell(3, 3).unwrap().notes[0].block, Some(1));
    assert!(table.cell(2, 1).unwrap().bold);
    assert!(document.warnings.is_empty());
}

#[test]
fn a_table_follows_text_without_blank_line_and_may_be_html() {
    let text = "Bảng 1\n| a | b |\n|---|---|\n| 1 | 2 |\nsau\n\n<table><tr><td>x</td></tr></table>\n";
    let document = read_as("a.md", text.as_bytes()).unwrap();
    assert_eq!(lines(&document), ["Bảng 1", "#", "sau", "#"]);
}

#[test]
fn marks_between_pages_give_page_numbers() {
    let text = "{0}------------------------\n\nmột\n\n{1}------------------------\n\nhai\n";
    let document = read_as("a.md", text.as_bytes()).unwrap();
    assert_eq!(
        document.blocks.iter().map(|b| b.page).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
}

#[test]
fn a_report_without_blank_lines_has_paragraphs() {
    let document = read_as("a.md", REPORT.join("\n").as_bytes()).unwrap();
    assert_eq!(lines(&document), REPORT);
}

#[test]
fn what_is_struck_through_is_left_out_and_told() {
    let document = read_as("a.md", "~~Thiếu kinh phí~~ Kinh phí cấp chậm, còn ~~ 2 thôn".as_bytes()).unwrap();
    assert_eq!(lines(&document), ["Kinh phí cấp chậm, còn 2 thôn"]);
    assert_eq!(document.warnings[0].code, WarningCode::StruckOut);
}
