//! The languages of the messages.

/// A language that the messages exist in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// BCP 47 tag: "vi", "en".
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this tag; a region after it ("en-GB", "vi_VN") is ignored.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?;
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(primary))
    }
}
