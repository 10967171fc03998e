//! From a file, or its octets, to metadata.

use std::path::Path;

use super::error::CsdlError;
use super::metadata::Metadata;
use super::parse;

impl Metadata {
    /// Reads the metadata document at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, is no UTF-8, no well-formed XML, or no CSDL.
    pub fn load(path: &Path) -> Result<Self, CsdlError> {
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self::read(&file, &fs_err::read(path)?)
    }

    /// Reads a metadata document; `file` is its name for messages.
    ///
    /// # Errors
    /// As [`Metadata::load`], but for reading the file.
    pub fn read(file: &str, octets: &[u8]) -> Result<Self, CsdlError> {
        let text = std::str::from_utf8(octets)
            .map_err(|error| CsdlError::NotUtf8 { file: file.to_owned(), offset: error.valid_up_to() })?;
        parse::parse(file, text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}
