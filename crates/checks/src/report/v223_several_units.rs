//! V223: the document tells of several units.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Place, Severity};
use tonghop_model::message::Message;

pub const INFO: CheckInfo = CheckInfo {
    code: "V223",
    rule: "several_units",
    severity: Severity::Info,
    scope: Scope::Report,
    title: "check-v223-title",
    description: "check-v223-description",
    advice: "check-v223-advice",
    source: "Issue 3: a consolidated report is read back; what units say differs from each other and is no contradiction",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    if !facts.understood.several_units {
        return;
    }
    let place = Place::new(facts.report, None, facts.reading.source.file.clone());
    out.push(INFO.finding(Message::new("check-v223-message"), vec![place]));
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn fires_and_keeps_silent_what_compares_statements_of_one_unit() {
        let mut sample = Sample::new().ratio("có 705/698 hồ sơ, đạt 101%", 705.0, 698.0, 101.0);
        assert!(sample.fires("V101") && !sample.fires("V223"));
        sample.understood.several_units = true;
        assert!(!sample.fires("V101") && sample.fires("V223"));
    }

    #[test]
    fn stays_silent() {
        assert!(!Sample::new().fires("V223"));
    }
}
