//! Strict JSON (RFC 8259), with everything that is grammatical but unwise.
//!
//! Our own scanner, because the parser of the house neither sees duplicate names nor reads lone surrogates.

use serde_json::{Map, Number, Value};

/// Deepest nesting that is read.
const DEEPEST: usize = 256;

/// A JSON text.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonText {
    /// The value; of duplicate names the last one, U+FFFD for a lone surrogate.
    pub value: Value,
    /// What a generator should not have done, in text order.
    pub irregularities: Vec<Irregularity>,
}

/// Something grammatical, or tolerated, that a generator should not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Irregularity {
    /// The text starts with U+FEFF.
    ByteOrderMark,
    /// An object has a name twice.
    DuplicateMember {
        /// JSON pointer of the member.
        pointer: String,
    },
    /// A `\u` escape names half a surrogate pair.
    LoneSurrogate {
        /// JSON pointer of the value that holds it, or whose name does.
        pointer: String,
    },
}

/// Why octets are no JSON text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at octet {offset}")]
pub struct JsonFault {
    /// What is wrong.
    pub kind: JsonFaultKind,
    /// Octet from 0 at which it is.
    pub offset: usize,
}

/// What makes octets no JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonFaultKind {
    /// Octets that are no UTF-8.
    #[error("invalid UTF-8")]
    NotUtf8,
    /// A character that the grammar does not allow here.
    #[error("unexpected character")]
    Unexpected,
    /// The text ends inside a value.
    #[error("unexpected end")]
    End,
    /// Something follows the value.
    #[error("text after the value")]
    Trailing,
    /// Deeper than docproof reads; the grammar allows it.
    #[error("nesting deeper than 256 levels")]
    TooDeep,
}

/// Reads one JSON text.
///
/// # Errors
/// Says what the first octet is that the grammar does not allow.
pub fn scan_json(octets: &[u8]) -> Result<JsonText, JsonFault> {
    let text = std::str::from_utf8(octets)
        .map_err(|error| JsonFault { kind: JsonFaultKind::NotUtf8, offset: error.valid_up_to() })?;
    let mut scanner = Scanner { text, at: 0, path: Vec::new(), irregularities: Vec::new() };
    if text.starts_with('\u{feff}') {
        scanner.at = '\u{feff}'.len_utf8();
        scanner.irregularities.push(Irregularity::ByteOrderMark);
    }
    let value = scanner.value()?;
    scanner.blanks();
    if scanner.at < text.len() {
        return Err(scanner.fault(JsonFaultKind::Trailing));
    }
    Ok(JsonText { value, irregularities: scanner.irregularities })
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    path: Vec<String>,
    irregularities: Vec<Irregularity>,
}

impl Scanner<'_> {
    fn fault(&self, kind: JsonFaultKind) -> JsonFault {
        JsonFault { kind, offset: self.at }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn unexpected(&self) -> JsonFault {
        self.fault(if self.peek().is_some() { JsonFaultKind::Unexpected } else { JsonFaultKind::End })
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonFault> {
        if self.take(byte) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn value(&mut self) -> Result<Value, JsonFault> {
        self.blanks();
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'"') => self.string().map(Value::String),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, JsonFault>) -> Result<Value, JsonFault> {
        if self.path.len() >= DEEPEST {
            return Err(self.fault(JsonFaultKind::TooDeep));
        }
        self.at += 1;
        self.blanks();
        read(self)
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonFault> {
        for byte in word.bytes() {
            self.expect(byte)?;
        }
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, JsonFault> {
        let mut members = Map::new();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.blanks();
            self.path.push(String::new());
            let name = self.string()?;
            self.path.pop();
            self.path.push(name.clone());
            self.blanks();
            self.expect(b':')?;
            let value = self.value()?;
            if members.insert(name, value).is_some() {
                let pointer = self.pointer();
                self.irregularities.push(Irregularity::DuplicateMember { pointer });
            }
            self.path.pop();
            self.blanks();
            if self.take(b'}') {
                return Ok(Value::Object(members));
            }
            self.expect(b',')?;
        }
    }

    fn array(&mut self) -> Result<Value, JsonFault> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.path.push(items.len().to_string());
            items.push(self.value()?);
            self.path.pop();
            self.blanks();
            if self.take(b']') {
                return Ok(Value::Array(items));
            }
            self.expect(b',')?;
        }
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.expect(b'"')?;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            text.push_str(&rest[..plain]);
            self.at += plain;
            if self.take(b'"') {
                return Ok(text);
            }
            self.expect(b'\\')?;
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let escaped = match self.peek() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(escaped)
    }

    fn unicode(&mut self) -> Result<char, JsonFault> {
        let first = self.four_digits()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            match self.four_digits()? {
                low @ 0xdc00..0xe000 => code = 0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00),
                _ => self.at = before,
            }
        }
        if let Some(character) = char::from_u32(code) {
            return Ok(character);
        }
        let pointer = self.pointer();
        self.irregularities.push(Irregularity::LoneSurrogate { pointer });
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn four_digits(&mut self) -> Result<u32, JsonFault> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code << 4 | digit.ok_or_else(|| self.unexpected())?;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, JsonFault> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        // Numbers beyond a double are grammatical; the largest double stands for them.
        let huge = if text.starts_with('-') { f64::MIN } else { f64::MAX };
        let number = text.parse::<Number>().ok().or_else(|| Number::from_f64(huge));
        number.map(Value::Number).ok_or_else(|| self.fault(JsonFaultKind::Unexpected))
    }

    fn digits(&mut self) -> Result<(), JsonFault> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.unexpected());
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for name in &self.path {
            pointer.push('/');
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use serde_json::{Map, Value, json};

    use super::{Irregularity, JsonFaultKind, scan_json};

    fn fault(text: &str) -> Option<JsonFaultKind> {
        scan_json(text.as_bytes()).err().map(|fault| fault.kind)
    }

    #[test]
    fn extensions_are_not_json() {
        for text in [
            "{\"a\":1,}",
            "[1,]",
            "{'a':1}",
            "{a:1}",
            "// c\n1",
            "01",
            "+1",
            ".5",
            "1.",
            "NaN",
            "\"\t\"",
            "\"\\x\"",
            "tru",
            "[1 2]",
        ] {
            assert!(
                matches!(fault(text), Some(JsonFaultKind::Unexpected | JsonFaultKind::End | JsonFaultKind::Trailing)),
                "{text}"
            );
        }
    }

    #[test]
    fn the_fault_names_its_kind() {
        assert_eq!(fault("{\"a\":"), Some(JsonFaultKind::End));
        assert_eq!(fault(""), Some(JsonFaultKind::End));
        assert_eq!(fault("{} {}"), Some(JsonFaultKind::Trailing));
        assert_eq!(fault(&"[".repeat(300)), Some(JsonFaultKind::TooDeep));
        assert_eq!(scan_json(b"\"\xff\"").unwrap_err().kind, JsonFaultKind::NotUtf8);
    }

    #[test]
    fn irregularities_have_their_place() {
        let text = scan_json("\u{feff}{\"a\":{\"x/y\":1,\"x/y\":2},\"b\":[\"\\uD800\"]}".as_bytes()).unwrap();
        assert_eq!(text.value, json!({"a": {"x/y": 2}, "b": ["\u{fffd}"]}));
        assert_eq!(
            text.irregularities,
            [
                Irregularity::ByteOrderMark,
                Irregularity::DuplicateMember { pointer: "/a/x~1y".to_owned() },
                Irregularity::LoneSurrogate { pointer: "/b/0".to_owned() },
            ]
        );
    }

    #[test]
    fn a_surrogate_pair_is_one_character() {
        assert_eq!(scan_json(b"\"\\ud83d\\ude00\"").unwrap().value, json!("😀"));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                proptest::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn what_serde_writes_is_regular_and_reads_back(value in values()) {
            for text in [serde_json::to_vec(&value).unwrap(), serde_json::to_vec_pretty(&value).unwrap()] {
                let read = scan_json(&text).unwrap();
                prop_assert_eq!(&read.value, &serde_json::from_slice::<Value>(&text).unwrap());
                prop_assert_eq!(read.irregularities, vec![]);
            }
        }

        #[test]
        fn what_serde_reads_is_read(text in "[\\[\\]{}:,\"0-9.eE+\\-a ntrufls]{0,12}") {
            let ours = scan_json(text.as_bytes()).ok().map(|text| text.value);
            match serde_json::from_str::<Value>(&text) {
                // The grammar has no largest number.
                Err(error) if error.to_string().contains("out of range") => prop_assert_eq!(ours.is_some(), true),
                theirs => prop_assert_eq!(ours, theirs.ok()),
            }
        }
    }
}
