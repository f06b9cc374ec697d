//! Within the unit: who writes a report lays it before those who may send it.

use crate::fixture::{Fixture, NOW, call, on_each, report};
use crate::walk::fill;
use tonghop_app::cycle::reports::{self, Owed, hand_back, hand_over};
use tonghop_app::cycle::{Call, CycleError, mail};
use tonghop_model::cycle::Actor;
use tonghop_model::cycle::ids::SubmissionId;
use tonghop_model::moment::Moment;

fn later(actor: &Actor, seconds: i64) -> Call<'_> {
    Call {
        now: Moment::from_unix(NOW.unix() + seconds),
        ..call(actor)
    }
}

fn seen_by(f: &Fixture, actor: &Actor) -> Owed {
    let owed = reports::mine(&f.cycle, &call(actor), None).unwrap();
    owed.into_iter().find(|o| o.report == report(f, 0)).unwrap()
}

/// Subjects of the letters that go out so many seconds later, and who gets them.
fn letters(f: &Fixture, seconds: i64) -> Vec<(String, String)> {
    let now = Moment::from_unix(NOW.unix() + seconds);
    let mut found = Vec::new();
    while let Some(letter) = mail::claim(&f.cycle, now).unwrap() {
        found.extend(letter.rows().iter().map(|r| (r.recipient.clone(), r.kind.clone())));
        mail::sent(&f.cycle, now, &letter).unwrap();
    }
    found
}

fn is(error: Result<impl Sized, CycleError>, code: &str) -> bool {
    error.err().is_some_and(|e| e.code() == code)
}

#[test]
fn a_draft_is_handed_over_back_and_over_again_and_sent() {
    on_each(|f| {
        let draft = reports::start(&f.cycle, &call(&f.editor), report(f, 0)).unwrap();
        assert!(is(hand_over(&f.cycle, &call(&f.editor), draft, None), "empty"));
        assert_eq!(fill(f), draft);
        assert!(is(hand_over(&f.cycle, &call(&f.reviewer), draft, None), "denied"));
        assert!(!seen_by(f, &f.approver).waits_to_be_sent());
        assert_eq!(
            hand_over(&f.cycle, &call(&f.editor), draft, Some("Mục 3 còn chờ số")).unwrap(),
            1
        );
        assert!(seen_by(f, &f.approver).waits_to_be_sent() && !seen_by(f, &f.editor).waits_to_be_sent());
        let page = reports::page(&f.cycle, &call(&f.approver), report(f, 0), None).unwrap();
        let handed = page.handed.unwrap();
        assert_eq!(
            (handed.by.as_str(), handed.note.as_deref()),
            ("canbo", Some("Mục 3 còn chờ số"))
        );

        // It comes back before the letter is on its way: nobody is asked to send what does not wait.
        assert!(is(hand_back(&f.cycle, &call(&f.approver), draft, " "), "invalid"));
        hand_back(&f.cycle, &call(&f.approver), draft, "Bổ sung mục 3").unwrap();
        let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
        assert!(page.handed.is_none());
        assert_eq!(page.comments.last().unwrap().text, "Bổ sung mục 3");
        assert_eq!(
            letters(f, 60),
            [("canbo@example.vn".to_owned(), "handed-back".to_owned())]
        );
        assert!(is(hand_back(&f.cycle, &call(&f.approver), draft, "nữa"), "wrong-state"));

        hand_over(&f.cycle, &later(&f.editor, 120), draft, None).unwrap();
        assert_eq!(
            letters(f, 180),
            [("chutich@example.vn".to_owned(), "handed".to_owned())]
        );
        // Taken back by who wrote it, no reason is asked and nobody is written to.
        hand_back(&f.cycle, &later(&f.editor, 200), draft, "").unwrap();
        assert_eq!(letters(f, 260), []);
        hand_over(&f.cycle, &later(&f.editor, 300), draft, None).unwrap();
        sent(f, draft);
        assert!(!seen_by(f, &f.approver).waits_to_be_sent());
        assert!(
            !letters(f, 400).iter().any(|(_, kind)| kind == "handed"),
            "it was sent meanwhile"
        );
    });
}

fn sent(f: &Fixture, draft: SubmissionId) {
    reports::submit(&f.cycle, &call(&f.approver), draft, "k", Some("Đã kiểm tra")).unwrap();
}
