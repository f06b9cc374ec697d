//! What a template can use of a document. The names are Vietnamese without diacritics: officials write templates.

use std::borrow::Cow;

use minijinja::value::Value;
use serde_json::{Value as Json, json};
use tonghop_messages::{Lang, Messages, decimal};
use tonghop_model::official::{
    Annex, Block, Cell, Chart, DateLine, HeadingLevel, Inline, OfficialDocument, SignatureBlock, Table, TableColumn,
    Title,
};

use crate::wording;

/// The fields of a document.
pub const FIELDS: [&str; 20] = [
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "so_ky_hieu",
    "dia_danh",
    "ngay",
    "dia_danh_ngay",
    "loai",
    "trich_yeu",
    "kinh_gui",
    "can_cu",
    "noi_dung",
    "noi_nhan",
    "quyen_han",
    "chuc_vu",
    "nguoi_ky",
    "phu_luc",
    "phien_ban",
    "thoi_diem",
];

/// The fields with the values of a document; `closes` where the text has to bring its end mark along.
pub fn of(document: &OfficialDocument, closes: bool) -> Value {
    let words = Messages::new(Lang::Vi);
    let text = match closes {
        true => blocks(wording::with_end_mark(&document.body).iter().map(Cow::as_ref)),
        false => blocks(document.body.iter()),
    };
    let (kind, subject) = match &document.title {
        Title::Named { kind, subject } => (kind.as_str(), subject.as_str()),
        Title::Letter { subject } => ("", subject.as_str()),
    };
    let iso = document
        .date
        .whole()
        .map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day));
    let annexes = document.annexes.iter().enumerate().map(|(i, annex)| {
        json!({
            "nhan": wording::annex_label(i, document.annexes.len(), &words),
            "ten": annex.title,
            "kem_theo": annex.reference.clone().unwrap_or_default(),
            "noi_dung": blocks(annex.body.iter()),
            "bang": annex.body.iter().filter_map(|b| match b { Block::Table(t) => Some(table(t)), _ => None }).collect::<Vec<_>>(),
        })
    });
    Value::from_serialize(json!({
        "co_quan_chu_quan": document.superior.clone().unwrap_or_default(),
        "co_quan": document.issuer,
        "so": document.printed_number().unwrap_or_default(),
        "ky_hieu": document.symbol,
        "so_ky_hieu": wording::number(document, &words),
        "dia_danh": document.place,
        "ngay": iso.unwrap_or_default(),
        "dia_danh_ngay": wording::place_and_date(document, &words),
        "loai": kind,
        "trich_yeu": subject,
        "kinh_gui": document.addressees,
        "can_cu": document.bases.iter().map(|b| said(b)).collect::<Vec<_>>(),
        "noi_dung": text,
        "noi_nhan": document.recipients,
        "quyen_han": document.signature.authority.clone().unwrap_or_default(),
        "chuc_vu": document.signature.capacity,
        "nguoi_ky": document.signature.name,
        "phu_luc": annexes.collect::<Vec<_>>(),
        "phien_ban": document.properties.edition,
        "thoi_diem": document.properties.as_of,
    }))
}

/// Pieces of the text: kind (`muc`, `doan`, `gach`, `bang`, `bieu_do`), label, words, level and whole line of a heading, and the table of a table or of a chart's figures.
fn blocks<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<Json> {
    let piece = |kind: &str, label: &str, text: String| json!({"loai": kind, "nhan": label, "chu": text, "de": text, "cap": 0, "bang": null});
    blocks
        .filter_map(|block| match block {
            Block::Heading { level, label, text } => Some(heading(*level, label, &said(text))),
            Block::Paragraph(text) => Some(piece("doan", "", said(text))),
            Block::Item(text) => Some(piece("gach", "", said(text))),
            Block::Table(t) => {
                Some(json!({"loai": "bang", "nhan": "", "chu": t.caption, "de": t.caption, "cap": 0, "bang": table(t)}))
            }
            Block::Chart(c) => Some(
                json!({"loai": "bieu_do", "nhan": "", "chu": c.title, "de": c.title, "cap": 0, "bang": figures(c)}),
            ),
            Block::PageBreak => None,
        })
        .collect()
}

/// A heading: `cap` is its level from 1 (Phần) to 5 (điểm a), `de` its whole line as documents print it.
fn heading(level: HeadingLevel, label: &str, text: &str) -> Json {
    let (level, whole) = match level {
        HeadingLevel::Part => {
            let part = Messages::new(Lang::Vi).text("official-form-part");
            (1, format!("{part} {label}\n{text}"))
        }
        HeadingLevel::Section => (2, format!("{label}. {text}")),
        HeadingLevel::Point => (3, format!("{label}. {text}")),
        HeadingLevel::SubPoint => (4, format!("{label}. {text}")),
        HeadingLevel::Letter => (5, format!("{label}) {text}")),
    };
    let whole = if label.is_empty() { text } else { &whole };
    json!({"loai": "muc", "nhan": label, "chu": text, "de": whole, "cap": level, "bang": null})
}

/// A table: `dau` and `dong`, each a list of rows with their cells `o` and `dam` for bold rows.
fn table(table: &Table) -> Json {
    let rows = |rows: &[Vec<Cell>]| -> Vec<Json> {
        rows.iter()
            .map(|row| {
                let mut cells: Vec<String> = Vec::with_capacity(table.columns.len());
                for cell in row {
                    cells.push(cell.paragraphs.iter().map(|p| said(p)).collect::<Vec<_>>().join("\n"));
                    // A cell over several columns leaves the others empty: `o[3]` is the same column in every row.
                    cells.extend((1..cell.columns).map(|_| String::new()));
                }
                cells.resize(table.columns.len().max(cells.len()), String::new());
                json!({"o": cells, "dam": row.iter().any(|c| c.bold)})
            })
            .collect()
    };
    json!({"ten": table.caption, "dau": rows(&table.head), "dong": rows(&table.rows)})
}

/// The figures of a chart as a table, since a template draws none: its categories down, its series across.
fn figures(chart: &Chart) -> Json {
    let row = |cells: Vec<String>| json!({"o": cells, "dam": false});
    let names = chart.series.iter().map(|s| s.name.clone());
    let head: Vec<String> = std::iter::once(chart.unit.clone()).chain(names).collect();
    let rows = chart.categories.iter().enumerate().map(|(at, category)| {
        let shown = |v: Option<f64>| v.map(|v| decimal(v, 2, Lang::Vi)).unwrap_or_default();
        let values = chart.series.iter().map(|s| shown(s.values.get(at).copied().flatten()));
        row(std::iter::once(category.clone()).chain(values).collect())
    });
    json!({"ten": chart.title, "dau": [row(head)], "dong": rows.collect::<Vec<_>>()})
}

/// The words of pieces; footnotes in brackets.
fn said(text: &[Inline]) -> String {
    let mut out = String::new();
    for piece in text {
        match piece {
            Inline::Text(t) | Inline::Bold(t) | Inline::Italic(t) | Inline::Value { text: t, .. } => out.push_str(t),
            Inline::Footnote(note) => out.push_str(&format!(" ({})", said(note))),
            Inline::Break => out.push('\n'),
        }
    }
    out
}

/// A document with two of everything: templates are tried on it when they are checked.
pub fn sample() -> Value {
    let column = TableColumn {
        weight: 1.0,
        align: tonghop_model::official::Align::Left,
    };
    let row = || (0..12).map(|i| Cell::text(i.to_string())).collect::<Vec<_>>();
    let table = Table {
        columns: vec![column; 12],
        head: vec![row()],
        rows: vec![row(), row()],
        ..Table::default()
    };
    let text = |t: &str| vec![Inline::text(t)];
    let annex = Annex {
        title: "A".into(),
        reference: Some("B".into()),
        landscape: false,
        body: vec![Block::Table(table.clone()), Block::Table(table.clone())],
    };
    let document = OfficialDocument {
        superior: Some("A".into()),
        issuer: vec!["A".into(), "B".into()],
        number: Some("1".into()),
        symbol: "A".into(),
        place: "A".into(),
        date: DateLine {
            year: Some(2025),
            month: Some(1),
            day: Some(2),
        },
        title: Title::Named {
            kind: "A".into(),
            subject: "B".into(),
        },
        addressees: vec!["A".into(), "B".into()],
        bases: vec![text("A"), text("B")],
        body: vec![
            Block::Heading {
                level: HeadingLevel::Section,
                label: "I".into(),
                text: text("A"),
            },
            Block::Paragraph(text("A")),
            Block::Item(text("A")),
            Block::Table(table),
            Block::Chart(Chart {
                categories: vec!["A".into(), "B".into()],
                ..Chart::default()
            }),
        ],
        recipients: vec!["A".into(), "B".into()],
        signature: SignatureBlock {
            authority: Some("A".into()),
            capacity: vec!["B".into(), "C".into()],
            name: "D".into(),
        },
        annexes: vec![annex.clone(), annex],
        ..OfficialDocument::default()
    };
    of(&document, true)
}
