//! A request as a command line that a POSIX shell and curl send the same way.

use std::fmt::Write as _;

use super::printable::hides;
use super::requests::{self, MADE_BY_CLIENT, is_chunked, is_redacted};
use crate::model::{Finding, Header, Request};

/// Longest body put into an argument, in octets: Linux ends one argument at 128 KiB.
const ARGUMENT: usize = 64 * 1024;

/// The `curl` command that sends `request`.
///
/// `request` must be redacted, as recorded exchanges are: a redacted token becomes `$DOCPROOF_TOKEN`, every other value
/// is quoted as it stands. A body that an argument cannot carry (control and invisible characters, octets that are not
/// UTF-8, more than 64 KiB, a leading `@`) goes through `printf` and a pipe. When the record holds only the beginning of the body,
/// the line ends with a comment that says so.
#[must_use]
pub fn line(request: &Request) -> String {
    let body = request.body.bytes();
    let mut out = String::new();
    let piped = !body.is_empty() && !fits_an_argument(&body);
    if piped {
        let _ = write!(out, "printf '{}' | ", printf_format(&body));
    }
    out.push_str("curl -i");
    out.push_str(&method_options(&request.method, body.is_empty()));
    out.push_str(url_options(&request.url));
    out.push(' ');
    out.push_str(&quote(&request.url));
    for option in header_options(&request.headers, !body.is_empty()) {
        out.push_str(" -H ");
        out.push_str(&option);
    }
    if piped {
        out.push_str(" --data-binary @-");
    } else if !body.is_empty() {
        out.push_str(" --data-binary ");
        out.push_str(&quote(&String::from_utf8_lossy(&body)));
    }
    if request.body.truncated {
        let _ = write!(out, " # only {} of {} octets are recorded; use replay", body.len(), request.body.octets);
    }
    out
}

/// The commands that show `finding`, one a line: its sequence when it takes one, else the minimal request.
#[must_use]
pub fn lines(finding: &Finding) -> String {
    let line = |shown: &requests::Shown<'_>| shown.together(finding) + &command(shown);
    let mut commands: Vec<String> = requests::of(finding).iter().map(line).collect();
    if finding.sequence.is_empty() {
        // it names the variable of the caller that sent it
        commands[0].clone_from(&finding.curl);
    }
    commands.join("\n") + "\n"
}

/// The command that reads the entity afterwards, when only a read shows `finding`.
#[must_use]
pub fn read_back(finding: &Finding) -> Option<String> {
    requests::of(finding).last().filter(|shown| shown.body.is_none()).map(command)
}

fn command(shown: &requests::Shown<'_>) -> String {
    line(&Request {
        method: shown.method.to_owned(),
        url: shown.url.to_owned(),
        headers: shown.headers.iter().copied().cloned().collect(),
        body: shown.body.cloned().unwrap_or_default(),
    })
}

fn method_options(method: &str, empty: bool) -> String {
    match method {
        "GET" if empty => String::new(),
        // `-X HEAD` would wait for a body that never comes
        "HEAD" if empty => " --head".to_owned(),
        other => format!(" -X {}", quote_if_needed(other)),
    }
}

/// curl expands brackets and braces in URLs and resolves dot segments unless told otherwise.
fn url_options(url: &str) -> &'static str {
    match (url.contains(['[', ']', '{', '}']), url.contains("/.")) {
        (true, true) => " --globoff --path-as-is",
        (true, false) => " --globoff",
        (false, true) => " --path-as-is",
        (false, false) => "",
    }
}

fn header_options(headers: &[Header], with_body: bool) -> Vec<String> {
    let has = |name: &str| headers.iter().any(|h| h.name.eq_ignore_ascii_case(name));
    let mut options: Vec<String> = headers
        .iter()
        .filter(|h| !MADE_BY_CLIENT.iter().any(|made| h.name.eq_ignore_ascii_case(made)) || is_chunked(h))
        .map(header_option)
        .collect();
    // what curl would add by itself is left out as the request did
    if !has("accept") {
        options.push("'Accept:'".to_owned());
    }
    if with_body && !has("content-type") {
        options.push("'Content-Type:'".to_owned());
    }
    options
}

fn header_option(header: &Header) -> String {
    if header.name.eq_ignore_ascii_case("authorization") && is_redacted(&header.value) {
        return "\"Authorization: Bearer $DOCPROOF_TOKEN\"".to_owned();
    }
    if header.value.is_empty() {
        return quote(&format!("{};", header.name));
    }
    quote(&format!("{}: {}", header.name, header.value))
}

fn fits_an_argument(body: &[u8]) -> bool {
    body.len() <= ARGUMENT
        && body.first() != Some(&b'@')
        && std::str::from_utf8(body).is_ok_and(|text| !text.contains(|c| hides(c) && c != '\n'))
}

/// `text` in single quotes: nothing inside is special to the shell but the quote itself.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn quote_if_needed(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain { text.to_owned() } else { quote(text) }
}

/// A `printf` format, safe inside single quotes, that prints exactly `body`.
fn printf_format(body: &[u8]) -> String {
    body.iter().fold(String::with_capacity(body.len()), |mut out, byte| {
        match byte {
            b'%' => out.push_str("%%"),
            b'\\' => out.push_str(r"\\"),
            // a leading dash would be read as an option by some shells
            b'\'' | b'-' | 0..=0x1f | 0x7f..=0xff => {
                let _ = write!(out, "\\{byte:03o}");
            }
            _ => out.push(char::from(*byte)),
        }
        out
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    use proptest::prelude::*;

    use super::line;
    use crate::model::{Body, Header, Request};

    fn request(url: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
        let headers = headers.iter().map(|(n, v)| Header { name: (*n).to_owned(), value: (*v).to_owned() }).collect();
        Request { method: "PATCH".to_owned(), url: url.to_owned(), headers, body: Body::record_whole(body) }
    }

    /// Runs `command` in a shell whose `curl` prints its arguments and standard input; each ends with NUL.
    fn run(command: &str) -> Vec<Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let fake = folder.path().join("curl");
        let script = "#!/bin/sh\nprintf '%s\\0' \"$@\"\ncase \"$*\" in *'--data-binary @-') cat; printf '\\0';; esac\n";
        fs_err::write(&fake, script).unwrap();
        fs_err::set_permissions(&fake, std::fs::Permissions::from_mode(0o755)).unwrap();
        let file = folder.path().join("command.sh");
        fs_err::write(&file, command).unwrap();
        let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
        let output = Command::new("sh").arg(file).env("PATH", path).env("DOCPROOF_TOKEN", "t0k").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn the_line_reads_like_one_a_person_writes() {
        let headers = [("authorization", "Bearer [redacted]"), ("content-type", "application/json"), ("accept", "*/*")];
        let line = line(&request("http://localhost/a/1", &headers, br#"{"a":"it's"}"#));
        assert_eq!(
            line,
            r#"curl -i -X PATCH 'http://localhost/a/1' -H "Authorization: Bearer $DOCPROOF_TOKEN" -H 'content-type: application/json' -H 'accept: */*' --data-binary '{"a":"it'\''s"}'"#
        );
    }

    #[test]
    fn the_shell_fills_in_the_token_and_a_wrong_one_stays() {
        let redacted = run(&line(&request("http://h/", &[("authorization", "Bearer ***")], b"")));
        assert!(redacted.contains(&b"Authorization: Bearer t0k".to_vec()));
        let wrong = run(&line(&request("http://h/", &[("authorization", "Bearer not-the-token")], b"")));
        assert!(wrong.contains(&b"authorization: Bearer not-the-token".to_vec()));
    }

    #[test]
    fn a_body_with_nul_or_a_leading_at_sign_goes_through_a_pipe() {
        let long = "\u{1f600}".repeat(20_000).into_bytes();
        for body in [&b"@file"[..], b"{\"a\":\"\x00\"}", b"\xff\xfe%s\\n'-", b"-n\r\n", &long] {
            let arguments = run(&line(&request("http://h/", &[], body)));
            // the body itself may hold NUL: what follows the last argument is the body
            let at = arguments.iter().position(|a| a == b"@-").unwrap();
            let mut piped = arguments[at + 1..].join(&0);
            assert_eq!(piped.pop(), Some(0));
            assert_eq!(piped, body);
        }
    }

    #[test]
    fn a_body_that_was_sent_in_chunks_is_again() {
        let line = line(&request("http://h/", &[("transfer-encoding", "chunked"), ("content-length", "2")], b"{}"));
        assert!(line.contains(" -H 'transfer-encoding: chunked' ") && !line.contains("content-length"), "{line}");
    }

    #[test]
    fn a_body_that_was_cut_says_so() {
        let mut cut = request("http://h/", &[], b"");
        cut.body = Body::record(&b"a".repeat(20_000));
        assert!(line(&cut).ends_with("# only 16384 of 20000 octets are recorded; use replay"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_text_survives_the_shell(url in "http://h/[ -~]{0,30}", value in "[ -~]{1,30}", body in "[^\u{0}-\u{9}\u{b}-\u{1f}\u{7f}-\u{9f}@]\\PC{0,40}['\"$`\\\\]{0,3}\n?") {
            let arguments = run(&line(&request(&url, &[("x-any", &value)], body.as_bytes())));
            prop_assert!(arguments.contains(&url.into_bytes()));
            let header = format!("x-any: {value}").into_bytes();
            prop_assert!(arguments.contains(&header));
            prop_assert!(arguments.contains(&body.into_bytes()));
        }

        #[test]
        fn any_octets_survive_the_shell(body in proptest::collection::vec(any::<u8>(), 1..60)) {
            let output = run(&line(&request("http://h/", &[], &body)));
            let joined = output.join(&0);
            prop_assert!(joined.windows(body.len()).any(|window| window == body));
        }
    }
}
