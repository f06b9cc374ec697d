//! A process that is killed in the middle of its work has kept everything that it acknowledged.

use crate::fixture::{call, databases, installation, open, task};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use tonghop_app::cycle::reports::{self, Intake};
use tonghop_app::cycle::{audit, rounds};
use tonghop_model::cycle::ids::{ReportId, RoundId};
use tonghop_model::cycle::{Actor, SubmissionState};

const URL: &str = "TONGHOP_SURVIVAL_URL";
const ROUND: &str = "TONGHOP_SURVIVAL_ROUND";
const SUBMISSIONS: usize = 1000;

/// The process that is killed: sends one report after the other, as new attempts once all units have sent.
#[test]
fn sender() {
    let (Ok(url), Ok(round)) = (std::env::var(URL), std::env::var(ROUND)) else {
        return;
    };
    let cycle = open(&url);
    let system = Actor::system("người gửi");
    let own = call(&system);
    let owed = reports::mine(&cycle, &own, Some(RoundId(round.parse().unwrap()))).unwrap();
    let page = reports::page(&cycle, &own, owed[0].report, None).unwrap();
    let node = page.template.content.tasks[0].node.clone();
    for number in 0..SUBMISSIONS {
        let report = owed[number % owed.len()].report;
        if number >= owed.len() {
            let page = reports::page(&cycle, &own, report, None).unwrap();
            let sent = page.submission.unwrap();
            reports::withdraw(&cycle, &own, sent.id, sent.version).unwrap();
        }
        let items = vec![task(&node, 0, "Đáp ứng", "Đã hoàn thành nội dung được giao")];
        let input = Intake {
            items,
            key: format!("s{number}"),
            note: Some("rà soát".into()),
            ..Intake::default()
        };
        let sent = reports::intake(&cycle, &own, report, &input).unwrap();
        println!("acknowledged {} {}", report, sent.submission);
    }
    println!("all sent");
}

#[test]
fn everything_acknowledged_is_there_after_a_kill() {
    for (url, folder) in databases() {
        let f = installation(url, folder);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["survival::sender", "--exact", "--nocapture"])
            .env(URL, &f.url)
            .env(ROUND, f.round.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut acknowledged: Vec<(ReportId, i64)> = Vec::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while let Some(Ok(line)) = lines.next() {
            let mut words = line.split_whitespace().skip_while(|w| *w != "acknowledged").skip(1);
            if let (Some(report), Some(submission)) = (words.next(), words.next()) {
                acknowledged.push((report.parse().unwrap(), submission.parse().unwrap()));
            }
            // In the middle of the work: the rest of what is in the pipe was acknowledged too.
            if acknowledged.len() == 150 {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();
        assert!(
            (150..SUBMISSIONS).contains(&acknowledged.len()),
            "{}",
            acknowledged.len()
        );
        let cycle = open(&f.url);
        let own = call(&f.system);
        for (report, submission) in &acknowledged {
            let page = reports::page(&cycle, &own, *report, None).unwrap();
            let kept = page
                .attempts
                .iter()
                .find(|s| s.id.0 == *submission)
                .expect("acknowledged and gone");
            assert_ne!(kept.state, SubmissionState::Draft);
        }
        assert_eq!(audit::verify(&cycle, &own).unwrap().breaks, []);
        assert!(rounds::get(&cycle, &own, f.round).unwrap().counts.units > 0);
    }
}
