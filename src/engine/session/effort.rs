//! Requests that are sent to make findings small, not to find more.

/// What was spent on findings so far.
#[derive(Debug, Default)]
pub struct Effort {
    /// Tries that the shrinker has made.
    pub shrink_tries: u64,
    /// Inputs that were sent again, with what put the state back before them.
    pub sent_again: usize,
}
