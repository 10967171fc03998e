//! Secrets are replaced here, once, where an exchange is recorded.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use secrecy::{ExposeSecret as _, SecretString};

use crate::model::Header;

/// What stands in a record for a secret.
const MASK: &str = "[redacted]";

/// Header fields whose value is a secret whatever it is.
const SECRET_HEADERS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// Knows the secrets of a run and masks them. Its copies know the same, also what is learnt later.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    secrets: Arc<RwLock<Vec<SecretString>>>,
}

impl Redactor {
    /// A redactor for these secrets; empty ones are ignored.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        let redactor = Self::default();
        redactor.learn(secrets);
        redactor
    }

    /// Masks these from now on too: a renewed token is as secret as the first one.
    pub fn learn(&self, secrets: impl IntoIterator<Item = SecretString>) {
        let new = secrets.into_iter().filter(|secret| !secret.expose_secret().is_empty());
        self.secrets.write().unwrap_or_else(PoisonError::into_inner).extend(new);
    }

    fn known(&self) -> RwLockReadGuard<'_, Vec<SecretString>> {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Header field as it may be recorded. Of a credential only the scheme stays.
    #[must_use]
    pub fn header(&self, name: &str, value: &str) -> Header {
        let value = if SECRET_HEADERS.contains(&name) {
            match value.split_once(' ') {
                Some((scheme, _)) if name.ends_with("authorization") => format!("{scheme} {MASK}"),
                _ => MASK.to_owned(),
            }
        } else {
            self.text(value)
        };
        Header { name: name.to_owned(), value }
    }

    /// Text with every secret masked.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.known().iter().fold(text.to_owned(), |text, secret| text.replace(secret.expose_secret(), MASK))
    }

    /// Octets with every secret masked; the same octets when there is none.
    #[must_use]
    pub fn octets(&self, octets: &bytes::Bytes) -> bytes::Bytes {
        let found = |secret: &&SecretString| contains(octets, secret.expose_secret().as_bytes());
        if self.known().iter().find(found).is_none() {
            return octets.clone();
        }
        bytes::Bytes::from(self.text(&String::from_utf8_lossy(octets)))
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.len() >= needle.len() && haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::Redactor;

    #[test]
    fn a_secret_leaves_no_trace_in_headers_or_bodies() {
        let redactor = Redactor::new(["s3cr3t".into()]);
        assert_eq!(redactor.header("authorization", "Bearer s3cr3t").value, "Bearer [redacted]");
        assert_eq!(redactor.header("authorization", "s3cr3t").value, "[redacted]");
        assert_eq!(redactor.header("x-echo", "you sent s3cr3t").value, "you sent [redacted]");
        assert_eq!(
            redactor.octets(&bytes::Bytes::from_static(b"\xffs3cr3t")).windows(6).filter(|w| w == b"s3cr3t").count(),
            0
        );
    }

    #[test]
    fn a_secret_that_is_learnt_later_is_masked_in_every_copy() {
        let redactor = Redactor::new(["first".into()]);
        let copy = redactor.clone();
        redactor.learn(["second".into()]);
        assert_eq!(copy.text("first, second"), "[redacted], [redacted]");
    }

    #[test]
    fn an_empty_secret_masks_nothing() {
        assert_eq!(Redactor::new(["".into()]).text("abc"), "abc");
    }
}
