//! Where the entity under test lives.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{PathTemplate, Resource};

/// Everything that may not stand in a path segment as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// URLs of one entity.
#[derive(Debug, Clone)]
pub struct Entity {
    root: String,
    template: PathTemplate,
    params: Vec<(String, String)>,
}

impl Entity {
    pub fn new(root: &str, template: &PathTemplate, params: Vec<(String, String)>) -> Self {
        Self { root: root.to_owned(), template: template.clone(), params }
    }

    /// The entity at a URL, whatever its path was made from.
    pub fn at(url: &str) -> Self {
        Self::new("", &PathTemplate(url.to_owned()), Vec::new())
    }

    /// URL of the entity with this id in the collection at a URL.
    pub fn below(collection: &str, id: &str) -> String {
        format!("{collection}/{}", utf8_percent_encode(id, SEGMENT))
    }

    /// The id of the entity: the value of the last placeholder; empty when the path does not end with one.
    pub fn id(&self) -> &str {
        if self.template.collection().is_none() {
            return "";
        }
        let placeholders = self.template.placeholders();
        let last = placeholders.last().copied().unwrap_or_default();
        self.params.iter().find(|(name, _)| name == last).map_or("", |(_, value)| value)
    }

    /// Values of the path's placeholders.
    pub fn params(&self) -> &[(String, String)] {
        &self.params
    }

    /// Another entity of the same collection.
    pub fn with_id(&self, id: &str) -> Self {
        let mut other = self.clone();
        let last = self.template.placeholders().last().map(|name| (*name).to_owned());
        if let Some((_, value)) = other.params.iter_mut().find(|(name, _)| last.as_ref() == Some(name)) {
            id.clone_into(value);
        }
        other
    }

    /// URL of the entity.
    pub fn url(&self) -> String {
        self.fill(&self.template, None)
    }

    /// URL that an input is addressed to.
    pub fn resource(&self, resource: &Resource) -> String {
        match resource {
            Resource::Entity => self.url(),
            Resource::Collection => self.collection().unwrap_or_else(|| self.url()),
            Resource::OtherKey(key) => self.fill(&self.template, Some(key)),
            Resource::Suffix(suffix) => format!("{}{suffix}", self.url()),
            Resource::KeyInParentheses => self.in_parentheses().unwrap_or_else(|| self.url()),
            Resource::PathInOtherCase => self.fill(&in_other_case(&self.template), None),
        }
    }

    /// URL of the collection that holds the entity.
    pub fn collection(&self) -> Option<String> {
        self.template.collection().map(|path| self.fill(&path, None))
    }

    /// URL of the entity with its key as a text in parentheses; a quote in it is doubled (OData URL conventions).
    fn in_parentheses(&self) -> Option<String> {
        let key = utf8_percent_encode(&self.id().replace('\'', "''"), SEGMENT).to_string();
        self.collection().map(|collection| format!("{collection}('{key}')"))
    }

    /// The path with every placeholder filled; `last` replaces the value of the last one.
    fn fill(&self, path: &PathTemplate, last: Option<&str>) -> String {
        let names = path.placeholders();
        let filled = names.iter().enumerate().fold(path.0.clone(), |path, (index, name)| {
            let own = self.params.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
            let value = if index + 1 == names.len() { last.unwrap_or(own) } else { own };
            path.replacen(&format!("{{{name}}}"), &utf8_percent_encode(value, SEGMENT).to_string(), 1)
        });
        format!("{}{filled}", self.root)
    }
}

/// The template with the first letter of each segment in the other case; placeholders stay.
fn in_other_case(template: &PathTemplate) -> PathTemplate {
    let other = |segment: &str| {
        let mut letters = segment.chars();
        let first = letters.next().filter(char::is_ascii_alphabetic)?;
        let turned = if first.is_ascii_lowercase() { first.to_ascii_uppercase() } else { first.to_ascii_lowercase() };
        Some(format!("{turned}{}", letters.as_str()))
    };
    let segments = template.0.split('/').map(|segment| other(segment).unwrap_or_else(|| segment.to_owned()));
    PathTemplate(segments.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::Entity;
    use crate::model::{PathTemplate, Resource};

    fn entity() -> Entity {
        let template = PathTemplate("/a/{one}/b/{two}".to_owned());
        Entity::new(
            "http://h/v1.0",
            &template,
            vec![("one".to_owned(), "x".to_owned()), ("two".to_owned(), "y'/z".to_owned())],
        )
    }

    #[test]
    fn values_are_encoded_as_segments() {
        assert_eq!(entity().url(), "http://h/v1.0/a/x/b/y%27%2Fz");
        assert_eq!(entity().collection().as_deref(), Some("http://h/v1.0/a/x/b"));
    }

    #[test]
    fn a_path_has_other_spellings() {
        assert_eq!(entity().resource(&Resource::KeyInParentheses), "http://h/v1.0/a/x/b('y%27%27%2Fz')");
        assert_eq!(entity().resource(&Resource::PathInOtherCase), "http://h/v1.0/A/x/B/y%27%2Fz");
    }

    #[test]
    fn another_key_replaces_only_the_last_value() {
        assert_eq!(entity().resource(&Resource::OtherKey("k".to_owned())), "http://h/v1.0/a/x/b/k");
        assert_eq!(entity().resource(&Resource::Suffix("?$x=1".to_owned())), "http://h/v1.0/a/x/b/y%27%2Fz?$x=1");
    }
}
