//! Which type of document was read, and whether it reports.

use tonghop_catalogue::Catalogue;
use tonghop_model::reading::{PassageKind, Reading, StatusClass, Understood};
use tonghop_text::fold;

/// The type stands above the title; nothing below this many passages is looked at.
const HEAD_PASSAGES: usize = 30;
/// So many rows with a status make a filled annex, whatever the document calls itself.
const FILLED_ROWS: usize = 3;

/// What a document is, as far as it says so itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A report, or a document that does what a report does.
    Report,
    /// Another type of document: its Vietnamese name, "Kế hoạch".
    Other(String),
    /// An official letter that asks many units, or tells something.
    Letter,
    /// It does not say.
    Unknown,
}

/// The kind of a document: its type above the title and in its symbol (Nghị định 30/2020/NĐ-CP, Annex III), unless a filled
/// annex shows that it reports.
pub(crate) fn kind(understood: &Understood, catalogue: &Catalogue) -> Kind {
    let reading = &understood.reading;
    let printed = printed_type(understood, catalogue);
    let symbol = reading
        .header
        .number
        .as_deref()
        .map_or(Symbol::None, |n| symbol(n, catalogue));
    let names: Vec<&str> = [printed.as_deref(), symbol.name()].into_iter().flatten().collect();
    if names.iter().any(|n| fold(n) == "bao cao") || has_filled_annex(reading) {
        return Kind::Report;
    }
    let is_letter = |name: &&str| fold(name) == "cong van";
    match (names.first(), &symbol) {
        (Some(name), _) if !is_letter(name) => Kind::Other((*name).to_owned()),
        (Some(_), _) | (None, Symbol::Body) if !answers(reading) => Kind::Letter,
        (Some(_), _) | (None, Symbol::Body) => Kind::Report,
        _ if is_annex_alone(understood) => Kind::Other(ANNEX.to_owned()),
        _ => Kind::Unknown,
    }
}

/// What an annex calls itself.
const ANNEX: &str = "Phụ lục";
/// Words of a line that is nothing but such a name: "Phụ lục II".
const ANNEX_WORDS: usize = 4;

/// True for a file that begins with the name of an annex and whose title promises no result: procedures, forms, lists.
fn is_annex_alone(understood: &Understood) -> bool {
    let title = understood.reading.header.title.as_deref().map(fold).unwrap_or_default();
    let reports = ["bao cao", "ket qua", "tinh hinh", "tong hop", "danh gia"];
    let first = understood.passages.first().map(|p| fold(&p.text)).unwrap_or_default();
    let named = first.starts_with(&fold(ANNEX)) && first.split_whitespace().count() <= ANNEX_WORDS;
    named && !title.is_empty() && !reports.iter().any(|word| title.contains(word))
}

/// What the symbol of a document says.
enum Symbol {
    /// A type: `447/KH-UBND`.
    Type(String),
    /// No type but the body that sends it, as letters have: `1021/SKHCN-CĐS`.
    Body,
    /// There is none, or it says nothing.
    None,
}

impl Symbol {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Type(name) => Some(name),
            Self::Body | Self::None => None,
        }
    }
}

/// `447/KH-UBND`, `12/2024/QĐ-UBND`, `…/BC-UBND`, `1021/SKHCN-CĐS`.
fn symbol(number: &str, catalogue: &Catalogue) -> Symbol {
    let Some((_, symbol)) = number.rsplit_once('/') else {
        return Symbol::None;
    };
    let Some((first, rest)) = symbol.split_once(['-', '–']) else {
        return Symbol::None;
    };
    let first = first.trim();
    match catalogue.document_type(first) {
        Some(found) => Symbol::Type(found.name.clone()),
        None if first.chars().count() >= 2 && !rest.trim().is_empty() => Symbol::Body,
        None => Symbol::None,
    }
}

/// The type that stands in capitals at the start of a passage above the first heading: "KẾ HOẠCH", "BÁO CÁO Kết quả …".
fn printed_type(understood: &Understood, catalogue: &Catalogue) -> Option<String> {
    let head = understood.passages.iter().take(HEAD_PASSAGES);
    head.take_while(|p| p.kind != PassageKind::Heading && p.place == "narrative")
        .find_map(|p| leading_type(&p.text, catalogue))
}

fn leading_type(text: &str, catalogue: &Catalogue) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    // Names of types have one to three words.
    let heads = (1..=words.len()).rev().map(|n| words[..n].join(" "));
    heads
        .filter(|head| head.chars().all(|c| !c.is_lowercase()))
        .find_map(|head| {
            let word = head.trim_end_matches([':', '.']);
            catalogue.document_type(word).filter(|t| is_name(&t.name, word))
        })
        .map(|t| t.name.clone())
}

/// True where the word is the type's name and not its abbreviation: "QĐ" on a line of its own is no title.
fn is_name(name: &str, word: &str) -> bool {
    fold(name) == fold(word)
}

fn has_filled_annex(reading: &Reading) -> bool {
    let filled = reading
        .tasks
        .iter()
        .filter(|t| t.status_class != StatusClass::NotReported && !t.status.trim().is_empty());
    filled.take(FILLED_ROWS).count() == FILLED_ROWS
}

/// True for a letter by which a unit reports: its subject says so and it does not turn to many ("các xã, phường").
fn answers(reading: &Reading) -> bool {
    let header = &reading.header;
    let subject = header.title.as_deref().map(fold).unwrap_or_default();
    let subject = subject
        .trim_start_matches("v/v")
        .trim_start_matches("ve viec")
        .trim_start();
    let reports = ["bao cao", "ket qua", "tinh hinh", "gui bao cao", "tong hop bao cao"];
    let to_many = header.addressee.as_deref().is_some_and(|a| {
        let folded = fold(a);
        folded.split(|c: char| !c.is_alphanumeric()).any(|w| w == "cac")
    });
    reports.iter().any(|r| subject.starts_with(r)) && !to_many
}
