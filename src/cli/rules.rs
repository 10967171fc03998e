//! `docproof rules`: what is judged, by whose clause.

use std::fmt::Write as _;

use super::args::RulesArgs;
use super::exit::Exit;
use super::output;
use crate::model::{Level, Profile};
use crate::report::terminal;
use crate::rules::{RULES, Rule, rule_named};

pub(super) fn rules(args: &RulesArgs) -> Exit {
    match &args.id {
        Some(id) => explain(id),
        None if args.markdown => {
            output::out(&markdown());
            Exit::Held
        }
        None => {
            output::out(&listed(RULES, room()));
            Exit::Held
        }
    }
}

fn explain(id: &str) -> Exit {
    match rule_named(id) {
        Ok(rule) => {
            output::out(&explained(rule, room()));
            Exit::Held
        }
        Err(error) => {
            output::error(&error);
            Exit::Usage
        }
    }
}

fn room() -> usize {
    output::room(&std::io::stdout())
}

fn explained(rule: &Rule, width: usize) -> String {
    let text = format!("The target must {}.\nSource: {}\n\n{}", rule.summary, rule.clause, rule.explain.trim_end());
    listed(&[rule], width) + &terminal::prose(&text, width)
}

fn listed(rules: &[&Rule], width: usize) -> String {
    let row = |rule: &&Rule| {
        let names = format!("{:<26} {:<6} {:<12}", rule.id, level(rule.level), profile(rule.profile));
        (names, format!("{} ({})", rule.summary, rule.clause))
    };
    terminal::name_list(&rules.iter().map(row).collect::<Vec<_>>(), width)
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

#[cfg(test)]
mod tests {
    use super::{RULES, explained, listed};

    #[test]
    fn no_rule_is_wider_than_the_terminal_and_a_program_reads_one_on_each_line() {
        for width in [80, 60] {
            let texts = RULES.iter().map(|rule| explained(rule, width)).chain([listed(RULES, width)]);
            let wide: Vec<String> = texts
                .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
                .filter(|line| line.chars().count() > width)
                .collect();
            assert_eq!(wide, Vec::<String>::new());
        }
        assert_eq!(listed(RULES, usize::MAX).lines().count(), RULES.len());
    }
}
