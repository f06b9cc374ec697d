//! Official documents as DOCX: form, determinism, hostile texts.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Cursor, Read};

use proptest::prelude::*;
use tonghop_model::official::{
    Align, Annex, Block, Cell, HeadingLevel, Inline, OfficialDocument, Table, TableColumn, Title,
};
use tonghop_writers::docx;
use zip::ZipArchive;

fn package(document: &OfficialDocument) -> Vec<u8> {
    let mut out = Vec::new();
    docx::write(document, &mut out).unwrap();
    out
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn main_part(document: &OfficialDocument) -> String {
    part(&package(document), "word/document.xml")
}

/// Tags are closed in the order in which they were opened.
fn well_formed(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { return false };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.starts_with('?') && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn every_part_is_well_formed_and_named() {
    let bytes = package(&common::report());
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let types = part(&bytes, "[Content_Types].xml");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with(".xlsx") {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert!(well_formed(&text), "{name}");
        let plain = name.ends_with(".rels") || name.starts_with("customXml/item1") || name.starts_with('[');
        assert!(plain || types.contains(&format!("/{name}\"")), "{name} has no type");
    }
}

#[test]
fn page_and_margins_are_those_of_annex_i() {
    let xml = main_part(&common::report());
    // A4, 20/20/30/15 mm in twentieths of a point.
    assert!(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    // A footer that is added stands 10 mm from the edge, as the page number does.
    assert!(xml.contains("w:header=\"567\" w:footer=\"567\""));
    assert_eq!(
        xml.matches("w:footer=").count(),
        xml.matches("w:footer=\"567\"").count()
    );
    assert!(xml.contains("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"));
    assert!(xml.contains("w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\""));
    // No number on first pages, annexes numbered from 1.
    assert!(xml.matches("<w:titlePg/>").count() >= 2);
    assert!(xml.contains("<w:pgNumType w:start=\"1\"/>"));
}

#[test]
fn sizes_are_those_of_annex_i() {
    let styles = part(&package(&common::report()), "word/styles.xml");
    let size = |id: &str| {
        let at = styles.find(&format!("w:styleId=\"{id}\"")).unwrap();
        let rest = &styles[at..];
        let size = rest.find("<w:sz w:val=\"").unwrap() + "<w:sz w:val=\"".len();
        rest[size..].split('"').next().unwrap().parse::<u32>().unwrap()
    };
    for (style, half_points) in [
        ("State", 26),
        ("Motto", 28),
        ("Issuer", 26),
        ("Number", 26),
        ("PlaceDate", 28),
        ("Title", 28),
        ("Body", 28),
        ("Signature", 28),
        ("RecipientsHead", 24),
        ("Recipients", 22),
        ("Header", 28),
        ("Annex", 28),
    ] {
        assert_eq!(size(style), half_points, "{style}");
    }
}

#[test]
fn values_can_be_looked_up() {
    let bytes = package(&common::report());
    let xml = part(&bytes, "word/document.xml");
    let values = part(&bytes, "customXml/item1.xml");
    assert!(xml.contains("<w:tag w:val=\"task:3:rate\"/>"));
    assert!(
        values.contains("key=\"task:3:rate\" source=\"Báo cáo số liệu tháng 9, bảng 1\">85,4%</value>"),
        "{values}"
    );
    assert!(part(&bytes, "docProps/custom.xml").contains("tonghop-edition"));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    assert_eq!(package(&common::report()), package(&common::report()));
}

#[test]
fn letters_of_the_vietnamese_alphabet_are_printed_as_given() {
    let letters = ["a", "b", "c", "d", "đ", "e", "g"];
    let body = letters
        .iter()
        .map(|l| common::heading(HeadingLevel::Letter, l, "Nội dung"))
        .collect();
    let xml = main_part(&OfficialDocument {
        body,
        ..OfficialDocument::default()
    });
    for letter in letters {
        assert!(xml.contains(&format!(">{letter}) </w:t>")), "{letter}");
    }
}

#[test]
fn merged_cells_leave_no_holes() {
    let column = TableColumn {
        weight: 1.0,
        align: Align::Left,
    };
    let table = Table {
        columns: vec![column; 3],
        head: vec![
            vec![
                Cell {
                    rows: 2,
                    ..Cell::text("A")
                },
                Cell::text("B").over(2),
            ],
            vec![Cell::text("C"), Cell::text("D")],
        ],
        rows: vec![vec![Cell::text("1")], vec![Cell::text("2").over(9)]],
        ..Table::default()
    };
    let xml = main_part(&OfficialDocument {
        body: vec![Block::Table(table)],
        ..OfficialDocument::default()
    });
    let own = &xml[xml.find("TableGrid").unwrap()..];
    assert_eq!(own.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(own.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(own.matches("<w:vMerge/>").count(), 1);
    assert_eq!(own.matches("<w:gridSpan w:val=\"3\"/>").count(), 1);
}

#[test]
fn hostile_texts_never_break_the_file() {
    let hostile = "\u{0}\u{1}\u{B}\u{FFFF}</w:t></w:r> & <script> \u{202E}ngược\u{202C} 😀 e\u{301} ]]>";
    let text = vec![
        Inline::text(hostile),
        common::value(hostile, "k\"<>&"),
        Inline::Footnote(vec![
            Inline::text(hostile),
            Inline::Footnote(vec![Inline::text(hostile)]),
        ]),
    ];
    let document = OfficialDocument {
        issuer: vec![hostile.into()],
        symbol: hostile.into(),
        place: hostile.into(),
        title: Title::Letter {
            subject: hostile.into(),
        },
        addressees: vec![hostile.into(), hostile.into()],
        body: vec![Block::Paragraph(text.clone()), Block::Item(text)],
        recipients: vec![hostile.into()],
        annexes: vec![Annex {
            title: hostile.into(),
            reference: Some(hostile.into()),
            ..Annex::default()
        }],
        ..OfficialDocument::default()
    };
    let bytes = package(&document);
    for name in [
        "word/document.xml",
        "word/footnotes.xml",
        "customXml/item1.xml",
        "docProps/core.xml",
    ] {
        let xml = part(&bytes, name);
        assert!(well_formed(&xml), "{name}");
        assert!(!xml.chars().any(|c| c.is_control() && c != '\n'), "{name}");
    }
    assert!(main_part(&document).contains('😀'));
}

#[test]
fn a_hundred_pages_in_one_cell_are_written() {
    let text = "Nội dung rất dài của một ô. ".repeat(12_000);
    let column = TableColumn {
        weight: 1.0,
        align: Align::Left,
    };
    let table = Table {
        columns: vec![column],
        rows: vec![vec![Cell::text(text.as_str())]],
        ..Table::default()
    };
    let xml = main_part(&OfficialDocument {
        body: vec![Block::Table(table)],
        ..OfficialDocument::default()
    });
    assert!(xml.len() > text.len());
    // Such a row must be able to break over pages.
    assert!(!xml[xml.find("TableGrid").unwrap()..].contains("cantSplit"));
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        any::<String>().prop_map(Inline::Text),
        any::<String>().prop_map(Inline::Bold),
        any::<String>().prop_map(|t| common::value(&t, "key")),
        any::<String>().prop_map(|t| Inline::Footnote(vec![Inline::Text(t)])),
        Just(Inline::Break),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let text = || prop::collection::vec(inline(), 0..4);
    prop_oneof![
        text().prop_map(Block::Paragraph),
        text().prop_map(Block::Item),
        (0..5_usize, any::<String>(), text()).prop_map(|(level, label, text)| {
            let levels = [
                HeadingLevel::Part,
                HeadingLevel::Section,
                HeadingLevel::Point,
                HeadingLevel::SubPoint,
                HeadingLevel::Letter,
            ];
            Block::Heading {
                level: levels[level],
                label,
                text,
            }
        }),
        (
            1..5_usize,
            prop::collection::vec(prop::collection::vec((text(), 0..4_u16, 0..4_u16), 0..6), 0..5)
        )
            .prop_map(|(columns, rows)| {
                let column = TableColumn {
                    weight: 1.0,
                    align: Align::Centre,
                };
                let cell = |(text, columns, rows)| Cell {
                    paragraphs: vec![text],
                    columns,
                    rows,
                    ..Cell::default()
                };
                let rows = rows.into_iter().map(|r| r.into_iter().map(cell).collect()).collect();
                Block::Table(Table {
                    columns: vec![column; columns],
                    rows,
                    ..Table::default()
                })
            }),
        Just(Block::PageBreak),
        Just(Block::Chart(common::chart(true))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_view_gives_a_well_formed_package(body in prop::collection::vec(block(), 0..6), title in any::<String>()) {
        let document = OfficialDocument {
            title: Title::Named { kind: title.clone(), subject: title },
            annexes: vec![Annex { body: body.clone(), ..Annex::default() }],
            body,
            ..OfficialDocument::default()
        };
        let bytes = package(&document);
        for name in ["word/document.xml", "word/footnotes.xml", "word/numbering.xml", "customXml/item1.xml"] {
            prop_assert!(well_formed(&part(&bytes, name)), "{}", name);
        }
    }
}
