//! Broken and hostile files: an error that says why, or a document with warnings; never a panic.

use crate::build::{docx, lines, p, package, read_as, tables};
use proptest::prelude::*;
use std::time::Duration;
use tonghop_document::WarningCode;
use tonghop_readers::{Input, Limits, ReadError, read};

#[test]
fn a_zip_bomb_is_refused() {
    let bytes = docx(&" ".repeat(30 << 20), &[]);
    assert!(bytes.len() < 1 << 20);
    let limits = Limits {
        expanded_bytes: 10 << 20,
        ..Limits::default()
    };
    let found = read(
        &Input {
            name: "a.docx",
            bytes: &bytes,
        },
        &limits,
    );
    assert_eq!(found, Err(ReadError::ExpansionTooLarge { limit: 10 << 20 }));
}

#[test]
fn a_part_is_refused_by_the_size_that_it_declares() {
    let bytes = docx(&" ".repeat(65 << 20), &[]);
    assert_eq!(
        read_as("a.docx", &bytes),
        Err(ReadError::ExpansionTooLarge { limit: 64 << 20 })
    );
}

#[test]
fn a_main_part_that_breaks_off_is_read_in_part_and_says_where() {
    let text = p("Tổng số 1.234 hồ sơ") + "<w:p><w:r><w:t>trong đó trực tuyến 34 hồ";
    let document = read_as("a.docx", &docx(&text, &[]));
    // `docx` closes the body behind the text; the open elements are what is missing.
    let document = document.unwrap();
    let warning = document.warnings.iter().find(|w| w.code == WarningCode::ReadInPart);
    assert_eq!(warning.map(|w| w.detail.as_str()), Some("… trong đó trực tuyến 34 hồ"));
}

#[test]
fn a_file_without_text_is_a_failure() {
    assert_eq!(read_as("a.docx", &docx(&p(" "), &[])), Err(ReadError::NoText));
    assert_eq!(read_as("a.txt", b" \n\n\t "), Err(ReadError::NoText));
}

#[test]
fn truncated_and_foreign_files_say_what_is_wrong() {
    let whole = docx(&p("x"), &[]);
    assert!(matches!(
        read_as("a.docx", &whole[..whole.len() / 2]),
        Err(ReadError::Damaged { .. })
    ));
    assert_eq!(read_as("a.docx", b""), Err(ReadError::Empty));
    assert!(matches!(
        read_as("a.docx", b"Rar!\x1a\x07\x01"),
        Err(ReadError::Unsupported { .. })
    ));
    assert!(matches!(
        read_as("a.docx", &package(&[("x", "y")])),
        Err(ReadError::Unsupported { .. })
    ));
    assert!(matches!(
        read_as("a.docx", &package(&[("word/x", "y")])),
        Err(ReadError::Damaged { .. })
    ));
    let small = Limits {
        bytes: 3,
        ..Limits::default()
    };
    assert_eq!(
        read(
            &Input {
                name: "a",
                bytes: b"abcd"
            },
            &small
        ),
        Err(ReadError::TooLarge { limit: 3 })
    );
}

#[test]
fn deep_nesting_is_refused_in_every_format() {
    let deep = |open: &str| open.repeat(50_000);
    assert!(matches!(
        read_as("a.docx", &docx(&deep("<w:sdt>"), &[])),
        Err(ReadError::TooDeep { .. })
    ));
    assert!(matches!(
        read_as("a.html", format!("<html>{}", deep("<div>")).as_bytes()),
        Err(ReadError::TooDeep { .. })
    ));
    assert!(matches!(
        read_as("a.html", format!("<html>{}", deep("<b>")).as_bytes()),
        Err(ReadError::TooDeep { .. })
    ));
    // As deep as the limit allows: the walk itself must hold.
    let nested = "<w:tbl><w:tr><w:tc>".repeat(60) + &p("x") + &"</w:tc></w:tr></w:tbl>".repeat(60);
    assert_eq!(tables(&read_as("a.docx", &docx(&nested, &[])).unwrap()).len(), 1);
    let html = format!("<html>{}x", "<table><tr><td>".repeat(45));
    assert_eq!(tables(&read_as("a.html", html.as_bytes()).unwrap()).len(), 1);
}

#[test]
fn cycles_of_styles_and_lists_end() {
    let styles = "<w:styles><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>\
        <w:style w:styleId='B'><w:basedOn w:val='A'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='A'/></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let body = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
    let document = read_as("a.docx", &docx(body, &[("styles", styles), ("numbering", numbering)])).unwrap();
    assert_eq!(lines(&document), ["x"]);
}

#[test]
fn huge_spans_and_rows_are_cut() {
    let tc = |span: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr>{}</w:tc>", p("x"));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc("4294967295"),
        tc("2"),
        tc("99999999999999")
    );
    let document = read_as("a.docx", &docx(&body, &[])).unwrap();
    assert!(tables(&document)[0].columns <= 2);
    assert!(document.warnings.iter().any(|w| w.code == WarningCode::Truncated));

    let row = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc>{}</w:tr></w:tbl>",
        p("x"),
        "<w:tc/>".repeat(1_000_000)
    );
    let document = read_as("a.docx", &docx(&row, &[])).unwrap();
    assert!(tables(&document)[0].columns <= Limits::default().columns);
    let html = format!(
        "<table><tr><td>x{}</table>",
        "<td rowspan=9999999 colspan=99999999>".repeat(100_000)
    );
    assert!(tables(&read_as("a.html", html.as_bytes()).unwrap())[0].columns <= Limits::default().columns);
    let pipes = format!("{}\n|---|\n", "|a".repeat(1_000_000));
    assert!(tables(&read_as("a.md", pipes.as_bytes()).unwrap())[0].columns <= Limits::default().columns);
}

#[test]
fn entities_are_not_expanded() {
    let main = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><w:document><w:body><w:p><w:r>\
                <w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let document = read_as("a.docx", &package(&[("word/document.xml", main)])).unwrap();
    assert_eq!(lines(&document), ["&b;"]);
}

/// Markup that a careless reader goes through again for every mark of it. How long it takes is measured by
/// `cargo bench -p tonghop-testkit`; here nothing may be made of it that does not stand in it.
#[test]
fn markup_of_nothing_but_marks_is_read_to_its_end() {
    let cases = [
        ("a.html", format!("<html><a {}>", "b c=d ".repeat(2_000))),
        ("a.html", "<html><b><p>".to_string() + &"<b>x</b><p>".repeat(5_000)),
        ("a.html", "<table>x".repeat(60)),
        ("a.md", "*a _b ".repeat(20_000)),
        ("a.md", "[".repeat(20_000)),
        ("a.md", "<".repeat(20_000)),
        ("a.md", "<sup>".repeat(10_000)),
        ("a.md", "`".repeat(5_001) + &"`a".repeat(5_000)),
        ("a.md", "&".repeat(20_000)),
        ("a.md", "a\n```\n".repeat(2_000)),
    ];
    for (name, text) in cases {
        let head: String = text.chars().take(20).collect();
        match read_as(name, text.as_bytes()) {
            Ok(document) => {
                let blocks = document.blocks.len();
                let read: usize = lines(&document).iter().map(|l| l.chars().count()).sum();
                assert!(
                    blocks.max(read) <= text.len(),
                    "{name} {head}: {blocks} blocks, {read} characters"
                );
            }
            Err(error) => assert!(
                matches!(error, ReadError::TooDeep { .. } | ReadError::NoText),
                "{name} {head}: {error:?}"
            ),
        }
    }
}

#[test]
fn the_deadline_ends_the_work() {
    let limits = Limits::default().within(Duration::ZERO);
    let found = read(
        &Input {
            name: "a.md",
            bytes: b"# a\n\n# b",
        },
        &limits,
    );
    assert_eq!(found, Err(ReadError::TimedOut));
}

const BODY: &str = "<w:p><w:pPr><w:pStyle w:val='A'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r>\
    <w:rPr><w:rFonts w:ascii='VNI-Times'/><w:caps/></w:rPr><w:t>baùo &amp; &#x1EA1;</w:t><w:tab/><w:footnoteReference w:id='1'/>\
    </w:r></w:p><w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/>\
    <w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changed_word_documents_never_panic(changes in prop::collection::vec((0..BODY.len(), any::<u8>()), 1..12)) {
        let mut body = BODY.as_bytes().to_vec();
        for (at, byte) in changes {
            body[at] = byte;
        }
        let _ = read_as("a.docx", &docx(&String::from_utf8_lossy(&body), &[("footnotes", "<f><footnote id='1'/></f>")]));
    }

    #[test]
    fn changed_packages_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = docx(BODY, &[]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_as("a.docx", &bytes);
    }

    #[test]
    fn any_marks_of_html_and_markdown_never_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "<table>", "<tr>", "<td rowspan=0 colspan=3>", "</table>", "<li value=-9>", "<ol start=9999999999>", "<sup>1</sup>",
                "<sup>", "|", "---|---", "\n", "**", "_", "`", "[a](b", "](", ")", "\\", "ệ", "e\u{323}", "{3}---------", "#", "> ",
                "<!--", "&#x110000;", "&#7841;", "- ", "1) ", "[^1]:", "[^", "\0", "\u{feff}", "<br>", " ", "a",
            ]),
            0..60,
        )
    ) {
        let text = pieces.concat();
        let _ = read_as("a.md", text.as_bytes());
        let _ = read_as("a.html", format!("<html>{text}").as_bytes());
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "a\\.(md|html|txt2|xlsx)") {
        let _ = read_as(&name, &bytes);
    }
}
