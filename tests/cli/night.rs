//! Runs through a front that makes everything hard: the verdict is right, the object is as it was, the budget is kept.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::expiry::{self, Expiry};
use crate::front::{Counts, Deed, Front, Heard, TOKEN, http_date};
use crate::program::{OtherProcess, Program};

const PARTNER: &str = "remoteAssistancePartnerId=7443c8b9-c8b9-7443-b9c8-4374b9c84374";
const BUSY: &str = r#"{"error":{"code":"TooManyRequests","message":"Come back later."}}"#;

/// All entities of a mock, without annotations.
fn entities(mock: &str) -> Value {
    let (host, root) = mock.trim_start_matches("http://").split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let token = docproof::DEFAULT_TOKEN;
    write!(
        stream,
        "GET /{root}/deviceManagement/remoteAssistancePartners HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let mut all: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1.trim()).unwrap();
    for entity in all["value"].as_array_mut().unwrap() {
        entity.as_object_mut().unwrap().retain(|name, _| !name.contains('@'));
    }
    all["value"].take()
}

/// Throttled, in every form in which an answer may say for how long.
fn busy(form: usize) -> Deed {
    let (status, field) = match form % 5 {
        0 => ("429 Too Many Requests", "Retry-After: 0\r\n".to_owned()),
        1 => ("503 Service Unavailable", "Retry-After: 0.02\r\n".to_owned()),
        2 => ("429 Too Many Requests", format!("Retry-After: {}\r\n", http_date(SystemTime::now()))),
        3 => ("504 Gateway Timeout", "Retry-After: 0\r\n".to_owned()),
        _ => ("429 Too Many Requests", String::new()),
    };
    Deed::Answer(status, field, BUSY.to_owned())
}

/// Bursts of throttling, lost connections before and after the mock heard of a request, slow answers.
fn hard(heard: &Heard) -> Deed {
    match heard.number {
        number if number % 19 >= 16 => busy(number / 19),
        number if number % 41 == 20 => Deed::DropBefore,
        number if number % 53 == 30 => Deed::DropAfter,
        number if number % 10 == 3 => Deed::Pass(Duration::from_millis(15)),
        _ => Deed::Pass(Duration::ZERO),
    }
}

/// A folder whose `docproof.toml` knows the front as `night`, with this way to sign in.
fn folder_of(front: &Front, auth: impl FnOnce(&Path) -> String) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (name, id) = PARTNER.split_once('=').unwrap();
    let toml = format!(
        "[target.night]\nservice-root = \"{}\"\nparams = {{ {name} = \"{id}\" }}\nauth = {{ {} }}\n",
        front.url,
        auth(folder.path())
    );
    std::fs::write(folder.path().join("docproof.toml"), toml).unwrap();
    folder
}

#[cfg(unix)]
#[test]
#[expect(clippy::print_stdout, reason = "the measured counts are shown")]
fn a_hard_night_ends_with_the_right_verdict_the_original_state_and_no_write_too_many() {
    for (fault, code) in [(None, 0), (Some("put-semantics"), 1)] {
        let program = Program::new();
        let mock = OtherProcess::mock(&program, &fault.map(|fault| vec!["--fault", fault]).unwrap_or_default());
        let original = entities(&mock.url);
        let expiry = Arc::new(Expiry::after(37));
        let over = Arc::clone(&expiry);
        let front = Front::of(&mock.url, move |heard| over.refusal(heard).unwrap_or_else(|| hard(heard)));
        let folder = folder_of(&front, |folder| format!("command = {}", expiry::command(folder)));
        let args = ["run", "--target", "night", "--seed", "3", "--cases", "200", "--budget-writes", "400"];
        let reports = ["--report", "json=night.json", "--report", "ndjson=night.ndjson"];
        let ended = program.run_in(folder.path(), &[&args[..], &reports].concat(), &[]);
        assert_eq!(ended.code, code, "{}{}", ended.out, ended.err);
        assert_eq!(entities(&mock.url), original, "{}{}", ended.out, ended.err);
        let counts = &front.counts;
        let [writes, passed, answered, dropped] =
            [&counts.writes, &counts.passed_writes, &counts.answered, &counts.dropped].map(Counts::of);
        let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
        let report: Value = serde_json::from_str(&read("night.json")).unwrap();
        let log = read("night.ndjson");
        let expired = log.lines().filter(|line| line.contains("\"status\":401") && is_exchange(line)).count();
        println!(
            "{} requests, {writes} writes of 400 ({passed} reached the mock), {answered} refused by the front, {dropped} dropped, {} tokens, {} retries",
            Counts::of(&counts.requests),
            expiry.tokens(),
            report["stats"]["retries"]
        );
        assert!(writes <= 400, "{writes} writes");
        assert!(answered > 20 && dropped > 4, "{answered} refused, {dropped} dropped");
        assert!(expiry.tokens() > 5 && expired > 5, "{} tokens, {expired} refusals", expiry.tokens());
        assert!(report["stats"]["retries"].as_u64().unwrap() > 20);
        assert!(!(log + &ended.out + &ended.err).contains(&expiry::first_token()));
    }
}

fn is_exchange(line: &str) -> bool {
    line.contains("\"exchanged\"")
}

/// Case and status of every patch that was answered, in the order sent.
fn patches(log: &Path) -> Vec<(String, u64)> {
    let text = std::fs::read_to_string(log).unwrap();
    let events = text.lines().filter(|line| is_exchange(line)).map(|line| serde_json::from_str::<Value>(line).unwrap());
    events
        .filter(|event| event["exchange"]["request"]["method"] == "PATCH")
        .filter_map(|event| {
            let status = event["exchange"]["outcome"]["response"]["status"].as_u64()?;
            Some((event["case"].as_str().unwrap().to_owned(), status))
        })
        .collect()
}

/// A token that is over when the first group of parallel patches arrives: what is found out with which way to sign in.
#[cfg(unix)]
#[test]
fn a_token_that_ends_while_patches_are_sent_at_once_is_renewed_once_for_all_or_leaves_the_run_undecided() {
    let (program, args) = (Program::new(), ["run", "--target", "night", "--seed", "3", "--cases", "120"]);
    let run = |front: &Front, auth: fn(&Path) -> String| {
        let folder = folder_of(front, auth);
        let variables = [("NIGHT_TOKEN", expiry::first_token())];
        let told = [&args[..], &["--report", "ndjson=night.ndjson"]].concat();
        let ended =
            program.run_in(folder.path(), &told, &variables.each_ref().map(|(name, value)| (*name, value.as_str())));
        (ended, folder)
    };
    let renewed = |folder: &Path| format!("command = {}", expiry::command(folder));

    let mock = OtherProcess::mock(&program, &[]);
    let original = entities(&mock.url);
    let (ended, folder) = run(&Front::of(&mock.url, |_| Deed::Pass(Duration::ZERO)), renewed);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let text = std::fs::read_to_string(folder.path().join("night.ndjson")).unwrap();
    let is_parallel = |line: &str| line.contains("\"parallel/0/0\"");
    let position = text.lines().filter(|line| is_exchange(line)).position(is_parallel).unwrap();

    let expired = move |heard: &Heard| {
        let is_over = heard.number >= position && heard.token() == Some(expiry::first_token().as_str());
        if is_over { expiry::refused() } else { Deed::Pass(Duration::ZERO) }
    };
    let (ended, folder) = run(&Front::of(&mock.url, expired), renewed);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let of_group = patches(&folder.path().join("night.ndjson"));
    let of_group: Vec<(&str, u64)> = of_group
        .iter()
        .filter(|(case, _)| case.starts_with("parallel/0/"))
        .map(|(case, status)| (case.as_str(), *status))
        .collect();
    let (one, two) = ("parallel/0/0", "parallel/0/1");
    assert_eq!(of_group, [(one, 401), (two, 401), (one, 200), (two, 200)]);
    assert_eq!(std::fs::read_to_string(folder.path().join("counter")).unwrap().trim(), "2", "one renewal for both");
    assert_eq!(entities(&mock.url), original);

    // Nothing renews what somebody else got: the run ends undecided, and the values go back with the next token.
    let (ended, folder) = run(&Front::of(&mock.url, expired), |_| "token-env = \"NIGHT_TOKEN\"".to_owned());
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("NIGHT_TOKEN") && !ended.out.contains("FAIL"), "{}", ended.out);
    assert_ne!(entities(&mock.url), original, "the front lets nobody put the values back");
    let restored = program.run_in(folder.path(), &["restore"], &[("NIGHT_TOKEN", TOKEN)]);
    assert_eq!(restored.code, 0, "{}{}", restored.out, restored.err);
    assert_eq!(entities(&mock.url), original, "{}{}", restored.out, restored.err);
}

#[test]
fn a_target_that_throttles_for_good_is_undecided_and_as_it_was() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let original = entities(&mock.url);
    // Everything is answered for a while; then no write is any more, until it is time to put values back.
    let front = Front::of(&mock.url, |heard| {
        if heard.is_write() && (60..90).contains(&heard.number) { busy(0) } else { Deed::Pass(Duration::ZERO) }
    });
    let log = program.state().join("night.ndjson");
    let spec = format!("ndjson={}", log.display());
    let args = ["run", "--target", &front.url, "--param", PARTNER, "--seed", "3", "--report", &spec];
    let ended = program.run(&args);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("throttled"), "{}", ended.out);
    assert!(!ended.out.contains("FAIL"), "{}", ended.out);
    assert_eq!(entities(&mock.url), original, "{}{}", ended.out, ended.err);
    let text = std::fs::read_to_string(log).unwrap();
    let told = text.lines().filter(|line| line.contains("\"status\":429") && line.contains("\"exchanged\"")).count();
    assert_eq!(told, Counts::of(&front.counts.answered), "every attempt is an event");
    for line in text.lines().filter(|line| line.contains("\"judged\"") && line.contains("\"status\":429")) {
        let judged: Value = serde_json::from_str(line).unwrap();
        let about_the_case = ["status-success", "invalid-input-rejected", "echo-sent", "valid-variant-accepted"];
        let decided = [&judged["held"], &judged["broken"]].map(|rules| rules.as_array().cloned().unwrap_or_default());
        let wrong: Vec<&Value> =
            decided.iter().flatten().filter(|rule| about_the_case.contains(&rule.as_str().unwrap())).collect();
        assert!(wrong.is_empty(), "a throttled case is neither held nor broken: {wrong:?} in {line}");
    }
}

#[test]
fn a_token_is_not_sent_to_another_origin() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let other = Front::of(&mock.url, |_| Deed::Pass(Duration::ZERO));
    let elsewhere = other.url.clone();
    let front = Front::of(&mock.url, move |heard| {
        let field = format!("Location: {elsewhere}/elsewhere\r\n");
        if heard.is_write() {
            Deed::Answer("307 Temporary Redirect", field, String::new())
        } else {
            Deed::Pass(Duration::ZERO)
        }
    });
    let args = ["run", "--target", &front.url, "--param", PARTNER, "--seed", "1", "--cases", "10"];
    let ended = program.run_with(&args, &[("DOCPROOF_TOKEN", TOKEN)]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("redirect-same-origin"), "{}", ended.out);
    assert_eq!(Counts::of(&other.counts.requests), 0, "nothing may follow the redirect");
    assert!(front.counts.tokens.lock().unwrap().iter().any(|token| token == TOKEN));
}

#[test]
fn an_update_that_is_shown_late_is_no_broken_promise_and_one_that_is_lost_or_reverted_is() {
    for (fault, code, words) in [
        ("first-read-stale", 0, "shown late, the slowest after"),
        ("shown-not-stored", 1, "never shown"),
        ("update-shown-once", 1, "shown and then reverted"),
    ] {
        let program = Program::new();
        let report = program.state().join("late.json");
        let spec = format!("json={}", report.display());
        let args =
            ["run", "--fault", fault, "--case", "case/*", "--rule", "readback", "--seed", "1", "--report", &spec];
        let strict = program.run(&args);
        assert_eq!(strict.code, 1, "{fault} without time: {}{}", strict.out, strict.err);
        let ended = program.run(&[&args[..], &["--eventual"]].concat());
        assert_eq!(ended.code, code, "{fault}: {}{}", ended.out, ended.err);
        assert!(ended.out.contains(words), "{fault}: {}", ended.out);
        let report: Value = serde_json::from_str(&std::fs::read_to_string(&report).unwrap()).unwrap();
        let counted =
            ["converged", "lost", "reverted"].map(|outcome| report["read_backs"][outcome].as_u64().unwrap() > 0);
        assert_eq!(counted.iter().filter(|counted| **counted).count(), 1, "{fault}: {}", report["read_backs"]);
    }
}

#[test]
fn an_object_whose_create_is_never_answered_is_found_by_its_marker_and_removed() {
    for (drops, code) in [(9, 3), (1, 0)] {
        let program = Program::new();
        let mock = OtherProcess::mock(&program, &[]);
        let original = entities(&mock.url);
        let creates = std::sync::atomic::AtomicUsize::new(0);
        // The mock makes the object; the program never hears of it.
        let front = Front::of(&mock.url, move |heard| {
            let is_create = heard.method == "POST" && !heard.is_about_an_entity();
            let number = if is_create { creates.fetch_add(1, std::sync::atomic::Ordering::SeqCst) } else { usize::MAX };
            if number < drops { Deed::DropAfter } else { Deed::Pass(Duration::ZERO) }
        });
        let run = ["run", "--target", &front.url, "--throwaway", "--seed", "1", "--case", "case/*"];
        let ended = program.run(&run);
        assert_eq!(ended.code, code, "{}{}", ended.out, ended.err);
        let text = ended.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("object whose displayName is \"docproof "), "{}{}", ended.out, ended.err);
        assert_ne!(entities(&mock.url), original, "there is an object that nobody removed");
        let restored = program.run(&["restore"]);
        assert_eq!(restored.code, 0, "{}{}", restored.out, restored.err);
        assert!(restored.err.contains("found by its marker and removed"), "{}{}", restored.out, restored.err);
        assert_eq!(entities(&mock.url), original, "{}{}", restored.out, restored.err);
        assert!(program.run(&["restore"]).out.contains("nothing to put back"));
    }
}
