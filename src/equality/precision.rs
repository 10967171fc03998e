//! Loss of fraction digits: how much of a time a service keeps.

use super::Equality;

/// Digits of a second that a picosecond count has.
const MOST: u8 = 12;

/// Digits that .NET and Graph keep: less is a loss, more is welcome.
const KEPT: u8 = 7;

/// Compares two counts of picoseconds, the first of them written with `digits` fraction digits. Cutting off and
/// rounding are both a loss of digits, never another time.
pub(super) fn compare(sent: i128, digits: u8, returned: i128) -> Equality {
    if sent == returned {
        return Equality::Equal;
    }
    // From many digits to few: the first that fits is what was kept.
    let kept = (0..digits.min(MOST)).rev().find(|kept| is_kept(sent, returned, *kept));
    match kept {
        Some(KEPT..) => Equality::expected("with seven or more fraction digits"),
        Some(_) => Equality::warned("with fewer fraction digits"),
        None => Equality::differs("it is another time"),
    }
}

/// Whether `returned` is `sent` cut off or rounded to `kept` digits; times before zero are cut either way.
fn is_kept(sent: i128, returned: i128, kept: u8) -> bool {
    let unit = 10_i128.pow(u32::from(MOST - kept));
    let below = sent.div_euclid(unit) * unit;
    let past = sent - below;
    let above = below + unit;
    let cut = returned == below || (sent < 0 && returned == above);
    cut || (returned == above && past * 2 >= unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn cutting_and_rounding_to_seven_digits_pass() {
        let sent = 123_456_789_012;
        for returned in [123_456_700_000, 123_456_800_000, 123_456_789_000] {
            assert_eq!(compare(sent, 12, returned), Equality::expected("with seven or more fraction digits"));
        }
        assert!(matches!(compare(sent, 12, 123_456_600_000), Equality::Differs { .. }));
    }

    #[test]
    fn fewer_digits_are_told() {
        for returned in [123_000_000_000, 0, 123_456_000_000, 123_457_000_000] {
            assert_eq!(compare(123_456_789_012, 12, returned), Equality::warned("with fewer fraction digits"));
        }
    }

    #[test]
    fn digits_that_were_not_sent_are_another_time() {
        assert!(matches!(compare(0, 0, 1), Equality::Differs { .. }));
        assert!(matches!(compare(1_000_000_000_000, 0, 0), Equality::Differs { .. }));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_second_more_or_less_is_never_equal(sent in any::<i64>(), away in 1_000_000_000_000_i128..1_000_000_000_000_000, digits in 0_u8..=12) {
            for returned in [i128::from(sent) + away, i128::from(sent) - away] {
                let outcome = compare(i128::from(sent), digits, returned);
                prop_assert!(matches!(outcome, Equality::Differs { .. }), "{:?}", outcome);
            }
        }
    }
}
