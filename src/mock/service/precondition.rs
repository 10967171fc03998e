//! Conditional requests (RFC 9110 §13).

use super::{Refusal, Request};

/// What the preconditions of a request say.
#[derive(Debug, PartialEq, Eq)]
pub enum Condition {
    /// Go on.
    Holds,
    /// A read whose copy is still good.
    NotModified,
}

/// Decides `If-Match` and `If-None-Match` against the current tag.
pub fn check_conditions(request: &Request, etag: &str, is_read: bool) -> Result<Condition, Refusal> {
    let failed = || Refusal::new(412, "The entity has another ETag.");
    if request.header("if-match").is_some() && !request.list("if-match").any(|tag| tag == "*" || tag == etag) {
        return Err(failed());
    }
    let same = |tag: &str| tag == "*" || tag.trim_start_matches("W/") == etag;
    if !request.list("if-none-match").any(same) {
        return Ok(Condition::Holds);
    }
    if is_read { Ok(Condition::NotModified) } else { Err(failed()) }
}

#[cfg(test)]
mod tests {
    use super::{Condition, check_conditions};
    use crate::mock::service::Request;

    #[test]
    fn tags_are_compared_as_http_says() {
        for (name, value, is_read, expected) in [
            ("if-match", "\"1\"", false, Some(Condition::Holds)),
            ("if-match", "\"0\", \"1\"", false, Some(Condition::Holds)),
            ("if-match", "*", false, Some(Condition::Holds)),
            ("if-match", "W/\"1\"", false, None),
            ("if-match", "bogus", false, None),
            ("if-none-match", "*", false, None),
            ("if-none-match", "W/\"1\"", true, Some(Condition::NotModified)),
            ("if-none-match", "\"2\"", false, Some(Condition::Holds)),
        ] {
            let headers = vec![(name.to_owned(), value.to_owned())];
            let request = Request { headers, ..Request::default() };
            assert_eq!(check_conditions(&request, "\"1\"", is_read).ok(), expected, "{name}: {value}");
        }
    }
}
