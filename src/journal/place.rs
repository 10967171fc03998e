//! Spellings of one URL: two runs on one object must meet, however each was told where it is.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// The name of this machine in every canonical URL.
const HERE: &str = "localhost";

/// One spelling for all URLs of one place: host in lower case and without a final dot, no default port, no final slash, and
/// one name for `127.0.0.1`, `[::1]` and `localhost`. A text that is no URL stays as it is.
#[must_use]
pub fn canonical(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url) else { return url.to_owned() };
    let host = match parsed.host() {
        Some(Host::Ipv4(ip)) if ip == Ipv4Addr::LOCALHOST => Some(HERE.to_owned()),
        Some(Host::Ipv6(ip)) if ip == Ipv6Addr::LOCALHOST || ip == Ipv4Addr::LOCALHOST.to_ipv6_mapped() => {
            Some(HERE.to_owned())
        }
        Some(Host::Domain(name)) => name.strip_suffix('.').map(str::to_owned),
        _ => None,
    };
    // It fails only for URLs without a host, which have none to replace.
    let _ = host.map(|host| parsed.set_host(Some(&host)));
    parsed.as_str().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn every_spelling_of_a_place_is_one() {
        for (place, spellings) in [
            (
                "http://localhost:8080/v1.0/a/1",
                &[
                    "http://127.0.0.1:8080/v1.0/a/1",
                    "http://[::1]:8080/v1.0/a/1",
                    "http://[::ffff:127.0.0.1]:8080/v1.0/a/1",
                    "HTTP://LocalHost:8080/v1.0/a/1/",
                    "http://127.1:8080/v1.0/./a/1",
                ][..],
            ),
            (
                "https://graph.example/v1.0",
                &["https://GRAPH.example:443/v1.0/", "https://graph.example./v1.0", "https://graph.example/v1.0//"],
            ),
        ] {
            for spelling in spellings {
                assert_eq!(canonical(spelling), place, "{spelling}");
            }
        }
    }

    #[test]
    fn other_places_stay_others() {
        let others = [
            "http://127.0.0.2:1/a",
            "http://localhost:1/a",
            "http://localhost:2/a",
            "https://localhost:1/a",
            "http://localhost:1/A",
            "not a url",
        ];
        let all: std::collections::BTreeSet<String> = others.iter().map(|url| canonical(url)).collect();
        assert_eq!(all.len(), others.len(), "{all:?}");
    }
}
