//! A small read-only tree over the XML of package parts, built on quick-xml.
//!
//! Names are local names: OOXML and ODF are read by meaning, whatever prefixes a producer chose.
//! Entities of a document type are never expanded. Nesting is bounded, and so the readers may walk
//! the tree recursively. A part that breaks off gives the tree up to there.

use crate::ReadError;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use tonghop_text::legacy::decode_text;

const NONE: u32 = u32::MAX;
/// Nodes and attributes of one part; 24 and 16 bytes each. A sheet of a million cells has 3 million.
const MAX_NODES: usize = 4_000_000;
const MAX_ATTRIBUTES: usize = 6_000_000;

/// The tree of one part. Everything points into the source: a part of many megabytes has millions of nodes.
pub(crate) struct Tree<'a> {
    source: &'a str,
    nodes: Vec<Node>,
    /// Local names and raw values.
    attributes: Vec<(Piece, Piece)>,
    /// What the references in the text stand for, one after the other.
    references: String,
    /// Why the part ends early, if it does.
    pub(crate) broken: Option<Broken>,
}

/// Why a part ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is cut off or is no XML from there on.
    Damaged,
    /// More elements than are read.
    TooMany,
}

/// Bytes of the source, or of the references: start and length.
#[derive(Clone, Copy)]
struct Piece {
    start: u32,
    length: u32,
}

/// What the piece of a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The local name of an element.
    Element,
    /// Text as it is written.
    Text,
    /// What a reference stands for.
    Reference,
}

struct Node {
    kind: Kind,
    piece: Piece,
    /// The first attribute; they end where those of the next node begin.
    attributes: u32,
    first_child: u32,
    next: u32,
}

/// An element or text in a [`Tree`].
#[derive(Clone, Copy)]
pub(crate) struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    index: u32,
}

/// The text of a part: UTF-8 as a rule, UTF-16 where the part says so by its mark.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") => Cow::Owned(decode_text(bytes).0),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

impl<'a> Tree<'a> {
    /// Parses a part with at most `depth` nested elements.
    pub(crate) fn parse(source: &'a str, depth: u32) -> Result<Self, ReadError> {
        if u32::try_from(source.len()).is_err() {
            return Err(ReadError::ExpansionTooLarge {
                limit: u64::from(u32::MAX),
            });
        }
        Builder::new(source, depth).run()
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Element<'_, 'a>> {
        Element { tree: self, index: 0 }.elements().next()
    }

    fn slice(&self, piece: Piece) -> &'a str {
        piece.of(self.source)
    }
}

impl Piece {
    const EMPTY: Self = Self { start: 0, length: 0 };

    fn of(self, text: &str) -> &str {
        let start = self.start as usize;
        text.get(start..start + self.length as usize).unwrap_or("")
    }
}

impl<'t, 'a> Element<'t, 'a> {
    /// Local name of the element, empty for text.
    pub(crate) fn name(self) -> &'a str {
        match self.node() {
            Node {
                kind: Kind::Element,
                piece,
                ..
            } if piece.length == 0 => "?",
            Node {
                kind: Kind::Element,
                piece,
                ..
            } => self.tree.slice(*piece),
            _ => "",
        }
    }

    fn node(self) -> &'t Node {
        &self.tree.nodes[self.index as usize]
    }

    /// Children, text included.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t, 'a>> {
        let tree = self.tree;
        let mut next = tree.nodes[self.index as usize].first_child;
        std::iter::from_fn(move || {
            let node = tree.nodes.get(next as usize)?;
            let index = std::mem::replace(&mut next, node.next);
            Some(Element { tree, index })
        })
    }

    /// Children that are elements.
    pub(crate) fn elements(self) -> impl Iterator<Item = Element<'t, 'a>> {
        self.children().filter(|c| !c.name().is_empty())
    }

    /// The first child element of this name.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|c| c.name() == name)
    }

    /// The own text of a text node.
    pub(crate) fn own_text(self) -> &'t str {
        let node = self.node();
        match node.kind {
            Kind::Element => "",
            Kind::Text => self.tree.slice(node.piece),
            Kind::Reference => node.piece.of(&self.tree.references),
        }
    }

    /// All text below.
    pub(crate) fn text(self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    fn collect_text(self, out: &mut String) {
        out.push_str(self.own_text());
        for child in self.children() {
            child.collect_text(out);
        }
    }

    /// The raw value of an attribute by local name.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let tree = self.tree;
        let start = self.node().attributes as usize;
        let end = tree
            .nodes
            .get(self.index as usize + 1)
            .map_or(tree.attributes.len(), |n| n.attributes as usize);
        let own = tree.attributes.get(start..end).unwrap_or_default();
        let raw = tree.slice(own.iter().find(|(n, _)| tree.slice(*n) == name)?.1);
        Some(quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)))
    }

    /// The attribute `val`, which most WordprocessingML elements carry.
    pub(crate) fn val(self) -> Option<Cow<'a, str>> {
        self.attribute("val")
    }

    /// True where some element below has this name.
    pub(crate) fn contains(self, name: &str) -> bool {
        self.elements().any(|e| e.name() == name || e.contains(name))
    }
}

struct Builder<'a> {
    depth: u32,
    tree: Tree<'a>,
    /// Open elements, each with its last child so far.
    open: Vec<(u32, u32)>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, depth: u32) -> Self {
        let root = Node {
            kind: Kind::Text,
            piece: Piece::EMPTY,
            attributes: 0,
            first_child: NONE,
            next: NONE,
        };
        let tree = Tree {
            source,
            nodes: vec![root],
            attributes: Vec::new(),
            references: String::new(),
            broken: None,
        };
        Self {
            depth,
            tree,
            open: vec![(0, NONE)],
        }
    }

    fn run(mut self) -> Result<Tree<'a>, ReadError> {
        let mut reader = quick_xml::Reader::from_str(self.tree.source);
        reader.config_mut().check_end_names = false;
        loop {
            if self.tree.nodes.len() > MAX_NODES || self.tree.attributes.len() > MAX_ATTRIBUTES {
                self.tree.broken = Some(Broken::TooMany);
                break;
            }
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    let index = self.element(&start);
                    if self.open.len() as u32 > self.depth {
                        return Err(ReadError::TooDeep { limit: self.depth });
                    }
                    self.open.push((index, NONE));
                }
                Ok(Event::Empty(start)) => {
                    self.element(&start);
                }
                Ok(Event::End(_)) => {
                    if self.open.len() > 1 {
                        self.open.pop();
                    }
                }
                Ok(Event::Text(text)) => self.text(&text.into_inner()),
                Ok(Event::CData(text)) => self.text(&text.into_inner()),
                Ok(Event::GeneralRef(entity)) => self.entity(&entity),
                Ok(Event::Eof) => {
                    if self.open.len() > 1 {
                        self.tree.broken = Some(Broken::Damaged);
                    }
                    break;
                }
                Ok(_) => {}
                Err(_) => {
                    self.tree.broken = Some(Broken::Damaged);
                    break;
                }
            }
        }
        Ok(self.tree)
    }

    /// Where a piece of the source stands in it.
    fn piece(&self, text: &str) -> Piece {
        let start = (text.as_ptr() as usize).wrapping_sub(self.tree.source.as_ptr() as usize);
        match (u32::try_from(start), u32::try_from(text.len())) {
            (Ok(start), Ok(length)) if start as usize <= self.tree.source.len() => Piece { start, length },
            _ => Piece::EMPTY,
        }
    }

    fn element(&mut self, start: &BytesStart<'_>) -> u32 {
        let name = self.piece(start.local_name().into_inner());
        let first = self.tree.attributes.len() as u32;
        // A tag with very many attributes must not cost more than its length: no duplicate check.
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.local_name();
            let pair = (self.piece(key.into_inner()), self.piece(&attribute.value));
            self.tree.attributes.push(pair);
            if self.tree.attributes.len() > MAX_ATTRIBUTES {
                break;
            }
        }
        self.append(Kind::Element, name, first)
    }

    fn text(&mut self, text: &str) {
        let piece = self.piece(text);
        if piece.length > 0 {
            self.append(Kind::Text, piece, self.tree.attributes.len() as u32);
        }
    }

    /// Character references and the five entities of XML; others stay as they are written.
    fn entity(&mut self, entity: &quick_xml::events::BytesRef<'_>) {
        let references = &mut self.tree.references;
        let start = references.len();
        match entity.resolve_char_ref() {
            Ok(Some(c)) => references.push(c),
            _ => match &**entity {
                "amp" => references.push('&'),
                "lt" => references.push('<'),
                "gt" => references.push('>'),
                "quot" => references.push('"'),
                "apos" => references.push('\''),
                other => {
                    references.push('&');
                    references.push_str(other);
                    references.push(';');
                }
            },
        }
        let piece = Piece {
            start: start as u32,
            length: (references.len() - start) as u32,
        };
        self.append(Kind::Reference, piece, self.tree.attributes.len() as u32);
    }

    fn append(&mut self, kind: Kind, piece: Piece, attributes: u32) -> u32 {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            kind,
            piece,
            attributes,
            first_child: NONE,
            next: NONE,
        });
        if let Some((parent, last)) = self.open.last_mut() {
            if *last == NONE {
                self.tree.nodes[*parent as usize].first_child = index;
            } else {
                self.tree.nodes[*last as usize].next = index;
            }
            *last = index;
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_references_are_read() {
        let tree = Tree::parse("<w:a x:v='1 &amp; 2'><b/>t&#x1EA1;&lt;<![CDATA[<c>]]></w:a>", 10).unwrap();
        let root = tree.root().unwrap();
        assert_eq!(root.name(), "a");
        assert_eq!(root.attribute("v").as_deref(), Some("1 & 2"));
        assert!(root.child("b").is_some());
        assert_eq!(root.text(), "tạ<<c>");
        assert_eq!(tree.broken, None);
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let xml = "<!DOCTYPE a [<!ENTITY x 'xxxxxxxx'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>";
        assert_eq!(Tree::parse(xml, 10).unwrap().root().unwrap().text(), "&y;");
    }

    #[test]
    fn a_broken_part_keeps_what_stood_before() {
        let tree = Tree::parse("<a><b>text</b><c", 10).unwrap();
        assert_eq!(tree.broken, Some(Broken::Damaged));
        assert_eq!(tree.root().unwrap().text(), "text");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let xml = "<a>".repeat(100_000);
        assert!(matches!(Tree::parse(&xml, 200), Err(ReadError::TooDeep { limit: 200 })));
    }
}
