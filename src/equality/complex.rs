//! Nested objects: every member that was sent, by its own type. The type may have more members than are known, and the
//! answer more than were sent.

use serde_json::{Map, Value};

use super::Equality;
use crate::model::{Member, ValueType};

/// Compares two objects member by member; annotations are control information and need not come back.
pub(super) fn compare(
    members: &[Member],
    sent: &Map<String, Value>,
    returned: &Map<String, Value>,
    compare_member: impl Fn(&ValueType, &Value, Option<&Value>) -> Equality,
) -> Equality {
    let type_of = |name: &str| members.iter().find(|member| member.name == name).map(|member| &member.value_type);
    let stored = sent.iter().filter(|(name, _)| !name.contains('@'));
    let outcomes =
        stored.map(|(name, value)| compare_member(type_of(name).unwrap_or(&ValueType::Any), value, returned.get(name)));
    outcomes.fold(Equality::Equal, Equality::and)
}
