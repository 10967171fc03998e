//! What a property may hold.

use serde_json::Value;

use crate::generate::draw::AnyValue;
use crate::generate::recipe::Recipe;

/// Place of null among the listed values.
const EARLY: usize = 2;
/// How many random values there are for one null.
const NOT_NULL: u32 = 15;

/// What a property may hold.
#[derive(Debug, Clone)]
pub struct Domain {
    /// Boundary values, most telling first.
    pub listed: Vec<Recipe>,
    /// Values that a service may refuse because of its limits (class D13).
    pub extremes: Vec<Recipe>,
    /// Random values: the dictionary, changes of the example's value, and free ones.
    pub any: AnyValue,
}

impl Domain {
    /// A domain without extremes.
    #[must_use]
    pub fn new(listed: Vec<Recipe>, any: AnyValue) -> Self {
        Self { listed, extremes: Vec::new(), any }
    }

    /// The one value that is known to be accepted: nested objects are not invented.
    #[must_use]
    pub fn only(value: &Value) -> Self {
        use proptest::strategy::{Just, Strategy as _};
        Self::new(vec![Recipe::Value(value.clone())], Just(value.clone()).sboxed())
    }

    /// The domain with null: early among the listed values, and now and then among the random ones.
    #[must_use]
    pub fn or_null(mut self) -> Self {
        use proptest::prop_oneof;
        use proptest::strategy::{Just, Strategy as _};
        self.listed.insert(self.listed.len().min(EARLY), Recipe::Value(Value::Null));
        self.any = prop_oneof![NOT_NULL => self.any, 1 => Just(Value::Null)].sboxed();
        self
    }
}
