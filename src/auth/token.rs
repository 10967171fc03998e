//! A token and its life.

use std::time::{Duration, SystemTime};

use secrecy::SecretString;

/// How long before its end a long-lived token is renewed.
const AHEAD: Duration = Duration::from_secs(300);

/// When a failed renewal is tried again.
const AGAIN: Duration = Duration::from_secs(30);

/// An access token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) secret: SecretString,
    /// When it is time for a new one; unknown for tokens that do not say when they end.
    renew_at: Option<SystemTime>,
}

/// What a sign-in yields.
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) token: Token,
    /// A refresh token that replaces the one that was used.
    pub(super) refresh: Option<SecretString>,
}

impl Token {
    /// A token that lives as long as it lives.
    pub(super) fn of_unknown_life(secret: SecretString) -> Self {
        Self { secret, renew_at: None }
    }

    /// A token that lives for `life` from now on. It is renewed some minutes before, a short-lived one in its last quarter.
    pub(super) fn living(secret: SecretString, life: Duration, now: SystemTime) -> Self {
        let ahead = AHEAD.min(life / 4);
        Self { secret, renew_at: now.checked_add(life.saturating_sub(ahead)) }
    }

    /// Leaves it alone for a while: what could not be renewed now is not asked for before every request.
    pub(super) fn postpone(&mut self, now: SystemTime) {
        self.renew_at = self.renew_at.and(now.checked_add(AGAIN));
    }

    pub(super) fn is_due(&self, now: SystemTime) -> bool {
        self.renew_at.is_some_and(|at| now >= at)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::Token;

    #[test]
    fn a_token_is_due_some_minutes_before_its_end_or_in_its_last_quarter() {
        let now = SystemTime::UNIX_EPOCH;
        for (life, fresh, due) in [(3600, 3299, 3300), (4, 2, 3), (0, 0, 0)] {
            let token = Token::living("t".into(), Duration::from_secs(life), now);
            let at = |seconds| token.is_due(now + Duration::from_secs(seconds));
            assert!(at(due) && (fresh == due || !at(fresh)), "{life}");
        }
        assert!(!Token::of_unknown_life("t".into()).is_due(now + Duration::from_secs(1 << 40)));
    }
}
