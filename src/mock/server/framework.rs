//! The usual way: a framework speaks HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request as Incoming, State};
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode};
use tokio::net::TcpListener;

use super::reader::LARGEST_BODY;
use crate::mock::service::{Answer, Refusal, Request, Service};

/// Serves until the task is dropped.
pub async fn serve(listener: TcpListener, service: Arc<Service>) {
    let router = Router::new().fallback(exchange).with_state(service);
    // It ends with an error only when the listener is gone, and then nobody is left to tell.
    let _ended = axum::serve(listener, router).await;
}

async fn exchange(State(service): State<Arc<Service>>, incoming: Incoming) -> Response {
    let (parts, body) = incoming.into_parts();
    let field = |(n, v): (&HeaderName, &HeaderValue)| {
        (n.as_str().to_owned(), String::from_utf8_lossy(v.as_bytes()).into_owned())
    };
    let mut request = Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.iter().map(field).collect(),
        body: Bytes::new(),
        place: 0,
    };
    match to_bytes(body, LARGEST_BODY).await {
        Ok(octets) => request.body = octets,
        Err(_) => {
            return response(service.refuse_early(request, &Refusal::new(413, "The body is larger than 16 MiB.")));
        }
    }
    let arrival = service.arrive(request);
    if let Some(time) = service.linger() {
        tokio::time::sleep(time).await;
    }
    response(service.finish(&arrival).answer)
}

fn response(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        // A field that is none (a fault may make one) is left out: the raw socket is there to send it.
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_bytes(value.as_bytes())) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
