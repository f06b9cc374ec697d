//! Styles: what a paragraph or run looks like after inheritance.

use crate::xml::{Element, Tree};
use std::collections::HashMap;
use tonghop_document::Align;
use tonghop_text::legacy::{FontEncoding, encoding_of_font};

/// A chain of styles longer than this is cyclic.
const MAX_CHAIN: usize = 32;

/// Properties of a run; `None` where nothing is said at that level.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProps {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Struck through, once or twice.
    pub(super) struck: Option<bool>,
    /// Set as a superscript.
    pub(super) raised: Option<bool>,
    pub(super) capitals: Option<bool>,
    /// The font's encoding; the inner `None` is a Unicode font.
    pub(super) font: Option<Option<FontEncoding>>,
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParaProps {
    /// 0 is the highest level; 9 is body text.
    pub(super) outline: Option<u8>,
    pub(super) align: Option<Align>,
    /// Number of the list, 0 for none.
    pub(super) list: Option<i32>,
    pub(super) list_level: Option<u8>,
    pub(super) run: RunProps,
}

impl RunProps {
    /// These properties where they say something, else those of `below`.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
            struck: self.struck.or(below.struck),
            raised: self.raised.or(below.raised),
            capitals: self.capitals.or(below.capitals),
            font: self.font.or(below.font),
        }
    }

    /// Reads `w:rPr`.
    pub(super) fn read(props: Option<Element<'_, '_>>) -> Self {
        let mut out = Self::default();
        for e in props.into_iter().flat_map(Element::elements) {
            match e.name() {
                "b" => out.bold = Some(switch(e)),
                "i" => out.italic = Some(switch(e)),
                "vanish" => out.hidden = Some(switch(e)),
                "strike" | "dstrike" => out.struck = Some(switch(e) || out.struck == Some(true)),
                "vertAlign" => out.raised = Some(e.val().as_deref() == Some("superscript")),
                "caps" => out.capitals = Some(switch(e)),
                "rFonts" => out.font = font(e).or(out.font),
                _ => {}
            }
        }
        out
    }
}

impl ParaProps {
    /// These properties where they say something, else those of `below`.
    fn over(self, below: Self) -> Self {
        Self {
            outline: self.outline.or(below.outline),
            align: self.align.or(below.align),
            list: self.list.or(below.list),
            list_level: self.list_level.or(below.list_level),
            run: self.run.over(below.run),
        }
    }

    /// Reads `w:pPr` without its run properties, which are those of the paragraph mark.
    fn read(props: Option<Element<'_, '_>>) -> Self {
        let mut out = Self::default();
        for e in props.into_iter().flat_map(Element::elements) {
            match e.name() {
                "outlineLvl" => out.outline = number(e),
                "jc" => out.align = e.val().map(|v| align(&v)),
                "numPr" => {
                    out.list = e.child("numId").and_then(number);
                    out.list_level = e.child("ilvl").and_then(number);
                }
                _ => {}
            }
        }
        out
    }
}

/// True for a switch that is on: present without a value, or with one that does not say "off".
pub(super) fn switch(e: Element<'_, '_>) -> bool {
    !matches!(e.val().as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The number in `w:val`.
pub(super) fn number<T: std::str::FromStr>(e: Element<'_, '_>) -> Option<T> {
    e.val()?.trim().parse().ok()
}

fn align(value: &str) -> Align {
    match value {
        "center" => Align::Centre,
        "right" | "end" => Align::End,
        _ => Align::Start,
    }
}

fn font(e: Element<'_, '_>) -> Option<Option<FontEncoding>> {
    let name = e.attribute("ascii").or_else(|| e.attribute("hAnsi"));
    match name {
        Some(name) => Some(encoding_of_font(&name)),
        // A font of the theme is a Unicode font.
        None => e
            .attribute("asciiTheme")
            .or_else(|| e.attribute("hAnsiTheme"))
            .map(|_| None),
    }
}

struct Style {
    name: String,
    based_on: Option<String>,
    props: ParaProps,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: RunProps,
    resolved: HashMap<String, ParaProps>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut out = Self::default();
        for e in tree.root().into_iter().flat_map(Element::elements) {
            match e.name() {
                "docDefaults" => {
                    let props = e.child("rPrDefault").and_then(|d| d.child("rPr"));
                    out.defaults = RunProps::read(props);
                }
                "style" => out.add(e),
                _ => {}
            }
        }
        out
    }

    fn add(&mut self, e: Element<'_, '_>) {
        let Some(id) = e.attribute("styleId") else { return };
        let mut props = ParaProps::read(e.child("pPr"));
        props.run = RunProps::read(e.child("rPr"));
        let name = e
            .child("name")
            .and_then(Element::val)
            .unwrap_or_default()
            .to_ascii_lowercase();
        if props.outline.is_none() {
            props.outline = heading_of_name(&name);
        }
        let is_default = matches!(e.attribute("default").as_deref(), Some("1" | "true" | "on"));
        if is_default && e.attribute("type").as_deref() == Some("paragraph") {
            self.default_paragraph = Some(id.to_string());
        }
        let based_on = e.child("basedOn").and_then(Element::val).map(|v| v.to_string());
        self.styles.insert(id.to_string(), Style { name, based_on, props });
    }

    /// What the style says after inheritance, document defaults excluded.
    fn resolve(&mut self, id: &str) -> ParaProps {
        if let Some(found) = self.resolved.get(id) {
            return *found;
        }
        let mut props = ParaProps::default();
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|n| self.styles.get(n)) else {
                break;
            };
            props = props.over(style.props);
            next = style.based_on.as_deref();
        }
        if !self.styles.contains_key(id) {
            // The style part may be missing; the usual names still tell.
            props.outline = heading_of_name(&id.to_ascii_lowercase());
        }
        self.resolved.insert(id.to_string(), props);
        props
    }

    /// The properties of a paragraph with these direct properties, and the id of its style.
    pub(super) fn paragraph(&mut self, props: Option<Element<'_, '_>>) -> (ParaProps, Option<String>) {
        let direct = ParaProps::read(props);
        let named = props
            .and_then(|p| p.child("pStyle"))
            .and_then(Element::val)
            .map(|v| v.to_string());
        let id = named.or_else(|| self.default_paragraph.clone());
        let style = id.as_deref().map(|id| self.resolve(id)).unwrap_or_default();
        let mut all = direct.over(style);
        all.run = all.run.over(self.defaults);
        (all, id)
    }

    /// The properties of a run inside a paragraph.
    pub(super) fn run(&mut self, props: Option<Element<'_, '_>>, paragraph: RunProps) -> RunProps {
        let Some(props) = props else { return paragraph };
        let style = props
            .child("rStyle")
            .and_then(Element::val)
            .map(|id| self.resolve(&id).run);
        RunProps::read(Some(props))
            .over(style.unwrap_or_default())
            .over(paragraph)
    }

    /// The list that a style is linked to, for `w:numStyleLink`.
    pub(super) fn list_of(&mut self, id: &str) -> Option<i32> {
        self.resolve(id).list
    }

    /// True for the styles of a table of contents, whose lines repeat headings.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|s| s.name.starts_with("toc "))
    }
}

/// "heading 3" is level 2, counted from 0.
fn heading_of_name(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading")?.trim_start().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}
