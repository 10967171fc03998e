//! Documented properties and the members that show them.

use serde_json::{Map, Value};

use crate::model::{Access, Contract, Property, ValueType};

/// The member that shows the property `name`: by its name, else by its name in another case (which the rule
/// `schema-case` reports).
#[must_use]
pub fn lookup<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let other_case = || object.iter().find(|(member, _)| member.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    object.get(name).or_else(other_case)
}

/// The properties that a JSON body can show, in page order.
pub fn documented(contract: &Contract) -> impl Iterator<Item = &Property> {
    contract.properties.iter().filter(|property| property.value_type != ValueType::Stream)
}

/// Whether the target may change the property by itself: it is read-only, or a time that nobody sent.
#[must_use]
pub fn is_volatile(property: &Property) -> bool {
    property.access == Access::ReadOnly || property.value_type == ValueType::DateTimeOffset
}

/// The property that a JSON pointer leads into, and the type at its end, as far as the page types it.
#[must_use]
pub fn property_at<'a>(contract: &'a Contract, pointer: &str) -> Option<(&'a Property, &'a ValueType)> {
    let mut steps = pointer.strip_prefix('/')?.split('/');
    let name = unescaped(steps.next()?);
    let property = contract.properties.iter().find(|property| property.name == name)?;
    let inner = steps.try_fold(&property.value_type, |outer, step| match outer {
        ValueType::Collection { of } => Some(of.as_ref()),
        ValueType::Complex(complex) => {
            let member = complex.members.iter().find(|member| member.name == unescaped(step));
            member.map(|member| &member.value_type)
        }
        _ => None,
    });
    Some((property, inner.unwrap_or(&ValueType::Any)))
}

/// A step of a JSON pointer as the name that it stands for (RFC 6901 section 4).
fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::lookup;

    #[test]
    fn a_name_in_its_own_case_comes_first() {
        let object = json!({"Name": 1, "name": 2, "URL": 3});
        let object = object.as_object().unwrap();
        assert_eq!(lookup(object, "name"), Some(&json!(2)));
        assert_eq!(lookup(object, "url"), Some(&json!(3)));
        assert_eq!(lookup(object, "other"), None);
    }
}
