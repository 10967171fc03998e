//! All faults.

use std::sync::LazyLock;

use super::Fault;
use crate::mock::MockError;
use crate::mock::error::closest;

/// All faults, sorted by id.
pub static FAULTS: LazyLock<Vec<&'static Fault>> = LazyLock::new(|| {
    let families: [&'static [Fault]; 19] = [
        super::atomicity::FAULTS,
        super::authentication::FAULTS,
        super::concurrency::FAULTS,
        super::echo_instant::FAULTS,
        super::echo_member::FAULTS,
        super::echo_text::FAULTS,
        super::error_envelope::FAULTS,
        super::headers::FAULTS,
        super::idempotence::FAULTS,
        super::leniency::FAULTS,
        super::merge::FAULTS,
        super::paths::FAULTS,
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
