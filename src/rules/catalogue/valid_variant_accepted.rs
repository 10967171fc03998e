//! `valid-variant-accepted`: unusual but legal requests are accepted.

use crate::model::{Level, Observation, Profile, Strength};
use crate::rules::wire::{Preferences, place_with_class, steady_answer, why_refusable, why_unrelated};
use crate::rules::{Control, Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "valid-variant-accepted",
    level: Level::Must,
    profile: Profile::Page,
    summary: "accept a valid patch in every form that the standards give it",
    clause: "OData JSON Format 4.01 §4.1, §4.5; OData 4.01 Protocol §8.2.7; RFC 8259 §2, §7; RFC 9110 §5.1, §8.3.1, §12.5.1",
    explain: include_str!("valid_variant_accepted.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

/// Classes whose acceptance a standard or the metadata demands; refusing the others is a warning.
const DEMANDED: &[&str] = &["D17", "H03", "J14", "T08"];
/// What OData demands and Graph's services do not always keep: annotations that nobody knows are to be ignored.
const DEMANDED_BY_ODATA: &str = "D15";

fn judge(evidence: &Evidence<'_>) -> Decision {
    let input = evidence.input;
    let Some(mutation) = input.mutation.as_ref().filter(|_| input.strength == Strength::MustAccept) else {
        return skipped("the input is no unusual form of a valid patch");
    };
    if Preferences::of(&evidence.exchange.request).is_some() {
        return skipped("the request states a preference; the prefer rules judge it");
    }
    let status = steady_answer(evidence)?.status;
    if (200..300).contains(&status) {
        return decide(None);
    }
    if evidence.control == Control::Refused {
        return undecided("the control beside it was not accepted");
    }
    // Beside an accepted control the entity is there: then 404 is the answer to the form.
    let found = evidence.control == Control::Accepted && status == 404;
    if let Some(reason) = why_unrelated(status).filter(|_| !found) {
        return undecided(reason);
    }
    let message = format!("a valid patch with {} is refused with {status}", mutation.what);
    let level = match why_refusable(evidence.contract, &input.patch) {
        Some(_) => Level::May,
        None if DEMANDED.contains(&mutation.class.as_str()) => Level::Must,
        None if evidence.strict && mutation.class == DEMANDED_BY_ODATA => Level::Must,
        None => Level::Should,
    };
    let expected: Vec<u16> = evidence.contract.success.iter().map(|fact| fact.code).collect();
    decide([Observation::at(place_with_class(input, "body"), "variant-refused", message)
        .expected_actual(expected, status)
        .level(level)])
}
