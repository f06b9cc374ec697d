//! The ends of lines that leave the spaces of a justified paragraph as even as they can be.
//!
//! A line takes every word that fits; the choice is whether its spaces shrink a little for one word more, and, where it would
//! be torn open, whether words that belong together are parted.

use super::places::{Ending, Place, Places};
use super::widest_word;

/// Paragraphs with more places to break than this are broken line by line.
const LARGEST: usize = 3000;
/// How far a space may shrink, as a share of its width.
const SHRINK: f64 = 0.15;
/// A space as a share of the type size.
const SPACE: f64 = 0.25;
/// Cost of a hyphen.
const HYPHEN: f64 = 50.0;
/// Cost of parting words that belong together: that of spaces three times as wide as they are.
const PARTED: f64 = 25_000.0;
/// Cost of a last line with a single short word.
const LONELY: f64 = 400.0;
/// Share of the line below which the last one is lonely.
const SHORT: f64 = 0.12;

/// The ends; none where a paragraph is too long to be weighed or has a word wider than a line.
pub fn ends(places: &Places<'_>) -> Option<Vec<Place>> {
    let widest = f64::from(widest_word(places.paragraph));
    if places.all.len() > LARGEST || widest > places.width - places.indent.max(0.0) {
        return None;
    }
    let from = cheapest(places)?;
    let mut ends = Vec::new();
    let mut j = places.all.len() - 1;
    loop {
        ends.push(places.all[j]);
        match from[j] {
            usize::MAX => return None,
            0 => break,
            i => j = i - 1,
        }
    }
    ends.reverse();
    // A break as the last glyph leaves no empty line behind.
    if let [.., tail, last] = ends[..]
        && tail.next == last.end
        && tail.end < tail.next
    {
        ends.pop();
    }
    Some(ends)
}

/// For every place the start of the line that ends there in the cheapest paragraph: 0, or one more than the place before it.
fn cheapest(places: &Places<'_>) -> Option<Vec<usize>> {
    let all = &places.all;
    let words = next_words(all);
    let mut cost = vec![f64::INFINITY; all.len()];
    let mut from = vec![usize::MAX; all.len()];
    let mut first = 0;
    for (j, &place) in all.iter().enumerate() {
        for i in (first..=j).rev() {
            let (start, base) = match i.checked_sub(1) {
                None => (0, 0.0),
                Some(before) => (all[before].next, cost[before]),
            };
            if i > 0 && start > place.end {
                continue;
            }
            let line = weight(places, start, place);
            if line.is_infinite() && i < j {
                break;
            }
            if base + line < cost[j] && !is_early(places, start, (place, all[words[j]])) {
                cost[j] = base + line;
                from[j] = i;
            }
        }
        if place.ending == Ending::Forced {
            if cost[j].is_infinite() {
                return None;
            }
            first = j + 1;
        }
    }
    Some(from)
}

/// For every place the next one where a word ends; the last place is its own.
fn next_words(all: &[Place]) -> Vec<usize> {
    let mut next = vec![all.len() - 1; all.len()];
    for i in (0..all.len() - 1).rev() {
        next[i] = if all[i + 1].ending.ends_word() {
            i + 1
        } else {
            next[i + 1]
        };
    }
    next
}

/// True where the next word would have fitted into the line.
fn is_early(places: &Places<'_>, start: usize, (place, next): (Place, Place)) -> bool {
    place.ending != Ending::Forced && places.natural(start, next) <= places.room(start)
}

/// How bad a line is: infinitely, where it is too wide.
fn weight(places: &Places<'_>, start: usize, place: Place) -> f64 {
    let natural = places.natural(start, place);
    let room = places.room(start);
    let spaces = f64::from(places.stretching(start, place));
    let space = f64::from(places.paragraph.size) * SPACE;
    let gap = room - natural;
    if gap < -spaces * space * SHRINK - 0.01 {
        return f64::INFINITY;
    }
    if place.ending == Ending::Forced {
        // The last line: no stretch, but not a single short word either.
        return if start > 0 && natural < room * SHORT {
            LONELY
        } else {
            0.0
        };
    }
    // A line without spaces stays short of the margin: as bad as if its one space took all the gap.
    let ratio = gap / (spaces.max(1.0) * space);
    let bad = if ratio < 0.0 { ratio / SHRINK } else { ratio };
    let price = match place.ending {
        Ending::Hyphen => HYPHEN,
        Ending::Bound => PARTED,
        Ending::Word | Ending::Joint | Ending::Forced => 0.0,
    };
    (1.0 + 20.0 * bad.abs().powi(3)).powi(2) + price
}
