//! How answers are spread over the levels of completion, in words.

use tonghop_messages::Messages;
use tonghop_model::official::Inline;
use tonghop_model::reading::StatusClass;

use super::overview;
use super::text::{sentence, share, value};

/// How the answers of a group are told: name in keys, message, classes. Every class is in one lot.
const LOTS: [(&str, &str, &[StatusClass]); 5] = [
    (
        "met",
        "official-consolidated-group-met",
        &[StatusClass::Met, StatusClass::MostlyMet],
    ),
    (
        "running",
        "official-consolidated-group-running",
        &[StatusClass::InProgress, StatusClass::Percent],
    ),
    (
        "waiting",
        "official-consolidated-group-waiting",
        &[StatusClass::NotStarted, StatusClass::AwaitingHigherLevel],
    ),
    (
        "outside",
        "official-consolidated-group-outside",
        &[StatusClass::NotArising, StatusClass::NotCompetent],
    ),
    (
        "blank",
        "official-consolidated-group-blank",
        &[StatusClass::NotReported],
    ),
];

/// What the answers are, in lots that add up to all of them; a lot without answers is not named.
pub fn lots(
    words: &Messages,
    distribution: &[usize; 9],
    key: impl Fn(&str) -> String,
    source: &str,
) -> Vec<Vec<Inline>> {
    let all: usize = distribution.iter().sum();
    let counted = LOTS
        .iter()
        .map(|(what, message, classes)| (*what, *message, overview::count(distribution, classes)));
    counted
        .filter(|(_, _, count)| *count > 0)
        .map(|(what, message, count)| {
            let mut slots = vec![("count", value(words.number(count), key(what), source))];
            if what == "met" {
                slots.push(("share", value(share(words, count, all), key("share"), source)));
            }
            sentence(words, message, slots)
        })
        .collect()
}

/// A sentence that ends in a list.
pub(super) fn listed(mut opening: Vec<Inline>, items: Vec<Vec<Inline>>, between: &str) -> Vec<Inline> {
    for (number, item) in items.into_iter().enumerate() {
        opening.push(Inline::text(if number == 0 { " " } else { between }));
        opening.extend(item);
    }
    opening.push(Inline::text("."));
    opening
}

/// One entry for each class that occurs: "hoàn thành 120 lượt (45 %)".
pub fn distribution_list(words: &Messages, distribution: &[usize; 9], key: &str, source: &str) -> Vec<Vec<Inline>> {
    let all: usize = distribution.iter().sum();
    let present = StatusClass::ALL
        .iter()
        .zip(distribution)
        .filter(|(_, count)| **count > 0);
    present
        .map(|(class, count)| {
            let slots = vec![
                ("class", Inline::Text(told(words, *class))),
                (
                    "count",
                    value(words.number(*count), format!("{key}:class:{}", class.key()), source),
                ),
                (
                    "share",
                    value(
                        share(words, *count, all),
                        format!("{key}:share:{}", class.key()),
                        source,
                    ),
                ),
            ];
            sentence(words, "official-consolidated-class", slots)
        })
        .collect()
}

/// A level of completion within a sentence; the heading of a column says "(%)" with it.
fn told(words: &Messages, class: StatusClass) -> String {
    match class {
        StatusClass::Percent => words.text("official-consolidated-class-percent"),
        class => overview::label(words, class).to_lowercase(),
    }
}
