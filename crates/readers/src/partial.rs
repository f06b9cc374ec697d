//! Documents of which only a part could be read, or in which there is nothing to read.

use tonghop_document::{Content, Document, ReadWarning, WarningCode};

/// Words that show where the text breaks off.
const LAST_WORDS: usize = 8;

/// Notes that the text of the document breaks off behind its last words. Without any text `place` says where.
pub(crate) fn breaks_off(document: &mut Document, place: &str) {
    let last = document.blocks.iter().rev().filter(|b| is_own_text(&b.content));
    let words = last.map(|b| last_words(text_of(&b.content))).find(|w| !w.is_empty());
    document.warnings.push(ReadWarning {
        code: WarningCode::ReadInPart,
        page: None,
        detail: words.map_or_else(|| place.to_owned(), |w| format!("… {w}")),
    });
}

/// True where there is any text, running heads and feet aside.
pub(crate) fn has_text(document: &Document) -> bool {
    let own = document.blocks.iter().map(|b| &b.content).filter(|c| is_own_text(c));
    own.into_iter().any(any_text)
}

const fn is_own_text(content: &Content) -> bool {
    !matches!(content, Content::Furniture(_))
}

fn any_text(content: &Content) -> bool {
    let seen = |text: &str| text.chars().any(|c| !c.is_whitespace());
    match content {
        // Tables in cells count with the first of them.
        Content::Table(table) => table.cells.iter().any(|c| seen(&c.text) || !c.nested.is_empty()),
        other => seen(text_of(other)),
    }
}

/// The text of a block; of a table that of its last cell with text.
fn text_of(content: &Content) -> &str {
    match content {
        Content::Paragraph(p) => &p.text,
        Content::Footnote(f) => &f.text,
        Content::Furniture(f) => &f.text,
        Content::Table(t) => {
            let cells = t.cells.iter().rev().map(|c| c.text.as_str());
            cells.into_iter().find(|t| !t.trim().is_empty()).unwrap_or("")
        }
    }
}

fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(LAST_WORDS).collect();
    words.reverse();
    // A "word" without any space may be as long as the file.
    let short = words.iter().map(|w| w.chars().take(40).collect::<String>());
    short.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_document::{Block, Furniture, FurnitureKind, Table};

    #[test]
    fn the_place_is_told_by_the_last_words() {
        let mut document = Document {
            blocks: vec![
                Block::paragraph("một hai ba bốn năm sáu bảy tám chín"),
                Block::paragraph(" "),
                Block {
                    page: None,
                    content: Content::Furniture(Furniture {
                        kind: FurnitureKind::Footer,
                        text: "chân trang".into(),
                    }),
                },
            ],
            ..Document::default()
        };
        breaks_off(&mut document, "word/document.xml");
        assert_eq!(document.warnings[0].detail, "… hai ba bốn năm sáu bảy tám chín");
        assert!(has_text(&document));
        document.blocks.remove(0);
        assert!(!has_text(&document));
        breaks_off(&mut document, "word/document.xml");
        assert_eq!(document.warnings[1].detail, "word/document.xml");
    }

    #[test]
    fn the_last_cell_with_text_counts() {
        let table = Table::from_rows(vec![vec!["TT", "Việc"], vec!["1", ""]], 1);
        let mut document = Document {
            blocks: vec![Block {
                page: None,
                content: Content::Table(table),
            }],
            ..Document::default()
        };
        breaks_off(&mut document, "");
        assert_eq!(document.warnings[0].detail, "… 1");
    }
}
