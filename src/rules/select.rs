//! Asking for rules by name.

use super::{RULES, Rule, rule_by_id};
use crate::value::{closest, did_you_mean};

/// No rule has this id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule is called `{id}`{}; `docproof rules` lists them", did_you_mean(nearest(.id)))]
pub struct UnknownRule {
    /// What was asked for.
    pub id: String,
}

fn nearest(id: &str) -> Option<&'static str> {
    closest(id, RULES.iter().map(|rule| rule.id))
}

/// The rule `id`.
///
/// # Errors
/// When there is none; the error names the nearest.
pub fn rule_named(id: &str) -> Result<&'static Rule, UnknownRule> {
    rule_by_id(id).ok_or_else(|| UnknownRule { id: id.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{RULES, nearest};

    #[test]
    fn a_misspelt_rule_is_recognised() {
        for rule in RULES {
            assert_eq!(nearest(&format!("{}x", rule.id)), Some(rule.id));
        }
        assert_eq!(nearest("quite another word"), None);
    }
}
