//! `accept-patch`: a 415 to a PATCH says what may be sent.

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{media_essence, members, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "accept-patch",
    level: Level::Should,
    profile: Profile::Page,
    summary: "name the accepted media types in Accept-Patch when a PATCH is refused with 415",
    clause: "RFC 5789 §2.2; RFC 9110 §15.5.16",
    explain: include_str!("accept_patch.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let request = &evidence.exchange.request;
    if response.status != 415 || request.method != "PATCH" {
        return skipped("the answer is no 415 to a PATCH");
    }
    if !members(&request.headers, "content-encoding").is_empty() {
        return skipped("the 415 may be about the content coding, not the media type");
    }
    let place = "header:accept-patch";
    let offered: Vec<&str> = ["accept-patch", "accept"].iter().flat_map(|name| members(&response.headers, name)).collect();
    let names_json = |offer: &&str| {
        media_essence(offer).is_some_and(|essence| {
            matches!(&*essence, "application/json" | "application/*" | "*/*") || essence.ends_with("+json")
        })
    };
    decide(if offered.is_empty() {
        let message = "the 415 does not say which media types a PATCH may have";
        Some(Observation::at(place, "accept-patch-missing", message).expected_actual("application/json", "none"))
    } else if offered.iter().any(names_json) {
        None
    } else {
        let message = "the media types that the 415 offers lack the documented application/json";
        Some(Observation::at(place, "json-not-offered", message).expected_actual("application/json", offered))
    })
}
