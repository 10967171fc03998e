//! The running mock.

use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{framework, raw};
use crate::mock::service::{Entity, Facts, Hook, Service, State, sample_entities};
use crate::mock::{MockError, MockOptions, fault, freedom};

/// A mock that serves until it is stopped or dropped.
#[derive(Debug)]
pub struct Mock {
    url: String,
    token: String,
    task: JoinHandle<()>,
}

impl Mock {
    /// Binds `127.0.0.1` and serves in the background of the current tokio runtime.
    ///
    /// # Errors
    /// An unknown fault or freedom, or a port that cannot be bound.
    pub async fn start(options: MockOptions) -> Result<Self, MockError> {
        let token = options.token.clone().unwrap_or_else(|| super::super::DEFAULT_TOKEN.to_owned());
        let port = options.port;
        let service = Arc::new(build_service(options, &token)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.map_err(|source| MockError::Bind { port, source })?;
        let address = listener.local_addr().map_err(|source| MockError::Bind { port, source })?;
        let task = if service.needs_raw_socket() {
            tokio::spawn(raw::serve(listener, service))
        } else {
            tokio::spawn(framework::serve(listener, service))
        };
        Ok(Self { url: format!("http://{address}/v1.0"), token, task })
    }

    /// The service root, as in `http://127.0.0.1:49152/v1.0`.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// The bearer token that is accepted.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Stops listening and waits until the port is free.
    pub async fn stop(mut self) {
        self.task.abort();
        let _aborted = (&mut self.task).await;
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The service that `options` describe.
pub fn build_service(options: MockOptions, token: &str) -> Result<Service, MockError> {
    let mut hooks: Vec<Hook> = Vec::new();
    for id in &options.faults {
        hooks.extend_from_slice(fault(id.as_str())?.hooks);
    }
    for id in &options.freedoms {
        hooks.extend_from_slice(freedom(id.as_str())?.hooks);
    }
    let partners = if options.partners.is_empty() { sample_entities(&options.contract) } else { options.partners };
    let facts = Facts { contract: options.contract, token: token.to_owned() };
    let entities = partners.into_iter().map(|properties| Entity::new(properties, facts.key())).collect();
    let state = State { entities, ..State::default() };
    Ok(Service::new(facts, state, hooks, jiff::Timestamp::now))
}
