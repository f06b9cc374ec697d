//! Workbooks.

use crate::build::{grid, lines, package, read_as, tables};
use tonghop_document::WarningCode;

const WORKBOOK: &str = "<workbook><sheets><sheet name='Biểu 1' sheetId='1' r:id='r1'/>\
    <sheet name='Ẩn' sheetId='2' state='hidden' r:id='r2'/></sheets></workbook>";
const RELATIONS: &str = "<R><R Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
    <R Id='r2' Type='x/worksheet' Target='worksheets/sheet2.xml'/></R>";
const STYLES: &str = "<styleSheet><fonts><font/><font><b/></font></fonts><cellXfs><xf numFmtId='0'/><xf numFmtId='3'/>\
    <xf numFmtId='10'/><xf numFmtId='14'/><xf numFmtId='0' fontId='1'/></cellXfs></styleSheet>";
const STRINGS: &str = "<sst><si><t>Chỉ tiêu</t></si><si><r><t>Kết </t></r><r><t>quả</t></r></si></sst>";
const SHEET: &str = "<worksheet><sheetData>\
    <row r='3'><c r='B3' t='s' s='4'><v>0</v></c><c r='C3' t='s'><v>1</v></c><c r='D3'/></row>\
    <row r='7'><c r='B7' t='inlineStr'><is><t>Hồ sơ</t></is></c><c r='C7' s='1'><v>12345</v></c><c r='D7' s='2'><v>0.9249</v></c></row>\
    <row r='1048576'><c r='B1048576' s='3'><v>45945</v></c><c r='XFD1048576'><v>0.5</v></c></row>\
    </sheetData><mergeCells><mergeCell ref='C3:D3'/></mergeCells></worksheet>";

#[test]
fn cells_show_what_a_person_sees() {
    let book = package(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/worksheets/sheet2.xml", SHEET),
    ]);
    let document = read_as("a.xlsx", &book).unwrap();
    assert_eq!(lines(&document), ["Biểu 1", "#"]);
    let table = tables(&document)[0];
    let want = [
        ["Chỉ tiêu", "Kết quả", "Kết quả", "∅"],
        ["Hồ sơ", "12.345", "92,49%", "∅"],
        ["15/10/2025", "∅", "∅", "0,5"],
    ];
    assert_eq!(grid(table), want);
    assert!(table.cells[0].bold);
    assert_eq!(document.warnings[0].code, WarningCode::ObjectSkipped);
}

#[test]
fn open_document_sheets_are_read_with_their_merged_cells() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name='S'>\
        <table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>đầu</text:p></table:table-cell>\
        <table:covered-table-cell/></table:table-row>\
        <table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>a<text:s text:c='2'/>b</text:p></table:table-cell>\
        <table:table-cell office:value='0.5'><text:p>50%</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let book = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]);
    let document = read_as("a.ods", &book).unwrap();
    assert_eq!(
        grid(tables(&document)[0]),
        [["đầu", "đầu"], ["a  b", "50%"], ["a  b", "50%"]]
    );
}

/// One text of 100,000 characters in 20,000 cells would fill two thousand million.
#[test]
fn a_long_text_named_by_many_cells_does_not_fill_the_memory() {
    let text = "f".repeat(100_000);
    let strings = format!("<sst><si><t>{text}</t></si></sst>");
    let cells: String = (1..=20_000)
        .map(|row| format!("<row r='{row}'><c r='A{row}' t='s'><v>0</v></c></row>"))
        .collect();
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let xlsx = package(&[
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name='S'>\
        <table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='1000'>\
        <text:p>{text}</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let ods = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ]);
    for (name, book) in [("a.xlsx", xlsx), ("a.ods", ods)] {
        let document = read_as(name, &book).unwrap();
        let kept: usize = tables(&document)[0].cells.iter().map(|c| c.text.len()).sum();
        assert!((40_000_000..=50_000_000).contains(&kept), "{name}: {kept}");
        assert!(
            document.warnings.iter().any(|w| w.code == WarningCode::Truncated),
            "{name}"
        );
    }
}
