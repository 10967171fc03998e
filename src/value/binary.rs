//! `Edm.Binary`: base64url, and the standard alphabet that services really send.

/// Octets as written in a JSON string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binary {
    /// The octets.
    pub octets: Vec<u8>,
}

impl Binary {
    /// Reads base64url or base64 with or without padding; alphabets are not mixed. Unused bits of the last digit must be
    /// zero.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_end_matches('=');
        let padding = text.len() - digits.len();
        let padded_right = padding == 0 || (padding <= 2 && text.len().is_multiple_of(4));
        let mixed = digits.contains(['-', '_']) && digits.contains(['+', '/']);
        if !padded_right || mixed || digits.len() % 4 == 1 {
            return None;
        }
        let sextets: Vec<u8> = digits.bytes().map(sextet).collect::<Option<_>>()?;
        let mut octets = Vec::with_capacity(sextets.len() * 3 / 4);
        let (mut bits, mut held) = (0_u32, 0_u32);
        for sextet in sextets {
            bits = (bits << 6 | u32::from(sextet)) & 0xffff;
            held += 6;
            if held >= 8 {
                held -= 8;
                octets.push(u8::try_from(bits >> held & 0xff).ok()?);
            }
        }
        (bits & ((1 << held) - 1) == 0).then_some(Self { octets })
    }

    /// The octets in base64url without padding.
    #[cfg(test)]
    #[must_use]
    pub fn to_base64url(&self) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut text = String::with_capacity(self.octets.len() * 4 / 3 + 2);
        for chunk in self.octets.chunks(3) {
            let bits = chunk.iter().fold(0_u32, |bits, octet| bits << 8 | u32::from(*octet)) << (8 * (3 - chunk.len()));
            for place in 0..=chunk.len() {
                text.push(char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]));
            }
        }
        text
    }
}

fn sextet(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'-' | b'+' => Some(62),
        b'_' | b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    use super::Binary;

    fn octets(text: &str) -> Option<Vec<u8>> {
        Binary::parse(text).map(|binary| binary.octets)
    }

    #[test]
    fn padding_and_alphabet_do_not_change_the_octets() {
        assert_eq!(octets("_-8"), Some(vec![0xff, 0xef]));
        assert_eq!(octets("_-8="), octets("/+8="));
        assert_eq!(octets(""), Some(vec![]));
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in ["a", "a===", "ab=", "ab=c", "a b=", "_-8+", "_-9", "äöüß"] {
            assert_eq!(octets(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn printed_octets_read_back(octets in proptest::collection::vec(any::<u8>(), 0..40)) {
            let binary = Binary { octets };
            prop_assert_eq!(Binary::parse(&binary.to_base64url()), Some(binary));
        }
    }
}
