//! What must hold for any octets at all: the laws that `fuzz/` hunts for exceptions of, and a property test here samples.

use std::io::Cursor;

use serde_json::Value;

use crate::cases::{CasesError, ContractBundle, FileText, render};
use crate::equality::{Equality, compare};
use crate::model::ValueType;
use crate::value::{JsonFaultKind, scan_json};

/// A page that imports gives a contract that loads again as it was written.
///
/// # Panics
/// When it does not.
pub fn page(octets: &[u8]) {
    let Ok(imported) = crate::page::import("page.md", octets) else { return };
    let files = render(&imported.contract, &imported.cases);
    let texts: Vec<(String, &str)> = files.iter().map(|(path, text)| (stem(path), text.as_str())).collect();
    let contract = FileText { file: "contract.json", stem: &imported.contract.name, text: texts[0].1 };
    let cases = files.iter().zip(&texts).filter(|((path, _), _)| path.starts_with("cases"));
    let cases = cases.map(|(_, (stem, text))| FileText { file: "case.json", stem, text });
    let read = ContractBundle::read(&contract, cases).expect("what was written can be read");
    assert_eq!(read.contract, imported.contract, "a contract survives its file");
    assert_eq!(read.cases.len(), imported.cases.len(), "so do its cases");
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Our strict scanner and the parser of the house agree on what is JSON, but for what the scanner is there to see.
///
/// # Panics
/// When they do not.
pub fn json(octets: &[u8]) {
    let theirs = serde_json::from_slice::<Value>(octets);
    match (scan_json(octets), theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours.value, theirs, "both read the same value"),
        (Ok(ours), Err(error)) => {
            let number = error.to_string().contains("number out of range");
            assert!(
                number || !ours.irregularities.is_empty() || too_deep(&error),
                "only the scanner reads it: {error}"
            );
        }
        (Err(fault), Ok(_)) => assert_eq!(fault.kind, JsonFaultKind::TooDeep, "only the scanner refuses it: {fault}"),
        (Err(_), Err(_)) => {}
    }
}

fn too_deep(error: &serde_json::Error) -> bool {
    error.to_string().contains("recursion limit")
}

/// What came back as it was sent is equal, whatever its type: the first octet chooses the type.
///
/// # Panics
/// When it is not.
pub fn value(octets: &[u8]) {
    let Some((&kind, rest)) = octets.split_first() else { return };
    let value_type = &TYPES[usize::from(kind) % TYPES.len()];
    let text = Value::from(String::from_utf8_lossy(rest));
    let outcome = compare(value_type, &text, Some(&text));
    assert!(!matches!(outcome, Equality::Differs { .. }), "{text} as {value_type:?} differs from itself: {outcome:?}");
}

const TYPES: [ValueType; 8] = [
    ValueType::String,
    ValueType::DateTimeOffset,
    ValueType::Date,
    ValueType::TimeOfDay,
    ValueType::Duration,
    ValueType::Guid,
    ValueType::Binary,
    ValueType::Int64,
];

/// A case file is read or refused, and a refusal names a place.
///
/// # Panics
/// When it names none.
pub fn case(octets: &[u8]) {
    let Ok(text) = std::str::from_utf8(octets) else { return };
    let contract = serde_json::to_string(&crate::cases::shipped_contract()).expect("a contract serialises");
    let contract = FileText { file: "contract.json", stem: crate::engine::DEFAULT_CONTRACT, text: &contract };
    let cases = std::iter::once(FileText { file: "case.json", stem: "case", text });
    if let Err(CasesError::File(fault)) = ContractBundle::read(&contract, cases) {
        assert!(!fault.to_string().is_empty(), "a refusal says something");
    }
}

/// An event log is read to its end or to the line that is none, and nothing comes behind that line.
///
/// # Panics
/// When something does.
pub fn log(octets: &[u8]) {
    let mut ended = false;
    for event in crate::event::read_log(Cursor::new(octets)) {
        assert!(!ended, "nothing comes behind a line that is no event");
        ended = event.is_err();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn laws_hold_for_any_octets(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            super::json(&octets);
            super::value(&octets);
            super::case(&octets);
            super::log(&octets);
        }

        #[test]
        fn the_scanner_agrees_with_the_parser_on_texts_like_json(text in "[-\\[\\]{}:,\"0-9eE.+a-z \\\\u]{0,40}") {
            super::json(text.as_bytes());
        }

        #[test]
        fn a_damaged_page_imports_whole_or_not_at_all(at in 0_usize..4000, octets in prop::collection::vec(any::<u8>(), 0..8)) {
            let mut page = crate::internals::sample_page().into_bytes();
            let at = at % page.len();
            page.splice(at..(at + octets.len()).min(page.len()), octets);
            super::page(&page);
        }
    }
}
