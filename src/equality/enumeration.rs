//! Enumerations: the member, by name or by number.

use serde_json::Value;

use super::{Equality, number, string};

/// The members of an enumeration in page order, and their numbers where metadata gives them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Members<'a> {
    /// Names.
    pub(super) names: &'a [String],
    /// Numbers; none when nothing gives them.
    pub(super) values: &'a [i64],
}

impl Members<'_> {
    fn position(self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|member| member == name);
        exact.or_else(|| self.names.iter().position(|member| member.eq_ignore_ascii_case(name)))
    }

    /// Number of the member `name`: the known one, else its place in the list.
    fn number(self, name: &str) -> Option<i64> {
        let at = self.position(name)?;
        self.values.get(at).copied().or_else(|| i64::try_from(at).ok().filter(|_| self.values.is_empty()))
    }

    /// Number that `text` names or is.
    fn numeric(self, text: &str) -> Option<i64> {
        self.number(text).or_else(|| is_digits(text).then(|| text.parse().ok())?)
    }

    fn has(self, name: &str) -> bool {
        self.names.iter().any(|member| member == name)
    }

    /// Whether `text` is a number that the page's list, which gives none, cannot have: nobody knows which member it is.
    fn is_unknown_number(self, text: &str) -> bool {
        let behind = |number: i64| usize::try_from(number).is_ok_and(|number| number >= self.names.len());
        self.values.is_empty() && is_digits(text) && text.parse().is_ok_and(behind)
    }
}

/// Compares two values of an enumeration.
pub(super) fn compare(members: Members<'_>, sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        _ if sent == returned => Equality::Equal,
        (Value::String(sent), Value::String(returned)) => texts(members, sent, returned),
        (Value::Number(_), Value::String(name)) => {
            let numbered = members.number(name).is_some_and(|number| number::reads_as(&number.to_string(), sent));
            if numbered || number::reads_as(name, sent) {
                Equality::warned("by name or text instead of a number")
            } else {
                Equality::differs("it is another member")
            }
        }
        (Value::Number(_), Value::Number(_)) => number::exact(sent, returned),
        (Value::String(name), Value::Number(_)) => {
            let numbered = members.number(name).is_some_and(|number| number::reads_as(&number.to_string(), returned));
            if numbered { Equality::warned("as a number") } else { Equality::differs("it is another member") }
        }
        _ => Equality::differs("it is another value"),
    }
}

fn texts(members: Members<'_>, sent: &str, returned: &str) -> Equality {
    let numbers = (members.numeric(sent), members.numeric(returned));
    let in_another_case = || {
        // Read in any case and shown as documented; the other way round the answer is what is odd.
        if members.has(returned) && !members.has(sent) {
            Equality::expected("as the documented member")
        } else {
            Equality::warned("in another case")
        }
    };
    if sent.eq_ignore_ascii_case(returned) {
        in_another_case()
    } else if numbers.0.is_some() && numbers.0 == numbers.1 {
        Equality::expected("in the other form of a member: name or number")
    } else if members.position(sent).is_some() && members.is_unknown_number(returned) {
        Equality::warned("as a number that the page does not give")
    } else if flags(sent).len() > 1 && flags(sent) == flags(returned) {
        Equality::expected("with its flags in another order")
    } else {
        match string::text(sent, returned) {
            Equality::Differs { .. } => Equality::differs("it is another member"),
            other => other,
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn flags(text: &str) -> Vec<&str> {
    let mut flags: Vec<&str> = text.split(',').map(str::trim).collect();
    flags.sort_unstable();
    flags
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Members, compare};
    use crate::equality::Equality;

    fn outcome(sent: &Value, returned: &Value) -> Equality {
        let members = ["notOnboarded", "onboarding", "onboarded"].map(str::to_owned);
        compare(Members { names: &members, values: &[] }, sent, returned)
    }

    #[test]
    fn a_known_number_is_the_one_that_counts() {
        let names = ["off", "on", "unknownFutureValue"].map(str::to_owned);
        let outcome = |sent: &str, returned: &str| {
            let members = Members { names: &names, values: &[10, 20, 99] };
            compare(members, &json!(sent), &json!(returned))
        };
        assert!(matches!(outcome("20", "on"), Equality::Normalised { warn: false, .. }));
        assert!(matches!(outcome("off", "10"), Equality::Normalised { warn: false, .. }));
        for (sent, returned) in [("20", "off"), ("1", "on"), ("on", "1"), ("on", "30"), ("0", "off")] {
            assert!(matches!(outcome(sent, returned), Equality::Differs { .. }), "{sent} {returned}");
        }
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
