//! From what a target's table says about signing in to something that can do it.

use std::error::Error;
use std::sync::Arc;

use secrecy::SecretString;
use url::Url;

use super::{settings, state};
use crate::auth::{Kept, Provider, SignIn, Tokens};
use crate::config::{self, Setting, Target};
use crate::engine::Caller;
use crate::model::Identity;
use crate::target::{Connection, ConnectionError};

/// A variable that should hold a secret and does not.
#[derive(Debug, thiserror::Error)]
#[error("{variable} is not set, and {origin} says that the secret is in it")]
struct Unset {
    variable: String,
    origin: config::Origin,
}

/// How the target and its identity provider are reached.
pub(super) fn connection(target: &Target) -> Result<Connection, ConnectionError> {
    let mut connection = Connection::default();
    if let Some(proxy) = &target.proxy {
        connection = connection.through(&proxy.value)?;
    }
    match &target.ca_file {
        Some(file) => connection.trusting(&file.value),
        None => Ok(connection),
    }
}

/// The token source of a run: the target's own table, or else the token of the environment.
pub(super) async fn tokens(target: &Target, connection: &Connection) -> Result<Option<Arc<Tokens>>, Box<dyn Error>> {
    let Some(said) = &target.auth else {
        let token = settings::token();
        return Ok(token.map(|token| Arc::new(Tokens::fixed(token.into(), "DOCPROOF_TOKEN"))));
    };
    let sign_in = of(target, said, &target.label(), connection)?;
    Ok(Some(Arc::new(Tokens::sign_in(sign_in).await?)))
}

/// The callers whose tokens prove the permission table.
pub(super) async fn callers(target: &Target, connection: &Connection) -> Result<Vec<Caller>, Box<dyn Error>> {
    let mut callers = Vec::new();
    for (identity, said) in &target.identities {
        let sign_in = of(target, said, &name_of(&target.label(), *identity), connection)?;
        callers.push(Caller { identity: *identity, tokens: Arc::new(Tokens::sign_in(sign_in).await?) });
    }
    Ok(callers)
}

/// What tells an identity from the others of a target.
pub(super) fn name_of(target: &str, identity: Identity) -> String {
    format!("{target}.{}", identity.name())
}

/// One sign-in; `name` tells its refresh token from others.
pub(super) fn of(
    target: &Target,
    said: &Setting<config::SignIn>,
    name: &str,
    connection: &Connection,
) -> Result<SignIn, Box<dyn Error>> {
    let secret = |variable: &str| -> Result<SecretString, Unset> {
        let unset = || Unset { variable: variable.to_owned(), origin: said.origin.clone() };
        Ok(settings::variable(variable).ok_or_else(unset)?.into())
    };
    Ok(match &said.value {
        config::SignIn::TokenEnv(variable) => SignIn::Fixed { token: secret(variable)?, variable: variable.clone() },
        config::SignIn::Command(command) => SignIn::Command(command.clone()),
        config::SignIn::ClientCredentials(own) => {
            let token = own.token_endpoint.clone().or_else(|| endpoint(target, own.tenant.as_deref(), "token"));
            let scopes = own.scopes.clone().unwrap_or_else(|| scopes(target, &[]));
            let provider = Provider::new(connection, &own.client_id, &token.unwrap_or_default(), None, scopes)?;
            SignIn::ClientCredentials(provider.secret(secret(&own.client_secret_env)?, &own.client_secret_env))
        }
        config::SignIn::DeviceCode(own) => {
            let at =
                |said: &Option<String>, name| said.clone().or_else(|| endpoint(target, own.tenant.as_deref(), name));
            let (token, device) = (at(&own.token_endpoint, "token"), at(&own.device_endpoint, "devicecode"));
            let scopes = own.scopes.clone().unwrap_or_else(|| scopes(target, &["offline_access"]));
            let token = token.unwrap_or_default();
            let provider = Provider::new(connection, &own.client_id, &token, device.as_deref(), scopes)?;
            SignIn::DeviceCode(provider, Kept::new(&state::folder()?.join("auth"), name))
        }
    })
}

/// An endpoint of a tenant. The global cloud's when nothing else is said.
fn endpoint(target: &Target, tenant: Option<&str>, name: &str) -> Option<String> {
    let login = target.login.as_ref().map_or("https://login.microsoftonline.com", |login| login.value.as_str());
    Some(format!("{}/{}/oauth2/v2.0/{name}", login.trim_end_matches('/'), tenant?))
}

/// Everything that was consented to on the service, and more.
fn scopes(target: &Target, more: &[&str]) -> Vec<String> {
    let root = target.root().and_then(|root| Url::parse(root).ok());
    let origin = root.map(|root| format!("{}/.default", root.origin().ascii_serialization()));
    origin.into_iter().chain(more.iter().map(|scope| (*scope).to_owned())).collect()
}
