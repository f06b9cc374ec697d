//! Official documents as PDF: the form of Annex I by measuring, the structure, the text, hostile input.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use tonghop_model::official::{
    Align, Annex, Block, Cell, HeadingLevel, Inline, OfficialDocument, Table, TableColumn, Title,
};
use tonghop_writers::pdf::{Written, write_counted};

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

fn pdf(document: &OfficialDocument) -> (Vec<u8>, Written) {
    let mut bytes = Vec::new();
    let written = write_counted(document, &mut bytes).expect("the document can be written");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    (bytes, written)
}

fn save(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("official-pdf").join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of the tests can be made");
    std::fs::write(&path, bytes).expect("the folder of the tests can be written");
    path
}

/// Runs a tool of Poppler on a file and gives what it prints.
fn poppler(tool: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(tool);
    command.args(arguments).arg(file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let out = command.output().expect("poppler-utils are installed");
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A word with its place: page from 1, left, top, right, bottom (pt).
#[derive(Debug)]
struct Word {
    page: usize,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    text: String,
}

fn words(file: &Path) -> Vec<Word> {
    let mut page = 0;
    let mut words = Vec::new();
    for line in poppler("pdftotext", &["-bbox"], file).lines() {
        if line.contains("<page ") {
            page += 1;
        }
        let Some(rest) = line.trim().strip_prefix("<word ") else {
            continue;
        };
        let number = |name: &str| -> f32 {
            let after = rest.split(&format!("{name}=\"")).nth(1).expect("attribute");
            after.split('"').next().and_then(|n| n.parse().ok()).expect("number")
        };
        let text = rest.split('>').nth(1).and_then(|t| t.split('<').next()).unwrap_or("");
        words.push(Word {
            page,
            left: number("xMin"),
            top: number("yMin"),
            right: number("xMax"),
            bottom: number("yMax"),
            text: text.replace("&amp;", "&"),
        });
    }
    words
}

fn find<'w>(words: &'w [Word], page: usize, text: &str) -> &'w Word {
    words
        .iter()
        .find(|w| w.page == page && w.text == text)
        .unwrap_or_else(|| panic!("{text} on page {page}"))
}

/// Height of the box that Poppler reports for a word of Liberation Serif, as a share of the type size: 0.893 to
/// 0.911, by the letters that the file embeds of the face.
const BOX: f32 = 0.902;

fn size(word: &Word) -> f32 {
    (word.bottom - word.top) / BOX
}

fn near(actual: f32, expected: f32, tolerance: f32, what: &str) {
    assert!(
        (actual - expected).abs() <= tolerance,
        "{what}: {actual} instead of {expected}"
    );
}

#[test]
fn the_form_is_that_of_annex_i() {
    let (bytes, written) = pdf(&common::report());
    assert!(!bytes.windows(9).any(|w| w == b"/Suspects"), "Poppler complains of it");
    let file = save("form.pdf", &bytes);
    let words = words(&file);
    // Page: A4, margins 20/20/30/15 mm.
    let info = poppler("pdfinfo", &[], &file);
    assert!(info.contains("595.276 x 841.89 pts (A4)"), "{info}");
    let body: Vec<&Word> = words
        .iter()
        .filter(|w| w.page == 2 && w.top > 20.0 * MM - 1.0)
        .collect();
    let left = body.iter().map(|w| w.left).fold(f32::MAX, f32::min);
    let right = body.iter().map(|w| w.right).fold(0.0, f32::max);
    let bottom = body.iter().map(|w| w.bottom).fold(0.0, f32::max);
    near(left, 30.0 * MM, 0.5, "left margin");
    near(right, 210.0 * MM - 15.0 * MM, 0.8, "right margin");
    assert!(bottom <= 297.0 * MM - 20.0 * MM + 1.0, "bottom margin: {bottom}");
    // Sizes: state 12 to 13, motto 14, issuer 13, number 13, date 14 italic, title 14, text 14.
    for (text, expected) in [
        ("CỘNG", 13.0),
        ("Độc", 14.0),
        ("BAN", 13.0),
        ("Số:", 13.0),
        ("BÁO", 14.0),
        ("Kính", 14.0),
    ] {
        near(size(find(&words, 1, text)), expected, 0.2, text);
    }
    // The lines of the head: the number stands level with the date, the motto below the name of the state.
    let (number, date) = (find(&words, 1, "05/BC-UBND"), find(&words, 1, "ngày"));
    near(
        (number.top + number.bottom) / 2.0,
        (date.top + date.bottom) / 2.0,
        1.0,
        "number and date",
    );
    assert!(find(&words, 1, "Độc").top > find(&words, 1, "CỘNG").top);
    // First line of a paragraph: 12.7 mm.
    let first = words
        .iter()
        .find(|w| w.page == 1 && w.text == "Thực" && w.top > 250.0)
        .expect("the text");
    near(first.left - 30.0 * MM, 12.7 * MM, 0.5, "first-line indent");
    // Page numbers: none on the first page, then in the middle of the top margin; 1 again in the annex.
    let numbers: Vec<(usize, &str)> = words
        .iter()
        .filter(|w| w.bottom < 20.0 * MM)
        .map(|w| (w.page, w.text.as_str()))
        .collect();
    assert!(!numbers.iter().any(|(page, _)| *page == 1), "{numbers:?}");
    assert!(numbers.contains(&(2, "2")), "{numbers:?}");
    let number = words
        .iter()
        .find(|w| w.page == 2 && w.bottom < 20.0 * MM)
        .expect("a page number");
    near(
        (number.left + number.right) / 2.0,
        (30.0 + 165.0 / 2.0) * MM,
        0.5,
        "middle of the page number",
    );
    near(size(number), 14.0, 0.2, "size of the page number");
    let annex = words
        .iter()
        .find(|w| w.text == "Phụ" && size(w) > 13.5)
        .expect("an annex")
        .page;
    assert!(!numbers.iter().any(|(page, _)| *page == annex), "{numbers:?}");
    assert!(numbers.contains(&(annex + 1, "2")), "{numbers:?}");
    assert!(written.pages >= annex + 2);
    // Recipients 12 and 11, signature 14.
    let page = words.iter().find(|w| w.text == "TM.").expect("signature").page;
    near(size(find(&words, page, "nhận:")), 12.0, 0.2, "Nơi nhận");
    near(size(find(&words, page, "Lưu:")), 11.0, 0.2, "Lưu");
    near(size(find(&words, page, "Ngọc")), 14.0, 0.2, "name");
    let (top, name) = (find(&words, page, "PHÓ"), find(&words, page, "Ngọc"));
    assert!(name.top - top.bottom > 60.0, "room for signature and seal");
}

#[test]
fn the_text_is_nfc_and_in_reading_order() {
    let (bytes, _) = pdf(&common::report());
    let file = save("order.pdf", &bytes);
    let text = poppler("pdftotext", &["-raw"], &file).replace('\n', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut at = 0;
    for part in [
        "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-UBND",
        "Suối Mơ, ngày 03 tháng 02 năm 2026",
        "BÁO CÁO",
        "Kính gửi: Sở Khoa học và Công nghệ tỉnh Hoàng Mai",
        "ngày 16 tháng 6 năm 2025;",
        "xã hội số.",
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Công tác chỉ đạo, điều hành",
        "đạt tỷ lệ 97,22%",
        "đ) Nội dung của nhiệm vụ",
        "II. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ",
        "theo quy định./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, VHXH.",
        "Phụ lục I KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "Phụ lục II",
    ] {
        let found = text[at..]
            .find(part)
            .unwrap_or_else(|| panic!("{part:?} after {:?}", &text[at..].chars().take(300).collect::<String>()));
        at += found;
    }
    assert!(unicode_normalization::is_nfc(&text));
}

#[test]
fn the_structure_names_headings_tables_notes_and_values() {
    let (bytes, _) = pdf(&common::report());
    let file = save("structure.pdf", &bytes);
    let structure = poppler("pdfinfo", &["-struct-text"], &file);
    for part in [
        "Document",
        "H1",
        "H2",
        "H3",
        "Table",
        "THead",
        "TBody",
        "TH",
        "TD",
        "L (block)",
        "LI",
        "Note",
        "Figure",
    ] {
        assert!(structure.contains(part), "{part} in\n{structure}");
    }
    let structure = poppler("pdfinfo", &["-struct"], &file);
    assert!(
        structure.contains("ColSpan") && structure.contains("RowSpan"),
        "{structure}"
    );
    // Values can be looked up by key; the second occurrence of a key has its number.
    let plain = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .arg(&file)
        .arg("-")
        .output();
    if let Ok(plain) = plain {
        let text = String::from_utf8_lossy(&plain.stdout).into_owned();
        for key in [
            "(Uindicator:T04:value)",
            "(Uindicator:H06:value)",
            "(Uindicator:H06:value#2)",
        ] {
            assert!(text.contains(key), "{key}");
        }
    }
}

#[test]
fn the_same_view_gives_the_same_bytes_and_no_other_time() {
    let (first, _) = pdf(&common::report());
    let (second, _) = pdf(&common::report());
    assert!(first == second);
    let mut other = common::report();
    other.properties.edition = "sha256:0000".into();
    assert!(first != pdf(&other).0);
    let text = String::from_utf8_lossy(&first).into_owned();
    assert!(text.contains("2026-02-03T08:00:00+07:00"), "time of the data");
    assert!(text.contains("edition=sha256:4f2a"), "edition");
}

fn with_annex(table: Table, landscape: bool) -> OfficialDocument {
    let annex = Annex {
        title: "Ma trận".into(),
        landscape,
        body: vec![Block::Table(table)],
        ..Annex::default()
    };
    OfficialDocument {
        annexes: vec![annex],
        ..common::report()
    }
}

#[test]
fn heading_rows_stand_on_every_page_and_rows_are_complete() {
    let (bytes, written) = pdf(&with_annex(common::annex_table(300), true));
    let file = save("rows.pdf", &bytes);
    let words = words(&file);
    let annex = words
        .iter()
        .find(|w| w.text == "Phụ" && size(w) > 13.5)
        .expect("an annex")
        .page;
    for page in annex..=written.pages {
        assert!(
            words
                .iter()
                .any(|w| w.page == page && w.text == "Nhiệm" && w.top < 250.0),
            "page {page}"
        );
    }
    let numbers: Vec<usize> = words
        .iter()
        .filter(|w| w.page >= annex && w.right < 30.0 * MM + 45.0 && w.top > 20.0 * MM)
        .filter_map(|w| w.text.parse().ok())
        .collect();
    assert_eq!(numbers, (1..=300).collect::<Vec<_>>());
}

#[test]
fn a_hundred_pages_of_text_in_one_cell() {
    let long = "Ủy ban nhân dân xã báo cáo kết quả thực hiện nhiệm vụ được giao. ".repeat(6000);
    let mut table = common::annex_table(3);
    table.rows[1][4] = Cell::text(long);
    let (bytes, written) = pdf(&with_annex(table, false));
    assert!(written.pages > 100, "{}", written.pages);
    let file = save("cell.pdf", &bytes);
    let text = poppler("pdftotext", &[], &file);
    assert!(text.split_whitespace().filter(|w| *w == "được").count() >= 6000);
    for word in words(&file) {
        assert!(word.bottom <= 297.0 * MM && word.right <= 210.0 * MM, "{word:?}");
    }
}

#[test]
fn characters_that_cannot_be_set_are_shown_counted_and_kept_in_the_text() {
    let mut report = common::report();
    report.body = vec![Block::Paragraph(vec![Inline::text(
        "Trước 😀 giữa 漢字 và עברית\u{200F}, điều khiển \u{7}\u{0}\u{1b}, ký hiệu ✓ ☒ →, mềm\u{ad}mại, \u{202E}ngược\u{202C}, rời a\u{302}\u{301}.",
    )])];
    report.annexes.clear();
    let (bytes, written) = pdf(&report);
    assert_eq!(written.replaced, 1 + 2 + 5 + 3 + 1);
    let file = save("characters.pdf", &bytes);
    let text = poppler("pdftotext", &[], &file);
    for part in ["😀", "漢字", "✓ ☒ →", "ngược", "rời ấ"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.contains("□□□"), "{text}");
}

#[test]
fn an_empty_document_and_a_letter_can_be_written() {
    pdf(&OfficialDocument::default());
    let mut letter = common::report();
    letter.title = Title::Letter {
        subject: "báo cáo kết quả phát triển kinh tế số và xã hội số năm 2025".into(),
    };
    letter.number = None;
    letter.date = tonghop_model::official::DateLine::default();
    letter.addressees = vec!["Ủy ban nhân dân các xã, phường".into(), "Các phòng chuyên môn".into()];
    let (bytes, _) = pdf(&letter);
    let file = save("letter.pdf", &bytes);
    let text = poppler("pdftotext", &["-raw"], &file)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "V/v báo cáo kết quả",
        "/BC-UBND",
        "ngày tháng năm",
        "Kính gửi:",
        "- Ủy ban nhân dân các xã, phường;",
        "- Các phòng chuyên môn.",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_head_of_many_bodies_stays_on_the_pages() {
    let mut report = common::report();
    report.issuer = (1..=120).map(|i| format!("CƠ QUAN PHỐI HỢP SỐ {i}")).collect();
    report.recipients = (1..=200).map(|i| format!("Đơn vị {i}")).collect();
    let (bytes, _) = pdf(&report);
    let file = save("bodies.pdf", &bytes);
    let text = poppler("pdftotext", &["-raw"], &file);
    assert!(text.contains("CƠ QUAN PHỐI HỢP SỐ 120") && text.contains("- Đơn vị 200."));
    for word in words(&file) {
        assert!(word.bottom <= (297.0 - 19.0) * MM, "{word:?}");
    }
}

// ---- any view ----------------------------------------------------------------------------------------

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-ZđĐếộỦ0-9 ,.;/-]{0,60}",
        "[\u{0}-\u{20}\u{200b}-\u{202e}\u{ad}\u{a0}😀漢אا✓\u{e000}\u{fffe}\u{301}a ]{0,20}",
        "[A-Z]{80,400}",
        Just(String::new()),
    ]
}

fn any_inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        4 => any_text().prop_map(Inline::Text),
        1 => any_text().prop_map(Inline::Bold),
        1 => any_text().prop_map(Inline::Italic),
        1 => Just(Inline::Break),
        2 => (any_text(), "[a-z:]{0,6}").prop_map(|(text, key)| common::value(&text, &key)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(Inline::Footnote)
    })
}

fn any_inlines() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(any_inline(), 0..4)
}

fn any_cell() -> impl Strategy<Value = Cell> {
    (
        prop::collection::vec(any_inlines(), 0..3),
        0_u16..4,
        0_u16..4,
        any::<bool>(),
    )
        .prop_map(|(paragraphs, columns, rows, bold)| Cell {
            paragraphs,
            columns,
            rows,
            bold,
            align: bold.then_some(Align::Right),
        })
}

fn any_rows(count: usize) -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec(prop::collection::vec(any_cell(), 0..5), 0..count)
}

fn any_table() -> impl Strategy<Value = Table> {
    let weight = prop_oneof![0.1_f32..9.0, Just(f32::NAN), Just(-1.0), Just(0.0), Just(f32::INFINITY)];
    let columns = prop::collection::vec(
        weight.prop_map(|weight| TableColumn {
            weight,
            align: Align::Justify,
        }),
        0..6,
    );
    (any_text(), any::<bool>(), columns, any_rows(3), any_rows(12)).prop_map(
        |(caption, show_caption, columns, head, rows)| Table {
            caption,
            show_caption,
            columns,
            head,
            rows,
        },
    )
}

fn any_block() -> impl Strategy<Value = Block> {
    let level = prop_oneof![
        Just(HeadingLevel::Part),
        Just(HeadingLevel::Section),
        Just(HeadingLevel::Point),
        Just(HeadingLevel::SubPoint),
        Just(HeadingLevel::Letter)
    ];
    prop_oneof![
        (level, any_text(), any_inlines()).prop_map(|(level, label, text)| Block::Heading { level, label, text }),
        any_inlines().prop_map(Block::Paragraph),
        any_inlines().prop_map(Block::Item),
        any_table().prop_map(Block::Table),
        any::<bool>().prop_map(|stacked| {
            let mut chart = common::chart(stacked);
            chart.series[0].values = vec![Some(f64::NAN), Some(-4.0), None, Some(f64::INFINITY)];
            Block::Chart(chart)
        }),
        Just(Block::PageBreak),
    ]
}

fn any_document() -> impl Strategy<Value = OfficialDocument> {
    let blocks = || prop::collection::vec(any_block(), 0..8);
    (
        any_text(),
        prop::collection::vec(any_text(), 0..4),
        blocks(),
        blocks(),
        any::<bool>(),
    )
        .prop_map(|(text, lines, body, annex, flag)| OfficialDocument {
            superior: flag.then(|| text.clone()),
            issuer: lines.clone(),
            addressees: lines.clone(),
            recipients: lines,
            bases: vec![vec![Inline::text(text.clone())]],
            body,
            annexes: vec![Annex {
                title: text.clone(),
                landscape: flag,
                body: annex,
                reference: Some(text),
            }],
            ..common::report()
        })
}

static CASE: AtomicUsize = AtomicUsize::new(0);

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_view_gives_a_valid_file(document in any_document()) {
        let (bytes, written) = pdf(&document);
        prop_assert!(written.pages >= 2);
        // Kept for the validator that CI runs over all files of the tests (`.ci/validate_pdf.py`).
        save(&format!("any-{:02}.pdf", CASE.fetch_add(1, Ordering::Relaxed) % 64), &bytes);
    }
}

/// Rows of cells with random spans; each cell says its own word so many times.
fn any_words() -> impl Strategy<Value = Vec<Vec<(u16, u16, usize)>>> {
    let times = prop_oneof![4 => 1_usize..9, 1 => 200_usize..900];
    prop::collection::vec(prop::collection::vec((0_u16..4, 0_u16..5, times), 0..5), 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_table_is_lost_or_set_twice(rows in any_words(), landscape in any::<bool>()) {
        let mut expected = std::collections::BTreeMap::new();
        let column = TableColumn { weight: 1.0, align: Align::Left };
        let mut table = Table { columns: vec![column; 4], head: vec![vec![Cell::text("Đầu").over(4)]], ..Table::default() };
        for (i, row) in rows.iter().enumerate() {
            let cells = row.iter().enumerate().map(|(j, (columns, rows, times))| {
                let word = format!("w{i}x{j}");
                expected.insert(word.clone(), *times);
                let mut text = format!("{word} ").repeat(*times);
                text.truncate(text.len() - 1);
                Cell { columns: *columns, rows: *rows, ..Cell::text(text) }
            });
            table.rows.push(cells.collect());
        }
        let (bytes, _) = pdf(&with_annex(table, landscape));
        let text = poppler("pdftotext", &["-raw"], &save("words.pdf", &bytes));
        let mut found = std::collections::BTreeMap::new();
        for word in text.split_whitespace().filter(|w| w.starts_with('w') && w.contains('x')) {
            *found.entry(word.to_owned()).or_insert(0) += 1;
        }
        prop_assert_eq!(found, expected);
    }
}
