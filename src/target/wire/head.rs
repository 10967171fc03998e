//! Status line and header fields (RFC 9112 §4, §5; RFC 9110 §5).

/// Status line and header fields of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// `HTTP/1.0`, `HTTP/1.1`, or what stands in that place.
    pub version: String,
    /// The status code.
    pub status: u16,
    /// Fields in their order, repeated ones kept, names in lower case.
    pub fields: Vec<(String, Vec<u8>)>,
    /// Octets up to and with the empty line.
    pub length: usize,
    /// Names of deviations from the grammar.
    pub irregularities: Vec<&'static str>,
}

impl Head {
    /// Reads the head at the start of `octets`; `None` while its end did not come.
    ///
    /// # Errors
    /// When the first line is no status line: then nothing that follows means anything.
    pub fn read(octets: &[u8]) -> Result<Option<Self>, &'static str> {
        let mut lines = Lines { octets, at: 0, irregularities: Vec::new() };
        let Some(first) = lines.next_line() else {
            return if could_begin(octets) { Ok(None) } else { Err("the answer does not begin with HTTP/") };
        };
        let (version, status) = status_line(first, &mut lines.irregularities)?;
        let fields = lines.fields();
        let Lines { at: length, mut irregularities, .. } = lines;
        sort_unique(&mut irregularities);
        Ok(fields.map(|fields| Self { version, status, fields, length, irregularities }))
    }

    /// Members of the field `name`, over all its lines, without blanks around them.
    pub fn members(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        let lines = self.fields.iter().filter(move |(n, _)| n == name);
        lines.flat_map(|(_, value)| value.split(|octet| *octet == b',')).map(<[u8]>::trim_ascii)
    }
}

/// Sorts names and keeps each once.
pub fn sort_unique(names: &mut Vec<&'static str>) {
    names.sort_unstable();
    names.dedup();
}

/// Whether more octets could make these a status line.
fn could_begin(octets: &[u8]) -> bool {
    const START: &[u8] = b"HTTP/";
    let compared = octets.len().min(START.len());
    octets[..compared] == START[..compared]
}

fn status_line(line: &[u8], irregularities: &mut Vec<&'static str>) -> Result<(String, u16), &'static str> {
    let Some(rest) = line.strip_prefix(b"HTTP/") else { return Err("the answer does not begin with HTTP/") };
    let mut parts = rest.splitn(3, |octet| *octet == b' ');
    let (version, status, reason) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let is_version = matches!(version, [major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit());
    if !is_version {
        return Err("the status line has no version of HTTP");
    }
    if version[0] != b'1' {
        irregularities.push("version");
    }
    let digits = status.filter(|digits| digits.len() == 3 && digits.iter().all(u8::is_ascii_digit));
    let status: Option<u16> = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    let Some(status) = status.filter(|status| *status >= 100) else {
        return Err("the status is no number of three digits");
    };
    match reason {
        None => irregularities.push("no-space-after-status"),
        Some(reason) if !is_text(reason) => irregularities.push("reason-phrase"),
        Some(_) => {}
    }
    Ok((format!("HTTP/{}", String::from_utf8_lossy(version)), status))
}

/// Blanks, visible characters and octets beyond ASCII.
fn is_text(octets: &[u8]) -> bool {
    octets.iter().all(|octet| *octet == b'\t' || (*octet >= b' ' && *octet != 0x7f))
}

fn is_token(octets: &[u8]) -> bool {
    let is_token_octet = |octet: &u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(octet);
    !octets.is_empty() && octets.iter().all(is_token_octet)
}

/// Lines of a head or of trailers.
#[derive(Debug)]
pub struct Lines<'o> {
    /// All octets.
    pub octets: &'o [u8],
    /// Start of the next line.
    pub at: usize,
    /// Names of deviations seen so far.
    pub irregularities: Vec<&'static str>,
}

impl<'o> Lines<'o> {
    /// The next line without its end; `None` when its end did not come.
    pub fn next_line(&mut self) -> Option<&'o [u8]> {
        let rest = &self.octets[self.at..];
        let length = rest.iter().position(|octet| *octet == b'\n')?;
        self.at += length + 1;
        Some(rest[..length].strip_suffix(b"\r").unwrap_or_else(|| {
            self.irregularities.push("bare-line-feed");
            &rest[..length]
        }))
    }

    /// Fields up to and with the empty line; `None` when that did not come.
    pub fn fields(&mut self) -> Option<Vec<(String, Vec<u8>)>> {
        let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
        loop {
            let line = self.next_line()?;
            if line.is_empty() {
                return Some(fields);
            }
            if matches!(line[0], b' ' | b'\t') {
                self.irregularities.push("folded-field");
                if let Some((_, value)) = fields.last_mut() {
                    value.push(b' ');
                    value.extend_from_slice(line.trim_ascii());
                }
            } else if let Some(colon) = line.iter().position(|octet| *octet == b':') {
                fields.push(self.field(&line[..colon], &line[colon + 1..]));
            } else {
                self.irregularities.push("field-without-colon");
            }
        }
    }

    fn field(&mut self, name: &[u8], value: &[u8]) -> (String, Vec<u8>) {
        let trimmed = name.trim_ascii_end();
        if trimmed.len() < name.len() {
            self.irregularities.push("space-before-colon");
        }
        if !is_token(trimmed) {
            self.irregularities.push("field-name");
        }
        if !is_text(value) {
            self.irregularities.push("field-value");
        }
        (String::from_utf8_lossy(trimmed).to_ascii_lowercase(), value.trim_ascii().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::Head;

    proptest! {
        #[test]
        fn any_octets_are_read_without_panic(octets in any::<Vec<u8>>(), rest in "[ -~\r\n\t]{0,80}") {
            let _ = Head::read(&octets);
            if let Ok(Some(head)) = Head::read(format!("HTTP/1.1 200 OK\r\n{rest}\r\n\r\n").as_bytes()) {
                prop_assert!(head.length <= rest.len() + 21);
            }
        }
    }

    #[test]
    fn fields_keep_their_order_and_their_repetitions() {
        let head = Head::read(b"HTTP/1.1 200 \r\nB: 1\r\nA:\t2 \r\nb: 3, 4\r\n\r\n{").unwrap().unwrap();
        let names: Vec<&str> = head.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((names, head.status, head.version.as_str()), (vec!["b", "a", "b"], 200, "HTTP/1.1"));
        assert_eq!(head.members("b").collect::<Vec<_>>(), [b"1", b"3", b"4"]);
        assert_eq!((head.length, head.irregularities), (39, vec![]));
    }

    #[test]
    fn what_the_grammar_does_not_allow_has_a_name() {
        for (octets, name) in [
            ("HTTP/1.1 200 OK\nA: 1\r\n\r\n", "bare-line-feed"),
            ("HTTP/1.1 200\r\nA: 1\r\n\r\n", "no-space-after-status"),
            ("HTTP/2.0 200 OK\r\nA: 1\r\n\r\n", "version"),
            ("HTTP/1.1 200 O\x01K\r\nA: 1\r\n\r\n", "reason-phrase"),
            ("HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\r\n", "folded-field"),
            ("HTTP/1.1 200 OK\r\nA : 1\r\n\r\n", "space-before-colon"),
            ("HTTP/1.1 200 OK\r\nA b: 1\r\n\r\n", "field-name"),
            ("HTTP/1.1 200 OK\r\n: 1\r\n\r\n", "field-name"),
            ("HTTP/1.1 200 OK\r\nA: 1\x002\r\n\r\n", "field-value"),
            ("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "field-without-colon"),
        ] {
            assert_eq!(Head::read(octets.as_bytes()).unwrap().unwrap().irregularities, [name], "{octets:?}");
        }
    }

    #[test]
    fn what_is_no_status_line_is_no_answer() {
        for octets in [
            "HTPP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 OK 200\r\n\r\n",
            "HTTP/1 200 OK\r\n\r\n",
            "<html>",
            "HTTP/1.1 20 OK\r\n\r\n",
        ] {
            assert!(Head::read(octets.as_bytes()).is_err(), "{octets:?}");
        }
    }

    #[test]
    fn a_head_that_may_go_on_is_waited_for() {
        for octets in ["", "HT", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nA: 1\r\n"] {
            assert_eq!(Head::read(octets.as_bytes()), Ok(None), "{octets:?}");
        }
    }
}
