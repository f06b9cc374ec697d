//! What later revisions changed in the document as it was signed.
//!
//! Both revisions are opened and compared from the catalogue down, object by object, so that only what a reader
//! can come to counts. Signatures, their fields and stamps, and data for checking them may be added. Signing programs
//! store the stamps of earlier signatures anew; such a stamp is compared by what it shows.

use super::fields::id;
use super::{catalogue, dictionaries, guard, name, resolve, string};
use crate::report::{Change, ChangeKind};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of objects that are compared, at most; beyond that nothing is said.
const MAX_PAIRS: usize = 3_000_000;
/// Changes that are listed, at most.
const MAX_CHANGES: usize = 200;
const MAX_ITEMS: usize = 50_000;
/// All stamps that are compared unpack to at most that many bytes.
const MAX_UNPACKED: u64 = 64 << 20;
/// How a stream is stored, which says nothing about what it shows.
const STORAGE: [&str; 3] = ["Length", "Filter", "DecodeParms"];

type Id = (u32, i32);
type Item<'a> = Option<MaybeRef<Object<'a>>>;
type Annotations<'a> = BTreeMap<Key, Dict<'a>>;

/// How an annotation or field is found again: by its number, else by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Id),
    Place(usize),
}

/// Compares the signed revision with the file as it is now.
pub(crate) fn between(signed: &Pdf, now: &Pdf) -> Vec<Change> {
    let (Some(before), Some(after)) = (catalogue(signed), catalogue(now)) else {
        return vec![change(ChangeKind::Unknown, None, None)];
    };
    let mut comparison = Comparison {
        signed,
        now,
        left: MAX_PAIRS,
        equal: BTreeSet::new(),
        unpack: None,
        found: BTreeSet::new(),
    };
    comparison.catalogues(&before, &after);
    comparison.pages();
    if comparison.left == 0 {
        comparison.note(ChangeKind::Unknown, None, None);
    }
    comparison.found.into_iter().take(MAX_CHANGES).collect()
}

const fn is_harmless(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::Signature
            | ChangeKind::TimeStamp
            | ChangeKind::SignatureField
            | ChangeKind::ValidationData
            | ChangeKind::Metadata
            | ChangeKind::Technical
    )
}

fn change(kind: ChangeKind, page: Option<u32>, name: Option<String>) -> Change {
    Change {
        kind,
        page,
        name,
        harmless: is_harmless(kind),
    }
}

struct Comparison<'a> {
    signed: &'a Pdf,
    now: &'a Pdf,
    left: usize,
    /// Pairs of numbers known to lead to the same content.
    equal: BTreeSet<(Id, Id)>,
    /// Bytes that may still be unpacked, where streams are compared by what they hold and not by how it is stored.
    unpack: Option<u64>,
    found: BTreeSet<Change>,
}

impl<'a> Comparison<'a> {
    fn note(&mut self, kind: ChangeKind, page: Option<u32>, name: Option<String>) {
        self.found.insert(change(kind, page, name));
    }

    /// Keys whose values differ, of all keys but `except`.
    fn differing(&mut self, before: &Dict<'a>, after: &Dict<'a>, except: &[&str]) -> Vec<String> {
        let keys: BTreeSet<String> = before
            .keys()
            .chain(after.keys())
            .map(|k| k.as_str().to_string())
            .collect();
        let keys = keys.into_iter().filter(|k| !except.contains(&k.as_str()));
        keys.filter(|key| !self.same(before.get_raw(key), after.get_raw(key)))
            .collect()
    }

    fn catalogues(&mut self, before: &Dict<'a>, after: &Dict<'a>) {
        for key in self.differing(before, after, &["Pages", "AcroForm"]) {
            let kind = match key.as_str() {
                "DSS" => ChangeKind::ValidationData,
                "Metadata" => ChangeKind::Metadata,
                "Extensions" | "Version" | "Perms" | "Type" => ChangeKind::Technical,
                _ => ChangeKind::Document,
            };
            self.note(kind, None, (!is_harmless(kind)).then_some(key));
        }
        let (before, after) = (before.get::<Dict<'a>>("AcroForm"), after.get::<Dict<'a>>("AcroForm"));
        self.forms(&before.unwrap_or_else(Dict::empty), &after.unwrap_or_else(Dict::empty));
    }

    fn forms(&mut self, before: &Dict<'a>, after: &Dict<'a>) {
        for key in self.differing(before, after, &["Fields"]) {
            match key.as_str() {
                "XFA" => self.note(ChangeKind::FormChanged, None, Some(key)),
                _ => self.note(ChangeKind::Technical, None, None),
            }
        }
        let before = listed(self.signed, before, "Fields");
        let after = listed(self.now, after, "Fields");
        self.fields(&before, &after, 0);
    }

    fn fields(&mut self, before: &Annotations<'a>, after: &Annotations<'a>, depth: usize) {
        if depth > 32 {
            return self.note(ChangeKind::Unknown, None, None);
        }
        for (key, field) in after {
            match before.get(key) {
                None if is_signature_field(field) => self.signature_added(field),
                None => self.note(ChangeKind::FormChanged, None, string(field, "T")),
                Some(old) => self.field(old, field, depth),
            }
        }
        for (_, field) in before.iter().filter(|(key, _)| !after.contains_key(key)) {
            self.note(ChangeKind::FormChanged, None, string(field, "T"));
        }
    }

    fn field(&mut self, before: &Dict<'a>, after: &Dict<'a>, depth: usize) {
        let newly_signed = is_signature_field(after) && !before.contains_key("V");
        if newly_signed && after.contains_key("V") {
            self.signature_added(after);
        }
        let except: &[&str] = if newly_signed {
            &["Kids", "Parent", "P", "V", "AP", "M", "F", "MK", "DA", "AS", "Rect"]
        } else {
            &["Kids", "Parent", "P"]
        };
        let shown_alike = !newly_signed && is_signature_field(before) && self.shows_the_same(before, after);
        for key in self.differing(before, after, except) {
            if key == "AP" && shown_alike {
                // Noted with its page, where the stamp stands.
                continue;
            }
            let filled = matches!(key.as_str(), "V" | "AP" | "AS" | "M" | "I" | "RV") && !is_signature_field(before);
            let kind = if filled {
                ChangeKind::FormFilled
            } else {
                ChangeKind::FormChanged
            };
            self.note(kind, None, string(after, "T"));
        }
        let before = listed(self.signed, before, "Kids");
        let after = listed(self.now, after, "Kids");
        self.fields(&before, &after, depth + 1);
    }

    fn signature_added(&mut self, field: &Dict<'a>) {
        let kind = match field.get::<Dict<'a>>("V") {
            None => ChangeKind::SignatureField,
            Some(v) if name(&v, "SubFilter").as_deref() == Some("ETSI.RFC3161") => ChangeKind::TimeStamp,
            Some(_) => ChangeKind::Signature,
        };
        self.note(kind, None, string(field, "T"));
    }

    fn pages(&mut self) {
        let (before, after) = (self.signed.pages(), self.now.pages());
        if after.len() > before.len() {
            self.note(ChangeKind::PageAdded, Some(before.len() as u32 + 1), None);
        }
        if after.len() < before.len() {
            self.note(ChangeKind::PageRemoved, Some(after.len() as u32 + 1), None);
        }
        for (number, (old, new)) in (1u32..).zip(before.iter().zip(after.iter())) {
            self.page(number, old.raw(), new.raw());
        }
    }

    fn page(&mut self, number: u32, before: &Dict<'a>, after: &Dict<'a>) {
        for key in self.differing(before, after, &["Parent", "Annots"]) {
            let kind = match key.as_str() {
                "LastModified" | "PieceInfo" | "Tabs" | "Metadata" => ChangeKind::Technical,
                _ => ChangeKind::PageContent,
            };
            let page = (!is_harmless(kind)).then_some(number);
            self.note(kind, page, None);
        }
        self.page_parents(number, before, after);
        let old = listed(self.signed, before, "Annots");
        let new = listed(self.now, after, "Annots");
        self.annotations(number, &old, &new);
    }

    /// What a page takes over from the nodes above it: resources and sizes.
    fn page_parents(&mut self, number: u32, before: &Dict<'a>, after: &Dict<'a>) {
        let (mut before, mut after) = (before.get::<Dict<'a>>("Parent"), after.get::<Dict<'a>>("Parent"));
        for _ in 0..32 {
            let (Some(old), Some(new)) = (&before, &after) else {
                break;
            };
            if !self.differing(old, new, &["Parent", "Kids", "Count"]).is_empty() {
                self.note(ChangeKind::PageContent, Some(number), None);
            }
            let above = (old.get::<Dict<'a>>("Parent"), new.get::<Dict<'a>>("Parent"));
            (before, after) = above;
        }
        if before.is_some() != after.is_some() {
            self.note(ChangeKind::PageContent, Some(number), None);
        }
    }

    fn annotations(&mut self, page: u32, before: &Annotations<'a>, after: &Annotations<'a>) {
        for (key, new) in after {
            let widget = name(new, "Subtype").as_deref() == Some("Widget");
            match before.get(key) {
                // Fields are compared by the form, which knows the kind of each.
                None if widget && is_signature_field(new) => {}
                None if widget => self.note(ChangeKind::FormChanged, Some(page), string(new, "T")),
                None => self.note(ChangeKind::AnnotationAdded, Some(page), None),
                Some(old) if widget => self.widget(page, old, new),
                Some(old) => {
                    if !self.differing(old, new, &["Parent", "P"]).is_empty() {
                        self.note(ChangeKind::AnnotationChanged, Some(page), None);
                    }
                }
            }
        }
        if before.keys().any(|key| !after.contains_key(key)) {
            self.note(ChangeKind::AnnotationRemoved, Some(page), None);
        }
    }

    fn widget(&mut self, page: u32, before: &Dict<'a>, after: &Dict<'a>) {
        if self.differing(before, after, &["Parent", "P", "Kids"]).is_empty() {
            return;
        }
        if !is_signature_field(after) {
            return self.note(ChangeKind::FormFilled, Some(page), string(after, "T"));
        }
        // The stamp of a signature that was already there may not change any more.
        if inherited(before, "V").is_none() {
            return;
        }
        let only_stored_anew = self.differing(before, after, &["Parent", "P", "Kids", "AP"]).is_empty()
            && self.shows_the_same(before, after);
        let kind = if only_stored_anew {
            ChangeKind::StampRewritten
        } else {
            ChangeKind::AnnotationChanged
        };
        self.note(kind, Some(page), string(after, "T"));
    }

    /// Whether two stamps draw the same, however it is stored. No where that cannot be told.
    fn shows_the_same(&mut self, before: &Dict<'a>, after: &Dict<'a>) -> bool {
        // What is equal only after unpacking must not count as equal elsewhere.
        let equal = self.equal.clone();
        self.unpack = Some(MAX_UNPACKED);
        let same = self.same(before.get_raw("AP"), after.get_raw("AP"));
        self.unpack = None;
        self.equal = equal;
        same
    }

    fn same_stream(&mut self, old: &Stream<'a>, new: &Stream<'a>) -> bool {
        if old.raw_data() == new.raw_data() && self.unpack.is_none() {
            return true;
        }
        let Some(left) = self.unpack else { return false };
        let (Some(a), Some(b)) = (guard::unpacked(old, left), guard::unpacked(new, left)) else {
            // Pictures that only a decoder of pictures can open have to be stored alike.
            let alike = |key: &&str| old.dict().get::<Object<'a>>(*key) == new.dict().get::<Object<'a>>(*key);
            return old.raw_data() == new.raw_data() && STORAGE[1..].iter().all(alike);
        };
        self.unpack = Some(left.saturating_sub(a.max(b)));
        match (old.decoded_data(), new.decoded_data()) {
            (Ok(old), Ok(new)) => old == new,
            _ => false,
        }
    }

    /// Whether two items lead to the same content. Pages are compared by themselves.
    fn same(&mut self, before: Item<'a>, after: Item<'a>) -> bool {
        let mut open = vec![(before, after)];
        let mut assumed = Vec::new();
        while let Some((before, after)) = open.pop() {
            if self.left == 0 {
                return false;
            }
            self.left -= 1;
            let (old, new) = (self.look(self.signed, before), self.look(self.now, after));
            let (Some((old_id, old)), Some((new_id, new))) = (old, new) else {
                return false;
            };
            if let (Some(a), Some(b)) = (old_id, new_id) {
                let pair = (id(a), id(b));
                if self.equal.contains(&pair) {
                    continue;
                }
                assumed.push(pair);
                self.equal.insert(pair);
            }
            if !self.step(old, new, (old_id, new_id), &mut open) {
                // What was taken for equal on the way was not seen to the end.
                for pair in assumed {
                    self.equal.remove(&pair);
                }
                return false;
            }
        }
        true
    }

    /// The object behind an item; a missing one is null.
    fn look(&self, pdf: &'a Pdf, item: Item<'a>) -> Option<(Option<ObjRef>, Object<'a>)> {
        let null = Object::Null(hayro_syntax::object::Null);
        match item {
            None => Some((None, null)),
            Some(MaybeRef::Ref(reference)) => Some(resolve(pdf, MaybeRef::Ref(reference)).unwrap_or((None, null))),
            Some(item) => resolve(pdf, item),
        }
    }

    /// Compares one level and puts what lies below on the list.
    fn step(
        &mut self,
        old: Object<'a>,
        new: Object<'a>,
        ids: (Option<ObjRef>, Option<ObjRef>),
        open: &mut Vec<(Item<'a>, Item<'a>)>,
    ) -> bool {
        match (old, new) {
            (Object::Dict(old), Object::Dict(new)) => {
                if is_page_node(&old) && is_page_node(&new) {
                    return ids.0.map(id) == ids.1.map(id);
                }
                if self.are_roots(ids) {
                    // Signatures name the document as what they are about; it is compared by itself.
                    return true;
                }
                push_entries(&old, &new, &[], open)
            }
            (Object::Stream(old), Object::Stream(new)) => {
                let except: &[&str] = if self.unpack.is_some() { &STORAGE } else { &STORAGE[..1] };
                self.same_stream(&old, &new) && push_entries(old.dict(), new.dict(), except, open)
            }
            (Object::Array(old), Object::Array(new)) => push_items(&old, &new, open),
            (old, new) => old == new,
        }
    }

    /// Whether both are the catalogue of their revision.
    fn are_roots(&self, ids: (Option<ObjRef>, Option<ObjRef>)) -> bool {
        let is_root =
            |pdf: &Pdf, reference: Option<ObjRef>| reference.is_some_and(|r| pdf.xref().root_id() == r.into());
        is_root(self.signed, ids.0) && is_root(self.now, ids.1)
    }
}

fn push_entries<'a>(old: &Dict<'a>, new: &Dict<'a>, except: &[&str], open: &mut Vec<(Item<'a>, Item<'a>)>) -> bool {
    let keys: BTreeSet<Vec<u8>> = old.keys().chain(new.keys()).map(|k| k.to_vec()).collect();
    let keys = keys.into_iter().filter(|k| !except.iter().any(|e| e.as_bytes() == k));
    open.extend(keys.map(|key| (old.get_raw(&key), new.get_raw(&key))));
    true
}

fn push_items<'a>(old: &Array<'a>, new: &Array<'a>, open: &mut Vec<(Item<'a>, Item<'a>)>) -> bool {
    let (old, new): (Vec<_>, Vec<_>) = (old.raw_iter().collect(), new.raw_iter().collect());
    let same_length = old.len() == new.len();
    open.extend(old.into_iter().map(Some).zip(new.into_iter().map(Some)));
    same_length
}

fn is_page_node(dict: &Dict<'_>) -> bool {
    matches!(name(dict, "Type").as_deref(), Some("Page" | "Pages"))
}

/// The dictionaries of a list by number or place.
fn listed<'a>(pdf: &'a Pdf, dict: &Dict<'a>, key: &str) -> Annotations<'a> {
    let items = dictionaries(pdf, dict, key, MAX_ITEMS).into_iter().enumerate();
    items
        .map(|(place, (reference, dict))| (reference.map_or(Key::Place(place), |r| Key::Number(id(r))), dict))
        .collect()
}

/// A value of a field or of one above it.
fn inherited<'a>(field: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut at = field.clone();
    for _ in 0..32 {
        if let Some(value) = at.get::<Object<'a>>(key) {
            return Some(value);
        }
        at = at.get::<Dict<'a>>("Parent")?;
    }
    None
}

fn is_signature_field(field: &Dict<'_>) -> bool {
    matches!(inherited(field, "FT"), Some(Object::Name(n)) if n.as_str() == "Sig")
}
