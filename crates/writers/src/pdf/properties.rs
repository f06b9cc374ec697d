//! Properties of the file: title, author, edition, the one time that stands in it, bookmarks.

use krilla::metadata::{DateTime, Metadata, PageLayout, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use tonghop_messages::{Lang, Messages};
use tonghop_model::message::Arg;
use tonghop_model::official::{OfficialDocument, Title};

use super::body::Bookmark;
use super::tree::{LANGUAGE, shorten};

/// Name that the file gives as its producer.
const PRODUCER: &str = concat!("Tổng Hợp ", env!("CARGO_PKG_VERSION"));

/// Title of the file: the one of its properties, else type and abstract.
pub fn title(document: &OfficialDocument) -> String {
    let title = match &document.title {
        _ if !document.properties.title.trim().is_empty() => document.properties.title.clone(),
        Title::Named { kind, subject } => format!("{kind} {subject}"),
        Title::Letter { subject } => subject.clone(),
    };
    let title = shorten(title.trim());
    if title.is_empty() {
        document.symbol.clone()
    } else {
        title
    }
}

/// The properties in the file.
pub fn metadata(document: &OfficialDocument) -> Metadata {
    let properties = &document.properties;
    let mut keywords = Vec::new();
    if !properties.edition.is_empty() {
        keywords.push(format!("edition={}", shorten(&properties.edition)));
    }
    if !properties.as_of.is_empty() {
        keywords.push(format!("as-of={}", shorten(&properties.as_of)));
    }
    let mut title = title(document);
    if title.is_empty() {
        // PDF/UA asks for a title.
        title.push('–');
    }
    let metadata = Metadata::new()
        .title(title)
        .language(LANGUAGE.to_owned())
        .producer(PRODUCER.to_owned())
        .creator(PRODUCER.to_owned())
        .authors(
            vec![shorten(&document.issuer.join(" "))]
                .into_iter()
                .filter(|a| !a.is_empty())
                .collect(),
        )
        .keywords(keywords)
        .text_direction(TextDirection::LeftToRight)
        .page_layout(PageLayout::OneColumn)
        .document_id(format!(
            "{}\u{1F}{}\u{1F}{}",
            document.symbol, properties.title, properties.edition
        ));
    let metadata = match where_to_look(document) {
        Some(text) => metadata.description(text),
        None => metadata,
    };
    metadata.creation_date(time(&properties.as_of).unwrap_or_else(|| own_date(document)))
}

/// Where the sources of the figures are: a PDF shows the figures only.
fn where_to_look(document: &OfficialDocument) -> Option<String> {
    let edition = &document.properties.edition;
    (!edition.is_empty()).then(|| {
        let args = [("edition", Arg::Text(shorten(edition)))];
        Messages::new(Lang::Vi).word("official-source-look-up", &args)
    })
}

/// The date of the document, or a fixed one: the standard asks for a date, and the clock is not the data's.
fn own_date(document: &OfficialDocument) -> DateTime {
    match document.date.whole() {
        Some(date) => DateTime::new(u16::try_from(date.year).unwrap_or(0))
            .month(date.month)
            .day(date.day),
        None => DateTime::new(1970).month(1).day(1),
    }
}

/// A time of the form `2026-11-26T08:00:00+07:00`; the time of day and the zone may be missing.
fn time(text: &str) -> Option<DateTime> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok();
    let mut time = DateTime::new(text.get(0..4)?.parse().ok()?)
        .month(number(5, 7)?)
        .day(number(8, 10)?);
    if let (Some(hour), Some(minute)) = (number(11, 13), number(14, 16)) {
        time = time.hour(hour).minute(minute).second(number(17, 19).unwrap_or(0));
        // The zone stands after the seconds and after any fraction of them.
        let zone = text
            .get(16..)
            .and_then(|rest| rest.find(['+', '-', 'Z']).map(|at| &rest[at..]));
        let offset = zone.map_or(Some((0, 0)), |zone| {
            let hours = zone.get(1..3).map_or(Some(0), |h| h.parse::<i8>().ok())?;
            let minutes = zone.get(4..6).map_or(Some(0), |m| m.parse::<u8>().ok())?;
            Some((if zone.starts_with('-') { -hours } else { hours }, minutes))
        });
        let (hours, minutes) = offset?;
        time = time.utc_offset_hour(hours).utc_offset_minute(minutes);
    }
    Some(time)
}

/// The bookmarks in the file, nested by their levels.
pub fn outline(bookmarks: Vec<Bookmark>) -> Outline {
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    for bookmark in bookmarks {
        while open.last().is_some_and(|(level, _)| *level >= bookmark.level) {
            close(&mut open, &mut outline);
        }
        open.push((
            bookmark.level,
            OutlineNode::new(bookmark.text, bookmark.place).with_open(true),
        ));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    outline
}

fn close(open: &mut Vec<(u16, OutlineNode)>, outline: &mut Outline) {
    let Some((_, node)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.push_child(node),
        None => outline.push_child(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_data_state_are_read() {
        let hanoi = DateTime::new(2026).month(11).day(26).hour(8).minute(5).second(9);
        assert_eq!(
            time("2026-11-26T08:05:09+07:00"),
            Some(hanoi.utc_offset_hour(7).utc_offset_minute(0))
        );
        assert_eq!(time("2026-11-26"), Some(DateTime::new(2026).month(11).day(26)));
        assert_eq!(time("hôm qua"), None);
        assert_eq!(time(""), None);
    }
}
