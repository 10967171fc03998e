//! The running mock.

use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{framework, raw};
use crate::mock::service::{Entity, Facts, Hook, Service, State, sample_entities};
use crate::mock::{MockError, MockOptions, fault, freedom};
use crate::model::{Identity, PathTemplate};

/// A mock that serves until it is stopped or dropped.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use docproof::{Mock, MockOptions, shipped_contract};
///
/// let mock = Mock::start(MockOptions::new(shipped_contract())).await?;
/// assert!(mock.url().starts_with("http://127.0.0.1:"));
/// mock.stop().await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Mock {
    url: String,
    token: String,
    identities: Vec<(Identity, String)>,
    params: Vec<(String, String)>,
    key: Option<(String, String)>,
    task: JoinHandle<()>,
}

impl Mock {
    /// Binds `127.0.0.1` and serves in the background of the current tokio runtime.
    ///
    /// # Errors
    /// An unknown fault or freedom, or a port that cannot be bound.
    pub async fn start(options: MockOptions) -> Result<Self, MockError> {
        let token = options.token.clone().unwrap_or_else(|| super::super::DEFAULT_TOKEN.to_owned());
        let (port, identities) = (options.port, options.identities.clone());
        let path = options.contract.operation.path.clone();
        let params = params(&path);
        let service = Arc::new(build_service(options, &token, jiff::Timestamp::now)?);
        let name = path.collection().and_then(|_| path.placeholders().last().map(|name| (*name).to_owned()));
        let key = name.zip(service.first_id());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = listener.map_err(|source| MockError::Bind { port, source })?;
        let address = listener.local_addr().map_err(|source| MockError::Bind { port, source })?;
        let task = if service.needs_raw_socket() {
            tokio::spawn(raw::serve(listener, service))
        } else {
            tokio::spawn(framework::serve(listener, service))
        };
        Ok(Self { url: format!("http://{address}/v1.0"), token, identities, params, key, task })
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

    /// Other callers, with the bearer token of each.
    #[must_use]
    pub fn identities(&self) -> &[(Identity, String)] {
        &self.identities
    }

    /// Values for the placeholders that cannot be read from the collection: the mock serves any text there.
    #[must_use]
    pub fn params(&self) -> &[(String, String)] {
        &self.params
    }

    /// The placeholder that names the entity, and the id of the first one; `None` when the path ends without one.
    #[must_use]
    pub fn key(&self) -> Option<&(String, String)> {
        self.key.as_ref()
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

/// A value for each placeholder but the one that names the entity, once per name.
fn params(path: &PathTemplate) -> Vec<(String, String)> {
    let mut names = path.placeholders();
    if path.collection().is_some() {
        let key = names.pop();
        names.retain(|name| Some(*name) != key);
    }
    names.dedup();
    names.into_iter().map(|name| (name.to_owned(), "parent".to_owned())).collect()
}

/// The service that `options` describe, with `now` as its clock.
pub fn build_service(options: MockOptions, token: &str, now: fn() -> jiff::Timestamp) -> Result<Service, MockError> {
    let mut hooks: Vec<Hook> = Vec::new();
    for id in &options.faults {
        hooks.extend_from_slice(fault(id.as_str())?.hooks);
    }
    for id in &options.freedoms {
        hooks.extend_from_slice(freedom(id.as_str())?.hooks);
    }
    let partners = if options.partners.is_empty() { sample_entities(&options.contract) } else { options.partners };
    let facts = Facts { contract: options.contract, token: token.to_owned(), identities: options.identities };
    let entities = partners.into_iter().map(|properties| Entity::new(properties, facts.key())).collect();
    let state = State { entities, ..State::default() };
    Ok(Service::new(facts, state, hooks, now))
}

#[cfg(test)]
mod tests {
    use super::Mock;
    use crate::mock::probe::contract;
    use crate::mock::{DEFAULT_TOKEN, MockError, MockOptions};

    const PATH: &str = "/deviceManagement/remoteAssistancePartners/7443c8b9-c8b9-7443-b9c8-4374b9c84374";

    async fn started(fault: &[&str], freedom: &[&str]) -> Mock {
        let options = MockOptions {
            faults: fault.iter().map(|id| (*id).into()).collect(),
            freedoms: freedom.iter().map(|id| (*id).into()).collect(),
            ..MockOptions::new(contract())
        };
        Mock::start(options).await.unwrap()
    }

    fn client() -> reqwest::Client {
        // Another test may have installed it already.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder().no_proxy().build().unwrap()
    }

    async fn update(mock: &Mock, body: String) -> reqwest::Result<(u16, String)> {
        let request = client().patch(format!("{}{PATH}", mock.url())).bearer_auth(mock.token()).body(body);
        let answer = request.header("content-type", "application/json").send().await?;
        let length = answer.content_length();
        let (status, text) = (answer.status().as_u16(), answer.text().await?);
        assert!(length.is_none_or(|length| length == text.len() as u64));
        Ok((status, text))
    }

    #[tokio::test]
    async fn the_framework_and_the_raw_socket_say_the_same() {
        for freedoms in [&[][..], &["answers-in-pieces"], &["answers-in-tiny-chunks"], &["answers-in-http-1-0"]] {
            let mock = started(&[], freedoms).await;
            for text in ["ü😀".to_owned(), "x".repeat(300_000)] {
                let (status, body) = update(&mock, serde_json::json!({"displayName": text}).to_string()).await.unwrap();
                assert_eq!(status, 200);
                assert!(body.contains(&format!("\"displayName\":\"{text}\"")), "{freedoms:?}");
            }
            mock.stop().await;
        }
    }

    #[tokio::test]
    async fn the_prefix_of_the_version_is_optional() {
        let mock = started(&[], &[]).await;
        let root = mock.url().strip_suffix("/v1.0").unwrap().to_owned();
        let client = client();
        for url in [format!("{root}{PATH}"), format!("{root}/v1.0{PATH}")] {
            let read = client.get(&url).bearer_auth(mock.token()).send().await.unwrap();
            assert_eq!(read.status(), 200);
            let length = read.content_length();
            let head = client.head(&url).bearer_auth(mock.token()).send().await.unwrap();
            let field = head.headers()["content-length"].to_str().unwrap().parse::<u64>().ok();
            assert_eq!((head.status().as_u16(), field), (200, length));
        }
    }

    #[tokio::test]
    async fn broken_octets_are_errors_of_the_client() {
        let faults = [
            "status-line-garbled",
            "closes-in-the-body",
            "closes-in-the-head",
            "length-one-too-many",
            "chunk-size-no-number",
        ];
        for fault in faults {
            let mock = started(&[fault], &[]).await;
            assert!(update(&mock, "{}".to_owned()).await.is_err(), "{fault}");
        }
    }

    #[tokio::test]
    async fn every_freedom_answers_an_update_on_the_wire() {
        for freedom in crate::mock::FREEDOMS.iter() {
            let mock = started(&[], &[freedom.id]).await;
            let (status, _) = update(&mock, r#"{"displayName":"new"}"#.to_owned()).await.unwrap();
            let expected = if freedom.id == "if-match-required" { 428 } else { 200 };
            assert_eq!(status, expected, "{}", freedom.id);
        }
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused() {
        let mock = started(&[], &[]).await;
        let answer = update(&mock, format!("{{\"displayName\":\"{}\"}}", "x".repeat(17 * 1024 * 1024))).await;
        // A client that is still sending may see the connection end instead.
        assert!(answer.is_err() || answer.is_ok_and(|(status, _)| status == 413));
        assert_eq!(update(&mock, "{}".to_owned()).await.unwrap().0, 200);
    }

    #[tokio::test]
    async fn a_taken_port_is_an_error_that_names_it() {
        let mock = started(&[], &[]).await;
        let port = mock.url().rsplit(':').next().and_then(|rest| rest.split('/').next()?.parse().ok()).unwrap();
        let again = Mock::start(MockOptions { port, ..MockOptions::new(contract()) }).await;
        let message = again.unwrap_err().to_string();
        assert_eq!(message, format!("cannot listen on 127.0.0.1:{port}; choose another port, or 0 for a free one"));
        mock.stop().await;
        let freed = Mock::start(MockOptions { port, ..MockOptions::new(contract()) }).await.unwrap();
        assert_eq!(freed.token(), DEFAULT_TOKEN);
    }

    #[tokio::test]
    async fn an_unknown_fault_does_not_start() {
        let options = MockOptions { faults: vec!["put-semantic".into()], ..MockOptions::new(contract()) };
        assert!(matches!(Mock::start(options).await, Err(MockError::UnknownFault { suggestion: Some(_), .. })));
    }
}
