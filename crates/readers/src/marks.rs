//! Footnote marks that are only superscripts: which are marks, and which note they belong to.

use std::collections::HashMap;
use tonghop_document::{Content, Document, NoteRef, ReadWarning, Table, WarningCode};

/// True where a superscript can be the mark of a footnote: a number, or stars and daggers.
pub(crate) fn is_label(text: &str) -> bool {
    let core = text
        .trim()
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']', '.']);
    let count = core.chars().count();
    (1..=3).contains(&count)
        && (core.chars().all(|c| c.is_ascii_digit()) || core.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§')))
}

/// The label without brackets.
pub(crate) fn clean_label(text: &str) -> String {
    text.trim()
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']', '.'])
        .to_string()
}

/// The raised figures of a unit of measure ("m" + "2") or of a power of ten ("10" + "6"), which are no mark.
pub(crate) fn power(before: &str, label: &str) -> Option<String> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let label = label.trim();
    let raised: Option<String> = label
        .chars()
        .map(|c| RAISED.get(c.to_digit(10)? as usize).copied())
        .collect();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let unit = matches!(word, "m" | "km" | "cm" | "dm" | "mm" | "hm" | "M" | "Km" | "KM") && matches!(label, "2" | "3");
    // "1,10" and "3.10" are figures with a part of their own.
    let in_figure = before.strip_suffix("10").is_some_and(|b| b.ends_with(['.', ',']));
    let of_ten = word == "10" && !in_figure && (1..=2).contains(&label.len());
    raised.filter(|_| unit || of_ten)
}

/// Ties marks that know no footnote yet to the footnote of the same label that follows next, else to
/// one before; what stays alone on either side becomes a warning. Numbers may restart on each page.
pub(crate) fn tie(document: &mut Document) {
    let mut free: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, block) in document.blocks.iter().enumerate().rev() {
        if let Content::Footnote(f) = &block.content {
            // Built from the end: the last element is the first footnote.
            free.entry(f.label.clone()).or_default().push(i);
        }
    }
    let mut lost: Vec<String> = Vec::new();
    for (i, block) in document.blocks.iter_mut().enumerate() {
        match &mut block.content {
            Content::Paragraph(p) => tie_all(&mut p.notes, i, &mut free, &mut lost),
            Content::Table(t) => tie_table(t, i, &mut free, &mut lost),
            Content::Footnote(_) | Content::Furniture(_) => {}
        }
    }
    let mut rest: Vec<(usize, String)> = free
        .into_iter()
        .flat_map(|(label, at)| at.into_iter().map(move |i| (i, label.clone())))
        .collect();
    rest.sort_unstable();
    lost.extend(rest.into_iter().map(|(_, label)| label));
    for label in lost.into_iter().take(50) {
        document.warnings.push(ReadWarning {
            code: WarningCode::FootnoteUnmatched,
            page: None,
            detail: label,
        });
    }
}

fn tie_table(table: &mut Table, at: usize, free: &mut HashMap<String, Vec<usize>>, lost: &mut Vec<String>) {
    for cell in &mut table.cells {
        tie_all(&mut cell.notes, at, free, lost);
        for nested in &mut cell.nested {
            tie_table(nested, at, free, lost);
        }
    }
}

fn tie_all(notes: &mut [NoteRef], at: usize, free: &mut HashMap<String, Vec<usize>>, lost: &mut Vec<String>) {
    for note in notes.iter_mut().filter(|n| n.block.is_none()) {
        let found = free.get_mut(&note.label).and_then(|places| {
            // Descending: the last of those behind the mark is the nearest one.
            let behind = places.partition_point(|p| *p > at);
            let next = behind.checked_sub(1).or_else(|| places.len().checked_sub(1))?;
            Some(places.remove(next))
        });
        match found {
            Some(block) => note.block = Some(block),
            None => lost.push(note.label.clone()),
        }
    }
}
