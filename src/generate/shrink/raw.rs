//! Fewer octets of bodies that are no JSON.

use super::step::Move;
use crate::model::Input;

/// Halves, quarters and single octets that still are no JSON. Other raw bodies would leave their class.
#[must_use]
pub fn moves(input: &Input, octets: &[u8]) -> Vec<Move> {
    if input.class() != Some("J01") {
        return Vec::new();
    }
    let length = octets.len();
    let spans = [
        (0, length / 2),
        (length / 2, length),
        (0, length * 3 / 4),
        (length / 4, length),
        (0, length.saturating_sub(1)),
        (1, length),
    ];
    let is_broken = |(from, to): &(usize, usize)| {
        from < to && to - from < length && serde_json::from_slice::<serde_json::Value>(&octets[*from..*to]).is_err()
    };
    spans.into_iter().filter(is_broken).map(|(from, to)| Move::Keep(from, to)).collect()
}
