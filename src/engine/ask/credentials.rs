//! The token of each request: fresh before it goes out, and renewed once when the target does not accept it any more.

use std::sync::Arc;

use secrecy::SecretString;

use super::damaged_token::damaged;
use crate::auth::{AuthError, Tokens};
use crate::engine::tell::{Course, Mode};
use crate::model::Exchange;
use crate::target::Draft;

/// Keeps the token of a run valid. Every renewal is told.
#[derive(Debug)]
pub struct Credentials(Option<Arc<Tokens>>);

impl Credentials {
    pub fn new(tokens: Option<Arc<Tokens>>) -> Self {
        Self(tokens)
    }

    /// The token as it is now.
    pub fn token(&self) -> Option<SecretString> {
        self.0.as_ref().map(|tokens| tokens.current())
    }

    /// Renews a token that is about to end, and gives the requests the new one.
    pub async fn refresh(&self, course: &mut Course<'_>, drafts: impl IntoIterator<Item = &mut Draft>) {
        let Some(tokens) = self.0.as_ref().filter(|_| course.mode != Mode::Rehearsing) else { return };
        let earlier = tokens.current();
        if let Some(renewed) = tokens.ahead().await {
            tell(course, &renewed, "was about to end");
            for draft in drafts {
                put(tokens, &earlier, draft);
            }
        }
    }

    /// Renews a token that was not accepted. Whether the request now carries another one and is worth sending again.
    pub async fn renew(&self, course: &mut Course<'_>, draft: &mut Draft, exchange: &Exchange) -> bool {
        let Some(tokens) = self.0.as_ref().filter(|_| course.mode != Mode::Rehearsing) else { return false };
        let earlier = tokens.current();
        let Some(renewed) = tokens.answered(draft, exchange.status()).await else { return false };
        tell(course, &renewed, "was answered with 401");
        put(tokens, &earlier, draft);
        renewed.is_ok()
    }

    /// Renews the token of requests that were sent at once, one time for all of them: those that now carry another one
    /// and are worth sending again.
    pub async fn renew_all(
        &self,
        course: &mut Course<'_>,
        drafts: &mut [(String, Draft)],
        exchanges: &[Exchange],
    ) -> Vec<usize> {
        let Some(tokens) = &self.0 else { return Vec::new() };
        let earlier = tokens.current();
        let is_refused = |at: &usize| exchanges[*at].status() == Some(401) && tokens.carried_by(&drafts[*at].1);
        let refused: Vec<usize> = (0..drafts.len()).filter(is_refused).collect();
        let Some(&first) = refused.first() else { return Vec::new() };
        if !self.renew(course, &mut drafts[first].1, &exchanges[first]).await {
            return Vec::new();
        }
        for at in &refused {
            put(tokens, &earlier, &mut drafts[*at].1);
        }
        refused
    }
}

/// Puts the present token in the place of the earlier one. Its damaged forms, which some requests carry, are secret too.
fn put(tokens: &Tokens, earlier: &SecretString, draft: &mut Draft) {
    tokens.redactor().learn(damaged(&tokens.current()));
    tokens.replace(earlier, draft);
}

fn tell(course: &mut Course<'_>, renewed: &Result<(), AuthError>, why: &str) {
    course.note(match renewed {
        Ok(()) => format!("the token {why} and was renewed"),
        Err(error) => format!("the token {why} and could not be renewed: {error}"),
    });
}
