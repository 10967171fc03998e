//! Properties: added, removed, renamed, and what else is said of those that both editions have.

use super::{Change, types};
use crate::model::{Access, Property};

/// How alike two names must be to be one name that changed.
const ALIKE: f64 = 0.75;

pub(super) fn compare(old: &[Property], new: &[Property]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut renamed: Vec<&str> = Vec::new();
    for (at, before) in old.iter().enumerate() {
        let after = match find(new, &before.name) {
            Some(after) => after,
            None => match new_name(old, at, new) {
                Some(after) => {
                    renamed.push(&after.name);
                    let message = format!("`{}` is called `{}` now", before.name, after.name);
                    changes.push(Change::breaking("property-renamed", message).at(before.line, after.line));
                    after
                }
                None => {
                    let message = format!("`{}` ({}) is gone", before.name, types::words(&before.value_type));
                    changes.push(Change::breaking("property-removed", message).at(before.line, None));
                    continue;
                }
            },
        };
        changes.extend(facts(before, after).into_iter().map(|change| change.at(before.line, after.line)));
    }
    let is_new = |after: &&Property| find(old, &after.name).is_none() && !renamed.contains(&after.name.as_str());
    changes.extend(new.iter().filter(is_new).map(|after| {
        let message = format!("`{}` ({}) is new", after.name, types::words(&after.value_type));
        Change::compatible("property-added", message).at(None, after.line)
    }));
    changes
}

fn find<'p>(list: &'p [Property], name: &str) -> Option<&'p Property> {
    list.iter().find(|property| property.name == name)
}

/// The property of the new edition that the `at`-th of the old one became: of its type, and alike in name or between
/// the same neighbours.
fn new_name<'p>(old: &[Property], at: usize, new: &'p [Property]) -> Option<&'p Property> {
    let before = &old[at];
    let around = |list: &[Property], at: usize| {
        let name = |at: Option<usize>| at.and_then(|at| list.get(at)).map(|property| property.name.clone());
        (name(at.checked_sub(1)), name(Some(at + 1)))
    };
    let is_it = |(place, after): (usize, &'p Property)| {
        let fits = find(old, &after.name).is_none() && after.value_type == before.value_type;
        let (one, other) = (before.name.to_ascii_lowercase(), after.name.to_ascii_lowercase());
        let is_alike = strsim::normalized_levenshtein(&one, &other) >= ALIKE;
        (fits && (is_alike || around(old, at) == around(new, place))).then_some(after)
    };
    new.iter().enumerate().find_map(is_it)
}

/// What is said of a property beside its name.
fn facts(before: &Property, after: &Property) -> Vec<Change> {
    let name = &after.name;
    let mut changes = types::compare(name, &before.value_type, &after.value_type);
    if before.access != after.access {
        let word = |access: Access| match access {
            Access::Key => "the key",
            Access::ReadOnly => "read-only",
            Access::Updatable => "updatable",
        };
        let message = format!("`{name}` was {} and is {}", word(before.access), word(after.access));
        changes.push(Change::of(after.access != Access::Updatable, "access", message));
    }
    match (before.nullable, after.nullable) {
        (Some(true), Some(false)) => {
            changes.push(Change::breaking("nullable", format!("`{name}` must not be null any more")));
        }
        (Some(false), Some(true)) => {
            changes.push(Change::breaking("nullable", format!("`{name}` may be null now, in answers, too")));
        }
        _ => {}
    }
    changes.extend(range(name, before.range, after.range));
    changes
}

fn range(name: &str, before: Option<(i64, i64)>, after: Option<(i64, i64)>) -> Option<Change> {
    let words = |range: Option<(i64, i64)>| {
        range.map_or_else(|| "any value".to_owned(), |(low, high)| format!("{low} to {high}"))
    };
    let is_narrower = match (before, after) {
        _ if before == after => return None,
        (_, None) => false,
        (None, Some(_)) => true,
        (Some((low, high)), Some((new_low, new_high))) => new_low > low || new_high < high,
    };
    let message = format!("`{name}` took {} and takes {}", words(before), words(after));
    Some(Change::of(is_narrower, "range", message))
}
