//! A request before it is sent.

/// A request before it is sent; may hold secrets, so it is never recorded itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// HTTP method.
    pub method: String,
    /// Absolute URL.
    pub url: String,
    /// Header fields, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body; empty means none.
    pub body: Vec<u8>,
    /// Send the body in chunks, without a Content-Length.
    pub chunked: bool,
    /// Use a connection of its own and count every octet that comes back; `http` only, ignored for `https`.
    pub wire: bool,
}

impl Draft {
    /// A request without header fields and body.
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        let (headers, body) = (Vec::new(), Vec::new());
        Self { method: method.into(), url: url.into(), headers, body, chunked: false, wire: false }
    }

    /// Sets a header field, replacing one of the same name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Removes a header field.
    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(n, _)| n != name);
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        write!(f, "{} {} {names:?}, {} octets", self.method, self.url, self.body.len())
    }
}
