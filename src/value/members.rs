//! The members of a JSON object as its text has them, repeated ones too.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// The members of the first JSON object in `octets`, in text order, each as often as it is there; none when there is no
/// object (RFC 8259 §4 leaves open what a reader makes of a repeated name).
#[must_use]
pub fn json_members(octets: &[u8]) -> Vec<(String, Value)> {
    let mut objects = serde_json::Deserializer::from_slice(octets).into_iter::<Members>();
    objects.next().and_then(Result::ok).map(|members| members.0).unwrap_or_default()
}

struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::json_members;

    #[test]
    fn a_repeated_name_is_there_as_often_as_the_text_has_it() {
        let member = |name: &str, value: i32| (name.to_owned(), json!(value));
        let members = json_members(br#"{"a":1,"b":2,"a":3} {"c":4}"#);
        assert_eq!(members, [member("a", 1), member("b", 2), member("a", 3)]);
        assert!([&b"[1]"[..], b"{\"a\":", b""].iter().all(|octets| json_members(octets).is_empty()));
    }
}
