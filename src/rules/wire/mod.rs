//! What the HTTP rules read off an exchange, so that each rule says only its promise.

mod envelope;
mod fields;
mod permission;
mod place;
mod preference;
mod preferring;
mod promise;
mod refusable;
mod refusal;
mod reply;
mod routing;
mod upgrade;

pub use envelope::{error_answer, error_object, message_of};
pub use fields::{accepts_json, is_json, is_token, media_essence, members, values};
pub use permission::{NO_TABLE, Row, by, place_of, row_of};
pub use place::place_with_class;
pub use preference::{Preferences, applied};
pub use preferring::{preferring, refused_for_preference};
pub use promise::{header_line, property_line, success_line};
pub use refusable::why_refusable;
pub use refusal::{AUTHENTICATION_CLASSES, METHOD_CLASSES, PRECONDITION_CLASSES, UNKNOWN_ID_CLASSES, why_unrelated};
pub use reply::{TRANSIENT, answer, has_content, steady_answer};
pub use routing::{RouteSign, unrouted};
pub use upgrade::is_upgrade;
