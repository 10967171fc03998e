//! All faults.

use std::sync::LazyLock;

use super::Fault;
use crate::mock::MockError;
use crate::mock::error::closest;

/// All faults, sorted by id.
pub static FAULTS: LazyLock<Vec<&'static Fault>> = LazyLock::new(|| {
    let families: [&'static [Fault]; 24] = [
        super::atomicity::FAULTS,
        super::authentication::FAULTS,
        super::collection::FAULTS,
        super::concurrency::FAULTS,
        super::echo_instant::FAULTS,
        super::echo_member::FAULTS,
        super::echo_text::FAULTS,
        super::error_envelope::FAULTS,
        super::headers::FAULTS,
        super::idempotence::FAULTS,
        super::leniency::FAULTS,
        super::lifecycle::FAULTS,
        super::merge::FAULTS,
        super::nested::FAULTS,
        super::numbers::FAULTS,
        super::paths::FAULTS,
        super::permissions::FAULTS,
        super::persistence::FAULTS,
        super::rare::FAULTS,
        super::redirect::FAULTS,
        super::schema::FAULTS,
        super::status::FAULTS,
        super::strictness::FAULTS,
        super::wire::FAULTS,
    ];
    let mut all: Vec<&'static Fault> = families.into_iter().flatten().collect();
    all.sort_by_key(|fault| fault.id);
    all
});

/// The fault with this id.
///
/// # Errors
/// No fault has it; the error names the closest one.
pub fn fault(id: &str) -> Result<&'static Fault, MockError> {
    let found = FAULTS.iter().find(|fault| fault.id == id).copied();
    found.ok_or_else(|| MockError::UnknownFault {
        id: id.to_owned(),
        suggestion: closest(id, FAULTS.iter().map(|fault| fault.id)),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{FAULTS, fault};
    use crate::mock::probe::{service, transcript};

    /// Rules of the catalogue, and rules about requests that were accepted or refused.
    const RULES: &[&str] = &[
        "accept-patch",
        "action-status",
        "allow-405",
        "answer-given",
        "auth-401-challenge",
        "auth-required",
        "body-dupkey",
        "body-empty-204",
        "body-present",
        "body-strict-json",
        "cl-exact",
        "cl-te",
        "case-expected",
        "create-echo",
        "create-readable",
        "create-status",
        "ct-json",
        "ct-metadata",
        "date",
        "delete-gone",
        "delete-status",
        "echo-id",
        "echo-sent",
        "err-code-camel",
        "err-details",
        "err-inner",
        "err-lang",
        "err-leak",
        "err-shape",
        "err-single",
        "etag-412",
        "head-empty",
        "http-framing",
        "idempotent",
        "invalid-input-rejected",
        "merge-untouched",
        "method-not-allowed",
        "neighbour-untouched",
        "odata-context",
        "odata-type",
        "odata-version",
        "permission-required",
        "permission-sufficient",
        "permission-unsupported",
        "prefer-min",
        "prefer-rep",
        "prefer-unknown",
        "read-stable",
        "readback",
        "redirect-same-origin",
        "reject-atomic",
        "req-id",
        "retry-after",
        "route-exists",
        "schema-case",
        "schema-complete",
        "schema-range",
        "schema-datetime",
        "schema-enum",
        "schema-nonnull",
        "schema-type",
        "status-5xx",
        "status-known",
        "status-success",
        "unknown-id-rejected",
        "valid-variant-accepted",
    ];

    #[test]
    fn every_fault_has_a_good_name_and_every_rule_a_fault() {
        let ids: Vec<&str> = FAULTS.iter().map(|f| f.id).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "ids are sorted and unique: {ids:?}");
        for fault in FAULTS.iter() {
            let kebab = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            assert!(
                fault.id.bytes().all(kebab) && !fault.summary.is_empty() && !fault.hooks.is_empty(),
                "{}",
                fault.id
            );
            assert!(RULES.contains(&fault.rule), "{} names the unknown rule {}", fault.id, fault.rule);
        }
        let covered: BTreeSet<&str> = FAULTS.iter().map(|f| f.rule).collect();
        assert_eq!(covered, RULES.iter().copied().collect());
        assert!(FAULTS.len() >= 150, "{} faults", FAULTS.len());
    }

    #[test]
    fn every_fault_can_be_seen_and_told_from_every_other() {
        let mut seen = BTreeMap::from([(transcript(&service(&[], &[])), "the healthy mock")]);
        for fault in FAULTS.iter() {
            if let Some(other) = seen.insert(transcript(&service(&[fault.id], &[])), fault.id) {
                panic!("{} and {other} behave alike", fault.id);
            }
        }
    }

    #[test]
    fn a_misspelt_fault_is_answered_with_the_one_meant() {
        let message = fault("text-trimed").unwrap_err().to_string();
        assert_eq!(message, "unknown fault `text-trimed` (did you mean `text-trimmed`?)");
    }
}
