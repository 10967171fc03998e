//! Times with a unit, as people write them: `500ms`, `60s`, `5m`.

use std::time::Duration;

use serde::{Deserialize, Deserializer};

/// Reads a time above zero.
///
/// # Errors
/// What is wrong with the text.
pub fn duration(text: &str) -> Result<Duration, String> {
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

/// A time in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time(pub(super) Duration);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        duration(&String::deserialize(deserializer)?).map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

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
}
