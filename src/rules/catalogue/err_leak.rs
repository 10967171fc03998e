//! `err-leak`: an error message is for the client, not for the attacker.

use serde_json::Value;

use crate::model::{Level, Observation, Profile};
use crate::rules::wire::error_object;
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-leak",
    level: Level::Should,
    profile: Profile::Page,
    summary: "keep stack traces and paths of its own files out of error messages",
    clause: "OData JSON Format 4.01 §21.1",
    explain: include_str!("err_leak.md"),
    subjects: &[Subject::Write, Subject::Read],
    judge: |evidence| settle(judge(evidence)),
};

/// Words that open the stack traces of common platforms.
const TRACES: &[&str] =
    &["Traceback (most recent call last)", "stack backtrace:", "panicked at ", "goroutine 1 [", "Stack trace:\n"];
/// Beginnings of paths that only a server's own disk has.
const ROOTS: &[&str] = &["/home/", "/Users/", "/usr/local/", "/usr/src/", "/var/www/", "/opt/", "/root/", "/app/src/"];

/// Endings of files that lie on a server's disk and are no pages for readers.
const ENDINGS: &[&str] = &[
    "bak", "c", "cc", "cfg", "class", "conf", "config", "cpp", "cs", "csproj", "csv", "dat", "db", "dll", "env", "ex", "exe", "exs",
    "fs", "go", "h", "hpp", "ini", "jar", "java", "js", "json", "jsx", "key", "kt", "ldf", "lock", "log", "lua", "mdf", "mjs", "pdb",
    "pem", "pfx", "php", "pid", "pl", "properties", "py", "rb", "rs", "scala", "sh", "so", "sock", "sql", "sqlite", "sqlite3", "swift",
    "tmp", "toml", "ts", "tsx", "txt", "vb", "war", "xml", "yaml", "yml",
];

fn judge(evidence: &Evidence<'_>) -> Decision {
    let error = error_object(evidence)?;
    let details = error.get("details").and_then(Value::as_array).into_iter().flatten().filter_map(|item| item.get("message"));
    let messages = error.get("message").into_iter().chain(details).filter_map(Value::as_str);
    let body = String::from_utf8_lossy(&evidence.input.body.bytes()).into_owned();
    // A backslash is doubled in the JSON that was sent, and single in the message.
    let sent = [body.replace("\\\\", "\\"), body, evidence.exchange.request.url.clone()].join("\n");
    decide(messages.filter_map(|message| leak(message, &sent)).take(1).map(|(cause, excerpt)| {
        let message = format!("the error message holds {}", if cause == "stack-trace" { "a stack trace" } else { "a path of the server" });
        Observation::at("/error/message", cause, message).expected_actual("a message for the client", excerpt)
    }))
}

/// What leaks, and its first words. What the client sent itself is no leak.
fn leak<'m>(message: &'m str, sent: &str) -> Option<(&'static str, &'m str)> {
    let trace = TRACES
        .iter()
        .filter_map(|words| message.find(words))
        .chain(frames(message))
        .find(|at| !sent.contains(excerpt(message, *at, 12)));
    let word = |at: usize| message[at..].split(|c: char| c.is_whitespace() || "\"'`)>,;".contains(c)).next().unwrap_or_default();
    let mut places = ROOTS.iter().flat_map(|root| paths(message, root)).chain(drives(message)).chain(files(message));
    let mut path = || places.find(|at| !sent.contains(word(*at)));
    trace
        .map(|at| ("stack-trace", excerpt(message, at, 80)))
        .or_else(|| path().map(|at| ("server-path", excerpt(message, at, 80))))
}

/// Beginnings of `at name.space.method(`, a frame of .NET, Java or JavaScript.
fn frames(message: &str) -> impl Iterator<Item = usize> {
    message.match_indices("at ").map(|(at, _)| at).filter(|at| {
        let starts_a_word = message[..*at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == 'n' || c == 't');
        let Some((name, _)) = message[at + 3..].split_once('(') else { return false };
        let name = name.trim_end();
        starts_a_word
            && name.matches('.').count() >= 2
            && name.chars().all(|c| c.is_alphanumeric() || "._$<>`[],+".contains(c))
    })
}

/// Paths below `root` that begin a word: a URL's path does not.
fn paths<'m>(message: &'m str, root: &'m str) -> impl Iterator<Item = usize> {
    message.match_indices(root).map(|(at, _)| at).filter(|at| {
        message[..*at].chars().next_back().is_none_or(|c| c.is_whitespace() || "\"'(`=[<,:".contains(c))
    })
}

/// Paths of at least two segments to a file with a known ending, perhaps with a line of it: `/var/lib/a/7.json`.
///
/// A pointer into JSON and a path of the service end in no such name; a URL does not begin a word with its slash.
fn files(message: &str) -> impl Iterator<Item = usize> {
    paths(message, "/").filter(|at| {
        let word = message[*at..].split(|c: char| c.is_whitespace() || "\"'`)>,;".contains(c)).next().unwrap_or_default();
        let path = word.split(':').next().unwrap_or_default().trim_end_matches('.');
        let (folders, name) = path.rsplit_once('/').unwrap_or_default();
        let is_plain = !path.contains("//") && !path.contains(['?', '#', '{']);
        let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
        is_plain && folders.len() > 1 && ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
    })
}

/// Windows paths of at least two folders, `C:\a\b`.
fn drives(message: &str) -> impl Iterator<Item = usize> {
    message.match_indices(":\\").filter_map(|(colon, _)| {
        let drive = colon.checked_sub(1)?;
        let letter = message.as_bytes()[drive].is_ascii_alphabetic();
        let starts_a_word = drive == 0 || !message.as_bytes()[drive - 1].is_ascii_alphanumeric();
        let word = message[colon..].split_whitespace().next()?;
        (letter && starts_a_word && word.matches('\\').count() >= 2).then_some(drive)
    })
}

fn excerpt(message: &str, at: usize, length: usize) -> &str {
    let end = message[at..].char_indices().nth(length).map_or(message.len(), |(offset, _)| at + offset);
    &message[at..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::leak;

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in any::<String>(), words in "(at |/home/|[a-zé]:\\\\|[a-z.(]|\\PC){0,20}") {
            let _ = (leak(&text, ""), leak(&words, &text));
        }

        #[test]
        fn words_of_a_sentence_never_leak(text in "[a-zA-Z' ,;0-9]{0,200}") {
            prop_assert_eq!(leak(&text, ""), None);
        }
    }

    #[test]
    fn stack_traces_and_paths_leak() {
        for (message, cause) in [
            ("Boom.\r\n   at Contoso.Store.Update(Patch p) in C:\\src\\Store.cs:line 3", "stack-trace"),
            ("java.lang.Error\n\tat com.contoso.Store.update(Store.java:3)", "stack-trace"),
            ("{\"Message\":\"Boom\\r\\n   at Contoso.Store.Update(Patch)\"}", "stack-trace"),
            ("thread 'main' panicked at store.rs:3", "stack-trace"),
            ("cannot open /home/svc/store.db", "server-path"),
            ("cannot open 'D:\\svc\\store.mdf'", "server-path"),
            ("cannot open /var/lib/partners/data/7.json", "server-path"),
            ("failed at /srv/store.rs:31:7: no such row", "server-path"),
            ("(/mnt/a/b.sqlite).", "server-path"),
        ] {
            assert_eq!(leak(message, "").map(|(cause, _)| cause), Some(cause), "{message}");
        }
    }

    #[test]
    fn prose_urls_and_the_clients_own_words_do_not() {
        for (message, sent) in [
            ("look at the documentation (https://contoso.example/home/errors)", ""),
            ("The property 'x' does not exist on type 'microsoft.graph.remoteAssistancePartner'. Make sure to use it.", ""),
            ("wrong value at line 1 (position 3)", ""),
            ("wrong value at /value/0/displayName", ""),
            ("wrong value at /value/microsoft.graph.user: no such type", ""),
            ("see //contoso.example/a/b.json, https://contoso.example/a/b.json or /docs/errors.html.", ""),
            ("no $metadata.xml at /v1.0 and no /b.json", ""),
            ("cannot parse 'a/b/c.json' or 1/2/3.js", ""),
            ("https://fef.msub01.manage.contoso.example/StatelessRoleService/opt/x", ""),
            ("no instant: '/home/me'", "{\"displayName\":\"/home/me\"}"),
            ("no instant: 'C:\\a\\b'", "'C:\\a\\b'"),
            ("{\"_version\":3,\"Message\":\"No method match route template\",\"HttpHeaders\":\"{}\"}", ""),
        ] {
            assert_eq!(leak(message, sent), None, "{message}");
        }
    }
}
