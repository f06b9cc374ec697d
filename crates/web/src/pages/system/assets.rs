//! An embedded file. Its name changes with its content, so browsers keep it for good.

use crate::app::App;
use crate::middleware::compress::accepts_gzip;
use crate::problem::WebError;
use crate::reply::Reply;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};

pub async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Reply {
    let asset = app.assets().at(uri.path()).ok_or_else(WebError::not_found)?;
    let tag = format!("\"{}\"", asset.path.rsplit('/').next().unwrap_or(""));
    let known = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let mut response: Response = if known.is_some_and(|k| k.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if accepts_gzip(&headers) && !asset.gzip.is_empty() {
        let encoding = [(CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
        (encoding, asset.gzip.clone()).into_response()
    } else {
        asset.plain.into_response()
    };
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    out.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    out.insert(ETAG, HeaderValue::from_str(&tag).map_err(WebError::internal)?);
    Ok(response)
}
