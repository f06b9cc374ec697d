//! A body that is read while it comes: a large one never stands in memory as a whole.

use crate::form::too_large;
use crate::problem::WebError;
use axum::body::{Body, Bytes};
use futures_core::Stream;
use std::future::poll_fn;
use std::io::{self, BufReader, Read};
use std::pin::pin;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes that are looked at together.
const PIECE: usize = 64 << 10;
/// Pieces that wait for the reader; then the line waits.
const WAITING: usize = 4;

/// Reads a body by `work`, on a thread that may wait.
///
/// # Errors
/// The body has more than `limit` bytes, or the line broke.
pub async fn read_by<T: Send + 'static>(
    body: Body,
    limit: usize,
    work: impl FnOnce(&mut dyn Read) -> T + Send + 'static,
) -> Result<T, WebError> {
    let (sender, receiver) = channel(WAITING);
    let mut pieces = BufReader::with_capacity(
        PIECE,
        Pieces {
            receiver,
            piece: Bytes::new(),
        },
    );
    let reading = tokio::task::spawn_blocking(move || work(&mut pieces));
    let came = hand_over(body, limit, sender).await;
    let read = reading.await.map_err(WebError::internal)?;
    came.map(|()| read)
}

/// Hands the pieces over as they come, until the reader has had enough.
async fn hand_over(body: Body, limit: usize, sender: Sender<Bytes>) -> Result<(), WebError> {
    let mut stream = pin!(body.into_data_stream());
    let mut bytes = 0;
    while let Some(piece) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        let piece = piece.map_err(|_| WebError::bad_request())?;
        bytes += piece.len();
        if bytes > limit {
            return Err(too_large(limit));
        }
        if sender.send(piece).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// The pieces as a reader.
struct Pieces {
    receiver: Receiver<Bytes>,
    piece: Bytes,
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.receiver.blocking_recv() {
                Some(piece) => self.piece = piece,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(out.len());
        out[..count].copy_from_slice(&self.piece.split_to(count));
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(reader: &mut dyn Read) -> usize {
        io::copy(reader, &mut io::sink()).map_or(0, |n| n as usize)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_body_is_read_to_its_end_and_no_further_than_it_may() {
        let long = || Body::from(vec![b'x'; 5 * PIECE + 7]);
        assert_eq!(read_by(long(), 1 << 20, length).await.expect("whole"), 5 * PIECE + 7);
        assert!(read_by(long(), 5 * PIECE, length).await.is_err());
        // Who has seen enough need not read the rest.
        let first = |reader: &mut dyn Read| reader.read(&mut [0; 3]).unwrap_or(0);
        assert_eq!(read_by(long(), 1 << 20, first).await.expect("enough"), 3);
    }
}
