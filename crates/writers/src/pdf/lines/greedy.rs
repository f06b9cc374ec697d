//! Line by line, each as full as it can be.

use super::super::paragraph::Kind;
use super::places::{Ending, Place, Places, is_joint};

/// The ends of the lines.
pub fn ends(places: &Places<'_>) -> Vec<Place> {
    let last = places.paragraph.glyphs.len();
    let mut ends = Vec::new();
    let (mut start, mut candidate) = (0, 0);
    loop {
        while candidate < places.all.len() && places.all[candidate].next <= start && places.all[candidate].end < last {
            candidate += 1;
        }
        let place = fullest(places, start, candidate).unwrap_or_else(|| emergency(places, start));
        ends.push(place);
        start = place.next;
        if start >= last {
            // A break as the last glyph leaves no empty line behind.
            return ends;
        }
    }
}

/// The last place, from this candidate on, that the line still reaches.
fn fullest(places: &Places<'_>, start: usize, candidate: usize) -> Option<Place> {
    let mut best = None;
    let behind = places.all[candidate..].iter().copied();
    for place in behind.filter(|p| p.end >= start && p.ending != Ending::Bound) {
        if places.natural(start, place) > places.room(start) + 0.01 {
            break;
        }
        best = Some(place);
        if place.ending == Ending::Forced {
            break;
        }
    }
    best
}

/// Cuts a word that is wider than a line: between words that belong together, or after a sign that joins words, where there is one.
fn emergency(places: &Places<'_>, start: usize) -> Place {
    let glyphs = &places.paragraph.glyphs;
    let room = places.room(start);
    let fits = |end: usize| places.width_of(start..end) <= room;
    let mut end = start + 1;
    let mut sign = None;
    while end < glyphs.len() && glyphs[end].kind != Kind::Break && fits(end + 1) {
        if is_joint(glyphs[end].code) {
            sign = Some(end + 1);
        }
        end += 1;
    }
    let inside = |limit: usize| places.all.partition_point(|p| p.end <= limit);
    let inside = places.all[inside(start)..inside(end)].iter().rev();
    if let Some(place) = inside.filter(|p| p.ending == Ending::Bound).find(|p| fits(p.end)) {
        return *place;
    }
    let half = start + (end - start) / 2;
    Place::cut(sign.filter(|s| *s > half).unwrap_or(end).min(glyphs.len()))
}
