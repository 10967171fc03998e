//! An identity provider, asked with the `oauth2` crate.

use std::time::{Duration, SystemTime};

use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    ClientId, ClientSecret, DeviceAuthorizationUrl, EndpointNotSet, EndpointSet, ErrorResponse, HttpRequest,
    RefreshToken, RequestTokenError, Scope, StandardDeviceAuthorizationResponse, TokenResponse as _, TokenUrl,
};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::AuthError;
use super::token::{Issued, Token};
use crate::target::{Address, Connection, Requester, Unreached};

/// How long an endpoint may take.
const PATIENCE: Duration = Duration::from_secs(30);

type Client = BasicClient<EndpointNotSet, EndpointSet, EndpointNotSet, EndpointNotSet, EndpointSet>;
type Refusal<E> = RequestTokenError<Unreached, E>;

/// An identity provider, as one client sees it.
#[derive(Debug, Clone)]
pub struct Provider {
    http: Requester,
    client_id: String,
    secret: Option<SecretString>,
    /// What to look at when it says no.
    advice: String,
    scopes: Vec<String>,
    token_endpoint: Url,
    device_endpoint: Url,
}

impl Provider {
    /// A provider with these endpoints.
    ///
    /// # Errors
    /// When an endpoint is no URL that a secret may go to.
    pub fn new(
        connection: &Connection,
        client_id: &str,
        token_endpoint: &str,
        device_endpoint: Option<&str>,
        scopes: Vec<String>,
    ) -> Result<Self, AuthError> {
        let token_endpoint = endpoint(token_endpoint)?;
        let device_endpoint = device_endpoint.map_or_else(|| Ok(token_endpoint.clone()), endpoint)?;
        let http = connection.requester(PATIENCE).map_err(|error| AuthError::Unreachable {
            endpoint: token_endpoint.to_string(),
            detail: error.to_string(),
        })?;
        let (client_id, advice) = (client_id.to_owned(), "client-id".to_owned());
        Ok(Self { http, client_id, secret: None, advice, scopes, token_endpoint, device_endpoint })
    }

    /// The client's secret, and the name of the variable that holds it.
    #[must_use]
    pub fn secret(mut self, secret: SecretString, variable: &str) -> Self {
        self.advice = format!("client-id, and the secret in {variable}");
        self.secret = Some(secret);
        self
    }

    pub(super) fn token_endpoint(&self) -> &str {
        self.token_endpoint.as_str()
    }

    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    pub(super) fn own_secret(&self) -> Option<&SecretString> {
        self.secret.as_ref()
    }

    /// A token for the application itself.
    pub(super) async fn by_credentials(&self) -> Result<Issued, AuthError> {
        let http = |request: HttpRequest| self.http.clone().send(request);
        let client = self.client();
        let answer = client.exchange_client_credentials().add_scopes(self.scopes()).request_async(&http).await;
        answer.map(issued).map_err(|refusal| self.error(&self.token_endpoint, refusal))
    }

    /// A token for a refresh token.
    pub(super) async fn by_refresh_token(&self, refresh: &SecretString, target: &str) -> Result<Issued, AuthError> {
        let http = |request: HttpRequest| self.http.clone().send(request);
        let (client, refresh) = (self.client(), RefreshToken::new(refresh.expose_secret().to_owned()));
        let answer = client.exchange_refresh_token(&refresh).request_async(&http).await;
        answer.map(issued).map_err(|refusal| {
            let error = self.error(&self.token_endpoint, refusal);
            let is_revoked = matches!(&error, AuthError::Refused { code, .. } if code == "invalid_grant");
            match error.without(refresh.secret()) {
                AuthError::Refused { endpoint, code, description, .. } if is_revoked => {
                    AuthError::Revoked { target: target.to_owned(), endpoint, code, description }
                }
                other => other,
            }
        })
    }

    /// A code that a user enters in a browser.
    pub(super) async fn code(&self) -> Result<StandardDeviceAuthorizationResponse, AuthError> {
        let http = |request: HttpRequest| self.http.clone().send(request);
        let answer = self.client().exchange_device_code().add_scopes(self.scopes()).request_async(&http).await;
        answer.map_err(|refusal| self.error(&self.device_endpoint, refusal))
    }

    /// A token, once the user has entered the code. Asks as often as the provider wishes, and slower when it says so.
    pub(super) async fn by_code<S, F>(
        &self,
        code: &StandardDeviceAuthorizationResponse,
        sleep: S,
    ) -> Result<Issued, AuthError>
    where
        S: Fn(Duration) -> F,
        F: Future<Output = ()>,
    {
        let http = |request: HttpRequest| self.http.clone().send(request);
        let client = self.client();
        let answer = client.exchange_device_access_token(code).request_async(&http, sleep, None).await;
        let device_code = code.device_code().secret();
        answer.map(issued).map_err(|refusal| match self.error(&self.token_endpoint, refusal) {
            AuthError::Refused { code, .. } if code == "expired_token" => AuthError::CodeExpired,
            other => other.without(device_code),
        })
    }

    fn client(&self) -> Client {
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_token_uri(TokenUrl::from_url(self.token_endpoint.clone()))
            .set_device_authorization_url(DeviceAuthorizationUrl::from_url(self.device_endpoint.clone()));
        match &self.secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned())),
            None => client,
        }
    }

    fn scopes(&self) -> impl Iterator<Item = Scope> {
        self.scopes.clone().into_iter().map(Scope::new)
    }

    fn error<E: ErrorResponse + Told + 'static>(&self, endpoint: &Url, refusal: Refusal<E>) -> AuthError {
        let endpoint = endpoint.to_string();
        match refusal {
            RequestTokenError::ServerResponse(told) => {
                let (code, description) = told.told();
                let refused = AuthError::Refused { endpoint, code, description, advice: self.advice.clone() };
                self.secret.iter().fold(refused, |error, secret| error.without(secret.expose_secret()))
            }
            RequestTokenError::Request(error) => AuthError::Unreachable { endpoint, detail: error.to_string() },
            RequestTokenError::Parse(error, _) => AuthError::Malformed { endpoint, detail: place(&error) },
            RequestTokenError::Other(detail) => AuthError::Malformed { endpoint, detail },
        }
    }
}

/// What an error response says. The crate gives it two types with the same members.
trait Told {
    fn told(&self) -> (String, Option<String>);
}

impl<T: oauth2::ErrorResponseType + AsRef<str>> Told for oauth2::StandardErrorResponse<T> {
    fn told(&self) -> (String, Option<String>) {
        (self.error().as_ref().to_owned(), self.error_description().cloned())
    }
}

/// An endpoint that a secret may go to: nobody can listen on the way.
fn endpoint(text: &str) -> Result<Url, AuthError> {
    let fault = |why| AuthError::Endpoint { url: text.to_owned(), why };
    let url = Url::parse(text).map_err(|_| fault("it is no URL"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AuthError::Endpoint {
            url: url.host_str().unwrap_or_default().to_owned(),
            why: "it holds credentials",
        });
    }
    let local = Address::parse(text).is_ok_and(|address| address.is_loopback());
    if url.scheme() == "https" || local { Ok(url) } else { Err(fault("only https keeps the secret secret")) }
}

fn issued(answer: BasicTokenResponse) -> Issued {
    let secret = SecretString::from(answer.access_token().secret().clone());
    let token = match answer.expires_in() {
        Some(life) => Token::living(secret, life, SystemTime::now()),
        None => Token::of_unknown_life(secret),
    };
    Issued { token, refresh: answer.refresh_token().map(|refresh| refresh.secret().clone().into()) }
}

/// Where an answer does not fit. The answer itself may hold a token: no word of it is shown.
fn place(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    match error.inner().classify() {
        serde_json::error::Category::Data => format!("`{}` is not what it must be", error.path()),
        _ => "it is not JSON".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    #[test]
    fn a_secret_goes_only_where_nobody_listens_on_the_way() {
        for text in ["https://login.example/token", "http://127.0.0.1:3000/token", "http://localhost/token"] {
            assert!(endpoint(text).is_ok(), "{text}");
        }
        for text in ["http://login.example/token", "login.example", "https://u:geheim@login.example/"] {
            let message = endpoint(text).unwrap_err().to_string();
            assert!(!message.contains("geheim"), "{message}");
        }
    }
}
