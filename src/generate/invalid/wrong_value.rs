//! One wrong value of one property, before it knows the property's name.

use serde_json::Value;

use crate::generate::class::class;
use crate::generate::mutant::Mutant;
use crate::generate::recipe::Recipe;
use crate::model::Strength;

/// A wrong or unusual value.
#[derive(Debug, Clone)]
pub struct WrongValue {
    what: String,
    value: Recipe,
    judged: Option<(Strength, &'static [u16])>,
}

impl WrongValue {
    /// A value with the strength of its class.
    #[must_use]
    pub fn new(what: &str, value: impl Into<Recipe>) -> Self {
        Self { what: what.to_owned(), value: value.into(), judged: None }
    }

    /// A text.
    #[must_use]
    pub fn text(what: &str, text: &str) -> Self {
        Self::new(what, Value::String(text.to_owned()))
    }

    /// Judged otherwise than its class.
    #[must_use]
    pub fn judged(mut self, strength: Strength, expect: &'static [u16]) -> Self {
        self.judged = Some((strength, expect));
        self
    }

    /// Judged as its class is, whatever class it comes to stand in.
    #[must_use]
    pub fn of_class(self, id: &str) -> Self {
        let usual = class(id).map(|class| (class.strength, class.expect));
        Self { judged: self.judged.or(usual), ..self }
    }

    /// The same as the value of `member` in what `around` puts around it.
    #[must_use]
    pub fn inside(self, member: &str, around: impl FnOnce(Value) -> Value) -> Self {
        let what = format!("{} as `{member}` inside", self.what);
        Self { what, value: around(self.value.make()).into(), judged: self.judged }
    }

    /// The deviation of `property`.
    #[must_use]
    pub fn mutant(self, class: &str, property: &str) -> Mutant {
        let mutant = Mutant::member(class, property, self.what, self.value);
        match self.judged {
            Some((strength, expect)) => mutant.judged(strength, expect),
            None => mutant,
        }
    }
}
