//! When two URLs are one after the normalisation of RFC 3986 §6.2.2 and §6.2.3.

use percent_encoding::percent_decode_str;
use url::Url;

/// Whether both texts are absolute URLs that differ only in what normalisation removes: case of scheme and host,
/// default port, empty path, dot segments, percent-encoding of unreserved characters.
#[must_use]
pub fn same_url(one: &str, other: &str) -> bool {
    match (normalised(one), normalised(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

fn normalised(text: &str) -> Option<String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if !plain || !text.contains("://") {
        return None;
    }
    Some(decode_unreserved(Url::parse(text).ok()?.as_str()))
}

/// Decodes `%41` and its like, writes the digits of the others in upper case.
fn decode_unreserved(url: &str) -> String {
    let mut parts = url.split('%');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(code) = code else {
            text.push('%');
            text.push_str(part);
            continue;
        };
        let decoded = percent_decode_str(&format!("%{code}")).next().unwrap_or_default();
        if decoded.is_ascii_alphanumeric() || b"-._~".contains(&decoded) {
            text.push(char::from(decoded));
        } else {
            text.push('%');
            text.push_str(&code.to_ascii_uppercase());
        }
        text.push_str(&part[2..]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::same_url;

    #[test]
    fn normalisation_does_not_change_the_resource() {
        for (one, other) in [
            ("HTTPS://Example.COM/a", "https://example.com/a"),
            ("https://example.com:443/", "https://example.com"),
            ("http://example.com/%7Euser/%2f", "http://example.com/~user/%2F"),
            ("http://example.com/a/./b/../c", "http://example.com/a/c"),
        ] {
            assert!(same_url(one, other), "{one} {other}");
        }
    }

    #[test]
    fn path_query_and_reserved_characters_matter() {
        for (one, other) in [
            ("https://example.com/a", "https://example.com/A"),
            ("https://example.com/a", "https://example.com/a/"),
            ("https://example.com/a?b", "https://example.com/a"),
            ("https://example.com/%2F", "https://example.com//"),
            ("https://example.com:8443/", "https://example.com/"),
            ("example.com", "EXAMPLE.com"),
            ("https://example.com/%zz", "https://example.com/"),
        ] {
            assert!(!same_url(one, other), "{one} {other}");
        }
    }
}
