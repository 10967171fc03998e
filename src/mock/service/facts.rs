//! The contract, with what the mock looks up all the time.

use crate::model::{Access, Contract, Identity, Property, Sibling, SiblingRole, ValueType};

/// Contract, token and derived names.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What the page promises.
    pub contract: Contract,
    /// The token that is accepted.
    pub token: String,
    /// Tokens of callers who may do only what the permission table says of them.
    pub identities: Vec<(Identity, String)>,
}

impl Facts {
    /// Whether the permission table lets a caller of this kind in, with the least privileged permission.
    #[must_use]
    pub fn lets_in(&self, identity: Identity) -> bool {
        let rows = &self.contract.permissions;
        rows.iter().any(|row| Some(row.kind) == identity.row() && !row.permissions.is_empty())
    }

    /// The documented property `name`; names are case-sensitive (CSDL 3.1).
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.contract.properties.iter().find(|p| p.name == name)
    }

    /// Updatable properties in page order.
    pub fn updatable(&self) -> impl Iterator<Item = &Property> {
        self.contract.properties.iter().filter(|p| p.is_updatable())
    }

    /// Names of the updatable properties whose type is text, in page order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.named(|t| matches!(t, ValueType::String))
    }

    /// Names of the updatable `DateTimeOffset` properties, in page order.
    #[must_use]
    pub fn instants(&self) -> Vec<&str> {
        self.named(|t| matches!(t, ValueType::DateTimeOffset))
    }

    /// Names of the updatable enum properties, in page order.
    #[must_use]
    pub fn members(&self) -> Vec<&str> {
        self.named(|t| matches!(t, ValueType::Enum { .. }))
    }

    /// Names of the updatable properties that hold a nested object, in page order.
    #[must_use]
    pub fn nested(&self) -> Vec<&str> {
        self.named(|t| matches!(t, ValueType::Complex(_)))
    }

    /// Names of the updatable properties that hold a collection of objects, in page order.
    #[must_use]
    pub fn items(&self) -> Vec<&str> {
        self.named(|t| matches!(t, ValueType::Collection { of } if matches!(**of, ValueType::Complex(_))))
    }

    /// Names of the known members of nested objects that are of some type, each behind the name of its property.
    #[must_use]
    pub fn inside_nested(&self, is: fn(&ValueType) -> bool) -> Vec<(&str, &str)> {
        let members = self.updatable().flat_map(|property| {
            let known = if let ValueType::Complex(complex) = &property.value_type { &complex.members[..] } else { &[] };
            known.iter().map(|member| (property.name.as_str(), member))
        });
        members
            .filter(|(_, member)| is(&member.value_type))
            .map(|(name, member)| (name, member.name.as_str()))
            .collect()
    }

    fn named(&self, is: fn(&ValueType) -> bool) -> Vec<&str> {
        self.updatable().filter(|p| is(&p.value_type)).map(|p| p.name.as_str()).collect()
    }

    /// Members of the enum property `name`.
    #[must_use]
    pub fn members_of(&self, name: &str) -> &[String] {
        match self.property(name).map(|p| &p.value_type) {
            Some(ValueType::Enum { members, .. }) => members,
            _ => &[],
        }
    }

    /// Whether `name` is the key or owned by the service.
    #[must_use]
    pub fn is_owned(&self, name: &str) -> bool {
        self.property(name).is_some_and(|p| p.access != Access::Updatable)
    }

    /// Status of an accepted update: the first that the page documents.
    #[must_use]
    pub fn success(&self) -> u16 {
        self.contract.success.first().map_or(200, |first| first.code)
    }

    /// Status of a sibling that succeeds: the first that its page documents.
    #[must_use]
    pub fn status_of(&self, role: SiblingRole, usual: u16) -> u16 {
        self.contract.sibling(role).map_or(usual, |sibling| status(sibling, usual))
    }

    /// Status of the action at this position among the siblings.
    #[must_use]
    pub fn status_of_action(&self, at: usize) -> u16 {
        self.contract.siblings.get(at).map_or(204, |action| status(action, 204))
    }

    /// These facts as they are for a create: with the properties that its page lists.
    #[must_use]
    pub fn for_create(&self) -> Self {
        let mut facts = self.clone();
        let rows = self.contract.sibling(SiblingRole::Create).map_or(&[][..], |create| &create.properties);
        facts.contract.properties.retain(|known| rows.iter().all(|row| row.name != known.name));
        facts.contract.properties.extend(rows.iter().cloned());
        facts
    }

    /// Name of the key property.
    #[must_use]
    pub fn key(&self) -> &str {
        let key = self.contract.properties.iter().find(|p| p.access == Access::Key);
        key.map_or("id", |p| p.name.as_str())
    }

    /// `#` and the qualified type name.
    #[must_use]
    pub fn type_name(&self) -> Option<String> {
        self.contract.entity_type.as_ref().map(|name| format!("#{name}"))
    }

    /// Context URL of the entity (`single`) or the collection.
    #[must_use]
    pub fn context(&self, single: bool) -> String {
        let operation = &self.contract.operation;
        let root = operation.service_root.as_deref().unwrap_or("https://graph.microsoft.com/v1.0");
        let path = operation.path.collection().map_or_else(|| operation.path.0.clone(), |p| p.0);
        let plain: Vec<&str> = path.split('/').filter(|s| !s.is_empty() && !s.starts_with('{')).collect();
        let tail = if single { "/$entity" } else { "" };
        format!("{}/$metadata#{}{tail}", root.trim_end_matches('/'), plain.join("/"))
    }
}

fn status(sibling: &Sibling, usual: u16) -> u16 {
    sibling.success.first().map_or(usual, |fact| fact.code)
}
