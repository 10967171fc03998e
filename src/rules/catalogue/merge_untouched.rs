//! `merge-untouched`: what was not sent stays.

use crate::model::{Access, InputBody, Judgement, Level, Observation, Profile, Property, Resource};
use crate::rules::entity::{accepted_update, changes, documented, is_volatile, states};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "merge-untouched",
    level: Level::Must,
    profile: Profile::Page,
    summary: "leave every property alone that the patch does not name",
    clause: "OData 4.01 Protocol §11.4.3",
    explain: include_str!("merge_untouched.md"),
    subjects: &[Subject::Write],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    accepted_update(evidence)?;
    if evidence.contract.operation.method != "PATCH" || evidence.input.resource != Resource::Entity {
        return skipped("only PATCH on the entity merges");
    }
    let states = states(evidence)?;
    let untouched = documented(evidence.contract)
        .filter(|property| property.access != Access::Key && !may_be_touched(evidence, &property.name));
    let level = |property: &Property| is_volatile(property).then_some(Level::Should);
    let words = |property: &Property| ("changed", format!("`{}` was not sent and has another value now", property.name));
    Ok(changes(untouched, states, level, words))
}

/// Whether the body may mean the property: it is in the patch, the mutation is about it, or its name occurs in any
/// case or encoding, so that a lenient reader may have found it.
fn may_be_touched(evidence: &Evidence<'_>, name: &str) -> bool {
    let input = evidence.input;
    let mutated = input.mutation.as_ref().and_then(|mutation| mutation.property.as_deref()) == Some(name);
    let named = |member: &String| member.eq_ignore_ascii_case(name);
    mutated
        || input.patch.keys().any(named)
        || match &input.body {
            InputBody::None => false,
            InputBody::Patch(members) => members.keys().any(named),
            InputBody::Raw(octets) => occurs(octets, name),
        }
}

fn occurs(octets: &[u8], name: &str) -> bool {
    let letters: Vec<u8> = octets.iter().copied().filter(|octet| *octet != 0).collect();
    // An escape may hide a letter of the name.
    letters.contains(&b'\\') || letters.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}
