//! Tells a steady finding from a flaky one.

use super::again::{Quest, again, exhausted};
use crate::engine::session::Session;
use crate::model::Input;

/// How often a finding is tried again.
pub const TRIES: usize = 3;

/// Tries the smallest steps three times: `3 of 3`, `1 of 3, flaky`. `None` when nothing more may be sent.
pub async fn reproduced(session: &mut Session<'_>, quest: &Quest<'_>, steps: &[Input]) -> Option<String> {
    let mut times = 0;
    for _ in 0..TRIES {
        if exhausted(session) {
            return None;
        }
        times += usize::from(again(session, quest, steps).await.is_some());
    }
    Some(rate(times))
}

/// How a reader is told that a finding came `times` times again.
pub fn rate(times: usize) -> String {
    match times {
        TRIES => format!("{TRIES} of {TRIES}"),
        0 => format!("0 of {TRIES}, not seen again"),
        _ => format!("{times} of {TRIES}, flaky"),
    }
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn a_rate_says_whether_a_finding_is_flaky() {
        assert_eq!([rate(3), rate(1), rate(0)], ["3 of 3", "1 of 3, flaky", "0 of 3, not seen again"]);
    }
}
