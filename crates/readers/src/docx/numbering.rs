//! Automatic numbering, resolved to the label that is printed.

use super::label;
use super::styles::{Styles, number, switch};
use crate::xml::{Element, Tree};
use std::collections::{HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: i32,
    format: String,
    text: String,
    /// Font of a bullet, for symbol fonts.
    font: String,
    /// Text between label and paragraph; empty for "nothing".
    gap: &'static str,
    /// Restarts after a level up to this one (counted from 1); 0 never; `None` after any higher level.
    restart: Option<u32>,
    /// All numbers decimal, whatever their own levels say.
    legal: bool,
    style: Option<String>,
}

#[derive(Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The definition stands in the list of this style.
    link: Option<String>,
}

#[derive(Default)]
struct List {
    definition: i32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<i32>; LEVELS],
}

/// The lists of a document with their counters.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: HashMap<i32, Abstract>,
    lists: HashMap<i32, List>,
    /// Counters by definition: lists of one definition go on counting.
    counters: HashMap<i32, [Option<i32>; LEVELS]>,
    /// Lists whose own start values have been applied.
    started: HashSet<i32>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut out = Self::default();
        for e in tree.root().into_iter().flat_map(Element::elements) {
            let id = |name: &str| e.attribute(name).and_then(|v| v.trim().parse::<i32>().ok());
            match e.name() {
                "abstractNum" => {
                    if let Some(id) = id("abstractNumId") {
                        out.definitions.insert(id, read_abstract(e));
                    }
                }
                "num" => {
                    if let Some(id) = id("numId") {
                        out.lists.insert(id, read_list(e));
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// The label of the next paragraph of a list with the gap after it ("1. ", "- "); empty where the
    /// list prints none. `None` where there is no such list.
    pub(super) fn next(
        &mut self,
        id: i32,
        level: Option<u8>,
        style: Option<&str>,
        styles: &mut Styles,
    ) -> Option<String> {
        let list = self.lists.get(&id)?;
        let definition = resolve_link(&self.definitions, &self.lists, list.definition, styles);
        let body = self.definitions.get(&definition)?;
        let by_style = || style.and_then(|s| body.levels.iter().position(|l| is_of_style(l.as_ref(), s)));
        let level = level.map(usize::from).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let find = |i: usize| list.levels[i].as_ref().or(body.levels[i].as_ref());
        let here = find(level)?;

        let counters = self.counters.entry(definition).or_default();
        if self.started.insert(id) {
            for (i, start) in list.starts.iter().enumerate() {
                // The counter stands before its start, so that the first item takes it.
                if let Some(start) = start {
                    counters[i] = Some(start.saturating_sub(1));
                }
            }
        }
        let start_of = |i: usize| list.starts[i].or_else(|| find(i).map(|l| l.start)).unwrap_or(1);
        for (i, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| start_of(i));
        }
        counters[level] = Some(counters[level].map_or_else(|| start_of(level), |n| n.saturating_add(1)));
        for (i, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restarts = match find(i).and_then(|l| l.restart) {
                None => true,
                Some(0) => false,
                Some(above) => level < above as usize,
            };
            if restarts {
                *counter = None;
            }
        }
        Some(print(here, counters, &find))
    }
}

/// The definition behind `numStyleLink`s; cyclic links end where they began.
fn resolve_link(
    definitions: &HashMap<i32, Abstract>,
    lists: &HashMap<i32, List>,
    first: i32,
    styles: &mut Styles,
) -> i32 {
    let mut id = first;
    for _ in 0..8 {
        let Some(link) = definitions.get(&id).and_then(|d| d.link.as_deref()) else {
            return id;
        };
        let Some(list) = styles.list_of(link).and_then(|l| lists.get(&l)) else {
            return id;
        };
        id = list.definition;
    }
    first
}

fn is_of_style(level: Option<&Level>, style: &str) -> bool {
    level.is_some_and(|l| l.style.as_deref() == Some(style))
}

fn print<'l>(here: &Level, counters: &[Option<i32>; LEVELS], find: &dyn Fn(usize) -> Option<&'l Level>) -> String {
    let mut out = String::new();
    if here.format == "bullet" {
        for c in here.text.chars() {
            let private = ('\u{f000}'..='\u{f0ff}').contains(&c);
            let symbol = if private || is_symbol_font(&here.font) {
                label::symbol(&here.font, c as u32)
            } else {
                None
            };
            out.push(symbol.unwrap_or(if private { '•' } else { c }));
        }
    } else {
        let mut chars = here.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = if c == '%' {
                chars.peek().and_then(|d| d.to_digit(10)).filter(|d| *d > 0)
            } else {
                None
            };
            let Some(digit) = digit else {
                out.push(c);
                continue;
            };
            chars.next();
            let i = digit as usize - 1;
            let Some(value) = counters.get(i).copied().flatten() else {
                continue;
            };
            let format = find(i).map_or("decimal", |l| if here.legal { "decimal" } else { &l.format });
            out.push_str(&label::format(value, format));
        }
    }
    let printed = out.trim();
    if printed.is_empty() {
        String::new()
    } else {
        format!("{printed}{}", here.gap)
    }
}

fn is_symbol_font(font: &str) -> bool {
    let font = font.to_ascii_lowercase();
    font.starts_with("symbol") || font.starts_with("wingdings")
}

fn read_abstract(e: Element<'_, '_>) -> Abstract {
    let mut out = Abstract::default();
    for child in e.elements() {
        match child.name() {
            "lvl" => set_level(&mut out.levels, child),
            "numStyleLink" => out.link = child.val().map(|v| v.to_string()),
            _ => {}
        }
    }
    out
}

fn read_list(e: Element<'_, '_>) -> List {
    let mut out = List {
        definition: e.child("abstractNumId").and_then(number).unwrap_or(-1),
        ..List::default()
    };
    for over in e.elements().filter(|c| c.name() == "lvlOverride") {
        let Some(i) = level_index(over) else { continue };
        out.starts[i] = over.child("startOverride").and_then(number);
        if let Some(level) = over.child("lvl") {
            out.levels[i] = Some(read_level(level));
        }
    }
    out
}

fn level_index(e: Element<'_, '_>) -> Option<usize> {
    e.attribute("ilvl")?.trim().parse().ok().filter(|i| *i < LEVELS)
}

fn set_level(levels: &mut [Option<Level>; LEVELS], e: Element<'_, '_>) {
    if let Some(i) = level_index(e) {
        levels[i] = Some(read_level(e));
    }
}

fn read_level(e: Element<'_, '_>) -> Level {
    let mut out = Level {
        start: 0,
        format: "decimal".into(),
        gap: " ",
        ..Level::default()
    };
    for child in e.elements() {
        match child.name() {
            "start" => out.start = number(child).unwrap_or(0),
            "numFmt" => out.format = child.val().unwrap_or_default().to_string(),
            // A producer may wrap the format in AlternateContent; the fallback is a plain one.
            "AlternateContent" => {
                let fallback = child.child("Fallback").and_then(|f| f.child("numFmt"));
                out.format = fallback.and_then(Element::val).unwrap_or("decimal".into()).to_string();
            }
            "lvlText" => out.text = child.val().unwrap_or_default().to_string(),
            "lvlRestart" => out.restart = number(child),
            "isLgl" => out.legal = switch(child),
            "suff" if child.val().as_deref() == Some("nothing") => out.gap = "",
            "pStyle" => out.style = child.val().map(|v| v.to_string()),
            "rPr" => {
                let fonts = child.child("rFonts");
                let name = fonts.and_then(|f| f.attribute("ascii").or_else(|| f.attribute("hAnsi")));
                out.font = name.unwrap_or_default().to_string();
            }
            _ => {}
        }
    }
    out
}
