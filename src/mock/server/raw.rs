//! The bare way: octets on a socket, where a fault needs what no framework sends.

use std::io;
use std::sync::Arc;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::reader::Reader;
use crate::mock::service::{Form, Service, Step, encode};

/// Serves until the task is dropped; connections end with it.
pub async fn serve(listener: TcpListener, service: Arc<Service>) {
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(converse(stream, Arc::clone(&service)));
        }
        while connections.try_join_next().is_some() {}
    }
}

/// Answers request after request; an error of the connection ends it.
async fn converse(stream: TcpStream, service: Arc<Service>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = Reader::new(stream);
    while let Some(request) = reader.next().await? {
        let closes = request.list("connection").any(|c| c.eq_ignore_ascii_case("close"));
        let arrival = service.arrive(request);
        if let Some(time) = service.linger() {
            tokio::time::sleep(time).await;
        }
        let reply = service.finish(&arrival);
        let steps = reply.steps.unwrap_or_else(|| vec![Step::Send(encode(&reply.answer, Form::USUAL))]);
        for step in steps {
            match step {
                Step::Send(octets) => {
                    reader.stream.write_all(&octets).await?;
                    reader.stream.flush().await?;
                }
                Step::Close => return reader.stream.shutdown().await,
                Step::Stall => std::future::pending::<()>().await,
            }
        }
        if closes {
            return reader.stream.shutdown().await;
        }
    }
    Ok(())
}
