//! Word documents.

use crate::build::{docx, grid, lines, p, read_as, tables};
use tonghop_document::{Align, Content, Document, Paragraph, WarningCode};

fn read(body: &str, parts: &[(&str, &str)]) -> Document {
    read_as("a.docx", &docx(body, parts)).unwrap()
}

fn first(document: &Document) -> &Paragraph {
    let Content::Paragraph(p) = &document.blocks[0].content else {
        panic!("paragraph expected")
    };
    p
}

fn item(list: i32, level: i32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

const NUMBERING: &str = "<w:numbering>\
  <w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2.'/><w:isLgl/></w:lvl>\
    <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%3)'/></w:lvl>\
  </w:abstractNum>\
  <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/>\
    <w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr></w:lvl></w:abstractNum>\
  <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:lvlText w:val='Điều %1.'/>\
    <w:pStyle w:val='Dieu'/></w:lvl></w:abstractNum>\
  <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
  <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
  <w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num>\
  <w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
  </w:numbering>";

#[test]
fn numbering_is_resolved_to_the_printed_label() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Dieu'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr>\
                  </w:pPr></w:style></w:styles>";
    let article = "<w:p><w:pPr><w:pStyle w:val='Dieu'/></w:pPr><w:r><w:t>phạm vi</w:t></w:r></w:p>";
    let body = [
        item(1, 0, "một"),
        item(1, 1, "hai"),
        item(1, 2, "ba"),
        item(1, 2, "bốn"),
        item(1, 1, "năm"),
        item(1, 2, "sáu"),
        item(1, 0, "bảy"),
        item(4, 0, "tám"),
        item(2, 0, "chín"),
        article.into(),
        article.into(),
        item(0, 0, "không"),
        item(99, 0, "lạc"),
    ];
    let document = read(&body.concat(), &[("numbering", NUMBERING), ("styles", styles)]);
    let want = [
        "I. một",
        "1.1. hai",
        "a) ba",
        "b) bốn",
        "1.2. năm",
        "a) sáu",
        "II. bảy",
        "V. tám",
        "• chín",
        "Điều 1. phạm vi",
        "Điều 2. phạm vi",
        "không",
        "lạc",
    ];
    assert_eq!(lines(&document), want);
}

#[test]
fn an_empty_numbered_cell_shows_its_number() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        item(1, 1, ""),
        p("việc")
    );
    let document = read(&body, &[("numbering", NUMBERING)]);
    assert_eq!(grid(tables(&document)[0]), [["1.1.", "việc"]]);
}

#[test]
fn styles_are_inherited_and_switched_off() {
    let styles = "<w:styles>\
        <w:style w:type='paragraph' w:styleId='A'><w:name w:val='heading 2'/><w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/><w:rPr><w:i/><w:caps/></w:rPr></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:t>kết quả</w:t></w:r>\
                <w:r><w:rPr><w:i w:val='0'/></w:rPr><w:t> năm</w:t></w:r></w:p>";
    let document = read(body, &[("styles", styles)]);
    let found = first(&document);
    assert_eq!(found.text, "KẾT QUẢ NĂM");
    assert_eq!(
        (found.heading, found.bold, found.italic, found.align),
        (Some(2), true, false, Align::Centre)
    );
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = "<w:p><w:r><w:t>đạt </w:t></w:r><w:del><w:r><w:delText>85</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t>92</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom></w:p>\
                <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>đầu </w:t></w:r></w:p><w:p><w:r><w:t>cuối</w:t></w:r></w:p>";
    let document = read(body, &[]);
    assert_eq!(lines(&document), ["đạt 92", "đầu cuối"]);
    assert_eq!(document.warnings[0].code, WarningCode::ChangesAccepted);
}

#[test]
fn what_is_struck_through_is_left_out_and_told() {
    let body = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Thiếu kinh phí</w:t></w:r>\
                <w:r><w:t xml:space='preserve'> Kinh phí cấp chậm</w:t></w:r></w:p>";
    let document = read(body, &[]);
    assert_eq!(lines(&document), ["Kinh phí cấp chậm"]);
    assert_eq!(document.warnings[0].code, WarningCode::StruckOut);
}

#[test]
fn raised_figures_of_units_and_powers_stay_raised() {
    let raised = |text: &str| format!("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>10</w:t></w:r>{}<w:r><w:t xml:space='preserve'> bản ghi, 25 m</w:t></w:r>{}<w:r><w:t>, thứ 4</w:t></w:r>{}</w:p>",
        raised("6"),
        raised("2"),
        raised("th"),
    );
    assert_eq!(lines(&read(&body, &[])), ["10⁶ bản ghi, 25 m², thứ 4th"]);
}

#[test]
fn footnotes_follow_the_block_of_their_mark() {
    let notes = "<w:footnotes><w:footnote w:type='separator' w:id='-1'/>\
        <w:footnote w:id='7'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> nguồn A</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='8'><w:p><w:r><w:t>nguồn B</w:t></w:r></w:p><w:p><w:r><w:t>dòng hai</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let mark = |id: i32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>số</w:t></w:r>{}<w:r><w:t> liệu</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô</w:t></w:r>{}</w:p>\
         </w:tc></w:tr></w:tbl><w:p><w:r><w:t>x</w:t></w:r>{}</w:p>",
        mark(7),
        mark(8),
        mark(9)
    );
    let document = read(&body, &[("footnotes", notes)]);
    assert_eq!(
        lines(&document),
        ["số liệu", "[1] nguồn A", "#", "[2] nguồn B\ndòng hai", "x"]
    );
    let note = &first(&document).notes[0];
    assert_eq!((note.at, note.label.as_str(), note.block), (2, "1", Some(1)));
    assert_eq!(tables(&document)[0].cells[0].notes[0].block, Some(3));
    assert_eq!(document.warnings[0].code, WarningCode::FootnoteUnmatched);
}

#[test]
fn cells_merged_both_ways_keep_their_places() {
    let tc = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let rows = [
        format!(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>",
            tc("<w:vMerge w:val='restart'/>", "TT"),
            tc("<w:gridSpan w:val='2'/>", "Kết quả")
        ),
        format!(
            "<w:tr>{}{}{}</w:tr>",
            tc("<w:vMerge/>", ""),
            tc("", "Số"),
            tc("", "Tỷ lệ")
        ),
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}</w:tr>",
            tc("<w:gridSpan w:val='2'/>", "lùi")
        ),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", tc("", "đã xóa")),
    ];
    let document = read(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &[]);
    let table = tables(&document)[0];
    assert_eq!(
        grid(table),
        [["TT", "Kết quả", "Kết quả"], ["TT", "Số", "Tỷ lệ"], ["∅", "lùi", "lùi"]]
    );
    assert_eq!(table.header_rows, 1);
}

#[test]
fn nested_tables_stand_in_their_cell() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("trong"));
    let document = read(
        &format!("<w:tbl><w:tr><w:tc>{inner}{}</w:tc></w:tr></w:tbl>", p("ngoài")),
        &[],
    );
    let cell = &tables(&document)[0].cells[0];
    assert_eq!(
        (cell.text.as_str(), cell.nested[0].cells[0].text.as_str()),
        ("ngoài", "trong")
    );
}

#[test]
fn fields_show_their_result_and_alternatives_once() {
    let text_box = |t: &str| format!("<w:drawing><x><w:txbxContent>{}</w:txbxContent></x></w:drawing>", p(t));
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>lệnh</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Biểu 1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
         <w:r><w:tab/><w:t>sau</w:t><w:br/><w:rPr/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        text_box("khung"),
        text_box("khung"),
        p("điều khiển")
    );
    assert_eq!(lines(&read(&body, &[])), ["Biểu 1\tsau\n☑", "khung", "điều khiển"]);
}

#[test]
fn legacy_fonts_are_converted() {
    let run = |font: &str, text: &str| {
        format!("<w:p><w:r><w:rPr><w:rFonts w:ascii='{font}'/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        run(".VnTime", "b¸o c¸o"),
        run(".VnTimeH", "b¸o c¸o n¨m"),
        run("VNI-Times", "baùo caùo"),
        run("Arial", "¸"),
    ];
    let document = read(&body.concat(), &[]);
    assert_eq!(lines(&document), ["báo cáo", "BÁO CÁO NĂM", "báo cáo", "¸"]);
    assert_eq!(document.warnings[0].code, WarningCode::LegacyEncoding);
}

#[test]
fn running_heads_are_furniture_and_marks_still_point_right() {
    let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>ghi chú</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = "<w:hdr><w:p><w:r><w:t>Mật</w:t></w:r></w:p></w:hdr>";
    let footer = "<w:ftr><w:p><w:r><w:t>3</w:t></w:r></w:p></w:ftr>";
    let body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let document = read(body, &[("footnotes", notes), ("header", header), ("footer", footer)]);
    assert_eq!(lines(&document), ["~ Mật", "a", "[1] ghi chú", "~ 3"]);
    let Content::Paragraph(p) = &document.blocks[1].content else {
        panic!("paragraph expected")
    };
    assert_eq!(p.notes[0].block, Some(2));
}

#[test]
fn missing_and_broken_parts_are_warnings() {
    let document = read(&p("còn"), &[("styles", "<w:styles><w:style")]);
    assert_eq!(lines(&document), ["còn"]);
    assert_eq!(document.warnings[0].code, WarningCode::PartUnreadable);
    let parts = [(
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>còn</w:t></w:r></w:p><w:p",
    )];
    let cut = read_as("a.docx", &crate::build::package(&parts)).unwrap();
    assert_eq!(lines(&cut), ["còn"]);
    assert_eq!(cut.warnings[0].code, WarningCode::ReadInPart);
    assert_eq!(cut.warnings[0].detail, "… còn");
}

#[test]
fn pages_are_known_where_word_left_its_breaks() {
    let body = format!(
        "{}<w:p><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>",
        p("một")
    );
    let document = read(&body, &[]);
    assert_eq!(document.pages, Some(2));
    assert_eq!(
        document.blocks.iter().map(|b| b.page).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
}

#[test]
fn text_is_composed_and_marks_move_along() {
    let body = "<w:p><w:r><w:t>  Vie\u{302}\u{323}t</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let document = read(body, &[]);
    assert_eq!(
        (first(&document).text.as_str(), first(&document).notes[0].at),
        ("Việt", 4)
    );
}
