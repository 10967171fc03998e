//! Contracts for the tests of this folder.

use serde_json::{Map, Value, json};

use super::Generator;
use super::facts::Facts;
use crate::model::{Access, ComplexType, Contract, Member, Operation, PageRef, PathTemplate, Property, ValueType};

fn property(name: &str, value_type: ValueType, access: Access) -> Property {
    Property { name: name.to_owned(), value_type, access, nullable: None, declared: None, range: None, line: 1 }
}

fn contract(properties: Vec<Property>) -> Contract {
    let path = PathTemplate("/things/{thingId}".to_owned());
    Contract {
        schema: String::new(),
        name: "update-thing".to_owned(),
        page: PageRef { file: "page.md".to_owned(), line: 1 },
        operation: Operation { method: "PATCH".to_owned(), path, line: 1, alternatives: vec![], service_root: None },
        entity_type: Some("docproof.thing".to_owned()),
        metadata: None,
        success: vec![],
        headers: vec![],
        permissions: vec![],
        properties,
        resource: None,
        siblings: vec![],
    }
}

/// The four documented properties that most contracts resemble.
pub fn partner_contract() -> Contract {
    let members = ["notOnboarded", "onboarding", "onboarded"].map(str::to_owned).to_vec();
    let status = ValueType::listed(None, members);
    contract(vec![
        property("id", ValueType::String, Access::Key),
        Property { nullable: Some(true), ..property("displayName", ValueType::String, Access::Updatable) },
        Property { nullable: Some(true), ..property("onboardingUrl", ValueType::String, Access::Updatable) },
        Property { nullable: Some(false), ..property("onboardingStatus", status, Access::Updatable) },
        Property {
            nullable: Some(false),
            ..property("lastConnectionDateTime", ValueType::DateTimeOffset, Access::Updatable)
        },
    ])
}

/// An example for [`partner_contract`].
pub fn partner_base() -> Map<String, Value> {
    let base = json!({
        "id": "7443c8b9-c8b9-7443-b9c8-4374b9c84374",
        "displayName": "Some name",
        "onboardingUrl": "https://example.com/portal/",
        "onboardingStatus": "onboarding",
        "lastConnectionDateTime": "2016-12-31T23:58:36.6670033-08:00",
    });
    base.as_object().cloned().unwrap()
}

/// A nested object with members of several types, one of them nested itself.
fn place() -> ComplexType {
    let member = |name: &str, value_type, nullable| Member { name: name.to_owned(), value_type, nullable };
    let inner = ComplexType { members: vec![member("open", ValueType::Boolean, None)], ..ComplexType::named("inner") };
    let members = vec![
        member("label", ValueType::String, Some(true)),
        member("floor", ValueType::Int32, Some(false)),
        member("since", ValueType::DateTimeOffset, Some(false)),
        member("tags", ValueType::Collection { of: Box::new(ValueType::String) }, None),
        member("inner", ValueType::Complex(inner), None),
        member("unknown", ValueType::Any, None),
    ];
    ComplexType { members, ..ComplexType::named("place") }
}

/// Every type once, a key, a read-only property and a range.
pub fn wide_contract() -> Contract {
    use ValueType as T;
    let collection = |of| T::Collection { of: Box::new(of) };
    let types = [
        ("text", T::String),
        ("flag", T::Boolean),
        ("small", T::Int16),
        ("whole", T::Int32),
        ("large", T::Int64),
        ("real", T::Double),
        ("price", T::Decimal),
        ("moment", T::DateTimeOffset),
        ("day", T::Date),
        ("hour", T::TimeOfDay),
        ("span", T::Duration),
        ("guid", T::Guid),
        ("octets", T::Binary),
        ("state", T::listed(None, vec!["on".to_owned(), "off".to_owned(), "unknownFutureValue".to_owned()])),
        ("nothing", T::Any),
        ("stream", T::Stream),
        ("nested", T::Complex(ComplexType::named("nested"))),
        ("place", T::Complex(place())),
        ("places", collection(T::Complex(place()))),
        ("texts", collection(T::String)),
        ("numbers", collection(T::Int32)),
    ];
    let mut properties: Vec<Property> =
        types.into_iter().map(|(name, value_type)| property(name, value_type, Access::Updatable)).collect();
    properties.push(Property { range: Some((1, 10)), ..property("ranged", T::Int32, Access::Updatable) });
    properties.push(property("id", T::String, Access::Key));
    properties.push(property("createdDateTime", T::DateTimeOffset, Access::ReadOnly));
    contract(properties)
}

/// An example for [`wide_contract`].
pub fn wide_base() -> Map<String, Value> {
    let base = json!({"text": "Some text", "nested": {"a": 1}, "id": "1", "whole": 7});
    base.as_object().cloned().unwrap()
}

/// Facts of [`partner_contract`].
pub fn partner() -> Facts {
    Facts::new(&partner_contract(), &partner_base())
}

/// Facts of [`wide_contract`].
pub fn wide() -> Facts {
    Facts::new(&wide_contract(), &wide_base())
}

/// A generator for each contract.
pub fn generators() -> [Generator; 2] {
    [Generator::new(&partner_contract(), &partner_base()), Generator::new(&wide_contract(), &wide_base())]
}
