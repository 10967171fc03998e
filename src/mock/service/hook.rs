//! Where a fault or a freedom may reach into the service.

use serde_json::{Map, Value};

use super::{Answer, Entity, Facts, Fate, Offer, Refusal, Refused, Request, Route, Scene, Showing, State, Step, Write};
use crate::mock::text::Dialect;
use crate::model::{Identity, Property, ValueType};

/// A kind of value that a hook may rewrite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `String` properties.
    Text,
    /// `DateTimeOffset` properties.
    Instant,
    /// Enum properties.
    Member,
}

impl Kind {
    /// Whether `property` is of this kind.
    #[must_use]
    pub fn covers(self, property: &Property) -> bool {
        property.is_updatable()
            && match self {
                Self::Text => matches!(property.value_type, ValueType::String),
                Self::Instant => matches!(property.value_type, ValueType::DateTimeOffset),
                Self::Member => matches!(property.value_type, ValueType::Enum { .. }),
            }
    }
}

/// One reach into the service; variants are in the order in which a request meets them.
///
/// Hooks are plain functions: what they remember lives in [`State::memory`], so the same
/// requests in the same order always meet the same behaviour.
#[derive(Debug, Clone, Copy)]
pub enum Hook {
    /// Every request waits so many milliseconds after it has seen the state, so that requests overlap.
    Linger(u64),
    /// Changes the request before anything looks at it.
    Receive(fn(&mut Request, &Facts)),
    /// Changes what the JSON reader tolerates.
    Read(fn(&mut Dialect)),
    /// Changes where the request leads.
    Route(fn(&mut Route, &Request, &mut State)),
    /// Lets a caller with few permissions in or not; `None` leaves that to the page's table.
    Permit(fn(Identity, &Scene<'_>) -> Option<bool>),
    /// Answers in place of the service; `None` goes on.
    Reply(fn(&Scene<'_>) -> Option<Answer>),
    /// Admits a member that the service would refuse; `None` leaves it refused.
    Admit(fn(&Offer<'_>) -> Option<Fate>),
    /// Refuses an update that the service would accept; `None` lets it pass.
    Refuse(fn(&Scene<'_>) -> Option<Refusal>),
    /// Keeps another value than the one sent; `None` keeps the one sent.
    KeepAs(Kind, fn(&str) -> Option<Value>),
    /// Changes what is stored and shown.
    Merge(fn(&mut Write<'_>)),
    /// Changes what is stored (`after`) and what is shown (`shown`) apart from each other.
    Store(fn(&mut Write<'_>)),
    /// Changes an entity that a client creates, before it is stored and shown.
    Create(fn(&mut Entity, &Facts)),
    /// Runs after an update was refused.
    Refused(fn(&mut Refused<'_>)),
    /// Shows another value than the one stored; `None` shows the stored one.
    ShowAs(Kind, fn(&str) -> Option<Value>),
    /// Changes the object that an answer shows.
    Show(fn(&mut Map<String, Value>, &Showing<'_>)),
    /// Changes the finished answer.
    Answer(fn(&mut Answer, &Scene<'_>)),
    /// Replaces what is done with the connection; `None` sends the answer. Needs the raw socket.
    Wire(fn(&Answer, &Scene<'_>) -> Option<Vec<Step>>),
}
