//! V401: a paragraph stands in the reports of several units. One finding per shared paragraph.

use crate::facts::Context;
use crate::registry::{CheckInfo, Run, Scope};
use crate::reports_by_unit;
use std::collections::{HashMap, HashSet};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::{Passage, PassageKind, Understood};
use tonghop_text::fold;
use tonghop_text::near::{NearOptions, Sketch, Wordings, near_duplicates};

/// The check.
pub const INFO: CheckInfo = CheckInfo {
    code: "V401",
    rule: "copied_text",
    severity: Severity::Warning,
    scope: Scope::BetweenUnits,
    title: "check-v401-title",
    description: "check-v401-description",
    advice: "check-v401-advice",
    source: "domain.md §8: same paragraph in another commune (S0 ≈ S2)",
    run: Run::Set(run),
};

/// Texts with fewer words repeat without anyone copying.
pub const LEAST_WORDS: usize = 20;
/// Least share of runs of three words in common.
const ALIKE: f64 = 0.6;

fn run(reports: &[&Understood], _: &Context, out: &mut Vec<Finding>) {
    let units = reports_by_unit(reports);
    if units.len() < 2 {
        return;
    }
    let mut unit_of = vec![0; reports.len()];
    for (unit, members) in units.values().enumerate() {
        members.iter().for_each(|&report| unit_of[report] = unit);
    }
    let texts: Vec<(usize, &Passage)> = reports
        .iter()
        .enumerate()
        .flat_map(|(report, r)| r.passages.iter().filter(|p| own_words(p)).map(move |p| (report, p)))
        .collect();
    // The tasks of a report, looked at once.
    let mut tasks: HashMap<usize, Wordings> = HashMap::new();
    let plain: Vec<&str> = texts.iter().map(|(_, p)| p.text.as_str()).collect();
    for cluster in near_duplicates(
        &plain,
        NearOptions {
            threshold: ALIKE,
            least_words: LEAST_WORDS,
        },
    ) {
        let mut seen = HashSet::new();
        let first_of_unit = cluster
            .members
            .iter()
            .filter(|(text, _)| seen.insert(unit_of[texts[*text].0]));
        let places: Vec<Place> = first_of_unit
            .map(|&(text, _)| {
                let (report, passage) = texts[text];
                Place::new(report, Some(passage.span), passage.text.clone())
            })
            .collect();
        let mut repeats_task = |place: &Place| {
            let titles = || reports[place.report].reading.tasks.iter().map(|t| t.title.as_str());
            let known = tasks.entry(place.report).or_insert_with(|| Wordings::of(titles()));
            known.has(&place.quote, &Sketch::of(&place.quote))
        };
        if places.len() > 1 && !repeats_task(&places[0]) {
            let same = places.iter().all(|p| figures(&p.quote) == figures(&places[0].quote));
            let key = if same {
                "check-v401-message"
            } else {
                "check-v401-figures"
            };
            let message = Message::new(key)
                .count("units", places.len())
                .with("names", names(reports, &places))
                .with("text", beginning(&places[0].quote));
            out.push(INFO.finding(message, places));
        }
    }
}

/// The numbers of a text in order.
fn figures(text: &str) -> Vec<&str> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/'));
    let bare = runs.map(|r| r.trim_matches(['.', ',', '/']));
    bare.filter(|r| !r.is_empty()).collect()
}

/// Units that a message names; the places have all of them.
const NAMED: usize = 6;

/// The units of the places, the first ones by name.
fn names(reports: &[&Understood], places: &[Place]) -> String {
    let name = |place: &Place| {
        let reading = &reports[place.report].reading;
        let unit = reading.unit.as_ref().map(|u| u.name.as_str());
        let name = unit.or(reading.header.issuer.as_deref());
        name.unwrap_or(&reading.source.file).to_owned()
    };
    let mut names: Vec<String> = places.iter().take(NAMED).map(name).collect();
    if places.len() > NAMED {
        names.push("…".into());
    }
    names.join(", ")
}

/// True where a paragraph of one unit says what one of another unit says, but for a few words.
#[must_use]
pub fn is_alike(a: &Sketch, b: &Sketch) -> bool {
    a.similarity(b) >= ALIKE
}

/// What is told of a paragraph that stands in the reports of other units as well, the units named: `is_later` where this
/// report came after theirs, and is the one to explain it.
#[must_use]
pub fn copied_from(units: &[&str], text: &str, is_later: bool) -> Finding {
    /// Units that are named.
    const NAMED: usize = 3;
    let named = units.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let key = if is_later {
        "check-v401-of-units"
    } else {
        "check-v401-later"
    };
    let message = Message::new(key)
        .with("units", named)
        .count("more", units.len().saturating_sub(NAMED));
    let place = Place::new(0, None, text.to_owned());
    Finding {
        severity: if is_later { Severity::Warning } else { Severity::Info },
        ..INFO.finding(message, vec![place])
    }
}

/// Text that the unit wrote itself: no headings, no footnotes, no wording of the tasks.
fn own_words(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::Narrative | PassageKind::Result) && is_own(&passage.text)
}

/// False for what units of a province say in the same words without copying.
#[must_use]
pub fn is_own(text: &str) -> bool {
    // The answer to a request names it; all units of a province were asked in the same words.
    let start: String = fold(&text.chars().take(40).collect::<String>());
    // What all units need they ask for in the same words: that is a group of requests, not a copy.
    const SHARED: [&str; 6] = [
        "thuc hien cong van",
        "can cu",
        "de nghi",
        "kien nghi",
        "kinh de nghi",
        "de xuat",
    ];
    let words = start.trim_start_matches(|c: char| !c.is_alphabetic());
    !SHARED.iter().any(|s| words.starts_with(s))
}

fn beginning(text: &str) -> String {
    const WORDS: usize = 25;
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= WORDS {
        text.to_owned()
    } else {
        format!("{} …", words[..WORDS].join(" "))
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    const LONG: &str = "Công tác tuyên truyền được đẩy mạnh dưới nhiều hình thức, từ loa truyền thanh, họp thôn đến mạng xã hội, nhờ đó                         người dân hiểu rõ lợi ích của dịch vụ công trực tuyến và chủ động tham gia";

    fn report(code: &str, text: &str) -> Sample {
        Sample::new().unit(code, "xã").text(text, &[])
    }

    #[test]
    fn fires() {
        let changed = LONG.replace("họp thôn", "họp tổ dân phố");
        let found = run_set(&[report("00001", LONG), report("00002", &changed)], "V401");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.len(), 2);
        assert_eq!(found[0].message.key, "check-v401-message");
    }

    #[test]
    fn says_where_the_figures_differ() {
        let texts = ["12 thôn.", "15 thôn."].map(|end| format!("{LONG}, tại {end}"));
        let found = run_set(&[report("00001", &texts[0]), report("00002", &texts[1])], "V401");
        assert_eq!(found[0].message.key, "check-v401-figures");
    }

    #[test]
    fn a_request_that_units_have_in_common_is_no_copy() {
        let asked = format!("- Đề nghị tỉnh quan tâm. {LONG}");
        assert!(run_set(&[report("00001", &asked), report("00002", &asked)], "V401").is_empty());
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&[report("00001", LONG), report("00001", LONG)], "V401").is_empty());
        assert!(
            run_set(
                &[
                    report("00001", "Đã triển khai theo tỉnh"),
                    report("00002", "Đã triển khai theo tỉnh")
                ],
                "V401"
            )
            .is_empty()
        );
    }
}
