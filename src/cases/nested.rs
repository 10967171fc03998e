//! The shipped contract with what its page lacks: a nested object, and a collection of objects.

use super::ContractBundle;
use crate::model::{Access, ComplexType, Member, Property, ValueType};

impl ContractBundle {
    /// This bundle with two more properties: a nested object with members of several types, one of them nested itself,
    /// and a collection of objects. No case names them.
    #[must_use]
    pub fn with_nested_objects(mut self) -> Self {
        let properties = &mut self.contract.properties;
        let line = properties.last().map_or(1, |property| property.line);
        let documented = |name: &str, value_type| Property {
            name: name.to_owned(),
            value_type,
            access: Access::Updatable,
            nullable: None,
            declared: None,
            range: None,
            line,
        };
        properties.push(documented("contact", ValueType::Complex(contact())));
        properties.push(documented("devices", ValueType::Collection { of: Box::new(ValueType::Complex(device())) }));
        self
    }
}

fn contact() -> ComplexType {
    let kinds = ["person", "team", "unknownFutureValue"].map(str::to_owned).to_vec();
    let place = object("place", vec![member("city", ValueType::String), member("open", ValueType::Boolean)]);
    let members = vec![
        member("name", ValueType::String),
        member("kind", ValueType::listed(Some("contactKind".to_owned()), kinds)),
        member("sinceDateTime", ValueType::DateTimeOffset),
        member("place", ValueType::Complex(place)),
        member("visits", ValueType::Int32),
        member("verified", ValueType::Boolean),
    ];
    object("contact", members)
}

fn device() -> ComplexType {
    object("device", vec![member("label", ValueType::String), member("active", ValueType::Boolean)])
}

fn object(name: &str, members: Vec<Member>) -> ComplexType {
    ComplexType { members, ..ComplexType::named(name) }
}

fn member(name: &str, value_type: ValueType) -> Member {
    Member { name: name.to_owned(), value_type, nullable: None }
}
