//! When two URLs are one after the normalisation of RFC 3986 §6.2.2 and §6.2.3.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Whether both texts are absolute URLs that differ only in what normalisation removes: case of scheme and host,
/// default port, empty path, dot segments, percent-encoding of unreserved characters.
///
/// What RFC 3986 does not allow in a URL (blanks, characters beyond ASCII) counts as it stands: nothing is encoded.
#[must_use]
pub fn same_url(one: &str, other: &str) -> bool {
    match (normalised(one), normalised(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

fn normalised(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if !is_scheme {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (path, tail) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let path = decode_unreserved(path);
    let path = if path.is_empty() { Cow::Borrowed("/") } else { Cow::Owned(without_dot_segments(&path)) };
    Some(format!("{scheme}://{}{path}{}", normalised_authority(&scheme, authority), decode_unreserved(tail)))
}

/// The host in lower case, without the port that the scheme has anyway.
fn normalised_authority(scheme: &str, authority: &str) -> String {
    let (user, address) = authority.rfind('@').map_or(("", authority), |at| authority.split_at(at + 1));
    let default = match scheme {
        "http" | "ws" => "80",
        "https" | "wss" => "443",
        "ftp" => "21",
        _ => "",
    };
    let (host, port) = match address.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port.trim_start_matches('0')),
        _ => (address, ""),
    };
    let port = if port == default { String::new() } else { format!(":{port}") };
    let port = if port == ":" { String::new() } else { port };
    format!("{user}{}{port}", decode_unreserved(host).to_lowercase())
}

/// `remove_dot_segments` of RFC 3986 §5.2.4 for a path that begins with a solidus.
fn without_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    kept.iter().flat_map(|segment| ["/", segment]).collect()
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
    use proptest::prelude::{ProptestConfig, prop_assert, proptest};

    use super::same_url;

    #[test]
    fn normalisation_does_not_change_the_resource() {
        for (one, other) in [
            ("HTTPS://Example.COM/a", "https://example.com/a"),
            ("https://example.com:443/", "https://example.com"),
            ("https://example.com:/", "https://example.com/"),
            ("https://example.com:0443/", "https://example.com/"),
            ("http://example.com/%7Euser/%2f", "http://example.com/~user/%2F"),
            ("http://example.com/a/./b/../c", "http://example.com/a/c"),
            ("http://example.com/a/..", "http://example.com/"),
            ("http://example.com/a/.", "http://example.com/a/"),
            ("HTTPS://B\u{dc}CHER.example/Stra\u{df}e \"\\", "https://b\u{fc}cher.example/Stra\u{df}e \"\\"),
            ("https://User@EXAMPLE.com/", "https://User@example.com"),
            ("https://[2001:DB8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
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
            ("https://example.com/a?", "https://example.com/a"),
            ("https://example.com/a#", "https://example.com/a"),
            ("https://example.com/?A", "https://example.com/?a"),
            ("https://example.com/%2F", "https://example.com//"),
            ("https://example.com//a", "https://example.com/a"),
            ("https://example.com:8443/", "https://example.com/"),
            ("https://User@example.com/", "https://user@example.com/"),
            ("https://user@example.com/", "https://example.com/"),
            ("http://example.com/", "https://example.com/"),
            ("https://example.com/a b", "https://example.com/a%20b"),
            ("https://b\u{fc}cher.example/", "https://xn--bcher-kva.example/"),
            ("https://0x7f.1/", "https://127.0.0.1/"),
            ("example.com", "EXAMPLE.com"),
            ("https://example.com/%zz", "https://example.com/"),
        ] {
            assert!(!same_url(one, other), "{one} {other}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_text_is_compared_without_panic(one in "([a-z]{0,3}://)?[@:/?#%.a-f0-9\u{e9}]{0,16}") {
            prop_assert!(same_url(&one, &one) || super::normalised(&one).is_none());
        }
    }
}
