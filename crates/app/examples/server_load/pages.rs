//! Pages and files of the consolidated views as a browser asks for them: times, weight, number of requests.

use super::http::{Answer, Client};
use super::sample;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Requests of which the median is reported.
const TIMES: usize = 11;

/// Signs somebody in; the session's cookies go with every later request.
pub fn sign_in(client: &mut Client, login: &str) {
    let page = client.get("/sign-in").unwrap();
    let visitor = cookies(&page);
    let text = page.text();
    let (_, rest) = text.split_once("<meta name=\"csrf\" content=\"").expect("a token");
    let token = rest.split('"').next().unwrap_or("");
    let form = [("csrf", token), ("login", login), ("password", sample::PASSWORD)];
    let form: Vec<String> = form
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    client.headers = format!("Cookie: {}\r\n", visitor.join("; "));
    let answer = client
        .send(
            "POST",
            "/sign-in",
            "application/x-www-form-urlencoded",
            form.join("&").as_bytes(),
        )
        .unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text());
    let all: Vec<String> = visitor.into_iter().chain(cookies(&answer)).collect();
    client.headers = format!("Cookie: {}\r\nAccept-Encoding: gzip\r\n", all.join("; "));
}

fn cookies(answer: &Answer) -> Vec<String> {
    let set = answer.header("set-cookie").into_iter();
    set.filter_map(|c| c.split(';').next()).map(str::to_owned).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// Median time and bytes on the line of one address.
pub fn time(client: &mut Client, path: &str) -> (Duration, usize) {
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let answer = client.get(path).unwrap();
        times.push(begun.elapsed());
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        bytes = answer.body.len();
    }
    times.sort_unstable();
    (times[TIMES / 2], bytes)
}

/// Bytes and number of requests of a first visit: the page and everything that it names.
pub fn weight(client: &mut Client, path: &str) -> (usize, usize) {
    let page = client.get(path).unwrap();
    let headers = client.headers.clone();
    client.headers = client.headers.replace("Accept-Encoding: gzip\r\n", "");
    let text = client.get(path).unwrap().text();
    client.headers = headers;
    let names = text
        .split("\"/assets/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let names: BTreeSet<&str> = names.collect();
    let mut bytes = page.head.len() + page.body.len();
    for name in &names {
        let file = client.get(&format!("/assets/{name}")).unwrap();
        bytes += file.head.len() + file.body.len();
    }
    (bytes, names.len() + 1)
}
