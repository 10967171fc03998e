//! All freedoms.

use std::sync::LazyLock;

use super::Freedom;
use crate::mock::MockError;
use crate::mock::error::closest;

/// All freedoms, sorted by id.
pub static FREEDOMS: LazyLock<Vec<&'static Freedom>> = LazyLock::new(|| {
    let families: [&'static [Freedom]; 8] = [
        super::annotations::FREEDOMS,
        super::dates::FREEDOMS,
        super::http::FREEDOMS,
        super::input::FREEDOMS,
        super::limits::FREEDOMS,
        super::nested::FREEDOMS,
        super::paths::FREEDOMS,
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

    /// What a conforming service may do, and who does it; what the plain mock does itself needs nobody.
    const MAY: &[(&str, &[&str])] = &[
        ("answer 204 to a preference for a minimal answer", &[]),
        ("ignore a preference", &["preferences-ignored", "preference-not-confirmed"]),
        ("add annotations, links and properties", &["annotations-added", "tag-in-body", "properties-added"]),
        ("leave annotations out, or write them otherwise", &["annotations-left-out", "context-relative"]),
        ("name the type in any form", &["type-name-without-hash", "type-name-absolute"]),
        ("order members as it likes", &["members-reversed", "members-sorted"]),
        ("write field names in any case", &["field-names-in-lower-case", "field-names-in-upper-case"]),
        ("send chunks", &["answers-chunked", "answers-in-tiny-chunks"]),
        ("pack answers", &["answers-in-gzip"]),
        ("ignore Accept", &[]),
        ("refuse by Accept", &["accept-checked"]),
        ("ignore the key in a body", &["other-id-in-body-ignored"]),
        ("refuse the key in a body", &["id-in-body-refused"]),
        ("show times in another zone", &["instants-in-utc", "instants-in-another-zone", "utc-written-as-minus-zero"]),
        ("keep seven digits of a second", &["fractions-cut-after-seven", "fractions-rounded-to-seven"]),
        ("leave out members that are null", &["nulls-left-out"]),
        (
            "answer an unknown id with 400, 409 or 412",
            &["unknown-id-answers-400", "unknown-id-answers-409", "unknown-id-answers-412"],
        ),
        ("answer 400 where HTTP has 415", &["media-type-refused-with-400"]),
        ("answer 400 or 404 where HTTP has 405", &["method-refused-with-400", "method-refused-with-404"]),
        ("answer 422 or 400", &["values-refused-with-422"]),
        ("throttle at any time", &["throttled-now-and-then", "unavailable-now-and-then"]),
        ("redirect with the method kept", &["redirected-307", "redirected-308"]),
        ("require If-Match", &["if-match-required"]),
        ("refuse what is very long or deep", &["very-long-text-refused", "large-body-refused", "deep-nesting-refused"]),
        ("read extensions of JSON", &["json-extensions-read", "byte-order-mark-read", "last-of-two-names-counts"]),
        ("read members in another spelling", &["members-in-any-case", "members-by-number", "future-member-ignored"]),
        ("read paths in another spelling", &["path-in-any-case", "key-in-parentheses"]),
        ("refuse a chunked request", &["chunked-requests-refused"]),
        ("guess a media type", &["media-type-guessed", "merge-patch-read"]),
        ("have no clock", &["date-left-out"]),
        ("describe errors in the manner of Intune", &["errors-of-intune", "errors-nested", "errors-with-other-codes"]),
        ("not know HEAD", &["head-refused"]),
        ("show no tags", &["tags-absent"]),
        ("replace a nested object, or merge what is sent into it", &["nested-objects-merged"]),
        (
            "show nested objects with more or fewer members than were sent",
            &["nested-members-filled", "nested-nulls-left-out", "nested-types-named", "nested-members-added"],
        ),
    ];

    #[test]
    fn whatever_a_service_may_do_somebody_does() {
        for (what, ids) in MAY {
            ids.iter().for_each(|id| assert!(freedom(id).is_ok(), "a service may {what}, and `{id}` is no freedom"));
        }
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
