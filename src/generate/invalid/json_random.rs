//! Random bodies of the classes J01 to J14, out of random valid patches.

use serde_json::{Map, Value};

use super::json::text_field;
use super::json_spelling;
use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::valid::random_patch;

/// A random relative of the listed `mutant`.
///
/// # Errors
/// When a strategy gives up.
pub fn random(facts: &Facts, mutant: Mutant, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    let patch = random_patch(facts, draw)?;
    let text = serde_json::to_string(&patch).unwrap_or_default();
    let payload = match mutant.class {
        "J01" => Payload::Raw(cut(&text, draw)?, Map::new()),
        "J03" => Payload::Raw(format!("[{text}]").into_bytes(), Map::new()),
        "J07" => Payload::Raw(["\u{feff}", &text].concat().into_bytes(), patch),
        "J08" => return wrong_octet(facts, mutant, draw),
        "J10" => {
            let units: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
            Payload::Raw(units.iter().flat_map(|unit| unit.to_le_bytes()).collect(), patch)
        }
        "J11" => Payload::Nested { depth: 100 + draw.below(20_000)?, open: "[", close: "]" },
        "J12" => {
            let tail = draw.pick(&["x", "{}", "]", "}", "\"", "0", ",", "[]", "//"])?.copied().unwrap_or("x");
            Payload::Raw([text.as_str(), tail].concat().into_bytes(), patch)
        }
        "J14" => return json_spelling::random(mutant, patch, draw),
        _ => return Ok(mutant),
    };
    let about = if mutant.class == "J11" { None } else { mutant.property.clone() };
    let what =
        if mutant.class == "J10" { "UTF-16, little end first".to_owned() } else { what(mutant.class).to_owned() };
    Ok(Mutant { payload, what, property: about, ..mutant })
}

fn what(class: &str) -> &'static str {
    match class {
        "J01" => "cut off",
        "J03" => "an array around the patch",
        "J07" => "a byte order mark",
        "J11" => "arrays nested deep",
        _ => "text behind the value",
    }
}

/// A proper beginning of an object never is a whole one.
fn cut(text: &str, draw: &mut Draw) -> Result<Vec<u8>, GenerateError> {
    let keep = 1 + draw.below(text.len().saturating_sub(1))?;
    Ok(text.as_bytes().get(..keep.min(text.len().saturating_sub(1)).max(1)).unwrap_or(b"{").to_vec())
}

fn wrong_octet(facts: &Facts, mutant: Mutant, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    let Some(field) = text_field(facts) else { return Ok(mutant) };
    let wrong = draw.value(&(0x80_u8..=0xff))?;
    let left = "a".repeat(draw.below(40)?);
    let body = [b"{\"", field.as_bytes(), b"\":\"", left.as_bytes(), &[wrong], b" b\"}"].concat();
    let meant = Map::from_iter([(field.to_owned(), Value::String(format!("{left}\u{fffd} b")))]);
    Ok(Mutant { payload: Payload::Raw(body, meant), what: format!("octet {wrong:02x} in a string"), ..mutant })
}
