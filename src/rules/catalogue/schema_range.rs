//! `schema-range`: numbers stay in the range that the page states.

use serde_json::{Number, Value};

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::{answered_entity, documented, lookup};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{pointer, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "schema-range",
    level: Level::Should,
    profile: Profile::Page,
    summary: "return numbers inside the range that the page states",
    clause: "the page's property table",
    explain: include_str!("schema_range.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let entity = answered_entity(evidence)?;
    let mut ranged = documented(evidence.contract).filter(|property| property.range.is_some()).peekable();
    if ranged.peek().is_none() {
        return skipped("the page states no range");
    }
    let seen = ranged.filter_map(|property| {
        let (smallest, largest) = property.range?;
        let Some(Value::Number(number)) = lookup(entity, &property.name) else { return None };
        let message = format!("`{}` is {number}, outside {smallest} to {largest}", property.name);
        let seen = Observation::at(pointer(&property.name), "out-of-range", message).line(property.line);
        let expected = format!("{smallest} to {largest}");
        (!is_within(number, smallest, largest)).then(|| seen.expected_actual(expected, number.clone()))
    });
    Ok(seen.collect())
}

/// Whole numbers exactly, others as the doubles they are.
fn is_within(number: &Number, smallest: i64, largest: i64) -> bool {
    match (number.as_i128(), number.as_f64()) {
        (Some(whole), _) => (i128::from(smallest)..=i128::from(largest)).contains(&whole),
        (None, Some(double)) => {
            let bound = |limit: i64| Number::from(limit).as_f64().unwrap_or_default();
            (bound(smallest)..=bound(largest)).contains(&double)
        }
        (None, None) => true,
    }
}
