//! H01 to H11 and preferences: header fields beside a valid body.

use crate::generate::mutant::{Mutant, Payload};
use crate::model::{CURRENT_ETAG, STALE_ETAG, Strength};

const ACCEPTED: &[u16] = &[200, 204];

/// Listed deviations of class `id`, without their body.
#[must_use]
pub fn listed(id: &str) -> Vec<Mutant> {
    let set = |name: &'static str, value: &str| {
        Mutant::new(id, format!("{name}: {value}"), Payload::Nothing).header(name, Some(value))
    };
    let unset = |name: &'static str| Mutant::new(id, format!("no {name}"), Payload::Nothing).header(name, None);
    let each = |name: &'static str, values: &[&str]| values.iter().map(|value| set(name, value)).collect::<Vec<_>>();
    match id {
        "H01" => each(
            "content-type",
            &["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream"],
        ),
        "H02" => vec![unset("content-type")],
        "H03" => each(
            "content-type",
            &[
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/json;charset=\"UTF-8\"",
                "Application/Json; Charset=utf-8",
            ],
        ),
        "H04" => each("content-type", &["application/merge-patch+json", "application/json-patch+json", "text/json"]),
        "H05" => each("content-encoding", &["docproof", "x-unknown"]),
        "H06" => {
            let mut all = each("accept", &["text/html", "application/xml;q=0.9"]);
            all.push(unset("accept").judged(Strength::MustAccept, ACCEPTED));
            all.push(set("accept", "*/*").judged(Strength::MustAccept, ACCEPTED));
            all.push(set("accept", "text/html, application/json;q=0.5").judged(Strength::MustAccept, ACCEPTED));
            all
        }
        "H07" => {
            let mut all =
                each("if-match", &["\"docproof-bogus\"", "W/\"docproof-bogus\"", "\"docproof-a\", \"docproof-b\""]);
            all.push(set("if-match", "*").judged(Strength::Either, &[200, 204, 412]));
            let current = Mutant::new(id, "the current ETag in if-match", Payload::Nothing);
            all.push(current.header("if-match", Some(CURRENT_ETAG)).judged(Strength::Either, &[200, 204, 412]));
            let stale = Mutant::new(id, "the ETag of before the last change in if-match", Payload::Nothing);
            all.push(stale.header("if-match", Some(STALE_ETAG)));
            all
        }
        "H08" => each("if-none-match", &["*"]),
        "H09" => {
            let mut all = each("odata-version", &["9.9", "nonsense"]);
            let accepted = |mutant: Mutant| mutant.judged(Strength::MustAccept, ACCEPTED);
            all.push(accepted(set("odata-maxversion", "4.0")));
            all.push(accepted(set("odata-version", "4.0")));
            all
        }
        "H10" => each("x-docproof-unknown", &["1", "a, b; c=\"d\""]),
        "H11" => each("transfer-encoding", &["chunked"]),
        "prefer" => each(
            "prefer",
            &[
                "return=minimal",
                "return=representation",
                "docproof-unknown",
                "docproof-unknown=\"a b\"; c=d",
                "return=representation, docproof-unknown=1",
                "include-unknown-enum-members",
            ],
        ),
        _ => Vec::new(),
    }
}
