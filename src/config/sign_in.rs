//! How a token is got, as a file says it. Files name where a secret is, and never hold one.

use serde::Deserialize;

/// A way to get a token.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SignIn {
    /// It is in this environment variable.
    TokenEnv(String),
    /// This command prints it: JSON with `accessToken`, as `az account get-access-token` does, or the token alone.
    Command(Vec<String>),
    /// An application signs in for itself.
    ClientCredentials(ClientCredentials),
    /// A user signs in with a browser, on any machine.
    DeviceCode(DeviceCode),
}

/// An application's own credentials.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ClientCredentials {
    /// Directory that the application is registered in.
    pub tenant: Option<String>,
    /// Id of the application.
    pub client_id: String,
    /// Environment variable that holds its secret.
    pub client_secret_env: String,
    /// What the token is for; everything that the application may do on the service when left out.
    pub scopes: Option<Vec<String>>,
    /// Where tokens are given out, when it does not follow from `tenant`.
    pub token_endpoint: Option<String>,
}

/// A public client that shows a user a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DeviceCode {
    /// Directory that the user belongs to.
    pub tenant: Option<String>,
    /// Id of the application.
    pub client_id: String,
    /// What the token is for; everything that the user consented to on the service when left out.
    pub scopes: Option<Vec<String>>,
    /// Where tokens are given out, when it does not follow from `tenant`.
    pub token_endpoint: Option<String>,
    /// Where codes are given out, when it does not follow from `tenant`.
    pub device_endpoint: Option<String>,
}

impl SignIn {
    /// Whether the endpoints follow from what is said.
    pub(super) fn lacks_an_endpoint(&self) -> Option<&'static str> {
        match self {
            Self::TokenEnv(_) | Self::Command(_) => None,
            Self::ClientCredentials(own) => {
                (own.tenant.is_none() && own.token_endpoint.is_none()).then_some("`tenant` or `token-endpoint`")
            }
            Self::DeviceCode(own) => (own.tenant.is_none()
                && (own.token_endpoint.is_none() || own.device_endpoint.is_none()))
            .then_some("`tenant`, or `token-endpoint` and `device-endpoint`"),
        }
    }
}
