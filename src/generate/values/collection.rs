//! Ordered lists.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::domain::Domain;
use crate::generate::recipe::Recipe;

/// None, one, two, a duplicate, many, each boundary value of the item; `None` without two `plain` items.
pub fn domain(items: Domain, plain: Vec<Value>) -> Option<Domain> {
    let (first, second) = (plain.first()?.clone(), plain.get(1)?.clone());
    let mut lists = vec![
        vec![],
        vec![first.clone()],
        vec![first.clone(), second.clone()],
        vec![second.clone(), first.clone()],
        vec![first.clone(), first.clone()],
        vec![first.clone(), second, first],
        plain,
    ];
    lists.extend(items.listed.iter().take(40).map(|recipe| vec![recipe.make()]));
    let listed = lists.into_iter().map(|list| Recipe::Value(Value::Array(list))).collect();
    let any = proptest::collection::vec(items.any, 0..6).prop_map(Value::Array).sboxed();
    Some(Domain::new(listed, any))
}
