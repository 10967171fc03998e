//! P01 to P06 and HEAD: method, id, path and query.

use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::model::{Resource, Strength};

/// Ids that no service gives out; dots alone are left out, clients resolve them before sending.
const ODD_IDS: &[(&str, &str)] = &[
    ("an id that is no Guid", "docproof-not-a-guid"),
    ("a quote in the id", "d0c9200f'docproof"),
    ("a slash in the id", "d0c9200f/docproof"),
    ("a percent sign in the id", "%2e%2e"),
    ("a blank", " "),
    ("null", "null"),
    ("0", "0"),
    ("undefined", "undefined"),
    ("the empty Guid", "00000000-0000-0000-0000-000000000000"),
    ("a placeholder", "{id}"),
    ("an asterisk", "*"),
    ("a backslash in the id", "a\\b"),
    ("a control character", "a\u{0}b"),
    ("astral text", "\u{1f600}"),
    ("a query in the id", "a?b=c#d"),
    ("markup", "<script>"),
];
/// Longer than a path segment usually is.
const LONG_ID: usize = 2000;

/// Listed deviations of class `id`, without their body.
#[must_use]
pub fn listed(facts: &Facts, id: &str) -> Vec<Mutant> {
    let new = |what: &str| Mutant::new(id, what, Payload::Nothing);
    let key = |what: &str, key: &str| new(what).to(Resource::OtherKey(key.to_owned()));
    let suffix = |what: &str, suffix: &str| new(what).to(Resource::Suffix(suffix.to_owned()));
    match id {
        "P01" | "P02" if !facts.has_collection => Vec::new(),
        "P01" => {
            let guids = ["d0c9200f-1111-4111-8111-111111111111", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
            let unknown = guids.iter().map(|guid| ("an id that does not exist", (*guid).to_owned()));
            let near = near_ids(facts.entity_id.as_deref().unwrap_or_default());
            unknown.chain(near).map(|(what, id)| key(what, &id).header("if-match", Some("*"))).collect()
        }
        "P02" => {
            let long = key("a very long id", &"a".repeat(LONG_ID));
            ODD_IDS.iter().map(|(what, text)| key(what, text)).chain([long]).collect()
        }
        "P03" if facts.has_collection => vec![new("the method on the collection").to(Resource::Collection)],
        "P04" => ["POST", "PUT"]
            .into_iter()
            .filter(|method| *method != facts.method)
            .map(|method| new(&format!("{method} on the entity")).method(method))
            .collect(),
        "P05" => vec![
            suffix("an unknown system query option", "?$docproof=1"),
            suffix("an unknown plain query option", "?docproof=1").judged(Strength::Either, &[200, 204, 400, 501]),
        ],
        "P06" => {
            let mut all = vec![suffix("a trailing slash", "/"), suffix("two trailing slashes", "//")];
            all.push(suffix("an empty query", "?"));
            all.push(new("the path in another case").to(Resource::PathInOtherCase));
            all.extend(facts.has_collection.then(|| new("the key in parentheses").to(Resource::KeyInParentheses)));
            all
        }
        "head" => vec![new("HEAD on the entity").method("HEAD")],
        _ => Vec::new(),
    }
}

/// Ids that a careless comparison takes for `id`: a proper prefix of it, and more than it.
fn near_ids(id: &str) -> Vec<(&'static str, String)> {
    let Some((last, _)) = id.char_indices().next_back().filter(|(last, _)| *last > 0) else { return Vec::new() };
    vec![
        ("the id and one more character", format!("{id}0")),
        ("the id without its last character", id[..last].to_owned()),
    ]
}

/// The deviation at a random id, when its class is about ids.
///
/// # Errors
/// When a strategy gives up.
pub fn elsewhere(mutant: Mutant, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    let id = match mutant.class {
        "P01" => {
            let bits = draw.value(&proptest::num::u128::ANY)?;
            let digits = format!("{bits:032x}");
            [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
        }
        "P02" => {
            let number = draw.below(1_000_000)?;
            format!("docproof-{number}")
        }
        _ => return Ok(mutant),
    };
    Ok(mutant.to(Resource::OtherKey(id)))
}
