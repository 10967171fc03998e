//! What the target really showed of each property, whatever was sent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::printable::shorten_value;
use crate::event::RunFacts;
use crate::model::{Exchange, Role};

/// Different values kept of one property.
const VALUES: usize = 8;

/// What answers and reads showed of one property of the page's table.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// let report = docproof::Check::new(mock.url()).token(mock.token()).cases(5).run().await?;
/// let id = report.live.iter().find(|live| live.property == "id").ok_or("the page has an id")?;
/// assert!(id.kinds.keys().eq(["string"]));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LiveProperty {
    /// Name of the property.
    pub property: String,
    /// How often it was shown, by kind of JSON value: `string`, `number`, `null`, …
    pub kinds: BTreeMap<String, u64>,
    /// The first few different values, long ones shortened.
    pub values: Vec<Value>,
}

/// Collects what is shown.
#[derive(Debug, Default)]
pub struct LiveFold {
    properties: Vec<LiveProperty>,
}

impl LiveFold {
    /// The properties that are looked for.
    pub fn start(&mut self, run: &RunFacts) {
        let of = |name: &String| LiveProperty { property: name.clone(), ..LiveProperty::default() };
        self.properties = run.properties.iter().map(|property| of(&property.name)).collect();
    }

    /// Takes in an exchange: what a successful one shows of the entity.
    pub fn exchanged(&mut self, exchange: &Exchange) {
        let shown = exchange.response().filter(|response| response.is_success() && !response.body.truncated);
        let Some(text) = shown.and_then(|response| response.body.text.as_deref()) else { return };
        if exchange.role == Role::Shrink || self.properties.is_empty() {
            return;
        }
        let Ok(entity) = serde_json::from_str::<Map<String, Value>>(text) else { return };
        for live in &mut self.properties {
            if let Some(value) = entity.get(&live.property) {
                live.shown(value);
            }
        }
    }

    /// What was shown, in the order of the page's table.
    #[must_use]
    pub fn finish(self) -> Vec<LiveProperty> {
        self.properties
    }
}

impl LiveProperty {
    fn shown(&mut self, value: &Value) {
        *self.kinds.entry(kind(value).to_owned()).or_default() += 1;
        if self.values.len() < VALUES && !value.is_null() {
            let value = shorten_value(value);
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
    }
}

/// Kind of a JSON value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
