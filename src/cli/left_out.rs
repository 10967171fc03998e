//! Pages that cannot be used: told, and never in the way of the others.

use std::io;

use super::args::DenyDiagnostics;
use super::exit::Exit;
use super::output;
use super::pages::PageFile;
use super::siblings::Failure;
use crate::page::PageError;

/// What became of pages that could not be used.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Pages of other kinds: of a resource, a concept.
    other_kind: usize,
    /// All others.
    unusable: usize,
    /// Whether a name leads nowhere.
    is_missing: bool,
}

impl LeftOut {
    /// Tells of a page; of those of other kinds in a folder only the number counts.
    pub(super) fn add(&mut self, page: &PageFile, error: &Failure) {
        if is_other_kind(error) {
            self.other_kind += 1;
        } else {
            self.unusable += 1;
        }
        self.is_missing |= page.is_named && is_missing(error);
        if page.is_named || !is_other_kind(error) {
            output::err(&format!("{}: left out: {error}", page.path.display()));
        }
    }

    /// What they mean for the command: nothing usable at all, or a name that leads nowhere, is a fault of its arguments.
    pub(super) fn exit(&self, usable: usize, deny: Option<DenyDiagnostics>) -> Exit {
        let count = self.other_kind + self.unusable;
        if self.other_kind > 0 && count > 1 {
            output::err(&format!("{} of the pages document no operation and give no contract", self.other_kind));
        }
        if usable == 0 && count > 0 {
            output::err("error: no page can be used; give pages of operations, as Markdown in UTF-8");
            return Exit::Usage;
        }
        match deny {
            _ if self.is_missing => Exit::Usage,
            Some(_) if self.unusable > 0 => Exit::Broken,
            _ => Exit::Held,
        }
    }
}

/// Whether the page is one of another kind: a resource, an overview.
pub(super) fn is_other_kind(error: &Failure) -> bool {
    matches!(error.downcast_ref(), Some(PageError::NoOperation { .. }))
}

/// Whether there is no such file.
fn is_missing(error: &Failure) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}
