//! `Date`: the day.

use serde_json::Value;

use super::{Equality, string};
use crate::value::{Date, DateTimeOffset};

/// Compares two values of a `Date` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    let (Value::String(sent), Value::String(returned)) = (sent, returned) else {
        return if sent == returned { Equality::Equal } else { Equality::differs("it is another value") };
    };
    match (Date::parse(sent), Date::parse(returned)) {
        (Some(one), Some(other)) if one == other => Equality::Equal,
        (Some(_), Some(_)) => Equality::differs("it is another day"),
        (Some(_), None) if same_midnight(sent, returned) => Equality::warned("as midnight of its day"),
        _ => string::text(sent, returned),
    }
}

fn same_midnight(day: &str, returned: &str) -> bool {
    let midnight = DateTimeOffset::parse(&format!("{day}T00:00Z"));
    matches!((midnight, DateTimeOffset::parse(returned)), (Ok(one), Ok(other)) if one.picoseconds == other.picoseconds)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn a_day_is_a_day() {
        let outcome = |returned: &str| compare(&json!("2024-02-29"), &json!(returned));
        assert_eq!(outcome("2024-02-29"), Equality::Equal);
        assert_eq!(outcome("2024-02-29T00:00:00Z"), Equality::warned("as midnight of its day"));
        assert!(matches!(outcome("2024-03-01"), Equality::Differs { .. }));
    }
}
