//! Mentions of documents: type, number, date, issuer, subject.
//!
//! Every mention counts, also one inside another document's subject. A document that a footnote gives
//! is one mention: the footnote bears number and date, the sentence with the mark what it is about.

mod before;
mod kinds;
mod number;
mod scan;
mod title;

use crate::flow::{Para, ParaKind};
use crate::tokens::Tokens;
use crate::understand::PARAS_AT_ONCE;
use scan::Mention;
use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use tonghop_catalogue::Catalogue;
use tonghop_model::reading::Citation;

pub(crate) use kinds::Kinds;
pub(crate) use scan::mentions;

/// Mentions that are taken of one file; further ones are left out, and the caller says so. A report has a few dozen.
pub const MOST: usize = 50_000;
/// Mentions after which no further paragraph is looked through. Some of them are no citations of their own: what is left
/// shows that there were too many.
const LOOKED_AT: usize = 2 * MOST;

/// Every mention of a document in these paragraphs, in order, at most [`MOST`].
///
/// A table's header that is repeated on each page ("Phụ lục kèm theo Quyết định …") counts once.
#[must_use]
pub fn find<P: Borrow<Para>>(paras: &[P], catalogue: &Catalogue) -> Vec<Citation> {
    find_until(paras, catalogue, &|_| true, &|| false).unwrap_or_default()
}

/// Those of them that `counts` says are citations, given up after some paragraphs once `late` says so; `None` then.
#[must_use]
pub fn find_until<P: Borrow<Para>>(
    paras: &[P],
    catalogue: &Catalogue,
    counts: &dyn Fn(&Citation) -> bool,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Citation>> {
    let paras: Vec<&Para> = paras.iter().map(Borrow::borrow).collect();
    let kinds = Kinds::new(catalogue);
    let known = catalogue.derived(TaskMentions::new);
    let mut heads = HashSet::new();
    let mut found: Vec<Vec<Mention>> = Vec::with_capacity(paras.len());
    let mut count = 0;
    for (i, para) in paras.iter().enumerate() {
        if i % PARAS_AT_ONCE == 0 && late() {
            return None;
        }
        if count >= LOOKED_AT {
            break;
        }
        count += found.last().map_or(0, Vec::len);
        if let Some(mentions) = known.of(para, &kinds) {
            found.push(mentions.to_vec());
            continue;
        }
        let tokens = Tokens::of(para);
        let head = matches!(para.kind, ParaKind::Cell(..)) && tokens.any_phrase(0, &["phụ lục", "biểu"]).is_some();
        let repeated = head && !heads.insert(para.text.as_str());
        found.push(if repeated {
            Vec::new()
        } else {
            mentions(&tokens, &kinds, para.fixed_wording)
        });
    }
    found.resize_with(paras.len(), Vec::new);
    let links = footnote_links(&paras);
    take_subjects_from_sentences(&paras, &mut found, &links);
    drop_footnoted_titles(&paras, &mut found, &links);
    let all = paras
        .iter()
        .zip(&found)
        .flat_map(|(para, mentions)| mentions.iter().map(|m| citation(para, m)));
    Some(all.filter(counts).take(MOST).collect())
}

/// What the wordings of the catalogue's tasks mention: the same in every report that keeps to a template, so each is
/// looked through once.
struct TaskMentions(HashMap<String, OnceLock<Vec<Mention>>>);

impl TaskMentions {
    fn new(catalogue: &Catalogue) -> Self {
        let tasks = catalogue.templates.iter().flat_map(|t| &t.tasks);
        // As in the cell of a document: white space folded.
        let known = tasks.map(|t| (tonghop_text::squash_space(&t.title), OnceLock::new()));
        Self(known.collect())
    }

    /// Those of a paragraph that is the wording of a task, on one line.
    fn of(&self, para: &Para, kinds: &Kinds<'_>) -> Option<&[Mention]> {
        let plain = para.fixed_wording && para.line_starts.len() == 1 && !matches!(para.kind, ParaKind::Cell(..));
        let known = plain.then(|| self.0.get(&para.text)).flatten()?;
        Some(known.get_or_init(|| mentions(&Tokens::of(para), kinds, true)))
    }
}

fn citation(para: &Para, mention: &Mention) -> Citation {
    Citation {
        quote: para.text[mention.start..mention.end].to_owned(),
        kind: mention.kind.clone(),
        number: mention.number.clone(),
        date: mention.date.and_then(|d| d.iso()),
        issuer: mention.issuer.clone(),
        subject: mention.subject.clone(),
        span: para.span_of_bytes(mention.start, mention.end),
    }
}

/// Where a footnote's mark stands.
#[derive(Debug, Clone, Copy)]
struct Mark {
    para: usize,
    /// Byte in the paragraph's text.
    at: usize,
}

/// For each footnote (index of its paragraph) the mark that it explains.
///
/// Labels may start anew on each page: where a label has as many marks as texts they belong together
/// in order, else each text takes the nearest free mark, preferably before it.
fn footnote_links(paras: &[&Para]) -> HashMap<usize, Mark> {
    let mut marks: HashMap<&str, Vec<Mark>> = HashMap::new();
    let mut texts: Vec<(usize, &str)> = Vec::new();
    for (index, para) in paras.iter().enumerate() {
        for (at, label) in &para.notes {
            let at = para
                .text
                .char_indices()
                .nth(*at)
                .map_or(para.text.len(), |(byte, _)| byte);
            marks.entry(label).or_default().push(Mark { para: index, at });
        }
        if let ParaKind::Footnote(label) = &para.kind {
            texts.push((index, label));
        }
    }
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (_, label) in &texts {
        *count.entry(label).or_default() += 1;
    }
    let mut links = HashMap::new();
    for (index, label) in texts {
        let Some(list) = marks.get_mut(label).filter(|list| !list.is_empty()) else {
            continue;
        };
        let place = if list.len() == count.get(label).copied().unwrap_or(0) {
            0
        } else {
            list.iter().rposition(|m| m.para <= index).unwrap_or(0)
        };
        if let Some(n) = count.get_mut(label) {
            *n -= 1;
        }
        links.insert(index, list.remove(place));
    }
    links
}

/// A footnote that says only number and date is about what the sentence with its mark says.
fn take_subjects_from_sentences(paras: &[&Para], found: &mut [Vec<Mention>], links: &HashMap<usize, Mark>) {
    for (&index, mark) in links {
        for mention in found[index]
            .iter_mut()
            .filter(|m| m.subject.is_none() && m.number.is_some())
        {
            mention.subject = subject_before_mark(paras[mark.para], mark.at, &mention.kind);
        }
    }
}

/// The words before a footnote mark that name its document.
fn subject_before_mark(para: &Para, at: usize, kind: &str) -> Option<String> {
    let earlier_mark = para
        .notes
        .iter()
        .filter_map(|(n, _)| para.text.char_indices().nth(*n).map(|(byte, _)| byte))
        .filter(|&byte| byte < at)
        .max()
        .unwrap_or(0);
    let tokens = Tokens::new(&para.text[..at]);
    let from = tokens.at_byte(earlier_mark);
    let start = (from..tokens.len())
        .rev()
        .find(|&i| tokens.low(i) == ";" || tokens.ends_sentence(i))
        .map_or(from, |i| i + 1);
    let kind = Tokens::new(kind);
    let kind_words: Vec<&str> = (0..kind.len()).map(|i| kind.low(i)).collect();
    let phrase = kind_words.join(" ");
    let verbs = ["ban hành", "xây dựng", "phê duyệt"];
    let first = (start..tokens.len())
        .rev()
        .find_map(|i| tokens.phrase(i, &phrase).map(|n| i + n))
        .or_else(|| (start..tokens.len()).find_map(|i| tokens.any_phrase(i, &verbs).map(|n| i + n)))
        .or_else(|| (start..tokens.len()).find(|&i| tokens.phrase(i, "thành lập").is_some()))
        .unwrap_or(start);
    let subject = scan::clean(tokens.text.get(tokens.start(first)..)?);
    let subject = subject.strip_prefix("và ").unwrap_or(&subject).to_owned();
    (subject.split_whitespace().count() >= 2).then_some(subject)
}

/// A title that bears a footnote's mark is the footnote's document: no second mention.
fn drop_footnoted_titles(paras: &[&Para], found: &mut [Vec<Mention>], links: &HashMap<usize, Mark>) {
    for (&index, mark) in links {
        if !found[index].iter().any(|m| m.number.is_some()) {
            continue;
        }
        let text = &paras[mark.para].text;
        found[mark.para].retain(|m| {
            let clause = text[m.end..].find([';', '.']).map_or(text.len(), |n| m.end + n);
            m.number.is_some() || !(m.start..=clause).contains(&mark.at)
        });
    }
}

#[cfg(test)]
mod tests;
