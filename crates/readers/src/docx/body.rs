//! Walks the content of a part.

use super::Item;
use super::build::Builder;
use super::label;
use super::notes::{NoteKind, Notes};
use super::numbering::Numbering;
use super::styles::{RunProps, Styles};
use crate::xml::Element;
use crate::{Limits, ReadError, marks};
use std::borrow::Cow;
use tonghop_document::{Align, Block, Cell, Content, Footnote, NoteRef, Paragraph, ReadWarning, Table, WarningCode};
use tonghop_text::legacy::{FontEncoding, from_font_encoding};

/// State while the content is walked.
pub(super) struct Reader<'t, 'a> {
    pub(super) limits: &'t Limits,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: Notes<'t, 'a>,
    /// Page of the present place, where Word left its page breaks.
    pub(super) page: Option<u32>,
    /// Open fields: true where the result is being shown.
    fields: Vec<bool>,
    /// Inside a note or running head no marks are registered.
    aside: bool,
    /// Tables around the present place.
    pub(super) table_level: u32,
    characters: usize,
    pub(super) cells: u32,
    steps: u32,
    pub(super) seen: Seen,
}

/// What has to be warned about, once each.
#[derive(Default)]
pub(super) struct Seen {
    changes: u32,
    pictures: u32,
    struck: u32,
    objects: u32,
    legacy: Option<FontEncoding>,
    symbols: Option<String>,
    lost_notes: Vec<String>,
    pub(super) truncated: Option<&'static str>,
}

/// Where items are collected; a paragraph whose end was deleted waits for the next one.
#[derive(Default)]
pub(super) struct Flow {
    items: Vec<Item>,
    carried: Option<Builder>,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(super) fn new(limits: &'t Limits, has_pages: bool) -> Self {
        Self {
            limits,
            styles: Styles::default(),
            numbering: Numbering::default(),
            notes: Notes::default(),
            page: has_pages.then_some(1),
            fields: Vec::new(),
            aside: false,
            table_level: 0,
            characters: 0,
            cells: 0,
            steps: 0,
            seen: Seen::default(),
        }
    }

    /// Counts a tracked change.
    pub(super) fn changed(&mut self) {
        self.seen.changes += 1;
    }

    /// Pages walked so far.
    pub(super) fn pages(&self) -> Option<u32> {
        self.page
    }

    /// The paragraphs and tables in `parent`.
    pub(super) fn items(&mut self, parent: Element<'_, '_>) -> Result<Vec<Item>, ReadError> {
        let mut flow = Flow::default();
        self.blocks(parent, &mut flow)?;
        if let Some(rest) = flow.carried.take() {
            self.finish(rest, &Paragraph::default(), &mut flow.items);
        }
        Ok(flow.items)
    }

    fn blocks(&mut self, parent: Element<'_, '_>, flow: &mut Flow) -> Result<(), ReadError> {
        for e in parent.elements() {
            self.steps = self.steps.wrapping_add(1);
            if self.steps.is_multiple_of(256) {
                self.limits.check_time()?;
            }
            match e.name() {
                "p" => self.paragraph(e, flow)?,
                "tbl" => {
                    let page = self.page;
                    let table = self.table(e, self.table_level)?;
                    if !table.cells.is_empty() {
                        flow.items.push(Item::Table(table, page));
                    }
                }
                "del" | "moveFrom" => self.seen.changes += 1,
                "ins" | "moveTo" => {
                    self.seen.changes += 1;
                    self.blocks(e, flow)?;
                }
                "sdt" => {
                    if let Some(content) = e.child("sdtContent") {
                        self.blocks(content, flow)?;
                    }
                }
                "customXml" | "smartTag" | "sdtContent" | "Choice" | "Fallback" => self.blocks(e, flow)?,
                "AlternateContent" => {
                    if let Some(branch) = alternative(e, "p") {
                        self.blocks(branch, flow)?;
                    }
                }
                "altChunk" | "subDoc" => self.seen.objects += 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, p: Element<'_, '_>, flow: &mut Flow) -> Result<(), ReadError> {
        let props = p.child("pPr");
        let (para, style) = self.styles.paragraph(props);
        let mark = props.and_then(|p| p.child("rPr"));
        let end_deleted = mark.is_some_and(|m| m.child("del").is_some() || m.child("moveFrom").is_some());
        let mut builder = Builder::default();
        let mut text = Paragraph::default();
        if end_deleted {
            self.seen.changes += 1;
            if let Some(carried) = flow.carried.take() {
                builder.absorb(carried);
            }
            self.runs(p, para.run, &mut builder)?;
            flow.carried = Some(builder);
            return Ok(());
        }
        let list = para.list.filter(|id| *id != 0);
        if let Some(id) = list {
            let label = self
                .numbering
                .next(id, para.list_level, style.as_deref(), &mut self.styles);
            text.list_item = label.is_some();
            builder.label(&label.unwrap_or_default(), self.page);
        }
        if let Some(carried) = flow.carried.take() {
            builder.absorb(carried);
        }
        self.runs(p, para.run, &mut builder)?;
        let contents_line = style.as_deref().is_some_and(|s| self.styles.is_contents(s));
        text.heading = para.outline.filter(|o| *o < 9 && !contents_line).map(|o| o + 1);
        text.align = para.align.unwrap_or(Align::Start);
        self.finish(builder, &text, &mut flow.items);
        Ok(())
    }

    /// Adds the paragraph, if it shows anything, and then the text boxes anchored in it.
    fn finish(&mut self, builder: Builder, like: &Paragraph, items: &mut Vec<Item>) {
        let page = builder.page.or(self.page);
        let blank = builder.is_blank();
        let (mut paragraph, boxes) = builder.finish();
        if !blank {
            self.characters += paragraph.text.len();
            if self.characters > self.limits.characters {
                self.seen.truncated = Some("characters");
            } else if items.len() >= self.limits.blocks {
                self.seen.truncated = Some("blocks");
            } else {
                paragraph.heading = like.heading;
                paragraph.align = like.align;
                paragraph.list_item = like.list_item;
                items.push(Item::Paragraph(paragraph, page));
            }
        }
        items.extend(boxes);
    }

    /// The runs in a paragraph, hyperlink, insertion and the like.
    fn runs(&mut self, parent: Element<'_, '_>, base: RunProps, out: &mut Builder) -> Result<(), ReadError> {
        for e in parent.elements() {
            match e.name() {
                "r" => self.run(e, base, out)?,
                "del" | "moveFrom" => self.seen.changes += 1,
                "ins" | "moveTo" => {
                    self.seen.changes += 1;
                    self.runs(e, base, out)?;
                }
                "sdt" => {
                    if let Some(content) = e.child("sdtContent") {
                        self.runs(content, base, out)?;
                    }
                }
                "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "bdo" | "dir" => self.runs(e, base, out)?,
                "oMath" | "oMathPara" if self.shown() => {
                    let text = math(e);
                    out.push(&text, true, true, self.page);
                }
                "AlternateContent" => {
                    if let Some(branch) = alternative(e, "r") {
                        self.runs(branch, base, out)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// False inside the instruction of a field.
    fn shown(&self) -> bool {
        self.fields.iter().all(|shown| *shown)
    }

    fn run(&mut self, r: Element<'_, '_>, base: RunProps, out: &mut Builder) -> Result<(), ReadError> {
        let props = self.styles.run(r.child("rPr"), base);
        self.run_content(r, props, out)
    }

    fn run_content(&mut self, r: Element<'_, '_>, props: RunProps, out: &mut Builder) -> Result<(), ReadError> {
        let hidden = props.hidden == Some(true);
        let struck = props.struck == Some(true);
        for e in r.elements() {
            match e.name() {
                "fldChar" => self.field(e, out),
                "lastRenderedPageBreak" => self.page = self.page.map(|p| p.saturating_add(1)),
                "drawing" | "pict" | "object" => self.picture(e, out)?,
                "AlternateContent" => {
                    if let Some(branch) = alternative(e, "txbxContent") {
                        self.run_content(branch, props, out)?;
                    }
                }
                _ if hidden || !self.shown() => {}
                // What is struck through is deleted for whoever reads the page; its blanks part the words beside it.
                "t" if struck && !plain_text(e).trim().is_empty() => {
                    self.seen.struck += 1;
                    out.push(" ", false, false, None);
                }
                "t" => {
                    let raw = plain_text(e);
                    let text = match marks::power(out.text(), &raw).filter(|_| props.raised == Some(true)) {
                        Some(power) => Cow::Owned(power),
                        None => self.visible(&raw, props),
                    };
                    out.push(&text, props.bold == Some(true), props.italic == Some(true), self.page);
                }
                "tab" | "ptab" => out.label("\t", None),
                "br" if matches!(e.attribute("type").as_deref(), None | Some("textWrapping")) => out.label("\n", None),
                // A page or column break ends the line as well.
                "br" | "cr" => out.label("\n", None),
                "noBreakHyphen" => out.push("-", props.bold == Some(true), props.italic == Some(true), self.page),
                "sym" => self.symbol(e, props, out),
                "footnoteReference" => self.mark(NoteKind::Foot, e, r, out),
                "endnoteReference" => self.mark(NoteKind::End, e, r, out),
                "ruby" => {
                    if let Some(base_text) = e.child("rubyBase") {
                        self.runs(base_text, props, out)?;
                    }
                }
                _ => {}
            }
            if has_own_mark(e) {
                // The rest of this run is the mark itself.
                break;
            }
        }
        Ok(())
    }

    /// The text as the font and the capitals switch show it.
    fn visible<'s>(&mut self, raw: &'s str, props: RunProps) -> Cow<'s, str> {
        let mut text = Cow::Borrowed(raw);
        if let Some(Some(encoding)) = props.font
            && !raw.is_ascii()
        {
            self.seen.legacy = Some(encoding);
            text = Cow::Owned(from_font_encoding(raw, encoding));
        } else if props.font == Some(Some(FontEncoding::Tcvn3Capitals)) {
            text = Cow::Owned(raw.to_uppercase());
        }
        if props.capitals == Some(true) {
            text = Cow::Owned(text.to_uppercase());
        }
        if text.contains('\u{ad}') {
            // Soft hyphens show only at line ends.
            text = Cow::Owned(text.replace('\u{ad}', ""));
        }
        text
    }

    fn symbol(&mut self, e: Element<'_, '_>, props: RunProps, out: &mut Builder) {
        let font = e.attribute("font").unwrap_or_default();
        let code = e
            .attribute("char")
            .and_then(|c| u32::from_str_radix(c.trim(), 16).ok())
            .unwrap_or(0);
        let known = label::symbol(&font, code);
        if known.is_none() {
            self.seen.symbols.get_or_insert_with(|| format!("{font} {code:04X}"));
        }
        let text = known.unwrap_or('\u{fffd}').to_string();
        out.push(&text, props.bold == Some(true), props.italic == Some(true), self.page);
    }

    fn field(&mut self, e: Element<'_, '_>, out: &mut Builder) {
        match e.attribute("fldCharType").as_deref() {
            Some("begin") => {
                if let Some(check) = e.child("ffData").and_then(|f| f.child("checkBox"))
                    && self.shown()
                {
                    let state = check.child("checked").or_else(|| check.child("default"));
                    let on = state.is_some_and(super::styles::switch);
                    out.label(if on { "☒" } else { "☐" }, self.page);
                }
                // Fields nest a few levels; more is hostile and shows nothing anyway.
                if self.fields.len() < 64 {
                    self.fields.push(false);
                }
            }
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn mark(&mut self, kind: NoteKind, e: Element<'_, '_>, run: Element<'_, '_>, out: &mut Builder) {
        if self.aside {
            return;
        }
        let id = e.attribute("id").unwrap_or_default();
        let own = has_own_mark(e).then(|| {
            let after = run.elements().skip_while(|c| !has_own_mark(*c)).skip(1);
            after
                .map(|c| {
                    if c.name() == "sym" {
                        "*".into()
                    } else {
                        plain_text(c).into_owned()
                    }
                })
                .collect::<String>()
        });
        let own = own.map(|label| label.trim().to_string()).filter(|l| !l.is_empty());
        let (label, note) = self.notes.mark(kind, &id, own);
        out.note(label, Some(note));
    }

    /// Text boxes in a drawing are read; pictures and objects are counted.
    fn picture(&mut self, e: Element<'_, '_>, out: &mut Builder) -> Result<(), ReadError> {
        for child in e.elements() {
            match child.name() {
                "txbxContent" => {
                    let fields = std::mem::take(&mut self.fields);
                    let items = self.items(child)?;
                    self.fields = fields;
                    out.boxes.extend(items);
                }
                "blip" | "imagedata" => self.seen.pictures += 1,
                "OLEObject" | "chart" | "relIds" => self.seen.objects += 1,
                "AlternateContent" => {
                    if let Some(branch) = alternative(child, "txbxContent") {
                        self.picture(branch, out)?;
                    }
                }
                _ => self.picture(child, out)?,
            }
        }
        Ok(())
    }

    /// The text of a note, running head or the like, paragraphs on lines of their own.
    pub(super) fn flat_text(&mut self, parent: Element<'_, '_>) -> Result<String, ReadError> {
        let aside = std::mem::replace(&mut self.aside, true);
        let fields = std::mem::take(&mut self.fields);
        let items = self.items(parent)?;
        self.aside = aside;
        self.fields = fields;
        Ok(flatten(&items))
    }

    /// Gives the items their places and puts each footnote after the block that holds its mark.
    pub(super) fn place(&mut self, items: Vec<Item>) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::with_capacity(items.len());
        for item in items {
            let index = blocks.len();
            let (mut content, page) = match item {
                Item::Paragraph(p, page) => (Content::Paragraph(p), page),
                Item::Table(t, page) => (Content::Table(t), page),
            };
            let mut footnotes = Vec::new();
            match &mut content {
                Content::Paragraph(p) => self.place_notes(&mut p.notes, index, &mut footnotes)?,
                Content::Table(t) => self.place_table(t, index, &mut footnotes)?,
                _ => {}
            }
            blocks.push(Block { page, content });
            blocks.extend(footnotes.into_iter().map(|f| Block {
                page,
                content: Content::Footnote(f),
            }));
        }
        Ok(blocks)
    }

    fn place_table(&mut self, table: &mut Table, at: usize, out: &mut Vec<Footnote>) -> Result<(), ReadError> {
        for cell in &mut table.cells {
            self.place_notes(&mut cell.notes, at, out)?;
            for nested in &mut cell.nested {
                self.place_table(nested, at, out)?;
            }
        }
        Ok(())
    }

    fn place_notes(&mut self, notes: &mut [NoteRef], at: usize, out: &mut Vec<Footnote>) -> Result<(), ReadError> {
        for note in notes {
            let used = note.block.take().and_then(|i| self.notes.used.get(i).cloned());
            let Some(used) = used else { continue };
            match used.body {
                Some(body) => {
                    let text = self.flat_text(body)?;
                    out.push(Footnote {
                        label: used.label,
                        text,
                    });
                    note.block = Some(at + out.len());
                }
                None => self.seen.lost_notes.push(used.label),
            }
        }
        Ok(())
    }

    /// What the reader could not do or had to decide.
    pub(super) fn warnings(&mut self) -> Vec<ReadWarning> {
        let seen = std::mem::take(&mut self.seen);
        let mut out = Vec::new();
        let mut add = |code, detail: String| {
            out.push(ReadWarning {
                code,
                page: None,
                detail,
            });
        };
        if seen.changes > 0 {
            add(WarningCode::ChangesAccepted, seen.changes.to_string());
        }
        if seen.struck > 0 {
            add(WarningCode::StruckOut, seen.struck.to_string());
        }
        if seen.pictures > 0 {
            add(WarningCode::ObjectSkipped, format!("pictures: {}", seen.pictures));
        }
        if seen.objects > 0 {
            add(
                WarningCode::ObjectSkipped,
                format!("embedded objects: {}", seen.objects),
            );
        }
        if let Some(encoding) = seen.legacy {
            let name = if encoding == FontEncoding::Vni { "VNI" } else { "TCVN3" };
            add(WarningCode::LegacyEncoding, name.into());
        }
        if let Some(symbol) = seen.symbols {
            add(WarningCode::GlyphsUnmapped, symbol);
        }
        for label in seen.lost_notes.into_iter().take(20) {
            add(WarningCode::FootnoteUnmatched, label);
        }
        if let Some(what) = seen.truncated {
            add(WarningCode::Truncated, what.into());
        }
        out
    }
}

/// The branch of `mc:AlternateContent` to read: the first that holds what is looked for, else the
/// first with any content. Never more than one, since all branches say the same.
fn alternative<'t, 'a>(e: Element<'t, 'a>, wanted: &str) -> Option<Element<'t, 'a>> {
    let branches = || e.elements().filter(|b| matches!(b.name(), "Choice" | "Fallback"));
    branches()
        .find(|b| b.contains(wanted))
        .or_else(|| branches().find(|b| b.elements().next().is_some()))
}

/// A mark whose label is written out in the rest of its run.
fn has_own_mark(e: Element<'_, '_>) -> bool {
    matches!(e.name(), "footnoteReference" | "endnoteReference")
        && matches!(e.attribute("customMarkFollows").as_deref(), Some("1" | "true" | "on"))
}

/// The text of `w:t`: line ends of the XML count as spaces.
fn plain_text<'t>(e: Element<'t, '_>) -> Cow<'t, str> {
    let mut parts = e.children().map(Element::own_text);
    let first = parts.next().unwrap_or("");
    let mut text = Cow::Borrowed(first);
    for part in parts {
        text.to_mut().push_str(part);
    }
    if text.contains(['\n', '\r', '\0']) {
        text = Cow::Owned(text.replace(['\n', '\r'], " ").replace('\0', ""));
    }
    text
}

/// A formula on one line: fractions with a slash, the rest as it stands.
fn math(e: Element<'_, '_>) -> String {
    let mut out = String::new();
    for child in e.elements() {
        match child.name() {
            "t" => out.push_str(&plain_text(child)),
            "f" => {
                let part = |name: &str| child.child(name).map(math).unwrap_or_default();
                out.push_str(&format!("{}/{}", part("num"), part("den")));
            }
            _ => out.push_str(&math(child)),
        }
    }
    out
}

/// The text of items, one paragraph or table row per line.
pub(super) fn flatten(items: &[Item]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match item {
            Item::Paragraph(p, _) => lines.push(p.text.clone()),
            Item::Table(t, _) => lines.extend(table_lines(t)),
        }
    }
    lines.join("\n")
}

/// The rows of a table as lines, cells separated by tabs.
pub(crate) fn table_lines(table: &Table) -> Vec<String> {
    let row_text = |row: u32| {
        let cells: Vec<String> = table.row(row).map(cell_line).collect();
        cells.join("\t").trim().to_string()
    };
    (0..table.rows).map(row_text).filter(|l| !l.is_empty()).collect()
}

fn cell_line(cell: &Cell) -> String {
    cell.text.replace('\n', " ")
}
