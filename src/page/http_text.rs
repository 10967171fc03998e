//! HTTP messages as code fences show them.

/// A request line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine<'t> {
    /// Method in upper case.
    pub method: &'static str,
    /// Path or URL; may hold blanks inside braces.
    pub target: &'t str,
    /// Line inside the fence (0-based).
    pub at: u32,
}

/// Headers and body behind the first line of a message.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rest<'t> {
    /// Name, value, line inside the fence (0-based).
    pub headers: Vec<(&'t str, &'t str, u32)>,
    /// The body without final line ends.
    pub body: &'t str,
    /// Line of the body inside the fence (0-based).
    pub body_at: u32,
}

/// What a fence shows.
#[derive(Debug)]
pub enum Message<'t> {
    /// A request.
    Request(RequestLine<'t>, Rest<'t>),
    /// A response: status code, and the line inside the fence (0-based).
    Response(u16, u32, Rest<'t>),
}

const METHODS: [&str; 7] = ["PATCH", "PUT", "POST", "GET", "DELETE", "HEAD", "OPTIONS"];

/// Reads one line as a request line.
#[must_use]
pub fn request_line(line: &str, at: u32) -> Option<RequestLine<'_>> {
    let (word, rest) = line.trim().split_once([' ', '\t'])?;
    let target = rest.trim();
    let target = target.split_once(" HTTP/").map_or(target, |(before, _)| before.trim_end());
    let method = METHODS.into_iter().find(|method| method.eq_ignore_ascii_case(word))?;
    // in lower case it may be a word like any other
    let is_meant = method == word || target.starts_with('/') || target.contains("://");
    (is_meant && !target.is_empty()).then_some(RequestLine { method, target, at })
}

/// All request lines of a fence that lists them.
#[must_use]
pub fn request_lines(fence: &str) -> Vec<RequestLine<'_>> {
    (0..).zip(fence.lines()).filter_map(|(at, line)| request_line(line, at)).collect()
}

/// Reads a fence as one message, by its first line; `None` when that is neither a request nor a status line.
#[must_use]
pub fn message(fence: &str) -> Option<Message<'_>> {
    let (at, first) = (0..).zip(fence.lines()).find(|(_, line)| !line.trim().is_empty())?;
    if let Some(line) = request_line(first, at) {
        return Some(Message::Request(line, rest(fence, at + 1)));
    }
    Some(Message::Response(status_line(first.trim())?, at, rest(fence, at + 1)))
}

/// The status of `HTTP/1.1 200 OK`, or of `200 OK` alone.
fn status_line(line: &str) -> Option<u16> {
    let (first, behind) = line.split_once(' ')?;
    let is_reason =
        |text: &str| !text.trim().is_empty() && text.chars().all(|c| c.is_ascii_alphabetic() || " -'".contains(c));
    let status = match first.starts_with("HTTP/") {
        true => behind.trim().get(..3)?,
        false if first.len() == 3 && is_reason(behind) => first,
        false => return None,
    };
    status.parse().ok().filter(|code| (100..600).contains(code))
}

fn rest(fence: &str, from: u32) -> Rest<'_> {
    let mut headers = Vec::new();
    let mut at = 0;
    let mut offset = 0;
    for line in fence.split_inclusive('\n') {
        let content = line.trim();
        let is_body = content.starts_with(['{', '[']);
        if at >= from {
            match content.split_once(':') {
                _ if is_body => break,
                Some((name, value)) if is_token(name.trim()) => headers.push((name.trim(), value.trim(), at)),
                _ if content.is_empty() && !headers.is_empty() => break,
                _ if content.is_empty() => {}
                _ => break,
            }
        }
        at += 1;
        offset += line.len();
    }
    let body = &fence[offset..];
    let skipped = body.len() - body.trim_start().len();
    let body_at = at + u32::try_from(body[..skipped].matches('\n').count()).unwrap_or(0);
    Rest { headers, body: body[skipped..].trim_end(), body_at }
}

/// Whether `text` is an HTTP token (RFC 9110 §5.6.2).
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// The root of the service and the path behind it: `https://host/v1.0` and `/things/{id}`. The query is cut off.
#[must_use]
pub fn split_target(target: &str) -> (Option<String>, String) {
    let path_of = |text: &str| {
        let path = cut_query(text).trim().trim_end_matches('/');
        // as seen from the service root
        let path = path.strip_prefix('~').filter(|rest| rest.starts_with('/')).unwrap_or(path);
        if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
    };
    let Some((scheme, rest)) = target.split_once("://") else {
        let path = path_of(target);
        return match version_len(&path) {
            0 => (None, path),
            len => (None, path_of(&path[len..])),
        };
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let len = version_len(path);
    (Some(format!("{scheme}://{host}{}", &path[..len])), path_of(&path[len..]))
}

/// A `?` inside braces belongs to a placeholder.
fn cut_query(text: &str) -> &str {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '?' if depth <= 0 => return &text[..at],
            _ => {}
        }
    }
    text
}

/// Length of a leading `/v1.0` or `/beta`.
fn version_len(path: &str) -> usize {
    let Some(rest) = path.strip_prefix('/') else { return 0 };
    let first = rest.split(['/', '?']).next().unwrap_or("");
    let digits = first.strip_prefix(['v', 'V']).unwrap_or("");
    let is_version = first == "beta" || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    if is_version { 1 + first.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Message, message, request_lines, split_target};

    #[test]
    fn a_request_is_taken_apart() {
        let fence = "PATCH https://h/v1.0/a\nContent-type: application/json\n\n{\n  \"a\": 1\n}\n";
        let Some(Message::Request(line, rest)) = message(fence) else { panic!("no request") };
        assert_eq!((line.method, line.target), ("PATCH", "https://h/v1.0/a"));
        assert_eq!(rest.headers, [("Content-type", "application/json", 1)]);
        assert_eq!((rest.body, rest.body_at), ("{\n  \"a\": 1\n}", 3));
    }

    #[test]
    fn a_body_needs_no_blank_line_before_it() {
        let Some(Message::Response(code, _, rest)) = message("HTTP/1.1 200 OK\nContent-Type: a/b\n{\"x\":2}\n") else {
            panic!("no response")
        };
        assert_eq!((code, rest.body, rest.body_at), (200, "{\"x\":2}", 2));
    }

    #[test]
    fn a_placeholder_may_hold_blanks_and_a_bar() {
        let lines = request_lines("PATCH /a/{id | name}\nPATCH /b/{group id}\n\nnote\n");
        assert_eq!(lines.iter().map(|l| l.target).collect::<Vec<_>>(), ["/a/{id | name}", "/b/{group id}"]);
    }

    #[test]
    fn a_url_is_split_behind_its_version() {
        for (target, root, path) in [
            ("https://h.example/v1.0/a/{id}/", Some("https://h.example/v1.0"), "/a/{id}"),
            ("https://h.example/beta/a?$x=1", Some("https://h.example/beta"), "/a"),
            ("/V1.0/a", None, "/a"),
            ("a/{b?}", None, "/a/{b?}"),
            ("~/a/b", None, "/a/b"),
        ] {
            assert_eq!(split_target(target), (root.map(str::to_owned), path.to_owned()), "{target}");
        }
    }

    #[test]
    fn what_starts_otherwise_is_no_message() {
        assert!(message("{ \"a\": 1 }").is_none());
        assert!(message("HTTP/1.1 abc").is_none());
        assert!(message("").is_none());
    }
}
