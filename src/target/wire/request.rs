//! A draft as the octets of a request.

use url::Url;

use crate::target::Draft;

/// The octets of `draft` for `url`, which it names, on a connection that ends with the answer.
///
/// # Errors
/// A method or a field that would break the lines of the request.
pub fn encode(draft: &Draft, url: &Url) -> Result<Vec<u8>, &'static str> {
    let breaks = |text: &str| text.bytes().any(|octet| matches!(octet, b'\r' | b'\n' | 0));
    if breaks(&draft.method) || draft.headers.iter().any(|(name, value)| breaks(name) || breaks(value)) {
        return Err("a header field of the request has a line break");
    }
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut head = format!("{} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", draft.method);
    for (name, value) in &draft.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if draft.chunked {
        head.push_str("transfer-encoding: chunked\r\n");
    } else if !draft.body.is_empty() || !matches!(draft.method.as_str(), "GET" | "HEAD") {
        head.extend(["content-length: ", &draft.body.len().to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    let mut octets = head.into_bytes();
    if draft.chunked {
        let (first, second) = draft.body.split_at(draft.body.len() / 2);
        for piece in [first, second].into_iter().filter(|piece| !piece.is_empty()) {
            octets.extend(format!("{:x}\r\n", piece.len()).into_bytes());
            octets.extend_from_slice(piece);
            octets.extend_from_slice(b"\r\n");
        }
        octets.extend_from_slice(b"0\r\n\r\n");
    } else {
        octets.extend_from_slice(&draft.body);
    }
    Ok(octets)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::encode;
    use crate::target::Draft;

    fn draft(method: &str, body: &str, chunked: bool) -> Draft {
        let headers = vec![("accept".to_owned(), "*/*".to_owned())];
        Draft { headers, body: body.into(), chunked, ..Draft::new(method, "http://[::1]:8080/v1.0/a%20b?c=d#e") }
    }

    fn text(draft: &Draft) -> String {
        String::from_utf8(encode(draft, &Url::parse(&draft.url).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn a_request_names_its_host_and_its_length() {
        let start = "HTTP/1.1\r\nhost: [::1]:8080\r\nconnection: close\r\naccept: */*\r\n";
        for (draft, expected) in [
            (draft("GET", "", false), format!("GET /v1.0/a%20b?c=d {start}\r\n")),
            (draft("PATCH", "", false), format!("PATCH /v1.0/a%20b?c=d {start}content-length: 0\r\n\r\n")),
            (draft("PATCH", "{}", false), format!("PATCH /v1.0/a%20b?c=d {start}content-length: 2\r\n\r\n{{}}")),
            (
                draft("PATCH", "{}", true),
                format!(
                    "PATCH /v1.0/a%20b?c=d {start}transfer-encoding: chunked\r\n\r\n1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n"
                ),
            ),
        ] {
            assert_eq!(text(&draft), expected);
        }
    }

    #[test]
    fn a_line_break_in_a_field_is_refused() {
        let mut draft = draft("GET", "", false);
        draft.set("accept", "a\r\nx: y");
        assert!(encode(&draft, &Url::parse(&draft.url).unwrap()).is_err());
    }
}
