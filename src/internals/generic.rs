//! Faults that are no matter of the seed contract, and what a contract must have to show them.

use crate::model::{Contract, ValueType};

/// What a contract must have so that a fault can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing: every endpoint can show it.
    Nothing,
    /// A property to update, and another one beside it.
    TwoProperties,
    /// A collection above the entity.
    Collection,
    /// A text to update.
    Text,
    /// An instant to update.
    Instant,
    /// An enumeration of at least two members to update.
    Member,
}

/// Faults by what they need.
const GENERIC: [(Needs, &[&str]); 6] = [
    (
        Needs::Nothing,
        &[
            "accept-patch-missing",
            "allow-missing",
            "anonymous-accepted",
            "anonymous-answers-403",
            "anonymous-answers-500",
            "answer-blank",
            "answer-in-list",
            "any-media-type-taken",
            "any-token-accepted",
            "body-truncated",
            "body-with-trailing-comma",
            "challenge-missing",
            "closes-in-the-body",
            "content-type-html",
            "content-type-missing",
            "date-malformed",
            "empty-body-taken",
            "error-as-html",
            "error-code-missing",
            "error-is-text",
            "error-with-stack-trace",
            "every-update-refused",
            "id-missing-in-answer",
            "if-match-ignored",
            "length-one-too-many",
            "list-answers-500",
            "malformed-json-answers-500",
            "post-accepted",
            "refusals-answer-200",
            "shown-not-stored",
            "truncation-repaired",
            "undeclared-stored",
            "updated-answers-202",
            "updated-answers-500",
            "wrong-type-answers-500",
        ],
    ),
    (Needs::TwoProperties, &["put-semantics", "valid-members-stored", "first-member-only"]),
    (Needs::Collection, &["collection-patch-accepted", "stored-in-all", "unknown-id-updates-first"]),
    (
        Needs::Text,
        &[
            "long-text-answers-500",
            "long-text-cut-in-store",
            "text-cut-at-255",
            "text-trimmed",
            "text-utf-8-read-as-latin-1",
            "untouched-text-emptied",
        ],
    ),
    (
        Needs::Instant,
        &["instant-not-stored", "instant-whole-seconds", "instant-without-offset", "thirteenth-month-stored"],
    ),
    (Needs::Member, &["member-answered-as-number", "member-not-updated", "unknown-member-stored"]),
];

/// Ids of the generic faults that an endpoint of `contract` can show.
#[must_use]
pub fn generic_faults(contract: &Contract) -> Vec<&'static str> {
    let updatable: Vec<_> = contract.properties.iter().filter(|p| p.is_updatable()).map(|p| &p.value_type).collect();
    let can_show = |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::TwoProperties => updatable.len() > 1,
        Needs::Collection => contract.operation.path.collection().is_some(),
        Needs::Text => updatable.iter().any(|t| **t == ValueType::String),
        Needs::Instant => updatable.iter().any(|t| **t == ValueType::DateTimeOffset),
        Needs::Member => updatable.iter().any(|t| matches!(t, ValueType::Enum { members, .. } if members.len() > 1)),
    };
    GENERIC.iter().filter(|(needs, _)| can_show(*needs)).flat_map(|(_, ids)| ids.iter().copied()).collect()
}

/// The rule that finds a fault.
#[must_use]
pub fn fault_rule(id: &str) -> Option<&'static str> {
    crate::mock::fault(id).ok().map(|fault| fault.rule)
}
