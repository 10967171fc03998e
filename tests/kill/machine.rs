//! The program with an own state folder, and a server in another process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Path of the entity that the mock comes with.
const ENTITY: &str = "/deviceManagement/remoteAssistancePartners/7443c8b9-c8b9-7443-b9c8-4374b9c84374";
/// Path of the collection.
const ALL: &str = "/deviceManagement/remoteAssistancePartners";

/// A state folder that several processes of the program share.
pub(crate) struct Machine(TempDir);

/// What a finished program left.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = program(args);
        command.env("DOCPROOF_STATE", self.0.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command(args).spawn().unwrap()
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        ended(&self.command(args).output().unwrap())
    }

    /// Files of the journals that are there.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.0.path().join("journal")) else { return Vec::new() };
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_none_or(|extension| extension != "lock")).collect()
    }
}

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docproof"));
    command.args(args).env_remove("DOCPROOF_TOKEN").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

pub(crate) fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The mock in another process; ends with the value.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// A mock whose entity has values that no run sends by itself.
    pub(crate) fn start() -> Self {
        let mut child = program(&["mock"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().trim_start_matches("listening on ").to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "the mock says where it listens: {line:?}");
        let server = Self { child, url };
        server.patch(&json!({
            "displayName": "Before the run",
            "onboardingUrl": "https://example.org/before",
            "onboardingStatus": "onboarded",
            "lastConnectionDateTime": "2019-02-03T04:05:06.7Z",
        }));
        server
    }

    /// The entity without annotations.
    pub(crate) fn read(&self) -> Value {
        let mut entity: Value = serde_json::from_str(self.ask("GET", ENTITY, "").1.trim()).unwrap();
        entity.as_object_mut().unwrap().retain(|name, _| !name.contains('@'));
        entity
    }

    /// All entities, without annotations.
    pub(crate) fn read_all(&self) -> Vec<Value> {
        let mut all: Value = serde_json::from_str(self.ask("GET", ALL, "").1.trim()).unwrap();
        let Some(Value::Array(mut entities)) = all.as_object_mut().unwrap().remove("value") else { panic!("{all}") };
        for entity in &mut entities {
            entity.as_object_mut().unwrap().retain(|name, _| !name.contains('@'));
        }
        entities
    }

    /// A header field of the answer to a read.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let head = self.ask("GET", ENTITY, "").0.to_lowercase();
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }

    pub(crate) fn patch(&self, values: &Value) {
        let head = self.ask("PATCH", ENTITY, &values.to_string()).0;
        assert!(head.starts_with("HTTP/1.1 20"), "{head}");
    }

    /// Waits until the entity is another than `original`.
    pub(crate) fn until_changed(&self, original: &Value) {
        while self.read() == *original {
            std::thread::yield_now();
        }
    }

    /// Head and body of the answer.
    fn ask(&self, method: &str, path: &str, body: &str) -> (String, String) {
        let (host, root) = self.url.trim_start_matches("http://").split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "{method} /{root}{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            docproof::DEFAULT_TOKEN,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
