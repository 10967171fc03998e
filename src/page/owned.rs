//! Properties that the service sets: no word of the page says so, but its example does.

use crate::model::{Access, Property};

use super::diagnostic::{Remarks, Severity};
use super::examples::Example;

/// Marks properties as read-only that a response shows and the request, complete otherwise, does not send.
///
/// Times of creation and of the last change are documented this way. A request that sends less than half of the
/// properties is no evidence: it shows that an update may be partial.
pub fn infer(properties: &mut [Property], examples: &[Example], remarks: &mut Remarks<'_>) {
    let pair = |example: &Example| {
        let sent = example.body.members()?.clone();
        Some((sent, example.response.as_ref()?.body.members()?.clone()))
    };
    let Some((sent, shown)) = examples.iter().find_map(pair) else { return };
    let updatable = || properties.iter().filter(|property| property.access == Access::Updatable);
    let is_complete = 2 * updatable().filter(|property| sent.contains_key(&property.name)).count() >= updatable().count();
    if !is_complete || sent.is_empty() {
        return;
    }
    for property in properties.iter_mut().filter(|property| property.access == Access::Updatable) {
        let is_only_shown = |name: &str| shown.contains_key(name) && !examples.iter().any(|e| sends(e, name));
        if is_only_shown(&property.name) {
            property.access = Access::ReadOnly;
            let message = format!(
                "the example shows `{}` in the response and does not send it: taken for a value of the service's own",
                property.name
            );
            remarks.add_line(Severity::Info, "inferred-read-only", property.line, message);
        }
    }
}

fn sends(example: &Example, name: &str) -> bool {
    example.body.members().is_some_and(|members| members.contains_key(name))
}
