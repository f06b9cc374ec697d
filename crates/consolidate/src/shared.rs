//! Sentences that several units share.

use std::collections::{HashMap, HashSet};
use tonghop_model::consolidation::SharedPassage;
use tonghop_model::reading::{PassageKind, Span, Understood};
use tonghop_text::near::{NearOptions, Sketch, Wordings, near_duplicates};

use crate::submissions::Submissions;

/// Sentences with fewer words are shared without anyone copying.
const LEAST_WORDS: usize = 12;
/// Least share of runs of three words in common.
const ALIKE: f64 = 0.7;

/// Sentences that stand in the reports of two units or more, those of most units first. Wording of tasks, headings and
/// footnotes are no sentences of the unit's own.
pub fn shared(reports: &[&Understood], submissions: &Submissions) -> Vec<SharedPassage> {
    let mut sentences: Vec<(usize, Span, &str)> = Vec::new();
    for (report, understood) in reports.iter().enumerate() {
        let own = understood
            .passages
            .iter()
            .filter(|p| matches!(p.kind, PassageKind::Narrative | PassageKind::Result));
        for passage in own {
            push_sentences(report, &passage.text, passage.span, &mut sentences);
        }
    }
    // The tasks of a report, looked at once.
    let mut tasks: HashMap<usize, Wordings> = HashMap::new();
    let mut repeats_task = |report: usize, text: &str| {
        let titles = || reports[report].reading.tasks.iter().map(|t| t.title.as_str());
        let known = tasks.entry(report).or_insert_with(|| Wordings::of(titles()));
        known.has(text, &Sketch::of(text))
    };
    let texts: Vec<&str> = sentences.iter().map(|s| s.2).collect();
    let mut out: Vec<SharedPassage> = near_duplicates(
        &texts,
        NearOptions {
            threshold: ALIKE,
            least_words: LEAST_WORDS,
        },
    )
    .into_iter()
    .filter_map(|cluster| {
        let mut seen = HashSet::new();
        let members: Vec<_> = cluster
            .members
            .iter()
            .filter(|(at, _)| seen.insert(submissions.unit(sentences[*at].0)))
            .collect();
        let (first, _) = members.first()?;
        let (report, _, text) = sentences[*first];
        if members.len() < 2 || repeats_task(report, text) {
            return None;
        }
        let places = members
            .iter()
            .map(|(at, likeness)| (sentences[*at].0, sentences[*at].1, *likeness))
            .collect();
        Some(SharedPassage {
            text: text.to_owned(),
            places,
        })
    })
    .collect();
    out.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.text.cmp(&b.text)));
    out
}

/// Sentences of a text with their spans. A full stop ends one where a space and a capital letter follow.
fn push_sentences<'a>(report: usize, text: &'a str, span: Span, out: &mut Vec<(usize, Span, &'a str)>) {
    let (mut from, mut from_chars) = (0, 0);
    let mut previous = ['x'; 2];
    for (chars, (at, c)) in text.char_indices().enumerate() {
        let ends = matches!(previous[0], '.' | ';') && previous[1] == ' ' && c.is_uppercase();
        if ends {
            push(report, &text[from..at], span, from_chars, out);
            (from, from_chars) = (at, chars);
        }
        previous = [previous[1], c];
    }
    push(report, &text[from..], span, from_chars, out);
}

fn push<'a>(report: usize, sentence: &'a str, span: Span, skipped: usize, out: &mut Vec<(usize, Span, &'a str)>) {
    let sentence = sentence.trim_end();
    if sentence.split(' ').count() >= LEAST_WORDS {
        let start = span.start + skipped;
        out.push((
            report,
            Span {
                start,
                end: start + sentence.chars().count(),
                ..span
            },
            sentence,
        ));
    }
}
