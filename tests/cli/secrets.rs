//! A token leaves no trace, whatever a target does with it and however a run ends.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::front::{Deed, Front, Heard, TOKEN};
use crate::program::{OtherProcess, Program};
use crate::provider::{DEVICE_CODE, Provider};

const PARTNER: &str = "remoteAssistancePartnerId=7443c8b9-c8b9-7443-b9c8-4374b9c84374";
const FORMATS: &[&str] = &["json", "junit", "ndjson", "text", "markdown", "sarif", "har", "csv", "html", "baseline"];

const CLIENT_SECRET: &str = "cl1ent-s3cret/of+the~night==";
const REFRESH: [&str; 2] = ["refresh-0ne/of+the~night==", "refresh-tw0/of+the~night=="];

/// The secret as it is, in a URL (both spellings), in JSON with escaped slashes, in base 64 (both alphabets).
fn forms_of(secret: &str) -> Vec<String> {
    let percent = secret.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let base64 = base64(secret.as_bytes());
    vec![
        secret.to_owned(),
        percent.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d"),
        percent,
        secret.replace('/', "\\/"),
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
    nothing_of(&[TOKEN], program, what, printed);
}

/// Nothing that was written or printed holds one of the secrets.
fn nothing_of(secrets: &[&str], program: &Program, what: &str, printed: &str) {
    let mut texts = vec![("the terminal".to_owned(), printed.as_bytes().to_vec())];
    texts.extend(
        files(program.state()).into_iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())),
    );
    for (place, text) in &texts {
        for form in secrets.iter().flat_map(|secret| forms_of(secret)) {
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
    let said = forms_of(TOKEN).join(" ");
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

/// A folder whose `docproof.toml` signs in to `front` in two ways.
fn folder_of(front: &Front, provider: &Provider) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (name, id) = PARTNER.split_once('=').unwrap();
    let target = format!("service-root = \"{}\"\ncases = 20\nparams = {{ {name} = \"{id}\" }}", front.url);
    let (token, device) = (format!("{}/token", provider.origin), format!("{}/devicecode", provider.origin));
    let toml = format!(
        "[target.app]\n{target}\n[target.app.auth.client-credentials]\nclient-id = \"a\"\nclient-secret-env = \"APP_SECRET\"\n\
         token-endpoint = \"{token}\"\nscopes = [\"s\"]\n[target.desk]\n{target}\n[target.desk.auth.device-code]\nclient-id = \"d\"\n\
         token-endpoint = \"{token}\"\ndevice-endpoint = \"{device}\"\nscopes = [\"s\"]\n"
    );
    std::fs::write(folder.path().join("docproof.toml"), toml).unwrap();
    folder
}

#[test]
fn neither_a_client_secret_nor_a_refresh_token_leaves_the_place_where_it_belongs() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let front = Front::of(&mock.url, |_| Deed::Pass(Duration::ZERO));
    let provider = Provider::start();
    let folder = folder_of(&front, &provider);
    let secrets = [TOKEN, CLIENT_SECRET, REFRESH[0], REFRESH[1], DEVICE_CODE];
    let variables = [("APP_SECRET", CLIENT_SECRET), ("RUST_LOG", "trace"), ("RUST_BACKTRACE", "full")];
    let issued = |refresh| {
        Some(json!({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh}))
    };
    let kept = program.state().join("auth/desk.json");
    let reports: Vec<String> =
        FORMATS.iter().map(|format| format!("{format}={}", program.state().join(format).display())).collect();
    let reports: Vec<&str> = reports.iter().flat_map(|report| ["--report", report.as_str()]).collect();
    let proved = |target| [&["run", "--target", target, "--seed", "1", "--verbose"], &reports[..]].concat();
    let (login, status) = (vec!["auth", "login", "--target", "desk"], vec!["auth", "status"]);
    for (answer, args, code) in [
        (issued(REFRESH[0]), login.clone(), 0),
        (issued(REFRESH[1]), status.clone(), 0),
        (issued(REFRESH[1]), proved("app"), 0),
        (issued(REFRESH[1]), proved("desk"), 0),
        // It repeats in its refusal what it was sent.
        (None, proved("app"), 3),
        (None, proved("desk"), 3),
        (None, status.clone(), 3),
        (None, login.clone(), 3),
        (Some(json!({"access_token": 7, "more": secrets})), status, 3),
        (Some(json!(secrets)), login, 3),
        (issued(REFRESH[0]), vec!["auth", "logout", "--target", "desk"], 0),
    ] {
        let what = format!("{args:?} with {answer:?}");
        *provider.issues.lock().unwrap() = answer;
        let ended = program.run_in(folder.path(), &args, &variables);
        let shown = ended.out + &ended.err;
        assert_eq!(ended.code, code, "{what}: {shown}");
        let text = std::fs::read_to_string(&kept).ok();
        assert_eq!(text.is_none(), args.contains(&"logout"), "{what}: the sign-in is kept until it is forgotten");
        if let Some(text) = &text {
            only_what_it_must(&kept, text);
            std::fs::remove_file(&kept).unwrap();
        }
        nothing_of(&secrets, &program, &what, &shown);
        if let Some(text) = text {
            std::fs::write(&kept, text).unwrap();
            #[cfg(unix)]
            std::fs::set_permissions(&kept, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        }
    }
}

/// The file of a sign-in: its owner's alone, and nothing in it but the refresh token and where it may go.
fn only_what_it_must(kept: &Path, text: &str) {
    let members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    let names: Vec<&str> = members.keys().map(String::as_str).collect();
    assert_eq!(names, ["token_endpoint", "client_id", "refresh_token"]);
    assert!(!text.contains(TOKEN) && !text.contains(DEVICE_CODE), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_a_panic_in_the_middle_of_a_run_prints_holds_no_token() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut words = String::new();
    for kind in ["run-started", "exchanged", "finding-found"] {
        let listened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            runtime.block_on(async {
                let options = docproof::MockOptions::new(docproof::shipped_contract()).token(TOKEN);
                let mock = docproof::Mock::start(options.fault("put-semantics").unwrap()).await.unwrap();
                let check = docproof::Check::new(mock.url()).token(TOKEN).seed(1).cases(20);
                let mut listener = |event: &docproof::Event| {
                    let is_it = serde_json::to_value(event).unwrap()["event"] == kind;
                    assert!(!is_it, "{event:?}");
                };
                check.run_and_tell(&mut listener).await.map(|_| ())
            })
        }));
        let payload = listened.unwrap_err();
        words.push_str(payload.downcast_ref::<String>().unwrap());
    }
    assert!(words.contains("Bearer [redacted]"), "{words}");
    for form in forms_of(TOKEN) {
        assert!(!words.contains(&form), "a panic prints {form}");
    }
}

#[test]
fn what_a_panic_prints_of_a_check_holds_no_token() {
    let check = docproof::Check::new("http://127.0.0.1:9/v1.0").token(TOKEN);
    assert!(!format!("{check:?}").contains(TOKEN));
}
