//! V221: the file could be read only in part.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V221",
    rule: "read_in_part",
    severity: Severity::Error,
    scope: Scope::Report,
    title: "check-v221-title",
    description: "check-v221-description",
    advice: "check-v221-advice",
    source: "Issue 2: a broken file says what is wrong; what is missing must not look like what was not done",
    run: Run::Report(run),
};

/// What readers call a document whose end is missing, and one that was cut at a limit.
const BROKEN: &str = "read_in_part";
const CUT: &str = "truncated";

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let source = &facts.reading.source;
    let told = |code: &str| source.warnings.iter().find(|w| w.code == code);
    let (warning, severity) = match (told(BROKEN), told(CUT)) {
        (Some(broken), _) => (broken, Severity::Error),
        (None, Some(cut)) => (cut, Severity::Warning),
        (None, None) => return,
    };
    let message = Message::new("check-v221-message").with("reason", warning.message.clone());
    let place = Place::new(facts.report, None, source.file.clone());
    out.push(Finding {
        severity,
        ..INFO.finding(message, vec![place])
    });
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::finding::Severity;
    use tonghop_model::reading::WarningRecord;

    fn with(codes: &[&str]) -> Sample {
        let mut sample = Sample::new();
        let warnings = codes.iter().map(|code| WarningRecord {
            code: (*code).into(),
            page: None,
            message: "…".into(),
            uncertain: None,
        });
        sample.understood.reading.source.warnings = warnings.collect();
        sample
    }

    #[test]
    fn fires() {
        let of = |codes: &[&str]| with(codes).run("V221").iter().map(|f| f.severity).collect::<Vec<_>>();
        assert_eq!(of(&["truncated", "read_in_part"]), [Severity::Error]);
        assert_eq!(of(&["truncated"]), [Severity::Warning]);
    }

    #[test]
    fn stays_silent() {
        assert!(!with(&[]).fires("V221"));
        assert!(!with(&["legacy_encoding", "changes_accepted", "part_unreadable"]).fires("V221"));
    }
}
