//! From `http` to `https`.

use url::Url;

/// Whether `to` is the secure place of the same host, on that scheme's own port: a wrong address was given then.
#[must_use]
pub fn is_upgrade(from: &Url, to: &Url) -> bool {
    let changes = from.scheme() == "http" && to.scheme() == "https" && from.host() == to.host();
    changes && from.port().is_none() && to.port().is_none()
}
