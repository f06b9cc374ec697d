//! Cookies: reading them and writing them.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// Names of our cookies. Over TLS they are bound to the host (`__Host-`).
#[derive(Debug, Clone, Copy)]
pub enum Name {
    /// The session of a signed-in person.
    Session,
    /// What the forms of somebody without a session are bound to.
    Visitor,
    /// What ties a browser to its attempt to sign in elsewhere.
    External,
    /// The chosen language.
    Language,
    /// A message for the next page.
    Flash,
}

impl Name {
    /// The name on the wire.
    pub const fn text(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Visitor, true) => "__Host-visitor",
            (Self::Visitor, false) => "visitor",
            (Self::External, true) => "__Host-external",
            (Self::External, false) => "external",
            (Self::Language, true) => "__Host-lang",
            (Self::Language, false) => "lang",
            (Self::Flash, true) => "__Host-flash",
            (Self::Flash, false) => "flash",
        }
    }
}

/// The value of a cookie.
pub fn read(headers: &HeaderMap, name: Name, secure: bool) -> Option<String> {
    let name = name.text(secure);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// The header that sets a cookie for so many seconds; none for as long as the browser runs, 0 removes it.
pub fn write(name: Name, value: &str, seconds: Option<i64>, secure: bool) -> String {
    let mut header = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", name.text(secure));
    if secure {
        header.push_str("; Secure");
    }
    if let Some(seconds) = seconds {
        header.push_str(&format!("; Max-Age={seconds}"));
    }
    header
}

/// Seconds for which a chosen language is remembered: a year.
const REMEMBERED: i64 = 365 * 86_400;

/// The header that keeps a language (BCP 47 tag) for this browser.
pub fn language(tag: &str, secure: bool) -> String {
    write(Name::Language, tag, Some(REMEMBERED), secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, "a=1; session=abc".parse().unwrap());
        headers.append(COOKIE, "lang=en".parse().unwrap());
        assert_eq!(read(&headers, Name::Session, false).as_deref(), Some("abc"));
        assert_eq!(read(&headers, Name::Language, false).as_deref(), Some("en"));
        assert_eq!(read(&headers, Name::Session, true), None);
    }

    #[test]
    fn cookies_are_for_the_server_only() {
        let header = write(Name::Session, "abc", Some(60), true);
        for part in [
            "__Host-session=abc",
            "HttpOnly",
            "Secure",
            "SameSite=Lax",
            "Path=/",
            "Max-Age=60",
        ] {
            assert!(header.contains(part), "{header}");
        }
    }
}
