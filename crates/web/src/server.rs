//! Listening, serving, stopping.

use crate::app::App;
use crate::jobs;
use crate::middleware::{compress, contain, explain, headers, identify, observe};
use crate::problem::WebError;
use crate::routes;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// Threads for work that waits: the database, passwords (19 MiB each), files that are read.
const WAITING_THREADS: usize = 32;
/// Time for requests that run when the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why the server stopped or did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The system gave no threads, or the listener failed.
    #[error("the server failed")]
    Serve(#[source] io::Error),
}

/// The whole server as a service: routes with their guards, and what happens around them.
pub fn service(app: &App) -> Router {
    routes::router(app, routes::table())
        .fallback(nothing_here)
        .with_state(app.clone())
        .layer(from_fn_with_state(app.clone(), contain::contain))
        .layer(from_fn_with_state(app.clone(), explain::explain))
        .layer(from_fn_with_state(app.clone(), identify::identify))
        .layer(from_fn(compress::compress))
        .layer(from_fn_with_state(app.clone(), headers::headers))
        .layer(from_fn_with_state(app.clone(), observe::observe))
}

async fn nothing_here() -> WebError {
    WebError::not_found()
}

/// Listens on an address, says so, and serves until the process is told to stop (Ctrl-C, SIGTERM); requests that run then
/// may come to their end.
///
/// # Errors
/// [`ServeError::Listen`] where the address cannot be used, [`ServeError::Serve`] where the system fails.
pub fn run(app: &App, address: SocketAddr, listening: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(WAITING_THREADS)
        .build()
        .map_err(ServeError::Serve)?;
    let served = runtime.block_on(async {
        let failed = |cause| ServeError::Listen { address, cause };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        listening(listener.local_addr().map_err(failed)?);
        jobs::start(app);
        serve(app, listener, stopped()).await
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// Serves until `stop` is done.
///
/// # Errors
/// [`ServeError::Serve`] where the listener fails.
pub async fn serve(
    app: &App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let service = service(app).into_make_service_with_connect_info::<SocketAddr>();
    let (told, mut tell) = tokio::sync::watch::channel(false);
    let stopping = async move {
        stop.await;
        // Nobody listens any more only where serving has ended already.
        let _ = told.send(true);
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stopping);
    tokio::select! {
        ended = served => ended.map_err(ServeError::Serve),
        () = async {
            if tell.wait_for(|told| *told).await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(PATIENCE).await;
        } => Ok(()),
    }
}

/// Done once the process is told to stop.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {},
        () = terminated => {},
    }
}
