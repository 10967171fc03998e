//! What a run of usual length sends: every value of the boundary dictionary to a property of its type, every atomic pair, every
//! class.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::check::Check;
use crate::engine::plan::{Plan, documented};
use crate::engine::run::rehearse;
use crate::event::EventKind;
use crate::generate::{Generator, TEXT_SPECIMENS, TIME_SPECIMENS, classes};
use crate::model::SeedToken;

/// The texts that a run sends to each property.
#[derive(Default)]
struct Sent {
    texts: BTreeMap<String, HashSet<String>>,
    /// First octets and length of what is not kept whole.
    long: HashSet<(String, u64)>,
    /// Inputs.
    cases: HashSet<String>,
}

impl Sent {
    /// Whether a text fits, of one property or of any.
    fn any(&self, property: Option<&str>, fits: impl Fn(&str) -> bool) -> bool {
        let wanted = self.texts.iter().filter(|(name, _)| property.is_none_or(|property| property == *name));
        wanted.flat_map(|(_, texts)| texts).any(|text| fits(text))
    }
}

fn usual_plan() -> Plan {
    let check = Check::new("http://127.0.0.1:1/v1.0").seed(1).param("remoteAssistancePartnerId", "7");
    check.plan().unwrap()
}

async fn usual_run(plan: &Plan) -> Sent {
    let mut sent = Sent::default();
    let mut listener = |event: &crate::event::Event| {
        let EventKind::Exchanged { case, exchange } = &event.kind else { return };
        sent.cases.insert(case.clone());
        let body = &exchange.request.body;
        let text = body.text.as_deref().unwrap_or_default();
        if body.truncated {
            sent.long.insert((text.chars().take_while(|c| *c != ':').collect(), body.octets));
        }
        let Ok(Value::Object(members)) = serde_json::from_str(text) else { return };
        for (name, value) in members {
            if let Value::String(text) = value {
                sent.texts.entry(name).or_default().insert(text);
            }
        }
    };
    rehearse(plan, &mut listener).await.unwrap();
    sent
}

const TEXTS: [&str; 2] = ["displayName", "onboardingUrl"];
const TIME: &str = "lastConnectionDateTime";

#[tokio::test]
async fn a_usual_run_sends_the_whole_dictionary() {
    let sent = usual_run(&usual_plan()).await;
    let mut missing: Vec<String> = Vec::new();
    let mut need = |what: String, is_sent: bool| missing.extend((!is_sent).then_some(what));
    for around in [32, 64, 128, 255, 256, 1024, 4096] {
        for length in around - 1..=around + 1 {
            need(format!("a text of {length}"), sent.any(None, |text| text.chars().count() == length));
        }
    }
    for length in 65_535..=65_537 {
        let is_sent = |name: &&str| {
            let start = format!(r#"{{"{name}""#);
            let octets = start.len() as u64 + r#":""}"#.len() as u64 + length;
            sent.long.contains(&(start, octets))
        };
        need(format!("a text of {length}"), TEXTS.iter().any(is_sent));
    }
    for part in ["'", "\"", "%", "../", "<", "&", "\\", "\u{200d}", "\u{fffd}", "\u{2028}", "\u{2029}", "\u{feff}"] {
        need(format!("{part:?}"), TEXTS.iter().all(|name| sent.any(Some(name), |text| text.contains(part))));
    }
    for control in '\0'..='\u{1f}' {
        need(format!("{control:?}"), sent.any(None, |text| text.contains(control)));
    }
    for whole in TEXT_SPECIMENS.iter().copied().chain([
        "null", "true", "false", "0", "1", "007", "-", "yes", "\u{fffd}", "\u{ffff}", "\u{fdd0}", ".", "[]", "{}",
    ]) {
        need(format!("{whole:?} alone"), TEXTS.iter().all(|name| sent.any(Some(name), |text| text == whole)));
    }
    for (what, part) in [("composed", "\u{e9}"), ("decomposed", "e\u{301}"), ("a surrogate pair", "\u{1f600}")] {
        need(what.to_owned(), TEXTS.iter().all(|name| sent.any(Some(name), |text| text.contains(part))));
    }
    for url in [
        "https://example.com/",
        "https://example.com",
        "https://example.com/a#fragment",
        "https://example.com:8443/a",
        "https://example.com:443/",
        "https://example.com/a?b=c&d=e%20f+g",
        "https://user:secret@example.com/",
        "https://b\u{fc}cher.example/stra\u{df}e",
        "https://xn--bcher-kva.example/",
        "https://EXAMPLE.com/",
        "HTTPS://EXAMPLE.COM/Path",
        "https://example.com/%7Euser/%41%2f%2F",
    ] {
        need(url.to_owned(), sent.any(Some("onboardingUrl"), |text| text == url));
    }
    for time in TIME_SPECIMENS.iter().copied().chain([
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.9999999Z",
        "1582-10-04T00:00:00Z",
        "1582-10-15T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2024-02-29T23:59:59.9999999Z",
        "2020-01-01T00:30:00+14:00",
        "2019-12-31T20:00:00-14:00",
        "2019-12-31T23:30:00-03:30",
        "2021-06-15T12:00:00+05:45",
        "2020-10-25T01:30:00+00:15",
        "2024-03-04T05:06:07-00:00",
        "2016-12-31T23:58:36.6670033+00:00",
    ]) {
        need(time.to_owned(), sent.any(Some(TIME), |text| text == time));
    }
    for digits in 0..=7 {
        let fits = |text: &str| text.split_once('.').map_or(0, |(_, rest)| rest.trim_end_matches('Z').len()) == digits;
        need(format!("{digits} digits"), sent.any(Some(TIME), |text| text.ends_with('Z') && fits(text)));
    }
    assert!(missing.is_empty(), "not sent: {missing:#?}");
}

#[tokio::test]
async fn a_usual_run_sends_every_pair_and_every_class() {
    let plan = usual_plan();
    let sent = usual_run(&plan).await;
    let generator = Generator::new(&plan.bundle.contract, &documented(&plan.bundle).unwrap().patch);
    for n in 0..generator.listed("pair") {
        let pair = generator.input(&SeedToken::listed("pair", n as u64)).unwrap();
        assert!(sent.cases.contains(&pair.id), "{} is not sent", pair.id);
    }
    for class in classes().iter().filter(|class| generator.listed(class.stream) > 0) {
        let is_of_class = |case: &String| case.split('/').next() == Some(class.id);
        assert!(sent.cases.iter().any(is_of_class), "no input of {}", class.id);
    }
}
