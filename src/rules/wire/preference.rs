//! The Prefer request header (RFC 7240).

use super::members;
use crate::model::{Request, Response};

/// Preferences that RFC 7240 or OData define; a target may know them, and act on them.
const DEFINED: &[&str] = &[
    "return",
    "respond-async",
    "wait",
    "handling",
    "allow-entityreferences",
    "callback",
    "continue-on-error",
    "include-annotations",
    "include-unknown-enum-members",
    "maxpagesize",
    "omit-values",
    "track-changes",
];

/// The preferences of one request: lower-case names, values without quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences(Vec<(String, String)>);

impl Preferences {
    /// Reads the request; `None` when it states no preference.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        let read: Vec<_> = members(&request.headers, "prefer").into_iter().map(pair).collect();
        (!read.is_empty()).then_some(Self(read))
    }

    /// Whether `name=value` is preferred.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(n, v)| n == name && v.eq_ignore_ascii_case(value))
    }

    /// Whether there is a preference, and none that a target may know.
    #[must_use]
    pub fn are_all_unknown(&self) -> bool {
        self.0.iter().all(|(name, _)| !DEFINED.contains(&name.trim_start_matches("odata.")))
    }
}

/// Whether the answer says that it applied `name=value`.
#[must_use]
pub fn applied(response: &Response, name: &str, value: &str) -> bool {
    members(&response.headers, "preference-applied")
        .into_iter()
        .map(pair)
        .any(|(n, v)| n == name && v.eq_ignore_ascii_case(value))
}

fn pair(member: &str) -> (String, String) {
    let preference = member.split(';').next().unwrap_or_default();
    let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
    (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn a_preference_has_a_name_perhaps_a_value_and_parameters() {
        for (member, name, value) in [
            ("return=minimal", "return", "minimal"),
            ("Return = \"minimal\"; foo=1", "return", "minimal"),
            ("respond-async", "respond-async", ""),
        ] {
            assert_eq!(pair(member), (name.to_owned(), value.to_owned()));
        }
    }
}
