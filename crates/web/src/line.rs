//! One connection: its requests are served, and a caller who does not go on loses it.

use crate::connections::{Line, Seat};
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch::Receiver;
use tokio::time::{Sleep, sleep};

/// Time for the first line and the headers of a request, from when the connection is open or the request before is answered.
pub const HEAD: Duration = Duration::from_secs(20);
/// Time in which a caller has to take something of an answer that is ready.
pub const UNREAD: Duration = Duration::from_secs(60);

/// Serves a connection to its end: the caller closes it, does not go on, has to give way to others, or the server stops.
pub async fn serve(router: Router, stream: TcpStream, address: SocketAddr, seat: Seat, mut stops: Receiver<bool>) {
    let line = Arc::clone(&seat.line);
    let service = {
        let (line, router) = (Arc::clone(&line), TowerToHyperService::new(router));
        service_fn(move |request: Request<Incoming>| answer(&router, request, address, Arc::clone(&line)))
    };
    let stream = TokioIo::new(Stream::new(stream, Arc::clone(&line)));
    let mut served = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .serve_connection(stream, service)
    );
    let mut told = false;
    loop {
        tokio::select! {
            // How a caller broke off is nothing that anybody could mend here.
            _ = served.as_mut() => return,
            () = line.gives_way() => return,
            _ = stops.wait_for(|stops| *stops), if !told => {
                told = true;
                served.as_mut().graceful_shutdown();
            }
        }
    }
}

/// The answer to one request; the connection is at work until the last of it is handed over.
fn answer(
    router: &TowerToHyperService<Router>,
    request: Request<Incoming>,
    address: SocketAddr,
    line: Arc<Line>,
) -> impl Future<Output = Result<Response, Infallible>> + use<> {
    line.works();
    let mut request = request.map(|body| {
        let line = Arc::clone(&line);
        Body::new(Coming {
            body: Body::new(body),
            line,
        })
    });
    request.extensions_mut().insert(ConnectInfo(address));
    let answered = router.call(request);
    async move {
        let answer = answered.await?;
        Ok(answer.map(|body| Body::new(Going { body, line })))
    }
}

/// What a caller sends: while the next piece is missing, the server waits for it.
struct Coming {
    body: Body,
    line: Arc<Line>,
}

impl HttpBody for Coming {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        match polled {
            Poll::Pending => self.line.asks(),
            Poll::Ready(_) => self.line.works(),
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        // Whoever has read enough goes on with it.
        self.line.works();
    }
}

/// What is sent to a caller: when it is gone, the server waits for the next request.
struct Going {
    body: Body,
    line: Arc<Line>,
}

impl HttpBody for Going {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        self.line.asks();
    }
}

/// The bytes of a connection. Whoever takes nothing of an answer for [`UNREAD`] loses it.
struct Stream {
    stream: TcpStream,
    line: Arc<Line>,
    unread: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    const fn new(stream: TcpStream, line: Arc<Line>) -> Self {
        Self {
            stream,
            line,
            unread: None,
        }
    }

    /// What came of writing, or an error where nothing is taken for too long.
    fn taken<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            if self.unread.take().is_some() {
                self.line.is_read(true);
            }
            return written;
        }
        let line = &self.line;
        let unread = self.unread.get_or_insert_with(|| {
            line.is_read(false);
            Box::pin(sleep(UNREAD))
        });
        ready!(unread.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.taken(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.taken(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
