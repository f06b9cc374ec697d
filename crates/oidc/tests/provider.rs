//! Against a little provider that signs for real: what is right is believed, whatever is wrong is not.

#![allow(clippy::unwrap_used)] // helpers of tests

mod little;

use little::{CLIENT, Key, Little, SECRET, location, now, part, query};
use ring::hmac;
use ring::signature::RsaKeyPair;
use serde_json::json;
use tonghop_oidc::token::TokenError;
use tonghop_oidc::{Attempt, Identity, OidcError, Provider, Settings, SettingsError};

const REDIRECT: &str = "http://localhost/back";

fn rsa() -> Key {
    Key::Rsa(RsaKeyPair::from_pkcs8(include_bytes!("keys/made-for-tests.pk8")).unwrap())
}

fn provider(little: &Little) -> Provider {
    let mut settings = Settings::new(little.issuer(), CLIENT);
    settings.secret = Some(SECRET.into());
    settings.second_factors = vec!["otp".into()];
    Provider::new(settings).unwrap()
}

fn attempt() -> Attempt {
    Attempt {
        state: "state-1".into(),
        nonce: "nonce-1".into(),
        verifier: "v".repeat(64),
    }
}

fn walk(provider: &Provider) -> Result<Identity, OidcError> {
    let attempt = attempt();
    let back = location(&provider.leave(&attempt, REDIRECT, now())?);
    let said = query(&back);
    assert_eq!(said["state"], attempt.state);
    provider.arrive(&attempt, &said["code"], REDIRECT, now())
}

fn refused(provider: &Provider) -> TokenError {
    match walk(provider).unwrap_err() {
        OidcError::Token(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_kinds_of_keys_are_believed() {
    for key in [rsa(), Key::ec()] {
        let little = Little::start(key);
        let known = walk(&provider(&little)).unwrap();
        assert_eq!(
            (known.issuer.as_str(), known.subject.as_str()),
            (little.issuer(), "nguoi-17")
        );
        assert_eq!(known.login.as_deref(), Some("Can.Bo"));
        assert_eq!(known.email.as_deref(), Some("can.bo@xa-mau.example"));
        assert!(!known.second_factor);
        little.claims(|c| {
            c["amr"] = json!(["pwd", "otp"]);
            c["email_verified"] = json!(false);
            c["aud"] = json!(["tonghop", "other"]);
            c["azp"] = json!("tonghop");
        });
        let known = walk(&provider(&little)).unwrap();
        assert!(known.second_factor && known.email.is_none());
    }
}

#[test]
fn claims_that_do_not_fit_are_not_believed() {
    let little = Little::start(rsa());
    let provider = provider(&little);
    type Change = fn(&mut serde_json::Value);
    type Fits = fn(&TokenError) -> bool;
    let cases: [(Change, Fits); 11] = [
        (|c| c["nonce"] = json!("another"), |e| *e == TokenError::Nonce),
        (
            |c| drop(c.as_object_mut().unwrap().remove("nonce")),
            |e| *e == TokenError::Nonce,
        ),
        (|c| c["aud"] = json!("other"), |e| *e == TokenError::Audience),
        (
            |c| c["aud"] = json!(["tonghop", "other"]),
            |e| *e == TokenError::Audience,
        ),
        (|c| c["azp"] = json!("other"), |e| *e == TokenError::Audience),
        (|c| c["exp"] = json!(now() - 61), |e| *e == TokenError::Time),
        (
            |c| drop(c.as_object_mut().unwrap().remove("exp")),
            |e| *e == TokenError::Time,
        ),
        (|c| c["iat"] = json!(now() + 600), |e| *e == TokenError::Time),
        (|c| c["nbf"] = json!(now() + 600), |e| *e == TokenError::Time),
        (
            |c| c["iss"] = json!("https://id.example.vn"),
            |e| matches!(e, TokenError::Issuer(_)),
        ),
        (|c| c["sub"] = json!(""), |e| *e == TokenError::Subject),
    ];
    for (change, expected) in cases {
        little.claims(change);
        let error = refused(&provider);
        assert!(expected(&error), "{error:?}");
    }
}

#[test]
fn signatures_that_do_not_fit_are_not_believed() {
    let little = Little::start(rsa());
    let provider = provider(&little);
    // No signature at all.
    little.forge(|_, claims| format!("{}.{}.", part(&json!({ "alg": "none" })), part(&claims)));
    assert_eq!(refused(&provider), TokenError::Algorithm("none".into()));
    // Signed with what everybody can read: the public key as a shared secret.
    little.forge(|key, claims| {
        let signed = format!("{}.{}", part(&json!({ "alg": "HS256", "kid": "k1" })), part(&claims));
        let secret = hmac::Key::new(hmac::HMAC_SHA256, key.jwk()["n"].as_str().unwrap().as_bytes());
        let tag = hmac::sign(&secret, signed.as_bytes());
        format!(
            "{signed}.{}",
            base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, tag)
        )
    });
    assert_eq!(refused(&provider), TokenError::Algorithm("HS256".into()));
    // Another key under the same name, and of another kind.
    little.forge(|_, claims| little::honest(&Key::ec(), claims));
    assert_eq!(refused(&provider), TokenError::UnknownKey);
    let other = Little::start(Key::ec());
    other.forge(|_, claims| little::honest(&Key::ec(), claims));
    assert_eq!(refused(&self::provider(&other)), TokenError::Signature);
    // Claims changed after signing.
    little.forge(|key, claims| {
        let good = little::honest(key, claims.clone());
        let mut changed = claims;
        changed["sub"] = json!("somebody-else");
        let (rest, signature) = good.rsplit_once('.').unwrap();
        format!("{}.{}.{signature}", rest.split('.').next().unwrap(), part(&changed))
    });
    assert_eq!(refused(&provider), TokenError::Signature);
    // A key that the provider does not have; extensions that nobody understands; no token.
    little.forge(|key, claims| key.token(&json!({ "alg": "RS256", "kid": "k2" }), &claims));
    assert_eq!(refused(&provider), TokenError::UnknownKey);
    little.forge(|key, claims| key.token(&json!({ "alg": "RS256", "crit": ["x"] }), &claims));
    assert_eq!(refused(&provider), TokenError::Shape);
    for text in ["", "a.b", "a.b.c.d", "x"] {
        little.forge(move |_, _| text.to_owned());
        assert_eq!(refused(&provider), TokenError::Shape, "{text}");
    }
}

#[test]
fn a_code_is_good_once_and_for_who_left_with_it() {
    let little = Little::start(rsa());
    let provider = provider(&little);
    let attempt = attempt();
    let code = |to: &str| query(&location(to))["code"].clone();
    let first = code(&provider.leave(&attempt, REDIRECT, now()).unwrap());
    provider.arrive(&attempt, &first, REDIRECT, now()).unwrap();
    let again = provider.arrive(&attempt, &first, REDIRECT, now()).unwrap_err();
    assert!(
        matches!(&again, OidcError::Refused { status: 400, code } if code == "invalid_grant"),
        "{again:?}"
    );
    let second = code(&provider.leave(&attempt, REDIRECT, now()).unwrap());
    let other = Attempt {
        verifier: "w".repeat(64),
        ..attempt
    };
    assert!(
        provider.arrive(&other, &second, REDIRECT, now()).is_err(),
        "another verifier"
    );
}

#[test]
fn settings_that_cannot_be_used_are_refused_and_the_secret_is_not_told() {
    for issuer in ["http://id.example.vn", "id.example.vn", "https://id.example.vn?x=1", ""] {
        let error = Provider::new(Settings::new(issuer, CLIENT)).unwrap_err();
        assert!(matches!(error, SettingsError::Issuer(_)), "{issuer}");
    }
    assert!(matches!(
        Provider::new(Settings::new("https://id.example.vn", " ")).unwrap_err(),
        SettingsError::Client
    ));
    let mut settings = Settings::new("https://id.example.vn", CLIENT);
    settings.secret = Some(SECRET.into());
    assert!(!format!("{settings:?}").contains(SECRET));
    settings.certificates = Some("no-such-file.pem".into());
    assert!(matches!(
        Provider::new(settings).unwrap_err(),
        SettingsError::Certificates { .. }
    ));
    // A provider that speaks for another one, and one that is not there.
    let little = Little::start(Key::ec());
    let slash = Provider::new(Settings::new(format!("{}/", little.issuer()), CLIENT)).unwrap();
    assert!(matches!(
        slash.leave(&attempt(), REDIRECT, now()).unwrap_err(),
        OidcError::Answer { .. }
    ));
    let nobody = Provider::new(Settings::new("http://127.0.0.1:9", CLIENT)).unwrap();
    assert!(matches!(
        nobody.leave(&attempt(), REDIRECT, now()).unwrap_err(),
        OidcError::Unreachable(_)
    ));
}
