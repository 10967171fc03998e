//! Why there is no token.

use crate::target::Redactor;

/// There is no token. No message of it shows a secret.
///
/// Wrong configuration and a refusal are different ends of the program: see [`AuthError::is_configuration`].
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// A secret must not go there.
    #[error("`{url}` cannot be an endpoint of an identity provider: {why}")]
    Endpoint {
        /// What was given.
        url: String,
        /// What is in the way.
        why: &'static str,
    },
    /// A command gave no token.
    #[error("`{command}` gives no token: {what}")]
    Command {
        /// The program.
        command: String,
        /// What happened.
        what: String,
    },
    /// The provider says no.
    #[error("{endpoint} answers {code}{}; check {advice} (no value is shown)", described(.description.as_deref()))]
    Refused {
        /// The endpoint.
        endpoint: String,
        /// Code of the error (RFC 6749 §5.2).
        code: String,
        /// The provider's own sentence.
        description: Option<String>,
        /// What to look at.
        advice: String,
    },
    /// The provider does not answer.
    #[error("cannot reach {endpoint}: {detail}")]
    Unreachable {
        /// The endpoint.
        endpoint: String,
        /// What happened.
        detail: String,
    },
    /// What came is no answer of an identity provider.
    #[error("what {endpoint} answers is no token response: {detail}")]
    Malformed {
        /// The endpoint.
        endpoint: String,
        /// What does not fit.
        detail: String,
    },
    /// Nobody entered the code in time.
    #[error("the code expired before anybody entered it; run `docproof auth login` again")]
    CodeExpired,
    /// There is no refresh token.
    #[error("nobody is signed in; run `docproof auth login --target {target}`")]
    NotSignedIn {
        /// Name of the target.
        target: String,
    },
    /// The refresh token is worth nothing any more.
    #[error(
        "{endpoint} does not accept the sign-in any more ({code}{}); run `docproof auth login --target {target}`",
        described(.description.as_deref())
    )]
    Revoked {
        /// Name of the target.
        target: String,
        /// The endpoint.
        endpoint: String,
        /// Code of the error.
        code: String,
        /// The provider's own sentence.
        description: Option<String>,
    },
    /// The refresh token cannot be kept or read; the cause names the file.
    #[error("cannot access the kept sign-in")]
    Kept(#[from] std::io::Error),
}

impl AuthError {
    /// The same without a secret that the provider repeats in its sentence.
    pub(super) fn without(self, secret: &str) -> Self {
        let masked = |text: String| Redactor::new([secret.into()]).text(&text);
        match self {
            Self::Refused { endpoint, code, description, advice } => {
                Self::Refused { endpoint, code: masked(code), description: description.map(masked), advice }
            }
            other => other,
        }
    }

    /// Whether something must be written differently, as opposed to somebody having said no.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        matches!(self, Self::Endpoint { .. } | Self::Kept(_))
    }
}

/// The provider's own sentence, as one line without control characters.
fn described(text: Option<&str>) -> String {
    const LONGEST: usize = 200;
    let Some(text) = text else { return String::new() };
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    format!(": {}", line.trim())
}
