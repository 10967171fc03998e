//! `body-dupkey`: no name occurs twice.

use crate::model::{Judgement, Level, Observation, Profile};
use crate::rules::entity::content;
use crate::rules::{Evidence, Rule, Subject};
use crate::value::{Irregularity, scan_json};
use crate::rules::judging::{settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "body-dupkey",
    level: Level::Should,
    profile: Profile::Page,
    summary: "name each member of an object once",
    clause: "RFC 8259 §4",
    explain: include_str!("body_dupkey.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Result<Vec<Observation>, Judgement> {
    let (_, octets) = content(evidence)?;
    let Ok(text) = scan_json(octets) else { return skipped("the body is not JSON") };
    let duplicates = text.irregularities.iter().filter_map(|irregularity| match irregularity {
        Irregularity::DuplicateMember { pointer } => {
            Some(Observation::at(pointer, "duplicate-member", "the object has this name twice"))
        }
        _ => None,
    });
    Ok(duplicates.collect())
}
