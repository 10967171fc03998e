//! What an answer shows.

use std::rc::Rc;

use serde_json::{Map, Value};

use crate::model::Exchange;

/// State of an entity as a read shows it.
pub type State = Rc<Map<String, Value>>;

/// The body of an answer as JSON; `None` when there is none or it is something else.
pub fn json_of(exchange: &Exchange) -> Option<Value> {
    let content = &exchange.response()?.content;
    // A reader may pass over a byte order mark (RFC 8259 8.1); body-strict-json tells it.
    serde_json::from_slice(content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content)).ok()
}

/// The state that a read shows: the object of a successful answer.
pub fn state_of(exchange: &Exchange, json: Option<&Value>) -> Option<State> {
    let shown = exchange.response().is_some_and(|response| response.status == 200);
    json.filter(|_| shown).and_then(Value::as_object).map(|object| Rc::new(object.clone()))
}
