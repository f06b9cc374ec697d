//! Difficulties and recommendations that several units state, as a document tells them.
//!
//! A group is put together by meaning, so its members differ in places, addressees and people. The document never puts the words of
//! one into the mouths of all: it says how many units mean the like, and which wordings stand for how many of them.

use std::collections::HashMap;

use tonghop_messages::Messages;
use tonghop_model::consolidation::{Consolidation, RecommendationGroup};
use tonghop_model::official::Inline;
use tonghop_text::fold;

use super::overview;
use super::text::{quoted, sentence, value};
use super::whole_numbers::whole;

/// Longest wording that is quoted whole while there is a shorter one, characters.
const LONGEST: usize = 320;

/// What is told of a group.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Key of its values: `recommendation:3`.
    pub key: &'a str,
    /// Where its values come from.
    pub source: &'a str,
    /// Wordings that are quoted at most.
    pub wordings: usize,
    /// Longest wording, characters; a longer one is cut at a word where there is no other.
    pub longest: usize,
}

/// A wording and the reports that use it.
#[derive(Debug, PartialEq, Eq)]
struct Wording<'a> {
    text: &'a str,
    reports: Vec<usize>,
}

/// The groups, those of most units first.
pub fn ordered<'g>(
    consolidation: &Consolidation,
    groups: &'g [RecommendationGroup],
) -> Vec<(usize, &'g RecommendationGroup)> {
    let mut counted: Vec<_> = groups.iter().map(|g| (units_of(consolidation, g), g)).collect();
    counted.sort_by_key(|(units, _)| std::cmp::Reverse(*units));
    counted
}

/// Units that made the statements of a group, each once.
pub fn units_of(consolidation: &Consolidation, group: &RecommendationGroup) -> usize {
    consolidation.units_of(group.members.iter().map(|m| m.0))
}

/// "Địa hình chia cắt, dân cư phân tán (14 đơn vị)." where all say the same; else "17 đơn vị có ý kiến tương tự, như: “…” (3 đơn vị);
/// “…” (xã Suối Mận)."
pub fn told(
    words: &Messages,
    consolidation: &Consolidation,
    group: &RecommendationGroup,
    telling: &Telling<'_>,
) -> Vec<Inline> {
    let Telling { key, source, .. } = *telling;
    let longest = telling.longest.min(LONGEST);
    let count = units_of(consolidation, group);
    let wordings = wordings(group);
    // One unit that says it twice is not several.
    if wordings.len() < 2 || count < 2 {
        let text = wordings.first().map_or(group.text.as_str(), |w| w.text);
        let text = value(quoted(&whole(plain(text)), longest), format!("{key}:text"), source);
        let reports: Vec<usize> = group.members.iter().map(|m| m.0).collect();
        let who = who(words, consolidation, &reports, &format!("{key}:units"), source);
        return sentence(
            words,
            "official-consolidated-opinion",
            vec![("text", text), ("who", who)],
        );
    }
    let units = value(words.number(count), format!("{key}:units"), source);
    let mut said = sentence(words, "official-consolidated-opinions", vec![("units", units)]);
    // A wording that fits goes before one that would be cut.
    let fits = |w: &&Wording<'_>| w.text.chars().count() <= longest;
    let (whole_ones, cut): (Vec<_>, Vec<_>) = wordings.iter().partition(fits);
    for (number, wording) in whole_ones
        .into_iter()
        .chain(cut)
        .take(telling.wordings.max(1))
        .enumerate()
    {
        said.push(Inline::text(if number == 0 { " " } else { "; " }));
        let text = value(
            quoted(&whole(plain(wording.text)), longest),
            format!("{key}:text:{number}"),
            source,
        );
        let who = who(
            words,
            consolidation,
            &wording.reports,
            &format!("{key}:units:{number}"),
            source,
        );
        said.extend(sentence(
            words,
            "official-consolidated-wording",
            vec![("text", text), ("who", who)],
        ));
    }
    said.push(Inline::text("."));
    said
}

/// The unit, where it is one; else how many.
fn who(words: &Messages, consolidation: &Consolidation, reports: &[usize], key: &str, source: &str) -> Inline {
    let units = consolidation.units_of(reports.iter().copied());
    let first = reports.first().and_then(|r| consolidation.reports.get(*r));
    match first {
        Some(head) if units == 1 => value(overview::unit(words, head), key, head.file.as_str()),
        _ => {
            let counted = sentence(
                words,
                "official-consolidated-units",
                vec![("units", Inline::Text(words.number(units)))],
            );
            let text = counted.iter().map(|piece| match piece {
                Inline::Text(text) => text.as_str(),
                _ => "",
            });
            value(text.collect::<String>(), key, source)
        }
    }
}

/// The wordings of a group, those of most reports first; the typical one before others of as many.
fn wordings(group: &RecommendationGroup) -> Vec<Wording<'_>> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<Wording<'_>> = Vec::new();
    let typical = (None, group.text.as_str());
    let members = group
        .members
        .iter()
        .map(|(report, text, _)| (Some(*report), text.as_str()));
    for (report, text) in std::iter::once(typical).chain(members) {
        let at = *known.entry(fold(plain(text))).or_insert_with(|| {
            found.push(Wording {
                text,
                reports: Vec::new(),
            });
            found.len() - 1
        });
        found[at].reports.extend(report);
    }
    found.retain(|w| !w.reports.is_empty());
    found.sort_by_key(|w| std::cmp::Reverse(w.reports.len()));
    found
}

/// A statement without the dash or number of its own list and without its end mark.
fn plain(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', ';', ',', ' ']);
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match figures {
        0 => text.strip_prefix(['-', '–', '+', '•']),
        1 | 2 => text[figures..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.filter(|r| r.starts_with(' ')).map_or(text, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::super::sample::set;
    use super::*;
    use tonghop_messages::Lang;
    use tonghop_model::reading::Span;

    fn group(text: &str, members: &[(usize, &str)]) -> RecommendationGroup {
        let member = |(report, text): &(usize, &str)| (*report, (*text).to_owned(), Span::default());
        RecommendationGroup {
            text: text.to_owned(),
            keywords: Vec::new(),
            addressees: Vec::new(),
            members: members.iter().map(member).collect(),
        }
    }

    fn printed(set: &Consolidation, group: &RecommendationGroup, wordings: usize, longest: usize) -> String {
        let telling = Telling {
            key: "recommendation:0",
            source: "x",
            wordings,
            longest,
        };
        let said = told(&Messages::new(Lang::Vi), set, group, &telling);
        let texts = said.iter().map(|piece| match piece {
            Inline::Text(t) | Inline::Value { text: t, .. } => t.as_str(),
            _ => "",
        });
        texts.collect()
    }

    #[test]
    fn the_words_of_one_are_not_told_of_all() {
        let set = set(&["xã Suối Mận", "xã Đá Bạc", "phường Bến Lim", "xã Đồi Lim"]);
        let members = [
            (0, "1. Đề nghị bổ sung trạm tại thôn Bờ Tre."),
            (1, "Đề nghị bổ sung trạm tại thôn Miếu Đôi;"),
            (2, "- Đề nghị bổ sung trạm tại thôn Bờ Tre"),
            (3, "Đề nghị doanh nghiệp bổ sung trạm tại thôn Ruộng Trũng."),
        ];
        let group = group("Đề nghị bổ sung trạm tại thôn Bờ Tre.", &members);
        assert_eq!(
            printed(&set, &group, 2, 300),
            "4 đơn vị có ý kiến tương tự, như: “Đề nghị bổ sung trạm tại thôn Bờ Tre” (2 đơn vị); “Đề nghị bổ sung trạm tại thôn Miếu Đôi” (xã Đá \
             Bạc)."
        );
    }

    #[test]
    fn what_all_say_alike_is_said_once_and_a_unit_counts_once() {
        let set = set(&["xã Suối Mận", "xã Đá Bạc"]);
        let members = [
            (0, "Địa hình chia cắt."),
            (1, "Địa hình chia cắt"),
            (1, "Địa hình  chia cắt;"),
        ];
        let group = group("Địa hình chia cắt.", &members);
        assert_eq!(printed(&set, &group, 2, 300), "Địa hình chia cắt (2 đơn vị).");
        let group = self::group("Mạng yếu", &[(0, "Mạng yếu"), (0, "Đường truyền yếu")]);
        assert_eq!(printed(&set, &group, 2, 300), "Mạng yếu (xã Suối Mận).");
    }

    #[test]
    fn a_wording_that_fits_goes_before_one_that_would_be_cut() {
        let set = set(&["xã Suối Mận", "xã Đá Bạc"]);
        let members = [
            (0, "Đề nghị tỉnh quan tâm bố trí kinh phí cho xã"),
            (1, "Bố trí kinh phí"),
        ];
        let group = group("Đề nghị tỉnh quan tâm bố trí kinh phí cho xã", &members);
        let told = printed(&set, &group, 1, 30);
        assert!(told.ends_with("như: “Bố trí kinh phí” (xã Đá Bạc)."), "{told}");
    }

    #[test]
    fn groups_of_most_units_come_first() {
        let set = set(&["a", "b"]);
        let groups = [
            group("một", &[(0, "một"), (0, "một"), (0, "một")]),
            group("hai", &[(0, "hai"), (1, "hai")]),
        ];
        let units: Vec<usize> = ordered(&set, &groups).iter().map(|g| g.0).collect();
        assert_eq!(units, [2, 1]);
    }
}
