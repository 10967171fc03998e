//! Writes that are on disk when they return.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::record::Record;

/// An open journal.
#[derive(Debug)]
pub struct Writer(File);

impl Writer {
    /// A journal that does not exist yet, with its first line; file and folder are on disk afterwards.
    pub fn create(path: &Path, first: &Record) -> io::Result<Self> {
        let file = private().append(true).create_new(true).open(path)?;
        let mut writer = Self(file);
        writer.append(first)?;
        if let Some(folder) = path.parent() {
            sync_folder(folder)?;
        }
        Ok(writer)
    }

    /// Appends a line that is on disk afterwards.
    pub fn append(&mut self, record: &Record) -> io::Result<()> {
        self.0.write_all(&record.to_line())?;
        self.0.sync_data()
    }
}

/// Options of files that only their owner may read.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the names in a folder last. Where folders cannot be opened, the file system does that by itself.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
