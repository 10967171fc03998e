//! `body-strict-json`: answers are strict JSON.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::content;
use crate::rules::{Evidence, Rule, Subject};
use crate::value::{Irregularity, JsonFaultKind, MediaType, scan_json};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "body-strict-json",
    level: Level::Must,
    profile: Profile::Page,
    summary: "send strict JSON in UTF-8 wherever it says that a body is JSON",
    clause: "RFC 8259 §2, §8.1, §8.2, §10",
    explain: include_str!("body_strict_json.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let (response, octets) = content(evidence)?;
    let declared = response.header("content-type").and_then(MediaType::parse);
    if !declared.is_some_and(|kind| kind.is_json()) {
        return skipped("the answer does not call its body JSON");
    }
    if response.is_cut_short() {
        return skipped("the content did not come whole; answer-given judges that");
    }
    match scan_json(octets) {
        Ok(text) => Ok(text.irregularities.iter().filter_map(unwise).collect()),
        Err(fault) if fault.kind == JsonFaultKind::TooDeep => {
            Err(Judgement::Undecided("the body is nested deeper than docproof reads"))
        }
        Err(fault) => {
            let cause = if fault.kind == JsonFaultKind::NotUtf8 { "not-utf-8" } else { "not-json" };
            let message = format!("the body is no JSON text: {fault}");
            Ok(vec![Observation::at("body", cause, message).expected_actual("a JSON text", fault.to_string())])
        }
    }
}

/// What the grammar or a tolerant reader takes, and a generator should not write. Duplicate names are another rule's.
fn unwise(irregularity: &Irregularity) -> Option<Observation> {
    let (place, cause, message) = match irregularity {
        Irregularity::ByteOrderMark => ("body", "byte-order-mark", "the body starts with a byte order mark"),
        Irregularity::LoneSurrogate { pointer } => {
            (pointer.as_str(), "lone-surrogate", "an escape names half a surrogate pair")
        }
        Irregularity::DuplicateMember { .. } => return None,
    };
    Some(Observation::at(place, cause, message).level(Level::Should))
}
