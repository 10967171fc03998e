//! From an input to the exchange that stands: address, header fields, pace, retries, redirects.

mod answer_time;
mod credentials;
mod damaged_token;
mod draft;
mod entity;
mod line;
mod method;
mod pace;
mod patience;
mod precondition;
mod redirect;
mod rehearsal;

pub use credentials::Credentials;
pub use damaged_token::damaged;
pub use draft::WIRE_STREAM;
pub use entity::Entity;
pub use line::Line;
pub use method::is_write;
pub use pace::duration_of;
pub use patience::{asks_for_too_long, is_throttle, was_given_up_early};
