//! Where a run keeps what it must put back, outside of its own memory. The engine itself touches no file.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::journal::{JournalError, LeftOver, Marker};

/// The entity as it was before a run wrote anything.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// URL of the entity.
    pub entity: &'a str,
    /// Service root.
    pub target: &'a str,
    /// Values of the path's placeholders.
    pub params: &'a [(String, String)],
    /// Start of the run in RFC 3339, UTC.
    pub started: &'a str,
    /// The whole entity as read.
    pub state: &'a Map<String, Value>,
    /// The run made it for itself: it is removed, not put back.
    pub throwaway: bool,
    /// The id of the entity is not known yet, only what the entity will carry.
    pub marker: Option<&'a Marker>,
}

/// A journal of one run. What a method was told is safe when it returns.
pub trait Journal: std::fmt::Debug + Send + Sync {
    /// Claims the entity for a run that started then, and says what an interrupted run left of it.
    ///
    /// # Errors
    /// When another run has it, or when its journal is damaged.
    fn claim(&self, entity: &str, started: &str) -> Result<Option<LeftOver>, JournalError>;

    /// The first write follows.
    ///
    /// # Errors
    /// When it cannot be kept: then no write may follow.
    fn opened(&self, original: &Original<'_>) -> Result<(), JournalError>;

    /// A write with these values follows.
    ///
    /// # Errors
    /// When it cannot be kept: then the write may not follow.
    fn intends(&self, values: &Map<String, Value>) -> Result<(), JournalError>;

    /// The target made these values of those that it was sent.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn shows(&self, values: &Map<String, Value>) -> Result<(), JournalError>;

    /// Nothing is left to put back.
    ///
    /// # Errors
    /// When the journal cannot be removed.
    fn closed(&self, how: &str) -> Result<(), JournalError>;

    /// URLs of the objects that interrupted runs made for themselves on the target with this service root.
    ///
    /// # Errors
    /// When the journals cannot be read.
    fn abandoned(&self, target: &str) -> Result<Vec<String>, JournalError>;

    /// A word that no other run has, for what this one makes.
    fn mark(&self) -> String;

    /// A journal for another entity of the same run.
    fn beside(&self) -> Arc<dyn Journal>;

    /// What is left cannot be put back: the values are kept for people. Where they are.
    ///
    /// # Errors
    /// When they cannot be moved.
    fn set_aside(&self) -> Result<String, JournalError>;
}
