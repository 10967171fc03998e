//! Values on the command line.

use std::time::Duration;

use crate::engine::{NoShard, Shard};
use crate::model::SeedToken;

/// A seed of a run or of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seed {
    /// Of a run.
    Run(u64),
    /// Of one input.
    Input(SeedToken),
}

pub(super) fn seed(text: &str) -> Result<Seed, String> {
    match text.parse() {
        Ok(number) => Ok(Seed::Run(number)),
        Err(_) => text.parse().map(Seed::Input).map_err(|error: crate::model::SeedError| error.to_string()),
    }
}

pub(super) fn shard(text: &str) -> Result<Shard, NoShard> {
    text.parse()
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.trim_matches(['{', '}']).to_owned(), value.to_owned()))
        }
        _ => Err("expected PLACEHOLDER=VALUE".to_owned()),
    }
}

pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "ms" => 0.001,
        "s" | "" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(format!("unknown unit `{unit}`; known are ms, s, m, h")),
    };
    let number: f64 = number.parse().map_err(|_| "expected a time such as 500ms, 60s or 5m".to_owned())?;
    Duration::try_from_secs_f64(number * factor)
        .ok()
        .filter(|d| !d.is_zero())
        .ok_or_else(|| "expected a time above zero".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Seed, duration, pair, seed};

    #[test]
    fn times_have_units() {
        for (text, ms) in
            [("500ms", 500), ("60s", 60_000), ("1.5s", 1500), ("5m", 300_000), ("2h", 7_200_000), ("3", 3000)]
        {
            assert_eq!(duration(text), Ok(Duration::from_millis(ms)), "{text}");
        }
        for text in ["", "s", "0s", "5 d", "-1s", "1e9h"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_seed_is_a_number_or_names_its_stream() {
        assert_eq!(seed("42"), Ok(Seed::Run(42)));
        assert!(matches!(seed("valid-9f86d081884c7d65"), Ok(Seed::Input(_))));
        assert!(seed("x").is_err());
    }

    #[test]
    fn a_placeholder_may_keep_its_braces() {
        assert_eq!(pair("{id}=a=b"), Ok(("id".to_owned(), "a=b".to_owned())));
        assert!(pair("id").is_err());
    }
}
