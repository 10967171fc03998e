//! `auth-required`: without a valid token nothing is done.

use crate::model::{Contract, Level, Observation, PageRef, PermissionRow, Profile, SiblingRole};
use crate::rules::wire::{AUTHENTICATION_CLASSES, place_with_class, steady_answer};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "auth-required",
    level: Level::Must,
    profile: Profile::Page,
    summary: "refuse a request without a valid Bearer token with 401",
    clause: "the page's request headers; RFC 9110 §15.5.2; RFC 6750 §3.1",
    explain: include_str!("auth_required.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(class) = evidence.input.class().filter(|class| AUTHENTICATION_CLASSES.contains(class)) else {
        return skipped("the input has a valid token");
    };
    let Some(promise) = promise(evidence.contract, &evidence.input.method) else {
        return skipped("no page asks for Authorization here");
    };
    let status = steady_answer(evidence)?.status;
    let place = place_with_class(evidence.input, "header:authorization");
    let seen = |cause, message| promise.told(Observation::at(place, cause, message).expected_actual(401, status));
    match status {
        200..=299 => decide([seen("accepted", format!("a request without a valid token is accepted with {status}"))]),
        500..=599 => undecided("the target failed; status-5xx judges that"),
        _ if evidence.control == Control::Refused => undecided("the control beside it was not accepted"),
        401 => decide(None),
        400 if class == "A02" => decide(None),
        _ => {
            let message = format!("a request without a valid token is answered {status} instead of 401");
            decide([seen("unexpected-refusal-status", message).level(Level::Should)])
        }
    }
}

/// Where it says that a token is needed.
struct Promise<'a> {
    line: u32,
    /// The page, when it is not that of the contract.
    page: Option<&'a PageRef>,
}

impl Promise<'_> {
    fn told(&self, seen: Observation) -> Observation {
        let seen = seen.line(self.line);
        self.page.map_or(seen.clone(), |page| seen.on(page))
    }
}

/// The row that asks for a token: the header, or a permission that only a token can carry. A read is the promise of its
/// own page.
fn promise<'a>(contract: &'a Contract, method: &str) -> Option<Promise<'a>> {
    let carried = |rows: &[PermissionRow]| rows.iter().find(|row| !row.permissions.is_empty()).map(|row| row.line);
    if method == "GET" && contract.operation.method != "GET" {
        let get = contract.sibling(SiblingRole::Get)?;
        return carried(&get.permissions).map(|line| Promise { line, page: Some(&get.page) });
    }
    let header = contract.headers.iter().find(|row| row.name == "authorization" && row.required).map(|row| row.line);
    header.or_else(|| carried(&contract.permissions)).map(|line| Promise { line, page: None })
}
