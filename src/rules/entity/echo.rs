//! Which sent members must come back, and how sure that is.

use serde_json::Value;

use super::twice::values_of;
use crate::model::{Judgement, Level, Property, Strength, ValueType};
use crate::rules::Evidence;
use crate::rules::judging::skipped;

/// A member that was sent and must be there.
#[derive(Debug, Clone)]
pub struct Expectation<'a> {
    /// The documented property.
    pub property: &'a Property,
    /// The value that was sent.
    pub sent: &'a Value,
    /// Values that do as well.
    pub others: Vec<Value>,
    /// What acceptance promises for it.
    pub demand: Demand,
}

/// What acceptance promises for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// An equal value; another one is broken at this level.
    Equal(Level),
    /// Some value: the input may be read in more than one way.
    Present,
}

/// Either is conforming, but who accepts these has read the valid members and must keep them: an unusual value, a
/// member that may be ignored beside them, or a request that is unusual around its body.
const KEPT_WHEN_ACCEPTED: &[&str] =
    &["D09", "D12", "D13", "D18", "D19", "J06", "J07", "J11", "H02", "H04", "H06", "H07", "H09", "H11", "P05", "P06"];

/// Who accepts these may have read them in more than one way.
const READ_IN_SOME_WAY: &[&str] = &["D02", "D03"];

/// Ill-typed or out of the documented set: who accepts these must not drop or change them in silence.
const NOT_DROPPED: &[&str] = &["T01", "T03", "T04", "T05", "T06", "T11", "T12", "D03", "D04", "D08", "D11"];

/// The members of the patch that must be found in the entity once the patch is accepted.
///
/// # Errors
/// Skipped when acceptance promises nothing for this input, or nothing that is compared was sent.
pub fn expectations<'a>(evidence: &Evidence<'a>) -> Result<Vec<Expectation<'a>>, Judgement> {
    let demand = demand(evidence)?;
    let input = evidence.input;
    let properties = evidence.contract.properties.iter().filter(|property| property.is_updatable());
    let expected: Vec<Expectation<'a>> = properties
        .filter_map(|property| Some((property, input.patch.get(&property.name)?)))
        .filter(|(property, sent)| !counts_as_absent(property, sent))
        .map(|(property, sent)| {
            let demand = if is_numbered(property, sent) { Demand::Equal(Level::Must) } else { demand };
            Expectation { property, sent, others: values_of(input, &property.name), demand }
        })
        .collect();
    if expected.is_empty() { skipped("the patch sends nothing that is compared") } else { Ok(expected) }
}

fn demand(evidence: &Evidence<'_>) -> Result<Demand, Judgement> {
    let input = evidence.input;
    let is_one_of = |classes: &[&str]| input.class().is_some_and(|class| classes.contains(&class));
    match input.strength {
        Strength::Valid | Strength::MustAccept => Ok(Demand::Equal(Level::Must)),
        Strength::Either if is_one_of(KEPT_WHEN_ACCEPTED) => Ok(Demand::Equal(Level::Must)),
        Strength::Either if is_one_of(READ_IN_SOME_WAY) => Ok(Demand::Present),
        Strength::ShouldReject if is_one_of(NOT_DROPPED) => Ok(Demand::Equal(Level::Must)),
        Strength::MustReject => skipped("the input must be refused; its echo promises nothing"),
        Strength::Either | Strength::ShouldReject => skipped("either outcome is conforming for this input"),
    }
}

/// Whether metadata says which member a number in a text is: then only that one is the sent one (OData ABNF enumValue).
fn is_numbered(property: &Property, sent: &Value) -> bool {
    let ValueType::Enum { values, .. } = &property.value_type else { return false };
    let number = sent.as_str().and_then(|text| text.parse::<i64>().ok());
    number.is_some_and(|number| values.contains(&number))
}

/// `unknownFutureValue` in a patch is the same as no member (Graph evolvable enumerations).
fn counts_as_absent(property: &Property, sent: &Value) -> bool {
    matches!(property.value_type, ValueType::Enum { .. }) && sent == "unknownFutureValue"
}
