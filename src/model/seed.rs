//! Seeds that say by themselves which input they make.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A stream of inputs and a number in it: all that is needed to make one input again.
///
/// Printed as `valid-9f86d081884c7d65`: the stream's name, a dash, sixteen hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SeedToken {
    stream: String,
    number: u64,
}

impl SeedToken {
    /// The seed of the `index`-th input of `stream` in a run with `run_seed`.
    #[must_use]
    pub fn derive(run_seed: u64, stream: &str, index: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(run_seed.to_be_bytes());
        hash.update(stream.as_bytes());
        hash.update(index.to_be_bytes());
        let digest = hash.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self { stream: stream.to_owned(), number: u64::from_be_bytes(first) }
    }

    /// The seed of a listed (not random) input.
    #[must_use]
    pub fn listed(stream: &str, number: u64) -> Self {
        Self { stream: stream.to_owned(), number }
    }

    /// Whether it is of a listed input: listed numbers are small, derived ones are hashes.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.number < 1 << 32
    }

    /// Name of the stream: `valid`, `boundary`, `D06`, `case`.
    #[must_use]
    pub fn stream(&self) -> &str {
        &self.stream
    }

    /// The number inside the stream.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// 32 octets for a random generator, the same on every machine.
    #[must_use]
    pub fn octets(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.stream.as_bytes());
        hash.update(self.number.to_be_bytes());
        hash.finalize().into()
    }
}

impl fmt::Display for SeedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.stream, self.number)
    }
}

/// The text is not a seed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no input seed; expected a stream, a dash and 16 hexadecimal digits, as in `valid-9f86d081884c7d65`")]
pub struct SeedError(String);

impl FromStr for SeedToken {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || SeedError(text.to_owned());
        let (stream, digits) = text.rsplit_once('-').ok_or_else(bad)?;
        if stream.is_empty() || digits.len() != 16 {
            return Err(bad());
        }
        let number = u64::from_str_radix(digits, 16).map_err(|_| bad())?;
        Ok(Self { stream: stream.to_owned(), number })
    }
}

impl TryFrom<String> for SeedToken {
    type Error = SeedError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<SeedToken> for String {
    fn from(token: SeedToken) -> Self {
        token.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::SeedToken;

    #[test]
    fn a_printed_seed_reads_back() {
        let token = SeedToken::derive(7, "valid-pair", 3);
        assert_eq!(token.to_string().parse(), Ok(token));
    }

    #[test]
    fn seeds_differ_by_run_stream_and_index() {
        let seeds = [
            SeedToken::derive(1, "a", 1),
            SeedToken::derive(2, "a", 1),
            SeedToken::derive(1, "b", 1),
            SeedToken::derive(1, "a", 2),
        ];
        for (i, one) in seeds.iter().enumerate() {
            assert!(seeds[i + 1..].iter().all(|other| other.number() != one.number()));
        }
    }

    #[test]
    fn what_is_no_seed_is_refused() {
        for text in ["", "valid", "-0000000000000000", "valid-12", "valid-zzzzzzzzzzzzzzzz"] {
            assert!(text.parse::<SeedToken>().is_err(), "{text}");
        }
    }
}
