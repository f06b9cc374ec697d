//! The tree that html5ever builds: an arena of elements and texts, no more.

use crate::{Limits, ReadError};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// Number of a node in [`Dom`].
pub(super) type Id = usize;

/// Separators between attributes of one tag; html5ever compares each attribute with all others.
const MAX_SEPARATORS: usize = 20_000;

/// One node; comments and the like are kept as empty texts.
pub(super) struct Node {
    name: Option<QualName>,
    text: String,
    attributes: Vec<Attribute>,
    children: Vec<Id>,
    parent: Option<Id>,
    depth: u32,
}

/// A parsed page.
#[derive(Default)]
pub(super) struct Dom {
    nodes: RefCell<Vec<Node>>,
    deepest: std::cell::Cell<u32>,
}

/// The finished tree.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Parses a page piece by piece, so that the limits can end it.
    pub(super) fn parse(source: &str, limits: &Limits) -> Result<Self, ReadError> {
        check_tags(source)?;
        let dom = Dom::default();
        dom.add(None, String::new(), Vec::new());
        let mut parser = parse_document(dom, Default::default());
        let mut rest = source;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(rest.len().min(16 << 10)));
            parser.process(StrTendril::from_slice(piece));
            rest = after;
            limits.check_time()?;
            if parser.tokenizer.sink.sink.deepest.get() > limits.depth {
                return Err(ReadError::TooDeep { limit: limits.depth });
            }
        }
        let dom = parser.finish();
        if dom.deepest.get() > limits.depth {
            return Err(ReadError::TooDeep { limit: limits.depth });
        }
        Ok(Self {
            nodes: dom.nodes.into_inner(),
        })
    }

    /// Children of a node; 0 is the document.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        self.nodes.get(id).map_or(&[], |n| &n.children)
    }

    /// Local name of an element, empty for text.
    pub(super) fn name(&self, id: Id) -> &str {
        self.nodes
            .get(id)
            .and_then(|n| n.name.as_ref())
            .map_or("", |n| &n.local)
    }

    /// Own text of a text node.
    pub(super) fn text(&self, id: Id) -> &str {
        self.nodes.get(id).map_or("", |n| &n.text)
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let node = self.nodes.get(id)?;
        node.attributes
            .iter()
            .find(|a| &*a.name.local == name)
            .map(|a| &*a.value)
    }

    /// All text below a node.
    pub(super) fn all_text(&self, id: Id) -> String {
        let mut out = String::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            out.push_str(self.text(id));
            stack.extend(self.children(id).iter().rev());
        }
        out
    }
}

/// Refuses tags with so many attributes that comparing them would take for ever.
fn check_tags(source: &str) -> Result<(), ReadError> {
    let mut bytes = source.bytes().peekable();
    while let Some(b) = bytes.next() {
        if b != b'<' || !bytes.peek().is_some_and(|n| n.is_ascii_alphabetic()) {
            continue;
        }
        let mut separators = 0;
        let mut quote = None;
        let mut before = b' ';
        for b in bytes.by_ref() {
            match quote {
                Some(q) if b == q => quote = None,
                Some(_) => {}
                None if b == b'>' => break,
                None if (b == b'"' || b == b'\'') && before == b'=' => quote = Some(b),
                None if b.is_ascii_whitespace() || b == b'/' || b == b'=' => {
                    separators += 1;
                    if separators > MAX_SEPARATORS {
                        return Err(ReadError::damaged("tag with too many attributes"));
                    }
                }
                None => {}
            }
            before = b;
        }
    }
    Ok(())
}

impl Dom {
    fn add(&self, name: Option<QualName>, text: String, attributes: Vec<Attribute>) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            name,
            text,
            attributes,
            children: Vec::new(),
            parent: None,
            depth: 0,
        });
        nodes.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            // Moves concern the youngest children as a rule.
            if let Some(at) = nodes[parent].children.iter().rposition(|c| *c == id) {
                nodes[parent].children.remove(at);
            }
        }
    }

    fn attach(&self, parent: Id, at: Option<usize>, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.unwrap_or(nodes[parent].children.len()).checked_sub(1);
                let neighbour = before.and_then(|i| nodes[parent].children.get(i).copied());
                if let Some(last) = neighbour
                    && nodes[last].name.is_none()
                {
                    nodes[last].text.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(None, text.to_string(), Vec::new())
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        nodes[id].parent = Some(parent);
        nodes[id].depth = depth;
        self.deepest.set(self.deepest.get().max(depth));
        let length = nodes[parent].children.len();
        nodes[parent].children.insert(at.unwrap_or(length).min(length), id);
    }

    fn place(&self, id: Id) -> Option<(Id, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[id].parent?;
        let at = nodes[parent].children.iter().rposition(|c| *c == id)?;
        Some((parent, at))
    }
}

impl TreeSink for Dom {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        // html5ever asks for elements only; others would get the name of nothing.
        Ref::map(self.nodes.borrow(), |nodes| {
            nodes[*target].name.as_ref().unwrap_or(&NO_NAME)
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.add(Some(name), String::new(), attributes)
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.add(None, String::new(), Vec::new())
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.add(None, String::new(), Vec::new())
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.attach(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        if let Some((parent, at)) = self.place(*sibling) {
            self.attach(parent, Some(at), child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let own = &mut nodes[*target].attributes;
        for attribute in attributes {
            if own.len() < 256 && !own.iter().any(|a| a.name == attribute.name) {
                own.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.attach(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}

static NO_NAME: QualName = QualName {
    prefix: None,
    ns: html5ever::ns!(),
    local: LocalName::pack_static(0),
};
