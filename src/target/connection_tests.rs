//! TLS is verified, a file adds to whom it trusts, and a proxy gets what is for other machines only.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::Connection;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// An authority in PEM form, and a certificate of `localhost` that it signed, with its key.
fn certificates() -> (String, CertificateDer<'static>, PrivateKeyDer<'static>) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own_key = KeyPair::generate().unwrap();
    let pem = authority.self_signed(&own_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let signed = server.signed_by(&key, &Issuer::new(authority, own_key)).unwrap();
    (pem, signed.der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
}

/// A server that speaks TLS, and its URL.
async fn tls_server(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> String {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = versions.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(ANSWER).await;
            let _ = stream.shutdown().await;
        }
    });
    url
}

async fn status(connection: &Connection, url: &str) -> Result<u16, String> {
    let requester = connection.requester(Duration::from_secs(5)).unwrap();
    let request = http::Request::get(url).body(Vec::new()).unwrap();
    requester.send(request).await.map(|answer| answer.status().as_u16()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn an_authority_is_trusted_only_when_a_file_says_so() {
    let (pem, certificate, key) = certificates();
    let url = tls_server(certificate, key).await;
    let refused = status(&Connection::default(), &url).await.unwrap_err();
    assert!(refused.contains("certificate"), "{refused}");
    let file = tempfile::NamedTempFile::new().unwrap();
    fs_err::write(file.path(), pem).unwrap();
    let trusting = Connection::default().trusting(file.path()).unwrap();
    assert_eq!(status(&trusting, &url).await, Ok(200));
}

#[test]
fn a_file_without_certificates_and_a_proxy_that_is_no_url_are_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs_err::write(file.path(), "no certificate").unwrap();
    let error = Connection::default().trusting(file.path()).unwrap_err().to_string();
    assert!(error.contains("holds no certificate"), "{error}");
    assert!(Connection::default().through("::").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_gets_what_is_for_other_machines_only() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).unwrap();
        stream.write_all(ANSWER).unwrap();
        String::from_utf8_lossy(&buffer[..read]).into_owned()
    });
    let connection = Connection::default().through(&proxy).unwrap();
    assert!(status(&connection, "http://127.0.0.1:9/").await.is_err(), "this machine is reached without the proxy");
    assert_eq!(status(&connection, "http://service.example/v1.0").await, Ok(200));
    assert!(heard.join().unwrap().starts_with("GET http://service.example/v1.0 HTTP/1.1"));
}
