//! What the mock answers, independent of how octets travel.

mod answer;
mod check;
mod facts;
mod gate;
#[cfg(test)]
mod healthy;
mod hook;
mod lifecycle;
mod pipeline;
mod precondition;
mod read;
mod refusal;
mod request;
mod route;
mod sample;
mod scene;
mod state;
mod update;

pub use answer::{Answer, Form, Names, Step, encode, encode_head};
pub use check::Fate;
pub use facts::Facts;
pub use hook::{Hook, Kind};
pub use pipeline::{Arrival, Service, http_date};
pub use read::json_answer;
pub use refusal::Refusal;
pub use request::Request;
pub use route::Route;
pub use sample::sample_entities;
pub use scene::{Offer, Refused, Scene, Showing, Write};
pub use state::{Entity, State};
