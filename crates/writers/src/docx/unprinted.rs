//! Characters of a document that no program may show: a square stands for each in the file, and whoever signs it is told.

use tonghop_model::official::{Block, Cell, Inline, OfficialDocument, Title};

use super::xml::is_replaced;

/// Characters that are named.
const NAMED: usize = 12;

/// How many characters of a document a square stands for in a DOCX, and some of them, each once, in the order of the text.
#[must_use]
pub fn unprinted(document: &OfficialDocument) -> (usize, Vec<char>) {
    let mut found = Found::default();
    found.head(document);
    for base in &document.bases {
        found.inlines(base);
    }
    found.blocks(&document.body);
    document.recipients.iter().for_each(|text| found.text(text));
    let signature = &document.signature;
    signature.authority.iter().for_each(|text| found.text(text));
    signature.capacity.iter().for_each(|text| found.text(text));
    found.text(&signature.name);
    for annex in &document.annexes {
        found.text(&annex.title);
        annex.reference.iter().for_each(|text| found.text(text));
        found.blocks(&annex.body);
    }
    (found.count, found.named)
}

#[derive(Default)]
struct Found {
    count: usize,
    named: Vec<char>,
}

impl Found {
    fn text(&mut self, text: &str) {
        for character in text.chars().filter(|c| is_replaced(*c)) {
            self.count += 1;
            if self.named.len() < NAMED && !self.named.contains(&character) {
                self.named.push(character);
            }
        }
    }

    fn head(&mut self, document: &OfficialDocument) {
        let lines = document.superior.iter().chain(&document.issuer);
        lines.for_each(|text| self.text(text));
        self.text(&document.symbol);
        self.text(&document.place);
        match &document.title {
            Title::Named { kind, subject } => {
                self.text(kind);
                self.text(subject);
            }
            Title::Letter { subject } => self.text(subject),
        }
        document.addressees.iter().for_each(|text| self.text(text));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { label, text, .. } => {
                    self.text(label);
                    self.inlines(text);
                }
                Block::Paragraph(text) | Block::Item(text) => self.inlines(text),
                Block::Table(table) => {
                    let cells = table.head.iter().chain(&table.rows).flatten();
                    cells.for_each(|cell| self.cell(cell));
                }
                Block::Chart(chart) => {
                    self.text(&chart.title);
                    chart.categories.iter().for_each(|text| self.text(text));
                }
                Block::PageBreak => {}
            }
        }
    }

    fn cell(&mut self, cell: &Cell) {
        cell.paragraphs.iter().for_each(|text| self.inlines(text));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Bold(text) | Inline::Italic(text) | Inline::Value { text, .. } => {
                    self.text(text);
                }
                Inline::Footnote(note) => self.inlines(note),
                Inline::Break => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_square_is_counted_wherever_it_stands() {
        let document = OfficialDocument {
            place: "Suối\u{7} Trăng".into(),
            body: vec![
                Block::Paragraph(vec![
                    Inline::text("xã \u{202E}Suối 😀"),
                    Inline::Footnote(vec![Inline::text("\u{0}")]),
                ]),
                Block::Item(vec![Inline::text("hàng\tcột\u{FEFF}")]),
            ],
            ..OfficialDocument::default()
        };
        assert_eq!(unprinted(&document), (3, vec!['\u{7}', '\u{202E}', '\u{0}']));
    }
}
