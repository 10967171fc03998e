//! Where a message ends (RFC 9112 §6.3).

use std::ops::Range;

use super::chunks;
use super::head::{Head, sort_unique};

/// The final answer on a connection, as far as it came.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// Its status line and fields.
    pub head: Head,
    /// Where its content stands, without chunk sizes.
    pub content: Vec<Range<usize>>,
    /// How it ends.
    pub end: End,
}

/// How a message ends.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// Here: what follows is no part of it.
    At(usize),
    /// Later: so many octets are missing.
    Missing(u64),
    /// Nothing but the end of the connection tells.
    Close,
    /// The stated framing has no meaning; the connection's end is as good as any.
    Unknown,
}

impl Message {
    /// Reads the final answer to a request, after interim ones; `None` while its head did not come.
    ///
    /// # Errors
    /// When the octets are no answer.
    pub fn read(octets: &[u8], to_head: bool) -> Result<Option<Self>, &'static str> {
        let mut start = 0;
        loop {
            let Some(mut head) = Head::read(&octets[start..])? else { return Ok(None) };
            head.length += start;
            if !(100..200).contains(&head.status) || head.status == 101 {
                return Ok(Some(Self::framed(head, octets, to_head)));
            }
            start = head.length;
        }
    }

    fn framed(mut head: Head, octets: &[u8], to_head: bool) -> Self {
        let start = head.length;
        let available = octets.len() - start;
        if to_head || matches!(head.status, 101 | 204 | 304) {
            return Self { head, content: Vec::new(), end: End::At(start) };
        }
        let codings: Vec<Vec<u8>> = head.members("transfer-encoding").map(<[u8]>::to_ascii_lowercase).collect();
        let rest = Range { start, end: octets.len() };
        if codings.is_empty() {
            return match length(&head) {
                Ok(None) => Self { head, content: vec![rest], end: End::Close },
                Ok(Some(length)) => {
                    let taken = usize::try_from(length).unwrap_or(usize::MAX).min(available);
                    let missing = length - taken as u64;
                    let end = if missing == 0 { End::At(start + taken) } else { End::Missing(missing) };
                    Self { head, content: vec![Range { start, end: start + taken }], end }
                }
                Err(()) => Self { head, content: vec![rest], end: End::Unknown },
            };
        }
        if head.version == "HTTP/1.0" {
            head.irregularities.push("coding-in-http-1.0");
        }
        // No other coding was offered by the request (RFC 9112 7.4), and chunked comes last and once (6.1).
        if codings.len() > 1 || codings[0] != b"chunked" {
            head.irregularities.push("transfer-coding");
        }
        if codings.last().is_none_or(|last| last != b"chunked") {
            sort_unique(&mut head.irregularities);
            return Self { head, content: vec![rest], end: End::Close };
        }
        let chunked = chunks::read(octets, start);
        head.irregularities.extend(chunked.irregularities);
        sort_unique(&mut head.irregularities);
        let end = match (chunked.end, chunked.missing) {
            (Some(end), _) => End::At(end),
            (None, 0) => End::Unknown,
            (None, missing) => End::Missing(missing),
        };
        Self { head, content: chunked.content, end }
    }
}

/// The one length that all members of Content-Length state.
fn length(head: &Head) -> Result<Option<u64>, ()> {
    let mut stated = head.members("content-length");
    let Some(first) = stated.next() else { return Ok(None) };
    if first.is_empty() || !first.iter().all(u8::is_ascii_digit) || stated.any(|other| other != first) {
        return Err(());
    }
    std::str::from_utf8(first).ok().and_then(|digits| digits.parse().ok()).map(Some).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::{End, Message};

    fn message(octets: &str, to_head: bool) -> (String, End, Vec<&'static str>) {
        let message = Message::read(octets.as_bytes(), to_head).unwrap().unwrap();
        let content = message.content.iter().map(|range| octets[range.clone()].to_owned()).collect();
        (content, message.end, message.head.irregularities)
    }

    #[test]
    fn a_message_ends_where_its_framing_says() {
        for (rest, to_head, content, end) in [
            ("Content-Length: 2\r\n\r\n{}", false, "{}", End::At(40)),
            ("Content-Length: 2\r\n\r\n{}surplus", false, "{}", End::At(40)),
            ("Content-Length: 5\r\n\r\n{}", false, "{}", End::Missing(3)),
            ("Content-Length: 2, 2\r\n\r\n{}", false, "{}", End::At(43)),
            ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", false, "{}", End::Unknown),
            ("Content-Length: +2\r\n\r\n{}", false, "{}", End::Unknown),
            ("Content-Length: 99999999999999999999999\r\n\r\n{}", false, "{}", End::Unknown),
            ("\r\n{}", false, "{}", End::Close),
            ("Content-Length: 2\r\n\r\n", true, "", End::At(38)),
            ("Content-Length: 9\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", false, "{}", End::At(78)),
            ("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", false, "{}", End::Missing(1)),
            ("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", false, "", End::Unknown),
            ("Transfer-Encoding: identity\r\n\r\n{}", false, "{}", End::Close),
        ] {
            let (found, found_end, _) = message(&format!("HTTP/1.1 200 OK\r\n{rest}"), to_head);
            assert_eq!((found.as_str(), found_end), (content, end), "{rest:?}");
        }
    }

    #[test]
    fn statuses_without_content_end_with_their_head() {
        for status in [204, 304] {
            let octets = format!("HTTP/1.1 {status} X\r\nContent-Length: 2\r\n\r\n{{}}");
            assert_eq!(message(&octets, false).1, End::At(octets.len() - 2));
        }
    }

    #[test]
    fn interim_answers_are_passed_over() {
        let octets =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nyes";
        assert_eq!(message(octets, false), ("yes".to_owned(), End::Close, vec![]));
        assert_eq!(Message::read(&octets.as_bytes()[..30], false), Ok(None));
    }

    #[test]
    fn codings_that_were_not_offered_have_a_name() {
        for (octets, name) in [
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "transfer-coding"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n{}", "transfer-coding"),
            ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "coding-in-http-1.0"),
        ] {
            assert_eq!(message(octets, false).2, [name], "{octets:?}");
        }
    }
}
