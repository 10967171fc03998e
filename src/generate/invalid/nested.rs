//! Every wrong value of a field: those of its type, and for nested objects and the items of collections those inside.

use serde_json::{Map, Value, json};

use super::wrong_value::WrongValue;
use super::{date_times, enums, numbers_and_text, types};
use crate::generate::facts::Field;
use crate::generate::values::Domain;
use crate::model::{Access, ComplexType, Member, Property, ValueType};

/// Classes of wrong values that a member of a nested object may have, and how many of each: what must be refused first.
const INSIDE: [(&str, usize); 12] = [
    ("T02", 2),
    ("T09", 1),
    ("T10", 1),
    ("T11", usize::MAX),
    ("T12", usize::MAX),
    ("D01", 1),
    ("D06", 1),
    ("T01", 1),
    ("T03", 1),
    ("T04", 1),
    ("T05", 1),
    ("T06", 1),
];

/// Listed values of class `id` for `field`; none when the class is not about its type.
#[must_use]
pub fn listed(id: &str, field: &Field) -> Vec<WrongValue> {
    match id {
        "T10" => Nested::object(field).map_or_else(Vec::new, |nested| nested.something_else()),
        "T11" => Nested::object(field).map_or_else(Vec::new, |nested| nested.wrong_inside()),
        "T12" => Nested::item(field)
            .map_or_else(Vec::new, |nested| [nested.wrong_inside(), nested.something_else()].concat()),
        _ => {
            let makers = [types::listed, enums::listed, date_times::listed, numbers_and_text::listed];
            makers.iter().flat_map(|make| make(id, field)).collect()
        }
    }
}

/// A member as if it were a property of its own. Only what it may not hold is asked for.
fn field_of(member: &Member, base: Option<&Value>) -> Field {
    let property = Property {
        name: member.name.clone(),
        value_type: member.value_type.clone(),
        access: Access::Updatable,
        nullable: member.nullable,
        declared: None,
        range: None,
        line: 0,
    };
    let base = base.filter(|value| !value.is_null());
    Field { property, base: base.cloned(), domain: Domain::only(base.unwrap_or(&Value::Null)) }
}

/// Values that the field may hold.
fn valid(field: &Field) -> impl Iterator<Item = Value> {
    field.base.clone().into_iter().chain(field.changed(0))
}

/// A nested object that may be sent, alone or as the item of a collection.
struct Nested<'f> {
    complex: &'f ComplexType,
    is_item: bool,
    object: Map<String, Value>,
}

impl<'f> Nested<'f> {
    /// `None` when the field holds no nested object.
    fn object(field: &'f Field) -> Option<Self> {
        let ValueType::Complex(complex) = field.value_type() else { return None };
        let object = valid(field).find_map(|value| value.as_object().cloned());
        Some(Self { complex, is_item: false, object: object.unwrap_or_default() })
    }

    /// `None` when the field holds no collection of objects.
    fn item(field: &'f Field) -> Option<Self> {
        let ValueType::Collection { of } = field.value_type() else { return None };
        let ValueType::Complex(complex) = &**of else { return None };
        let object = valid(field).find_map(|value| value.as_array()?.first()?.as_object().cloned());
        Some(Self { complex, is_item: true, object: object.unwrap_or_default() })
    }

    /// Something else where an object is meant.
    fn something_else(&self) -> Vec<WrongValue> {
        let wrong = |what: &str, value: Value| WrongValue::new(what, self.around(value));
        vec![
            wrong("text for an object", json!("a")),
            wrong("a list of texts for an object", json!(["a"])),
            wrong("a number for an object", json!(1)),
            wrong("true for an object", json!(true)),
            wrong("an object in a list for an object", json!([self.object.clone()])),
        ]
    }

    /// An object in which one member is wrong, each member in turn.
    fn wrong_inside(&self) -> Vec<WrongValue> {
        let of_member = |member: &Member| -> Vec<WrongValue> {
            let field = field_of(member, self.object.get(&member.name));
            let wrong = INSIDE.iter().flat_map(|(class, most)| {
                listed(class, &field).into_iter().take(*most).map(|wrong| wrong.of_class(class))
            });
            wrong.map(|wrong| wrong.inside(&member.name, |value| self.around(self.with(&member.name, value)))).collect()
        };
        self.complex.members.iter().flat_map(of_member).collect()
    }

    fn with(&self, name: &str, value: Value) -> Value {
        let mut object = self.object.clone();
        object.insert(name.to_owned(), value);
        object.into()
    }

    fn around(&self, value: Value) -> Value {
        if self.is_item { json!([value]) } else { value }
    }
}
