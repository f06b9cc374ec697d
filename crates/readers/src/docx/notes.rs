//! Footnotes and endnotes: their texts, and the labels of their marks.

use super::label;
use super::styles::number;
use crate::xml::{Element, Tree};
use std::collections::HashMap;

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

/// The notes of a document.
#[derive(Default)]
pub(super) struct Notes<'t, 'a> {
    bodies: HashMap<(NoteKind, String), Element<'t, 'a>>,
    formats: [String; 2],
    next: [i32; 2],
    /// Notes in the order of their marks; marks point here until blocks have their places.
    pub(super) used: Vec<UsedNote<'t, 'a>>,
}

/// A note that a mark in the text points to.
#[derive(Clone)]
pub(super) struct UsedNote<'t, 'a> {
    pub(super) label: String,
    pub(super) body: Option<Element<'t, 'a>>,
}

impl<'t, 'a> Notes<'t, 'a> {
    /// Reads both parts; the number formats stand in the properties of the last section.
    pub(super) fn read(foot: &'t Tree<'a>, end: &'t Tree<'a>, body: Element<'_, '_>) -> Self {
        let mut out = Self {
            formats: ["decimal".into(), "lowerRoman".into()],
            next: [1, 1],
            ..Self::default()
        };
        for (kind, tree) in [(NoteKind::Foot, foot), (NoteKind::End, end)] {
            for e in tree.root().into_iter().flat_map(Element::elements) {
                let kind_name = e.attribute("type");
                if matches!(kind_name.as_deref(), None | Some("normal"))
                    && let Some(id) = e.attribute("id")
                {
                    out.bodies.insert((kind, id.to_string()), e);
                }
            }
        }
        let section = body.child("sectPr");
        for (i, name) in ["footnotePr", "endnotePr"].iter().enumerate() {
            let Some(props) = section.and_then(|s| s.child(name)) else {
                continue;
            };
            if let Some(format) = props.child("numFmt").and_then(Element::val) {
                out.formats[i] = format.to_string();
            }
            if let Some(start) = props.child("numStart").and_then(number) {
                out.next[i] = start;
            }
        }
        out
    }

    /// Registers a mark and returns its label and its place in [`Notes::used`].
    pub(super) fn mark(&mut self, kind: NoteKind, id: &str, own_label: Option<String>) -> (String, usize) {
        let i = usize::from(kind == NoteKind::End);
        let label = own_label.unwrap_or_else(|| {
            let value = self.next[i];
            self.next[i] = value.saturating_add(1);
            label::format(value, &self.formats[i])
        });
        let body = self.bodies.get(&(kind, id.to_string())).copied();
        self.used.push(UsedNote {
            label: label.clone(),
            body,
        });
        (label, self.used.len() - 1)
    }
}
