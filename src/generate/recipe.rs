//! Values in a list that are made only when they are sent.

use serde_json::Value;

/// How to make one listed value.
#[derive(Debug, Clone, PartialEq)]
pub enum Recipe {
    /// The value itself.
    Value(Value),
    /// One text over and over: long values take no room until they are sent.
    Repeat {
        /// The text to repeat.
        unit: &'static str,
        /// How often.
        times: usize,
    },
}

impl Recipe {
    /// The value.
    #[must_use]
    pub fn make(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Repeat { unit, times } => Value::String(unit.repeat(*times)),
        }
    }

    /// A recipe for a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Value(Value::String(text.to_owned()))
    }
}

impl From<Value> for Recipe {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}
