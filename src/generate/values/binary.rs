//! Octets as base64url with padding, the form that every reader takes.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use crate::generate::recipe::Recipe;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// No octet, one to four, all values, and random ones.
pub fn domain() -> Domain {
    let all: Vec<u8> = (0..=255).collect();
    let listed: Vec<&[u8]> = vec![b"", b"a", b"ab", b"abc", b"\0\0\0\0", b"\xff\xfe\xfd", &all];
    let listed = listed.into_iter().map(|octets| Recipe::Value(Value::String(encode(octets)))).collect();
    let any = proptest::collection::vec(proptest::num::u8::ANY, 0..64)
        .prop_map(|octets| Value::String(encode(&octets)))
        .sboxed();
    Domain::new(listed, any)
}

/// Octets of a short text.
pub fn simple(n: usize) -> Value {
    Value::String(encode(format!("changed {n}").as_bytes()))
}

fn encode(octets: &[u8]) -> String {
    let mut out = String::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0_u32, |bits, (i, octet)| bits | u32::from(*octet) << (16 - 8 * i));
        for place in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            out.push(if place <= chunk.len() { char::from(ALPHABET[index]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn octets_are_padded_to_four_characters() {
        let cases: [(&[u8], &str); 4] = [(b"", ""), (b"a", "YQ=="), (b"ab", "YWI="), (b"\xff\xff\xfe", "___-")];
        for (octets, text) in cases {
            assert_eq!(encode(octets), text);
        }
    }
}
