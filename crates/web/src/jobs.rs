//! What the server does by itself, beside answering.

use crate::app::App;
use std::time::Duration;
use tonghop_app::cycle::{files, people};

/// Time between two sweeps of what ended.
const SWEEP: Duration = Duration::from_secs(3600);
/// Time between two looks for files that wait to be read.
const LOOK: Duration = Duration::from_secs(2);

/// Starts the jobs; they end with the server.
pub fn start(app: &App) {
    tokio::spawn(sweeps(app.clone()));
    tokio::spawn(readings(app.clone()));
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
