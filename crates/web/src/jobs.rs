//! What the server does by itself, beside answering.

use crate::app::App;
use crate::post::{self, Delivery, Post};
use std::sync::Arc;
use std::time::Duration;
use tonghop_app::cycle::{Call, CycleError, files, mail, people, reports};
use tonghop_model::cycle::Actor;

/// Time between two sweeps of what ended.
const SWEEP: Duration = Duration::from_secs(3600);
/// Time between two looks for files that wait to be read.
const LOOK: Duration = Duration::from_secs(2);

/// Time between two looks for reports that were sent and not compared with those of other units yet.
const COMPARE: Duration = Duration::from_secs(10);
/// Rest between some reports and the next: nobody waits for them, and others wait for pages.
const REST: Duration = Duration::from_secs(2);
/// Time between two looks for what another server on the same database changed.
const OTHERS: Duration = Duration::from_secs(60);
/// Time between two looks for reminders that are due.
const REMINDERS: Duration = Duration::from_secs(900);
/// Hours of the day in Vietnam in which reminders are written.
const READING_HOURS: std::ops::Range<u8> = 7..17;
/// Time between two looks for mail: what is written in between goes to one person as one letter.
const MAIL: Duration = Duration::from_secs(10);
/// Time for which a mail server that does not answer is left alone.
const MAIL_TROUBLE: Duration = Duration::from_secs(60);

/// Starts the jobs; they end with the server.
pub fn start(app: &App) {
    tokio::spawn(sweeps(app.clone()));
    tokio::spawn(readings(app.clone()));
    tokio::spawn(others(app.clone()));
    tokio::spawn(compares(app.clone()));
    if let Some(post) = app.config().post.clone() {
        tokio::spawn(mails(app.clone(), post));
        // Without a mail server, reminders would only pile up.
        tokio::spawn(reminders(app.clone()));
    }
}

/// Deletes sessions that ended and old attempts to sign in.
async fn sweeps(app: App) {
    loop {
        let now = app.now();
        let swept = app.block(move |cycle| people::sweep(cycle, now)).await;
        if let Ok(Err(error)) = swept {
            tracing::warn!(target: "tonghop::jobs", "sweep: {error}");
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// Takes over what another server on the same database set up or renamed.
async fn others(app: App) {
    loop {
        tokio::time::sleep(OTHERS).await;
        let looked = match app.waits_for_set_up().await {
            Ok(false) => app.refresh_owner_name().await,
            Ok(true) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = looked {
            tracing::warn!(target: "tonghop::jobs", "settings: {error}");
        }
    }
}

/// Reads uploaded files one after the other: reading takes a core, and there are people who wait for pages.
async fn readings(app: App) {
    loop {
        let now = app.now();
        match app.block(move |cycle| files::run_next_reading(cycle, now)).await {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => {}
            Ok(Err(error)) => tracing::warn!(target: "tonghop::jobs", "reading: {error}"),
            Err(error) => tracing::error!(target: "tonghop::jobs", "reading: {error}"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Compares reports that were sent with those of other units.
async fn compares(app: App) {
    loop {
        let now = app.now();
        let pause = match app.block(move |cycle| reports::compare_next(cycle, now)).await {
            Ok(Ok(0)) => COMPARE,
            Ok(Ok(_)) => REST,
            Ok(Err(error)) => {
                tracing::warn!(target: "tonghop::jobs", "comparing: {error}");
                COMPARE
            }
            Err(error) => {
                tracing::error!(target: "tonghop::jobs", "comparing: {error}");
                COMPARE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Writes what is asked of people, and the reminders that are due: those only in the hours of the days in which people read them.
async fn reminders(app: App) {
    loop {
        let now = app.now();
        let calendar = app.cycle().engine.catalogue.work_calendar();
        let reminds = READING_HOURS.contains(&now.time_in_vietnam().0) && calendar.is_working(now.day_in_vietnam());
        let written = app.block(move |cycle| {
            let actor = Actor::system("tonghop serve");
            let call = Call {
                actor: &actor,
                now,
                address: "",
            };
            let asked = mail::ask(cycle, &call)?;
            let reminded = if reminds {
                mail::remind_by_plan(cycle, &call)?
            } else {
                0
            };
            Ok::<_, CycleError>(asked + reminded)
        });
        match written.await {
            Ok(Ok(0)) => {}
            Ok(Ok(count)) => tracing::info!(target: "tonghop::jobs", "{count} requests and reminders were written"),
            Ok(Err(error)) => tracing::warn!(target: "tonghop::jobs", "reminders: {error}"),
            Err(error) => tracing::error!(target: "tonghop::jobs", "reminders: {error}"),
        }
        tokio::select! {
            () = tokio::time::sleep(REMINDERS) => {}
            () = app.until_asked() => {}
        }
    }
}

/// Sends mail, one letter after the other.
async fn mails(app: App, post: Arc<dyn Post>) {
    loop {
        let (sender, way) = (app.clone(), Arc::clone(&post));
        let pause = match app.block(move |_| post::deliver_next(&sender, &*way)).await {
            Ok(Ok(Delivery::Done)) => continue,
            Ok(Ok(Delivery::Nothing)) => MAIL,
            Ok(Ok(Delivery::Trouble)) => MAIL_TROUBLE,
            Ok(Err(error)) => {
                tracing::warn!(target: "tonghop::jobs", "mail: {error}");
                MAIL_TROUBLE
            }
            Err(error) => {
                tracing::error!(target: "tonghop::jobs", "mail: {error}");
                MAIL_TROUBLE
            }
        };
        tokio::time::sleep(pause).await;
    }
}
