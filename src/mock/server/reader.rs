//! Reads requests from a connection, for the raw socket.

use std::io;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::mock::service::Request;

/// Largest body that is read, in octets.
pub const LARGEST_BODY: usize = 16 * 1024 * 1024;
/// Largest request line with all fields, in octets.
const LARGEST_HEAD: usize = 256 * 1024;

/// A connection and what was read ahead of it.
#[derive(Debug)]
pub struct Reader {
    /// The connection.
    pub stream: TcpStream,
    ahead: BytesMut,
    requests: u64,
}

impl Reader {
    /// A reader of a fresh connection.
    #[must_use]
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, ahead: BytesMut::new(), requests: 0 }
    }

    /// The next request; `None` when the client closed the connection or sent no HTTP.
    ///
    /// # Errors
    /// Those of the connection.
    pub async fn next(&mut self) -> io::Result<Option<Request>> {
        let Some(head) = self.take_until(b"\r\n\r\n", LARGEST_HEAD).await? else { return Ok(None) };
        let Some(mut request) = parse_head(&String::from_utf8_lossy(&head)) else { return Ok(None) };
        if request.list("expect").any(|e| e.eq_ignore_ascii_case("100-continue")) {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        let chunked = request.list("transfer-encoding").any(|t| t.eq_ignore_ascii_case("chunked"));
        let length = request.header("content-length").and_then(|l| l.trim().parse::<usize>().ok()).unwrap_or(0);
        let body = if chunked { self.take_chunks().await? } else { self.take(length).await? };
        let Some(body) = body else { return Ok(None) };
        self.requests += 1;
        (request.body, request.place) = (body, self.requests);
        Ok(Some(request))
    }

    async fn more(&mut self) -> io::Result<bool> {
        Ok(self.stream.read_buf(&mut self.ahead).await? > 0)
    }

    async fn take(&mut self, length: usize) -> io::Result<Option<Bytes>> {
        if length > LARGEST_BODY {
            return Ok(None);
        }
        while self.ahead.len() < length {
            if !self.more().await? {
                return Ok(None);
            }
        }
        Ok(Some(self.ahead.split_to(length).freeze()))
    }

    async fn take_until(&mut self, end: &[u8], limit: usize) -> io::Result<Option<Bytes>> {
        let mut searched = 0;
        loop {
            if let Some(at) = self.ahead[searched..].windows(end.len()).position(|w| w == end) {
                let taken = self.ahead.split_to(searched + at).freeze();
                self.ahead.advance(end.len());
                return Ok(Some(taken));
            }
            searched = self.ahead.len().saturating_sub(end.len() - 1);
            if self.ahead.len() > limit || !self.more().await? {
                return Ok(None);
            }
        }
    }

    async fn take_chunks(&mut self) -> io::Result<Option<Bytes>> {
        let mut body = BytesMut::new();
        loop {
            let Some(line) = self.take_until(b"\r\n", 1024).await? else { return Ok(None) };
            let line = String::from_utf8_lossy(&line).into_owned();
            let size = line.split(';').next().and_then(|digits| usize::from_str_radix(digits.trim(), 16).ok());
            let Some(size) = size.filter(|size| body.len().saturating_add(*size) <= LARGEST_BODY) else {
                return Ok(None);
            };
            if size == 0 {
                break;
            }
            let Some(chunk) = self.take(size).await? else { return Ok(None) };
            body.extend_from_slice(&chunk);
            self.take_until(b"\r\n", 1024).await?;
        }
        // Trailers end with an empty line.
        while self.take_until(b"\r\n", LARGEST_HEAD).await?.is_some_and(|line| !line.is_empty()) {}
        Ok(Some(body.freeze()))
    }
}

fn parse_head(head: &str) -> Option<Request> {
    let mut lines = head.trim_start_matches("\r\n").split("\r\n");
    let mut line = lines.next()?.split(' ');
    let (method, target, version) = (line.next()?, line.next()?, line.next()?);
    if !version.starts_with("HTTP/1.") {
        return None;
    }
    let target = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => target,
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let field = |line: &str| line.split_once(':').map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()));
    Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: lines.filter_map(field).collect(),
        body: Bytes::new(),
        place: 0,
    })
}
