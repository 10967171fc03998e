//! Arguments over environment over file over default: the first layer that says a thing decides.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::document::{FORMAT, origin};
use super::{ConfigError, Origin, Setting};
use crate::schema::TomlDocument;

/// Settings that one place says.
#[derive(Debug, Clone)]
pub struct Layer<'d> {
    values: Map<String, Value>,
    place: Place<'d>,
}

#[derive(Debug, Clone)]
enum Place<'d> {
    Arguments,
    Environment,
    /// The table behind a path of a file.
    File(&'d TomlDocument, Vec<String>),
    Default,
}

/// The layer of the command line: the options that were given, without their dashes. An option is called as its key.
#[must_use]
pub fn arguments(values: Map<String, Value>) -> Layer<'static> {
    Layer { values, place: Place::Arguments }
}

/// The environment, as far as settings are said in it.
#[derive(Debug, Clone, Default)]
pub struct Environment(Map<String, Value>);

impl Environment {
    /// Reads `DOCPROOF_TIMEOUT` and the like through `variable`. An empty one counts as not set.
    ///
    /// # Errors
    /// When a value does not fit its setting.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut values = Map::new();
        for key in FORMAT.keys("/$defs/defaults") {
            let Some(text) = variable(&name(key)).filter(|text| !text.is_empty()) else { continue };
            // A number or a truth value is what reads as one where text does not fit.
            let number = text.parse::<u64>().ok().map(Value::from);
            let truth = text.parse::<bool>().ok().map(Value::from);
            let candidates = [Some(Value::from(text.clone())), number, truth];
            let fits = |value: &Value| FORMAT.misfits(&json!({"defaults": {key: value}})).is_empty();
            let value = candidates.into_iter().flatten().find(fits).ok_or_else(|| {
                let misfits = FORMAT.misfits(&json!({"defaults": {key: text}}));
                let what = misfits.first().map_or_else(String::new, |misfit| misfit.what.clone());
                ConfigError::Setting { key: key.to_owned(), origin: Origin::Environment(name(key)), what }
            })?;
            values.insert(key.to_owned(), value);
        }
        Ok(Self(values))
    }

    pub(super) fn layer(&self) -> Layer<'static> {
        Layer { values: self.0.clone(), place: Place::Environment }
    }
}

/// The variable of a setting.
fn name(key: &str) -> String {
    format!("DOCPROOF_{}", key.to_uppercase().replace('-', "_"))
}

impl<'d> Layer<'d> {
    /// The table behind `path` of a file.
    pub(super) fn of_file(document: &'d TomlDocument, path: &[&str]) -> Self {
        let path_owned = path.iter().map(|step| (*step).to_owned()).collect();
        Self { values: document.table(path), place: Place::File(document, path_owned) }
    }

    /// What the program does when nothing is said.
    pub(super) fn default(document: &TomlDocument) -> Layer<'static> {
        Layer { values: document.table(&["defaults"]), place: Place::Default }
    }

    fn origin(&self, key: &str) -> Origin {
        match &self.place {
            Place::Arguments => Origin::Argument(format!("--{key}")),
            Place::Environment => Origin::Environment(name(key)),
            Place::File(document, path) => origin(document, &[path.as_slice(), &[key.to_owned()]].concat()),
            Place::Default => Origin::Default,
        }
    }
}

/// The layers of one target, the strongest first.
#[derive(Debug)]
pub(super) struct Layers<'d>(pub(super) Vec<Layer<'d>>);

impl Layers<'_> {
    /// What the strongest layer says that says anything.
    ///
    /// # Errors
    /// When the value does not fit, although its form does: a time of zero, a number that is too big.
    pub(super) fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Setting<T>>, ConfigError> {
        let Some((layer, value)) = self.0.iter().find_map(|layer| Some((layer, layer.values.get(key)?))) else {
            return Ok(None);
        };
        let origin = layer.origin(key);
        match serde_json::from_value(value.clone()) {
            Ok(value) => Ok(Some(Setting { value, origin })),
            Err(error) => Err(ConfigError::Setting { key: key.to_owned(), origin, what: error.to_string() }),
        }
    }

    /// The file that a path is relative to: that of the layer which says `key`.
    pub(super) fn file_of(&self, key: &str) -> Option<&str> {
        let layer = self.0.iter().find(|layer| layer.values.contains_key(key))?;
        if let Place::File(document, _) = &layer.place { Some(&document.file) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    #[test]
    fn a_variable_that_does_not_fit_is_named() {
        let read = |name: &'static str, value: &'static str| {
            Environment::read(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(read("DOCPROOF_BUDGET_WRITES", "12").unwrap().0["budget-writes"], 12);
        assert_eq!(read("DOCPROOF_TIMEOUT", "5s").unwrap().0["timeout"], "5s");
        assert_eq!(read("DOCPROOF_READ_ONLY", "true").unwrap().0["read-only"], true);
        assert!(read("DOCPROOF_TIMEOUT", "").unwrap().0.is_empty());
        for (name, value) in
            [("DOCPROOF_BUDGET_WRITES", "many"), ("DOCPROOF_TIMEOUT", "soon"), ("DOCPROOF_EVENTUAL", "perhaps")]
        {
            let error = read(name, value).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains(value), "{error}");
        }
    }
}
