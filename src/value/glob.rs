//! Patterns in which a star stands for any text.

/// A pattern for names and ids: `*` stands for any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob(String);

impl Glob {
    /// A pattern; every text is one.
    #[must_use]
    pub fn new(pattern: impl Into<String>) -> Self {
        Self(pattern.into())
    }

    /// Whether `id` fits. A pattern without `/` also fits the last part of an id, so `documented` finds `case/documented`.
    #[must_use]
    pub fn fits(&self, id: &str) -> bool {
        let last = id.rsplit('/').next().unwrap_or(id);
        fits(&self.0, id) || (!self.0.contains('/') && fits(&self.0, last))
    }
}

impl std::fmt::Display for Glob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let end = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    left.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, id, expected) in [
            ("documented", "case/documented", true),
            ("D06/*", "D06/lastConnectionDateTime/3", true),
            ("D06*", "D07/x", false),
            ("*/onboardingUrl/*", "T01/onboardingUrl/1", true),
            ("*", "anything", true),
            ("case/doc", "case/documented", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(Glob::new(pattern).fits(id), expected, "{pattern} {id}");
        }
    }
}
