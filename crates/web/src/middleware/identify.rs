//! Finds out in which language a request is to be answered and who makes it.

use super::observe::RequestId;
use crate::app::App;
use crate::context::Context;
use crate::cookie::{self, Name};
use crate::problem::WebError;
use crate::{flash, secret};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tonghop_messages::Lang;

/// Puts the [`Context`] into the request, and cookies into the answer.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    // Files of the style need neither language nor person.
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let secure = app.config().secure();
    let chosen = chosen_language(request.uri().query().unwrap_or(""));
    let asked = Asked::of(&request, app.config().behind_proxy);
    let (context, visitor) = match context(&app, asked, chosen).await {
        Ok(found) => found,
        Err(error) => return in_plain_words(&app, error),
    };
    let had_flash = context.flash.is_some();
    request.extensions_mut().insert(Arc::new(context));
    let mut response = next.run(request).await;
    if let Some(lang) = chosen {
        set(&mut response, &cookie::language(lang.tag(), secure));
    }
    if let Some(visitor) = visitor {
        set(&mut response, &cookie::write(Name::Visitor, &visitor, None, secure));
    }
    // Shown once: on the page that was made now, not on a redirect to it.
    let shown = had_flash && response.status().is_success();
    if shown {
        set(&mut response, &cookie::write(Name::Flash, "", Some(0), secure));
    }
    response
}

/// Where not even the person can be found out, the database is away: a line of text has to do.
fn in_plain_words(app: &App, error: WebError) -> Response {
    let status = error.into_response().status();
    let messages = app.messages(Lang::Vi);
    let words = [
        messages.text("web-problem-internal-title"),
        messages.text("web-problem-internal-text"),
    ];
    (status, words.join(". ")).into_response()
}

fn set(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// What of a request tells who makes it; apart from its body, which cannot wait with us.
struct Asked {
    headers: HeaderMap,
    id: String,
    target: String,
    address: (IpAddr, bool),
    api: bool,
}

impl Asked {
    fn of(request: &Request, behind_proxy: bool) -> Self {
        let target = request.uri().path_and_query();
        Self {
            headers: request.headers().clone(),
            id: request
                .extensions()
                .get::<RequestId>()
                .map(|r| r.0.clone())
                .unwrap_or_default(),
            target: target.map_or_else(|| "/".to_owned(), |t| t.as_str().to_owned()),
            address: address(request, behind_proxy),
            api: request.uri().path().starts_with("/api/"),
        }
    }
}

/// The context, and the cookie of a visitor who had none.
async fn context(app: &App, asked: Asked, chosen: Option<Lang>) -> Result<(Context, Option<String>), WebError> {
    let headers = &asked.headers;
    let secure = app.config().secure();
    let now = app.now();
    let bearer = bearer(headers);
    let is_bearer = bearer.is_some();
    let session = match (bearer, cookie::read(headers, Name::Session, secure)) {
        (Some(token), _) => app.session_of_token(token, now).await?,
        (None, Some(cookie)) => app.session(cookie, now).await?,
        (None, None) => None,
    };
    let own = session.as_ref().filter(|_| !is_bearer).map(|s| s.binding.clone());
    let visitor = cookie::read(headers, Name::Visitor, secure);
    let wanted = own.is_none() && visitor.is_none() && !is_bearer;
    let fresh = if wanted { secret::random() } else { None };
    let messages = app.messages(chosen.unwrap_or_else(|| language(headers, secure, asked.api)));
    let flash = cookie::read(headers, Name::Flash, secure).and_then(|c| flash::decode(&c, messages));
    let (address, local) = asked.address;
    let context = Context {
        chose_language: chosen.is_some() || cookie::read(headers, Name::Language, secure).is_some(),
        messages: Arc::clone(messages),
        now,
        address,
        local,
        bearer: is_bearer,
        session,
        binding: own.or(visitor).or_else(|| fresh.clone()).unwrap_or_default(),
        htmx: headers.contains_key("hx-request"),
        id: asked.id,
        target: asked.target,
        api: asked.api,
        flash,
    };
    Ok((context, fresh))
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// `?lang=vi|en` in the address.
fn chosen_language(query: &str) -> Option<Lang> {
    let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang")?;
    Lang::ALL.into_iter().find(|l| l.tag() == value)
}

/// The language chosen before, else Vietnamese. What the browser asks for decides nothing on pages: most offices have an English
/// browser and no English reader. Programs choose by the header: English where it asks for English and not for Vietnamese.
fn language(headers: &HeaderMap, secure: bool, api: bool) -> Lang {
    if let Some(lang) = cookie::read(headers, Name::Language, secure).and_then(|c| Lang::from_tag(&c)) {
        return lang;
    }
    if !api {
        return Lang::Vi;
    }
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let asked = asked
        .split(',')
        .filter_map(|one| Lang::from_tag(one.split(';').next()?.trim()));
    let mut asked: Vec<Lang> = asked.collect();
    asked.sort_by_key(|l| *l != Lang::Vi);
    asked.first().copied().unwrap_or_default()
}

/// The caller's address, and whether it is this machine without a proxy between.
fn address(request: &Request, behind_proxy: bool) -> (IpAddr, bool) {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |c| c.0.ip());
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let forwarded = forwarded.and_then(|v| v.to_str().ok());
    if behind_proxy {
        let last = forwarded.and_then(|v| v.rsplit(',').next()?.trim().parse().ok());
        return (last.unwrap_or(peer), false);
    }
    (peer, peer.is_loopback() && forwarded.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(header: &str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, header.parse().unwrap());
        assert_eq!(language(&headers, false, false), Lang::Vi, "a page");
        language(&headers, false, true)
    }

    #[test]
    fn vietnamese_comes_first() {
        assert_eq!(asked("en-US,en;q=0.9,vi;q=0.1"), Lang::Vi);
        assert_eq!(asked("en-GB,en"), Lang::En);
        assert_eq!(asked("fr"), Lang::Vi);
        assert_eq!(chosen_language("a=1&lang=en"), Some(Lang::En));
        assert_eq!(chosen_language("lang=de"), None);
    }

    #[test]
    fn a_proxy_is_believed_only_where_there_is_one() {
        let mut request = Request::new(axum::body::Body::empty());
        let peer = SocketAddr::from(([127, 0, 0, 1], 4000));
        request.extensions_mut().insert(ConnectInfo(peer));
        assert_eq!(address(&request, false), (peer.ip(), true));
        request
            .headers_mut()
            .insert("x-forwarded-for", "1.1.1.1, 9.9.9.9".parse().unwrap());
        assert_eq!(address(&request, false), (peer.ip(), false));
        assert_eq!(address(&request, true), (IpAddr::from([9, 9, 9, 9]), false));
    }
}
