//! The outcome of a comparison.

/// Whether a returned value is the sent one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// The same value, in whatever spelling the type allows.
    Equal,
    /// The same value after a normalisation.
    Normalised {
        /// What was normalised; finishes "the value came back …".
        how: &'static str,
        /// Whether a caller should be told.
        warn: bool,
    },
    /// Another value.
    Differs {
        /// In what; finishes "the value came back, but …".
        why: &'static str,
    },
}

impl Equality {
    /// Equal after a normalisation that a caller should know of.
    #[must_use]
    pub fn warned(how: &'static str) -> Self {
        Self::Normalised { how, warn: true }
    }

    /// Equal after a normalisation that the standards expect.
    #[must_use]
    pub fn expected(how: &'static str) -> Self {
        Self::Normalised { how, warn: false }
    }

    /// Another value.
    #[must_use]
    pub fn differs(why: &'static str) -> Self {
        Self::Differs { why }
    }

    /// Whether the values are the same without anything to tell.
    #[must_use]
    pub fn is_silent(self) -> bool {
        matches!(self, Self::Equal | Self::Normalised { warn: false, .. })
    }

    /// The worse of two outcomes: what a list of members amounts to.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if other.weight() > self.weight() { other } else { self }
    }

    fn weight(self) -> u8 {
        match self {
            Self::Equal => 0,
            Self::Normalised { warn: false, .. } => 1,
            Self::Normalised { warn: true, .. } => 2,
            Self::Differs { .. } => 3,
        }
    }
}
