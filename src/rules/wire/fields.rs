//! Reading header fields: values, lists, media types.

use crate::model::{Header, Request};
use crate::value::MediaType;

/// All values of the field `name` (lower case), in order.
pub fn values<'a>(headers: &'a [Header], name: &str) -> impl Iterator<Item = &'a str> {
    headers.iter().filter(move |header| header.name == name).map(|header| header.value.trim())
}

/// Members of a comma list over all fields `name`; empty members are dropped (RFC 9110 5.6.1).
#[must_use]
pub fn members<'a>(headers: &'a [Header], name: &str) -> Vec<&'a str> {
    values(headers, name)
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|member| !member.is_empty())
        .collect()
}

/// Whether `text` is a token (RFC 9110 5.6.2).
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&octet))
}

/// Type and subtype of a media type or media range, in lower case and without parameters.
#[must_use]
pub fn media_essence(value: &str) -> Option<String> {
    // Parameters are left unread: a slip in one of them does not change what the body is.
    MediaType::parse(value.split(';').next()?).map(|media_type| media_type.essence)
}

/// Whether the value of a Content-Type is JSON, with any parameters and in any case.
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    media_essence(content_type).is_some_and(|essence| essence == "application/json")
}

/// Whether the request leaves the target free to answer in JSON: it names no other format alone.
#[must_use]
pub fn accepts_json(request: &Request) -> bool {
    let ranges = members(&request.headers, "accept");
    ranges.is_empty()
        || ranges.iter().any(|range| {
            media_essence(range).is_none_or(|essence| matches!(&*essence, "application/json" | "application/*" | "*/*"))
        })
}

#[cfg(test)]
mod tests {
    use super::{is_json, members};
    use crate::model::Header;

    #[test]
    fn a_media_type_has_any_case_and_parameters() {
        for json in ["application/json", "APPLICATION/Json ; odata.metadata=minimal;charset=utf-8"] {
            assert!(is_json(json), "{json}");
        }
        for other in ["text/json", "application/json-patch+json", "json", "", "application/json+x"] {
            assert!(!is_json(other), "{other}");
        }
    }

    #[test]
    fn a_list_may_be_spread_over_fields_and_have_holes() {
        let allow = |value: &str| Header { name: "allow".to_owned(), value: value.to_owned() };
        assert_eq!(members(&[allow("GET,, PATCH "), allow(""), allow("HEAD")], "allow"), ["GET", "PATCH", "HEAD"]);
    }
}
