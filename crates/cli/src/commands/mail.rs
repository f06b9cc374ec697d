//! The way to the mail server, from environment variables: an address with a password has no place on the command line,
//! which everybody on the machine can read.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};
use tonghop_app::cycle::mail::Letter;
use tonghop_mail::{Mail, Mailer, SendError, Settings, SettingsError};
use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_web::{Cause, NotSent, Post};

const URL: &str = "TONGHOP_SMTP_URL";
const SENDER: &str = "TONGHOP_SMTP_SENDER";
const CERTIFICATES: &str = "TONGHOP_SMTP_CERTIFICATES";

/// The way to the mail server; none where no server is set.
///
/// # Errors
/// [`SettingsError`] names the setting that cannot be used.
pub fn from_environment() -> Result<Option<Arc<dyn Post>>, SettingsError> {
    let Some(server) = set(URL) else {
        return Ok(None);
    };
    let mut settings = Settings::new(server, set(SENDER).unwrap_or_default());
    settings.certificates = set(CERTIFICATES).map(Into::into);
    Ok(Some(Arc::new(Smtp(Mailer::new(&settings)?))))
}

/// A variable that is there and not empty.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// What is wrong with the settings, in words.
pub fn worded(error: &SettingsError, messages: &Messages) -> String {
    match error {
        SettingsError::Server => messages.text("cli-serve-mail-url"),
        SettingsError::Sender(sender) => {
            messages.word("cli-serve-mail-sender", &[("sender", Arg::Text(sender.clone()))])
        }
        SettingsError::Certificates { file, cause } => {
            let args = [("file", Arg::Text(file.clone())), ("cause", Arg::Text(cause.clone()))];
            messages.word("cli-serve-mail-certificates", &args)
        }
    }
}

struct Smtp(Mailer);

impl std::fmt::Debug for Smtp {
    /// Without the mailer, which holds the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp")
    }
}

impl Post for Smtp {
    fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let written = u64::try_from(letter.date.unix()).unwrap_or_default();
        let mail = Mail {
            key: letter.key.clone(),
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: Some(letter.html()),
            date: UNIX_EPOCH + Duration::from_secs(written),
        };
        self.0.send(&mail).map_err(|error| NotSent {
            cause: match &error {
                SendError::Receiver => Cause::Receiver,
                SendError::Message(_) => Cause::Letter,
                SendError::Refused(_) => Cause::Refused,
                SendError::Unavailable(_) => Cause::Unavailable,
            },
            detail: said(&error),
        })
    }
}

/// What lies below our own words: the reply of the server, the failure of the network.
fn said(error: &SendError) -> String {
    let mut below = error.source();
    let mut parts = Vec::new();
    while let Some(cause) = below {
        let part = cause.to_string();
        // Some causes repeat the one below them.
        if !parts.iter().any(|p: &String| p.contains(&part)) {
            parts.push(part);
        }
        below = cause.source();
    }
    parts.join(": ")
}
