//! Limits of one answer.

use std::time::Duration;

/// How long and how much one answer may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first octet sent to the last received.
    pub timeout: Duration,
    /// Largest body that is read, in octets.
    pub largest: u64,
}

impl Default for Limits {
    /// Five seconds and 16 MiB.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(5), largest: 16 * 1024 * 1024 }
    }
}
