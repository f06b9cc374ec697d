//! What is sent while it is written: a large file neither waits as a whole nor fills the memory.

use crate::reply::{self, Reply};
use axum::body::{Body, Bytes};
use futures_core::Stream;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for a slow line; then the writer waits.
const WAITING: usize = 8;
/// How long the writer waits for a line on which nothing moves.
const PATIENCE: Duration = Duration::from_secs(60);

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
        if let Err(error) = write(&mut out).and_then(|()| out.finish()) {
            tracing::warn!(%error, name = shown, "a file was not sent to its end");
        }
    });
    reply::download(name, media_type, Body::from_stream(Answer(receiver)))
}

/// What is written, in pieces. An empty one is the last: without it the file is not whole.
struct Pieces {
    sender: Sender<Bytes>,
    piece: Vec<u8>,
}

impl Pieces {
    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.send(Bytes::new())
    }

    /// Waits for room, but not for ever.
    fn send(&self, piece: Bytes) -> io::Result<()> {
        match Handle::current().block_on(timeout(PATIENCE, self.sender.send(piece))) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
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
        self.send(Bytes::from(piece))
    }
}

/// The pieces as they come; breaks off where the last one does not.
struct Answer(Receiver<Bytes>);

impl Stream for Answer {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|piece| match piece {
            Some(last) if last.is_empty() => None,
            Some(piece) => Some(Ok(piece)),
            None => Some(Err(io::ErrorKind::UnexpectedEof.into())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn rest(body: Body) -> Result<usize, axum::Error> {
        axum::body::to_bytes(body, usize::MAX).await.map(|b| b.len())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_file_comes_whole_or_breaks_off() {
        let long = |out: &mut dyn Write| out.write_all(&vec![b'x'; 5 * PIECE + 7]);
        let sent = written("a.bin", "application/octet-stream", long).expect("a name");
        assert_eq!(rest(sent.into_body()).await.expect("whole"), 5 * PIECE + 7);
        let fails = |out: &mut dyn Write| {
            out.write_all(&vec![b'x'; 3 * PIECE])?;
            Err(io::Error::other("no more"))
        };
        let sent = written("a.bin", "application/octet-stream", fails).expect("a name");
        assert!(rest(sent.into_body()).await.is_err());
    }

    #[tokio::test]
    async fn what_was_given_up_does_not_look_whole() {
        let (sender, receiver) = channel(2);
        sender.send(Bytes::from_static(b"a")).await.expect("room");
        drop(sender);
        assert!(rest(Body::from_stream(Answer(receiver))).await.is_err());
    }
}
