//! Handing messages to the server.

use crate::{Mail, SendError, Settings, SettingsError};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};
use std::path::Path;

/// Hands messages to the mail server. Cheap to keep; opens one connection a message.
#[derive(Debug)]
pub struct Mailer {
    transport: SmtpTransport,
    sender: Mailbox,
}

impl Mailer {
    /// Prepares the way to the server; does not connect yet.
    ///
    /// # Errors
    /// [`SettingsError`] names the setting that cannot be used.
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let sender: Mailbox = settings
            .sender
            .parse()
            .map_err(|_| SettingsError::Sender(settings.sender.clone()))?;
        let builder = SmtpTransport::from_url(&settings.server).map_err(|_| SettingsError::Server)?;
        let mut builder = builder.timeout(Some(settings.timeout));
        if let Some(file) = &settings.certificates {
            builder = builder.tls(tls(&settings.server, file)?);
        }
        Ok(Self {
            transport: builder.build(),
            sender,
        })
    }

    /// Hands one message over. After `Ok` the server is responsible for it.
    ///
    /// # Errors
    /// [`SendError`]; [`SendError::is_final`] says whether trying again can help.
    pub fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let message = self.written(mail)?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() && !is_about_log_in(&error) => Err(SendError::Refused(error)),
            Err(error) => Err(SendError::Unavailable(error)),
        }
    }

    /// Connects, greets and takes leave, to show that the settings work.
    ///
    /// # Errors
    /// [`SendError::Unavailable`] or [`SendError::Refused`] with the cause.
    pub fn test(&self) -> Result<(), SendError> {
        match self.transport.test_connection() {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(SendError::Refused(error)),
            Err(error) => Err(SendError::Unavailable(error)),
        }
    }

    fn written(&self, mail: &Mail) -> Result<Message, SendError> {
        let to: Mailbox = mail.to.parse().map_err(|_| SendError::Receiver)?;
        let builder = Message::builder()
            .from(self.sender.clone())
            .to(to)
            .subject(mail.subject_line())
            .date(mail.date)
            .message_id(Some(mail.message_id(self.sender.email.domain())));
        let written = match &mail.html {
            // Programs show the last alternative that they can; the text is there for those that show none.
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html.clone())),
            None => builder.header(ContentType::TEXT_PLAIN).body(mail.text.clone()),
        };
        written.map_err(SendError::Message)
    }
}

/// True for replies about user, password or encryption (RFC 4954, RFC 3207): no fault of the letter, which can go out once
/// the settings are right.
fn is_about_log_in(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string());
    matches!(code.as_deref(), Some("530" | "534" | "535" | "538"))
}

/// TLS that trusts the certificates of `file` as well, as strict as the address of the server asks for.
fn tls(server: &str, file: &Path) -> Result<Tls, SettingsError> {
    let wrong = |cause: String| SettingsError::Certificates {
        file: file.display().to_string(),
        cause,
    };
    let pem = std::fs::read(file).map_err(|e| wrong(e.to_string()))?;
    let certificate = Certificate::from_pem(&pem).map_err(|e| wrong(e.to_string()))?;
    let (scheme, rest) = server.split_once("://").ok_or(SettingsError::Server)?;
    let parameters = TlsParameters::builder(host(rest).to_owned())
        .add_root_certificate(certificate)
        .build()
        .map_err(|e| wrong(e.to_string()))?;
    Ok(match (scheme, rest.contains("tls=required")) {
        ("smtps", _) => Tls::Wrapper(parameters),
        (_, true) => Tls::Required(parameters),
        _ => Tls::Opportunistic(parameters),
    })
}

/// The host in `user:password@host:port/?query`.
fn host(rest: &str) -> &str {
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    match place.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((address, _)) => address,
        None => place.split(':').next().unwrap_or(place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_behind_user_and_password() {
        let cases = [
            ("mail.example.vn", "mail.example.vn"),
            ("mail.example.vn:587?tls=required", "mail.example.vn"),
            ("u:p%40x@mail.example.vn:465/", "mail.example.vn"),
            ("u:p@[::1]:25", "::1"),
        ];
        for (rest, expected) in cases {
            assert_eq!(host(rest), expected, "{rest}");
        }
    }
}
