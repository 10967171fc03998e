//! Whether the error of a refusal says which property is wrong: what a caller needs to mend the request.

use serde_json::Value;

use crate::engine::observe::Observed;
use crate::model::Strength;
use crate::rules::Control;

/// Members of an error that may name a property; what else stands in it (ids, dates) is about the request.
const TELLING: [&str; 4] = ["code", "message", "target", "details"];

/// Whether the error names the one property that is wrong; `None` for anything but a refusal that counts: of an input
/// with one wrong property, beside accepted controls, with a status that says something of the request.
pub fn names_property(observed: &Observed, control: Control) -> Option<bool> {
    let (input, status) = (&observed.input, observed.exchange.status()?);
    let property = input.mutation.as_ref()?.property.as_deref()?;
    let is_negative = matches!(input.strength, Strength::MustReject | Strength::ShouldReject);
    let is_refusal = matches!(status, 400..=499) && !matches!(status, 401..=404 | 408 | 410 | 412 | 423 | 428 | 429);
    (is_negative && is_refusal && control == Control::Accepted).then(|| {
        let error = observed.json.as_ref().and_then(|body| body.get("error"));
        let texts = error.into_iter().flat_map(|error| TELLING.iter().filter_map(|member| error.get(member)));
        texts.into_iter().any(|text| mentions(text, property))
    })
}

/// Whether a text inside `value`, or the name of a member there, holds the name as a word. Some services write an error
/// as JSON into a text; its letters may be escaped there.
fn mentions(value: &Value, name: &str) -> bool {
    match value {
        Value::String(text) => {
            let inner =
                || serde_json::from_str(text).ok().filter(|inner: &Value| inner.is_object() || inner.is_array());
            has_word(text, name) || inner().is_some_and(|inner| mentions(&inner, name))
        }
        Value::Array(items) => items.iter().any(|item| mentions(item, name)),
        Value::Object(members) => members.iter().any(|(key, value)| has_word(key, name) || mentions(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether `text` has `word`, in any case, between characters that no name has: `id` is not in "invalid".
fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_ascii_lowercase(), word.to_ascii_lowercase());
    let is_of_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(&word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !word.is_empty() && !before.is_some_and(is_of_name) && !after.is_some_and(is_of_name)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{TELLING, has_word, mentions, names_property};
    use crate::engine::judge::fixture::answered;
    use crate::model::Strength;
    use crate::rules::Control;

    #[test]
    fn only_a_refusal_that_counts_is_asked() {
        let refused = |strength, status, name: &str, control| {
            let body = format!(r#"{{"error":{{"code":"c","message":"{name} is no date"}}}}"#);
            names_property(&answered(("D06", strength, json!({"when": "x"})), status, &body), control)
        };
        let must = Strength::MustReject;
        assert_eq!(refused(must, 400, "when", Control::Accepted), Some(true));
        assert_eq!(refused(must, 422, "it", Control::Accepted), Some(false));
        assert_eq!(refused(must, 400, "when", Control::Refused), None);
        assert_eq!(refused(Strength::Either, 400, "when", Control::Accepted), None);
        for status in [200, 401, 404, 429, 500] {
            assert_eq!(refused(must, status, "when", Control::Accepted), None, "{status}");
        }
    }

    fn names(error: &Value) -> bool {
        TELLING.iter().filter_map(|member| error.get(member)).any(|text| mentions(text, "displayName"))
    }

    #[test]
    fn an_error_names_the_property_in_its_texts_details_and_target() {
        for error in [
            json!({"code": "BadRequest", "message": "Invalid value for property 'displayName'."}),
            json!({"code": "invalidDisplayName.displayName", "message": "no"}),
            json!({"code": "c", "message": "The field DisplayName is wrong"}),
            json!({"code": "c", "message": "no", "target": "remoteAssistancePartner/displayName"}),
            json!({"code": "c", "message": "no", "details": [{"code": "c", "message": "no", "target": "displayName"}]}),
            json!({"code": "c", "message": "no", "details": {"displayName": ["no"]}}),
            json!({"code": "c", "message": "{\"_version\":3,\"Message\":\"bad \\u0064isplayName\",\"HttpHeaders\":\"{}\"}"}),
        ] {
            assert!(names(&error), "{error}");
        }
    }

    #[test]
    fn another_word_and_what_is_about_the_request_do_not() {
        for error in [
            json!({"code": "BadRequest", "message": "Invalid value."}),
            json!({"code": "c", "message": "displayNames and myDisplayName and display_name"}),
            json!({"code": "c", "message": "no", "innerError": {"request-id": "displayName"}}),
            json!({"code": 1, "message": null}),
        ] {
            assert!(!names(&error), "{error}");
        }
        assert!(!has_word("invalid", "id") && has_word("the id, again", "id") && !has_word("x", ""));
    }
}
