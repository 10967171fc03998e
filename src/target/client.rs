//! Sends a draft and records what came.

use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use url::Url;

use super::decode::decode;
use super::failure::classify;
use super::{Address, Connection, Draft, Limits, Redactor, wire};
use crate::model::{Body, Exchange, Header, Outcome, Request, Response, Role, TransportFailure};

/// The client cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be set up")]
pub struct ClientError(#[from] reqwest::Error);

/// Sends requests, one connection pool for a run. Follows no redirect, repeats nothing by itself.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    connection: Connection,
    limits: Limits,
    redactor: Redactor,
}

impl Client {
    /// A client that masks what `redactor` knows.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(limits: Limits, connection: &Connection, redactor: Redactor) -> Result<Self, ClientError> {
        Ok(Self { http: connection.client(limits.timeout)?, connection: connection.clone(), limits, redactor })
    }

    /// Sends what follows on new connections: none that was used before is used again.
    pub fn reconnect(&mut self) {
        if let Ok(http) = self.connection.client(self.limits.timeout) {
            self.http = http;
        }
    }

    /// Sends `draft` and waits so long for its answer. Whatever happens is an [`Exchange`]: the network cannot make a
    /// run fail.
    pub async fn send(&self, draft: &Draft, role: Role, timeout: Duration) -> Exchange {
        let started = Instant::now();
        let limits = Limits { timeout, ..self.limits };
        let watched = |url: &Url| draft.wire && url.scheme() == "http" && self.may_watch(url);
        let answered = match Url::parse(&draft.url).ok().filter(watched) {
            Some(url) => self.ask_on_the_wire(draft, &url, limits).await,
            None => self.ask(draft, limits).await,
        };
        let outcome = match answered {
            Ok(response) => Outcome::Response(response),
            Err(failure) => Outcome::Failure(failure),
        };
        let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Exchange { role, request: self.record(draft), outcome, duration_us }
    }

    /// The request as it may be recorded.
    #[must_use]
    pub fn record(&self, draft: &Draft) -> Request {
        let mut headers: Vec<_> = draft.headers.iter().map(|(name, value)| self.redactor.header(name, value)).collect();
        if draft.chunked {
            headers.push(self.redactor.header("transfer-encoding", "chunked"));
        }
        Request {
            method: draft.method.clone(),
            url: self.redactor.text(&draft.url),
            headers,
            body: Body::record(&self.redactor.octets(&Bytes::from(draft.body.clone()))),
        }
    }

    /// Whether a socket of our own reaches the target: not where a proxy stands between.
    fn may_watch(&self, url: &Url) -> bool {
        self.connection.is_direct() || Address::parse(url.as_str()).is_ok_and(|address| address.is_loopback())
    }

    async fn ask(&self, draft: &Draft, limits: Limits) -> Result<Response, TransportFailure> {
        let failed = |error: &reqwest::Error| classify(error, limits.timeout);
        let mut request = self.build(draft).map_err(|error| failed(&error))?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut answer = self.http.execute(request).await.map_err(|error| failed(&error))?;
        let (status, version) = (answer.status().as_u16(), format!("{:?}", answer.version()));
        let headers: Vec<_> = answer
            .headers()
            .iter()
            .map(|(name, value)| self.redactor.header(name.as_str(), &String::from_utf8_lossy(value.as_bytes())))
            .collect();
        let received = self.read(&mut answer, limits).await?;
        let octets_received = received.len() as u64;
        let (body, content) = self.content(&headers, received)?;
        Ok(Response { status, version, headers, body, octets_received, wire: None, content })
    }

    /// Asks on a connection of its own and keeps account of every octet.
    async fn ask_on_the_wire(&self, draft: &Draft, url: &Url, limits: Limits) -> Result<Response, TransportFailure> {
        let wire::Answer { status, version, fields, content, octets_received, facts } =
            wire::exchange(draft, url, limits).await?;
        let header = |(name, value): &(String, Vec<u8>)| self.redactor.header(name, &String::from_utf8_lossy(value));
        let headers: Vec<Header> = fields.iter().map(header).collect();
        let (body, content) = self.content(&headers, content)?;
        Ok(Response { status, version, headers, body, octets_received, wire: Some(facts), content })
    }

    /// The content as recorded, and whole for the rules, without its coding.
    fn content(&self, headers: &[Header], received: Bytes) -> Result<(Body, Bytes), TransportFailure> {
        let coding = headers.iter().find(|h| h.name == "content-encoding").map(|h| h.value.as_str());
        let content = decode(coding, received, self.limits.largest)
            .map_err(|error| TransportFailure::Malformed { detail: format!("content coding: {error}") })?;
        // Rules quote what they judge, and snapshots keep it: they see no secret either.
        let content = self.redactor.octets(&content);
        Ok((Body::record(&content), content))
    }

    fn build(&self, draft: &Draft) -> Result<reqwest::Request, reqwest::Error> {
        let method = http::Method::from_bytes(draft.method.as_bytes()).unwrap_or(http::Method::GET);
        let mut builder = self.http.request(method, &draft.url);
        for (name, value) in &draft.headers {
            builder = builder.header(name, value);
        }
        if draft.chunked {
            // A body of unknown length goes out in chunks.
            builder = builder.body(reqwest::Body::wrap(chunks::Chunks::of(draft.body.clone())));
        } else if !draft.body.is_empty() {
            builder = builder.body(draft.body.clone());
        } else if draft.method != "GET" && draft.method != "HEAD" {
            builder = builder.header("content-length", "0");
        }
        builder.build()
    }

    async fn read(&self, answer: &mut reqwest::Response, limits: Limits) -> Result<Bytes, TransportFailure> {
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| classify(&error, limits.timeout))? {
            if (body.len() + chunk.len()) as u64 > limits.largest {
                return Err(TransportFailure::TooLarge { limit: limits.largest });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }
}

mod chunks {
    //! A request body whose length is not told beforehand.

    use std::convert::Infallible;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use http_body::{Body, Frame};

    /// The body in two pieces.
    pub(super) struct Chunks(std::vec::IntoIter<Bytes>);

    impl Chunks {
        pub(super) fn of(body: Vec<u8>) -> Self {
            let mut first = Bytes::from(body);
            let second = first.split_off(first.len() / 2);
            Self(vec![first, second].into_iter())
        }
    }

    impl Body for Chunks {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Ready(self.0.find(|piece| !piece.is_empty()).map(|piece| Ok(Frame::data(piece))))
        }
    }
}
