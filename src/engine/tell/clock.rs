//! The only clock of the engine.

use std::time::{Duration, Instant};

/// Time since the run started, and the wall clock at its start.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    wall: jiff::Timestamp,
}

impl Clock {
    pub fn start() -> Self {
        Self { started: Instant::now(), wall: jiff::Timestamp::now() }
    }

    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Start of the run in RFC 3339, UTC, whole seconds.
    pub fn started(&self) -> String {
        format!("{:.0}", self.wall)
    }

    /// The day on which the run started, UTC.
    pub fn today(&self) -> jiff::civil::Date {
        jiff::tz::Offset::UTC.to_datetime(self.wall).date()
    }

    /// The wall clock now, for dates in answers.
    pub fn now(&self) -> jiff::Timestamp {
        self.wall.checked_add(self.elapsed()).unwrap_or(self.wall)
    }
}
