//! The only source of randomness: proptest strategies over a generator seeded by one token.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRng, TestRunner};
use serde_json::Value;

use super::GenerateError;
use crate::model::SeedToken;

/// Draws values of strategies for one input.
///
/// The same token gives the same values in the same order on every machine.
#[derive(Debug)]
pub struct Draw {
    stream: String,
    runner: TestRunner,
}

impl Draw {
    /// A source of values that depends on `token` alone.
    #[must_use]
    pub fn new(token: &SeedToken) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &token.octets());
        Self { stream: token.stream().to_owned(), runner: TestRunner::new_with_rng(config(), rng) }
    }

    /// One value of `strategy`.
    ///
    /// # Errors
    /// When the strategy gives up, which no strategy of this folder does: none of them filters.
    pub fn value<S: Strategy>(&mut self, strategy: &S) -> Result<S::Value, GenerateError> {
        Ok(self.tree(strategy)?.current())
    }

    /// One value of `strategy` with its smaller relatives.
    ///
    /// # Errors
    /// As [`Draw::value`].
    pub fn tree<S: Strategy>(&mut self, strategy: &S) -> Result<S::Tree, GenerateError> {
        strategy.new_tree(&mut self.runner).map_err(|reason| GenerateError::Strategy {
            stream: self.stream.clone(),
            reason: reason.message().to_owned(),
        })
    }

    /// A number below `end`; 0 when `end` is 0.
    ///
    /// # Errors
    /// As [`Draw::value`].
    pub fn below(&mut self, end: usize) -> Result<usize, GenerateError> {
        if end < 2 { Ok(0) } else { self.value(&(0..end)) }
    }

    /// One item of `items`; `None` when there is none.
    ///
    /// # Errors
    /// As [`Draw::value`].
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Result<Option<&'a T>, GenerateError> {
        let index = self.below(items.len())?;
        Ok(items.get(index))
    }

    /// True once in `times`.
    ///
    /// # Errors
    /// As [`Draw::value`].
    pub fn once_in(&mut self, times: usize) -> Result<bool, GenerateError> {
        Ok(self.below(times)? == 0)
    }
}

/// Every field that matters is set here: `Config::default()` alone reads the environment.
fn config() -> Config {
    Config {
        cases: 1,
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(0),
        max_shrink_iters: 0,
        max_shrink_time: 0,
        max_local_rejects: 65_536,
        max_global_rejects: 1_024,
        max_flat_map_regens: 1_000_000,
        verbose: 0,
        ..Config::default()
    }
}

/// A strategy for JSON values that may cross threads.
pub type AnyValue = proptest::strategy::SBoxedStrategy<Value>;

#[cfg(test)]
mod tests {
    use super::Draw;
    use crate::model::SeedToken;

    #[test]
    fn one_token_draws_one_sequence() {
        let token = SeedToken::derive(1, "valid", 2);
        let draw = |token| -> Vec<usize> {
            let mut draw = Draw::new(token);
            (0..20).map(|_| draw.below(1000).unwrap()).collect()
        };
        assert_eq!(draw(&token), draw(&token));
        assert_ne!(draw(&token), draw(&SeedToken::derive(1, "valid", 3)));
    }
}
