//! Numbers events and hands them to whoever listens.

use super::clock::Clock;
use crate::event::{Event, EventKind};

/// Who hears the events of a run.
pub type Listener<'a> = &'a mut dyn FnMut(&Event);

/// The one place where events are made.
pub struct Emitter<'a> {
    clock: Clock,
    next: u64,
    listener: Listener<'a>,
}

impl std::fmt::Debug for Emitter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Emitter").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<'a> Emitter<'a> {
    pub fn new(listener: Listener<'a>) -> Self {
        Self { clock: Clock::start(), next: 0, listener }
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn emit(&mut self, kind: EventKind) {
        let at_us = u64::try_from(self.clock.elapsed().as_micros()).unwrap_or(u64::MAX);
        let event = Event { seq: self.next, at_us, kind };
        self.next += 1;
        (self.listener)(&event);
    }
}
