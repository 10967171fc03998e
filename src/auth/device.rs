//! Signing in with a browser, on any machine (RFC 8628).

use super::{AuthError, Kept, Provider};

/// What a user has to enter, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Page that asks for the code.
    pub page: String,
    /// The code.
    pub entry: String,
    /// Page that knows the code already, when the provider has one.
    pub direct: Option<String>,
}

/// Signs a user in and keeps the refresh token. `show` tells the user what to do.
///
/// # Errors
/// When the provider refuses, nobody enters the code in time, or nothing can be kept.
pub async fn login(provider: &Provider, kept: &Kept, show: impl FnOnce(&Code)) -> Result<(), AuthError> {
    let code = provider.code().await?;
    show(&Code {
        page: code.verification_uri().to_string(),
        entry: code.user_code().secret().clone(),
        direct: code.verification_uri_complete().map(|page| page.secret().clone()),
    });
    let issued = provider.by_code(&code, tokio::time::sleep).await?;
    let refresh = issued.refresh.ok_or_else(|| AuthError::Malformed {
        endpoint: provider.token_endpoint().to_owned(),
        detail: "it has no refresh token; the scope offline_access asks for one".to_owned(),
    })?;
    Ok(kept.save(provider, &refresh)?)
}

#[cfg(test)]
#[path = "device_tests.rs"]
mod tests;
