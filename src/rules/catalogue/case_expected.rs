//! `case-expected`: an authored case is answered as its file says.

use serde_json::{Map, Value};

use crate::equality::{Equality, compare};
use crate::model::{Access, Case, Judgement, Level, Observation, Profile};
use crate::rules::{Evidence, Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "case-expected",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer an authored case with the status and the values that its file expects",
    clause: "the page's example; the case file",
    explain: include_str!("case_expected.md"),
    subjects: &[Subject::Write],
    judge,
};

fn judge(evidence: &Evidence<'_>) -> Judgement {
    let Some(case) = evidence.case else { return Judgement::Skipped("the input is no authored case") };
    if case.source.derived.is_some() {
        return Judgement::Skipped("the page shows no such request; the case is derived");
    }
    let Some(response) = evidence.response() else { return Judgement::Undecided("no answer came") };
    if matches!(response.status, 401 | 403 | 412 | 428 | 429 | 502 | 503 | 504) {
        return Judgement::Undecided("the target refused the caller, demands If-Match, was throttling, or a gateway failed");
    }
    let mut seen = Vec::new();
    if !case.expect.status.contains(&response.status) {
        let message = format!("the case `{}` is answered {}", case.name, response.status);
        seen.push(Observation::at("status", "unexpected-status", message).expected_actual(case.expect.status.clone(), response.status));
    } else if let (Some(expected), Some(answer)) = (&case.expect.body, evidence.json.and_then(Value::as_object)) {
        seen.extend(differences(evidence, case, expected, answer));
    }
    if seen.is_empty() { Judgement::Held } else { Judgement::Broken(seen) }
}

/// Documented, updatable members of the expected body that the answer shows otherwise.
fn differences<'a>(
    evidence: &'a Evidence<'_>,
    case: &'a Case,
    expected: &'a Map<String, Value>,
    answer: &'a Map<String, Value>,
) -> impl Iterator<Item = Observation> + 'a {
    let properties = evidence.contract.properties.iter().filter(|property| property.access == Access::Updatable);
    properties.filter_map(move |property| {
        // What the case sends itself is echo-sent's business.
        let unsent = !evidence.input.patch.contains_key(&property.name);
        let wanted = expected.get(&property.name).filter(|_| unsent)?;
        let got = answer.get(&property.name);
        matches!(compare(&property.value_type, wanted, got), Equality::Differs { .. }).then(|| {
            let message = format!("the answer to the case `{}` shows another `{}`", case.name, property.name);
            Observation::at(format!("/{}", property.name), "unexpected-value", message)
                .expected_actual(wanted.clone(), got.cloned().unwrap_or(Value::Null))
                .line(property.line)
        })
    })
}
