//! Secrets are replaced here, once, where an exchange is recorded.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use aho_corasick::{AhoCorasick, Input, MatchKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use secrecy::{ExposeSecret as _, SecretString};

use crate::model::Header;

/// What stands in a record for a secret.
const MASK: &str = "[redacted]";

/// What a URL leaves as it is (RFC 3986 2.3).
const IN_URLS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Shorter secrets would make words of base 64 that other texts hold too.
const LEAST_FOR_BASE64: usize = 8;

/// Longer spellings are looked for inside of words too. Shorter ones may be a part of many: a token for a test, cut as the
/// checks of tokens do, is no reason to change what is judged.
const LEAST_INSIDE_WORDS: usize = 16;

/// Shorter spellings are no secret, and stand in every text.
const LEAST: usize = 4;

/// Header fields whose value is a secret whatever it is.
const SECRET_HEADERS: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// Knows the secrets of a run and masks them. Its copies know the same, also what is learnt later.
#[derive(Debug, Clone)]
pub struct Redactor {
    /// Its own, then those of redactors that were joined with it.
    secrets: Vec<Known>,
}

type Known = Arc<RwLock<Forms>>;

/// Every spelling of some secrets, looked for in one pass: records hold many texts, and a run may know many tokens.
#[derive(Default)]
struct Forms {
    said: Vec<SecretString>,
    /// Length of the shortest: most header fields are shorter and need no look.
    shortest: usize,
    finder: Option<AhoCorasick>,
}

impl fmt::Debug for Forms {
    /// How many: the finder's own text would show them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forms").field("said", &self.said.len()).finish_non_exhaustive()
    }
}

impl Forms {
    fn add(&mut self, forms: impl Iterator<Item = SecretString>) {
        self.said.extend(forms);
        self.shortest = self.said.iter().map(|form| form.expose_secret().len()).min().unwrap_or(0);
        let spelled = self.said.iter().map(|form| form.expose_secret().as_bytes());
        // Secrets of gigabytes would make it fail: then nothing is shown at all.
        self.finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(spelled).ok();
    }

    fn is_in(&self, octets: &[u8]) -> bool {
        match &self.finder {
            Some(finder) => octets.len() >= self.shortest && next(finder, octets, 0).is_some(),
            None => !self.said.is_empty(),
        }
    }

    fn masked(&self, text: String) -> String {
        match &self.finder {
            Some(finder) if self.is_in(text.as_bytes()) => masked(finder, &text),
            None if !self.said.is_empty() => MASK.to_owned(),
            _ => text,
        }
    }
}

fn masked(finder: &AhoCorasick, text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = next(finder, text.as_bytes(), at) {
        shown.push_str(&text[at..found.start]);
        shown.push_str(MASK);
        at = found.end;
    }
    shown.push_str(&text[at..]);
    shown
}

/// Where a secret stands next, from `at` on.
fn next(finder: &AhoCorasick, octets: &[u8], mut at: usize) -> Option<Range<usize>> {
    loop {
        let found = finder.find(Input::new(octets).range(at..))?.range();
        let is_alone = || {
            let around = [found.start.checked_sub(1).and_then(|before| octets.get(before)), octets.get(found.end)];
            around.into_iter().flatten().all(|octet| !octet.is_ascii_alphanumeric())
        };
        if found.len() >= LEAST_INSIDE_WORDS || is_alone() {
            return Some(found);
        }
        at = found.start + 1;
    }
}

impl Default for Redactor {
    fn default() -> Self {
        Self { secrets: vec![Known::default()] }
    }
}

impl Redactor {
    /// A redactor for these secrets; empty ones are ignored.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        let redactor = Self::default();
        redactor.learn(secrets);
        redactor
    }

    /// Masks these from now on too: a renewed token is as secret as the first one.
    pub fn learn(&self, secrets: impl IntoIterator<Item = SecretString>) {
        let new = secrets.into_iter().filter(|secret| !secret.expose_secret().is_empty());
        let forms = new.flat_map(|secret| forms(&secret));
        self.secrets[0].write().unwrap_or_else(PoisonError::into_inner).add(forms);
    }

    /// A redactor that knows what both know, also what either learns later.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.secrets.extend(other.secrets.iter().cloned());
        self
    }

    fn known(&self) -> impl Iterator<Item = RwLockReadGuard<'_, Forms>> {
        self.secrets.iter().map(|known| known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Header field as it may be recorded. Of a credential only the scheme stays.
    #[must_use]
    pub fn header(&self, name: &str, value: &str) -> Header {
        let value = if SECRET_HEADERS.contains(&name) {
            match value.split_once(' ') {
                Some((scheme, _)) if name.ends_with("authorization") => format!("{scheme} {MASK}"),
                _ => MASK.to_owned(),
            }
        } else {
            self.text(value)
        };
        Header { name: name.to_owned(), value }
    }

    /// Text with every secret masked.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.known().fold(text.to_owned(), |text, known| known.masked(text))
    }

    /// Octets with every secret masked; the same octets when there is none.
    #[must_use]
    pub fn octets(&self, octets: &bytes::Bytes) -> bytes::Bytes {
        if !self.known().any(|known| known.is_in(octets)) {
            return octets.clone();
        }
        bytes::Bytes::from(self.text(&String::from_utf8_lossy(octets)))
    }
}

/// A secret as a target may say it again: as it is, in a URL, in JSON with escaped slashes, in base 64.
fn forms(secret: &SecretString) -> Vec<SecretString> {
    let text = secret.expose_secret();
    let percent = percent_encoding::utf8_percent_encode(text, IN_URLS).to_string();
    let mut forms = vec![text.to_owned(), lower_hex(&percent), percent, text.replace('/', "\\/")];
    if text.len() >= LEAST_FOR_BASE64 {
        forms.extend(["+/", "-_"].map(|last| base64(text.as_bytes(), last)));
    }
    let mut distinct: Vec<String> = Vec::new();
    for form in forms.into_iter().filter(|form| form.len() >= LEAST) {
        if !distinct.contains(&form) {
            distinct.push(form);
        }
    }
    distinct.into_iter().map(SecretString::from).collect()
}

/// The same percent-encoding with hexadecimal digits in lower case.
fn lower_hex(percent: &str) -> String {
    let mut left = 0;
    let lower = |c: char| {
        left = if c == '%' { 3 } else { usize::saturating_sub(left, 1) };
        if left > 0 { c.to_ascii_lowercase() } else { c }
    };
    percent.chars().map(lower).collect()
}

/// Base 64 (RFC 4648 4, 5) without padding; `last` are the two last digits of the alphabet.
fn base64(octets: &[u8], last: &str) -> String {
    let digits: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(last.chars()).collect();
    let group = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, octet| bits << 8 | usize::from(*octet)) << (8 * (3 - three.len()));
        (0..=three.len()).map(|at| digits[bits >> (18 - 6 * at) & 63]).collect::<String>()
    };
    octets.chunks(3).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::Redactor;

    #[test]
    fn a_secret_leaves_no_trace_in_headers_or_bodies() {
        let redactor = Redactor::new(["s3cr3t".into()]);
        assert_eq!(redactor.header("authorization", "Bearer s3cr3t").value, "Bearer [redacted]");
        assert_eq!(redactor.header("authorization", "s3cr3t").value, "[redacted]");
        assert_eq!(redactor.header("x-echo", "you sent s3cr3t").value, "you sent [redacted]");
        assert_eq!(
            redactor.octets(&bytes::Bytes::from_static(b"\xffs3cr3t")).windows(6).filter(|w| w == b"s3cr3t").count(),
            0
        );
    }

    #[test]
    fn a_secret_that_is_learnt_later_is_masked_in_every_copy() {
        let redactor = Redactor::new(["first".into()]);
        let copy = redactor.clone();
        redactor.learn(["second".into()]);
        assert_eq!(copy.text("first, second"), "[redacted], [redacted]");
    }

    #[test]
    fn joined_redactors_know_what_either_learns() {
        let (one, other) = (Redactor::new(["first".into()]), Redactor::new(["second".into()]));
        let joined = Redactor::default().and(&one).and(&other);
        other.learn(["third".into()]);
        assert_eq!(joined.text("first, second, third"), "[redacted], [redacted], [redacted]");
        let octets = bytes::Bytes::from_static(b"third");
        assert_eq!(joined.octets(&octets), "[redacted]".as_bytes());
    }

    #[test]
    fn a_secret_is_masked_however_a_target_spells_it() {
        let redactor = Redactor::new(["a+b/C.d~e=".into()]);
        for said in
            ["a+b/C.d~e=", "a%2Bb%2FC.d~e%3D", "a%2bb%2fC.d~e%3d", r"a+b\/C.d~e=", "YStiL0MuZH5lPQ", "YStiL0MuZH5lPQ=="]
        {
            assert_eq!(redactor.text(said).trim_end_matches('='), "[redacted]", "{said}");
        }
    }

    #[test]
    fn of_secrets_within_each_other_the_longest_is_masked_and_none_is_shown_for_programmers() {
        let redactor = Redactor::new(["t0ken".into(), "t0ken-of-the-night".into()]);
        assert_eq!(redactor.text("t0ken-of-the-night, t0ken"), "[redacted], [redacted]");
        assert!(!format!("{redactor:?}").contains("t0ken"), "{redactor:?}");
    }

    #[test]
    fn a_short_secret_is_masked_where_it_stands_alone_and_changes_no_other_word() {
        let redactor = Redactor::new(["onboard".into(), "a-token-of-16-chars".into()]);
        for (text, shown) in [
            ("onboarding, notOnboarded, xonboard", "onboarding, notOnboarded, xonboard"),
            ("no onboard, (onboard)", "no [redacted], ([redacted])"),
            ("xonboard-onboard", "xonboard-[redacted]"),
            ("xa-token-of-16-charsx", "x[redacted]x"),
        ] {
            assert_eq!(redactor.text(text), shown);
        }
    }

    #[test]
    fn what_is_no_secret_masks_nothing() {
        for secret in ["", "x", "ok", "dev"] {
            let redactor = Redactor::new([secret.into()]);
            assert_eq!(redactor.text("x ok dev"), "x ok dev");
            assert_eq!(redactor.header("authorization", secret).value, "[redacted]");
        }
    }
}
