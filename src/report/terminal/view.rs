//! What the reader wants to see, and where.

/// Findings that fit a screen in full.
const FEW: usize = 2;
/// Findings shown in full where nothing else has them.
const MANY: usize = 10;

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
    /// Whether the run is in the log, so that `docproof show` has the details: findings are told briefly then.
    pub is_recorded: bool,
}

impl View {
    /// How many of `findings` are shown in full; the others get two lines each.
    #[must_use]
    pub fn in_full(&self, findings: usize) -> usize {
        match (self.verbosity, self.is_recorded) {
            (Verbosity::Verbose, _) => findings,
            (_, true) if findings <= FEW => findings,
            (_, true) => 1,
            (_, false) => findings.min(MANY),
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self { width: 80, verbosity: Verbosity::Normal, is_recorded: false }
    }
}
