//! All freedoms.

use std::sync::LazyLock;

use super::Freedom;
use crate::mock::MockError;
use crate::mock::error::closest;

/// All freedoms, sorted by id.
pub static FREEDOMS: LazyLock<Vec<&'static Freedom>> = LazyLock::new(|| {
    let families: [&'static [Freedom]; 6] = [
        super::annotations::FREEDOMS,
        super::dates::FREEDOMS,
        super::http::FREEDOMS,
        super::input::FREEDOMS,
        super::limits::FREEDOMS,
        super::refusals::FREEDOMS,
    ];
    let mut all: Vec<&'static Freedom> = families.into_iter().flatten().collect();
    all.sort_by_key(|freedom| freedom.id);
    all
});

/// The freedom with this id.
///
/// # Errors
/// No freedom has it; the error names the closest one.
pub fn freedom(id: &str) -> Result<&'static Freedom, MockError> {
    let found = FREEDOMS.iter().find(|freedom| freedom.id == id).copied();
    found.ok_or_else(|| MockError::UnknownFreedom {
        id: id.to_owned(),
        suggestion: closest(id, FREEDOMS.iter().map(|freedom| freedom.id)),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FREEDOMS, freedom};
    use crate::mock::probe::{service, transcript};

    #[test]
    fn every_freedom_has_a_good_name() {
        let ids: Vec<&str> = FREEDOMS.iter().map(|f| f.id).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "ids are sorted and unique: {ids:?}");
        for freedom in FREEDOMS.iter() {
            let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(freedom.id.bytes().all(kebab) && !freedom.summary.is_empty() && !freedom.hooks.is_empty());
        }
        assert!(FREEDOMS.len() >= 40, "{} freedoms", FREEDOMS.len());
    }

    #[test]
    fn every_freedom_can_be_seen_and_told_from_every_other() {
        let mut seen = BTreeMap::from([(transcript(&service(&[], &[])), "the plain mock")]);
        for freedom in FREEDOMS.iter() {
            if let Some(other) = seen.insert(transcript(&service(&[], &[freedom.id])), freedom.id) {
                panic!("{} and {other} behave alike", freedom.id);
            }
        }
    }

    #[test]
    fn a_misspelt_freedom_is_answered_with_the_one_meant() {
        let message = freedom("instants-in-utz").unwrap_err().to_string();
        assert_eq!(message, "unknown freedom `instants-in-utz` (did you mean `instants-in-utc`?)");
    }
}
