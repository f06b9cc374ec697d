//! Separated values (CSV): fields between commas, semicolons, bars or tabs, with quotation marks.

use crate::Limits;
use tonghop_document::{Block, Cell, Content, Document, ReadWarning, Table, WarningCode};

/// Signs that separate fields; the first wins where two fit equally well.
const SEPARATORS: [char; 4] = ['\t', ';', '|', ','];
/// Records that are looked at to find the separator.
const SAMPLE: usize = 200;

/// The text as one table, where it is one. `named` says that the file's name promises separated values: then nearly
/// all records must have the same number of fields, otherwise all of them and at least three.
pub(super) fn read(text: &str, named: bool, limits: &Limits) -> Option<Document> {
    let separator = separator(text, named)?;
    let mut document = Document {
        reader: "plain",
        media_type: "text/csv",
        ..Document::default()
    };
    let mut table = Table::default();
    let mut cut = false;
    for record in Records::new(text, separator).filter(|r| !is_blank(r)) {
        if table.cells.len() >= limits.cells as usize {
            cut = true;
            break;
        }
        cut |= record.len() > limits.columns as usize;
        for (column, field) in record.into_iter().take(limits.columns as usize).enumerate() {
            table.columns = table.columns.max(column as u32 + 1);
            table.cells.push(Cell {
                row: table.rows,
                column: column as u32,
                text: tidy(&field),
                ..Cell::default()
            });
        }
        table.rows += 1;
    }
    if cut {
        document.warnings.push(ReadWarning {
            code: WarningCode::Truncated,
            page: None,
            detail: "cells".into(),
        });
    }
    document.blocks.push(Block {
        page: None,
        content: Content::Table(table),
    });
    Some(document)
}

/// The separator that gives the records the same number of fields.
fn separator(text: &str, named: bool) -> Option<char> {
    if let Some(sign) = announced(text) {
        return Some(sign);
    }
    let mut best: Option<(usize, char)> = None;
    for sign in SEPARATORS.into_iter().filter(|s| text.contains(*s)) {
        let mut counts: Vec<usize> = Records::new(text, sign)
            .take(SAMPLE)
            .filter(|r| !is_blank(r))
            .map(|r| r.len())
            .collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let same = counts.iter().filter(|c| **c == usual).count();
        let enough = if named {
            usual >= 2 && same * 10 >= counts.len() * 8
        } else {
            usual >= 3 && counts.len() >= 3 && same == counts.len()
        };
        // More columns are a better table: a comma within the fields splits few records evenly.
        if enough && best.is_none_or(|(b, _)| usual > b) {
            best = Some((usual, sign));
        }
    }
    best.map(|(_, sign)| sign)
}

/// Excel writes the separator into a first line of its own: `sep=;`.
fn announced(text: &str) -> Option<char> {
    let line = text.lines().next()?.trim_end();
    let mut signs = line.strip_prefix("sep=")?.chars();
    signs
        .next()
        .filter(|c| SEPARATORS.contains(c) && signs.next().is_none())
}

fn is_blank(record: &[String]) -> bool {
    record.iter().all(|f| f.trim().is_empty()) || (record.len() <= 2 && record[0].starts_with("sep="))
}

/// White space folded within lines, line breaks kept.
fn tidy(field: &str) -> String {
    let lines = field.lines().map(tonghop_text::squash_space).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Splits a text into records.
struct Records<'t> {
    rest: &'t str,
    separator: char,
}

impl<'t> Records<'t> {
    const fn new(text: &'t str, separator: char) -> Self {
        Self { rest: text, separator }
    }

    /// One field; what follows a closing quotation mark belongs to it too.
    fn field(&mut self) -> String {
        let mut out = String::new();
        if let Some(inner) = self.rest.strip_prefix('"')
            && let Some(end) = self.closing(inner)
        {
            out.push_str(&inner[..end].replace("\"\"", "\""));
            self.rest = &inner[end + 1..];
        }
        let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
        out.push_str(self.rest[..end].trim_end_matches('\r'));
        self.rest = &self.rest[end..];
        out
    }

    /// The place of the closing quotation mark: one that is not doubled, with the end of the field behind it.
    fn closing(&self, inner: &str) -> Option<usize> {
        let mut from = 0;
        while let Some(at) = inner[from..].find('"').map(|i| from + i) {
            let after = &inner[at + 1..];
            if after.starts_with('"') {
                from = at + 2;
                continue;
            }
            let ends = after.is_empty() || after.starts_with(['\n', '\r']) || after.starts_with(self.separator);
            return ends.then_some(at);
        }
        None
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut fields = vec![self.field()];
        while let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            fields.push(self.field());
        }
        self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
        Some(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, named: bool) -> Option<Vec<Vec<String>>> {
        let document = read(text, named, &Limits::default())?;
        let Content::Table(table) = &document.blocks[0].content else {
            panic!("a table")
        };
        Some(
            (0..table.rows)
                .map(|r| table.row(r).map(|c| c.text.clone()).collect())
                .collect(),
        )
    }

    #[test]
    fn each_separator_with_quotation_marks() {
        for sign in SEPARATORS {
            let text = format!(
                "TT{sign}Nhiệm vụ{sign}Kết quả\r\n1{sign}\"Lập tổ{sign} mở \"\"lớp\"\"\nở thôn\"{sign}12/12\r\n2{sign}Họp{sign}\r\n"
            );
            let found = rows(&text, true).expect("a table");
            assert_eq!(found.len(), 3, "{sign:?}");
            assert_eq!(
                found[1],
                ["1", &tidy(&format!("Lập tổ{sign} mở \"lớp\"\nở thôn")), "12/12"]
            );
            assert_eq!(found[2], ["2", "Họp", ""]);
            assert_eq!(rows(&text, false), Some(found));
        }
    }

    #[test]
    fn an_announced_separator_and_titles_above_the_head() {
        let text = "sep=;\nPHỤ LỤC;;\nTT;Việc;Kết quả\n1;a, b, c;x\n";
        let found = rows(text, true).expect("a table");
        assert_eq!(found[0][0], "PHỤ LỤC");
        assert_eq!(found[2], ["1", "a, b, c", "x"]);
    }

    #[test]
    fn prose_is_no_table() {
        let text = "Kính gửi: Ủy ban nhân dân tỉnh\nĐã lập, mở, trang bị đủ\nHết.\n";
        assert_eq!(rows(text, false), None);
        assert_eq!(rows("Một dòng, hai, ba\nhai dòng\nba; bốn\nnăm", true), None);
        assert_eq!(rows("", true), None);
    }

    #[test]
    fn a_quotation_mark_without_end_is_text() {
        let found = rows("a;\"b;c\nd;e;f\n", true).expect("a table");
        assert_eq!(found, [["a", "\"b", "c"], ["d", "e", "f"]]);
    }
}
