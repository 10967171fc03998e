//! A generated or authored request before it is sent.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::SeedToken;

/// What must happen to an input (domain of the catalogue of invalid patches).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// An ordinary valid patch: must be accepted and echoed.
    Valid,
    /// Must be refused: acceptance is a violation.
    MustReject,
    /// Should be refused: acceptance is judged by its outcome.
    ShouldReject,
    /// Either is conforming; only crashes, envelopes, atomicity and schema are judged.
    Either,
    /// Must be accepted although unusual.
    MustAccept,
}

/// What a request is addressed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resource {
    /// The entity under test.
    Entity,
    /// The collection that holds it.
    Collection,
    /// A sibling key in place of the entity's own, sent percent-encoded.
    OtherKey(String),
    /// A raw suffix put behind the entity's URL (`?$bogus=1`, `/`), sent as it is.
    Suffix(String),
    /// The entity under test with its key in parentheses, as OData writes it: `…/partners('7')`.
    KeyInParentheses,
    /// The entity under test with the fixed segments of its path in another case.
    PathInOtherCase,
}

/// The body of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputBody {
    /// No body at all.
    None,
    /// A JSON object, sent compact in member order.
    Patch(Map<String, Value>),
    /// Octets that need not be JSON.
    Raw(Vec<u8>),
}

impl InputBody {
    /// The octets to send.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::None => Vec::new(),
            Self::Patch(map) => serde_json::to_vec(map).unwrap_or_default(),
            Self::Raw(bytes) => bytes.clone(),
        }
    }
}

/// A deviation from a valid request: its class, and where it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutation {
    /// Class of the catalogue, as in `D06`.
    pub class: String,
    /// Property it is about, when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// What was done, for people: `month 13`, `array for a String`.
    pub what: String,
    /// Statuses that show the refusal; another 4xx is a warning.
    pub expect: Vec<u16>,
}

/// One request to try, with what it must show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Readable name, unique inside a run: `case/documented`, `valid/17`, `D06/lastConnectionDateTime/3`.
    pub id: String,
    /// Enough to make it again.
    pub seed: SeedToken,
    /// What must happen.
    pub strength: Strength,
    /// The deviation; absent for valid inputs.
    pub mutation: Option<Mutation>,
    /// HTTP method.
    pub method: String,
    /// What it is addressed to.
    pub resource: Resource,
    /// Header fields that differ from the ordinary ones: a value to set, or `None` to leave it out. Lower-case names.
    pub headers: Vec<(String, Option<String>)>,
    /// Body to send.
    pub body: InputBody,
    /// What the body must do to the entity when it is accepted: the members that are meant to be stored.
    /// Empty when nothing may change (`{}`), or when the body says nothing that could be stored.
    pub patch: Map<String, Value>,
}

impl Input {
    /// A plain read of the entity, which must be answered.
    #[must_use]
    pub fn read(id: impl Into<String>, seed: SeedToken) -> Self {
        Self {
            id: id.into(),
            seed,
            strength: Strength::Valid,
            mutation: None,
            method: "GET".to_owned(),
            resource: Resource::Entity,
            headers: Vec::new(),
            body: InputBody::None,
            patch: Map::new(),
        }
    }

    /// Class of its mutation, as in `D06`; `None` for valid inputs.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        self.mutation.as_ref().map(|m| m.class.as_str())
    }
}
