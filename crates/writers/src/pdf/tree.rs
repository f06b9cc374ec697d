//! The logical structure of the file: what a screen reader reads and what a program can look up.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::geom::Rect;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node as KrillaNode, TableHeaderScope, Tag, TagGroup, TagId, TagTree,
};

/// Language of official documents.
pub const LANGUAGE: &str = "vi-VN";
/// Longest description that goes into the file, in characters.
pub const LONGEST_DESCRIPTION: usize = 4000;

/// An element of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeId(u32);

/// A piece of page content that belongs to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotId(u32);

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// A part of the document: its head, an annex, the signature block.
    Section,
    /// A paragraph.
    Paragraph,
    /// A heading with its level, from 1, and its text.
    Heading(u16, String),
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// The text of an item.
    ItemBody,
    /// A table, with what it shows.
    Table(String),
    /// Caption of a table.
    Caption,
    /// Heading rows.
    Head,
    /// Rows.
    Rows,
    /// A row.
    Row,
    /// A heading cell over columns and rows.
    HeadCell(u32, u32),
    /// A cell over columns and rows.
    Cell(u32, u32),
    /// A value: its key and its description.
    Value(String, String),
    /// The mark of a footnote in the text.
    Reference,
    /// A footnote.
    Note,
    /// A chart: its description, page index and frame.
    Figure(String, usize, Rect),
}

#[derive(Debug, Clone, Copy)]
enum Child {
    Node(NodeId),
    Slot(SlotId),
}

#[derive(Debug)]
struct Node {
    element: Element,
    children: Vec<Child>,
}

/// The structure while the document is set.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    slots: Vec<Option<Identifier>>,
    /// How often each key of a value occurred; an identifier may stand only once.
    keys: std::collections::HashMap<String, u32>,
}

impl Default for Tree {
    fn default() -> Self {
        let root = Node {
            element: Element::Section,
            children: Vec::new(),
        };
        Self {
            nodes: vec![root],
            slots: Vec::new(),
            keys: std::collections::HashMap::new(),
        }
    }
}

impl Tree {
    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// Adds an element below another one.
    pub fn add(&mut self, parent: NodeId, element: Element) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            element,
            children: Vec::new(),
        });
        if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
            parent.children.push(Child::Node(id));
        }
        id
    }

    /// Adds an element before the other children of its parent.
    pub fn add_first(&mut self, parent: NodeId, element: Element) -> NodeId {
        let id = self.add(parent, element);
        if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
            parent.children.rotate_right(1);
        }
        id
    }

    /// Adds a value; a key that stands already gets the number of its occurrence: `key#2`.
    pub fn add_value(&mut self, parent: NodeId, key: &str, description: &str) -> NodeId {
        let count = self.keys.entry(key.to_owned()).or_insert(0);
        *count += 1;
        let id = if *count == 1 {
            key.to_owned()
        } else {
            format!("{key}#{count}")
        };
        self.add(parent, Element::Value(id, shorten(description)))
    }

    /// Adds a piece of content to an element.
    pub fn slot(&mut self, parent: NodeId) -> SlotId {
        let id = SlotId(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(None);
        if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
            parent.children.push(Child::Slot(id));
        }
        id
    }

    /// Where the content of a slot stands in the file.
    pub fn fill(&mut self, slot: SlotId, identifier: Identifier) {
        if let Some(place) = self.slots.get_mut(slot.0 as usize) {
            *place = Some(identifier);
        }
    }

    /// The structure as the file takes it.
    pub fn into_tags(self) -> TagTree {
        let mut nodes = self.nodes;
        let mut children = Vec::new();
        build(&mut nodes, &self.slots, 0, &mut children);
        let mut tags = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for child in children {
            tags.push(child);
        }
        tags
    }
}

/// Turns the children of a node into tags; elements are at most eight deep (table in annex).
fn build(nodes: &mut Vec<Node>, slots: &[Option<Identifier>], index: usize, out: &mut Vec<KrillaNode>) {
    let children = std::mem::take(&mut nodes[index].children);
    out.reserve_exact(children.len());
    for child in children {
        match child {
            Child::Slot(slot) => {
                if let Some(Some(identifier)) = slots.get(slot.0 as usize) {
                    out.push(KrillaNode::Leaf(*identifier));
                }
            }
            Child::Node(id) => {
                let mut below = Vec::new();
                build(nodes, slots, id.0 as usize, &mut below);
                let element = std::mem::replace(&mut nodes[id.0 as usize].element, Element::Section);
                let keep =
                    !below.is_empty() || matches!(element, Element::Cell(..) | Element::HeadCell(..) | Element::Row);
                if keep {
                    let mut group = group(element);
                    group.children = below;
                    out.push(KrillaNode::Group(group));
                }
            }
        }
    }
}

/// A span above one; one needs no attribute.
fn span(count: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(count).filter(|c| c.get() > 1)
}

fn group(element: Element) -> TagGroup {
    match element {
        Element::Section => TagGroup::new(Tag::Section),
        Element::Paragraph => TagGroup::new(Tag::P),
        Element::Heading(level, title) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::new(Tag::Hn(level, Some(shorten(&title))))
        }
        Element::List => TagGroup::new(Tag::L(ListNumbering::None)),
        Element::Item => TagGroup::new(Tag::LI),
        Element::ItemBody => TagGroup::new(Tag::LBody),
        Element::Table(summary) => {
            let summary = Some(shorten(&summary)).filter(|s| !s.is_empty());
            TagGroup::new(Tag::Table.with_summary(summary))
        }
        Element::Caption => TagGroup::new(Tag::Caption),
        Element::Head => TagGroup::new(Tag::THead),
        Element::Rows => TagGroup::new(Tag::TBody),
        Element::Row => TagGroup::new(Tag::TR),
        Element::HeadCell(columns, rows) => TagGroup::new(
            Tag::TH(TableHeaderScope::Column)
                .with_col_span(span(columns))
                .with_row_span(span(rows)),
        ),
        Element::Cell(columns, rows) => TagGroup::new(Tag::TD.with_col_span(span(columns)).with_row_span(span(rows))),
        Element::Value(key, description) => {
            let tag = Tag::Span.with_id(Some(TagId::from(key.bytes())));
            TagGroup::new(tag.with_alt_text(Some(description)))
        }
        Element::Reference => TagGroup::new(Tag::Reference),
        Element::Note => TagGroup::new(Tag::Note),
        Element::Figure(description, page, frame) => {
            let tag = Tag::Figure(Some(shorten(&description)));
            TagGroup::new(tag.with_bbox(Some(BBox::new(page, frame))))
        }
    }
}

/// Cuts what is longer than the file should hold; a space for what its metadata must not hold (XML 1.0, 2.2).
pub fn shorten(text: &str) -> String {
    let printable = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars()
        .map(|c| if printable(c) { c } else { ' ' })
        .take(LONGEST_DESCRIPTION)
        .collect()
}
