//! The PDF reader on documents written here: a page is a list of texts and lines.

use proptest::prelude::*;
use std::fmt::Write;
use std::time::Duration;
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

/// A file of such pages.
fn file(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = String::new();
    for sheet in sheets {
        let number = objects.len() + 1;
        write!(kids, "{number} 0 R ").expect("memory");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
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
    read(
        &Input { name: "a.pdf", bytes },
        &Limits::default().within(Duration::from_secs(20)),
    )
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

#[test]
fn a_form_that_calls_itself_ends() {
    let objects = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>endobj\n\
        4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 47>>\nstream\n\
        /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do\nendstream endobj\n\
        5 0 obj<</Length 5>>\nstream\n/X Do\nendstream endobj\ntrailer<</Root 1 0 R>>";
    let bytes = format!("%PDF-1.4\n{objects}").into_bytes();
    let limits = Limits::default().within(Duration::from_secs(2));
    let result = read(
        &Input {
            name: "a.pdf",
            bytes: &bytes,
        },
        &limits,
    );
    assert!(matches!(result, Ok(_) | Err(ReadError::TimedOut)), "{result:?}");
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
