//! How connections are made: through which proxy, and trusting whom.

use std::time::Duration;

use reqwest::{Certificate, NoProxy, Proxy};

use super::Address;
use super::failure::innermost;

/// Machines that no proxy is asked for.
const DIRECT: &str = "localhost,127.0.0.0/8,::1";

/// How connections are made. TLS is always verified.
#[derive(Debug, Clone, Default)]
pub struct Connection {
    proxy: Option<Proxy>,
    authorities: Vec<Certificate>,
    /// Whether nobody shows a certificate: the authorities of the system need not be read.
    plain: bool,
}

/// A connection cannot be made this way.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionError {
    /// The proxy is no URL.
    #[error("`{url}` cannot be a proxy; one looks like http://proxy.example:3128")]
    Proxy {
        /// What was given.
        url: String,
    },
    /// The file holds no certificates.
    #[error("{file} holds no certificate in PEM form")]
    Authorities {
        /// Path of the file.
        file: String,
    },
    /// The file cannot be read; the cause names it.
    #[error("cannot read certificate authorities")]
    Io(#[from] std::io::Error),
}

impl Connection {
    /// Requests to other machines go through the proxy at `url`.
    ///
    /// # Errors
    /// When it is no URL.
    pub fn through(mut self, url: &str) -> Result<Self, ConnectionError> {
        let proxy = Proxy::all(url).map_err(|_| ConnectionError::Proxy { url: url.to_owned() })?;
        self.proxy = Some(proxy.no_proxy(NoProxy::from_string(DIRECT)));
        Ok(self)
    }

    /// Authorities of a PEM file are trusted beside those of the system.
    ///
    /// # Errors
    /// When the file cannot be read or holds no certificate.
    pub fn trusting(mut self, file: &std::path::Path) -> Result<Self, ConnectionError> {
        let found = Certificate::from_pem_bundle(&fs_err::read(file)?).unwrap_or_default();
        if found.is_empty() {
            return Err(ConnectionError::Authorities { file: file.display().to_string() });
        }
        self.authorities.extend(found);
        Ok(self)
    }

    /// The same, to `address` alone. Where nobody shows a certificate a client is made without reading the authorities of
    /// the system, which are hundreds of files: that takes longer than a run's first dozen requests.
    #[must_use]
    pub fn to(&self, address: &Address) -> Self {
        Self { plain: address.is_plain() && self.is_direct(), ..self.clone() }
    }

    /// Whether no proxy stands between.
    pub(super) fn is_direct(&self) -> bool {
        self.proxy.is_none()
    }

    /// A requester for requests that are no exchange of a run.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn requester(&self, timeout: Duration) -> Result<Requester, Unreached> {
        Ok(Requester(self.client(timeout)?))
    }

    /// A client that follows no redirect and repeats nothing by itself.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub(super) fn client(&self, timeout: Duration) -> reqwest::Result<reqwest::Client> {
        // A second installation in the same process fails, which is fine: the first one is ours or the user's.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .timeout(timeout)
            .connect_timeout(timeout);
        let authorities = self.authorities.iter().cloned();
        let builder =
            if self.plain { builder.tls_certs_only(authorities) } else { builder.tls_certs_merge(authorities) };
        // Variables of the surroundings decide nothing.
        match &self.proxy {
            Some(proxy) => builder.proxy(proxy.clone()).build(),
            None => builder.no_proxy().build(),
        }
    }
}

/// Sends requests that are no exchange of a run, such as those to an identity provider. Nothing of them is recorded.
#[derive(Debug, Clone)]
pub struct Requester(reqwest::Client);

/// There is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{}", innermost(.0))]
pub struct Unreached(#[from] reqwest::Error);

impl Requester {
    /// Sends `request`. Redirects are not followed: it may hold a secret.
    ///
    /// # Errors
    /// When no whole answer comes.
    pub async fn send(self, request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, Unreached> {
        let answer = self.0.execute(request.try_into()?).await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut response = http::Response::new(answer.bytes().await?.to_vec());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

#[cfg(test)]
#[path = "connection_tests.rs"]
mod tests;
