//! V221: the file is damaged and was read in part; what the report seems to leave out may stand in the rest.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;

/// Name of the reader's remark.
const READ_IN_PART: &str = "read_in_part";

pub const INFO: CheckInfo = CheckInfo {
    code: "V221",
    rule: "read_in_part",
    severity: Severity::Error,
    scope: Scope::Report,
    title: "check-v221-title",
    description: "check-v221-description",
    source: "a file that was cut on its way: half a report is none",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let source = &facts.reading.source;
    if source.warnings.iter().all(|w| w.code != READ_IN_PART) {
        return;
    }
    out.push(INFO.finding(
        Message::new("check-v221-message").with("file", source.file.clone()),
        vec![Place {
            report: facts.report,
            span: None,
            quote: source.file.clone(),
        }],
    ));
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::reading::WarningRecord;

    fn sample(code: &str) -> Sample {
        let mut sample = Sample::new();
        sample.understood.reading.source.warnings.push(WarningRecord {
            code: code.into(),
            ..WarningRecord::default()
        });
        sample
    }

    #[test]
    fn fires() {
        assert!(sample("read_in_part").fires("V221"));
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("part_unreadable").fires("V221"));
        assert!(!Sample::new().fires("V221"));
    }
}
