//! The token of a run: renewed before it ends, and once when the target does not accept it any more.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use secrecy::{ExposeSecret as _, SecretString};

use super::token::{Issued, Token};
use super::{AuthError, SignIn};
use crate::target::{Draft, Redactor};

/// Gives the requests of a run their token.
#[derive(Debug)]
pub struct Tokens {
    sign_in: SignIn,
    state: Mutex<State>,
    /// Learns every secret that turns up.
    redactor: Redactor,
}

#[derive(Debug)]
struct State {
    token: Token,
    /// The last renewal was because of a refusal, and no request has been let in since.
    fruitless: bool,
}

impl Tokens {
    /// A token that somebody else got, from the variable `variable`.
    #[must_use]
    pub fn fixed(token: SecretString, variable: &str) -> Self {
        let redactor = Redactor::new([token.clone()]);
        let state = State { token: Token::of_unknown_life(token.clone()), fruitless: false };
        let sign_in = SignIn::Fixed { token, variable: variable.to_owned() };
        Self { sign_in, state: Mutex::new(state), redactor }
    }

    /// Signs in.
    ///
    /// # Errors
    /// When there is no token.
    pub async fn sign_in(sign_in: SignIn) -> Result<Self, AuthError> {
        let redactor = Redactor::new(sign_in.secrets().cloned());
        let Issued { token, refresh } = sign_in.token().await?;
        redactor.learn([token.secret.clone()].into_iter().chain(refresh));
        Ok(Self { sign_in, state: Mutex::new(State { token, fruitless: false }), redactor })
    }

    /// What to look at when the target does not accept the token.
    #[must_use]
    pub fn described(&self) -> String {
        self.sign_in.described()
    }

    /// Masks every secret of this sign-in, those of later renewals too.
    #[must_use]
    pub fn redactor(&self) -> Redactor {
        self.redactor.clone()
    }

    /// The token as it is now.
    #[must_use]
    pub fn current(&self) -> SecretString {
        self.state().token.secret.clone()
    }

    /// Renews a token that is about to end. `None` when it is not.
    ///
    /// # Errors
    /// When there is no new token; the old one stays.
    pub async fn ahead(&self) -> Option<Result<(), AuthError>> {
        let due = self.sign_in.is_renewable() && self.state().token.is_due(SystemTime::now());
        if due { Some(self.renew(false).await) } else { None }
    }

    /// Renews a token that the target answered 401 to, once until a request is let in again. `None` when another token
    /// would not help, or the request did not carry one of ours.
    ///
    /// # Errors
    /// When there is no new token; the old one stays.
    pub async fn answered(&self, draft: &Draft, status: Option<u16>) -> Option<Result<(), AuthError>> {
        if !self.carried_by(draft) {
            return None;
        }
        if status != Some(401) {
            self.state().fruitless = false;
            return None;
        }
        let helps = self.sign_in.is_renewable() && !self.state().fruitless;
        if helps { Some(self.renew(true).await) } else { None }
    }

    /// Whether a request carries the present token.
    #[must_use]
    pub fn carried_by(&self, draft: &Draft) -> bool {
        let own = bearer(&self.current());
        draft.headers.iter().any(|(name, value)| name == "authorization" && *value == own)
    }

    /// Puts the present token in the place of an earlier one.
    pub fn replace(&self, earlier: &SecretString, draft: &mut Draft) {
        let (old, new) = (bearer(earlier), bearer(&self.current()));
        for (_, value) in draft.headers.iter_mut().filter(|(name, value)| name == "authorization" && *value == old) {
            value.clone_from(&new);
        }
    }

    async fn renew(&self, refused: bool) -> Result<(), AuthError> {
        let issued = self.sign_in.token().await;
        let mut state = self.state();
        state.fruitless = refused;
        if issued.is_err() {
            state.token.postpone(SystemTime::now());
        }
        let Issued { token, refresh } = issued?;
        self.redactor.learn([token.secret.clone()].into_iter().chain(refresh));
        state.token = token;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The value of the header field that carries a token.
fn bearer(token: &SecretString) -> String {
    format!("Bearer {}", token.expose_secret())
}
