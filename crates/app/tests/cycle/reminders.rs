//! Reminders that the server writes by itself: each step once, late once, off when turned off.

use crate::fixture::{NOW, call, on_each, report};
use tonghop_app::cycle::Call;
use tonghop_app::cycle::mail::{self, ReminderPlan};
use tonghop_app::cycle::reports;
use tonghop_model::moment::Moment;

/// So many days after [`NOW`], a Wednesday; the deadline is 15 days later, a Thursday.
fn after(days: i64) -> Moment {
    Moment::from_unix(NOW.unix() + days * 86_400)
}

#[test]
fn who_cannot_be_reminded_by_mail_is_named() {
    on_each(|f| {
        let own = call(&f.reviewer);
        let (with_people, without) = (report(f, 0), report(f, 1));
        let done = mail::remind(&f.cycle, &own, &[with_people, without]).unwrap();
        assert_eq!(
            (done.messages, done.units, done.already),
            (2, 1, 0),
            "editor and approver"
        );
        let name = reports::page(&f.cycle, &call(&f.system), without, None)
            .unwrap()
            .unit
            .name;
        assert_eq!(done.without_address, [name]);
        let again = mail::remind(&f.cycle, &own, &[with_people]).unwrap();
        assert_eq!((again.messages, again.already), (0, 1));
    });
}

#[test]
fn each_step_is_written_once_and_being_late_once() {
    on_each(|f| {
        let written = |days: i64| {
            let own = Call {
                now: after(days),
                ..call(&f.system)
            };
            mail::remind_by_plan(&f.cycle, &own).unwrap()
        };
        // Two people of one commune have a mail address.
        let counts: Vec<usize> = [0, 11, 12, 12, 13, 14, 14, 15, 16, 17, 18].map(written).to_vec();
        // Monday (12) leaves three working days, Wednesday (14) one; Friday (16) is late.
        assert_eq!(counts, [0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0]);
        let mails = mail::list(&f.cycle, &call(&f.system), 0, 10).unwrap();
        assert_eq!(mails.len(), 6);
        assert!(mails[0].subject.starts_with("Quá hạn"), "{}", mails[0].subject);
        assert!(mails[5].body.contains("25/6/2026"), "{}", mails[5].body);
    });
}

#[test]
fn nothing_is_written_where_it_is_turned_off_and_a_plan_is_the_administrators() {
    on_each(|f| {
        let off = ReminderPlan::read("", false).unwrap();
        assert!(mail::change_reminder_plan(&f.cycle, &call(&f.reviewer), &off).is_err());
        mail::change_reminder_plan(&f.cycle, &call(&f.system), &off).unwrap();
        assert_eq!(mail::reminder_plan(&f.cycle).unwrap(), off);
        for days in [12, 14, 16] {
            let own = Call {
                now: after(days),
                ..call(&f.system)
            };
            assert_eq!(mail::remind_by_plan(&f.cycle, &own).unwrap(), 0);
        }
    });
}
