//! A document that is sent while it is written: a large one neither waits as a whole nor fills the memory twice.

use crate::reply::{self, Reply};
use axum::body::{Body, Bytes};
use futures_core::Stream;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tonghop_app::cycle::documents::Draft;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow line; then the writer waits.
const WAITING: usize = 8;

/// Sends a document while it is written.
///
/// # Errors
/// The name cannot be written in a header.
pub fn send(draft: Draft) -> Reply {
    let (sender, receiver) = channel(WAITING);
    let (name, media) = (draft.name.clone(), draft.format.media_type());
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces {
            sender,
            piece: Vec::with_capacity(PIECE),
        };
        let written = draft
            .write(&mut out)
            .map_err(io::Error::other)
            .and_then(|()| out.flush());
        if let Err(error) = written {
            tracing::warn!(%error, name = draft.name, "a document was not sent to its end");
            // The answer breaks off, so that nobody takes half a file for a whole one. Nobody may listen any more.
            let _ = out.sender.blocking_send(Err(error));
        }
    });
    reply::download(&name, media, Body::from_stream(Answer(receiver)))
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
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.sender.blocking_send(Ok(piece.into())).map_err(gone)
    }
}

struct Answer(Receiver<io::Result<Bytes>>);

impl Stream for Answer {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
