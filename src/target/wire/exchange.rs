//! One request on a connection of its own, and every octet that comes back.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use super::framing::{End, Message};
use super::request::encode;
use crate::model::{TransportFailure, WireFacts};
use crate::target::{Draft, Limits};

/// How long a connection that stays open may bring more after a whole message.
const SURPLUS_WAIT: Duration = Duration::from_millis(30);
/// Largest status line with all fields, in octets.
const LARGEST_HEAD: usize = 256 * 1024;

/// An answer as its octets show it.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// `HTTP/1.0` or `HTTP/1.1`.
    pub version: String,
    /// Fields in their order, repeated ones kept, names in lower case.
    pub fields: Vec<(String, Vec<u8>)>,
    /// The content, without chunk sizes, with its content coding.
    pub content: Bytes,
    /// Octets of the content and of what follows the message.
    pub octets_received: u64,
    /// What else the octets show.
    pub facts: WireFacts,
}

/// Sends `draft` to `url`, which it names, and reads until the connection ends.
///
/// # Errors
/// When no answer can be read.
pub async fn exchange(draft: &Draft, url: &Url, limits: Limits) -> Result<Answer, TransportFailure> {
    let deadline = Instant::now() + limits.timeout;
    let octets = encode(draft, url).map_err(|why| TransportFailure::Unreachable { detail: why.to_owned() })?;
    let Ok(connected) = timeout_at(deadline, connect(url)).await else { return Err(too_late(limits)) };
    let mut stream = connected.map_err(|error| TransportFailure::Unreachable { detail: error.to_string() })?;
    let (mut reading, mut writing) = stream.split();
    // Some targets answer before they have read everything; then only the answer counts.
    let sending = async {
        let _ended_early = writing.write_all(&octets).await;
        std::future::pending::<Infallible>().await
    };
    let to_head = draft.method == "HEAD";
    tokio::select! {
        never = sending => match never {},
        received = receive(&mut reading, to_head, deadline, limits) => answer(&received?, to_head, limits),
    }
}

async fn connect(url: &Url) -> io::Result<TcpStream> {
    let port = url.port_or_known_default().unwrap_or(80);
    let stream = match url.host() {
        Some(Host::Domain(name)) => TcpStream::connect((name, port)).await?,
        Some(Host::Ipv4(ip)) => TcpStream::connect((ip, port)).await?,
        Some(Host::Ipv6(ip)) => TcpStream::connect((ip, port)).await?,
        None => return Err(io::Error::new(io::ErrorKind::InvalidInput, "the URL has no host")),
    };
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Octets of an answer, and whether waiting for more was given up.
#[derive(Debug)]
struct Received {
    octets: Vec<u8>,
    in_time: bool,
}

/// Reads until the connection ends, or nothing more comes after a whole message, or time is up.
async fn receive(
    stream: &mut (impl AsyncRead + Unpin),
    to_head: bool,
    deadline: Instant,
    limits: Limits,
) -> Result<Received, TransportFailure> {
    let mut octets = Vec::with_capacity(4096);
    let mut is_whole = false;
    loop {
        let read = stream.read_buf(&mut octets);
        let until = if is_whole { deadline.min(Instant::now() + SURPLUS_WAIT) } else { deadline };
        match timeout_at(until, read).await {
            Err(_) => return Ok(Received { octets, in_time: is_whole }),
            // An error of the connection ends it like a close: what came before it counts.
            Ok(Ok(0) | Err(_)) => return Ok(Received { octets, in_time: true }),
            Ok(Ok(_)) => {}
        }
        match Message::read(&octets, to_head).map_err(malformed)? {
            None if octets.len() > LARGEST_HEAD => return Err(malformed("the header fields are too large")),
            None => {}
            Some(message) => is_whole = matches!(message.end, End::At(_)),
        }
        if octets.len() as u64 > limits.largest.saturating_add(LARGEST_HEAD as u64) {
            return Err(TransportFailure::TooLarge { limit: limits.largest });
        }
    }
}

fn answer(received: &Received, to_head: bool, limits: Limits) -> Result<Answer, TransportFailure> {
    let octets = &received.octets;
    let Some(message) = Message::read(octets, to_head).map_err(malformed)? else {
        if !received.in_time {
            return Err(too_late(limits));
        }
        let place = if octets.is_empty() { "before the first octet" } else { "inside the header fields" };
        return Err(TransportFailure::Closed { detail: format!("the connection ended {place}") });
    };
    let (surplus_octets, missing_octets) = match message.end {
        End::At(end) => ((octets.len() - end) as u64, 0),
        End::Missing(missing) => (0, missing),
        End::Close if !received.in_time => return Err(too_late(limits)),
        End::Close | End::Unknown => (0, 0),
    };
    let content: Vec<u8> = message.content.iter().flat_map(|range| &octets[range.clone()]).copied().collect();
    let irregularities = message.head.irregularities.iter().map(|name| (*name).to_owned()).collect();
    Ok(Answer {
        status: message.head.status,
        version: message.head.version,
        fields: message.head.fields,
        octets_received: content.len() as u64 + surplus_octets,
        content: content.into(),
        facts: WireFacts { surplus_octets, missing_octets, irregularities },
    })
}

fn malformed(why: &'static str) -> TransportFailure {
    TransportFailure::Malformed { detail: why.to_owned() }
}

fn too_late(limits: Limits) -> TransportFailure {
    TransportFailure::Timeout { after_ms: u64::try_from(limits.timeout.as_millis()).unwrap_or(u64::MAX) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use url::Url;

    use super::{Answer, exchange};
    use crate::model::TransportFailure;
    use crate::target::{Draft, Limits};

    /// What a server that says `octets` shows; `stays` keeps the connection open.
    async fn ask(method: &str, octets: &'static str, stays: bool) -> Result<Answer, TransportFailure> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/a", listener.local_addr().unwrap());
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            stream.write_all(octets.as_bytes()).await.unwrap();
            if stays {
                std::future::pending::<()>().await;
            }
            drop(stream);
            std::future::pending::<()>().await;
        };
        let limits = Limits { timeout: Duration::from_millis(200), ..Limits::default() };
        let draft = Draft::new(method, url.clone());
        let url = Url::parse(&url).unwrap();
        tokio::select! {
            () = server => panic!("the server never ends"),
            answer = exchange(&draft, &url, limits) => answer,
        }
    }

    #[tokio::test]
    async fn every_octet_is_counted() {
        for stays in [false, true] {
            for (method, octets, received, surplus, missing) in [
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 2, 0, 0),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}", 2, 1, 0),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}", 2, 0, 2),
                ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 2, 2, 0),
                ("GET", "HTTP/1.1 204 No Content\r\n\r\n0\r\n\r\n", 5, 5, 0),
            ] {
                let answer = ask(method, octets, stays).await.unwrap();
                let facts = &answer.facts;
                let found = (answer.octets_received, facts.surplus_octets, facts.missing_octets);
                assert_eq!(found, (received, surplus, missing), "{octets:?}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_no_answer_is_a_failure() {
        use TransportFailure::{Closed, Malformed, Timeout};
        for (octets, stays, is_right) in [
            ("", false, (|f| matches!(f, Closed { .. })) as fn(&TransportFailure) -> bool),
            ("HTTP/1.1 200 OK\r\nA: b", false, |f| matches!(f, Closed { .. })),
            ("", true, |f| matches!(f, Timeout { .. })),
            ("HTTP/1.1 200 OK\r\n\r\nno end", true, |f| matches!(f, Timeout { .. })),
            ("SSH-2.0-x\r\n", true, |f| matches!(f, Malformed { .. })),
        ] {
            let failure = ask("GET", octets, stays).await.unwrap_err();
            assert!(is_right(&failure), "{octets:?}: {failure:?}");
        }
    }
}
