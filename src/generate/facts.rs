//! What the generators know of a contract: one place, made once.

use serde_json::{Map, Value};

use super::values::{Domain, domain, is_url_name, simple};
use crate::model::{Access, Contract, Property, ValueType};

/// A property that a patch may carry, with the values it may hold.
#[derive(Debug, Clone)]
pub struct Field {
    /// The property as the page documents it.
    pub property: Property,
    /// The documented example's value, when it has one.
    pub base: Option<Value>,
    /// Valid values.
    pub domain: Domain,
}

impl Field {
    /// Name as sent on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.property.name
    }

    /// Documented type.
    #[must_use]
    pub fn value_type(&self) -> &ValueType {
        &self.property.value_type
    }

    /// The `n`-th plain value that differs from the example's; `None` when the type has no other value.
    #[must_use]
    pub fn changed(&self, n: usize) -> Option<Value> {
        (n..n + 4)
            .filter_map(|n| simple(self.value_type(), self.name(), self.property.range, self.base.as_ref(), n))
            .find(|value| self.base.as_ref() != Some(value))
    }
}

/// Everything the generators take from contract and example.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Documented method.
    pub method: String,
    /// Qualified type name without `#`.
    pub entity_type: Option<String>,
    /// Name of the key property.
    pub key: Option<String>,
    /// Id of the entity under test, when it is known.
    pub entity_id: Option<String>,
    /// Whether the path has a collection above the entity.
    pub has_collection: bool,
    /// Names of all documented properties.
    pub declared: Vec<String>,
    /// Properties that the page calls read-only.
    pub read_only: Vec<Property>,
    /// Properties that a patch may carry, in page order.
    pub fields: Vec<Field>,
}

impl Facts {
    /// Takes the facts out of `contract`; `base` is the body of the documented example.
    #[must_use]
    pub fn new(contract: &Contract, base: &Map<String, Value>) -> Self {
        let with = |access: Access| contract.properties.iter().filter(move |property| property.access == access);
        let key = with(Access::Key).map(|property| property.name.clone()).next();
        Self {
            method: contract.operation.method.clone(),
            entity_type: contract.entity_type.clone(),
            entity_id: key.as_ref().and_then(|key| base.get(key)).and_then(Value::as_str).map(str::to_owned),
            key,
            has_collection: contract.operation.path.collection().is_some(),
            declared: contract.properties.iter().map(|property| property.name.clone()).collect(),
            read_only: with(Access::ReadOnly).cloned().collect(),
            fields: contract.properties.iter().filter_map(|property| field(property, base)).collect(),
        }
    }

    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name() == name)
    }

    /// Fields that have a value besides the example's.
    pub fn changeable(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.changed(0).is_some())
    }

    /// A patch that changes one field; empty when no field can change.
    #[must_use]
    pub fn change(&self, n: usize) -> Map<String, Value> {
        self.changeable()
            .next()
            .and_then(|field| Some((field.name().to_owned(), field.changed(n)?)))
            .into_iter()
            .collect()
    }

    /// The same, with a text that shows how the body is read: letters beyond ASCII and what JSON escapes.
    #[must_use]
    pub fn telling_change(&self, n: usize) -> Map<String, Value> {
        let is_free_text = |field: &&Field| *field.value_type() == ValueType::String && !is_url_name(field.name());
        let mut change = self.change(n);
        if let Some(field) = self.changeable().find(is_free_text)
            && let Some(Value::String(text)) = field.changed(n)
        {
            change = Map::from_iter([(field.name().to_owned(), format!("{text} \u{e9}\u{5b57}\"\\/").into())]);
        }
        change
    }

    /// The same beside a change of every other field that can change.
    #[must_use]
    pub fn telling_changes(&self, n: usize) -> Map<String, Value> {
        let members = self.changeable().filter_map(|field| Some((field.name().to_owned(), field.changed(n)?)));
        members.chain(self.telling_change(n)).collect()
    }

    /// The members of `body` that mean a property: documented ones, without annotations.
    #[must_use]
    pub fn meant(&self, body: &Map<String, Value>) -> Map<String, Value> {
        let documented = body.iter().filter(|(name, _)| !name.contains('@') && self.declared.contains(name));
        documented.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

fn field(property: &Property, base: &Map<String, Value>) -> Option<Field> {
    let base = base.get(&property.name).filter(|value| !value.is_null());
    if !property.is_updatable() {
        return None;
    }
    Some(Field { property: property.clone(), base: base.cloned(), domain: domain(property, base)? })
}
