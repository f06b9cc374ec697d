//! Listening, serving, stopping.

use crate::app::App;
use crate::connections::Connections;
use crate::middleware::{compress, contain, explain, headers, identify, observe};
use crate::problem::WebError;
use crate::{jobs, line, routes};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Threads for work that waits: the database, passwords (19 MiB each), files that are read.
const WAITING_THREADS: usize = 32;
/// Time for requests that run when the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pause after which the next connection is looked for where the system gave none.
const PAUSE: Duration = Duration::from_millis(200);

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

/// Serves until `stop` is done. A connection that the system refuses is no reason to end.
///
/// # Errors
/// None so far.
pub async fn serve(
    app: &App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let router = service(app);
    let connections = Connections::new(app.config().limits.connections);
    let (told, tell) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            came = listener.accept() => match came {
                Ok(came) => came,
                Err(error) => {
                    not_accepted(&error, &connections).await;
                    continue;
                }
            },
            () = stop.as_mut() => break,
        };
        let seat = tokio::select! {
            seat = connections.enter() => seat,
            () = stop.as_mut() => break,
        };
        tokio::spawn(line::serve(router.clone(), stream, address, seat, tell.clone()));
    }
    drop(listener);
    // Where no connection is open any more, nobody hears it.
    let _ = told.send(true);
    let _ = tokio::time::timeout(PATIENCE, connections.empty()).await;
    Ok(())
}

/// A connection that did not come about: the caller broke off, or the system has no more files for us. Then somebody has to
/// leave before it makes sense to go on.
async fn not_accepted(error: &io::Error, connections: &Connections) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        return;
    }
    tracing::error!(target: "tonghop::http", "no connection accepted: {error}");
    connections.make_room();
    tokio::time::sleep(PAUSE).await;
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
