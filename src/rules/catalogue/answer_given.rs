//! `answer-given`: every request gets a whole HTTP answer.

use crate::model::{Level, Observation, Outcome, Profile, TransportFailure};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "answer-given",
    level: Level::Must,
    profile: Profile::Page,
    summary: "give every request one whole HTTP answer",
    clause: "RFC 9110 §3.4; RFC 9112 §8",
    explain: include_str!("answer_given.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// A request larger than this may be cut off while it is still being sent, in octets (RFC 9112 §9.6).
const LONG_REQUEST: u64 = 64 * 1024;
/// A URL longer than this may be refused without an answer, in octets (RFC 9112 §3).
const LONG_URL: usize = 8000;

fn judge(evidence: &Evidence<'_>) -> Decision {
    let failure = match &evidence.exchange.outcome {
        // A whole JSON value came: then the length is wrong, which cl-exact judges.
        Outcome::Response(response) if !response.is_cut_short() || evidence.json.is_some() => return decide(None),
        Outcome::Response(_) => &TransportFailure::Closed { detail: "a part of the content is missing".to_owned() },
        Outcome::Failure(failure) => failure,
    };
    if !is_alive(evidence) {
        return undecided("nothing shows that the target answered other requests at that time");
    }
    let request = &evidence.exchange.request;
    let is_long = request.body.octets > LONG_REQUEST || request.url.len() > LONG_URL;
    let (cause, message) = match failure {
        TransportFailure::Unreachable { .. } => return undecided("the target could not be reached"),
        TransportFailure::Closed { .. } if is_long => {
            return undecided("a target may close the connection while a very long request is being sent");
        }
        TransportFailure::Closed { detail } => ("connection-closed", format!("the connection ended before the answer did: {detail}")),
        TransportFailure::Timeout { after_ms } => ("no-answer-in-time", format!("no answer came within {after_ms} ms")),
        TransportFailure::TooLarge { limit } => ("answer-too-large", format!("the answer is larger than {limit} octets")),
        TransportFailure::Malformed { detail } => ("not-http", format!("the answer is not HTTP: {detail}")),
    };
    // A service that dies where it should refuse does so for every class; that is one cause.
    let is_refusal = evidence.subject == Subject::Write && evidence.input.mutation.is_some();
    let place = if is_refusal { "refusal" } else { "status" };
    decide([Observation::at(place, cause, message).expected_actual("one whole answer", cause)])
}

/// Whether the target answered right beside this request.
fn is_alive(evidence: &Evidence<'_>) -> bool {
    match evidence.control {
        Control::Accepted => true,
        Control::Refused => false,
        Control::NotNeeded => evidence.before.is_some() && evidence.after.is_some(),
    }
}
