//! A part of a plan, for one machine of several.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// One of several parts: an input belongs to one by a hash of its id, on every machine and in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Number of this part, from 1.
    number: u64,
    /// How many parts there are.
    of: u64,
}

impl Shard {
    /// Whether the input with this id is in this part.
    pub fn has(self, id: &str) -> bool {
        let digest = Sha256::digest(id.as_bytes());
        let hash = digest.iter().take(8).fold(0_u64, |hash, octet| hash << 8 | u64::from(*octet));
        self.has_number(hash)
    }

    /// Whether the `number`-th of something counted, from 0, is in this part.
    pub fn has_number(self, number: u64) -> bool {
        number % self.of == self.number - 1
    }

    /// This part's share of `whole`, rounded up.
    pub fn share(self, whole: usize) -> usize {
        whole.div_ceil(usize::try_from(self.of).unwrap_or(usize::MAX))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The text names no part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected NUMBER/ALL with a number from 1 to ALL, as in 2/8")]
pub struct NoShard;

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, of) = text.split_once('/').ok_or(NoShard)?;
        let shard = Self { number: number.parse().map_err(|_| NoShard)?, of: of.parse().map_err(|_| NoShard)? };
        if (1..=shard.of).contains(&shard.number) { Ok(shard) } else { Err(NoShard) }
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_id_is_in_one_part_and_none_is_much_larger() {
        let parts: Vec<Shard> = (1..=8).map(|number| format!("{number}/8").parse().unwrap()).collect();
        let mut sizes = [0; 8];
        for number in 0..4000 {
            let id = format!("D06/displayName/{number}");
            let mut owners = (0..8).filter(|part| parts[*part].has(&id));
            sizes[owners.next().unwrap()] += 1;
            assert_eq!(owners.next(), None, "{id}");
        }
        assert!(sizes.iter().all(|size| (400..600).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_partition_is_the_same_for_ever() {
        let part = |id: &str| (1..=8).find(|number| format!("{number}/8").parse::<Shard>().unwrap().has(id));
        assert_eq!(
            ["case/documented", "valid/0", "D06/lastConnectionDateTime/3"].map(part),
            [Some(8), Some(3), Some(5)]
        );
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "3", "0/3", "4/3", "1/0", "a/b", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        assert_eq!("2/8".parse::<Shard>().unwrap().to_string(), "2/8");
    }
}
