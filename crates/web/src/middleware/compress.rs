//! Compresses texts with gzip: lines are thin.

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::middleware::Next;
use axum::response::Response;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Shorter texts gain nothing.
const LEAST: u64 = 1_000;
/// Longer ones are streamed as they are.
const MOST: u64 = 64 << 20;
/// Longer ones are compressed away from the threads that serve.
const LONG: usize = 128 << 10;

/// Compresses the answer where the caller takes it and it is a text.
pub async fn compress(request: Request, next: Next) -> Response {
    let takes = accepts_gzip(request.headers());
    let response = next.run(request).await;
    if takes && worth(&response) {
        compressed(response).await
    } else {
        response
    }
}

/// True where the caller takes gzip.
pub fn accepts_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    accepted.flat_map(|v| v.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or("");
        name.eq_ignore_ascii_case("gzip") && !parts.any(|p| p == "q=0" || p == "q=0.0")
    })
}

fn worth(response: &Response) -> bool {
    let media = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let text = media.starts_with("text/") || media.contains("json") || media.contains("svg") || media.contains("xml;");
    let size = response.body().size_hint().exact();
    text && !response.headers().contains_key(CONTENT_ENCODING) && size.is_some_and(|n| (LEAST..=MOST).contains(&n))
}

async fn compressed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, MOST as usize).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let small = if plain.len() > LONG {
        let plain = plain.clone();
        tokio::task::spawn_blocking(move || gzip(&plain)).await.ok().flatten()
    } else {
        gzip(&plain)
    };
    parts.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    let Some(small) = small else {
        return Response::from_parts(parts, plain.into());
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, small.into())
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::new(4));
    encoder.write_all(plain).and_then(|()| encoder.finish()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_take_gzip_gets_none() {
        for (accepted, takes) in [
            ("gzip, br", true),
            ("br;q=1, GZIP;q=0.5", true),
            ("gzip;q=0", false),
            ("br", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, accepted.parse().unwrap());
            assert_eq!(accepts_gzip(&headers), takes, "{accepted}");
        }
    }
}
