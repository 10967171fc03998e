//! Tokens that end in the middle of a run, and a command that prints the next one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use crate::front::{Deed, Heard};

const BEFORE: &str = "t0ken-of-night-";
const BEHIND: &str = "-s3cr3t";

/// Whether it is one of the tokens that [`command`] prints, whole.
pub(crate) fn is_night_token(token: &str) -> bool {
    let number = token.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(BEHIND));
    number.is_some_and(|number| number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Words of a command that prints another token each time, numbered in a file of `folder`.
pub(crate) fn command(folder: &Path) -> String {
    let counter = folder.join("counter").display().to_string();
    std::fs::write(&counter, "0").unwrap();
    let script = format!("n=$(($(cat {counter}) + 1)); echo $n > {counter}; printf '{BEFORE}%04d{BEHIND}' $n");
    format!("[\"sh\", \"-c\", {script:?}]")
}

/// The first token that [`command`] prints.
pub(crate) fn first_token() -> String {
    format!("{BEFORE}0001{BEHIND}")
}

/// What a request with a token that is over is answered.
pub(crate) fn refused() -> Deed {
    let body = r#"{"error":{"code":"InvalidAuthenticationToken","message":"The token is over."}}"#.to_owned();
    Deed::Answer("401 Unauthorized", "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n".to_owned(), body)
}

/// Lets each token do so many requests, and refuses it from then on.
#[derive(Debug)]
pub(crate) struct Expiry {
    uses: usize,
    used: Mutex<BTreeMap<String, usize>>,
}

impl Expiry {
    pub(crate) fn after(uses: usize) -> Self {
        Self { uses, used: Mutex::default() }
    }

    /// The refusal, when the token of the request is over.
    pub(crate) fn refusal(&self, heard: &Heard) -> Option<Deed> {
        let token = heard.token().filter(|token| is_night_token(token))?;
        let mut used = self.used.lock().unwrap();
        let times = used.entry(token.to_owned()).or_default();
        *times += 1;
        (*times > self.uses).then(refused)
    }

    /// How many tokens were seen.
    pub(crate) fn tokens(&self) -> usize {
        self.used.lock().unwrap().len()
    }
}
