//! The lines of a journal.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the format; raised when a reader of the old one would go wrong.
pub const VERSION: u32 = 1;

/// The first line: what was there before the run wrote anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Version of the format.
    pub version: u32,
    /// Names the run: start and process.
    pub run: String,
    /// Process id.
    pub pid: u32,
    /// Start in RFC 3339, UTC.
    pub started: String,
    /// Service root.
    pub target: String,
    /// What `--target` said: a name in `docproof.toml` or the service root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Contract: a name that ships inside, or the absolute path of a folder.
    pub contract: String,
    /// URL of the entity.
    pub entity: String,
    /// Values of the path's placeholders.
    pub params: Vec<(String, String)>,
    /// The whole entity as read.
    pub original: Map<String, Value>,
    /// The run made the entity for itself: it is to be removed, not put back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub throwaway: bool,
    /// The id of the entity is not known, only that it carries this. The last segment of `entity` is then no id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker>,
}

/// What tells an object whose id nobody knows: a value that no other has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The property that carries it.
    pub property: String,
    /// The value.
    pub value: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum Record {
    /// The first line.
    Opened(Box<Opened>),
    /// A write is about to go out.
    Intent {
        /// Values that it sends, by property.
        values: Map<String, Value>,
    },
    /// The target made something else of the values that it was sent.
    Shown {
        /// Values that a read right behind the write showed.
        values: Map<String, Value>,
    },
    /// Nothing is left to put back.
    Closed {
        /// How it ended.
        how: String,
    },
}

impl Record {
    /// The record as a line, with its line end.
    #[must_use]
    pub fn to_line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).expect("records hold only types that serialise");
        line.push(b'\n');
        line
    }
}
