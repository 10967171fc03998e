//! A strict JSON reader: unique names, no lone surrogates, bounded depth, nothing after the value.

use serde_json::{Map, Number, Value};

/// Deepest nesting that is read.
const DEPTH: usize = 128;

/// Extensions that the reader tolerates (RFC 8259 §9 allows a parser any of them).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, not a state")]
pub struct Dialect {
    /// Comments, trailing commas and single quotes.
    pub relaxed: bool,
    /// A byte order mark before the value.
    pub bom: bool,
    /// Of members with one name the last counts.
    pub last_wins: bool,
    /// A lone surrogate escape becomes U+FFFD.
    pub surrogates: bool,
}

/// Reads `octets` as one JSON value.
///
/// # Errors
/// Says what is wrong and at which octet.
pub fn parse_json(octets: &[u8], dialect: Dialect) -> Result<Value, String> {
    let text = std::str::from_utf8(octets).map_err(|e| format!("octet {} is not UTF-8", e.valid_up_to()))?;
    let text = if dialect.bom { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    let mut reader = Reader { text, at: 0, dialect };
    reader.skip_blanks();
    let value = reader.value(0)?;
    reader.skip_blanks();
    if reader.at < text.len() { Err(reader.wrong("text after the value")) } else { Ok(value) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
}

impl Reader<'_> {
    fn wrong(&self, what: &str) -> String {
        format!("{what} at octet {}", self.at)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
            if !(self.dialect.relaxed && self.skip_comment()) {
                return;
            }
        }
    }

    fn skip_comment(&mut self) -> bool {
        let rest = self.rest();
        let end = if rest.starts_with("//") {
            Some(rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else {
            None
        };
        self.at += end.unwrap_or(0);
        end.is_some()
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        if depth > DEPTH {
            return Err(self.wrong("nesting deeper than 128"));
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string(b'"').map(Value::String),
            Some(b'\'') if self.dialect.relaxed => self.string(b'\'').map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
            None => Err(self.wrong("the text ends where a value is expected")),
        }
    }

    fn word(&mut self) -> Result<Value, String> {
        for (word, value) in [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)] {
            if self.rest().starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.wrong("not a value"))
    }

    fn object(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut members = Map::new();
        loop {
            self.skip_blanks();
            if (members.is_empty() || self.dialect.relaxed) && self.take(b'}') {
                return Ok(Value::Object(members));
            }
            let quote = self.peek();
            if !(quote == Some(b'"') || (self.dialect.relaxed && quote == Some(b'\''))) {
                return Err(self.wrong("a member name is expected"));
            }
            let name = self.string(quote.unwrap_or(b'"'))?;
            self.skip_blanks();
            if !self.take(b':') {
                return Err(self.wrong("a colon is expected"));
            }
            self.skip_blanks();
            let value = self.value(depth + 1)?;
            if members.insert(name, value).is_some() && !self.dialect.last_wins {
                return Err(self.wrong("a member name is given twice"));
            }
            self.skip_blanks();
            if self.take(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.take(b',') {
                return Err(self.wrong("a comma or the end of the object is expected"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            if (items.is_empty() || self.dialect.relaxed) && self.take(b']') {
                return Ok(Value::Array(items));
            }
            items.push(self.value(depth + 1)?);
            self.skip_blanks();
            if self.take(b']') {
                return Ok(Value::Array(items));
            }
            if !self.take(b',') {
                return Err(self.wrong("a comma or the end of the list is expected"));
            }
        }
    }

    fn string(&mut self, quote: u8) -> Result<String, String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else { return Err(self.wrong("a string does not end")) };
            self.at += c.len_utf8();
            match c {
                _ if c == char::from(quote) => return Ok(out),
                '\\' => out.push(self.escape()?),
                '\0'..='\u{1f}' => return Err(self.wrong("a control character in a string")),
                _ => out.push(c),
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let Some(letter) = self.peek() else { return Err(self.wrong("an escape does not end")) };
        self.at += 1;
        Ok(match letter {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(self.wrong("an unknown escape")),
        })
    }

    fn unicode_escape(&mut self) -> Result<char, String> {
        let high = self.four_digits()?;
        if let Some(c) = char::from_u32(high) {
            return Ok(c);
        }
        let mark = self.at;
        if high < 0xDC00 && self.rest().starts_with("\\u") {
            self.at += 2;
            let low = self.four_digits()?;
            if (0xDC00..0xE000).contains(&low) {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                return char::from_u32(code).ok_or_else(|| self.wrong("not a code point"));
            }
        }
        self.at = mark;
        if self.dialect.surrogates { Ok('\u{fffd}') } else { Err(self.wrong("a lone surrogate")) }
    }

    fn four_digits(&mut self) -> Result<u32, String> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
        self.at += 4;
        code.ok_or_else(|| self.wrong("four hexadecimal digits are expected"))
    }

    fn number(&mut self) -> Result<Value, String> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (leading_zero && whole > 1) {
            return Err(self.wrong("not a number"));
        }
        let mut integral = true;
        if self.take(b'.') {
            integral = false;
            if self.digits() == 0 {
                return Err(self.wrong("not a number"));
            }
        }
        if self.take(b'e') || self.take(b'E') {
            integral = false;
            let _sign = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return Err(self.wrong("not a number"));
            }
        }
        let text = &self.text[start..self.at];
        let exact = if integral { exact_integer(text) } else { None };
        exact
            .or_else(|| text.parse().ok().and_then(Number::from_f64))
            .map(Value::Number)
            .ok_or_else(|| self.wrong("a number out of range"))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }
}

fn exact_integer(text: &str) -> Option<Number> {
    text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, parse_json};

    #[test]
    fn it_reads_what_serde_json_writes() {
        for text in [
            r#"{"a":[1,-2.5,1e3,true,null],"b":"ü😀\u0000\"\\"}"#,
            "[]",
            " {} ",
            "18446744073709551615",
            r#""\ud83d\ude00""#,
        ] {
            let theirs: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(parse_json(text.as_bytes(), Dialect::default()).unwrap(), theirs, "{text}");
        }
    }

    #[test]
    fn it_refuses_every_extension() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1}x",
            "{'a':1}",
            "{a:1}",
            "01",
            "+1",
            "1.",
            ".5",
            "NaN",
            "nul",
            "\"\n\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "{\"a\":1,\"a\":2}",
            "\u{feff}{}",
            "1e999",
            "/**/1",
            "\"\\u12\"",
            "-",
            "[1 2]",
        ] {
            assert!(parse_json(text.as_bytes(), Dialect::default()).is_err(), "{text:?}");
        }
        assert!(parse_json(&[b'"', 0xff, b'"'], Dialect::default()).is_err());
        assert!(parse_json("[".repeat(20_000).as_bytes(), Dialect::default()).is_err());
    }

    #[test]
    fn a_dialect_tolerates_what_it_names() {
        let all = Dialect { relaxed: true, bom: true, last_wins: true, surrogates: true };
        for text in ["\u{feff}{}", "{'a':1,}", "/* x */[1,2,] // end", "{\"a\":1,\"a\":2}", "\"\\ud800\""] {
            assert!(parse_json(text.as_bytes(), all).is_ok(), "{text:?}");
        }
    }
}
