//! Why a file could not be read at all.

/// Why a file could not be read. Wording for people: message `readers-error-<key>` with [`ReadError::args`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The format is not one that is read.
    #[error("unsupported format: {kind}")]
    Unsupported {
        /// What the content looks like, as far as known: "rar", "presentation", "binary data".
        kind: String,
    },
    /// The file is cut off or does not keep to its format.
    #[error("damaged file: {what}")]
    Damaged {
        /// The part or structure that is broken, for people who know the format.
        what: String,
    },
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The file could be opened, but there is no text in it.
    #[error("there is no text in the file")]
    NoText,
    /// The file is larger than allowed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// Allowed size in bytes.
        limit: u64,
    },
    /// The structure is nested deeper than allowed.
    #[error("the content is nested deeper than {limit} levels")]
    TooDeep {
        /// Allowed number of levels.
        limit: u32,
    },
    /// The compressed content grows beyond what is allowed (a "zip bomb").
    #[error("the compressed content grows beyond {limit} bytes")]
    ExpansionTooLarge {
        /// Allowed number of bytes after expansion.
        limit: u64,
    },
    /// The file is protected by a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// The format needs an external program that is not installed.
    #[error("the program {tool} is not installed")]
    ToolMissing {
        /// Name of the program.
        tool: &'static str,
    },
    /// An external program gave up.
    #[error("the program {tool} failed: {detail}")]
    ToolFailed {
        /// Name of the program.
        tool: &'static str,
        /// Its last words, shortened.
        detail: String,
    },
    /// Reading took longer than allowed.
    #[error("reading took too long")]
    TimedOut,
}

impl ReadError {
    /// The keys of all kinds, for tests that compare lists.
    pub const KEYS: [&'static str; 11] = [
        "unsupported",
        "damaged",
        "empty",
        "no-text",
        "too-large",
        "too-deep",
        "expansion-too-large",
        "encrypted",
        "tool-missing",
        "tool-failed",
        "timed-out",
    ];

    /// Stable name; the message for people is `readers-error-<key>`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unsupported { .. } => "unsupported",
            Self::Damaged { .. } => "damaged",
            Self::Empty => "empty",
            Self::NoText => "no-text",
            Self::TooLarge { .. } => "too-large",
            Self::TooDeep { .. } => "too-deep",
            Self::ExpansionTooLarge { .. } => "expansion-too-large",
            Self::Encrypted => "encrypted",
            Self::ToolMissing { .. } => "tool-missing",
            Self::ToolFailed { .. } => "tool-failed",
            Self::TimedOut => "timed-out",
        }
    }

    /// Key in the message files.
    #[must_use]
    pub const fn message_key(&self) -> &'static str {
        match self {
            Self::Unsupported { .. } => "readers-error-unsupported",
            Self::Damaged { .. } => "readers-error-damaged",
            Self::Empty => "readers-error-empty",
            Self::NoText => "readers-error-no-text",
            Self::TooLarge { .. } => "readers-error-too-large",
            Self::TooDeep { .. } => "readers-error-too-deep",
            Self::ExpansionTooLarge { .. } => "readers-error-expansion-too-large",
            Self::Encrypted => "readers-error-encrypted",
            Self::ToolMissing { .. } => "readers-error-tool-missing",
            Self::ToolFailed { .. } => "readers-error-tool-failed",
            Self::TimedOut => "readers-error-timed-out",
        }
    }

    /// Named arguments of the message; sizes in whole megabytes.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unsupported { kind } => vec![("kind", kind.clone())],
            Self::Damaged { what } => vec![("what", what.clone())],
            Self::TooLarge { limit } | Self::ExpansionTooLarge { limit } => {
                vec![("megabytes", limit.div_ceil(1 << 20).to_string())]
            }
            Self::TooDeep { limit } => vec![("levels", limit.to_string())],
            Self::ToolMissing { tool } => vec![("tool", (*tool).into())],
            Self::ToolFailed { tool, detail } => vec![("tool", (*tool).into()), ("detail", detail.clone())],
            Self::Empty | Self::NoText | Self::Encrypted | Self::TimedOut => Vec::new(),
        }
    }

    /// A damaged file, with the part that is broken.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}
