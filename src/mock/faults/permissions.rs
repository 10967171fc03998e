//! Another permission table than the page's.

use super::{Family, Fault};
use crate::mock::service::{Hook, Scene};
use crate::model::Identity;

const fn table(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Permissions, id, rule, summary, hooks)
}

fn is_poor(identity: Identity) -> bool {
    identity == Identity::WithoutPermission
}

fn is_supported(identity: Identity, scene: &Scene<'_>) -> bool {
    scene.facts.lets_in(identity)
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    table(
        "permission-unchecked",
        "permission-required",
        "lets every caller with a good token do everything",
        &[Hook::Permit(|_, _| Some(true))],
    ),
    table(
        "permission-unchecked-for-updates",
        "permission-required",
        "asks for a permission to read and for none to update",
        &[Hook::Permit(|i, s| (is_poor(i) && s.is_update()).then_some(true))],
    ),
    table(
        "permission-unchecked-for-reads",
        "permission-required",
        "asks for a permission to update and for none to read",
        &[Hook::Permit(|i, s| (is_poor(i) && !s.is_update()).then_some(true))],
    ),
    table(
        "least-privilege-refused",
        "permission-sufficient",
        "refuses the least privileged documented permission",
        &[Hook::Permit(|i, s| is_supported(i, s).then_some(false))],
    ),
    table(
        "least-privilege-may-only-read",
        "permission-sufficient",
        "lets the least privileged documented permission read and not update",
        &[Hook::Permit(|i, s| (is_supported(i, s) && s.is_update()).then_some(false))],
    ),
    table(
        "unsupported-caller-served",
        "permission-unsupported",
        "serves a kind of caller that the page calls not supported",
        &[Hook::Permit(|i, s| (!is_poor(i) && !is_supported(i, s)).then_some(true))],
    ),
    table(
        "forbidden-update-applied",
        "reject-atomic",
        "applies an update of a caller whom it refuses",
        &[Hook::Refused(|r| {
            if r.answer.status == 403 {
                let members = std::mem::take(&mut r.members);
                r.apply(members.into_iter().filter_map(|(name, value)| Some((name, value?))));
            }
        })],
    ),
];
