//! Lines of the page that make a promise.

use crate::model::{Contract, Input};

/// Line of the first documented success status.
#[must_use]
pub fn success_line(contract: &Contract) -> Option<u32> {
    contract.success.first().map(|fact| fact.line)
}

/// Line of the row of the request header `name` (lower case).
#[must_use]
pub fn header_line(contract: &Contract, name: &str) -> Option<u32> {
    contract.headers.iter().find(|row| row.name == name).map(|row| row.line)
}

/// Line of the property that the input mutates.
#[must_use]
pub fn property_line(contract: &Contract, input: &Input) -> Option<u32> {
    let name = input.mutation.as_ref()?.property.as_deref()?;
    contract.properties.iter().find(|property| property.name == name).map(|property| property.line)
}
