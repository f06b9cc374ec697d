//! What a report's file says and the document written from it does not: told, so that nothing is lost in silence.

use std::collections::HashSet;

use tonghop_document::{Content, Document, Table};
use tonghop_model::message::Message;
use tonghop_model::official::{Block, HeadingLevel, Inline, OfficialDocument, Title};
use tonghop_text::{fold, squash_space};
use tonghop_writers::documents::shortened;

use super::form_lines::{is_sign, letters, without_sign_mark};

/// A piece of fewer letters is a mark, a number or the remainder of a line.
const SHORTEST: usize = 4;
/// A cell of a table of tasks is only missed when it says this much: the annex has its own headings and numbers.
const SHORTEST_OF_TASKS: usize = 25;
/// Characters that a remark shows of a piece.
const SHOWN: usize = 60;
/// Pieces that are shown one by one.
const MOST: usize = 5;
/// Blocks in which the head of a document stands.
const HEAD: usize = 12;
/// Beginnings of lines, as letters, that the form prints in its own words.
const OF_THE_FORM: [&str; 3] = ["noinhan", "kemtheo", "phuluckemtheo"];
/// Remarks on the text of the source that the document lacks: the first pieces, and how many more there are.
/// `task_tables` are the blocks whose rows became the annex.
pub fn remarks(source: &Document, document: &OfficialDocument, task_tables: &[usize]) -> Vec<Message> {
    let missing = missing(source, document, task_tables);
    let mut out: Vec<Message> = missing
        .iter()
        .take(MOST)
        .map(|piece| Message::new("app-write-left-out").with("text", shortened(&squash_space(piece), SHOWN)))
        .collect();
    if missing.len() > MOST {
        out.push(Message::new("app-write-left-out-more").count("count", missing.len() - MOST));
    }
    out
}

fn missing<'a>(source: &'a Document, document: &OfficialDocument, task_tables: &[usize]) -> Vec<&'a str> {
    let mut written = Written::new(document);
    let mut out: Vec<&str> = Vec::new();
    for (index, block) in source.blocks.iter().enumerate() {
        written.in_head = index < HEAD;
        match &block.content {
            Content::Paragraph(p) => written.misses(&p.text, SHORTEST, &mut out),
            Content::Footnote(f) => written.misses(&f.text, SHORTEST, &mut out),
            Content::Table(table) => {
                let of_tasks = task_tables.contains(&index);
                let shortest = if of_tasks { SHORTEST_OF_TASKS } else { SHORTEST };
                cells(table, &mut |text| written.misses(text, shortest, &mut out));
            }
            // Running heads and page numbers are the form's own.
            Content::Furniture(_) => {}
        }
    }
    let mut seen = HashSet::new();
    out.retain(|piece| seen.insert(*piece));
    out
}

/// The texts of a table and of those within its cells.
fn cells<'a>(table: &'a Table, each: &mut dyn FnMut(&'a str)) {
    for cell in &table.cells {
        each(&cell.text);
        cell.nested.iter().for_each(|nested| cells(nested, each));
    }
}

/// The letters of a document, and how far they were compared.
struct Written {
    letters: String,
    at: usize,
    /// Folded words of its head.
    head: HashSet<String>,
    /// True while the head of the source is compared: its lines are often two columns in one.
    in_head: bool,
}

impl Written {
    fn new(document: &OfficialDocument) -> Self {
        let mut head = String::new();
        self::head(document, &mut |text| {
            head.push_str(text);
            head.push(' ');
        });
        let text = words(document);
        Self {
            letters: letters(&head) + &letters(&text),
            at: 0,
            head: plain_words(&head).collect(),
            in_head: false,
        }
    }

    /// Puts the lines of a text that the document lacks into `out`.
    fn misses<'a>(&mut self, text: &'a str, shortest: usize, out: &mut Vec<&'a str>) {
        // Columns of plain text stand apart by tabs, bars or several blanks.
        let pieces = text
            .split(['\n', '\t', '|'])
            .flat_map(|line| line.split("   "))
            .map(str::trim);
        for piece in pieces {
            let wanted = letters(piece);
            let wanted = without_sign_mark(&wanted);
            let says_something = wanted.chars().filter(|c| c.is_alphabetic()).count() >= shortest;
            if says_something && !is_sign(piece) && !of_the_form(wanted) && !self.has(wanted) && !self.is_head(piece) {
                out.push(piece);
            }
        }
    }

    /// True for a line of the head whose words all stand in the head of the document.
    fn is_head(&self, piece: &str) -> bool {
        self.in_head && plain_words(piece).all(|word| self.head.contains(&word))
    }

    /// Most pieces follow each other as they did in the source: the search goes on where it found the last one.
    fn has(&mut self, wanted: &str) -> bool {
        let ahead = self.letters[self.at..].find(wanted).map(|found| self.at + found);
        let Some(found) = ahead.or_else(|| self.letters[..self.at].find(wanted)) else {
            // A piece that ends in front of the place and begins behind it is rare: the whole text decides.
            return self.letters.contains(wanted);
        };
        self.at = found + wanted.len();
        true
    }
}

/// True for a line that the form prints in its own words.
fn of_the_form(letters: &str) -> bool {
    OF_THE_FORM.iter().any(|opening| letters.starts_with(opening))
}

/// The folded words of a text, numbers without their leading zeros: "08" and "8" name one day.
fn plain_words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = tonghop_text::words(&folded)
        .map(|word| word.trim_start_matches('0').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.into_iter()
}

/// What the form prints before the text.
fn head(document: &OfficialDocument, say: &mut dyn FnMut(&str)) {
    say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc");
    document.superior.iter().for_each(|s| say(s));
    document.issuer.iter().for_each(|s| say(s));
    // A committee is printed in full; files shorten it.
    document
        .issuer
        .last()
        .iter()
        .for_each(|unit| say(&format!("UBND {unit}")));
    say(&format!("Số: {}", document.number_and_symbol("")));
    let part = |part: Option<i32>| part.map_or_else(String::new, |p| p.to_string());
    let date = document.date;
    say(&format!(
        "{}, ngày {} tháng {} năm {}",
        document.place,
        part(date.day.map(i32::from)),
        part(date.month.map(i32::from)),
        part(date.year),
    ));
    match &document.title {
        Title::Named { kind, subject } => say(&format!("{kind} {subject} {kind}")),
        Title::Letter { subject } => say(&format!("V/v {subject}")),
    }
    say("Kính gửi:");
    document.addressees.iter().for_each(|a| say(a));
}

/// What it prints from the legal bases on, in reading order.
fn words(document: &OfficialDocument) -> String {
    let mut out = String::new();
    let mut say = |text: &str| {
        out.push_str(text);
        out.push(' ');
    };
    for base in &document.bases {
        say(&plain(base));
    }
    blocks(&document.body, &mut say);
    say("Nơi nhận:");
    document.recipients.iter().for_each(|r| say(r));
    let signature = &document.signature;
    let lines = signature.authority.iter().chain(&signature.capacity);
    for line in lines {
        say(line);
        // Files shorten it: "P. CHỦ TỊCH".
        if let Some(of) = line.strip_prefix("PHÓ ") {
            say(&format!("P. {of}"));
        }
    }
    say(&signature.name);
    for (number, annex) in document.annexes.iter().enumerate() {
        // Printed with its number where there are several.
        say(&format!("Phụ lục {}", tonghop_text::roman(number + 1)));
        say("Phụ lục");
        say(&annex.title);
        blocks(&annex.body, &mut say);
    }
    out
}

fn blocks(blocks: &[Block], say: &mut dyn FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Heading { level, label, text } => {
                let part = if *level == HeadingLevel::Part { "Phần " } else { "" };
                say(&format!("{part}{label}. {}", plain(text)));
            }
            Block::Paragraph(text) | Block::Item(text) => say(&plain(text)),
            Block::Table(table) => {
                for cell in table.head.iter().chain(&table.rows).flatten() {
                    cell.paragraphs.iter().for_each(|p| say(&plain(p)));
                }
            }
            Block::Chart(_) | Block::PageBreak => {}
        }
    }
}

/// The words of a line, its footnotes behind it.
fn plain(inlines: &[Inline]) -> String {
    let mut notes = String::new();
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Bold(text) | Inline::Italic(text) | Inline::Value { text, .. } => {
                out.push_str(text);
            }
            Inline::Footnote(note) => {
                notes.push(' ');
                notes.push_str(&plain(note));
            }
            Inline::Break => out.push(' '),
        }
    }
    out + &notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_document::Block as SourceBlock;

    fn written(body: &[&str]) -> OfficialDocument {
        OfficialDocument {
            issuer: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ SUỐI TRĂNG".into()],
            body: body
                .iter()
                .map(|text| Block::Paragraph(vec![Inline::Text((*text).into())]))
                .collect(),
            ..OfficialDocument::default()
        }
    }

    fn source(lines: &[&str]) -> Document {
        Document {
            blocks: lines.iter().map(|line| SourceBlock::paragraph(*line)).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn what_the_document_lacks_is_told_once_each() {
        let lines = ["Xã đã lập 12 tổ.", "Không có kiến nghị./.", "Phường bạn đã lập 15 tổ."];
        let document = written(&["Xã đã lập 12 tổ.", "Không có kiến nghị"]);
        let source = source(&lines);
        assert_eq!(missing(&source, &document, &[]), ["Phường bạn đã lập 15 tổ."]);
        assert_eq!(remarks(&source, &document, &[]).len(), 1);
    }

    #[test]
    fn the_order_may_differ_and_marks_do_not_count() {
        let document = written(&["Hai. Một, ba bốn", "năm sáu bảy"]);
        let source = source(&[
            "năm sáu bảy",
            "bốn năm sáu",
            "Hai: một; ba bốn!",
            "1.",
            "UBND XÃ SUỐI TRĂNG",
        ]);
        assert_eq!(missing(&source, &document, &[]), [""; 0]);
    }

    #[test]
    fn many_pieces_are_counted() {
        let lines: Vec<String> = (0..8).map(|n| format!("Câu chữ thứ {n} không có ở đâu")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(remarks(&source(&lines), &written(&[]), &[]).len(), MOST + 1);
    }
}
