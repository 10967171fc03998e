//! What takes in events and writes a report.

use std::{fmt, io};

use crate::event::Event;

/// Takes in the events of a run, in order, and writes one report.
///
/// Reports that list exchanges write them as they come; the others keep a fold whose size depends on findings and
/// rules only.
pub trait Reporter: fmt::Debug + Send {
    /// Takes in the next event.
    ///
    /// # Errors
    /// When the report streams and cannot be written.
    fn event(&mut self, event: &Event) -> io::Result<()>;

    /// Writes what is left. A run that was killed never gets here: its report comes from the log later.
    ///
    /// # Errors
    /// When the report cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
