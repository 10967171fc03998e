//! Asking the list of rules.

use super::Rule;
use super::catalogue::RULES;

/// The rule named `id`.
#[must_use]
pub fn rule_by_id(id: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|rule| rule.id.cmp(id)).ok().map(|at| RULES[at])
}

#[cfg(test)]
mod tests {
    use super::{RULES, rule_by_id};

    /// The headings that every page of documentation has; the last one has two names.
    const HEADINGS: [&str; 3] = ["## What it does", "## Why", "## Example"];

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        for pair in RULES.windows(2) {
            assert!(pair[0].id < pair[1].id, "{} must stand before {}", pair[1].id, pair[0].id);
        }
        for rule in RULES {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(!rule.id.is_empty() && rule.id.chars().all(kebab), "{}", rule.id);
        }
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in RULES {
            let lines: Vec<&str> = rule.explain.lines().collect();
            assert_eq!(lines.first().copied(), Some(format!("# {}", rule.id).as_str()), "title of {}", rule.id);
            for heading in HEADINGS {
                assert!(lines.contains(&heading), "{} lacks `{heading}`", rule.id);
            }
            assert!(
                lines.iter().any(|l| *l == "## Use instead" || *l == "## How to fix"),
                "{} lacks a way out",
                rule.id
            );
            assert!(!rule.summary.is_empty() && !rule.clause.is_empty() && !rule.subjects.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn every_rule_is_found_by_its_id() {
        for rule in RULES {
            assert_eq!(rule_by_id(rule.id).map(|r| r.id), Some(rule.id));
        }
        assert!(rule_by_id("no-such-rule").is_none());
    }
}
