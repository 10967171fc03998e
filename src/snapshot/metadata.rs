//! What stands above the text of a snapshot.

/// What reviewers see beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// File that the snapshot belongs to, relative to the repository: usually the case file.
    pub source: String,
    /// One line for people.
    pub description: Option<String>,
    /// Names and values, in the order shown: case, seed, target.
    pub info: Vec<(String, String)>,
}
