//! Refresh tokens between runs: in the keyring of the operating system, or where there is none in a file that only its
//! owner can read.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::Provider;

/// Where the refresh token of one target is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    name: String,
    file: PathBuf,
}

/// What is kept. The provider is kept too: a refresh token goes nowhere but where it came from.
#[derive(Serialize, Deserialize)]
struct Record {
    token_endpoint: String,
    client_id: String,
    refresh_token: String,
}

impl Kept {
    /// Of the target `name`, below `folder`.
    #[must_use]
    pub fn new(folder: &Path, name: &str) -> Self {
        Self { name: name.to_owned(), file: folder.join(format!("{name}.json")) }
    }

    /// Name of the target.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is, for people.
    #[must_use]
    pub fn place(&self) -> String {
        if cfg!(feature = "keyring") {
            format!("the keyring, or {}", self.file.display())
        } else {
            self.file.display().to_string()
        }
    }

    /// The refresh token that `provider` gave; `None` when there is none, or only one of another provider.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn load(&self, provider: &Provider) -> io::Result<Option<SecretString>> {
        let Some(text) = self.read()? else { return Ok(None) };
        let record: Option<Record> = serde_json::from_str(&text).ok();
        let own = record.filter(|record| {
            record.token_endpoint == provider.token_endpoint() && record.client_id == provider.client_id()
        });
        Ok(own.map(|record| record.refresh_token.into()))
    }

    /// Keeps a refresh token of `provider`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, provider: &Provider, refresh_token: &SecretString) -> io::Result<()> {
        let record = Record {
            token_endpoint: provider.token_endpoint().to_owned(),
            client_id: provider.client_id().to_owned(),
            refresh_token: refresh_token.expose_secret().to_owned(),
        };
        let text = serde_json::to_string(&record).map_err(io::Error::other)?;
        if keyring::save(&self.name, &text) { self.forget_file().map(|_| ()) } else { self.write(&text) }
    }

    /// Forgets it. Whether there was one.
    ///
    /// # Errors
    /// When the file is there and cannot be removed.
    pub fn forget(&self) -> io::Result<bool> {
        let had = keyring::forget(&self.name);
        Ok(self.forget_file()? || had)
    }

    fn read(&self) -> io::Result<Option<String>> {
        if let Some(text) = keyring::load(&self.name) {
            return Ok(Some(text));
        }
        match fs_err::read_to_string(&self.file) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes beside the old file and puts it in its place: a run that is killed leaves the old or the new one.
    fn write(&self, text: &str) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs_err::create_dir_all(folder)?;
        let new = self.file.with_extension(format!("{}.new", std::process::id()));
        let mut options = fs_err::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        fs_err::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs_err::rename(&new, &self.file)
    }

    fn forget_file(&self) -> io::Result<bool> {
        match fs_err::remove_file(&self.file) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
}

#[cfg(feature = "keyring")]
mod keyring {
    //! The keyring of the operating system; whatever it refuses goes to the file.

    use keyring::Entry;

    fn entry(name: &str) -> Option<Entry> {
        Entry::new("docproof", name).ok()
    }

    pub(super) fn load(name: &str) -> Option<String> {
        entry(name)?.get_password().ok()
    }

    pub(super) fn save(name: &str, text: &str) -> bool {
        entry(name).is_some_and(|entry| entry.set_password(text).is_ok())
    }

    pub(super) fn forget(name: &str) -> bool {
        entry(name).is_some_and(|entry| entry.delete_credential().is_ok())
    }
}

#[cfg(not(feature = "keyring"))]
mod keyring {
    //! This build knows no keyring: everything goes to the file.

    pub(super) fn load(_: &str) -> Option<String> {
        None
    }

    pub(super) fn save(_: &str, _: &str) -> bool {
        false
    }

    pub(super) fn forget(_: &str) -> bool {
        false
    }
}
