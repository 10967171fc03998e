//! `redirect-same-origin`: a redirect keeps the method and does not lead elsewhere.

use url::Url;

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{AUTHENTICATION_CLASSES, is_upgrade, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "redirect-same-origin",
    level: Level::Must,
    profile: Profile::Page,
    summary: "redirect only inside its own origin and with the method kept",
    clause: "RFC 9110 §15.4",
    explain: include_str!("redirect_same_origin.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = steady_answer(evidence)?;
    let status = response.status;
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return skipped("the answer is no redirect");
    }
    if evidence.input.class().is_some_and(|class| AUTHENTICATION_CLASSES.contains(&class)) {
        return skipped("a caller without a token may be sent elsewhere to get one; auth-required judges that");
    }
    let request = &evidence.exchange.request;
    let place = "header:location";
    let Some(location) = response.header("location") else {
        let message = format!("the redirect {status} has no Location");
        return decide([Observation::at(place, "location-missing", message).level(Level::Should)]);
    };
    let Ok(from) = Url::parse(&request.url) else { return skipped("the request has no absolute URL") };
    let Ok(to) = from.join(location) else {
        let message = format!("the redirect {status} has a Location that is no URL");
        return decide([Observation::at(place, "location-malformed", message).expected_actual("a URL", location)]);
    };
    if from.origin() != to.origin() && !is_upgrade(&from, &to) {
        let message = format!("the redirect {status} leads to another origin");
        let origin = from.origin().ascii_serialization();
        return decide([Observation::at(place, "other-origin", message).expected_actual(origin, location)]);
    }
    let changes_method = matches!(status, 301..=303) && !matches!(request.method.as_str(), "GET" | "HEAD");
    let message = format!("the redirect {status} lets a client change {} to GET", request.method);
    decide(changes_method.then(|| {
        Observation::at("status", "method-may-change", message).expected_actual(vec![307, 308], status).level(Level::Should)
    }))
}
