//! A backup of the whole installation as a download, taken while the server goes on.

use crate::app::App;
use crate::context::Ctx;
use crate::reply::Reply;
use crate::stream;
use axum::extract::State;
use std::sync::Arc;
use tonghop_app::cycle::system;

pub async fn download(State(app): State<App>, ctx: Ctx) -> Reply {
    // Recorded before the first byte leaves: whoever took the data is known, however far the line carried them.
    app.run(&ctx, system::begin_backup).await?;
    let day = ctx.0.now.day_in_vietnam();
    let cycle = Arc::clone(app.cycle());
    stream::written(&format!("tonghop-{day}.backup.gz"), "application/gzip", move |out| {
        system::write_backup(&cycle, out)
    })
}
