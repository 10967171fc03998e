//! Qualified names and their aliases.

use std::collections::HashMap;

/// The vocabulary whose terms say who may write a property.
const CORE: &str = "Org.OData.Core.V1";

/// Aliases of the namespaces of a document: of its own schemas and of the vocabularies that it includes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Notes that `alias` stands for `namespace`.
    pub(super) fn alias(&mut self, alias: String, namespace: String) {
        self.0.insert(alias, namespace);
    }

    /// The name with its namespace in full.
    pub(super) fn qualified(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((prefix, last)) if self.0.contains_key(prefix) => format!("{}.{last}", self.0[prefix]),
            _ => name.to_owned(),
        }
    }

    /// The term of the vocabulary `Core` that `term` names; `None` for other vocabularies.
    pub(super) fn core_term<'t>(&self, term: &'t str) -> Option<&'t str> {
        let (prefix, last) = term.rsplit_once('.')?;
        let is_core = prefix == CORE || self.0.get(prefix).is_some_and(|namespace| namespace == CORE);
        // a qualifier behind `#` belongs to one application of the term
        is_core.then(|| last.split('#').next().unwrap_or(last))
    }
}

/// The item type of `Collection(…)`.
pub(super) fn item_of(type_name: &str) -> Option<&str> {
    type_name.trim().strip_prefix("Collection(")?.strip_suffix(')')
}

/// The last part of a qualified name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
