//! The ways to a token.

use secrecy::SecretString;

use super::token::{Issued, Token};
use super::{AuthError, Kept, Provider, command};

/// A way to a token, with everything that it needs.
#[derive(Debug)]
pub enum SignIn {
    /// Somebody else got it; nothing renews it.
    Fixed {
        /// The token.
        token: SecretString,
        /// Name of the variable that held it.
        variable: String,
    },
    /// Program and arguments that print it.
    Command(Vec<String>),
    /// An application's own credentials.
    ClientCredentials(Provider),
    /// A user who signed in before.
    DeviceCode(Provider, Kept),
}

impl SignIn {
    /// Name of the way.
    #[must_use]
    pub fn way(&self) -> &'static str {
        match self {
            Self::Fixed { .. } => "token-env",
            Self::Command(_) => "command",
            Self::ClientCredentials(_) => "client-credentials",
            Self::DeviceCode(..) => "device-code",
        }
    }

    /// What to look at when the target does not accept the token.
    pub(super) fn described(&self) -> String {
        match self {
            Self::Fixed { variable, .. } => format!("{variable} (value not shown)"),
            Self::Command(command) => format!("what `{}` prints", command.first().map_or("", String::as_str)),
            Self::ClientCredentials(_) => "the permissions of the application".to_owned(),
            Self::DeviceCode(_, kept) => format!("`docproof auth status --target {}`", kept.name()),
        }
    }

    /// Whether a new token can be got.
    pub(super) fn is_renewable(&self) -> bool {
        !matches!(self, Self::Fixed { .. })
    }

    /// Secrets beside the tokens.
    pub(super) fn secrets(&self) -> Option<&SecretString> {
        if let Self::ClientCredentials(provider) | Self::DeviceCode(provider, _) = self {
            provider.own_secret()
        } else {
            None
        }
    }

    /// Gets a token. A refresh token that came with it is kept.
    pub(super) async fn token(&self) -> Result<Issued, AuthError> {
        match self {
            Self::Fixed { token, .. } => Ok(Issued { token: Token::of_unknown_life(token.clone()), refresh: None }),
            Self::Command(command) => Ok(Issued { token: command::ask(command).await?, refresh: None }),
            Self::ClientCredentials(provider) => provider.by_credentials().await,
            Self::DeviceCode(provider, kept) => {
                let target = kept.name();
                let refresh =
                    kept.load(provider)?.ok_or_else(|| AuthError::NotSignedIn { target: target.to_owned() })?;
                let issued = provider.by_refresh_token(&refresh, target).await?;
                if let Some(new) = &issued.refresh {
                    kept.save(provider, new)?;
                }
                // The old one is a secret too, whether or not it is still good.
                Ok(Issued { refresh: issued.refresh.or(Some(refresh)), ..issued })
            }
        }
    }
}
