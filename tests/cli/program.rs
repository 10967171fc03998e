//! Starts the program with a clean environment and an own state folder.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// What the surroundings may have set and the program reads: under CI it writes no snapshot, for instance.
const FOREIGN: &[&str] = &[
    "DOCPROOF_TOKEN",
    "DOCPROOF_CONFIG",
    "CI",
    "TF_BUILD",
    "INSTA_UPDATE",
    "INSTA_FORCE_UPDATE",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_ACTIONS",
];

/// The program, with a state folder that goes away with it.
pub(crate) struct Program {
    state: TempDir,
}

/// What a finished program left.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    pub(crate) fn new() -> Self {
        Self { state: TempDir::new().unwrap() }
    }

    pub(crate) fn state(&self) -> &Path {
        self.state.path()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docproof"));
        for variable in FOREIGN {
            command.env_remove(variable);
        }
        command.args(args).env("NO_COLOR", "1").env("DOCPROOF_STATE", self.state()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        ended(&self.command(args).output().unwrap())
    }

    pub(crate) fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Ended {
        ended(&self.command(args).envs(variables.iter().copied()).output().unwrap())
    }

    /// Runs in a folder of its own, where a `docproof.toml` may be.
    pub(crate) fn run_in(&self, folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Ended {
        ended(&self.command(args).current_dir(folder).envs(variables.iter().copied()).output().unwrap())
    }
}

fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A mock in another process; ends with the value.
pub(crate) struct OtherProcess {
    child: Child,
    pub(crate) url: String,
}

impl OtherProcess {
    pub(crate) fn mock(program: &Program, args: &[&str]) -> Self {
        Self::mock_with(program, args, &[])
    }

    pub(crate) fn mock_with(program: &Program, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = program.command(&[&["mock"], args].concat());
        command.envs(variables.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().trim_start_matches("listening on ").to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "the mock says where it listens: {line:?}");
        Self { child, url }
    }
}

impl Drop for OtherProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
