//! D01 to D05: texts that are no member, or a member in another spelling.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::wrong_value::WrongValue;
use crate::generate::draw::AnyValue;
use crate::generate::facts::Field;
use crate::generate::values::UNKNOWN_FUTURE_VALUE;
use crate::model::{Strength, ValueType};

const REFUSED: &[u16] = &[400, 422];

fn members(field: &Field) -> &[String] {
    match field.value_type() {
        ValueType::Enum { members, .. } => members,
        _ => &[],
    }
}

/// Whether a list of members is a value, too.
fn is_flags(field: &Field) -> bool {
    matches!(field.value_type(), ValueType::Enum { flags: true, .. })
}

/// Numbers that are those of members: the known ones, else the first two places of the list.
fn numbers(field: &Field) -> Vec<String> {
    match field.value_type() {
        ValueType::Enum { values, .. } if !values.is_empty() => {
            let second_first = values.iter().skip(1).chain(values.first());
            second_first.map(i64::to_string).collect()
        }
        _ => vec!["1".to_owned(), "0".to_owned()],
    }
}

/// Listed values of class `id` for `field`.
#[must_use]
pub fn listed(id: &str, field: &Field) -> Vec<WrongValue> {
    let members = members(field);
    let Some(first) = members.first() else { return Vec::new() };
    let last = &members[members.len() - 1];
    let each = |what: &str, texts: Vec<String>| texts.iter().map(|text| WrongValue::text(what, text)).collect();
    match id {
        "D01" => each("a name that the page does not list", unknown_names(members)),
        "D02" => each("a member in another case", case_variants(members)),
        "D03" => {
            let known = numbers(field);
            let strange =
                ["99", "-1", "2147483648"].into_iter().filter(|text| !known.iter().any(|number| number == text));
            let mut numbers: Vec<_> = each("a number in a string", known.clone());
            numbers.extend(strange.map(|text| {
                WrongValue::text("a number in a string, of no member", text).judged(Strength::ShouldReject, REFUSED)
            }));
            numbers
        }
        "D04" => {
            let mut all = vec![
                WrongValue::text("empty text for an enum", ""),
                WrongValue::text("blank behind a member", &format!("{last} ")),
            ];
            all.extend((!is_flags(field)).then(|| WrongValue::text("a list of members", &format!("{first},{last}"))));
            all.push(WrongValue::text("blank before a member", &format!(" {first}")));
            all.push(WrongValue::text("blanks for an enum", "  "));
            all
        }
        "D05" => each("the member for members to come", vec![UNKNOWN_FUTURE_VALUE.to_owned()]),
        _ => Vec::new(),
    }
}

fn unknown_names(members: &[String]) -> Vec<String> {
    let mut names = vec!["docproofUnknown".to_owned()];
    for member in members {
        names.push(format!("{member}2"));
        names.extend(member.strip_suffix(|_: char| true).map(str::to_owned));
    }
    names.push("default".to_owned());
    names.retain(|name| is_unknown(name, members));
    names
}

/// Whether nobody can take `name` for a member: not in any case, not as a number.
fn is_unknown(name: &str, members: &[String]) -> bool {
    let reserved = members.iter().map(String::as_str).chain([UNKNOWN_FUTURE_VALUE]);
    !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && reserved.into_iter().all(|member| member.to_lowercase() != name.to_lowercase())
}

fn case_variants(members: &[String]) -> Vec<String> {
    let capital = |text: &String| {
        let mut chars = text.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    let mut names: Vec<String> = members.iter().rev().take(3).map(capital).collect();
    names.extend(members.iter().rev().take(3).map(|member| member.to_uppercase()));
    names.extend(members.iter().rev().take(3).map(|member| member.to_lowercase()));
    names.retain(|name| !members.contains(name));
    names.dedup();
    names
}

/// Random values of class `id`; `None` when the class has none beyond its list.
#[must_use]
pub fn random(id: &str, field: &Field) -> Option<AnyValue> {
    let members = members(field).to_vec();
    if members.is_empty() {
        return None;
    }
    Some(match id {
        "D01" => (0_usize..6, 0_u32..1_000_000)
            .prop_map(move |(kind, n)| {
                let member = members.get(kind).cloned().unwrap_or_else(|| "value".to_owned());
                Value::String(format!("{member}{}", letters(n)))
            })
            .sboxed(),
        "D03" => proptest::sample::select(numbers(field)).prop_map(Value::String).sboxed(),
        _ => return None,
    })
}

/// A number in letters, starting with a letter that makes the whole no word of a list.
fn letters(n: u32) -> String {
    n.to_string().bytes().map(|digit| char::from(b'q' + digit - b'0')).fold("Xq".to_owned(), |mut text, letter| {
        text.push(letter);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{is_unknown, unknown_names};

    #[test]
    fn an_unknown_name_is_no_case_variant_and_never_the_future_value() {
        let members = ["onboarding".to_owned(), "onboarded".to_owned(), "ONBOARDEDX".to_owned()];
        for name in unknown_names(&members) {
            assert!(members.iter().all(|member| !member.eq_ignore_ascii_case(&name)), "{name}");
        }
        for name in ["Onboarding", "unknownFutureValue", "UNKNOWNFUTUREVALUE", "1", "-1", ""] {
            assert!(!is_unknown(name, &members), "{name}");
        }
    }
}
