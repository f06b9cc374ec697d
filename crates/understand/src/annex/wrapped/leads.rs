//! A column of bodies that take part, printed right behind the column of those in the lead.

use super::super::Row;
use super::line::Line;
use crate::outline::lines;
use std::collections::HashMap;
use tonghop_text::fold;

/// Capitals of one cell that are looked at.
const PLACES_MAX: usize = 60;

/// True where the column headings name bodies that take part: "Cơ quan phối hợp".
pub(super) fn has_others(heading: &[Line<'_>]) -> bool {
    let words: Vec<&str> = heading.iter().flat_map(|l| &l.folded).map(String::as_str).collect();
    let said = |wanted: [&str; 2]| words.windows(2).any(|pair| pair == wanted);
    // A narrow column breaks the two words; one column may name both: "Cơ quan chủ trì, phối hợp".
    let apart = |text: &str| heading.iter().any(|l| fold(l.text).contains(text));
    (said(["phoi", "hop"]) || apart("phoi")) && !apart("chu tri, phoi") && !apart("chu tri/phoi")
}

/// Parts what was collected as lead into the lead and the bodies that take part. The same few bodies come back in
/// row after row: the place is the capital before and behind which the words occur most often in other rows.
pub(super) fn part(rows: &mut [Row]) {
    let places: Vec<Vec<usize>> = rows.iter().map(|row| capitals(&row.lead.text)).collect();
    let mut heads: HashMap<String, usize> = HashMap::new();
    let mut tails: HashMap<String, usize> = HashMap::new();
    for (row, places) in rows.iter().zip(&places) {
        for &at in places {
            let (head, tail) = row.lead.text.split_at(at);
            *heads.entry(head.to_owned()).or_default() += 1;
            *tails.entry(tail.to_owned()).or_default() += 1;
        }
    }
    for (row, places) in rows.iter_mut().zip(&places) {
        let starts: Vec<usize> = lines::of(&row.lead).iter().map(|l| l.start).collect();
        let weight = |at: usize| {
            let (head, tail) = row.lead.text.split_at(at);
            let (before, behind) = (heads.get(head).unwrap_or(&0), tails.get(tail).unwrap_or(&0));
            // Both have to be common: "Phòng" alone opens many. A cell seldom begins within a printed line.
            let likely = if starts.contains(&at) { 3 } else { 2 };
            (before.min(behind) * likely, before + behind)
        };
        let best = places.iter().copied().max_by_key(|&at| (weight(at), usize::MAX - at));
        let Some(at) = best else { continue };
        let others = row.lead.split_off(row.lead.text[..at].chars().count());
        row.other.push(others);
    }
}

/// The bytes at which a word with a capital starts, the first word left out. No cell ends with a comma or a dash:
/// "Phòng Văn hóa - Xã hội".
fn capitals(text: &str) -> Vec<usize> {
    let words = text.match_indices(' ').map(|(b, _)| b);
    words
        .filter(|&b| !text[..b].ends_with([',', ';', '-', '–', '&']))
        .map(|b| b + 1)
        .filter(|&b| text[b..].starts_with(char::is_uppercase))
        .take(PLACES_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Origin, Para, ParaKind};

    fn row(lead: &str) -> Row {
        let origin = Origin {
            page: None,
            block: 0,
            cell: None,
            offset: 0,
        };
        Row {
            lead: Para::from_raw(lead, origin, ParaKind::Body),
            ..Row::blank()
        }
    }

    #[test]
    fn bodies_that_come_back_are_parted() {
        let mut rows: Vec<Row> = [
            "Phòng Văn hóa -\nXã hội\nCác phòng, ban,\nđoàn thể",
            "Công an xã\nCác phòng, ban,\nđoàn thể",
            "Phòng Văn hóa -\nXã hội\nCác thôn",
            "Công an xã\nCác thôn",
            "Công an xã Các thôn",
        ]
        .map(row)
        .to_vec();
        part(&mut rows);
        let leads: Vec<&str> = rows.iter().map(|r| r.lead.text.as_str()).collect();
        let culture = "Phòng Văn hóa - Xã hội";
        assert_eq!(leads, [culture, "Công an xã", culture, "Công an xã", "Công an xã"]);
        assert_eq!(rows[0].other[0].text, "Các phòng, ban, đoàn thể");
    }
}
