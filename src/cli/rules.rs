//! `docproof rules`: what is judged, by whose clause.

use std::fmt::Write as _;

use super::args::RulesArgs;
use super::exit::Exit;
use super::output;
use crate::model::{Level, Profile};
use crate::rules::{RULES, Rule, rule_named};

pub(super) fn rules(args: &RulesArgs) -> Exit {
    match &args.id {
        Some(id) => explain(id),
        None if args.markdown => {
            output::out(&markdown());
            Exit::Held
        }
        None => {
            output::out(&RULES.iter().map(|rule| line(rule)).collect::<String>());
            Exit::Held
        }
    }
}

fn explain(id: &str) -> Exit {
    match rule_named(id) {
        Ok(rule) => {
            output::out(&format!(
                "{}\nThe target must {}.\nSource: {}\n\n{}\n",
                line(rule).trim_end(),
                rule.summary,
                rule.clause,
                rule.explain.trim_end()
            ));
            Exit::Held
        }
        Err(error) => {
            output::error(&error);
            Exit::Usage
        }
    }
}

fn line(rule: &Rule) -> String {
    format!(
        "{:<26} {:<6} {:<12} {} ({})\n",
        rule.id,
        level(rule.level),
        profile(rule.profile),
        rule.summary,
        rule.clause
    )
}

/// The table that stands in the README.
#[must_use]
pub fn markdown() -> String {
    let mut table = String::from("| rule | level | the target must | source |\n|---|---|---|---|\n");
    for rule in RULES {
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} |",
            rule.id,
            level(rule.level),
            rule.summary,
            rule.clause.replace('|', "\\|")
        );
    }
    table
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Must => "must",
        Level::Should => "should",
        Level::May => "may",
    }
}

fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Page => "page",
        Profile::Csdl => "csdl",
        Profile::StrictOdata => "strict-odata",
    }
}
