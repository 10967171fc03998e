//! Enumerations: the member, by name or by number.

use serde_json::Value;

use super::{Equality, number, string};

/// Compares two values of an enumeration with `members` in page order; a member's number is its position.
pub(super) fn compare(members: &[String], sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        _ if sent == returned => Equality::Equal,
        (Value::String(sent), Value::String(returned)) => names(members, sent, returned),
        (Value::Number(_), Value::String(name)) => {
            let numbered = position(members, name).is_some_and(|at| number::reads_as(&at.to_string(), sent));
            if numbered || number::reads_as(name, sent) {
                Equality::warned("by name or text instead of a number")
            } else {
                Equality::differs("it is another member")
            }
        }
        (Value::Number(_), Value::Number(_)) => number::exact(sent, returned),
        (Value::String(name), Value::Number(_)) => {
            let numbered = position(members, name).is_some_and(|at| number::reads_as(&at.to_string(), returned));
            if numbered { Equality::warned("as a number") } else { Equality::differs("it is another member") }
        }
        _ => Equality::differs("it is another value"),
    }
}

fn names(members: &[String], sent: &str, returned: &str) -> Equality {
    let numbers = (numeric(members, sent), numeric(members, returned));
    let in_another_case = || {
        // Read in any case and shown as documented; the other way round the answer is what is odd.
        let is_member = |text: &str| members.iter().any(|member| member == text);
        let becomes_member = is_member(returned) && !is_member(sent);
        if becomes_member {
            Equality::expected("as the documented member")
        } else {
            Equality::warned("in another case")
        }
    };
    if numbers.0.is_some() && numbers.0 == numbers.1 && sent.eq_ignore_ascii_case(returned) {
        in_another_case()
    } else if numbers.0.is_some() && numbers.0 == numbers.1 {
        Equality::expected("in the other form of a member: name or number")
    } else if position(members, sent).is_some() && numbers.1.is_some_and(|number| number >= members.len()) {
        // Pages do not give the numbers of members; only a number inside the list names another one.
        Equality::warned("as a number that the page does not give")
    } else if flags(sent).len() > 1 && flags(sent) == flags(returned) {
        Equality::expected("with its flags in another order")
    } else if sent.eq_ignore_ascii_case(returned) {
        in_another_case()
    } else {
        match string::text(sent, returned) {
            Equality::Differs { .. } => Equality::differs("it is another member"),
            other => other,
        }
    }
}

/// Number of the member that `text` names or counts.
fn numeric(members: &[String], text: &str) -> Option<usize> {
    position(members, text).or_else(|| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok())?
    })
}

fn position(members: &[String], name: &str) -> Option<usize> {
    let exact = members.iter().position(|member| member == name);
    exact.or_else(|| members.iter().position(|member| member.eq_ignore_ascii_case(name)))
}

fn flags(text: &str) -> Vec<&str> {
    let mut flags: Vec<&str> = text.split(',').map(str::trim).collect();
    flags.sort_unstable();
    flags
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::compare;
    use crate::equality::Equality;

    fn outcome(sent: &Value, returned: &Value) -> Equality {
        let members = ["notOnboarded", "onboarding", "onboarded"].map(str::to_owned);
        compare(&members, sent, returned)
    }

    #[test]
    fn name_and_number_are_one_member() {
        for (sent, returned) in [
            ("onboarding", "1"),
            ("1", "onboarding"),
            ("OnBoarding", "onboarding"),
            ("onboarding,onboarded", "onboarded, onboarding"),
        ] {
            assert!(
                matches!(outcome(&json!(sent), &json!(returned)), Equality::Normalised { warn: false, .. }),
                "{sent}"
            );
        }
    }

    #[test]
    fn case_blanks_and_json_numbers_are_told() {
        for (sent, returned) in [
            (json!("onboarding"), json!("Onboarding")),
            (json!(" onboarding "), json!("onboarding")),
            (json!(1), json!("onboarding")),
            (json!("onboarding"), json!(1)),
            (json!(1), json!("1")),
            (json!("unheardOf"), json!("UNHEARDOF")),
            (json!("onboarded"), json!("4")),
        ] {
            assert!(matches!(outcome(&sent, &returned), Equality::Normalised { warn: true, .. }), "{sent}");
        }
    }

    #[test]
    fn another_member_is_another_member() {
        for (sent, returned) in [
            (json!("onboarding"), json!("onboarded")),
            (json!("onboarding"), json!("2")),
            (json!("onboarding"), json!(true)),
            (json!(""), json!("notOnboarded")),
            (json!(2), json!("onboarding")),
            (json!("onboarding,onboarded"), json!("onboarding")),
        ] {
            assert!(matches!(outcome(&sent, &returned), Equality::Differs { .. }), "{sent}");
        }
    }
}
