//! Redirects: followed inside the origin that was named, never beyond it, so that a token stays where it belongs.

use url::Url;

use crate::model::Exchange;

/// Hops that are followed for one request.
pub const MOST_HOPS: usize = 5;

/// Where the same request is to be sent again (RFC 9110 15.4.8, 15.4.9); `None` when the answer stands.
///
/// Only 307 and 308 keep method and body. A `Location` at another origin is not followed: it is a finding.
pub fn next(exchange: &Exchange, from: &str) -> Option<String> {
    let response = exchange.response().filter(|response| matches!(response.status, 307 | 308))?;
    let from = Url::parse(from).ok()?;
    let to = from.join(response.header("location")?).ok()?;
    (to.origin() == from.origin() && to != from).then(|| to.to_string())
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::model::{Body, Exchange, Header, Outcome, Request, Response, Role};

    fn answered(status: u16, location: &str) -> Exchange {
        let headers = vec![Header { name: "location".to_owned(), value: location.to_owned() }];
        let (body, version) = (Body::default(), "HTTP/1.1".to_owned());
        let request =
            Request { method: "PATCH".to_owned(), url: String::new(), headers: Vec::new(), body: Body::default() };
        let response =
            Response { status, version, headers, body, octets_received: 0, content: bytes::Bytes::new(), wire: None };
        Exchange { role: Role::Subject, request, outcome: Outcome::Response(response), duration_us: 0 }
    }

    #[test]
    fn only_the_own_origin_is_followed_and_only_with_the_same_method() {
        let from = "http://127.0.0.1:8080/v1.0/things/1";
        for (status, location, to) in [
            (307, "/v1.0/other/1", Some("http://127.0.0.1:8080/v1.0/other/1")),
            (308, "http://127.0.0.1:8080/x", Some("http://127.0.0.1:8080/x")),
            (307, "http://127.0.0.1:8081/x", None),
            (307, "https://127.0.0.1:8080/x", None),
            (307, "http://127.0.0.1:8080/v1.0/things/1", None),
            (302, "/x", None),
            (303, "/x", None),
        ] {
            assert_eq!(next(&answered(status, location), from).as_deref(), to, "{status} {location}");
        }
    }
}
