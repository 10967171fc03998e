//! Asking for rules by name.

use super::{Rule, nearest_rule, rule_by_id};

/// No rule has this id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called `{id}`{}; `docproof rules` lists them", did_you_mean(.id))]
pub struct UnknownRule {
    /// What was asked for.
    pub id: String,
}

fn did_you_mean(id: &str) -> String {
    nearest_rule(id).map(|rule| format!(" (did you mean `{}`?)", rule.id)).unwrap_or_default()
}

/// The rule `id`.
///
/// # Errors
/// When there is none; the error names the nearest.
pub fn rule_named(id: &str) -> Result<&'static Rule, UnknownRule> {
    rule_by_id(id).ok_or_else(|| UnknownRule { id: id.to_owned() })
}
