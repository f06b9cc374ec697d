//! HTML.

use crate::build::{REPORT, grid, lines, read_as, tables};
use tonghop_document::{Align, Content};

#[test]
fn blocks_come_out_as_a_browser_shows_them() {
    let html = "<html><head><title>không</title><style>p{}</style></head><body><h2>I. TÌNH HÌNH</h2>\
        <p align=center>giữa <b>đậm</b></p><p>dòng<br>hai</p><ol start=3 type=a><li>ba<li>bốn</ol><ul><li>gạch</ul>\
        <script>var x;</script>lẻ &amp; loi</body>";
    let document = read_as("a.html", html.as_bytes()).unwrap();
    assert_eq!(
        lines(&document),
        [
            "I. TÌNH HÌNH",
            "giữa đậm",
            "dòng\nhai",
            "c. ba",
            "d. bốn",
            "- gạch",
            "lẻ & loi"
        ]
    );
    let Content::Paragraph(p) = &document.blocks[1].content else {
        panic!("paragraph expected")
    };
    assert_eq!((p.align, p.bold), (Align::Centre, false));
}

#[test]
fn spans_of_rows_and_columns() {
    let html = "<table><thead><tr><th rowspan=2>TT<th colspan=2>Kết quả</tr><tr><th>Số<th>%</tr></thead>\
        <tr><td>1<td>a<p>b<td>c</tr><tr><td colspan=100>cộng</table>";
    let document = read_as("a.html", html.as_bytes()).unwrap();
    let table = tables(&document)[0];
    let want = [
        ["TT", "Kết quả", "Kết quả"],
        ["TT", "Số", "%"],
        ["1", "a\nb", "c"],
        ["cộng", "cộng", "cộng"],
    ];
    assert_eq!(grid(table)[..3], want[..3]);
    assert_eq!(table.header_rows, 2);
    assert_eq!(table.cell(3, 2).map(|c| c.text.as_str()), Some("cộng"));
}

#[test]
fn what_is_struck_through_is_left_out_and_told() {
    let document = read_as(
        "a.html",
        "<p><del>Thiếu kinh phí</del> Kinh phí cấp chậm, 10<sup>6</sup> đồng</p>".as_bytes(),
    )
    .unwrap();
    assert_eq!(lines(&document), ["Kinh phí cấp chậm, 10⁶ đồng"]);
    assert_eq!(document.warnings[0].code, tonghop_document::WarningCode::StruckOut);
}

#[test]
fn superscripts_are_marks_powers_or_text() {
    let html = "<p>diện tích 5 m<sup>2</sup> theo kế hoạch<sup>1</sup></p><p><sup>1</sup> Kế hoạch số 9</p>";
    let document = read_as("a.html", html.as_bytes()).unwrap();
    assert_eq!(lines(&document), ["diện tích 5 m² theo kế hoạch", "[1] Kế hoạch số 9"]);
    let Content::Paragraph(p) = &document.blocks[0].content else {
        panic!("paragraph expected")
    };
    assert_eq!((p.notes.len(), p.notes[0].block, p.notes[0].at), (1, Some(1), 28));
}

#[test]
fn tables_in_cells_are_nested() {
    let html = "<table><tr><td>ngoài<table><tr><td>trong</table></table>";
    let document = read_as("a.html", html.as_bytes()).unwrap();
    let cell = &tables(&document)[0].cells[0];
    assert_eq!(
        (cell.text.as_str(), cell.nested[0].cells[0].text.as_str()),
        ("ngoài", "trong")
    );
}

#[test]
fn a_report_set_by_line_breaks_has_paragraphs() {
    let html = format!("<html><body><div>{}</div></body></html>", REPORT.join("<br>"));
    let document = read_as("a.html", html.as_bytes()).unwrap();
    assert_eq!(lines(&document), REPORT);
    let short = read_as("a.html", "<p>ỦY BAN NHÂN DÂN<br>XÃ ĐỒI MÂY</p>".as_bytes()).unwrap();
    assert_eq!(lines(&short).len(), 1);
}
