//! A request, as read from the connection.

use bytes::Bytes;

/// What a client sent.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Method token as sent.
    pub method: String,
    /// Path as sent, percent-encoded.
    pub path: String,
    /// Query without `?`.
    pub query: String,
    /// Header fields, names in lower case, in the order sent.
    pub headers: Vec<(String, String)>,
    /// Content, de-chunked.
    pub body: Bytes,
    /// Number of the request on its connection, from one; zero where a framework owns the connection.
    pub place: u64,
}

impl Request {
    /// First value of the field `name` (lower case).
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Members of the comma-separated lists in all fields `name`.
    pub fn list<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.headers.iter().filter(move |(n, _)| n == name);
        values.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|item| !item.is_empty())
    }

    /// Replaces all fields `name` by one.
    pub fn set_header(&mut self, name: &str, value: impl Into<String>) {
        self.remove_header(name);
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Removes all fields `name`.
    pub fn remove_header(&mut self, name: &str) {
        self.headers.retain(|(n, _)| n != name);
    }

    /// Whether the `Prefer` field asks for `return=<what>`.
    #[must_use]
    pub fn prefers(&self, what: &str) -> bool {
        let tokens = self.list("prefer").filter_map(|p| p.split(';').next()).filter_map(|p| p.split_once('='));
        let mut returns = tokens.filter(|(name, _)| name.trim().eq_ignore_ascii_case("return"));
        returns.next().is_some_and(|(_, value)| value.trim().trim_matches('"').eq_ignore_ascii_case(what))
    }

    /// The media type in lower case, without parameters; empty when the field is absent.
    #[must_use]
    pub fn media_type(&self) -> String {
        let field = self.header("content-type").unwrap_or_default();
        field.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The parameter `name` (lower case) of the media type.
    #[must_use]
    pub fn media_parameter(&self, name: &str) -> Option<String> {
        let parameters = self.header("content-type")?.split(';').skip(1).filter_map(|p| p.split_once('='));
        let mut named = parameters.filter(|(n, _)| n.trim().eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase())
    }
}
