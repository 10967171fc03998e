//! What stands in a header field of an input for something that only the run knows.

/// The token of the run.
pub const TOKEN: &str = "{token}";
/// The token without its end.
pub const TOKEN_CUT: &str = "{token-cut}";
/// The token with one character changed.
pub const TOKEN_CHANGED: &str = "{token-changed}";
/// The `ETag` of the entity as last seen.
pub const CURRENT_ETAG: &str = "{etag}";

/// Stands in an input for the `ETag` that the entity had before the one it has now.
pub const STALE_ETAG: &str = "{stale-etag}";
