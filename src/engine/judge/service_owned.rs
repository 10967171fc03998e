//! What becomes of a value for a property that belongs to the service: the key, or one that the page calls read-only.

use serde_json::Value;

use crate::engine::observe::Observed;
use crate::equality::compare;
use crate::event::OwnedOutcome;
use crate::model::{Access, Contract, InputBody, Property};

/// The class of inputs that write such a property on purpose, with another value than it has.
const CLASS: &str = "D19";

/// The property that was written and what came of it; `None` for other inputs, and where nothing shows it.
pub fn service_owned<'c>(contract: &'c Contract, observed: &Observed) -> Option<(&'c Property, OwnedOutcome)> {
    let mutation = observed.input.mutation.as_ref().filter(|mutation| mutation.class == CLASS)?;
    let name = mutation.property.as_deref()?;
    let property = contract.properties.iter().find(|p| p.name == name && p.access != Access::Updatable)?;
    let InputBody::Patch(body) = &observed.input.body else { return None };
    let sent = body.get(name)?;
    let outcome = match observed.exchange.status()? {
        200..=299 => accepted(property, sent, observed)?,
        // Who asks, and for what, was refused; nobody looked at the value.
        401 | 403 | 404 | 408 | 429 => return None,
        400..=499 => OwnedOutcome::Refused,
        _ => return None,
    };
    Some((property, outcome))
}

/// The state behind an accepted write shows it, else the answer.
fn accepted(property: &Property, sent: &Value, observed: &Observed) -> Option<OwnedOutcome> {
    let is_sent = |shown: Option<&Value>| compare(&property.value_type, sent, shown).is_silent();
    let was = observed.before.as_ref().and_then(|before| before.get(&property.name));
    if observed.before.is_some() && is_sent(was) {
        return None;
    }
    let answered = observed.json.as_ref().and_then(Value::as_object);
    let shown = observed.after.as_deref().or(answered)?.get(&property.name);
    Some(if is_sent(shown) { OwnedOutcome::Overwritten } else { OwnedOutcome::Ignored })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use serde_json::{Value, json};

    use super::service_owned;
    use crate::cases::shipped_contract;
    use crate::engine::judge::fixture::{answered, object};
    use crate::engine::observe::Observed;
    use crate::event::OwnedOutcome;
    use crate::model::Strength;

    fn with_states(status: u16, after: Option<Value>) -> Observed {
        let state = |value: Value| Rc::new(object(value));
        let lone = answered(("D19", Strength::Either, json!({"id": "new"})), status, "");
        Observed { before: Some(state(json!({"id": "old"}))), after: after.map(state), ..lone }
    }

    #[test]
    fn a_value_is_refused_ignored_or_taken() {
        let contract = shipped_contract();
        for (status, after, expected) in [
            (400, Some(json!({"id": "old"})), Some(OwnedOutcome::Refused)),
            (200, Some(json!({"id": "old"})), Some(OwnedOutcome::Ignored)),
            (204, Some(json!({"id": "new"})), Some(OwnedOutcome::Overwritten)),
            (401, Some(json!({"id": "old"})), None),
            (500, Some(json!({"id": "old"})), None),
            (204, None, None),
        ] {
            let seen = service_owned(&contract, &with_states(status, after)).map(|(_, outcome)| outcome);
            assert_eq!(seen, expected, "{status}");
        }
    }
}
