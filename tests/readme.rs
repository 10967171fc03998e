//! The README stays true: its rule list is generated, its red run is a real one.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::process::Command;

const README: &str = "README.md";

/// Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a file, or checks that it is already so.
fn block(file: &str, name: &str, wanted: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("{file} has no {open:?}")) + open.len();
    let end = text.find(&close).unwrap_or_else(|| panic!("{file} has no {close:?}"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{}{wanted}{}", &text[..start], &text[end..])).unwrap();
        return;
    }
    assert!(
        text[start..end] == *wanted,
        "{file} is out of date between {open:?} and {close:?}; run with UPDATE=1\n{wanted}"
    );
}

#[test]
fn the_rule_list_is_the_registry() {
    block(README, "rules", &docproof::internals::rule_table());
}

#[test]
fn the_table_of_lint_codes_is_the_program_s() {
    block("docs/lint.md", "codes", &docproof::internals::lint_codes());
}

#[test]
fn the_red_run_is_what_the_program_prints() {
    let state = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_docproof"))
        .args(["run", "--fault", "instant-offset-minutes-lost", "--seed", "1"])
        .env("NO_COLOR", "1")
        .env("DOCPROOF_STATE", state.path())
        .env_remove("DOCPROOF_TOKEN")
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    let shown: Vec<String> = String::from_utf8(run.stdout).unwrap().lines().map(steady).collect();
    block(README, "red-run", &format!("```text\n{}\n```\n", shown.join("\n")));
}

/// The line without what changes from run to run: ports and durations.
fn steady(line: &str) -> String {
    let mut line = line.to_owned();
    if let Some(at) = line.find("127.0.0.1:") {
        let port = at + "127.0.0.1:".len();
        let digits = line[port..].chars().take_while(char::is_ascii_digit).count();
        line.replace_range(port..port + digits, "49152");
    }
    if line.starts_with("verdict:")
        && let Some((before, _)) = line.rsplit_once(" · ")
    {
        line = format!("{before} · 1.0 s");
    }
    line
}
