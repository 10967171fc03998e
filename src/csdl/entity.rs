//! An entity type with what it inherits.

use std::collections::HashSet;

use super::error::CsdlError;
use super::metadata::{Declared, Definition, Metadata, Structure};
use super::names::last;

/// How alike two names must be for a suggestion.
const ALIKE: f64 = 0.85;

/// An entity type and all its properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity<'m> {
    /// Qualified name.
    pub(super) name: &'m str,
    /// Names of the key properties.
    pub(super) key: &'m [String],
    /// Properties of the base types first.
    pub(super) properties: Vec<&'m Declared>,
    /// Whether every base type is in the document.
    pub(super) is_whole: bool,
    /// Line of the declaration (1-based).
    pub(super) line: u32,
}

impl Entity<'_> {
    /// The property with this name.
    pub(super) fn property(&self, name: &str) -> Option<&Declared> {
        self.properties.iter().find(|property| property.name == name).copied()
    }
}

impl Metadata {
    /// The entity type with this qualified name.
    ///
    /// # Errors
    /// When there is none, or its base types form a circle.
    pub(super) fn entity(&self, name: &str) -> Result<Entity<'_>, CsdlError> {
        let qualified = self.names.qualified(name);
        let Some((name, structure)) = self.structure(&qualified) else {
            return Err(CsdlError::UnknownType {
                file: self.file.clone(),
                name: name.to_owned(),
                like: self.resembling(&qualified),
            });
        };
        let mut chain = vec![structure];
        let (mut seen, mut is_whole) = (HashSet::from([name]), true);
        let mut current = structure;
        while let Some(base) = &current.base {
            let Some((base, next)) = self.structure(base) else {
                is_whole = false;
                break;
            };
            if !seen.insert(base) {
                return Err(CsdlError::Circle { file: self.file.clone(), line: structure.line, name: name.to_owned() });
            }
            chain.push(next);
            current = next;
        }
        let key = chain.iter().find(|one| !one.key.is_empty()).map_or(&[][..], |one| &one.key);
        let properties = chain.iter().rev().flat_map(|one| &one.properties).collect();
        Ok(Entity { name, key, properties, is_whole, line: structure.line })
    }

    /// Qualified name of the entity type whose last part is `name`, in any case. Of several the one in the namespace
    /// that ends in `namespace` is meant, else the one in the outermost namespace.
    pub(super) fn entity_called(&self, name: &str, namespace: Option<&str>) -> Option<&str> {
        let is_named = |entity: &&str| {
            let parent = entity.rsplit('.').nth(1);
            namespace.zip(parent).is_some_and(|(wanted, parent)| wanted.eq_ignore_ascii_case(parent))
        };
        let mut called: Vec<&str> = self.entities().filter(|entity| last(entity).eq_ignore_ascii_case(name)).collect();
        called.sort_by_key(|entity| (!is_named(entity), entity.matches('.').count(), *entity));
        called.first().copied()
    }

    fn structure(&self, name: &str) -> Option<(&str, &Structure)> {
        match self.types.get_key_value(name) {
            Some((name, Definition::Entity(structure))) => Some((name, structure)),
            _ => None,
        }
    }

    fn entities(&self) -> impl Iterator<Item = &str> {
        let is_entity = |definition: &Definition| matches!(definition, Definition::Entity(_));
        self.types.iter().filter(move |(_, definition)| is_entity(definition)).map(|(name, _)| name.as_str())
    }

    /// The entity type that resembles `name` most.
    fn resembling(&self, name: &str) -> Option<String> {
        let scored = self
            .entities()
            .map(|known| (strsim::jaro_winkler(&last(known).to_lowercase(), &last(name).to_lowercase()), known));
        let best = scored.filter(|(score, _)| *score > ALIKE).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
        best.map(|(_, known)| known.to_owned())
    }
}
