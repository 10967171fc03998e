//! The course of one run: what is told and counted, what is left of its budget, what stands in the way.

use std::time::Duration;

use super::budget::{Budget, Spent};
use super::clock::Clock;
use super::emit::{Emitter, Listener};
use super::obstacle::Obstacle;
use crate::event::{EventKind, Phase, PromiseUse, Stats};
use crate::model::Verdict;

/// What a run is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Asking and judging.
    Running,
    /// The original values go back: that is tried even when the run is cancelled.
    PuttingBack,
    /// Nothing is sent: every answer is made up.
    Rehearsing,
}

/// How a run goes.
#[derive(Debug)]
pub struct Course<'p> {
    pub mode: Mode,
    pub stats: Stats,
    emitter: Emitter<'p>,
    budget: Budget,
    obstacles: Vec<Obstacle>,
}

impl<'p> Course<'p> {
    /// A course that begins now.
    pub fn new(listener: Listener<'p>, budget: Budget) -> Self {
        let (emitter, stats) = (Emitter::new(listener), Stats::default());
        Self { mode: Mode::Running, stats, emitter, budget, obstacles: Vec::new() }
    }

    pub fn clock(&self) -> &Clock {
        self.emitter.clock()
    }

    pub fn emit(&mut self, kind: EventKind) {
        self.emitter.emit(kind);
    }

    /// Tells something that a reader should know.
    pub fn note(&mut self, text: impl Into<String>) {
        self.emit(EventKind::Note { text: text.into() });
    }

    /// Tells that a phase begins.
    pub fn start(&mut self, phase: Phase, planned: usize) {
        self.emit(EventKind::PhaseStarted { phase, planned: planned as u64 });
    }

    /// Tells the last event.
    pub fn finish(&mut self, verdict: Verdict, promises: Vec<PromiseUse>) {
        self.stats.duration_ms = u64::try_from(self.clock().elapsed().as_millis()).unwrap_or(u64::MAX);
        self.emit(EventKind::RunFinished { verdict, stats: self.stats, promises });
    }

    /// Notes something that keeps the run from deciding, once per cause.
    pub fn obstruct(&mut self, obstacle: Obstacle) {
        if self.obstacles.iter().all(|known| known.cause != obstacle.cause) {
            self.emit(EventKind::Obstacle { cause: obstacle.cause.to_owned(), text: obstacle.text.clone() });
            self.obstacles.push(obstacle);
        }
    }

    /// What keeps the run from deciding, first come first.
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    pub fn is_obstructed(&self) -> bool {
        !self.obstacles.is_empty()
    }

    /// What of the budget ran out.
    pub fn spent(&self) -> Option<Spent> {
        self.budget.spent(self.clock().elapsed(), self.stats.writes)
    }

    pub fn time_left(&self) -> Duration {
        self.budget.time_left(self.clock().elapsed())
    }
}
