//! Signing in, against a real `OpenID` provider on loopback and a front that lets only its tokens through.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::program::{Ended, OtherProcess, Program};

const SECRET: &str = "s3cr3t-of-the-night";
const MOCK_TOKEN: &str = "t0ken-of-the-mock";

/// The provider, its front, and the mock behind it.
struct Scene {
    program: Program,
    folder: TempDir,
    provider: Child,
    issuer: String,
    _mock: OtherProcess,
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = self.provider.kill();
        let _ = self.provider.wait();
    }
}

impl Scene {
    /// Starts everything; `None`, said aloud, where the provider is not installed.
    fn start(variables: &[(&str, &str)]) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let peers = root.join("target/peers/oidc");
        if !peers.join("installed").exists() {
            let install = "tests/peers/oidc/install.sh";
            assert!(std::env::var("DOCPROOF_PEERS").as_deref() != Ok("required"), "run {install} first");
            #[expect(clippy::print_stderr, reason = "a skipped test says so")]
            {
                eprintln!("skipped: there is no OpenID provider; {install} installs one");
            }
            return None;
        }
        let program = Program::new();
        let mock = OtherProcess::mock_with(&program, &[], &[("DOCPROOF_TOKEN", MOCK_TOKEN)]);
        let mut provider = Command::new("node")
            .arg(root.join("tests/peers/oidc/provider.mjs"))
            .arg(peers)
            .envs([("MOCK", mock.url.as_str()), ("MOCK_TOKEN", MOCK_TOKEN)])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(provider.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let urls: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = |name: &str| urls[name].as_str().unwrap().to_owned();
        let (issuer, front) = (url("issuer"), url("front"));
        let folder = tempfile::tempdir().unwrap();
        let toml = format!(
            r#"
[target.night]
service-root = "{front}/v1.0"
cases = 20
[target.night.auth.client-credentials]
client-id = "nightly"
client-secret-env = "NIGHT_SECRET"
token-endpoint = "{issuer}/token"
scopes = ["openid"]

[target.desk]
service-root = "{front}/v1.0"
cases = 5
[target.desk.auth.device-code]
client-id = "desk"
token-endpoint = "{issuer}/token"
device-endpoint = "{issuer}/device/auth"
scopes = ["openid", "offline_access"]
"#
        );
        std::fs::write(folder.path().join("docproof.toml"), toml).unwrap();
        Some(Self { program, folder, provider, issuer, _mock: mock })
    }

    fn run(&self, args: &[&str], secret: Option<&str>) -> Ended {
        let variables: Vec<_> = secret.map(|secret| ("NIGHT_SECRET", secret)).into_iter().collect();
        self.program.run_in(self.folder.path(), args, &variables)
    }

    /// Signs in as a user would: reads the code, and enters it when `agrees`.
    fn login(&self, agrees: bool) -> (i32, String) {
        let mut command = self.program.command(&["auth", "login", "--target", "desk"]);
        let mut child =
            command.current_dir(self.folder.path()).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        let code = line.split("enter the code ").nth(1).unwrap_or_else(|| panic!("{line}")).split([' ', '\n']).next();
        if agrees {
            http(&self.issuer, &format!("GET /agree?code={}", code.unwrap()), "");
        }
        told.read_to_string(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap_or(-1), format!("{line}{}", String::from_utf8_lossy(&output.stdout)))
    }

    fn kept(&self) -> PathBuf {
        self.program.state().join("auth/desk.json")
    }
}

/// Sends a request and reads the whole answer.
fn http(origin: &str, request: &str, form: &str) -> String {
    let mut stream = TcpStream::connect(origin.trim_start_matches("http://")).unwrap();
    let head = "Host: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
    write!(stream, "{request} HTTP/1.1\r\n{head}\r\nContent-Length: {}\r\n\r\n{form}", form.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Everything that a program left, in one text.
fn everything(folders: &[&Path]) -> String {
    let mut text = String::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                text.push_str(&everything(&[&path]));
            } else {
                text.push_str(&String::from_utf8_lossy(&std::fs::read(path).unwrap()));
            }
        }
    }
    text
}

#[test]
fn an_application_signs_in_and_its_token_is_renewed_when_it_is_refused_or_about_to_end() {
    // A token of one second ends between two looks on a busy machine: then it is renewed by the refusal.
    let cases: [(_, _, &[_]); 2] =
        [("TOKEN_USES", "20", &["answered with 401"]), ("TOKEN_LIFE", "1", &["about to end", "answered with 401"])];
    for (variable, value, said) in cases {
        let Some(scene) = Scene::start(&[(variable, value)]) else { return };
        let args = ["run", "--target", "night", "--seed", "1", "--verbose", "--report", "ndjson=run.ndjson"];
        let ended = scene.run(&args, Some(SECRET));
        assert_eq!(ended.code, 0, "{variable}: {}{}", ended.out, ended.err);
        let events = std::fs::read_to_string(scene.folder.path().join("run.ndjson")).unwrap();
        let is_told = |said: &&str| events.contains(&format!("the token was {said} and was renewed"));
        assert!(said.iter().any(is_told), "{variable}: {}", ended.out);
        let left = everything(&[scene.folder.path(), scene.program.state()]) + &ended.out + &ended.err;
        assert!(left.contains("Bearer [redacted]") && !left.contains(SECRET) && !left.contains(MOCK_TOKEN));
    }
}

#[test]
fn a_wrong_secret_and_a_missing_one_end_in_one_message_each() {
    let Some(scene) = Scene::start(&[]) else { return };
    let args = ["run", "--target", "night"];
    for (secret, code, words) in [
        (Some("wr0ng"), 3, ["invalid_client", "NIGHT_SECRET"]),
        (None, 2, ["NIGHT_SECRET is not set", "docproof.toml:5"]),
    ] {
        let ended = scene.run(&args, secret);
        assert_eq!(ended.code, code, "{}{}", ended.out, ended.err);
        assert!(words.iter().all(|word| ended.err.contains(word)), "{}", ended.err);
        assert!(!ended.err.contains("wr0ng") && ended.err.lines().count() == 1, "{}", ended.err);
    }
}

#[test]
fn a_user_signs_in_once_until_the_sign_in_is_revoked() {
    let Some(scene) = Scene::start(&[]) else { return };
    let run = ["run", "--target", "desk", "--rule", "status-success", "--quiet"];
    let before = scene.run(&run, None);
    assert_eq!(before.code, 3, "{}{}", before.out, before.err);
    assert!(before.err.contains("docproof auth login --target desk"), "{}", before.err);

    // The first question comes before the user has entered anything: the provider says authorization_pending.
    let (code, told) = scene.login(true);
    assert_eq!(code, 0, "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(scene.kept()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(scene.kept()).unwrap()).unwrap();
    let refresh = kept["refresh_token"].as_str().unwrap().to_owned();
    let status = scene.run(&["auth", "status", "--target", "desk"], None);
    assert!(status.code == 0 && status.out.contains("there is a token"), "{}{}", status.out, status.err);
    let held = scene.run(&run, None);
    assert_eq!(held.code, 0, "{}{}", held.out, held.err);
    let shown = told + &status.out + &held.out + &held.err;
    assert!(!shown.contains(&refresh), "{shown}");

    let now: serde_json::Value = serde_json::from_slice(&std::fs::read(scene.kept()).unwrap()).unwrap();
    let form = format!("client_id=desk&token={}", now["refresh_token"].as_str().unwrap());
    assert!(http(&scene.issuer, "POST /token/revocation", &form).starts_with("HTTP/1.1 200"));
    let revoked = scene.run(&run, None);
    assert_eq!(revoked.code, 3, "{}{}", revoked.out, revoked.err);
    assert!(revoked.err.contains("invalid_grant") && revoked.err.contains("docproof auth login"), "{}", revoked.err);

    let out = scene.run(&["auth", "logout", "--target", "desk"], None);
    assert!(out.code == 0 && out.out.contains("signed out") && !scene.kept().exists(), "{}{}", out.out, out.err);
}

#[test]
fn a_code_that_nobody_enters_expires() {
    let Some(scene) = Scene::start(&[("CODE_LIFE", "1")]) else { return };
    let (code, told) = scene.login(false);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("the code expired") && told.contains("docproof auth login"), "{told}");
    assert!(!scene.kept().exists());
}

#[cfg(unix)]
#[test]
fn a_command_prints_the_token() {
    let (program, folder) = (Program::new(), tempfile::tempdir().unwrap());
    let mock = OtherProcess::mock_with(&program, &[], &[("DOCPROOF_TOKEN", MOCK_TOKEN)]);
    let printed = format!(r#"{{"accessToken":"{MOCK_TOKEN}","expires_on":4102444800}}"#);
    for (script, code, words) in [
        (format!("echo '{printed}'"), 0, "held"),
        (format!("echo {MOCK_TOKEN}"), 0, "held"),
        ("echo no such account >&2; exit 1".to_owned(), 3, "exit status: 1"),
        ("echo please sign in".to_owned(), 3, "neither JSON nor one token"),
    ] {
        let toml = format!(
            "[target.own]\nservice-root = \"{}\"\ncases = 5\nauth = {{ command = [\"sh\", \"-c\", {script:?}] }}\n",
            mock.url
        );
        std::fs::write(folder.path().join("docproof.toml"), toml).unwrap();
        let ended = program.run_in(folder.path(), &["run", "--target", "own", "--quiet"], &[]);
        assert_eq!(ended.code, code, "{script}: {}{}", ended.out, ended.err);
        assert!(format!("{}{}", ended.out, ended.err).contains(words), "{}{}", ended.out, ended.err);
        assert!(!format!("{}{}", ended.out, ended.err).contains(MOCK_TOKEN));
    }
}
