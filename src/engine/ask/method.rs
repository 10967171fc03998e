//! What a method may do.

/// Whether a request with this method may change something (RFC 9110 9.2.1).
pub fn is_write(method: &str) -> bool {
    !matches!(method, "GET" | "HEAD" | "OPTIONS")
}
