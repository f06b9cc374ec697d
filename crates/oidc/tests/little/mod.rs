//! A little provider of OpenID Connect on the loopback address: real HTTP, real signatures, PKCE checked, codes used once.

#![allow(dead_code, reason = "each test file uses a part of it")]

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents,
};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub const CLIENT: &str = "tonghop";
pub const SECRET: &str = "bi mat: thu/nghiem+1";

/// What signs.
pub enum Key {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
}

pub fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

impl Key {
    pub fn ec() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self::Ec(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap())
    }

    pub fn alg(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
        }
    }

    pub fn jwk(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match self {
            Self::Rsa(key) => {
                let public = RsaPublicKeyComponents::<Vec<u8>>::from(key.public());
                json!({ "kty": "RSA", "use": "sig", "kid": "k1", "alg": "RS256",
                    "n": text(&public.n), "e": text(&public.e) })
            }
            Self::Ec(key) => {
                let point = key.public_key().as_ref();
                json!({ "kty": "EC", "use": "sig", "kid": "k1", "crv": "P-256", "x": text(&point[1..33]), "y": text(&point[33..]) })
            }
        }
    }

    /// A signed token with this header.
    pub fn token(&self, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", part(header), part(claims));
        let random = SystemRandom::new();
        let signature = match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature)
                    .unwrap();
                signature
            }
            Self::Ec(key) => key.sign(&random, signed.as_bytes()).unwrap().as_ref().to_vec(),
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Makes the token out of the claims that are right.
pub type Forge = Box<dyn Fn(&Key, Value) -> String + Send>;

struct State {
    issuer: String,
    key: Key,
    forge: Mutex<Forge>,
    /// Code → nonce, challenge.
    codes: Mutex<HashMap<String, (String, String)>>,
    count: Mutex<usize>,
}

/// The provider; it ends with the process.
#[derive(Clone)]
pub struct Little(Arc<State>);

#[allow(clippy::needless_pass_by_value, reason = "it is a Forge")]
pub fn honest(key: &Key, claims: Value) -> String {
    key.token(&json!({ "alg": key.alg(), "kid": "k1", "typ": "JWT" }), &claims)
}

/// The time in seconds since 1970, as a served process has it from its own clock.
#[allow(clippy::disallowed_methods, reason = "a provider of its own has a clock of its own")]
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap().as_secs() as i64
}

impl Little {
    pub fn start(key: Key) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let state = Arc::new(State {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            key,
            forge: Mutex::new(Box::new(honest)),
            codes: Mutex::default(),
            count: Mutex::default(),
        });
        let served = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&served, &stream.unwrap());
            }
        });
        Self(state)
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub fn forge(&self, forge: impl Fn(&Key, Value) -> String + Send + 'static) {
        *self.0.forge.lock().unwrap() = Box::new(forge);
    }

    /// Changes the claims, signed as they should be.
    pub fn claims(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.forge(move |key, mut claims| {
            change(&mut claims);
            honest(key, claims)
        });
    }
}

/// Where a browser is sent that asks for this address of the provider.
pub fn location(address: &str) -> String {
    let rest = address.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let line = answer
        .lines()
        .find(|l| l.to_ascii_lowercase().starts_with("location: "));
    line.unwrap_or_else(|| panic!("{answer}"))[10..].trim().to_owned()
}

pub fn query(address: &str) -> HashMap<String, String> {
    let text = address.split_once('?').map_or("", |(_, q)| q);
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn serve(state: &State, mut stream: &TcpStream) {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first).unwrap_or(0) == 0 {
        return;
    }
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap(),
            "authorization" => authorization = value.trim().to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let path = first.split(' ').nth(1).unwrap();
    let (status, header, text) = answer(state, path, &String::from_utf8(body).unwrap(), &authorization);
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{header}\r\n{text}",
        text.len()
    );
}

fn answer(state: &State, path: &str, body: &str, authorization: &str) -> (&'static str, String, String) {
    let issuer = &state.issuer;
    let json = |value: Value| ("200 OK", String::new(), value.to_string());
    match path.split('?').next().unwrap() {
        "/.well-known/openid-configuration" => json(json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
            "end_session_endpoint": format!("{issuer}/end"),
        })),
        "/keys" => json(json!({ "keys": [{ "kty": "oct", "kid": "other", "k": "AAAA" }, state.key.jwk()] })),
        "/authorize" => {
            let said = query(path);
            assert_eq!(
                (said["response_type"].as_str(), said["code_challenge_method"].as_str()),
                ("code", "S256")
            );
            assert!(said["scope"].split(' ').any(|s| s == "openid"));
            let mut count = state.count.lock().unwrap();
            *count += 1;
            let code = format!("code-{count}");
            let kept = (said["nonce"].clone(), said["code_challenge"].clone());
            state.codes.lock().unwrap().insert(code.clone(), kept);
            let mut back = form_urlencoded::Serializer::new(String::new());
            back.append_pair("code", &code).append_pair("state", &said["state"]);
            (
                "302 Found",
                format!("Location: {}?{}\r\n", said["redirect_uri"], back.finish()),
                String::new(),
            )
        }
        "/token" => token(state, body, authorization),
        _ => ("404 Not Found", String::new(), String::new()),
    }
}

fn token(state: &State, body: &str, authorization: &str) -> (&'static str, String, String) {
    let refused = |code: &str| ("400 Bad Request", String::new(), json!({ "error": code }).to_string());
    let said: HashMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let encoded = |t: &str| form_urlencoded::byte_serialize(t.as_bytes()).collect::<String>();
    let expected = STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET)));
    if authorization != format!("Basic {expected}") {
        return refused("invalid_client");
    }
    let Some((nonce, challenge)) = state.codes.lock().unwrap().remove(&said["code"]) else {
        return refused("invalid_grant");
    };
    let digest = ring::digest::digest(&ring::digest::SHA256, said["code_verifier"].as_bytes());
    if URL_SAFE_NO_PAD.encode(digest) != challenge {
        return refused("invalid_grant");
    }
    let now = now();
    let claims = json!({
        "iss": state.issuer, "aud": CLIENT, "sub": "nguoi-17", "nonce": nonce, "iat": now, "exp": now + 300,
        "preferred_username": "Can.Bo", "email": "can.bo@xa-mau.example", "email_verified": true, "name": "Cán bộ Mẫu",
    });
    let made = state.forge.lock().unwrap()(&state.key, claims);
    let text = json!({ "access_token": "x", "token_type": "Bearer", "id_token": made }).to_string();
    ("200 OK", String::new(), text)
}
