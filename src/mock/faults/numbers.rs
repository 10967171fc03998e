//! Numbers outside the range that a page states: met only by a run of a contract that has such a property.

use serde_json::json;

use super::{Family, Fault};
use crate::mock::service::Hook;

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    Fault::page(
        Family::Numbers,
        "number-shown-beyond-range",
        "schema-range",
        "shows one more than the largest number of a range",
        &[Hook::Show(|o, s| {
            let ranged = s.facts.contract.properties.iter().filter_map(|p| Some((p.name.clone(), p.range?.1)));
            o.extend(ranged.map(|(name, largest)| (name, json!(largest + 1))));
        })],
    ),
    Fault::page(
        Family::Numbers,
        "number-shown-as-zero",
        "schema-range",
        "shows zero for the smallest number of a range",
        &[Hook::Show(|o, s| {
            for property in &s.facts.contract.properties {
                if let Some((smallest, _)) = property.range
                    && o.get(&property.name).is_some_and(|shown| *shown == json!(smallest))
                {
                    o.insert(property.name.clone(), json!(0));
                }
            }
        })],
    ),
];
