//! The lock that keeps two runs from one entity: the operating system drops it with the process, however that ends.

use std::fs::{File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::JournalError;
use super::writer::private;

/// Tries to take a lock whose file another process removes at the same moment.
const TRIES: usize = 16;

/// A held lock. Its file goes away with it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Holds the lock while it is open.
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`; `holder` says who has it then, `entity` what it is about.
    ///
    /// # Errors
    /// [`JournalError::Busy`] when another process has it.
    pub fn take(path: &Path, entity: &str, holder: &str) -> Result<Self, JournalError> {
        for _ in 0..TRIES {
            let mut file = private().read(true).write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(JournalError::Busy { entity: entity.to_owned(), holder: holder_of(path) });
                }
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            file.set_len(0)?;
            file.write_all(holder.as_bytes())?;
            // The last holder may have removed the file between our opening and our locking it: then nobody else would
            // meet our lock. Whoever finds its own words behind the path has the lock that counts.
            match fs_err::read(path) {
                Ok(words) if words == holder.as_bytes() => return Ok(Self { path: path.to_owned(), _file: file }),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // Where a lock forbids even reading, the path is ours.
                Err(_) => return Ok(Self { path: path.to_owned(), _file: file }),
            }
        }
        Err(JournalError::Busy { entity: entity.to_owned(), holder: holder_of(path) })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is still held, so that no other holder's file is removed. A file that stays locks nothing.
        let _ = fs_err::remove_file(&self.path);
    }
}

fn holder_of(path: &Path) -> String {
    match fs_err::read_to_string(path) {
        Ok(words) if !words.is_empty() => words,
        _ => "a process that does not say which".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;
    use crate::journal::JournalError;

    #[test]
    fn a_second_holder_is_told_who_the_first_is_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("e.lock");
        let first = Lock::take(&path, "http://h/e", "process 1 since noon").unwrap();
        let message = Lock::take(&path, "http://h/e", "process 2").unwrap_err().to_string();
        assert!(message.contains("process 1 since noon") && message.contains("http://h/e"), "{message}");
        drop(first);
        assert!(!path.exists());
        Lock::take(&path, "http://h/e", "process 2").unwrap();
    }

    #[test]
    fn a_file_that_a_dead_process_left_locks_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("e.lock");
        fs_err::write(&path, "process 1").unwrap();
        Lock::take(&path, "e", "process 2").unwrap();
    }

    #[test]
    fn among_many_at_once_only_one_holds_it_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("e.lock");
        let inside = std::sync::atomic::AtomicU32::new(0);
        let work = |who: &str| {
            let mut taken = 0;
            while taken < 40 {
                match Lock::take(&path, "e", who) {
                    Ok(_lock) => {
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        taken += 1;
                    }
                    Err(JournalError::Busy { .. }) => std::thread::yield_now(),
                    Err(error) => panic!("{error}"),
                }
            }
        };
        std::thread::scope(|scope| {
            for who in ["a", "b", "c", "d"] {
                scope.spawn(move || work(who));
            }
        });
    }
}
