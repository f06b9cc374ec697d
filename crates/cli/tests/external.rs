//! `tonghop serve` with a real little provider of OpenID Connect: the way out and back, who is believed and who is not.

#![allow(clippy::unwrap_used)] // helpers of tests

#[path = "../../oidc/tests/little/mod.rs"]
mod little;

use little::{CLIENT, Key, Little, SECRET, location, now};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle, people, setup};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Actor;
use tonghop_model::moment::Moment;
use tonghop_store::Store;
use tonghop_store::people::{CredentialRow, set_credential};

struct Server {
    child: Child,
    folder: PathBuf,
    store: Store,
    account: i64,
    place: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A server with one invited person, `can.bo`, who has no password.
fn serve(little: &Little) -> Server {
    let folder = std::env::temp_dir().join(format!("tonghop-external-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("tonghop.db").to_str().unwrap().to_owned();
    let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    let cycle = Cycle::new(Store::open(&file).unwrap(), Arc::new(engine));
    let system = Actor::system("test");
    let call = Call {
        actor: &system,
        now: Moment::from_unix(now()),
        address: "",
    };
    setup::migrate(&cycle, &call).unwrap();
    let input = setup::Bootstrap {
        province: "51".into(),
        login: "admin".into(),
        name: "Quản trị".into(),
    };
    setup::bootstrap(&cycle, &call, &input).unwrap();
    let (account, _) = people::invite(&cycle, &call, &people::Invite::of("can.bo", "Cán bộ")).unwrap();
    drop(cycle);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let place = format!("127.0.0.1:{port}");
    let child = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args([
            "serve",
            "--listen",
            &place,
            "--base-url",
            &format!("http://{place}"),
            "--data",
        ])
        .arg(&folder)
        .env("TONGHOP_OIDC_ISSUER", little.issuer())
        .env("TONGHOP_OIDC_CLIENT_ID", CLIENT)
        .env("TONGHOP_OIDC_CLIENT_SECRET", SECRET)
        .env("TONGHOP_OIDC_NAME", "Cổng tỉnh")
        .env("TONGHOP_OIDC_BIND", "login")
        .env("TONGHOP_OIDC_SECOND_FACTORS", "otp, mfa")
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Long beyond what a busy machine needs; nothing depends on how long it takes.
    let there = (0..2_400).any(|_| {
        TcpStream::connect(&place).is_ok() || {
            std::thread::sleep(std::time::Duration::from_millis(100));
            false
        }
    });
    assert!(there, "the server listens");
    Server {
        child,
        folder,
        store: Store::open(&file).unwrap(),
        account: account.0,
        place,
    }
}

struct Browser<'a> {
    server: &'a Server,
    cookies: BTreeMap<String, String>,
}

struct Answer {
    status: u16,
    place: String,
    body: String,
}

impl<'a> Browser<'a> {
    fn new(server: &'a Server) -> Self {
        Self {
            server,
            cookies: BTreeMap::new(),
        }
    }

    fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    fn post(&mut self, path: &str, page: &Answer, more: &str) -> Answer {
        let (_, rest) = page.body.split_once("<meta name=\"csrf\" content=\"").unwrap();
        let body = format!("csrf={}&{more}", rest.split('"').next().unwrap());
        self.send("POST", path, &body)
    }

    fn send(&mut self, verb: &str, path: &str, body: &str) -> Answer {
        let path = path
            .strip_prefix(&format!("http://{}", self.server.place))
            .unwrap_or(path);
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut stream = TcpStream::connect(&self.server.place).unwrap();
        write!(
            stream,
            "{verb} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.server.place,
            cookies.join("; "),
            body.len()
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut place = String::new();
        for line in head.lines() {
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            match name.to_ascii_lowercase().as_str() {
                "location" => place = value.to_owned(),
                "set-cookie" => {
                    let (name, rest) = value.split_once('=').unwrap();
                    let (value, rest) = rest.split_once(';').unwrap();
                    if rest.contains("Max-Age=0") {
                        self.cookies.remove(name);
                    } else {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                _ => {}
            }
        }
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            place,
            body: body.to_owned(),
        }
    }

    /// Leaves for the provider, which knows the person; the address with which the browser comes back.
    fn leave(&mut self) -> String {
        let left = self.get("/sign-in/external?next=%2Faccount");
        assert_eq!(left.status, 303, "{}", left.body);
        location(&left.place)
    }

    fn is_signed_in(&self) -> bool {
        self.cookies.contains_key("session")
    }

    /// What the sign-in page says after a refusal.
    fn refused(&mut self, back: &str) -> String {
        let answer = self.get(back);
        assert_eq!(
            (answer.status, answer.place.as_str()),
            (303, "/sign-in"),
            "{}",
            answer.body
        );
        assert!(!self.is_signed_in());
        self.get("/sign-in").body
    }
}

/// A code of RFC 6238 for the secret "foobar".
fn code() -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, b"foobar");
    let tag = ring::hmac::sign(&key, &(now() / 30).to_be_bytes());
    let mac = tag.as_ref();
    let offset = usize::from(mac[19] & 15);
    let four = [mac[offset] & 0x7f, mac[offset + 1], mac[offset + 2], mac[offset + 3]];
    format!("{:06}", u32::from_be_bytes(four) % 1_000_000)
}

#[test]
fn people_sign_in_through_the_provider_and_nobody_else_does() {
    let little = Little::start(Key::ec());
    let server = serve(&little);
    let mut browser = Browser::new(&server);
    let page = browser.get("/sign-in");
    assert!(
        page.body.contains("Cổng tỉnh") && page.body.contains("/sign-in/external?next="),
        "{}",
        page.body
    );

    // Somebody whom the provider knows and nobody here.
    little.claims(|c| {
        c["sub"] = json!("la");
        c["preferred_username"] = json!("khong.co");
    });
    let back = browser.leave();
    assert!(browser.refused(&back).contains("chưa được gắn"));

    // A token of another attempt, one that is over, one that nobody signed.
    little.claims(|c| c["nonce"] = json!("x"));
    let back = browser.leave();
    assert!(browser.refused(&back).contains("Không chấp nhận"));
    little.claims(|c| c["exp"] = json!(now() - 600));
    let back = browser.leave();
    assert!(browser.refused(&back).contains("Không chấp nhận"));
    little.forge(|_, c| format!("{}.{}.", little::part(&json!({ "alg": "none" })), little::part(&c)));
    let back = browser.leave();
    assert!(browser.refused(&back).contains("Không chấp nhận"));

    // The person. A link with somebody's code signs another browser in as nobody.
    little.forge(little::honest);
    let back = browser.leave();
    let kept = browser.cookies.clone();
    assert!(Browser::new(&server).refused(&back).contains("hết hạn"));
    let arrived = browser.get(&back);
    assert_eq!((arrived.status, arrived.place.as_str()), (303, "/account"));
    let account = browser.get("/account");
    assert!(
        account.body.contains("Firefox") && account.body.contains("qua Cổng tỉnh"),
        "{}",
        account.body
    );
    // The same address once more.
    let mut again = Browser::new(&server);
    again.cookies = kept;
    assert!(again.refused(&back).contains("hết hạn"));

    // Signing out says how to end it there as well.
    let out = browser.post("/sign-out", &account, "");
    assert_eq!(out.place, "/sign-in/external/ended");
    assert!(
        browser
            .get("/sign-in/external/ended")
            .body
            .contains(&format!("{}/end?", little.issuer()))
    );

    // Bound by the subject from now on, whatever the login is called.
    little.claims(|c| c["preferred_username"] = json!("khac"));
    let back = browser.leave();
    browser.get(&back);
    assert!(browser.is_signed_in());

    // With codes set up here, one is asked for, unless the provider saw a second factor.
    let row = CredentialRow {
        totp_secret: Some("MZXW6YTBOI".into()),
        totp_confirmed: true,
        ..CredentialRow::empty(server.account, 0)
    };
    server.store.write(|db| set_credential(db, &row)).unwrap();
    let mut second = Browser::new(&server);
    let back = second.leave();
    assert_eq!(second.get(&back).place, "/sign-in/external/code");
    let page = second.get("/sign-in/external/code");
    assert_eq!(second.post("/sign-in/external/code", &page, "code=000000x").status, 422);
    assert!(!second.is_signed_in());
    let done = second.post("/sign-in/external/code", &page, &format!("code={}", code()));
    assert_eq!((done.status, done.place.as_str()), (303, "/account"), "{}", done.body);
    assert!(second.is_signed_in());
    little.claims(|c| c["amr"] = json!(["pwd", "otp"]));
    let mut third = Browser::new(&server);
    let back = third.leave();
    assert_eq!(third.get(&back).place, "/account");
}
