//! `docproof.toml`.

use std::path::Path;
use std::sync::LazyLock;

use super::ConfigError;
use super::document;
use crate::schema::TomlDocument;
use crate::value::closest;

/// Name of the file that is read from the working folder.
pub const FILE_NAME: &str = "docproof.toml";

/// The commented reference of all settings; what it says without comment is the default.
const DEFAULT: &str = include_str!("default.toml");

/// The defaults of the program.
pub(super) static DEFAULTS: LazyLock<TomlDocument> =
    LazyLock::new(|| document::read("default.toml", DEFAULT).expect("a test reads the shipped defaults"));

/// A configuration file, or none.
#[derive(Debug, Default)]
pub struct Config {
    pub(super) document: Option<TomlDocument>,
}

impl Config {
    /// Reads `file`.
    ///
    /// # Errors
    /// When it cannot be read or does not fit.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = fs_err::read_to_string(file)?;
        Self::read(&file.display().to_string(), &text)
    }

    fn read(file: &str, text: &str) -> Result<Self, ConfigError> {
        Ok(Self { document: Some(document::read(file, text)?) })
    }

    /// Names of the targets, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let tables = self.document.as_ref().map(|document| document.table(&["target"])).unwrap_or_default();
        tables.into_iter().map(|(name, _)| name).collect()
    }

    /// The document that has the table of a target.
    ///
    /// # Errors
    /// When there is no such table.
    pub(super) fn document_of(&self, name: &str) -> Result<&TomlDocument, ConfigError> {
        let Some(document) = &self.document else { return Err(ConfigError::NoFile { name: name.to_owned() }) };
        let known = self.names();
        if known.iter().any(|one| one == name) {
            return Ok(document);
        }
        let like = closest(name, known.iter().map(String::as_str)).map(str::to_owned);
        Err(ConfigError::UnknownTarget { name: name.to_owned(), file: document.file.clone(), like, known })
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, DEFAULT, DEFAULTS};
    use crate::config::document::{self, FORMAT};

    #[test]
    fn the_reference_fits_with_and_without_its_comments() {
        assert_eq!(DEFAULTS.table(&["target"]).len(), 0);
        let code = |line: &str| {
            line.starts_with("# ") && (line.contains(" = ") || line.starts_with("# [") && line.ends_with(']'))
        };
        let text: Vec<&str> = DEFAULT.lines().map(|line| if code(line) { &line[2..] } else { line }).collect();
        document::read("default.toml", &text.join("\n")).unwrap();
    }

    #[test]
    fn the_reference_shows_every_key() {
        for table in ["defaults", "target", "auth", "client-credentials", "device-code", "identities"] {
            for key in FORMAT.keys(&format!("/$defs/{table}")) {
                let shown = DEFAULT.lines().any(|line| {
                    let line = line.trim_start_matches("# ");
                    line.starts_with(&format!("{key} = ")) || line.starts_with('[') && line.contains(&format!(".{key}"))
                });
                assert!(shown, "{table}.{key}");
            }
        }
    }

    #[test]
    fn an_unknown_target_is_told_with_what_there_is() {
        let config = Config::read("docproof.toml", "[target.contoso]\n[target.fabrikam]\n").unwrap();
        let error = config.document_of("contosso").unwrap_err().to_string();
        for words in ["[target.contosso]", "did you mean `contoso`", "fabrikam"] {
            assert!(error.contains(words), "{error}");
        }
        assert!(Config::default().document_of("contoso").unwrap_err().to_string().contains("docproof.toml"));
    }
}
