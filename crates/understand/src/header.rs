//! The header block, title, request, recipients and signature (Nghị định 30/2020/NĐ-CP, Annex I).

mod addressee;
mod date;
mod dateline;
mod folded;
mod foot;
mod issuer;
mod mentions;
mod period;
mod province;
mod recipients;
mod request;
mod rows;
mod signature;

use crate::flow::Para;
use rows::Anatomy;
use std::collections::HashSet;
use tonghop_catalogue::Catalogue;
use tonghop_model::official::DateLine;
use tonghop_model::printed::PrintedHead;
use tonghop_model::reading::{Header, Request, Section};
use tonghop_text::{fold, squash_space};

/// What the document says about itself, and how it prints that.
#[derive(Debug, Default)]
pub struct Found {
    /// The header.
    pub header: Header,
    /// The head as printed.
    pub head: PrintedHead,
    /// Paragraphs that hold nothing but recipients and signature.
    pub foot: HashSet<usize>,
}

/// What the document says about itself.
///
/// `file_year` helps only to choose between units of one name where the document bears no date; the
/// header itself never invents a date.
#[must_use]
pub fn find(paras: &[Para], sections: &[Section], file_year: Option<i32>, catalogue: &Catalogue) -> Found {
    let anatomy = rows::anatomy(paras, sections);
    let mut line = dateline::find(&anatomy.head, &anatomy.opening);
    if let Some(named) = anatomy.named {
        let (number, date) = request::own(named);
        line.number = line.number.or(number);
        line.date = line.date.or(date);
    }
    let title = title(&anatomy).or_else(|| title_of_annex(paras));
    let opening = opening_texts(&anatomy, paras);
    let request = request(&opening).filter(|_| !anatomy.kind.is_some_and(decides));
    let mut issuer = issuer::find(&anatomy, paras, line.place.as_deref());
    let closing: Vec<&str> = closing_texts(&anatomy, paras);
    let mut header = Header {
        number: line.number,
        place: line.place,
        date: line.date.and_then(date::Date::iso),
        period: period::find(title.as_deref().unwrap_or_default(), &opening),
        addressee: addressee::find(&anatomy.opening).or_else(|| addressee::of_closing(&closing)),
        recipients: recipients::find(&anatomy.tail),
        signature: signature::find(&anatomy.tail),
        title,
        request,
        ..Header::default()
    };
    header.programme = programme(&header, &anatomy, catalogue);
    let date = header
        .date
        .clone()
        .or_else(|| header.request.as_ref()?.date.clone())
        .or_else(|| file_year.map(|y| y.to_string()));
    if let Some(issuer) = &mut issuer {
        issuer::correct(issuer, paras, date.as_deref(), catalogue);
    }
    header.province = province::find(&issuer, &header, paras, date.as_deref(), catalogue);
    let mut head = PrintedHead {
        kind: anatomy
            .kind
            .zip(anatomy.qualifier)
            .map(|(kind, qualifier)| format!("{kind} {qualifier}")),
        date: line.date.map(DateLine::from).unwrap_or_default(),
        ..PrintedHead::default()
    };
    if let Some(issuer) = issuer {
        header.issuer = Some(issuer.name);
        header.issuer_level = issuer.level;
        (head.issuer, head.superior) = (issuer.printed, issuer.superior);
    }
    let foot = foot::paragraphs(&anatomy.tail, &header.recipients, &header.signature);
    Found { header, head, foot }
}

/// The rows of the title as one line; of an official letter, its "V/v …".
fn title(anatomy: &Anatomy<'_>) -> Option<String> {
    let joined = squash_space(&anatomy.title.join(" "));
    let clean = joined.trim_end_matches(['.', '*', ' ']);
    if !clean.is_empty() {
        return Some(clean.to_owned());
    }
    let at = anatomy.head.iter().position(|r| {
        let folded = fold(r.text);
        folded.starts_with("v/v") || folded.starts_with("ve viec")
    })?;
    let text = anatomy.head[at..]
        .iter()
        .enumerate()
        .take_while(|(i, r)| *i == 0 || continues_subject(r.text));
    Some(squash_space(&text.map(|(_, r)| r.text).collect::<Vec<_>>().join(" ")))
}

/// The title of a file that is an annex alone: what stands in capitals below "Phụ lục".
fn title_of_annex(paras: &[Para]) -> Option<String> {
    const ROWS_MAX: usize = 4;
    const WORDS_MAX: usize = 4;
    let (first, below) = paras.split_first()?;
    let capitals = |p: &&Para| p.text.chars().any(char::is_uppercase) && !p.text.chars().any(char::is_lowercase);
    let named = crate::outline::title::is_annex(&first.text) && first.text.split_whitespace().count() <= WORDS_MAX;
    let rows = below
        .iter()
        .take(ROWS_MAX)
        .take_while(capitals)
        .map(|p| p.text.as_str());
    let title = squash_space(&rows.collect::<Vec<_>>().join(" "));
    (named && !title.is_empty()).then_some(title)
}

fn continues_subject(row: &str) -> bool {
    let folded = fold(row);
    row.len() < 90
        && !folded.contains("ngay ")
        && !folded.starts_with("kinh gui")
        && !folded.starts_with("cong hoa")
        && !folded.starts_with("doc lap")
}

/// The paragraphs between the title and the first section.
fn opening_texts<'a>(anatomy: &Anatomy<'_>, paras: &'a [Para]) -> Vec<&'a str> {
    let mut at: Vec<(usize, &'a str)> = Vec::new();
    for row in &anatomy.opening {
        if at.last().is_none_or(|(p, _)| *p != row.para) {
            at.extend(paras.get(row.para).map(|p| (row.para, from_row(&p.text, row.text))));
        }
    }
    at.into_iter().take(8).map(|(_, text)| text).collect()
}

/// The text of a paragraph from one of its rows on: the rows of the title may stand in the same paragraph.
fn from_row<'a>(text: &'a str, row: &str) -> &'a str {
    text.find(row).map_or(text, |at| &text[at..])
}

/// The request in the first sentence, whose lines may have come as several paragraphs.
fn request(opening: &[&str]) -> Option<Request> {
    (0..opening.len()).find_map(|i| {
        let mut text = opening[i].to_owned();
        for more in &opening[i + 1..] {
            if text.ends_with(['.', ':']) || text.len() > 4_000 {
                break;
            }
            text.push_str(if is_clause_apart(&text, more) { "; " } else { " " });
            text.push_str(more);
        }
        request::find(&text)
    })
}

/// True where a paragraph that bears no mark at its end ended all the same: the next one names a ground or who reports.
fn is_clause_apart(text: &str, next: &str) -> bool {
    const OPENERS: [&str; 5] = ["Căn cứ ", "Thực hiện ", "Ủy ban nhân dân ", "UBND ", "Đảng ủy "];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let ended = last.ends_with(char::is_alphanumeric) && !matches!(last, "của" | "và" | "do" | "tại" | "với" | "gửi");
    ended && OPENERS.iter().any(|opener| next.starts_with(opener))
}

/// True for documents that rest on others and answer none.
fn decides(kind: &str) -> bool {
    ["quyet dinh", "nghi quyet", "thong tu", "nghi dinh", "chi thi"].contains(&fold(kind).trim())
}

/// The paragraphs before the list of recipients.
fn closing_texts<'a>(anatomy: &Anatomy<'_>, paras: &'a [Para]) -> Vec<&'a str> {
    let before = anatomy
        .tail
        .iter()
        .take_while(|r| !crate::outline::title::is_recipients(r.text));
    let mut at: Vec<usize> = before.map(|r| r.para).collect();
    at.dedup();
    at.into_iter()
        .filter_map(|p| paras.get(p))
        .map(|p| p.text.as_str())
        .collect()
}

/// The programme that the document is about: by the decision's number or by the programme's name in
/// the title, in the subject of the request or in the title of an annex.
fn programme(header: &Header, anatomy: &Anatomy<'_>, catalogue: &Catalogue) -> Option<String> {
    let subject = header.request.as_ref().and_then(|r| r.subject.as_deref());
    let texts = header
        .title
        .as_deref()
        .into_iter()
        .chain(subject)
        .chain(anatomy.annexes.iter().map(String::as_str));
    for text in texts {
        let folded = fold(text);
        let tight: String = folded.split_whitespace().collect();
        let about = catalogue.programmes.iter().find(|p| {
            let decision: String = fold(&p.decision).split_whitespace().collect();
            let named = tight
                .match_indices(&decision)
                .any(|(i, _)| !tight[..i].ends_with(|c: char| c.is_ascii_digit()));
            named && !decision.is_empty() || p.phrases.iter().any(|phrase| folded.contains(&fold(phrase)))
        });
        if let Some(programme) = about {
            return Some(programme.decision.clone());
        }
    }
    None
}

#[cfg(test)]
mod tests;
