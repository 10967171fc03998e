//! What a fixture expects, and whether the rules say it.

use std::fmt::Write as _;

use docproof::internals::{Fixture, Observed, Outcome, rule_ids, strict_rule_ids};
use serde_json::Value;

use crate::fixtures::{Found, Kind, common_contract};

/// Judges the fixture by its rule and, when it is silent, by every other rule.
pub(crate) fn check(found: &Found) -> Result<(), String> {
    let mut fixture = found.read()?;
    let expected = Expected::take(&mut fixture)?;
    let evidence = Fixture::read(&fixture, &common_contract()?)?;
    let outcome = evidence.judge(&found.rule)?;
    match found.kind {
        Kind::Fires => fires(&expected, &outcome),
        Kind::Silent => {
            let verdict = expected.verdict.as_deref().unwrap_or("held");
            if outcome.verdict != verdict {
                return Err(format!("expected {verdict}, got {outcome:#?}"));
            }
            silent_elsewhere(found, &expected, &evidence)
        }
    }
}

/// The members of a fixture that are not evidence.
struct Expected {
    verdict: Option<String>,
    broken: Vec<Value>,
    others: Vec<String>,
}

impl Expected {
    fn take(fixture: &mut Value) -> Result<Self, String> {
        let members = fixture.as_object_mut().ok_or("a fixture is an object")?;
        let mut list = |name: &str| match members.shift_remove(name) {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        };
        let broken = list("broken");
        let others = list("others").iter().filter_map(|id| Some(id.as_str()?.to_owned())).collect();
        let verdict = members.shift_remove("verdict").and_then(|verdict| Some(verdict.as_str()?.to_owned()));
        Ok(Self { verdict, broken, others })
    }
}

fn fires(expected: &Expected, outcome: &Outcome) -> Result<(), String> {
    let observed = &outcome.observed;
    let all_seen = expected.broken.iter().all(|wanted| observed.iter().any(|seen| fits(wanted, seen)));
    let all_wanted = observed.iter().all(|seen| expected.broken.iter().any(|wanted| fits(wanted, seen)));
    let as_many = expected.broken.len() == observed.len();
    if !expected.broken.is_empty() && all_seen && all_wanted && as_many {
        return Ok(());
    }
    let wanted = Value::from(expected.broken.clone());
    Err(format!("expected {wanted:#}, got {outcome:#?}"))
}

fn fits(wanted: &Value, seen: &Observed) -> bool {
    match wanted {
        Value::String(place) => *place == seen.place,
        Value::Object(parts) => parts.iter().all(|(part, value)| match part.as_str() {
            "place" => value == &seen.place,
            "cause" => value == seen.cause,
            "level" => value == seen.level,
            _ => false,
        }),
        _ => false,
    }
}

/// Rules that only inform, or that are judged on request, may see something in a silent fixture of another rule.
fn silent_elsewhere(found: &Found, expected: &Expected, evidence: &Fixture) -> Result<(), String> {
    let lenient = strict_rule_ids();
    let mut noise = String::new();
    for id in rule_ids() {
        if id == found.rule || lenient.contains(&id) {
            continue;
        }
        let outcome = evidence.judge(id)?;
        let loud = outcome.observed.iter().any(|seen| seen.level != "may");
        let allowed = expected.others.iter().any(|other| other == id);
        if loud && !allowed {
            let _ = writeln!(noise, "{id} is not silent: {:#?}", outcome.observed);
        }
        if allowed && !loud {
            let _ = writeln!(noise, "{id} is listed in `others` and silent");
        }
    }
    if noise.is_empty() { Ok(()) } else { Err(noise) }
}
