//! Where an input deviates from an ordinary request.

use crate::model::{Input, Resource};
use crate::rules::judging::pointer;

/// The place of the input's fault: the mutated property, the header field, the URL, or the body.
#[must_use]
pub fn place_of_fault(input: &Input) -> String {
    let class = input.class().unwrap_or_default();
    if let Some(property) = input.mutation.as_ref().and_then(|mutation| mutation.property.as_deref()) {
        return pointer(property);
    }
    match input.headers.first() {
        Some((name, _)) if class.starts_with(['A', 'H']) => format!("header:{name}"),
        _ if class.starts_with('P') && input.resource != Resource::Entity => "url".to_owned(),
        _ if class == "P04" => "method".to_owned(),
        _ => "body".to_owned(),
    }
}

/// The place of the fault behind its class, as in `D06:/lastConnectionDateTime`, so that findings of two classes stay two;
/// `otherwise` for an input without fault.
#[must_use]
pub fn place_with_class(input: &Input, otherwise: &str) -> String {
    match input.class() {
        Some(class) => format!("{class}:{}", place_of_fault(input)),
        None => otherwise.to_owned(),
    }
}
