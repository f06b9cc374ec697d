//! V401: a paragraph stands in the reports of several units. One finding per shared paragraph.

use crate::facts::Context;
use crate::registry::{CheckInfo, Run, Scope};
use crate::reports_by_unit;
use std::collections::HashSet;
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::{Passage, PassageKind, Understood};
use tonghop_text::fold;
use tonghop_text::near::{NearOptions, near_duplicates, shingle_similarity};

pub const INFO: CheckInfo = CheckInfo {
    code: "V401",
    rule: "copied_text",
    severity: Severity::Warning,
    scope: Scope::BetweenUnits,
    title: "check-v401-title",
    description: "check-v401-description",
    source: "domain.md §8: same paragraph in another commune (S0 ≈ S2)",
    run: Run::Set(run),
};

/// Texts with fewer words repeat without anyone copying.
const LEAST_WORDS: usize = 20;
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
                Place {
                    report,
                    span: Some(passage.span),
                    quote: passage.text.clone(),
                }
            })
            .collect();
        if places.len() > 1 && !repeats_task(reports[places[0].report], &places[0].quote) {
            let shared = beginning(&places[0].quote);
            out.push(
                INFO.finding(
                    Message::new("check-v401-message")
                        .count("units", places.len())
                        .with("text", shared),
                    places,
                ),
            );
        }
    }
}

/// Text that the unit wrote itself: no headings, no footnotes, no wording of the tasks.
fn own_words(passage: &Passage) -> bool {
    if !matches!(passage.kind, PassageKind::Narrative | PassageKind::Result) {
        return false;
    }
    // The answer to a request names it; all units of a province were asked in the same words.
    let start: String = fold(&passage.text.chars().take(40).collect::<String>());
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

/// True where the text repeats the wording of a task, which all units have.
fn repeats_task(report: &Understood, text: &str) -> bool {
    report
        .reading
        .tasks
        .iter()
        .any(|t| t.title.contains(text) || shingle_similarity(&t.title, text) >= 0.5)
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
