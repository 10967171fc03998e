//! Faults that are no matter of the seed contract, and what a contract must have to show them.

use crate::model::{Contract, Property, ValueType};

/// What a contract must have so that a fault can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing: every endpoint can show it.
    Nothing,
    /// A property that can take another value: without one no update changes anything.
    Change,
    /// A property that can take another value, and another one beside it.
    TwoProperties,
    /// PATCH as the documented method: what HTTP says of it holds for no other.
    Patch,
    /// Two properties as above, and PATCH, which merges.
    Merge,
    /// A collection above the entity.
    Collection,
    /// A collection above the entity, and a property that can take another value.
    CollectionAndChange,
    /// A text to update.
    Text,
    /// An instant to update.
    Instant,
    /// An enumeration of at least two members to update.
    Member,
    /// A nested object of which a member can take another value.
    Nested,
    /// A collection of such objects.
    Items,
}

/// Faults by what they need that any of the first patches shows.
const GENERIC: [(Needs, &[&str]); 12] = [
    (
        Needs::Nothing,
        &[
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
            "length-one-too-many",
            "list-answers-500",
            "malformed-json-answers-500",
            "refusals-answer-200",
            "truncation-repaired",
            "undeclared-stored",
            "updated-answers-202",
            "updated-answers-500",
            "wrong-type-answers-500",
        ],
    ),
    (Needs::Change, &["if-match-ignored", "shown-not-stored"]),
    (Needs::TwoProperties, &["valid-members-stored", "first-member-only"]),
    (Needs::Patch, &["accept-patch-missing", "post-accepted"]),
    (Needs::Merge, &["put-semantics"]),
    (Needs::Collection, &["collection-patch-accepted", "unknown-id-updates-first"]),
    (Needs::CollectionAndChange, &["stored-in-all"]),
    (Needs::Text, &["text-utf-8-read-as-latin-1", "untouched-text-emptied"]),
    (Needs::Instant, &["instant-not-stored", "instant-whole-seconds", "instant-without-offset"]),
    (Needs::Member, &["member-answered-as-number", "member-not-updated", "unknown-member-stored"]),
    (
        Needs::Nested,
        &[
            "nested-member-changed",
            "nested-member-lost",
            "nested-members-defaulted",
            "nested-object-as-text",
            "nested-object-not-stored",
            "nested-wrong-type-stored",
            "text-for-object-ignored",
        ],
    ),
    (Needs::Items, &["item-as-text", "item-member-lost", "item-wrong-type-stored"]),
];

/// Faults by what they need that only one value among many shows: a run of few patches may not come to it.
const RARER: [(Needs, &[&str]); 2] = [
    (Needs::Text, &["long-text-answers-500", "long-text-cut-in-store", "text-cut-at-255", "text-trimmed"]),
    (Needs::Instant, &["thirteenth-month-stored"]),
];

/// Ids of the generic faults that the first patches show on an endpoint of `contract`.
#[must_use]
pub fn generic_faults(contract: &Contract) -> Vec<&'static str> {
    shown(&GENERIC, contract)
}

/// Ids of the generic faults that an endpoint of `contract` shows at one value among many.
#[must_use]
pub fn rarer_generic_faults(contract: &Contract) -> Vec<&'static str> {
    shown(&RARER, contract)
}

fn shown(faults: &[(Needs, &'static [&'static str])], contract: &Contract) -> Vec<&'static str> {
    let updatable: Vec<&Property> = contract.properties.iter().filter(|p| p.is_updatable()).collect();
    let has = |is: fn(&ValueType) -> bool| updatable.iter().any(|property| is(&property.value_type));
    let changes = has(can_change);
    let is_patch = contract.operation.method == "PATCH";
    let has_collection = contract.operation.path.collection().is_some();
    let can_show = |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::Change => changes,
        Needs::TwoProperties => changes && updatable.len() > 1,
        Needs::Patch => is_patch,
        Needs::Merge => is_patch && changes && updatable.len() > 1,
        Needs::Collection => has_collection,
        Needs::CollectionAndChange => has_collection && changes,
        Needs::Text => has(|of| *of == ValueType::String),
        Needs::Instant => has(|of| *of == ValueType::DateTimeOffset),
        Needs::Member => has(|of| matches!(of, ValueType::Enum { .. }) && can_change(of)),
        Needs::Nested => has(has_changing_member),
        Needs::Items => has(|of| matches!(of, ValueType::Collection { of } if has_changing_member(of))),
    };
    // An answer without content shows nothing of what was sent.
    let answers = contract.success.first().is_none_or(|first| first.code != 204);
    let is_seen = |id: &&str| answers || fault_rule(id) != Some("echo-sent");
    faults
        .iter()
        .filter(|(needs, _)| can_show(*needs))
        .flat_map(|(_, ids)| ids.iter().copied())
        .filter(is_seen)
        .collect()
}

/// Whether two values of the type are known.
fn can_change(value_type: &ValueType) -> bool {
    match value_type {
        ValueType::Enum { members, .. } => members.len() > 1,
        ValueType::Collection { of } => can_change(of),
        // of some nothing but the example's value is known
        ValueType::Complex(_) | ValueType::Any | ValueType::Stream => false,
        _ => true,
    }
}

/// Whether it is a nested object with a member of which two values are known.
fn has_changing_member(value_type: &ValueType) -> bool {
    let ValueType::Complex(complex) = value_type else { return false };
    !complex.is_abstract && complex.members.iter().any(|member| can_change(&member.value_type))
}

/// The rule that finds a fault.
#[must_use]
pub fn fault_rule(id: &str) -> Option<&'static str> {
    crate::mock::fault(id).ok().map(|fault| fault.rule)
}
