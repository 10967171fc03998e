//! A token that a command prints.

use std::process::Stdio;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use tokio::process::Command;

use super::AuthError;
use super::token::Token;

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What `az account get-access-token` prints. Its `expiresOn` is in local time without saying so, hence `expires_on`.
#[derive(Deserialize)]
struct Printed {
    #[serde(rename = "accessToken", alias = "access_token")]
    access_token: String,
    /// Seconds since 1970.
    expires_on: Option<u64>,
    /// With an offset, as other tools print it.
    #[serde(rename = "expiresOn")]
    expires_at: Option<String>,
}

/// Runs `command` and reads the token from its standard output. Its standard error is the user's to see.
pub(super) async fn ask(command: &[String]) -> Result<Token, AuthError> {
    let shown = command.first().cloned().unwrap_or_default();
    let fault = |what: String| AuthError::Command { command: shown.clone(), what };
    let (program, arguments) = command.split_first().ok_or_else(|| fault("no command is named".to_owned()))?;
    let running =
        Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true).output();
    let output = tokio::time::timeout(PATIENCE, running)
        .await
        .map_err(|_| fault(format!("it did not end within {} s", PATIENCE.as_secs())))?
        .map_err(|error| fault(format!("it cannot be started: {error}")))?;
    if !output.status.success() {
        return Err(fault(format!("it ended with {}", output.status)));
    }
    // What it printed may be a secret even when it is not understood: no message quotes it.
    let text = String::from_utf8(output.stdout).map_err(|_| fault("what it prints is not UTF-8".to_owned()))?;
    read(&text, SystemTime::now()).map_err(fault)
}

fn read(text: &str, now: SystemTime) -> Result<Token, String> {
    let text = text.trim();
    if text.starts_with('{') {
        let printed: Printed =
            serde_json::from_str(text).map_err(|_| "its JSON has no accessToken that is text".to_owned())?;
        let end = printed.expires_on.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let told = || Some(instant(printed.expires_at.as_deref()?.parse().ok()?));
        let life = end.or_else(told).map(|end| end.duration_since(now).unwrap_or_default());
        return Ok(match life {
            Some(life) => Token::living(printed.access_token.into(), life, now),
            None => Token::of_unknown_life(printed.access_token.into()),
        });
    }
    let is_token = !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic());
    if is_token {
        Ok(Token::of_unknown_life(text.into()))
    } else {
        Err("it prints neither JSON nor one token".to_owned())
    }
}

fn instant(timestamp: jiff::Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(timestamp.as_second()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use secrecy::ExposeSecret as _;

    use super::read;

    #[test]
    fn json_of_the_azure_command_line_and_plain_text_are_understood() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for (text, due) in [
            ("abc.def\n", None),
            (
                r#"{"accessToken":"abc.def","expiresOn":"1970-01-01 02:00:00.000000","expires_on":1000,"tokenType":"Bearer"}"#,
                Some(750),
            ),
            (r#"{"accessToken":"abc.def","expiresOn":"1970-01-01T00:16:40Z"}"#, Some(750)),
            (r#"{"accessToken":"abc.def","expiresOn":"1970-01-01 02:00:00.000000"}"#, None),
        ] {
            let token = read(text, at(0)).unwrap();
            assert_eq!(token.secret.expose_secret(), "abc.def", "{text}");
            assert_eq!(token.is_due(at(1 << 30)), due.is_some(), "{text}");
            assert!(due.is_none_or(|due| !token.is_due(at(due - 1)) && token.is_due(at(due))), "{text}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_quoted() {
        for text in ["", "two words", "{\"token\":\"geheim\"}", "{\"accessToken\":7}", "{geheim"] {
            assert!(!read(text, SystemTime::UNIX_EPOCH).unwrap_err().contains("geheim"), "{text}");
        }
    }
}
