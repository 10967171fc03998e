//! `odata-version`: the answer names its protocol version.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{steady_answer, values};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "odata-version",
    level: Level::May,
    profile: Profile::StrictOdata,
    summary: "state an OData-Version that the client can read",
    clause: "OData 4.01 Protocol §8.1.5, §8.2.7",
    explain: include_str!("odata_version.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// The versions that are JSON of the form docproof reads.
const VERSIONS: &[&str] = &["4.0", "4.01"];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let limit = values(&evidence.exchange.request.headers, "odata-maxversion").next();
    let readable: Vec<&str> = VERSIONS.iter().copied().filter(|version| limit != Some("4.0") || *version == "4.0").collect();
    let (cause, stated, message) = match values(&response.headers, "odata-version").next() {
        None => ("version-missing", "none", "the answer has no OData-Version".to_owned()),
        Some(version) if readable.contains(&version) => return decide(None),
        Some(version) if VERSIONS.contains(&version) => {
            ("version-above-limit", version, format!("the answer's OData-Version {version} is above the request's OData-MaxVersion"))
        }
        Some(version) => ("version-unknown", version, format!("the answer's OData-Version is `{version}`")),
    };
    decide([Observation::at("header:odata-version", cause, message).expected_actual(readable, stated)])
}
