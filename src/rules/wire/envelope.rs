//! The error answer of a target.

use serde_json::{Map, Value};

use super::answer;
use crate::model::{Judgement, Response};
use crate::rules::Evidence;
use crate::rules::judging::skipped;

/// The answer, when its status is 4xx or 5xx and its body may be seen.
///
/// # Errors
/// Skipped when there is no answer, it is no error, or it answers HEAD.
pub fn error_answer<'a>(evidence: &Evidence<'a>) -> Result<&'a Response, Judgement> {
    let response = answer(evidence)?;
    if !(400..600).contains(&response.status) {
        return skipped("the answer is no error");
    }
    if evidence.exchange.request.method == "HEAD" {
        return skipped("an answer to HEAD has no body");
    }
    Ok(response)
}

/// The object in the member `error` of an error answer.
///
/// # Errors
/// Skipped when the answer is no error or has no such object; `err-shape` judges that.
pub fn error_object<'a>(evidence: &Evidence<'a>) -> Result<&'a Map<String, Value>, Judgement> {
    error_answer(evidence)?;
    let object = evidence.json.and_then(|body| body.get("error")).and_then(Value::as_object);
    object.map_or_else(|| skipped("the answer holds no error object; err-shape judges that"), Ok)
}

/// The error text of an answer: `error.message`, or the kept body when it has another form.
#[must_use]
pub fn message_of<'a>(evidence: &Evidence<'a>, response: &'a Response) -> &'a str {
    let message = evidence.json.and_then(|body| body.pointer("/error/message")).and_then(Value::as_str);
    message.or(response.body.text.as_deref()).unwrap_or_default()
}
