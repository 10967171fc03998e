//! `status-success`: a valid patch gets a documented status.

use serde_json::Value;
use url::Url;

use crate::model::{Contract, Judgement, Level, Observation, Profile, Strength};
use crate::rules::wire::{
    Preferences, is_upgrade, steady_answer, success_line, unrouted, why_refusable, why_unrelated,
};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "status-success",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer a valid patch with a status that the page documents",
    clause: "the page's Response section; OData 4.01 Protocol §11.4.3",
    explain: include_str!("status_success.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Statuses by which a target refuses what is too long, too deep or out of its range.
const LIMIT_STATUSES: &[u16] = &[400, 413, 414, 422, 431];

fn judge(evidence: &Evidence<'_>) -> Decision {
    if evidence.input.strength != Strength::Valid {
        return skipped("the input is not an ordinary valid patch");
    }
    if Preferences::of(&evidence.exchange.request).is_some() {
        return skipped("the request states a preference; the prefer rules judge it");
    }
    if evidence.exchange.request.method != evidence.contract.operation.method {
        return skipped("the request uses another method than the documented one");
    }
    let status = steady_answer(evidence)?.status;
    if unrouted(evidence).is_some() {
        return skipped("the endpoint is not routed; route-exists judges that");
    }
    let contract = evidence.contract;
    let seen = match status {
        200..=299 => success(contract, status),
        // Redirects inside the origin were followed before: this one leads nowhere that a patch can go.
        300..=399 if leads_to_https(evidence) => return undecided("the target wants https; give its https address"),
        300..=399 => Some(redirected(contract, status)),
        _ => Some(refusal(evidence, status)?),
    };
    decide(seen.map(|observation| Observation { line: success_line(contract), ..observation }))
}

/// What a 2xx breaks. A page that documents none leaves the choice that OData gives.
fn success(contract: &Contract, status: u16) -> Option<Observation> {
    let documented: Vec<u16> = contract.success.iter().map(|fact| fact.code).collect();
    let right = if documented.is_empty() { vec![200, 204] } else { documented };
    let cause = if status == 204 { "undocumented-204" } else { "undocumented-success" };
    let message = format!("a valid patch is answered {status}, which the page does not document");
    (!right.contains(&status)).then(|| Observation::at("status", cause, message).expected_actual(right, status))
}

/// Whether the target only wants to be asked over TLS.
fn leads_to_https(evidence: &Evidence<'_>) -> bool {
    let location = evidence.response().and_then(|response| response.header("location"));
    let urls = || Some((Url::parse(&evidence.exchange.request.url).ok()?, Url::parse(location?).ok()?));
    urls().is_some_and(|(from, to)| is_upgrade(&from, &to))
}

/// What a redirect breaks.
fn redirected(contract: &Contract, status: u16) -> Observation {
    let documented: Vec<u16> = contract.success.iter().map(|fact| fact.code).collect();
    let message = format!("a valid patch is redirected with {status} and not performed");
    Observation::at("status", "redirected", message).expected_actual(documented, status)
}

/// What any other status breaks.
fn refusal(evidence: &Evidence<'_>, status: u16) -> Result<Observation, Judgement> {
    // A 412 may be a demand for If-Match only from a target that has shown what to put there; 428 always is one.
    if let Some(reason) = why_unrelated(status).filter(|_| status != 412 || evidence.etag_seen) {
        return undecided(reason);
    }
    let expected: Vec<Value> = evidence.contract.success.iter().map(|fact| fact.code.into()).collect();
    let observation = match why_refusable(evidence.contract, &evidence.input.patch) {
        Some(unusual) if LIMIT_STATUSES.contains(&status) => Observation::at(
            "status",
            "valid-patch-refused-extreme",
            format!("a valid patch with {unusual} is refused with {status}"),
        )
        .level(Level::May),
        _ => Observation::at("status", "valid-patch-refused", format!("a valid patch is refused with {status}")),
    };
    Ok(observation.expected_actual(expected, status))
}
