//! HTML as browsers show it: html5ever's tree, walked for blocks.

mod dom;
mod table;

use crate::markdown::encoding_warning;
use crate::rich::Rich;
use crate::{Input, Limits, ReadError, marks, stitch};
use dom::{Id, Tree};
use std::borrow::Cow;
use tonghop_document::{Align, Block, Content, Document, NoteRef, Paragraph, ReadWarning, WarningCode};
use tonghop_text::legacy::decode_text;

/// Reads an HTML page.
///
/// # Errors
/// [`ReadError`] where a limit is exceeded; any text is some HTML.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let (text, encoding) = decode_text(input.bytes);
    let mut document = Document {
        reader: "html",
        media_type: "text/html",
        ..Document::default()
    };
    document.warnings.extend(encoding_warning(encoding));
    document.blocks = fragment(&text, limits, &mut document.warnings)?;
    marks::tie(&mut document);
    stitch::stitch(&mut document);
    Ok(document)
}

/// The blocks of a piece of HTML; marks are not tied to footnotes yet.
pub(crate) fn fragment(
    source: &str,
    limits: &Limits,
    warnings: &mut Vec<ReadWarning>,
) -> Result<Vec<Block>, ReadError> {
    let tree = Tree::parse(source, limits)?;
    let mut walker = Walker::new(&tree, limits);
    walker.children(0, Style::default())?;
    walker.flush();
    let mut add = |code, detail: String| {
        warnings.push(ReadWarning {
            code,
            page: None,
            detail,
        });
    };
    if walker.struck > 0 {
        add(WarningCode::StruckOut, walker.struck.to_string());
    }
    if walker.pictures > 0 {
        add(WarningCode::ObjectSkipped, format!("pictures: {}", walker.pictures));
    }
    if let Some(what) = walker.truncated {
        add(WarningCode::Truncated, what.into());
    }
    Ok(walker.blocks)
}

/// The entity at the start of `text` ("&amp;…") and its length in bytes: all named ones of HTML, and numbers.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    // The longest name has 31 letters.
    let window = &text[..text.floor_char_boundary(text.len().min(36))];
    let end = window.find(';')?;
    let name = window.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']).map(|h| u32::from_str_radix(h, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?).filter(|c| *c != '\0')?
        }
        None => match html5ever::data::NAMED_ENTITIES.get(window.get(1..=end)?) {
            Some((code, 0)) => char::from_u32(*code).filter(|c| *c != '\0')?,
            _ => return None,
        },
    };
    Some((c, end + 1))
}

/// What surrounding elements say about the text.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    bold: bool,
    italic: bool,
    align: Align,
    heading: Option<u8>,
    list_item: bool,
    keep_space: bool,
}

/// Walks the tree and collects blocks.
struct Walker<'t> {
    tree: &'t Tree,
    limits: &'t Limits,
    blocks: Vec<Block>,
    current: Rich,
    style: Style,
    cells: u32,
    pictures: u32,
    struck: u32,
    steps: u32,
    table_level: u32,
    truncated: Option<&'static str>,
}

impl<'t> Walker<'t> {
    fn new(tree: &'t Tree, limits: &'t Limits) -> Self {
        Self {
            tree,
            limits,
            blocks: Vec::new(),
            current: Rich::default(),
            style: Style::default(),
            cells: 0,
            pictures: 0,
            struck: 0,
            steps: 0,
            table_level: 0,
            truncated: None,
        }
    }

    fn children(&mut self, id: Id, style: Style) -> Result<(), ReadError> {
        let mut counter = self.counter(id);
        for &child in self.tree.children(id) {
            self.steps = self.steps.wrapping_add(1);
            if self.steps.is_multiple_of(1024) {
                self.limits.check_time()?;
            }
            if self.blocks.len() >= self.limits.blocks {
                self.truncated = Some("blocks");
                return Ok(());
            }
            if self.tree.name(child) == "li" {
                self.item(child, style, &mut counter)?;
            } else {
                self.node(child, style)?;
            }
        }
        Ok(())
    }

    fn node(&mut self, id: Id, style: Style) -> Result<(), ReadError> {
        let tree = self.tree;
        let style = self.styled(id, style);
        match tree.name(id) {
            "" => self.text(tree.text(id), style),
            "script" | "style" | "head" | "template" | "noscript" | "title" | "select" | "svg" | "iframe" => {}
            "br" => self.current.line_break(),
            "wbr" => {}
            "hr" => self.flush(),
            // Struck through is deleted for whoever reads the page.
            "s" | "strike" | "del" => self.struck += u32::from(!tree.all_text(id).trim().is_empty()),
            "img" | "object" | "embed" | "picture" => self.pictures += 1,
            "sup" => {
                let text = tree.all_text(id);
                let text = text.trim();
                // A mark that links to its note often has brackets of its own.
                if !text.is_empty() {
                    self.open(style);
                    self.current.superscript(text, style.bold, style.italic);
                }
            }
            "table" => self.table_block(id)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tree.name(id).as_bytes()[1] - b'0';
                self.block(
                    id,
                    Style {
                        heading: Some(level),
                        bold: true,
                        ..style
                    },
                )?;
            }
            "pre" => self.block(
                id,
                Style {
                    keep_space: true,
                    ..style
                },
            )?,
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "center" | "ul"
            | "ol" | "dl" | "dt" | "dd" | "blockquote" | "address" | "form" | "fieldset" | "figure" | "figcaption"
            | "body" | "html" | "li" | "details" | "summary" | "caption" => self.block(id, style)?,
            _ => self.children(id, style)?,
        }
        Ok(())
    }

    fn block(&mut self, id: Id, style: Style) -> Result<(), ReadError> {
        self.flush();
        self.children(id, style)?;
        self.flush();
        Ok(())
    }

    /// A list item with the label that a browser prints.
    fn item(&mut self, id: Id, style: Style, counter: &mut Counter) -> Result<(), ReadError> {
        self.flush();
        let style = Style {
            list_item: true,
            ..self.styled(id, style)
        };
        let value = self.tree.attribute(id, "value").and_then(|v| v.trim().parse().ok());
        let label = counter.label(value);
        self.style = style;
        self.current.push(&label, true, true);
        self.children(id, style)?;
        self.flush();
        Ok(())
    }

    fn counter(&self, id: Id) -> Counter {
        let tree = self.tree;
        let kind = match (tree.name(id), tree.attribute(id, "type")) {
            ("ol", Some("a")) => 'a',
            ("ol", Some("A")) => 'A',
            ("ol", Some("i")) => 'i',
            ("ol", Some("I")) => 'I',
            ("ol", _) => '1',
            _ => '-',
        };
        let hidden = tree
            .attribute(id, "style")
            .is_some_and(|s| squeeze(s).contains("list-style:none"))
            || tree
                .attribute(id, "style")
                .is_some_and(|s| squeeze(s).contains("list-style-type:none"));
        let start = tree
            .attribute(id, "start")
            .and_then(|v| v.trim().parse().ok())
            .unwrap_or(1);
        Counter {
            kind: if hidden { ' ' } else { kind },
            next: start,
        }
    }

    /// What the element itself says about its text.
    fn styled(&self, id: Id, mut style: Style) -> Style {
        match self.tree.name(id) {
            "b" | "strong" | "th" => style.bold = true,
            "i" | "em" | "cite" | "var" => style.italic = true,
            "center" => style.align = Align::Centre,
            _ => {}
        }
        match self.tree.attribute(id, "align").map(str::to_ascii_lowercase).as_deref() {
            Some("center") => style.align = Align::Centre,
            Some("right") => style.align = Align::End,
            Some("left" | "justify") => style.align = Align::Start,
            _ => {}
        }
        if let Some(css) = self.tree.attribute(id, "style") {
            let css = squeeze(css);
            if css.contains("font-weight:bold") || css.contains("font-weight:700") {
                style.bold = true;
            } else if css.contains("font-weight:normal") {
                style.bold = false;
            }
            if css.contains("font-style:italic") {
                style.italic = true;
            }
            if css.contains("text-align:center") {
                style.align = Align::Centre;
            } else if css.contains("text-align:right") {
                style.align = Align::End;
            } else if css.contains("text-align:") {
                style.align = Align::Start;
            }
        }
        style
    }

    fn text(&mut self, text: &str, style: Style) {
        if text.trim().is_empty() && self.current.is_blank() {
            return;
        }
        self.open(style);
        if style.keep_space {
            self.current.push(text, style.bold, style.italic);
        } else {
            self.current.push_folded(text, style.bold, style.italic);
        }
    }

    /// A paragraph takes alignment and level from its first text.
    fn open(&mut self, style: Style) {
        if self.current.is_blank() {
            self.style = Style {
                list_item: self.style.list_item || style.list_item,
                ..style
            };
        }
    }

    /// Ends the paragraph in progress.
    fn flush(&mut self) {
        let rich = std::mem::take(&mut self.current);
        let style = std::mem::take(&mut self.style);
        if rich.is_blank() {
            return;
        }
        let footnote = if style.heading.is_none() {
            rich.as_footnote()
        } else {
            None
        };
        let content = match footnote {
            Some(note) => Content::Footnote(note),
            None => {
                let mut paragraph = rich.paragraph();
                paragraph.heading = style.heading;
                paragraph.align = style.align;
                paragraph.list_item = style.list_item;
                if style.heading.is_none() && !style.list_item && paragraph.text.matches('\n').count() >= BREAKS_MIN {
                    let parts = lines_apart(&paragraph).into_iter().map(Content::Paragraph);
                    self.blocks.extend(parts.map(|content| Block { page: None, content }));
                    return;
                }
                Content::Paragraph(paragraph)
            }
        };
        self.blocks.push(Block { page: None, content });
    }

    fn table_block(&mut self, id: Id) -> Result<(), ReadError> {
        self.flush();
        // The caption stands above its table.
        let tree = self.tree;
        for &child in tree.children(id) {
            if tree.name(child) == "caption" {
                self.block(child, Style::default())?;
            }
        }
        let table = self.table(id)?;
        if !table.cells.is_empty() {
            self.blocks.push(Block {
                page: None,
                content: Content::Table(table),
            });
        }
        Ok(())
    }
}

/// Line breaks from which on an element is a page of its own: sites print whole reports as one.
const BREAKS_MIN: usize = 4;

/// The paragraphs of an element that is set by line breaks alone.
fn lines_apart(whole: &Paragraph) -> Vec<Paragraph> {
    let lines: Vec<&str> = whole.text.split('\n').collect();
    let mut starts = vec![0];
    for line in &lines {
        let last = starts[starts.len() - 1];
        starts.push(last + line.chars().count() + 1);
    }
    let part = |range: std::ops::Range<usize>| {
        let (from, to) = (starts[range.start], starts[range.end] - 1);
        let own = whole.notes.iter().filter(|note| (from..=to).contains(&note.at));
        Paragraph {
            text: lines[range].join("\n"),
            notes: own
                .map(|note| NoteRef {
                    at: note.at - from,
                    ..note.clone()
                })
                .collect(),
            ..whole.clone()
        }
    };
    crate::plain::groups(&lines).into_iter().map(part).collect()
}

/// The labels of a list.
struct Counter {
    kind: char,
    next: i32,
}

impl Counter {
    fn label(&mut self, value: Option<i32>) -> String {
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let format = match self.kind {
            ' ' => return String::new(),
            '-' => return "- ".into(),
            'a' => "lowerLetter",
            'A' => "upperLetter",
            'i' => "lowerRoman",
            'I' => "upperRoman",
            _ => "decimal",
        };
        format!("{}. ", crate::docx::label::format(number, format))
    }
}

/// A style attribute without spaces, in lower case; long ones are cut.
fn squeeze(css: &str) -> Cow<'_, str> {
    let css = &css[..css.floor_char_boundary(css.len().min(1000))];
    Cow::Owned(
        css.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect(),
    )
}
