//! All freedoms.

use std::sync::LazyLock;

use super::Freedom;
use crate::mock::MockError;
use crate::mock::error::closest;

/// All freedoms, sorted by id.
pub static FREEDOMS: LazyLock<Vec<&'static Freedom>> = LazyLock::new(|| {
    let families: [&'static [Freedom]; 5] = [
        super::annotations::FREEDOMS,
        super::dates::FREEDOMS,
        super::http::FREEDOMS,
        super::input::FREEDOMS,
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
