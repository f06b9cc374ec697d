//! V307: text is taken over unchanged from the unit's report before. One finding per pair of reports.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::Message;
use tonghop_model::reading::PassageKind;
use tonghop_text::near::{NearOptions, near_duplicates};

pub const INFO: CheckInfo = CheckInfo {
    code: "V307",
    rule: "unchanged_text",
    severity: Severity::Info,
    scope: Scope::UnitOverTime,
    title: "check-v307-title",
    description: "check-v307-description",
    advice: "check-v307-advice",
    source: "domain.md §8: same paragraph in the previous period",
    run: Run::Unit(run),
};

/// Texts with fewer words repeat without anyone copying.
const LEAST_WORDS: usize = 25;
/// Least share of runs of words in common: a clause may have been added.
const ALIKE: f64 = 0.75;

fn run(reports: &[Facts], out: &mut Vec<Finding>) {
    let mut texts = Vec::new();
    for facts in reports {
        let own = facts
            .texts
            .iter()
            .filter(|t| matches!(t.passage.kind, PassageKind::Narrative | PassageKind::Result));
        texts.extend(own.map(|t| (facts, t)));
    }
    let plain: Vec<&str> = texts.iter().map(|(_, t)| t.passage.text.as_str()).collect();
    let clusters = near_duplicates(
        &plain,
        NearOptions {
            threshold: ALIKE,
            least_words: LEAST_WORDS,
        },
    );
    for (later, facts) in reports.iter().enumerate().skip(1) {
        let mut places = Vec::new();
        for cluster in &clusters {
            let here = cluster
                .members
                .iter()
                .map(|m| &texts[m.0])
                .find(|(f, _)| f.report == facts.report);
            let before = cluster
                .members
                .iter()
                .map(|m| &texts[m.0])
                .find(|(f, _)| f.report < facts.report);
            if let (Some((f, t)), Some((g, u))) = (here, before) {
                places.push(f.place(t.passage.span, &t.passage.text));
                places.push(g.place(u.passage.span, &u.passage.text));
            }
        }
        if !places.is_empty() && later > 0 {
            out.push(INFO.finding(
                Message::new("check-v307-message").count("count", places.len() / 2),
                places,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, run_set};

    const LONG: &str = "Công tác tuyên truyền được đẩy mạnh dưới nhiều hình thức, từ loa truyền thanh, họp thôn đến mạng xã hội, nhờ đó                         người dân hiểu rõ lợi ích của dịch vụ công trực tuyến và chủ động tham gia";

    fn report(text: &str) -> Sample {
        Sample::new().unit("00001", "xã Hoa Đào").text(text, &[])
    }

    #[test]
    fn fires() {
        assert_eq!(run_set(&[report(LONG), report(LONG)], "V307").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(run_set(&[report(LONG), report("Xã đã lắp thêm hai trạm phát sóng")], "V307").is_empty());
        assert!(run_set(&[report("Đã triển khai."), report("Đã triển khai.")], "V307").is_empty());
    }
}
