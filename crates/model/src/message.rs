//! A text for people that has not been worded yet: a key of the message files and its arguments.

/// Key and arguments of a message. The same message is worded in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in the message files, e.g. `check-v101-message`.
    pub key: &'static str,
    /// Named arguments.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text taken over as it is (quotes, codes, numbers already formatted).
    Text(String),
    /// A count that may select a plural form.
    Count(u64),
}

/// Something shown to people: data as it stands, or a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Phrase {
    /// Data that needs no wording: a number, a quote, a code.
    Data(String),
    /// A worded message.
    Message(Message),
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds a text argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, Arg::Text(value.into())));
        self
    }

    /// Adds a count.
    #[must_use]
    pub fn count(mut self, name: &'static str, value: usize) -> Self {
        self.args.push((name, Arg::Count(value as u64)));
        self
    }
}

impl From<Message> for Phrase {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}
