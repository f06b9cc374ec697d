//! A message before it is written as mail.

use std::time::SystemTime;

/// A plain-text message to one receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Key that names this message for ever, from which its `Message-ID` is made: letters, digits, `-`, `_`, `.`.
    pub key: String,
    /// Address of the receiver.
    pub to: String,
    /// Subject; line breaks are taken as blanks.
    pub subject: String,
    /// Text, lines separated by `\n`.
    pub text: String,
    /// The same in HTML beside the text; none for text alone.
    pub html: Option<String>,
    /// When the message was written, for its `Date`.
    pub date: SystemTime,
}

impl Mail {
    /// The subject on one line, without control characters: a line break would begin another header field.
    pub(crate) fn subject_line(&self) -> String {
        let blanks = self.subject.chars().map(|c| if c.is_control() { ' ' } else { c });
        blanks
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// `Message-ID` within the domain of the sender.
    pub(crate) fn message_id(&self, domain: &str) -> String {
        let key = self.key.chars().map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => c,
            _ => '-',
        });
        format!("<{}@{domain}>", key.collect::<String>())
    }
}
