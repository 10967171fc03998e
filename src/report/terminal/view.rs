//! What the reader wants to see, and where.

/// How much the view says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Verbosity {
    /// The verdict line only.
    Quiet,
    /// What a reader must act on.
    #[default]
    Normal,
    /// Every finding, rule, reason and note.
    Verbose,
}

/// The reader's terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Columns; text is wrapped there, commands to copy are not.
    pub width: usize,
    /// How much to say.
    pub verbosity: Verbosity,
}

impl Default for View {
    fn default() -> Self {
        Self { width: 80, verbosity: Verbosity::Normal }
    }
}
