//! The pace of asking, at a stand-in provider: real ones seldom say `slow_down`.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use super::super::{AuthError, Provider};
use crate::target::Connection;

const CODE: &str = r#"{"device_code":"device-1","user_code":"U-1","verification_uri":"http://localhost/","expires_in":900,"interval":1}"#;
const TOKEN: &str = r#"{"access_token":"a","token_type":"Bearer","expires_in":60,"refresh_token":"r"}"#;

/// A provider that gives these answers, one after the other.
fn provider(answers: Vec<&'static str>) -> Provider {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (answer, stream) in answers.into_iter().zip(listener.incoming()) {
            let mut stream = stream.unwrap();
            read_request(&mut stream);
            let status = if answer.contains("\"error\"") { "400 Bad Request" } else { "200 OK" };
            let head = "Content-Type: application/json\r\nConnection: close";
            write!(stream, "HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{answer}", answer.len()).unwrap();
        }
    });
    Provider::new(&Connection::default(), "desk", &url, None, vec!["openid".to_owned()]).unwrap()
}

/// Reads a whole request: a socket that closes before resets the connection, and the answer may be lost.
fn read_request(stream: &mut TcpStream) {
    let (mut reader, mut length) = (BufReader::new(stream), 0);
    for line in reader.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()) {
        let field = line.to_ascii_lowercase();
        length = field.strip_prefix("content-length:").map_or(length, |value| value.trim().parse().unwrap());
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
}

async fn waits(answers: Vec<&'static str>) -> (Vec<u64>, Result<bool, AuthError>) {
    let provider = provider(answers);
    let waits = RefCell::new(Vec::new());
    let sleep = |time: Duration| {
        waits.borrow_mut().push(time.as_secs());
        std::future::ready(())
    };
    let code = provider.code().await.unwrap();
    let issued = provider.by_code(&code, sleep).await.map(|issued| issued.refresh.is_some());
    (waits.into_inner(), issued)
}

#[tokio::test]
async fn a_provider_that_says_slow_down_is_asked_more_slowly_from_then_on() {
    let (pending, slow) = (r#"{"error":"authorization_pending"}"#, r#"{"error":"slow_down"}"#);
    let (waits, issued) = waits(vec![CODE, pending, slow, pending, TOKEN]).await;
    assert!(issued.unwrap());
    assert_eq!(waits, [1, 6, 6]);
}

#[tokio::test]
async fn what_a_provider_refuses_is_told_by_its_kind() {
    let (_, expired) = waits(vec![CODE, r#"{"error":"expired_token"}"#]).await;
    assert!(matches!(expired, Err(AuthError::CodeExpired)));
    let (_, denied) = waits(vec![CODE, r#"{"error":"access_denied","error_description":"the user\nsaid no"}"#]).await;
    let message = denied.unwrap_err().to_string();
    assert!(message.contains("access_denied: the user said no"), "{message}");
    let (_, odd) = waits(vec![CODE, r#"{"access_token":"geheim"}"#]).await;
    let message = odd.unwrap_err().to_string();
    assert!(!message.contains("geheim") && message.contains("no token response"), "{message}");
}
