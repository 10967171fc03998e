//! A report as an assertion of a test.

use super::Report;
use super::terminal::{self, View};
use crate::model::Verdict;

impl Report {
    /// Ends a test with the terminal view unless every promise that was exercised held.
    ///
    /// # Panics
    /// When the verdict is broken or undecided.
    #[track_caller]
    pub fn assert_held(&self) {
        if self.verdict == Verdict::Held {
            return;
        }
        let view = terminal::render(self, &View { width: 100, ..View::default() });
        panic!("\n{}", anstream::adapter::strip_str(&view));
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    #[test]
    fn a_held_run_passes_the_assertion() {
        sample::held().assert_held();
    }

    #[test]
    #[should_panic(expected = "FAIL echo-sent (must)")]
    fn a_broken_run_ends_the_test_with_its_findings() {
        sample::broken().assert_held();
    }

    #[test]
    #[should_panic(expected = "verdict: undecided")]
    fn an_undecided_run_is_not_a_passed_test() {
        sample::interrupted().assert_held();
    }
}
