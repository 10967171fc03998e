//! Where in a JSON text a value stands.

use std::ops::Range;

/// Finds the value behind a path of keys and indices, in a text that is known to be JSON.
///
/// Gives the byte range of the value, and of its key when it is a member. A path that leads nowhere ends at the
/// last value that exists.
#[must_use]
pub fn locate(text: &str, path: &[String]) -> Place {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.blanks();
    let mut place = Place { key: None, value: scan.range_of_value() };
    for step in path {
        scan.at = place.value.start;
        let Some(next) = scan.step(step) else { break };
        place = next;
    }
    place
}

/// Byte ranges of a value and of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The key with its quotes; `None` for the root and for items of arrays.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn blanks(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Steps into the object or array at the cursor.
    fn step(&mut self, step: &str) -> Option<Place> {
        let open = *self.bytes.get(self.at)?;
        if !matches!(open, b'{' | b'[') {
            return None;
        }
        self.at += 1;
        for index in 0_usize.. {
            self.blanks();
            let start = self.at;
            if matches!(self.bytes.get(self.at)?, b'}' | b']') {
                return None;
            }
            let key = (open == b'{').then(|| self.range_of_value());
            if key.is_some() {
                self.blanks();
                self.at += 1; // the colon
                self.blanks();
            }
            let value = self.range_of_value();
            let is_it = match &key {
                Some(key) => serde_json::from_slice::<String>(&self.bytes[key.clone()]).is_ok_and(|name| name == step),
                None => step.parse() == Ok(index),
            };
            if is_it {
                return Some(Place { key, value });
            }
            self.blanks();
            if self.bytes.get(self.at) == Some(&b',') {
                self.at += 1;
            }
            if self.at == start {
                return None; // no JSON after all
            }
        }
        None
    }

    /// Moves behind the value at the cursor.
    fn range_of_value(&mut self) -> Range<usize> {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => self.string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' | b':' if depth == 0 => break,
                _ if depth == 0 && byte.is_ascii_whitespace() => break,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                break;
            }
        }
        start..self.at
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::locate;

    const TEXT: &str = r#"{ "a": [1, {"b\"c": "x}"}], "d": null, "é": -1.5e3 }"#;

    #[test]
    fn values_are_found_by_their_path() {
        for (path, key, value) in [
            (vec![], None, TEXT),
            (vec!["a", "0"], None, "1"),
            (vec!["a", "1", "b\"c"], Some(r#""b\"c""#), r#""x}""#),
            (vec!["d"], Some(r#""d""#), "null"),
            (vec!["é"], Some("\"é\""), "-1.5e3"),
            (vec!["d", "nowhere"], Some(r#""d""#), "null"),
        ] {
            let path: Vec<_> = path.into_iter().map(str::to_owned).collect();
            let place = locate(TEXT, &path);
            assert_eq!((place.key.map(|r| &TEXT[r]), &TEXT[place.value]), (key, value), "{path:?}");
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![any::<i32>().prop_map(Value::from), any::<String>().prop_map(Value::from)];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    fn leaves(value: &Value, path: &mut Vec<String>, check: &mut dyn FnMut(&[String], &Value)) {
        check(path, value);
        let inner: Vec<(String, &Value)> = match value {
            Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
            Value::Object(map) => map.iter().map(|(name, item)| (name.clone(), item)).collect(),
            _ => Vec::new(),
        };
        for (step, item) in inner {
            path.push(step);
            leaves(item, path, check);
            path.pop();
        }
    }

    proptest! {
        #[test]
        fn every_value_is_found_in_its_own_text(value in json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            leaves(&value, &mut Vec::new(), &mut |path, expected| {
                let found: Value = serde_json::from_str(&text[locate(&text, path).value]).unwrap();
                assert_eq!(&found, expected);
            });
        }

        #[test]
        fn text_that_is_no_json_does_no_harm(text in "[{}\\[\\]\",:\\\\ a1]{0,40}") {
            let place = locate(&text, &["a".to_owned(), "0".to_owned()]);
            prop_assert!(place.value.end <= text.len());
        }
    }
}
