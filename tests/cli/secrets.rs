//! A token leaves no trace, whatever a target does with it and however a run ends.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::front::{Deed, Front, Heard, TOKEN};
use crate::program::{OtherProcess, Program};

const PARTNER: &str = "remoteAssistancePartnerId=7443c8b9-c8b9-7443-b9c8-4374b9c84374";
const FORMATS: &[&str] = &["json", "junit", "ndjson", "text", "markdown", "sarif", "har", "csv", "html", "baseline"];

/// The token as it is, in a URL (both spellings), in JSON with escaped slashes, in base 64 (both alphabets).
fn forms() -> Vec<String> {
    let percent = TOKEN.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let base64 = base64(TOKEN.as_bytes());
    vec![
        TOKEN.to_owned(),
        percent.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d"),
        percent,
        TOKEN.replace('/', "\\/"),
        base64.trim_end_matches('=').replace('+', "-").replace('/', "_"),
        base64.trim_end_matches('=').to_owned(),
    ]
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
            (0..4).map(
                move |at| {
                    if at > chunk.len() { '=' } else { char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize]) }
                },
            )
        })
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Nothing that was written or printed holds the token.
fn nothing_leaks(program: &Program, what: &str, printed: &str) {
    let mut texts = vec![("the terminal".to_owned(), printed.as_bytes().to_vec())];
    texts.extend(
        files(program.state()).into_iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())),
    );
    for (place, text) in &texts {
        for form in forms() {
            let found = text.windows(form.len()).any(|window| window == form.as_bytes());
            assert!(!found, "{what}: {place} holds {form}");
        }
    }
}

/// What it shows, what the front does, arguments of the mock, exit code.
type Scene = (&'static str, fn(&Heard) -> Deed, &'static [&'static str], i32);

/// Says the token again, in fields and body, in all forms.
fn parrot(heard: &Heard) -> Deed {
    if !heard.number.is_multiple_of(4) {
        return Deed::Pass(Duration::ZERO);
    }
    let said = forms().join(" ");
    let fields = format!("X-Echo: {said}\r\nSet-Cookie: t={TOKEN}\r\nLocation: /x?t={TOKEN}\r\nReason: {said}\r\n");
    let body = serde_json::json!({"error": {"code": "Nope", "message": said}}).to_string();
    Deed::Answer("400 Bad Request", fields, body.replace(TOKEN, &TOKEN.replace('/', "\\/")) + &" ".repeat(8) + TOKEN)
}

#[test]
fn no_artefact_of_any_run_holds_the_token() {
    let scenes: [Scene; 5] = [
        ("a green run", |_| Deed::Pass(Duration::ZERO), &[], 0),
        ("a red run", |_| Deed::Pass(Duration::ZERO), &["--fault", "put-semantics"], 1),
        (
            "a refused token",
            |_| {
                Deed::Answer(
                    "401 Unauthorized",
                    "WWW-Authenticate: Bearer\r\n".to_owned(),
                    format!(r#"{{"error":{{"code":"InvalidAuthenticationToken","message":"{TOKEN}"}}}}"#),
                )
            },
            &[],
            3,
        ),
        ("connections that close", |_| Deed::DropBefore, &[], 3),
        ("a target that repeats it", parrot, &[], 1),
    ];
    for (what, decide, mock, code) in scenes {
        let program = Program::new();
        let mock = OtherProcess::mock(&program, mock);
        let front = Front::of(&mock.url, decide);
        let reports: Vec<String> =
            FORMATS.iter().map(|format| format!("{format}={}", program.state().join(format).display())).collect();
        let snapshots = program.state().join("snapshots").display().to_string();
        let mut args =
            vec!["run", "--target", &front.url, "--param", PARTNER, "--seed", "1", "--cases", "40", "--verbose"];
        args.extend(["--snapshots", "record", "--snapshot-dir", &snapshots]);
        args.extend(reports.iter().flat_map(|report| ["--report", report.as_str()]));
        let ended =
            program.run_with(&args, &[("DOCPROOF_TOKEN", TOKEN), ("RUST_LOG", "trace"), ("RUST_BACKTRACE", "1")]);
        assert_eq!(ended.code, code, "{what}: {}{}", ended.out, ended.err);
        assert!(front.counts.tokens.lock().unwrap().iter().any(|token| token == TOKEN), "{what}: it was sent");
        nothing_leaks(&program, what, &(ended.out + &ended.err));
    }
}

#[test]
fn neither_a_plan_nor_an_unreachable_target_nor_a_wrong_argument_shows_the_token() {
    let program = Program::new();
    for args in [
        &["run", "--target", "http://127.0.0.1:9/v1.0", "--param", PARTNER][..],
        &["run", "--target", "http://127.0.0.1:9/v1.0", "--param", PARTNER, "--dry-run"],
        &["run", "--target", "https://graph.example/v1.0"],
        &["restore"],
        &["run", "--sedd", "1"],
    ] {
        let ended = program.run_with(args, &[("DOCPROOF_TOKEN", TOKEN), ("RUST_LOG", "trace")]);
        nothing_leaks(&program, &format!("{args:?}"), &(ended.out + &ended.err));
    }
}

#[test]
#[cfg(unix)]
fn the_journal_of_a_killed_run_holds_no_token() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let front = Front::of(&mock.url, |_| Deed::Pass(Duration::ZERO));
    let args = ["run", "--target", &front.url, "--param", PARTNER, "--seed", "1", "--cases", "40000", "--quiet"];
    let mut run = program.command(&args).env("DOCPROOF_TOKEN", TOKEN).spawn().unwrap();
    let journal = program.state().join("journal");
    while !journal.is_dir() || files(&journal).iter().all(|file| file.extension().is_some_and(|end| end == "lock")) {
        assert!(run.try_wait().unwrap().is_none(), "the run ends before it has a journal");
        std::thread::yield_now();
    }
    run.kill().unwrap();
    run.wait().unwrap();
    nothing_leaks(&program, "a killed run", "");
}

#[test]
fn what_a_panic_prints_of_a_check_holds_no_token() {
    let check = docproof::Check::new("http://127.0.0.1:9/v1.0").token(TOKEN);
    assert!(!format!("{check:?}").contains(TOKEN));
}
