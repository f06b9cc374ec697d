//! The signature fields of the form.

use super::{catalogue, dictionaries, name, string};
use crate::report::{Claimed, Stamp};
use crate::time::Time;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Number, ObjRef, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of one form that are looked at, at most.
const MAX_FIELDS: usize = 20_000;
/// Fields inside fields, at most.
const MAX_DEPTH: usize = 32;

/// A signature field.
pub(crate) struct Field<'a> {
    pub(crate) name: String,
    /// The signature; none where nobody signed.
    pub(crate) value: Option<Dict<'a>>,
    pub(crate) stamp: Option<Stamp>,
}

type Id = (u32, i32);

pub(crate) const fn id(reference: ObjRef) -> Id {
    (reference.obj_number, reference.gen_number)
}

/// All signature fields in the order of the form.
pub(crate) fn all(pdf: &Pdf) -> Vec<Field<'_>> {
    let Some(form) = catalogue(pdf).and_then(|c| c.get::<Dict<'_>>("AcroForm")) else {
        return Vec::new();
    };
    let mut walk = Walk {
        pdf,
        pages: annotation_pages(pdf),
        seen: BTreeSet::new(),
        found: Vec::new(),
        left: MAX_FIELDS,
    };
    for (reference, field) in dictionaries(pdf, &form, "Fields", MAX_FIELDS) {
        walk.take(reference, &field, &Inherited::default(), 0);
    }
    walk.found
}

struct Walk<'a> {
    pdf: &'a Pdf,
    pages: BTreeMap<Id, u32>,
    seen: BTreeSet<Id>,
    found: Vec<Field<'a>>,
    left: usize,
}

/// What a field takes over from the fields above.
#[derive(Clone, Default)]
struct Inherited<'a> {
    name: String,
    kind: Option<String>,
    value: Option<Dict<'a>>,
}

impl<'a> Walk<'a> {
    fn take(&mut self, reference: Option<ObjRef>, field: &Dict<'a>, above: &Inherited<'a>, depth: usize) {
        let fresh = reference.is_none_or(|r| self.seen.insert(id(r)));
        if depth > MAX_DEPTH || self.left == 0 || !fresh {
            return;
        }
        self.left -= 1;
        let partial = string(field, "T").unwrap_or_default();
        let here = Inherited {
            name: join(&above.name, &partial),
            kind: name(field, "FT").or_else(|| above.kind.clone()),
            value: field.get::<Dict<'a>>("V").or_else(|| above.value.clone()),
        };
        let kids = dictionaries(self.pdf, field, "Kids", MAX_FIELDS);
        // Kids without a name of their own are only the places where this field shows.
        let is_terminal = kids.iter().all(|(_, kid)| !kid.contains_key("T"));
        if !is_terminal || here.kind.as_deref() != Some("Sig") {
            for (reference, kid) in kids {
                self.take(reference, &kid, &here, depth + 1);
            }
            return;
        }
        let own = self.stamp(reference, field);
        let stamp = own.or_else(|| kids.iter().find_map(|(r, kid)| self.stamp(*r, kid)));
        self.found.push(Field {
            name: here.name,
            value: here.value,
            stamp,
        });
    }

    fn stamp(&self, reference: Option<ObjRef>, widget: &Dict<'a>) -> Option<Stamp> {
        let rect = widget.get::<Rect>("Rect")?;
        let rectangle = [rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32];
        let hidden = widget.get::<Number>("F").is_some_and(|f| f.as_i64() & 0b10_0010 != 0);
        let page = self.pages.get(&id(reference?)).copied()?;
        let visible = !hidden && (rectangle[0] - rectangle[2]).abs() > 0.5 && (rectangle[1] - rectangle[3]).abs() > 0.5;
        visible.then_some(Stamp { page, rectangle })
    }
}

fn join(above: &str, partial: &str) -> String {
    match (above, partial) {
        ("", name) | (name, "") => name.to_string(),
        (above, partial) => format!("{above}.{partial}"),
    }
}

/// Page from 1 of each annotation.
fn annotation_pages(pdf: &Pdf) -> BTreeMap<Id, u32> {
    let mut pages = BTreeMap::new();
    for (number, page) in (1u32..).zip(pdf.pages().iter()) {
        let array = page.raw().get::<hayro_syntax::object::Array<'_>>("Annots");
        for item in array.into_iter().flat_map(|a| a.raw_iter()).take(MAX_FIELDS) {
            if let Some(reference) = item.as_obj_ref() {
                pages.entry(id(reference)).or_insert(number);
            }
        }
    }
    pages
}

/// What the dictionary of a signature says.
pub(crate) fn claimed(value: &Dict<'_>) -> Claimed {
    let program = value
        .get::<Dict<'_>>("Prop_Build")
        .and_then(|b| b.get::<Dict<'_>>("App"));
    let program = program.and_then(|app| name(&app, "Name").or_else(|| string(&app, "Name")));
    Claimed {
        name: string(value, "Name"),
        reason: string(value, "Reason"),
        location: string(value, "Location"),
        contact: string(value, "ContactInfo"),
        program: program.map(|p| crate::name::clean(&p)).filter(|p| !p.is_empty()),
        time: string(value, "M").and_then(|text| Time::from_pdf(&text)),
    }
}

/// For a certifying signature, the changes that its author allows; 2 where it does not say (ISO 32000-2, table 257).
pub(crate) fn permission(pdf: &Pdf, value: &Dict<'_>) -> Option<u8> {
    let references = dictionaries(pdf, value, "Reference", 16);
    let reference = references
        .iter()
        .find(|(_, r)| name(r, "TransformMethod").as_deref() == Some("DocMDP"));
    let (_, reference) = reference?;
    let params = reference.get::<Dict<'_>>("TransformParams");
    let level = params.and_then(|p| p.get::<Number>("P")).map_or(2, |p| p.as_i64());
    Some(level.clamp(1, 3) as u8)
}
