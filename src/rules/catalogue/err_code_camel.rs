//! `err-code-camel`: the top-level code is the status in words.

use http::StatusCode;
use serde_json::Value;

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::{error_object, steady_answer};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-code-camel",
    level: Level::May,
    profile: Profile::StrictOdata,
    summary: "use the status phrase in camel case as the error code",
    clause: "Microsoft Graph REST API guidelines, error responses",
    explain: include_str!("err_code_camel.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let Some(code) = error_object(evidence)?.get("code").and_then(Value::as_str) else {
        return skipped("the error has no code; err-shape judges that");
    };
    let status = steady_answer(evidence)?.status;
    let phrases = phrases(status);
    if phrases.is_empty() {
        return skipped("the status has no registered phrase");
    }
    let right: Vec<String> = phrases.iter().map(|phrase| camel_case(phrase)).collect();
    let message = format!("the code `{code}` is not the phrase of {status}");
    decide((!right.iter().any(|word| word == code)).then(|| {
        Observation::at("/error/code", "code-not-phrase", message).expected_actual(right, code)
    }))
}

/// Registered phrases; two statuses were renamed by RFC 9110.
fn phrases(status: u16) -> Vec<&'static str> {
    let renamed = match status {
        413 => Some("Content Too Large"),
        422 => Some("Unprocessable Content"),
        _ => None,
    };
    StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason()).into_iter().chain(renamed).collect()
}

fn camel_case(phrase: &str) -> String {
    let words = phrase.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.enumerate().fold(String::new(), |mut out, (index, word)| {
        let (first, rest) = word.split_at(1);
        out.push_str(&if index == 0 { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() });
        out.push_str(&rest.to_ascii_lowercase());
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{camel_case, phrases};

    #[test]
    fn phrases_become_camel_case() {
        assert_eq!(camel_case("URI Too Long"), "uriTooLong");
        assert_eq!(camel_case("Non-Authoritative Information"), "nonAuthoritativeInformation");
        assert_eq!(phrases(413).into_iter().map(camel_case).collect::<Vec<_>>(), ["payloadTooLarge", "contentTooLarge"]);
    }
}
