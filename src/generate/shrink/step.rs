//! One step towards a smaller input, before it is taken.

use serde_json::Value;

/// A step, before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Move {
    /// Send the same members as compact JSON.
    Compact,
    /// Leave members out.
    Drop(Vec<String>),
    /// Give a member another value; remembered by what it is.
    Replace(String, Value),
    /// Put `a` for every character of a text.
    Fill(String),
    /// Make a text of `a`s shorter.
    Length(String, usize),
    /// Keep these octets of a body that is no JSON.
    Keep(usize, usize),
}
