//! Lines to blocks.

use super::drawn::{self, DrawnCell};
use super::inline;
use crate::detect::is_delimiter_row;
use crate::rich::Rich;
use crate::{Limits, ReadError, html};
use tonghop_document::{Block, Cell, Content, Document, ReadWarning, Table, WarningCode};

/// Parses the whole text into `document`.
pub(super) fn parse(text: &str, limits: &Limits, document: &mut Document) -> Result<(), ReadError> {
    let mut parser = Parser {
        limits,
        document,
        pending: Pending::default(),
        page: None,
        seen: inline::Seen::default(),
        cells: 0,
    };
    parser.run(text)?;
    let seen = parser.seen;
    let mut add = |code, detail| {
        document.warnings.push(ReadWarning {
            code,
            page: None,
            detail,
        });
    };
    if seen.struck > 0 {
        add(WarningCode::StruckOut, seen.struck.to_string());
    }
    if seen.pictures > 0 {
        add(WarningCode::ObjectSkipped, format!("pictures: {}", seen.pictures));
    }
    Ok(())
}

/// Lines from which on a paragraph may be a report that was saved under this ending without blank lines.
const LINES_MIN: u32 = 4;

struct Parser<'d, 'l> {
    limits: &'l Limits,
    document: &'d mut Document,
    pending: Pending,
    /// Page from 1, where the converter left marks between pages.
    page: Option<u32>,
    seen: inline::Seen,
    cells: u32,
}

/// The paragraph whose lines are being collected.
#[derive(Default)]
struct Pending {
    text: String,
    lines: u32,
    label: String,
    list_item: bool,
}

impl Parser<'_, '_> {
    fn run(&mut self, text: &str) -> Result<(), ReadError> {
        let lines: Vec<&str> = text.lines().collect();
        let mut i = 0;
        while i < lines.len() {
            if i % 512 == 0 {
                self.limits.check_time()?;
            }
            if self.document.blocks.len() >= self.limits.blocks {
                self.truncated("blocks");
                break;
            }
            i += self.line(&lines, i)?;
        }
        self.flush(None);
        Ok(())
    }

    /// Handles the block or line that begins at `i`; returns the number of lines taken.
    fn line(&mut self, lines: &[&str], i: usize) -> Result<usize, ReadError> {
        let raw = lines[i];
        let line = raw.trim_start_matches(['>', ' ', '\t']).trim_end_matches(['\r']);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.flush(None);
            return Ok(1);
        }
        if let Some(taken) = self.fence(lines, i, trimmed) {
            return Ok(taken);
        }
        if let Some(page) = page_mark(trimmed) {
            self.flush(None);
            self.page = Some(page);
            self.document.pages = Some(self.document.pages.unwrap_or(0).max(page));
            return Ok(1);
        }
        if trimmed.len() >= 6 && trimmed[..6.min(trimmed.floor_char_boundary(6))].eq_ignore_ascii_case("<table") {
            return self.html_table(lines, i);
        }
        if let Some(taken) = self.drawn(lines, i, trimmed) {
            return Ok(taken);
        }
        let next_is_delimiter = lines.get(i + 1).is_some_and(|n| is_delimiter_row(n));
        if trimmed.contains('|') && (next_is_delimiter || trimmed.starts_with('|')) && !is_delimiter_row(trimmed) {
            return Ok(self.table(lines, i, next_is_delimiter));
        }
        if is_delimiter_row(trimmed) && trimmed.starts_with('|') {
            // A delimiter row under nothing: a table without heading.
            return Ok(self.table(lines, i, false).max(1));
        }
        if let Some((level, title)) = heading(trimmed) {
            self.flush(None);
            self.pending.text = title.to_string();
            self.pending.lines = 1;
            self.flush(Some(level));
            return Ok(1);
        }
        if let Some(level) = underline(trimmed)
            && self.pending.lines == 1
            && !self.pending.list_item
        {
            self.flush(Some(level));
            return Ok(1);
        }
        if is_rule(trimmed) {
            self.flush(None);
            return Ok(1);
        }
        if let Some((label, rest)) = list_label(trimmed) {
            self.flush(None);
            self.pending.label = label;
            self.pending.list_item = true;
            self.add_line(rest, raw);
            return Ok(1);
        }
        if trimmed.starts_with("<sup>") || trimmed.starts_with("[^") {
            self.flush(None);
        }
        self.add_line(trimmed, raw);
        Ok(1)
    }

    fn add_line(&mut self, line: &str, raw: &str) {
        let pending = &mut self.pending;
        if pending.lines > 0 {
            pending.text.push('\n');
        }
        pending.lines += 1;
        pending.text.push_str(line);
        // Two spaces at the end of a line force a break; a backslash does so by itself.
        if raw.trim_end_matches('\r').ends_with("  ") {
            pending.text.push_str("<br>");
        }
    }

    /// Ends the paragraph in progress.
    fn flush(&mut self, heading: Option<u8>) {
        let pending = std::mem::take(&mut self.pending);
        if heading.is_none() && !pending.list_item && pending.lines >= LINES_MIN && !pending.text.contains(['<', '[']) {
            let lines: Vec<&str> = pending.text.split('\n').collect();
            for group in crate::plain::groups(&lines) {
                self.end(
                    &Pending {
                        text: lines[group].join("\n"),
                        lines: 1,
                        ..Pending::default()
                    },
                    None,
                );
            }
            return;
        }
        self.end(&pending, heading);
    }

    /// Makes the block of a paragraph.
    fn end(&mut self, pending: &Pending, heading: Option<u8>) {
        if pending.lines == 0 {
            return;
        }
        // `[^1]: text` defines a footnote.
        let (definition, text) = match definition(&pending.text) {
            Some((label, rest)) => (Some(label.to_string()), rest),
            None => (None, pending.text.as_str()),
        };
        let mut rich = Rich::default();
        if let Some(label) = definition {
            rich.mark(&label);
        }
        let body = inline::parse(text, &mut self.seen);
        let footnote = if rich.is_blank() { body.as_footnote() } else { None };
        if let Some(note) = footnote.filter(|_| heading.is_none() && !pending.list_item) {
            self.push(Content::Footnote(note));
            return;
        }
        if !rich.is_blank() {
            rich.push(&body.tidy().0, false, false);
            if let Some(note) = rich.as_footnote() {
                self.push(Content::Footnote(note));
            }
            return;
        }
        if body.is_blank() && pending.label.is_empty() {
            return;
        }
        let mut paragraph = body.paragraph();
        if !pending.label.is_empty() {
            let shift = pending.label.chars().count();
            paragraph.text = format!("{}{}", pending.label, paragraph.text).trim_end().to_string();
            paragraph.notes.iter_mut().for_each(|n| n.at += shift);
        }
        paragraph.heading = heading;
        paragraph.list_item = pending.list_item;
        self.push(Content::Paragraph(paragraph));
    }

    fn push(&mut self, content: Content) {
        self.document.blocks.push(Block {
            page: self.page,
            content,
        });
    }

    fn truncated(&mut self, what: &str) {
        if !self.document.warnings.iter().any(|w| w.code == WarningCode::Truncated) {
            let warning = ReadWarning {
                code: WarningCode::Truncated,
                page: None,
                detail: what.into(),
            };
            self.document.warnings.push(warning);
        }
    }

    /// A fenced block: its lines as they stand.
    fn fence(&mut self, lines: &[&str], i: usize, line: &str) -> Option<usize> {
        let sign = ["```", "~~~"].into_iter().find(|f| line.starts_with(f))?;
        let body = lines[i + 1..]
            .iter()
            .take_while(|l| !l.trim().starts_with(sign))
            .count();
        self.flush(None);
        if line.contains("markdown") || line.ends_with("md") {
            // A converter wrapped its whole output: the content is Markdown.
            return Some(1);
        }
        for text in &lines[i + 1..i + 1 + body] {
            if !text.trim().is_empty() {
                let mut rich = Rich::default();
                rich.push(text, false, false);
                self.push(Content::Paragraph(rich.paragraph()));
            }
        }
        Some(body + 2)
    }

    /// A table written as HTML, up to its end tag.
    fn html_table(&mut self, lines: &[&str], i: usize) -> Result<usize, ReadError> {
        self.flush(None);
        let is_end = |l: &&str| l.to_ascii_lowercase().contains("</table>");
        let length = lines[i..].iter().position(is_end).map_or(lines.len() - i, |n| n + 1);
        let source = lines[i..i + length].join("\n");
        for mut block in html::fragment(&source, self.limits, &mut self.document.warnings)? {
            block.page = self.page;
            self.document.blocks.push(block);
        }
        Ok(length)
    }

    /// A table drawn with signs, where one begins at this line.
    fn drawn(&mut self, lines: &[&str], i: usize, trimmed: &str) -> Option<usize> {
        let drawn = if trimmed.starts_with("+-") || trimmed.starts_with("+=") || trimmed.starts_with("+:") {
            drawn::grid(&lines[i..])?
        } else if self.pending.lines == 0 {
            drawn::dashed(&lines[i..])?
        } else {
            return None;
        };
        self.flush(None);
        let mut table = Table {
            header_rows: drawn.header_rows,
            ..Table::default()
        };
        for cell in drawn.cells {
            table.rows = table.rows.max(cell.row + cell.row_span);
            if !self.cell(&mut table, &cell) {
                break;
            }
        }
        if table.columns > 0 {
            self.push(Content::Table(table));
        }
        Some(drawn.lines)
    }

    /// Adds a cell; `false` where a bound is reached.
    fn cell(&mut self, table: &mut Table, cell: &DrawnCell) -> bool {
        if cell.column >= self.limits.columns || self.cells >= self.limits.cells {
            self.truncated("cells");
            return false;
        }
        self.cells += 1;
        let rich = inline::parse(&cell.source, &mut self.seen);
        let bold = rich.bold();
        let (text, notes) = rich.tidy();
        table.columns = table.columns.max(cell.column + cell.column_span);
        table.cells.push(Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text,
            bold,
            notes,
            page: self.page,
            ..Cell::default()
        });
        true
    }

    /// A pipe table. Rows may be shorter or longer than the heading; nothing is cut.
    fn table(&mut self, lines: &[&str], i: usize, has_heading: bool) -> usize {
        self.flush(None);
        let mut rows: Vec<Vec<&str>> = Vec::new();
        let mut taken = 0;
        for line in &lines[i..] {
            let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            if !line.contains('|') || page_mark(line).is_some() {
                break;
            }
            taken += 1;
            if !is_delimiter_row(line) {
                rows.push(split_row(line));
            }
        }
        let mut table = Table {
            header_rows: u32::from(has_heading),
            ..Table::default()
        };
        for cells in rows {
            let row = table.rows;
            table.rows += 1;
            for (column, source) in cells.into_iter().enumerate() {
                let cell = DrawnCell {
                    row,
                    column: column as u32,
                    row_span: 1,
                    column_span: 1,
                    source: source.to_owned(),
                };
                if !self.cell(&mut table, &cell) {
                    break;
                }
            }
        }
        if table.columns > 0 {
            self.push(Content::Table(table));
        }
        taken.max(1)
    }
}

/// The cells of a row: split at bars that are neither escaped nor in a code span.
fn split_row(line: &str) -> Vec<&str> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (i, b) in inner.bytes().enumerate() {
        if b == b'|' && !escaped {
            cells.push(inner[start..i].trim());
            start = i + 1;
        }
        escaped = b == b'\\' && !escaped;
    }
    if !inner[start..].trim().is_empty() {
        cells.push(inner[start..].trim());
    }
    cells
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let rest = &line[hashes..];
    if !(1..=6).contains(&hashes) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let title = rest.trim();
    let bare = title.trim_end_matches('#');
    let title = if bare.is_empty() || bare.ends_with(' ') {
        bare.trim_end()
    } else {
        title
    };
    Some((hashes as u8, title))
}

fn underline(line: &str) -> Option<u8> {
    if line.len() >= 3 && line.bytes().all(|b| b == b'=') {
        Some(1)
    } else if line.len() >= 3 && line.bytes().all(|b| b == b'-') {
        Some(2)
    } else {
        None
    }
}

fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    signs.clone().count() >= 2 && signs.all(|c| c == first)
}

/// The label of a list item as it is printed, and what follows it.
fn list_label(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = ["- ", "* ", "+ ", "-\t", "*\t", "+\t"]
        .iter()
        .find_map(|p| line.strip_prefix(p))
    {
        // The sign `+` is a bullet of its own in Vietnamese documents.
        let sign = if line.starts_with('+') { "+ " } else { "- " };
        return Some((sign.into(), rest.trim_start()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let sign = line[digits..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let rest = line[digits + 1..].strip_prefix([' ', '\t'])?;
    Some((format!("{}{sign} ", &line[..digits]), rest.trim_start()))
}

/// `[^1]: text`.
fn definition(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("[^")?;
    let (label, rest) = rest.split_once("]:")?;
    (label.len() <= 20 && !label.contains(']')).then_some((label, rest))
}

/// `{3}------------`: the mark of a converter before page 4.
fn page_mark(line: &str) -> Option<u32> {
    let (number, rule) = line.strip_prefix('{')?.split_once('}')?;
    let is_mark = rule.len() >= 8 && rule.bytes().all(|b| b == b'-');
    if is_mark {
        number.parse::<u32>().ok()?.checked_add(1)
    } else {
        None
    }
}
