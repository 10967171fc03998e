//! The shipped contract with what its page lacks: a number whose range is stated.

use super::ContractBundle;
use crate::model::{Access, Property, ValueType};

/// The property that is added.
const NAME: &str = "sessionLimit";

impl ContractBundle {
    /// This bundle with one more property, a number from 1 to 50. No case names it.
    #[must_use]
    pub fn with_a_range(mut self) -> Self {
        let properties = &mut self.contract.properties;
        let line = properties.last().map_or(1, |property| property.line);
        properties.push(Property {
            name: NAME.to_owned(),
            value_type: ValueType::Int32,
            access: Access::Updatable,
            nullable: Some(false),
            declared: None,
            range: Some((1, 50)),
            line,
        });
        self
    }
}
