//! What a rule is.

use serde_json::{Map, Value};

use crate::model::{Case, Contract, Exchange, Identity, Input, Judgement, Level, Profile, Response};
use crate::schema::Schemas;

/// What an exchange under judgement did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A request of an input or a case: usually the documented operation.
    Write,
    /// A read of the entity.
    Read,
    /// The documented create of an object of the run's own.
    Create,
    /// The documented delete of that object.
    Delete,
    /// A documented action of that object.
    Action,
    /// The documented update, or a read, with the token of another caller.
    Permission,
}

/// Whether the same request without its fault was accepted beside a negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Accepted before and after: the negative counts.
    Accepted,
    /// Refused, or no answer: nothing can be said of the negative.
    Refused,
    /// The input needs none.
    NotNeeded,
}

/// The members of an entity at one look, and at a later one.
pub type States<'a> = (&'a Map<String, Value>, &'a Map<String, Value>);

/// What the collection shows of the entity.
#[derive(Debug, Clone, Copy)]
pub enum Listed<'a> {
    /// Its entry; what other entries have shown and this one leaves out stands in it as null.
    Shown(&'a Map<String, Value>),
    /// No entry, on a page that is the whole collection and showed one before.
    Missing,
    /// More than one entry.
    Repeated,
}

/// Everything a rule may look at. Rules are pure: no clock, network, randomness or environment.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// What the page promises.
    pub contract: &'a Contract,
    /// Its compiled schemas.
    pub schemas: &'a Schemas,
    /// Kind of exchange.
    pub subject: Subject,
    /// The input that was sent; for reads, the input after which the read happened.
    pub input: &'a Input,
    /// The authored case behind the input, when there is one.
    pub case: Option<&'a Case>,
    /// Request and outcome.
    pub exchange: &'a Exchange,
    /// Id of the addressed entity.
    pub entity_id: &'a str,
    /// State of the entity before the write, from a read. `None` when the target does not answer reads.
    pub before: Option<&'a Map<String, Value>>,
    /// State of the entity after the write, from a read.
    pub after: Option<&'a Map<String, Value>>,
    /// Another entity of the collection at the last look and at this one, when one is watched.
    pub neighbour: Option<States<'a>>,
    /// The entity as the collection shows it after the write, when that was read.
    pub listed: Option<Listed<'a>>,
    /// Whether others may write to the target at the same time: it is not on this machine.
    pub live: bool,
    /// Whether the service is held to OData where Graph itself is not: the profile `strict-odata` is asked for.
    pub strict: bool,
    /// The vacuity guard.
    pub control: Control,
    /// Whose token the request carries, when it is not the run's own.
    pub identity: Option<Identity>,
    /// Whether the target has shown an `ETag` for the entity in this run.
    pub etag_seen: bool,
    /// Whether the request was sent before and nobody answered: that attempt may have been applied.
    pub retried: bool,
    /// The answer's body, parsed as one JSON value; `None` when there is no answer, no body, or it is not JSON.
    pub json: Option<&'a Value>,
}

impl<'a> Evidence<'a> {
    /// The answer, when one came.
    #[must_use]
    pub fn response(&self) -> Option<&'a Response> {
        self.exchange.response()
    }
}

/// One promise, decided on one piece of evidence.
#[derive(Debug)]
pub struct Rule {
    /// Stable kebab-case name from the catalogue; the file stem with `-` for `_`; never reused.
    pub id: &'static str,
    /// How binding it is.
    pub level: Level,
    /// When it is judged.
    pub profile: Profile,
    /// Finishes the sentence "the target must …".
    pub summary: &'static str,
    /// Where the promise is written.
    pub clause: &'static str,
    /// The rule's page of documentation.
    pub explain: &'static str,
    /// Exchanges it looks at.
    pub subjects: &'static [Subject],
    /// Pure decision.
    pub judge: fn(&Evidence<'_>) -> Judgement,
}
