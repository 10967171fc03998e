//! Bodies as recorded: text where possible, base16 where not, bounded in size.

use serde::{Deserialize, Serialize};

/// Longest body text kept in an event, in octets; the rest is counted, not kept.
const KEPT: usize = 16 * 1024;

/// The body of a recorded request or answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Length in octets of the whole body.
    pub octets: u64,
    /// The body (or its beginning) when it is UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The body (or its beginning) in hexadecimal when it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
    /// Whether only the beginning is kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
}

impl Body {
    /// Records `bytes`, keeping at most the first 16 KiB.
    #[must_use]
    pub fn record(bytes: &[u8]) -> Self {
        Self::record_up_to(bytes, KEPT)
    }

    /// Records all of `bytes`: for minimal inputs, which must replay whole.
    #[must_use]
    pub fn record_whole(bytes: &[u8]) -> Self {
        Self::record_up_to(bytes, usize::MAX)
    }

    fn record_up_to(bytes: &[u8], limit: usize) -> Self {
        let octets = bytes.len() as u64;
        if bytes.is_empty() {
            return Self { octets, ..Self::default() };
        }
        let truncated = bytes.len() > limit;
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let mut end = text.len().min(limit);
                while !text.is_char_boundary(end) {
                    end -= 1;
                }
                Self { octets, text: Some(text[..end].to_owned()), hex: None, truncated }
            }
            Err(_) => Self { octets, text: None, hex: Some(to_hex(&bytes[..bytes.len().min(limit)])), truncated },
        }
    }

    /// The octets that were kept.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        match (&self.text, &self.hex) {
            (Some(text), _) => text.clone().into_bytes(),
            (None, Some(hex)) => from_hex(hex),
            (None, None) => Vec::new(),
        }
    }
}

fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn from_hex(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16)).map(|d| u8::try_from(d).unwrap_or(0)).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn text_and_binary_survive_a_round_trip() {
        for bytes in [&b"{\"a\":1}"[..], b"", b"\xff\x00abc"] {
            assert_eq!(Body::record(bytes).bytes(), bytes);
        }
    }

    #[test]
    fn a_long_body_keeps_its_length_and_a_char_boundary() {
        let long = "ü".repeat(20_000);
        let body = Body::record(long.as_bytes());
        assert_eq!((body.octets, body.truncated), (40_000, true));
        assert!(long.starts_with(body.text.as_deref().unwrap()));
    }
}
