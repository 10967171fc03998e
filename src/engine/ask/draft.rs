//! From an input to the request that goes out.

use secrecy::{ExposeSecret as _, SecretString};

use super::damaged_token;
use super::entity::Entity;
use crate::model::{Input, InputBody, SeedToken};
use crate::target::Draft;

/// Stream of the inputs whose answers are read octet by octet, on connections of their own.
pub const WIRE_STREAM: &str = "wire";

/// The request that reads the entity.
pub fn read(entity: &Entity, token: Option<&SecretString>, request_id: &str) -> Draft {
    let mut draft = Draft::new("GET", entity.url());
    ordinary_headers(&mut draft, token, request_id);
    draft
}

/// The request of an input: the ordinary header fields, then what the input changes.
pub fn of_input(input: &Input, entity: &Entity, token: Option<&SecretString>, request_id: &str) -> Draft {
    let mut draft = Draft::new(input.method.clone(), entity.resource(&input.resource));
    ordinary_headers(&mut draft, token, request_id);
    draft.body = input.body.bytes();
    draft.wire = input.seed.stream() == WIRE_STREAM;
    if input.body != InputBody::None {
        draft.set("content-type", "application/json");
    }
    for (name, value) in &input.headers {
        match value {
            None => draft.remove(name),
            // Chunking is the client library's business; the header follows from it.
            Some(value) if name == "transfer-encoding" && value == "chunked" => draft.chunked = true,
            Some(value) => draft.set(name, damaged_token::fill(value, token)),
        }
    }
    // The client library puts an Accept where there is none; only octets of our own have none.
    draft.wire |= draft.headers.iter().all(|(name, _)| name != "accept");
    draft
}

fn ordinary_headers(draft: &mut Draft, token: Option<&SecretString>, request_id: &str) {
    draft.set("accept", "application/json");
    draft.set("user-agent", concat!("docproof/", env!("CARGO_PKG_VERSION")));
    draft.set("client-request-id", request_id);
    if let Some(token) = token {
        draft.set("authorization", format!("Bearer {}", token.expose_secret()));
    }
}

/// A GUID for the `number`-th request of a run: fresh for each, the same for the same seed.
pub fn request_id(run_seed: u64, number: u64) -> String {
    let o = SeedToken::derive(run_seed, "client-request-id", number).octets();
    let word = |range: std::ops::Range<usize>| o[range].iter().fold(0_u64, |acc, byte| acc << 8 | u64::from(*byte));
    // Version 4, variant 1, as random GUIDs are marked (RFC 9562 5.4).
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        word(0..4),
        word(4..6),
        word(6..8) & 0xfff,
        word(8..10) & 0x3fff | 0x8000,
        word(10..16)
    )
}

#[cfg(test)]
mod tests {
    use super::request_id;

    #[test]
    fn request_ids_are_guids_and_repeat_with_the_seed() {
        let id = request_id(1, 1);
        assert_eq!(id.len(), 36);
        assert_eq!(id.as_bytes()[14], b'4');
        assert_eq!(id, request_id(1, 1));
        assert_ne!(id, request_id(1, 2));
    }
}
