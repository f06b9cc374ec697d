//! The PDF reader on documents written here: a page is a list of texts and lines.

use proptest::prelude::*;
use std::fmt::Write;
use tonghop_document::{Content, Document, FurnitureKind, Table};
use tonghop_readers::{Input, Limits, ReadError, read};

/// A page under construction, in points from the lower left corner of A4.
#[derive(Default, Clone)]
struct Sheet(String);

impl Sheet {
    fn text(mut self, x: i32, y: i32, size: f32, text: &str) -> Self {
        let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(self.0, "BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET").expect("memory");
        self
    }

    /// Text in a font by its name ("F1" Times, "F2" Helvetica, "F3" Times bold), as the operand of `TJ`.
    fn pieces(mut self, font: &str, x: f32, y: f32, size: f32, pieces: &str) -> Self {
        writeln!(self.0, "BT /{font} {size} Tf {x} {y} Td [{pieces}] TJ ET").expect("memory");
        self
    }

    fn line(mut self, x0: i32, y0: i32, x1: i32, y1: i32) -> Self {
        writeln!(self.0, "0.5 w {x0} {y0} m {x1} {y1} l S").expect("memory");
        self
    }

    /// A grid with these positions of its lines.
    fn grid(mut self, xs: &[i32], ys: &[i32]) -> Self {
        for y in ys {
            self = self.line(xs[0], *y, xs[xs.len() - 1], *y);
        }
        for x in xs {
            self = self.line(*x, ys[0], *x, ys[ys.len() - 1]);
        }
        self
    }
}

fn font(name: &str) -> String {
    format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
}

/// A file of such pages.
fn file(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        font("Times-Roman"),
        font("Helvetica"),
        font("Times-Bold"),
    ];
    let mut kids = String::new();
    for sheet in sheets {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").expect("memory");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>\
             /Contents {} 0 R>>",
            number + 1
        ));
        objects.push(format!("<</Length {}>>\nstream\n{}\nendstream", sheet.0.len(), sheet.0));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", sheets.len());
    let mut out = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        writeln!(out, "{} 0 obj\n{object}\nendobj", i + 1).expect("memory");
    }
    let start = out.len();
    writeln!(out, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).expect("memory");
    for offset in offsets {
        writeln!(out, "{offset:010} 00000 n ").expect("memory");
    }
    write!(
        out,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1
    )
    .expect("memory");
    out.into_bytes()
}

fn open(bytes: &[u8]) -> Result<Document, ReadError> {
    read(&Input { name: "a.pdf", bytes }, &Limits::default())
}

fn paragraphs(document: &Document) -> Vec<&str> {
    let texts = document.blocks.iter().filter_map(|b| match &b.content {
        Content::Paragraph(p) => Some(p.text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|b| match &b.content {
        Content::Table(t) => Some(t),
        _ => None,
    });
    tables.collect()
}

fn texts(table: &Table) -> Vec<&str> {
    table.cells.iter().map(|c| c.text.as_str()).collect()
}

const FULL: &str = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp";
/// As wide as a full line after a first-line indent.
const INDENTED: &str = "bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp";

#[test]
fn lines_become_paragraphs_and_the_page_number_is_furniture() {
    let sheet = Sheet::default()
        .text(290, 800, 13.0, "2")
        .text(105, 740, 13.0, INDENTED)
        .text(80, 724, 13.0, FULL)
        .text(80, 708, 13.0, "the end.")
        .text(105, 680, 13.0, INDENTED)
        .text(80, 664, 13.0, "short.");
    let document = open(&file(&[sheet])).expect("a good file");
    assert_eq!(
        paragraphs(&document),
        [format!("{INDENTED}\n{FULL}\nthe end."), format!("{INDENTED}\nshort.")]
    );
    let Content::Furniture(number) = &document.blocks[0].content else {
        panic!("page number first")
    };
    assert_eq!((number.kind, number.text.as_str()), (FurnitureKind::PageNumber, "2"));
}

#[test]
fn the_two_blocks_of_the_head_are_not_mixed() {
    let sheet = Sheet::default()
        .text(80, 780, 13.0, "UBND XA TEN SAN")
        .text(320, 780, 13.0, "CONG HOA XA HOI CHU NGHIA")
        .text(80, 764, 13.0, "So: 12/BC-UBND")
        .text(320, 764, 13.0, "Ten San, ngay 2 thang 3")
        .text(110, 700, 13.0, FULL)
        .text(80, 684, 13.0, FULL);
    let document = open(&file(&[sheet])).expect("a good file");
    let first = &paragraphs(&document)[..4];
    assert_eq!(
        first,
        [
            "UBND XA TEN SAN",
            "So: 12/BC-UBND",
            "CONG HOA XA HOI CHU NGHIA",
            "Ten San, ngay 2 thang 3"
        ]
    );
}

/// What a program draws that takes the letters a font lacks from another one: the line with gaps, then
/// the letters into the gaps.
#[test]
fn letters_from_a_second_font_stand_where_they_belong() {
    let sheet = Sheet::default()
        .pieces("F1", 80.0, 700.0, 14.0, "(C) -667 (U M) -667 (N XA)")
        .pieces("F2", 89.34, 700.0, 14.0, "(\\311) -1861 (\\312)");
    assert_eq!(paragraphs(&open(&file(&[sheet])).expect("a good file")), ["CÉU MÊN XA"]);
}

#[test]
fn white_space_after_a_letter_of_a_second_font_is_not_before_it() {
    // The gap before the white space is too wide for one run in the first sheet.
    let wide = Sheet::default()
        .pieces("F1", 80.0, 700.0, 14.0, "(KT. CH) -722 ( T) -400 (CH)")
        .pieces("F2", 126.28, 700.0, 14.0, "(\\326) -805 (\\316)");
    let last = Sheet::default()
        .pieces("F1", 80.0, 700.0, 14.0, "(doanh s) -556 ( )")
        .pieces("F2", 123.56, 700.0, 14.0, "(\\371)")
        .text(80, 684, 14.0, "- hai");
    assert_eq!(
        paragraphs(&open(&file(&[wide])).expect("a good file")),
        ["KT. CHÖ TÎCH"]
    );
    assert_eq!(
        paragraphs(&open(&file(&[last])).expect("a good file")),
        ["doanh sù", "- hai"]
    );
}

#[test]
fn letters_drawn_in_any_order_or_twice_are_read_once_from_left_to_right() {
    let mut sheet = Sheet::default();
    for (x, c) in [
        (140, "d"),
        (80, "x"),
        (108, "n"),
        (87, "o"),
        (94, "m"),
        (124, "a"),
        (131, "b"),
    ] {
        sheet = sheet.text(x, 700, 14.0, c);
        sheet = sheet.pieces("F1", x as f32 + 0.3, 700.0, 14.0, &format!("({c})"));
    }
    assert_eq!(paragraphs(&open(&file(&[sheet])).expect("a good file")), ["xom n abd"]);
}

#[test]
fn text_across_the_page_is_a_stamp() {
    let mut sheet = Sheet::default().text(80, 740, 13.0, FULL).text(80, 724, 13.0, FULL);
    sheet.0 += "BT /F2 60 Tf 0.7 0.7 -0.7 0.7 200 690 Tm (DU THAO) Tj ET\n";
    let document = open(&file(&[sheet])).expect("a good file");
    assert_eq!(paragraphs(&document), [format!("{FULL}\n{FULL}")]);
    let stamp = document.blocks.iter().find_map(|b| match &b.content {
        Content::Furniture(f) => Some((f.kind, f.text.as_str())),
        _ => None,
    });
    assert_eq!(stamp, Some((FurnitureKind::Stamp, "DU THAO")));
}

#[test]
fn the_date_under_the_head_is_not_drawn_into_the_title() {
    let sheet = Sheet::default()
        .text(80, 780, 12.0, "UBND XA TEN SAN")
        .text(300, 780, 12.0, "CONG HOA XA HOI CHU NGHIA VIET NAM")
        .text(100, 764, 12.0, "So: 12/BC-UBND")
        .text(340, 764, 12.0, "Doc lap - Tu do - Hanh phuc")
        .text(350, 736, 12.0, "Ten San, ngay 2 thang 3 nam 2025")
        .pieces("F3", 270.0, 722.0, 14.0, "(BAO CAO)")
        .text(110, 690, 13.0, FULL)
        .text(80, 674, 13.0, FULL);
    let document = open(&file(&[sheet])).expect("a good file");
    assert_eq!(
        paragraphs(&document)[2..6],
        [
            "CONG HOA XA HOI CHU NGHIA VIET NAM",
            "Doc lap - Tu do - Hanh phuc",
            "Ten San, ngay 2 thang 3 nam 2025",
            "BAO CAO"
        ]
    );
}

#[test]
fn recipients_and_signature_keep_to_their_columns() {
    let sheet = Sheet::default()
        .text(110, 790, 13.0, FULL)
        .text(80, 774, 13.0, FULL)
        .text(80, 758, 13.0, "cua xa Ten San./.")
        .text(80, 730, 12.0, "Noi nhan:")
        .text(360, 730, 12.0, "TM. UY BAN NHAN DAN")
        .text(80, 715, 11.0, "- So Khoa hoc;")
        .text(385, 714, 12.0, "CHU TICH")
        .text(80, 701, 11.0, "- Luu: VT.")
        .text(380, 650, 12.0, "Le Thi Mau");
    let document = open(&file(&[sheet])).expect("a good file");
    assert_eq!(
        paragraphs(&document)[1..],
        [
            "Noi nhan:",
            "- So Khoa hoc;",
            "- Luu: VT.",
            "TM. UY BAN NHAN DAN",
            "CHU TICH",
            "Le Thi Mau"
        ]
    );
}

#[test]
fn a_table_over_two_pages_is_one_table() {
    let head = |sheet: Sheet| {
        sheet
            .text(90, 785, 11.0, "TT")
            .text(150, 785, 11.0, "Viec")
            .text(410, 785, 11.0, "Ket qua")
    };
    let first = head(Sheet::default().grid(&[80, 140, 400, 540], &[800, 780, 760, 740]))
        .text(90, 765, 11.0, "1")
        .text(150, 765, 11.0, "mot viec")
        .text(410, 765, 11.0, "xong")
        .text(90, 745, 11.0, "2")
        .text(150, 745, 11.0, "viec hai, con");
    let second = head(Sheet::default().grid(&[80, 140, 400, 540], &[800, 780, 760, 740]))
        .text(150, 765, 11.0, "tiep tuc")
        .text(410, 765, 11.0, "chua")
        .text(90, 745, 11.0, "3")
        .text(150, 745, 11.0, "viec ba");
    let document = open(&file(&[first, second])).expect("a good file");
    let found = tables(&document);
    assert_eq!(found.len(), 1);
    assert_eq!(
        texts(found[0]),
        [
            "TT",
            "Viec",
            "Ket qua",
            "1",
            "mot viec",
            "xong",
            "2",
            "viec hai, con\ntiep tuc",
            "chua",
            "3",
            "viec ba",
            ""
        ]
    );
    assert_eq!((found[0].rows, found[0].header_rows), (4, 1));
}

#[test]
fn footnotes_are_tied_to_their_marks() {
    let sheet = Sheet::default()
        .text(80, 740, 14.0, FULL)
        .text(80, 724, 14.0, "so lieu")
        .text(122, 730, 8.0, "1")
        .line(80, 100, 220, 100)
        .text(80, 88, 6.0, "1")
        .text(84, 84, 10.0, "Theo so lieu cua thang.");
    let document = open(&file(&[sheet])).expect("a good file");
    let note = document
        .blocks
        .iter()
        .position(|b| matches!(b.content, Content::Footnote(_)))
        .expect("a footnote");
    let Content::Footnote(text) = &document.blocks[note].content else {
        unreachable!("found above")
    };
    assert_eq!(
        (text.label.as_str(), text.text.as_str()),
        ("1", "Theo so lieu cua thang.")
    );
    let Content::Paragraph(paragraph) = &document.blocks[0].content else {
        panic!("a paragraph first")
    };
    assert!(paragraph.text.ends_with("so lieu"), "{}", paragraph.text);
    assert_eq!(paragraph.notes[0].block, Some(note));
}

#[test]
fn footnotes_below_a_table_that_fills_the_page_are_tied_to_its_cells() {
    let sheet = Sheet::default()
        .grid(&[80, 300, 540], &[780, 460, 140])
        .text(90, 760, 12.0, "hoi nghi")
        .text(310, 760, 12.0, "da xong")
        .text(90, 440, 12.0, "lop hoc")
        .text(310, 440, 12.0, "theo van ban")
        .text(384, 445, 7.0, "1")
        .line(80, 120, 220, 120)
        .text(80, 104, 6.0, "1")
        .text(84, 100, 10.0, "Theo so lieu cua thang, tinh den ngay cuoi.");
    let document = open(&file(&[sheet])).expect("a good file");
    let table = tables(&document)[0];
    assert_eq!(texts(table), ["hoi nghi", "da xong", "lop hoc", "theo van ban"]);
    let note = table.cells.iter().flat_map(|c| &c.notes).find_map(|n| n.block);
    let Content::Footnote(text) = &document.blocks[note.expect("tied to its mark")].content else {
        panic!("a footnote")
    };
    assert_eq!(text.text, "Theo so lieu cua thang, tinh den ngay cuoi.");
}

#[test]
fn columns_without_lines_are_a_guessed_table() {
    let mut sheet = Sheet::default();
    for (row, y) in [(1, 740), (2, 724), (3, 708), (4, 692)] {
        sheet = sheet
            .text(80, y, 12.0, &format!("{row}0"))
            .text(180, y, 12.0, &format!("viec so {row}"))
            .text(400, y, 12.0, &format!("{row}5 %"));
    }
    let document = open(&file(&[sheet])).expect("a good file");
    assert_eq!(tables(&document).len(), 1);
    assert_eq!(texts(tables(&document)[0])[..3], ["10", "viec so 1", "15 %"]);
    assert_eq!(document.warnings[0].code.key(), "table_guessed");
}

/// Nothing but white between the columns: cells that are full nearly touch, a heading runs across, a row is cut at the
/// end of the page, and the next page begins with words of two columns only.
#[test]
fn a_table_without_lines_goes_on_over_pages() {
    let line = |sheet: Sheet, y: i32, cells: &[(i32, &str)]| {
        cells
            .iter()
            .fold(sheet, |sheet, (x, text)| sheet.text(*x, y, 12.0, text))
    };
    let mut first = line(
        Sheet::default(),
        700,
        &[(60, "TT"), (90, "Task"), (260, "Lead"), (380, "Result")],
    );
    first = line(
        first,
        685,
        &[
            (60, "I"),
            (90, "A heading that runs across the second and third column"),
        ],
    );
    first = line(
        first,
        670,
        &[
            (60, "1"),
            (90, "Keep the books of the house"),
            (260, "Office"),
            (380, "done"),
        ],
    );
    first = line(first, 655, &[(90, "and print them"), (380, "in May")]);
    first = line(
        first,
        640,
        &[(60, "2"), (90, "Open the gate"), (260, "Guard"), (380, "not yet")],
    );
    first = line(
        first,
        625,
        &[
            (60, "3"),
            (90, "Count the sheep of all"),
            (260, "Shepherd"),
            (380, "12 of"),
        ],
    );
    let mut second = line(Sheet::default(), 700, &[(90, "the farms"), (380, "14 farms")]);
    second = line(
        second,
        685,
        &[(60, "4"), (90, "Mend the roof"), (260, "Smith"), (380, "begun")],
    );
    let document = open(&file(&[first, second])).unwrap();
    let tables = tables(&document);
    assert_eq!(tables.len(), 1);
    let rows: Vec<Vec<String>> = (0..tables[0].rows)
        .map(|r| tables[0].row(r).map(|c| c.text.replace('\n', " ")).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["TT", "Task", "Lead", "Result"],
            ["I", "A heading that runs across the second and third column", "", ""],
            [
                "1",
                "Keep the books of the house and print them",
                "Office",
                "done in May"
            ],
            ["2", "Open the gate", "Guard", "not yet"],
            ["3", "Count the sheep of all the farms", "Shepherd", "12 of 14 farms"],
            ["4", "Mend the roof", "Smith", "begun"],
        ]
    );
}

#[test]
fn a_form_that_calls_itself_ends() {
    let objects = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>endobj\n\
        4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 47>>\nstream\n\
        /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do\nendstream endobj\n\
        5 0 obj<</Length 5>>\nstream\n/X Do\nendstream endobj\ntrailer<</Root 1 0 R>>";
    let bytes = format!("%PDF-1.4\n{objects}").into_bytes();
    // Without a deadline: the number of forms is what ends it.
    assert_eq!(open(&bytes), Err(ReadError::NoText));
}

fn sample() -> Vec<u8> {
    let page = Sheet::default()
        .grid(&[80, 200, 500], &[700, 680, 660])
        .text(90, 684, 11.0, "a")
        .text(210, 684, 11.0, "b c")
        .text(80, 740, 13.0, FULL);
    file(&[page.clone(), page])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn truncated_files_never_panic(share in 0.0f64..1.0) {
        let bytes = sample();
        let _ = open(&bytes[..(bytes.len() as f64 * share) as usize]);
    }

    #[test]
    fn mutated_files_never_panic(changes in prop::collection::vec((0usize..4000, any::<u8>()), 1..40)) {
        let mut bytes = sample();
        for (at, value) in changes {
            let at = at % bytes.len();
            bytes[at] = value;
        }
        let _ = open(&bytes);
    }

    #[test]
    fn wild_content_never_panics(content in "[0-9 .\\-()<>/FTmlchSfWnBETqQrejdDox\\[\\]\n]{0,300}") {
        let _ = open(&file(&[Sheet(format!("BT /F1 9 Tf {content}"))]));
    }
}
