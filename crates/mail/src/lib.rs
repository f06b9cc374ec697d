//! Mail out: one plain-text message at a time to the mail server of the office (SMTP, RFC 5321).
//!
//! Knows nothing of reports. Whoever calls keeps the messages that are still to be sent (an outbox table) and decides
//! by [`SendError::is_final`] whether to try again. A message carries its key as `Message-ID`, so that one that had to
//! be sent twice is recognised as the same by the receiving server.

mod error;
mod mail;
mod mailer;
mod settings;

pub use error::{SendError, SettingsError};
pub use mail::Mail;
pub use mailer::Mailer;
pub use settings::Settings;
