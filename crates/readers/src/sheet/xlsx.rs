//! Office Open XML workbooks, read over the package so that only cells that exist cost anything.

use super::raw::{RawCell, RawSheet, RawWorkbook};
use super::{Book, format};
use crate::ReadError;
use crate::package::{Package, relations_of, resolve};
use crate::xml::{Element, Tree, decode};
use std::collections::HashMap;
use tonghop_document::{Cell, WarningCode};
use tonghop_text::nfc;

/// Longest number format in bytes; Excel allows 255 characters. A longer one is passed over: it would be
/// gone through for every cell.
const MAX_CODE: usize = 1_024;

/// What the workbook says about its cells.
#[derive(Default)]
struct Context {
    strings: Vec<String>,
    /// Format code and bold font by style index.
    styles: Vec<(String, bool)>,
    from_1904: bool,
}

/// Reads all visible sheets.
pub(super) fn read(package: &mut Package<'_>, book: &mut Book<'_>) -> Result<(), ReadError> {
    let main = "xl/workbook.xml";
    let bytes = package.part(main)?.ok_or_else(|| ReadError::damaged(main))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let root = tree.root().ok_or_else(|| ReadError::damaged(main))?;
    let targets = targets(package, main)?;
    let properties = root.child("workbookPr").and_then(|p| p.attribute("date1904"));
    let mut context = Context {
        from_1904: matches!(properties.as_deref(), Some("1" | "true")),
        ..Context::default()
    };
    context.strings = strings(package, book)?;
    context.styles = styles(package, book)?;
    for (i, sheet) in root.child("sheets").into_iter().flat_map(Element::elements).enumerate() {
        let name = sheet.attribute("name").unwrap_or_default();
        if matches!(sheet.attribute("state").as_deref(), Some("hidden" | "veryHidden")) {
            book.warn(WarningCode::ObjectSkipped, format!("hidden sheet: {name}"));
            continue;
        }
        let target = sheet.attribute("id").and_then(|id| targets.get(&*id).cloned());
        let path = target.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", i + 1));
        match package.part(&path) {
            Ok(Some(bytes)) => read_sheet(&name, &path, &bytes, &context, book)?,
            Ok(None) | Err(ReadError::Damaged { .. }) => book.warn(WarningCode::ReadInPart, name),
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Reads all sheets cell by cell.
pub(super) fn read_raw(package: &mut Package<'_>, book: &mut Book<'_>) -> Result<RawWorkbook, ReadError> {
    let main = "xl/workbook.xml";
    let bytes = package.part(main)?.ok_or_else(|| ReadError::damaged(main))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let root = tree.root().ok_or_else(|| ReadError::damaged(main))?;
    let targets = targets(package, main)?;
    let context = Context {
        strings: strings(package, book)?,
        styles: styles(package, book)?,
        from_1904: false,
    };
    let mut workbook = RawWorkbook::default();
    for (i, sheet) in root.child("sheets").into_iter().flat_map(Element::elements).enumerate() {
        let name = sheet.attribute("name").unwrap_or_default();
        let target = sheet.attribute("id").and_then(|id| targets.get(&*id).cloned());
        let path = target.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", i + 1));
        let bytes = package.part(&path)?.ok_or_else(|| ReadError::damaged(&path))?;
        workbook.sheets.push(raw_sheet(&name, &path, &bytes, &context, book)?);
    }
    Ok(workbook)
}

fn raw_sheet(
    name: &str,
    path: &str,
    bytes: &[u8],
    context: &Context,
    book: &mut Book<'_>,
) -> Result<RawSheet, ReadError> {
    let source = decode(bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    if tree.broken.is_some() {
        return Err(ReadError::damaged(path));
    }
    let root = tree.root().ok_or_else(|| ReadError::damaged(path))?;
    let regions = root.child("mergeCells").into_iter().flat_map(Element::elements);
    let mut sheet = RawSheet {
        name: nfc(name).trim().to_string(),
        merged: regions.filter_map(|m| region(&m.attribute("ref")?)).collect(),
        ..RawSheet::default()
    };
    let mut row = 0;
    for tr in root.child("sheetData").into_iter().flat_map(Element::elements) {
        book.limits.check_time()?;
        row = tr
            .attribute("r")
            .and_then(|r| r.trim().parse::<u32>().ok())
            .map_or(row, |r| r.saturating_sub(1));
        let mut column = 0;
        for c in tr.elements() {
            let place = c.attribute("r").and_then(|r| reference(&r));
            let at = place.unwrap_or((row, column));
            column = at.1.saturating_add(1);
            if let Some(cell) = raw_cell(c, context) {
                if !book.room(cell.text.len()) {
                    return Ok(sheet);
                }
                sheet.cells.insert(at, cell);
            }
        }
        row = row.saturating_add(1);
    }
    Ok(sheet)
}

fn raw_cell(c: Element<'_, '_>, context: &Context) -> Option<RawCell> {
    let formula = c.child("f").is_some();
    let text = value(c, context).map(|v| v.0).unwrap_or_default();
    if text.is_empty() && !formula {
        return None;
    }
    let kind = c.attribute("t");
    let is_number = matches!(kind.as_deref(), None | Some("n"));
    let number = c
        .child("v")
        .filter(|_| is_number)
        .and_then(|v| v.text().trim().parse::<f64>().ok());
    let style = c.attribute("s").and_then(|s| s.trim().parse::<usize>().ok());
    let code = style.and_then(|s| context.styles.get(s)).map_or("", |s| &s.0);
    let date = kind.as_deref() == Some("d") || number.is_some_and(|n| format::is_date(n, code));
    Some(RawCell {
        text,
        number: number.filter(|n| n.is_finite() && !date),
        percent: number.is_some() && code.contains('%'),
        date,
        formula,
        error: kind.as_deref() == Some("e"),
    })
}

/// Paths of related parts by relation id.
fn targets(package: &mut Package<'_>, part: &str) -> Result<HashMap<String, String>, ReadError> {
    let bytes = optional(package.part(&relations_of(part)))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, 16)?;
    let all = tree.root().into_iter().flat_map(Element::elements);
    let pairs = all.filter_map(|e| Some((e.attribute("Id")?.to_string(), resolve(part, &e.attribute("Target")?))));
    Ok(pairs.collect())
}

/// The content of a part that the workbook can do without.
fn optional(part: Result<Option<Vec<u8>>, ReadError>) -> Result<Vec<u8>, ReadError> {
    match part {
        Ok(bytes) => Ok(bytes.unwrap_or_default()),
        Err(ReadError::Damaged { .. }) => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

fn strings(package: &mut Package<'_>, book: &mut Book<'_>) -> Result<Vec<String>, ReadError> {
    let bytes = match package.part("xl/sharedStrings.xml") {
        Err(ReadError::Damaged { what }) => {
            book.warn(WarningCode::ReadInPart, what);
            Vec::new()
        }
        other => other?.unwrap_or_default(),
    };
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    if tree.broken.is_some() {
        // Cells name their texts by number: those behind the place are empty.
        book.warn(WarningCode::ReadInPart, "xl/sharedStrings.xml");
    }
    Ok(tree
        .root()
        .into_iter()
        .flat_map(Element::elements)
        .map(rich_text)
        .collect())
}

/// The text of a string with runs; readings (`rPh`) do not show in the cell.
fn rich_text(e: Element<'_, '_>) -> String {
    let mut out = String::new();
    for child in e.elements() {
        match child.name() {
            "t" => out.push_str(&child.text()),
            "r" => out.push_str(&rich_text(child)),
            _ => {}
        }
    }
    out
}

fn styles(package: &mut Package<'_>, book: &Book<'_>) -> Result<Vec<(String, bool)>, ReadError> {
    let bytes = optional(package.part("xl/styles.xml"))?;
    let source = decode(&bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let Some(root) = tree.root() else { return Ok(Vec::new()) };
    let list = |name: &str| root.child(name).into_iter().flat_map(Element::elements);
    let number = |e: Element<'_, '_>, name: &str| e.attribute(name).and_then(|v| v.trim().parse::<u32>().ok());
    let mut codes: HashMap<u32, String> = HashMap::new();
    for e in list("numFmts") {
        if let (Some(id), Some(code)) = (number(e, "numFmtId"), e.attribute("formatCode")) {
            codes.insert(id, code.to_string());
        }
    }
    let bold: Vec<bool> = list("fonts")
        .map(|f| f.child("b").is_some_and(|b| b.val().as_deref() != Some("0")))
        .collect();
    let style = |e: Element<'_, '_>| {
        let id = number(e, "numFmtId").unwrap_or(0);
        let code = codes
            .get(&id)
            .filter(|c| c.len() <= MAX_CODE)
            .cloned()
            .unwrap_or_else(|| format::built_in(id).into());
        let font = number(e, "fontId").unwrap_or(0) as usize;
        (code, bold.get(font).copied().unwrap_or(false))
    };
    Ok(list("cellXfs").map(style).collect())
}

fn read_sheet(name: &str, path: &str, bytes: &[u8], context: &Context, book: &mut Book<'_>) -> Result<(), ReadError> {
    let source = decode(bytes);
    let tree = Tree::parse(&source, book.limits.depth)?;
    let Some(root) = tree.root() else {
        book.warn(WarningCode::ReadInPart, name);
        return Ok(());
    };
    let mut cells = Vec::new();
    let mut row = 0;
    for tr in root.child("sheetData").into_iter().flat_map(Element::elements) {
        book.limits.check_time()?;
        if book.full() {
            break;
        }
        row = tr
            .attribute("r")
            .and_then(|r| r.trim().parse::<u32>().ok())
            .map_or(row, |r| r.saturating_sub(1));
        let mut column = 0;
        for c in tr.elements() {
            let place = c.attribute("r").and_then(|r| reference(&r));
            let (at_row, at_column) = place.unwrap_or((row, column));
            column = at_column.saturating_add(1);
            if let Some((text, bold)) = value(c, context) {
                if !book.room(text.len()) {
                    break;
                }
                cells.push(Cell {
                    row: at_row,
                    column: at_column,
                    text,
                    bold,
                    ..Cell::default()
                });
            }
        }
        row = row.saturating_add(1);
    }
    let regions = root.child("mergeCells").into_iter().flat_map(Element::elements);
    let merged: Vec<_> = regions.filter_map(|m| region(&m.attribute("ref")?)).collect();
    // Cells under a merged one hold values that do not show.
    hide_covered(&mut cells, &merged);
    book.add(name, cells, &merged);
    if let Some(why) = tree.broken {
        book.broken(why, path);
    }
    Ok(())
}

/// Removes the cells that lie under a merged one.
fn hide_covered(cells: &mut Vec<Cell>, merged: &[(u32, u32, u32, u32)]) {
    let mut by_row: Vec<&(u32, u32, u32, u32)> = merged.iter().collect();
    by_row.sort_unstable();
    let tallest = merged.iter().map(|m| m.2.saturating_sub(m.0)).max().unwrap_or(0);
    cells.retain(|c| {
        let first = by_row.partition_point(|m| m.0 < c.row.saturating_sub(tallest));
        let near = by_row[first..].iter().take_while(|m| m.0 <= c.row).take(10_000);
        !near
            .into_iter()
            .any(|m| (m.0..=m.2).contains(&c.row) && (m.1..=m.3).contains(&c.column) && (m.0, m.1) != (c.row, c.column))
    });
}

/// What a cell shows, and whether in bold; `None` where it shows nothing.
fn value(c: Element<'_, '_>, context: &Context) -> Option<(String, bool)> {
    let style = c.attribute("s").and_then(|s| s.trim().parse::<usize>().ok());
    let style = style.and_then(|s| context.styles.get(s));
    let raw = c.child("v").map(Element::text).unwrap_or_default();
    let raw = raw.trim();
    let text = match c.attribute("t").as_deref() {
        Some("s") => context.strings.get(raw.parse::<usize>().ok()?)?.clone(),
        Some("inlineStr") => c.child("is").map(rich_text)?,
        Some("str" | "e" | "d") => raw.to_string(),
        Some("b") => if raw == "1" { "TRUE" } else { "FALSE" }.to_string(),
        _ if raw.is_empty() => return None,
        _ => match raw.parse::<f64>() {
            Ok(number) => format::show(number, style.map_or("General", |s| &s.0), context.from_1904),
            Err(_) => raw.to_string(),
        },
    };
    let text = nfc(text.trim()).replace("\r\n", "\n").replace("_x000D_", "");
    (!text.is_empty()).then(|| (text, style.is_some_and(|s| s.1)))
}

/// "AB12" as row and column from 0.
fn reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = text
        .bytes()
        .take(letters)
        .fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = text[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// "A1:C2" as first row, first column, last row, last column.
fn region(text: &str) -> Option<(u32, u32, u32, u32)> {
    let (from, to) = text.split_once(':')?;
    let (from, to) = (reference(from)?, reference(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some((from.0, from.1, to.0, to.1))
}
