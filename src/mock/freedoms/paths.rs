//! Other spellings of paths that a service may take.

use super::Freedom;
use crate::mock::service::Hook;

/// `path` with the segments that differ from the template's in case only in the template's spelling.
fn in_case_of(template: &str, path: &str) -> String {
    let (prefix, path) =
        path.strip_prefix("/v1.0/").map_or(("/", path.trim_start_matches('/')), |rest| ("/v1.0/", rest));
    let wanted = template.trim_start_matches('/').split('/').map(Some).chain(std::iter::repeat(None));
    let same = |wanted: Option<&str>, given: &str| {
        wanted.filter(|wanted| wanted.eq_ignore_ascii_case(given)).map(str::to_owned)
    };
    let segments =
        path.split('/').zip(wanted).map(|(given, wanted)| same(wanted, given).unwrap_or_else(|| given.to_owned()));
    format!("{prefix}{}", segments.collect::<Vec<_>>().join("/"))
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "path-in-any-case",
        "knows the segments of a path in any case",
        &[Hook::Receive(|r, facts| r.path = in_case_of(&facts.contract.operation.path.0, &r.path))],
    ),
    Freedom::new(
        "key-in-parentheses",
        "knows a key in parentheses too",
        &[Hook::Receive(|r, _| {
            if let Some((collection, key)) = r.path.strip_suffix("')").and_then(|path| path.rsplit_once("('")) {
                r.path = format!("{collection}/{}", key.replace("%27%27", "%27"));
            }
        })],
    ),
];
