//! The runtime of the program, and its only source of chance.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use super::exit::Exit;
use super::output;

/// Runs `work` to its end on a runtime for client and mock.
pub(super) fn block_on(work: impl Future<Output = Exit>) -> Exit {
    match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime.block_on(work),
        Err(error) => {
            output::error(&error);
            Exit::Bug
        }
    }
}

/// A seed for a run without one: short enough to type.
pub(super) fn fresh_seed() -> u64 {
    // The keys of a new `RandomState` come from the operating system.
    RandomState::new().build_hasher().finish() & 0xffff_ffff
}
