//! What is known of the entity.

use super::body::State;
use super::collection::Collection;

/// The entity and its surroundings as last seen.
#[derive(Debug, Default)]
pub struct Sight {
    /// Whether the target answers reads of the entity.
    pub readable: bool,
    /// State as last read; `None` when unknown.
    pub state: Option<State>,
    /// The collection, watched for leaks into other entities.
    pub collection: Option<Collection>,
}
