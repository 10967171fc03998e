//! Path templates in the grammar of OpenAPI.

use crate::model::PathTemplate;

/// A path with names of placeholders that are plain words, and those names in path order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenPath {
    /// The path: `/users/{id-or-userPrincipalName}`.
    pub(super) path: String,
    /// Names of its placeholders.
    pub(super) names: Vec<String>,
    /// The path without names: two paths that differ in names only are one path to OpenAPI.
    pub(super) shape: String,
}

impl OpenPath {
    /// Reads a documented path: `{id | userPrincipalName}` becomes `{id-or-userPrincipalName}`, and a name that comes
    /// again gets a number.
    pub(super) fn read(template: &PathTemplate) -> Self {
        let mut parts = template.0.split('{');
        let mut path = parts.next().unwrap_or_default().to_owned();
        let mut shape = path.clone();
        let mut names: Vec<String> = Vec::new();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let name = unused(&plain(name), &names);
            path.extend(["{", &name, "}", rest]);
            shape.extend(["{}", rest]);
            names.push(name);
        }
        Self { path, names, shape }
    }
}

/// The name without what a template expression must not hold.
fn plain(name: &str) -> String {
    let words: Vec<String> = name
        .split('|')
        .map(|word| word.trim().replace(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c), "-"))
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { "value".to_owned() } else { words.join("-or-") }
}

fn unused(name: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::OpenPath;
    use crate::model::PathTemplate;

    #[test]
    fn placeholders_become_plain_words_and_differ() {
        let read =
            OpenPath::read(&PathTemplate("/users/{id | userPrincipalName}/a/{group id}/b/{group id}".to_owned()));
        assert_eq!(read.path, "/users/{id-or-userPrincipalName}/a/{group-id}/b/{group-id-2}");
        assert_eq!(read.names, ["id-or-userPrincipalName", "group-id", "group-id-2"]);
        assert_eq!(read.shape, "/users/{}/a/{}/b/{}");
    }
}
