//! Parts of the program as one call each.

use serde_json::Value;

use crate::cases::ContractBundle;
use crate::engine::{Check, DEFAULT_CONTRACT, documented};
use crate::generate::Generator;
use crate::internals::Fixture;
use crate::model::{Contract, Level};
use crate::rules::{RULES, rule_by_id};

fn shipped() -> ContractBundle {
    ContractBundle::embedded(DEFAULT_CONTRACT).expect("the shipped contract loads; a test shows it")
}

/// The table of codes of remarks on pages, in Markdown.
#[must_use]
pub fn lint_codes() -> String {
    crate::lint::markdown()
}

/// Names of the authored cases that ship inside.
#[must_use]
pub fn case_names() -> Vec<String> {
    shipped().cases.into_iter().map(|file| file.case.name).collect()
}

/// The shipped contract with a number whose range is stated.
#[must_use]
pub fn ranged_contract() -> Contract {
    shipped().with_a_range().contract
}

/// A check of that contract.
#[must_use]
pub fn ranged(check: Check) -> Check {
    check.bundle(shipped().with_a_range())
}

/// The shipped contract with a nested object and a collection of objects.
#[must_use]
pub fn nested_contract() -> Contract {
    shipped().with_nested_objects().contract
}

/// A check of that contract.
#[must_use]
pub fn nested(check: Check) -> Check {
    check.bundle(shipped().with_nested_objects())
}

/// How binding a rule is.
#[must_use]
pub fn rule_level(id: &str) -> Option<Level> {
    rule_by_id(id).map(|rule| rule.level)
}

/// Whether a page imports.
#[must_use]
pub fn import_bytes(file: &str, bytes: &[u8]) -> bool {
    crate::page::import(file, bytes).is_ok()
}

/// Makes the first `count` inputs of a run; the octets of their bodies.
#[must_use]
pub fn generated(seed: u64, count: usize) -> usize {
    let bundle = shipped();
    let base = documented(&bundle).expect("the shipped contract has its example").patch;
    let generator = Generator::new(&bundle.contract, &base);
    let both = generator.valid(seed).zip(generator.invalid(seed)).flat_map(|(valid, invalid)| [valid, invalid]);
    both.take(count).map(|input| input.body.bytes().len()).sum()
}

/// Judges a healthy echo `count` times by every rule; how many rules decided.
///
/// # Panics
/// When the fixture does not load.
#[must_use]
pub fn judge_many(count: usize) -> usize {
    let entity = serde_json::json!({
        "@odata.type": "#microsoft.graph.remoteAssistancePartner", "id": "7443c8b9-c8b9-7443-b9c8-4374b9c84374",
        "displayName": "name", "onboardingUrl": "https://example.com/", "onboardingStatus": "onboarding",
        "lastConnectionDateTime": "2016-12-31T23:58:36.6670033-08:00",
    });
    let fixture = serde_json::json!({
        "why": "an echo of a healthy target",
        "input": {"strength": "valid", "patch": {"displayName": "name", "onboardingStatus": "onboarding"}},
        "response": {"status": 200, "headers": {"date": "Tue, 15 Nov 1994 08:12:31 GMT"}, "body": entity},
        "before": {"displayName": "old", "onboardingStatus": "onboarded"}, "after": entity,
    });
    let contract = serde_json::to_value(shipped().contract).expect("a contract serialises");
    let fixture = Fixture::read(&fixture, &contract).expect("the fixture is one");
    let decided = |rule: &&crate::rules::Rule| fixture.judge(rule.id).is_ok_and(|outcome| outcome.verdict == "held");
    (0..count).map(|_| RULES.iter().copied().filter(|rule| decided(rule)).count()).sum()
}

/// The table of rules as the README shows it.
#[must_use]
pub fn rule_table() -> String {
    crate::cli::rule_table()
}

/// A page of the shape of the seed page, for benches where the real one is not there.
#[must_use]
pub fn sample_page() -> String {
    let example =
        |line: &str, body: &Value| format!("``` http\n{line}\nContent-type: application/json\n\n{body:#}\n```\n");
    let body = serde_json::json!({"displayName": "a name", "state": "on", "seenDateTime": "2020-02-29T23:58:36.6670033-08:00"});
    format!(
        "# Update thing\n\n## HTTP Request\n``` http\nPATCH /things/{{thingId}}\n```\n\n## Request headers\n|Header|Value|\n|:---|:---|\n\
         |Authorization|Bearer {{token}}. Required.|\n|Accept|application/json|\n\n## Request body\n\n|Property|Type|Description|\n|:---|:---|:---|\n\
         |id|String|The key.|\n|displayName|String|A name.|\n|state|String|Possible values are: `on`, `off`.|\n|seenDateTime|DateTimeOffset|When.|\n\n\
         ## Response\nA `200 OK` and the thing.\n\n## Example\n### Request\n{}\n### Response\n{}",
        example("PATCH https://graph.microsoft.com/v1.0/things/{thingId}", &body),
        example("HTTP/1.1 200 OK", &body),
    )
}
