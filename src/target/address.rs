//! Where the service root is, and whether it is this machine.

use std::net::IpAddr;

use url::{Host, Url};

/// A service root such as `https://graph.microsoft.com/v1.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// The text is no service root.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// Not a URL at all.
    #[error("`{text}` is no URL; a service root looks like https://graph.microsoft.com/v1.0")]
    NotAUrl {
        /// What was given.
        text: String,
        /// What the parser says.
        #[source]
        source: url::ParseError,
    },
    /// A URL that cannot be a service root.
    #[error("`{text}` cannot be a service root: {why}")]
    Unusable {
        /// What was given.
        text: String,
        /// What is in the way.
        why: &'static str,
    },
}

impl Address {
    /// Reads a service root.
    ///
    /// # Errors
    /// When the text is no `http` or `https` URL, or carries a query, a fragment or credentials.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let url = Url::parse(text).map_err(|source| AddressError::NotAUrl { text: text.to_owned(), source })?;
        let unusable = |why| AddressError::Unusable { text: redacted(&url), why };
        if !matches!(url.scheme(), "http" | "https") {
            return Err(unusable("only http and https are spoken"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(unusable("credentials do not belong into a URL; set DOCPROOF_TOKEN"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(unusable("a query or fragment does not belong into it"));
        }
        Ok(Self(url))
    }

    /// The root without a final slash.
    #[must_use]
    pub fn root(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Whether requests go out without TLS, so that their octets can be watched.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Whether it is an address of this machine: 127.0.0.0/8, `[::1]` or `localhost`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
            None => false,
        }
    }
}

/// The URL without user name and password, for messages.
fn redacted(url: &Url) -> String {
    let mut shown = url.clone();
    // Both fail only for URLs that cannot hold credentials, which then have none to hide.
    let _ = shown.set_password(None);
    let _ = shown.set_username("");
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn loopback_is_recognised_in_every_spelling() {
        for (text, loopback) in [
            ("http://127.0.0.1:8080/v1.0", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:3000", true),
            ("http://localhost/", true),
            ("https://graph.microsoft.com/v1.0", false),
            ("http://127.0.0.1.example.com", false),
        ] {
            assert_eq!(Address::parse(text).unwrap().is_loopback(), loopback, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_root_is_refused_without_showing_a_password() {
        for text in ["", "graph", "ftp://a/", "https://u:geheim@a/", "https://a/?q", "https://a/#f"] {
            let message = Address::parse(text).unwrap_err().to_string();
            assert!(!message.contains("geheim"), "{message}");
        }
    }
}
