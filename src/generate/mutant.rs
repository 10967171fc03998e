//! One deviation before it becomes an input.

use serde_json::{Map, Value};

use super::class::{Class, class};
use super::facts::Facts;
use super::recipe::Recipe;
use crate::model::{Input, InputBody, Mutation, Resource, SeedToken, Strength};

/// What a deviation sends as its body.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// No body.
    Nothing,
    /// One member: the mutated property with this value.
    Member(Recipe),
    /// An object.
    Object(Map<String, Value>),
    /// The `n`-th telling change of one field, made when it is sent: a contract may have hundreds of fields.
    Change(usize),
    /// The same beside a change of every other field.
    Changes(usize),
    /// Octets, and what they mean to store.
    Raw(Vec<u8>, Map<String, Value>),
    /// A member of no known property, nested `depth` levels; arrays or objects.
    Nested {
        /// Levels.
        depth: usize,
        /// What opens a level.
        open: &'static str,
        /// What closes it.
        close: &'static str,
    },
}

impl Payload {
    /// Whether sending it takes long: text of more than 64 Ki.
    #[must_use]
    pub fn is_heavy(&self) -> bool {
        matches!(self, Self::Member(Recipe::Repeat { times, .. }) if *times > 1 << 16)
    }
}

/// A deviation: class, property, description, and the changes to the request.
#[derive(Debug, Clone, PartialEq)]
pub struct Mutant {
    /// Its class.
    pub class: &'static str,
    /// Property it is about.
    pub property: Option<String>,
    /// What was done, for people.
    pub what: String,
    /// How strictly it is judged.
    pub strength: Strength,
    /// Statuses that show the right answer.
    pub expect: &'static [u16],
    /// Method in place of the documented one.
    pub method: Option<&'static str>,
    /// What it is addressed to.
    pub resource: Resource,
    /// Header fields set or left out.
    pub headers: Vec<(&'static str, Option<String>)>,
    /// Its body.
    pub payload: Payload,
}

impl Mutant {
    /// A deviation with the strength and statuses of its class, addressed to the entity.
    ///
    /// # Panics
    /// When `id` is not in the catalogue: a slip of this program, shown by its tests.
    #[must_use]
    pub fn new(id: &str, what: impl Into<String>, payload: Payload) -> Self {
        let Class { id, strength, expect, .. } = class(id).expect("every maker names a class of the catalogue");
        Self {
            class: id,
            property: None,
            what: what.into(),
            strength: *strength,
            expect,
            method: None,
            resource: Resource::Entity,
            headers: Vec::new(),
            payload,
        }
    }

    /// A deviation of one property's value.
    #[must_use]
    pub fn member(id: &str, property: &str, what: impl Into<String>, value: impl Into<Recipe>) -> Self {
        Self::new(id, what, Payload::Member(value.into())).about(property)
    }

    /// Names the property.
    #[must_use]
    pub fn about(mut self, property: &str) -> Self {
        self.property = Some(property.to_owned());
        self
    }

    /// Judges it otherwise than its class.
    #[must_use]
    pub fn judged(mut self, strength: Strength, expect: &'static [u16]) -> Self {
        (self.strength, self.expect) = (strength, expect);
        self
    }

    /// Sets (or leaves out) a header field.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: Option<&str>) -> Self {
        self.headers.push((name, value.map(str::to_owned)));
        self
    }

    /// Addresses it elsewhere.
    #[must_use]
    pub fn to(mut self, resource: Resource) -> Self {
        self.resource = resource;
        self
    }

    /// Uses another method.
    #[must_use]
    pub fn method(mut self, method: &'static str) -> Self {
        self.method = Some(method);
        self
    }

    /// The input that sends it; `index` ends its id.
    #[must_use]
    pub fn input(&self, facts: &Facts, seed: &SeedToken, index: &str) -> Input {
        let (body, patch) = self.body(facts);
        let id = match &self.property {
            Some(property) => format!("{}/{property}/{index}", self.class),
            None => format!("{}/{index}", self.class),
        };
        Input {
            id,
            seed: seed.clone(),
            strength: self.strength,
            mutation: Some(Mutation {
                class: self.class.to_owned(),
                property: self.property.clone(),
                what: self.what.clone(),
                expect: self.expect.to_vec(),
            }),
            method: self.method.unwrap_or(&facts.method).to_owned(),
            resource: self.resource.clone(),
            headers: self.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            body,
            patch,
        }
    }

    fn body(&self, facts: &Facts) -> (InputBody, Map<String, Value>) {
        match &self.payload {
            Payload::Nothing => (InputBody::None, Map::new()),
            Payload::Raw(octets, meant) => (InputBody::Raw(octets.clone()), facts.meant(meant)),
            Payload::Object(object) => patch(facts, object.clone()),
            Payload::Change(n) => patch(facts, facts.telling_change(*n)),
            Payload::Changes(n) => patch(facts, facts.telling_changes(*n)),
            Payload::Member(recipe) => {
                let name = self.property.clone().unwrap_or_default();
                patch(facts, Map::from_iter([(name, recipe.make())]))
            }
            Payload::Nested { depth, open, close } => {
                let text = format!("{{\"docproofNested\":{}1{}}}", open.repeat(*depth), close.repeat(*depth));
                (InputBody::Raw(text.into_bytes()), Map::new())
            }
        }
    }
}

fn patch(facts: &Facts, object: Map<String, Value>) -> (InputBody, Map<String, Value>) {
    let meant = facts.meant(&object);
    (InputBody::Patch(object), meant)
}
