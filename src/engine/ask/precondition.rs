//! `If-Match`, where a target demands it of every write (RFC 6585 3).

use crate::model::{CURRENT_ETAG, Exchange, Input, STALE_ETAG};
use crate::target::Draft;

/// The `ETag` of the entity as last seen, and whether writes must carry it.
#[derive(Debug, Default)]
pub struct Precondition {
    etag: Option<String>,
    /// The one that it had before.
    stale: Option<String>,
    required: bool,
}

impl Precondition {
    /// Whether the target has shown an `ETag`.
    pub fn is_seen(&self) -> bool {
        self.etag.is_some()
    }

    /// Takes in what a successful answer about the entity shows.
    pub fn see(&mut self, exchange: &Exchange) {
        let response = exchange.response().filter(|response| response.is_success());
        let shown = response.and_then(|response| response.header("etag"));
        if let Some(etag) = shown.filter(|etag| self.etag.as_deref() != Some(*etag)) {
            self.stale = self.etag.replace(etag.to_owned());
        }
    }

    /// Whether the answer demands an `If-Match` that was not sent and can be: from now on every write carries it.
    pub fn learn_demand(&mut self, exchange: &Exchange) -> bool {
        let is_new = exchange.status() == Some(428) && !self.required && self.is_seen();
        self.required |= is_new;
        is_new
    }

    /// Adds the `If-Match` that the target demands, unless the input is about preconditions itself; fills in the
    /// `ETag` where the input asks for the current one or the one before.
    pub fn guard(&self, input: &Input, draft: &mut Draft) {
        for (placeholder, etag) in [(CURRENT_ETAG, &self.etag), (STALE_ETAG, &self.stale)] {
            let asks =
                |(name, value): &(String, Option<String>)| name == "if-match" && value.as_deref() == Some(placeholder);
            if input.headers.iter().any(asks) {
                match etag {
                    Some(etag) => draft.set("if-match", etag.clone()),
                    None => draft.remove("if-match"),
                }
                return;
            }
        }
        let own = |name: &str| input.headers.iter().any(|(header, _)| header == name);
        if let (true, Some(etag), false) = (self.required, &self.etag, own("if-match") || own("if-none-match")) {
            draft.set("if-match", etag.clone());
        }
    }
}
