//! What is sent while it is written: a large file neither waits as a whole nor fills the memory.

use crate::reply::{self, Reply};
use axum::body::{Body, Bytes};
use futures_core::Stream;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow line; then the writer waits.
const WAITING: usize = 8;
/// How long the writer waits for a line on which nothing moves, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(10);

/// A file to be saved, sent while `write` writes it on a thread that may wait. `name` is ASCII. Where it fails, the
/// answer breaks off, so that nobody takes half a file for a whole one.
///
/// # Errors
/// The name cannot be written in a header.
pub fn written(
    name: &str,
    media_type: &'static str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Reply {
    let (sender, receiver) = channel(WAITING);
    let shown = name.to_owned();
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces {
            sender,
            piece: Vec::with_capacity(PIECE),
        };
        if let Err(error) = write(&mut out).and_then(|()| out.flush()) {
            tracing::warn!(%error, name = shown, "a file was not sent to its end");
            // Nobody may listen any more.
            let _ = out.sender.blocking_send(Err(error));
        }
    });
    reply::download(name, media_type, Body::from_stream(Answer(receiver)))
}

struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        let (mut piece, mut waited) = (Ok(Bytes::from(piece)), Duration::ZERO);
        loop {
            piece = match self.sender.try_send(piece) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Closed(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
                Err(TrySendError::Full(_)) if waited >= PATIENCE => return Err(io::ErrorKind::TimedOut.into()),
                Err(TrySendError::Full(piece)) => piece,
            };
            std::thread::sleep(LOOK);
            waited += LOOK;
        }
    }
}

struct Answer(Receiver<io::Result<Bytes>>);

impl Stream for Answer {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
