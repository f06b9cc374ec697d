//! What can go wrong.

/// Why mail cannot be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The address of the server is not understood. The address is not repeated: it may hold a password.
    #[error("the address of the mail server is not of the form smtp://host:port or smtps://user:password@host:port")]
    Server,
    /// The sender is no mail address.
    #[error("the sender {0:?} is no mail address")]
    Sender(String),
    /// A file with certificates cannot be used.
    #[error("the certificates in {file} cannot be used: {cause}")]
    Certificates {
        /// The file as it was named.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
}

/// Why a message was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The receiver is no mail address.
    #[error("the receiver is no mail address")]
    Receiver,
    /// The message cannot be written as mail.
    #[error("the message cannot be written as mail")]
    Message(#[source] lettre::error::Error),
    /// The server refused the message for good (reply 5xx).
    #[error("the mail server refuses the message")]
    Refused(#[source] lettre::transport::smtp::Error),
    /// The server cannot be reached or asks to come again (reply 4xx, network, certificate).
    #[error("the mail server does not take the message now")]
    Unavailable(#[source] lettre::transport::smtp::Error),
}

impl SendError {
    /// True where trying again does not help.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !matches!(self, Self::Unavailable(_))
    }
}
