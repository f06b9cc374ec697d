//! Limitations that no heading announces, but a sentence: "Tuy nhiên vẫn còn một số tồn tại, hạn chế như: …; …".

use crate::flow::{Para, ParaKind};
use tonghop_model::reading::Statement;
use tonghop_text::fold;

/// Words between "còn" and the colon at most.
const WORDS_MAX: usize = 24;
/// Words of a statement at least.
const STATEMENT_MIN: usize = 3;
const WHAT: [&str; 6] = ["ton tai", "han che", "kho khan", "vuong mac", "bat cap", "yeu kem"];

/// The statements behind the first such sentence, each up to its semicolon; without semicolons each sentence is one.
pub(super) fn limitations(paras: &[Para]) -> Vec<Statement> {
    let body = paras.iter().filter(|para| para.kind == ParaKind::Body);
    let lists = body.filter_map(|para| announced(&para.text).map(|at| statements(para, at)));
    lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// The byte behind the colon of a sentence that announces limitations.
fn announced(text: &str) -> Option<usize> {
    text.match_indices(':').map(|(at, _)| at).find_map(|at| {
        let start = text[..at].rfind(['.', '!', '?', ';', ':']).map_or(0, |end| end + 1);
        let lead = fold(&text[start..at]);
        let words: Vec<&str> = lead.split_whitespace().collect();
        let still = words.iter().rposition(|word| *word == "con")?;
        let rest = words[still..].join(" ");
        let ends =
            ["nhu", "la", "sau"].iter().any(|end| words.last() == Some(end)) || WHAT.iter().any(|w| rest.ends_with(w));
        let named = WHAT.iter().any(|what| rest.contains(what));
        (named && ends && words.len() - still <= WORDS_MAX).then_some(at + 1)
    })
}

fn statements(para: &Para, from: usize) -> Vec<Statement> {
    let rest = &para.text[from..];
    let separator = if rest.contains(';') { ";" } else { ". " };
    let mut at = from;
    let mut found = Vec::new();
    for piece in rest.split_inclusive(separator) {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len();
        let text = piece.trim().trim_end_matches(';').trim_end();
        if text.split_whitespace().count() >= STATEMENT_MIN {
            found.push(Statement {
                text: text.to_owned(),
                span: para.span_of_bytes(start, start + text.len()),
                addressee: None,
            });
        }
    }
    found
}
