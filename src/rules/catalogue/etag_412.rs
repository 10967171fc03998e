//! `etag-412`: a false precondition stops the update.

use serde_json::Value;

use crate::equality::compare;
use crate::model::{CURRENT_ETAG, Level, Observation, Profile};
use crate::rules::entity::lookup;
use crate::rules::wire::{PRECONDITION_CLASSES, members, place_with_class, steady_answer, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "etag-412",
    level: Level::Must,
    profile: Profile::Page,
    summary: "not perform an update whose precondition is false",
    clause: "RFC 9110 §13.1.1, §13.1.2; OData 4.01 Protocol §8.2.4, §8.2.5",
    explain: include_str!("etag_412.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    if !evidence.input.class().is_some_and(|class| PRECONDITION_CLASSES.contains(&class)) {
        return skipped("the request has no false precondition");
    }
    if evidence.input.headers.iter().any(|(_, value)| value.as_deref() == Some(CURRENT_ETAG)) {
        return current(evidence);
    }
    let sent = &evidence.exchange.request.headers;
    if members(sent, "if-match").is_empty() && members(sent, "if-none-match").is_empty() {
        return skipped("the target has not shown an earlier ETag");
    }
    let any_match = members(sent, "if-match").contains(&"*");
    if any_match && members(sent, "if-none-match").is_empty() {
        return skipped("`If-Match: *` is true for an entity that exists");
    }
    let status = steady_answer(evidence)?.status;
    let place = place_with_class(evidence.input, "status");
    let seen = |cause, message| Observation::at(place, cause, message).expected_actual(412, status);
    match status {
        // A 2xx is allowed when the change is already there (RFC 9110 13.1.1).
        200..=299 if is_applied_already(evidence) => decide(None),
        200..=299 => {
            let level = if evidence.etag_seen { Level::Must } else { Level::Should };
            decide([seen("precondition-ignored", format!("an update with a false precondition is answered {status}")).level(level)])
        }
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        412 | 428 => decide(None),
        // 304 is for reads alone; beside an accepted control another 3xx answers the precondition, too.
        300..=399 if evidence.control == Control::Accepted || status == 304 => {
            let level = if status == 304 && evidence.etag_seen { Level::Must } else { Level::Should };
            decide([seen("precondition-answered-by-redirect", format!("a false precondition is answered {status}")).level(level)])
        }
        _ => match why_unrelated(status) {
            Some(reason) => undecided(reason),
            None if evidence.etag_seen => {
                let message = format!("a false precondition is answered {status} instead of 412");
                decide([seen("unexpected-refusal-status", message).level(Level::Should)])
            }
            None => decide(None),
        },
    }
}

/// The precondition names the tag that was shown last. A weak tag matches nothing (RFC 9110 §13.1.1), and on a live
/// target somebody may have written meanwhile.
fn current(evidence: &Evidence<'_>) -> Decision {
    let status = steady_answer(evidence)?.status;
    let sent = members(&evidence.exchange.request.headers, "if-match");
    let is_strong = sent.first().is_some_and(|tag| !tag.starts_with("W/"));
    if !is_strong || evidence.live {
        return skipped("no strong ETag of this run is in If-Match");
    }
    if evidence.retried && status == 412 {
        return undecided("an earlier attempt may have been applied: then the tag is no longer current");
    }
    let message = "an update whose If-Match names the current ETag is refused with 412";
    let place = place_with_class(evidence.input, "status");
    decide((status == 412).then(|| Observation::at(place, "current-refused", message).expected_actual(200, status)))
}

/// Whether the entity held every sent value before the request.
fn is_applied_already(evidence: &Evidence<'_>) -> bool {
    let Some(before) = evidence.before else { return false };
    let property = |name: &str| evidence.contract.properties.iter().find(|property| property.name == name);
    let holds = |(name, value): (&String, &Value)| {
        property(name).is_some_and(|p| compare(&p.value_type, value, lookup(before, name)).is_silent())
    };
    evidence.input.patch.iter().all(holds)
}
