//! Whether the URL of an example addresses what the page documents.

use crate::model::{Operation, PathTemplate};

use super::examples::Example;
use super::operation::segments;

/// The documented path that is `path`, or that `path` is when its placeholders are filled.
#[must_use]
pub fn documented_path<'o>(operation: &'o Operation, path: &str) -> Option<&'o PathTemplate> {
    templates(operation).find(|template| fits(template, path))
}

/// Whether an example shows the operation itself, as its method and the end of its path tell.
#[must_use]
pub fn is_about(operation: &Operation, example: &Example) -> bool {
    let is_same = || documented_path(operation, &example.path).is_some() || has_same_end(operation, &example.path);
    example.method == operation.method && is_same()
}

/// Whether `path` leads to the same kind of object as a documented path, whatever it goes through before: from the last
/// word on both are the same. A definition may have forgotten the key behind that word.
#[must_use]
pub fn has_same_end(operation: &Operation, path: &str) -> bool {
    let given = steps(path);
    // a word is the name of a part of the object, not its key
    let is_key = given.last().is_some_and(|step| !step.chars().all(|c| c.is_ascii_alphabetic()));
    let has_end = |template: &PathTemplate| {
        let template = steps(&template.0);
        let Some(word) = template.iter().rposition(|step| !step.contains(['{', '}'])) else { return false };
        let end = &template[word..];
        let key = usize::from(end.len() == 1 && is_key);
        (0..=key).any(|key| {
            let from = given.len().checked_sub(end.len() + key);
            from.is_some_and(|from| end.iter().zip(&given[from..]).all(is_same_step))
        })
    };
    templates(operation).any(has_end)
}

/// Whether `path` is `template`, or `template` with values in place of its placeholders.
#[must_use]
pub fn fits(template: &PathTemplate, path: &str) -> bool {
    let (expected, given) = (steps(&template.0), steps(path));
    expected.len() == given.len() && expected.iter().zip(&given).all(is_same_step)
}

fn is_same_step((expected, given): (&&str, &&str)) -> bool {
    expected.contains('{') || given.starts_with('{') || expected.eq_ignore_ascii_case(given)
}

fn templates(operation: &Operation) -> impl Iterator<Item = &PathTemplate> {
    std::iter::once(&operation.path).chain(&operation.alternatives)
}

/// The segments of a path; a key in brackets is a step of its own, as `rules('1')` is `rules/1`
/// (OData URL Conventions §4.3.6). Named arguments are those of a function.
fn steps(path: &str) -> Vec<&str> {
    segments(path)
        .into_iter()
        .flat_map(|segment| match keyed(segment) {
            Some((name, key)) => vec![name, key],
            None => vec![segment],
        })
        .collect()
}

fn keyed(segment: &str) -> Option<(&str, &str)> {
    let (name, key) = segment.strip_suffix(')')?.split_once('(')?;
    let is_quoted = key.len() > 1 && key.starts_with('\'') && key.ends_with('\'');
    let is_placeholder = key.starts_with('{') && key.ends_with('}');
    (!name.is_empty() && (is_quoted || is_placeholder)).then_some((name, key))
}

#[cfg(test)]
mod tests {
    use super::{Operation, PathTemplate, fits, has_same_end};

    fn template(path: &str) -> PathTemplate {
        PathTemplate(path.to_owned())
    }

    #[test]
    fn an_example_may_fill_the_placeholders() {
        for (path, filled, ok) in [
            ("/users/{id | name}/notes/{noteId}", "/users/1/notes/2", true),
            ("/users/{id | name}/notes/{noteId}", "/Users/{x}/notes/{y}", true),
            ("/users/{id | name}/notes/{noteId}", "/users/1/notes", false),
            ("/users/{id | name}/notes/{noteId}", "/me/notes/2", false),
            ("/rules/{id}", "/Rules('a=b')", true),
            ("/edges({side})", "/edges/{side}", true),
            ("/names/{name}/area(at='{at}')", "/names/a/area(at='A1:B2')", true),
            ("/names/{name}/area", "/names/a/area(at='A1:B2')", false),
        ] {
            assert_eq!(fits(&template(path), filled), ok, "{filled}");
        }
    }

    #[test]
    fn a_path_may_lead_to_the_same_object_through_another_one() {
        for (path, other, ok) in [
            ("/shelves/{id}/gadgets/{id}", "/rooms/a/shelves/1/gadgets/2", true),
            ("/shelves/{id}/gadgets/{id}", "/me/gadgets('2')", true),
            ("/shelves/{id}/gadgets", "/shelves/1/gadgets/2", true),
            ("/shelves/{id}/gadgets/{id}", "/shelves/1/gadgets/2/parts", false),
            ("/shelves/{id}/gadgets/{id}", "/shelves/1/gadgets", false),
            ("/shelves/{id}/settings", "/shelves/1/settings/2/parts", false),
            ("/shelves/{id}/settings", "/shelves/1/widgets", false),
            ("/shelves/{id}/settings", "/shelves/1/settings/colour", false),
        ] {
            let alternatives = Vec::new();
            let method = "PATCH".to_owned();
            let operation = Operation { method, path: template(path), line: 1, alternatives, service_root: None };
            assert_eq!(has_same_end(&operation, other), ok, "{path} {other}");
        }
    }
}
