//! Where a path leads.

use percent_encoding::percent_decode_str;

use super::{Facts, Request, State};
use crate::model::SiblingRole;

/// The resource that a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The entity at this position.
    Entity(usize),
    /// The collection of entities.
    Collection,
    /// A documented action.
    Action {
        /// Position of the entity.
        entity: usize,
        /// Position of the action among the siblings of the contract.
        sibling: usize,
    },
    /// An entity that does not exist.
    Unknown(String),
    /// Nothing the contract knows.
    Nowhere,
}

impl Route {
    /// Position of the entity, when the path leads to one.
    #[must_use]
    pub fn entity(&self) -> Option<usize> {
        if let Self::Entity(index) = self { Some(*index) } else { None }
    }
}

/// Finds where `request` leads; the `/v1.0` prefix is optional.
#[must_use]
pub fn find_route(facts: &Facts, request: &Request, state: &State) -> Route {
    let path = request.path.strip_prefix("/v1.0").filter(|p| p.starts_with('/')).unwrap_or(&request.path);
    let operation = &facts.contract.operation;
    let templates = std::iter::once(&operation.path).chain(&operation.alternatives);
    for template in templates {
        match (fit(&template.0, path), template.collection()) {
            (Fit::Named(id), Some(_)) => return state.position(&id).map_or(Route::Unknown(id), Route::Entity),
            (Fit::No, Some(parent)) if !matches!(fit(&parent.0, path), Fit::No) => return Route::Collection,
            (Fit::No, _) => {}
            _ => return if state.entities.is_empty() { Route::Nowhere } else { Route::Entity(0) },
        }
    }
    find_action(facts, path, state)
}

/// The action that `path` names; its last placeholder is the entity.
fn find_action(facts: &Facts, path: &str, state: &State) -> Route {
    let siblings = facts.contract.siblings.iter().enumerate();
    let mut named = siblings.filter(|(_, sibling)| sibling.role == SiblingRole::Action).filter_map(|(at, action)| {
        if let Fit::Named(id) = fit(&action.operation.path.0, path) { Some((at, id)) } else { None }
    });
    let Some((sibling, id)) = named.next() else { return Route::Nowhere };
    state.position(&id).map_or(Route::Unknown(id), |entity| Route::Action { entity, sibling })
}

/// How a path fits a template.
enum Fit {
    /// Not at all.
    No,
    /// It does, and there is no placeholder.
    Plain,
    /// It does; this is the text of the last placeholder, decoded.
    Named(String),
}

/// Matches segment by segment; a placeholder may be a part of its segment, as in `of('{id}')`.
fn fit(template: &str, path: &str) -> Fit {
    let wanted: Vec<&str> = template.trim_matches('/').split('/').collect();
    let given: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let given = given.strip_suffix(&[""]).unwrap_or(&given);
    if wanted.len() != given.len() {
        return Fit::No;
    }
    let mut fit = Fit::Plain;
    for (wanted, given) in wanted.iter().zip(given) {
        let Ok(decoded) = percent_decode_str(given).decode_utf8() else { return Fit::No };
        match placeholder(wanted) {
            None if *wanted == decoded => {}
            None => return Fit::No,
            Some((before, after)) => {
                let inner = decoded.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
                let Some(inner) = inner.filter(|inner| !inner.is_empty()) else { return Fit::No };
                fit = Fit::Named(inner.to_owned());
            }
        }
    }
    fit
}

/// What stands before and after the placeholder of a segment.
fn placeholder(segment: &str) -> Option<(&str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    Some((before, rest.split_once('}')?.1))
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn a_path_fits_its_template() {
        for (template, path, expected) in [
            ("/a/{id}", "/a/7", Some("7")),
            ("/a/{id}", "/a/7%2F8/", Some("7/8")),
            ("/a/{id}", "/a/", None),
            ("/a/{id}", "/A/7", None),
            ("/a/{id}/b", "/a/7/b", Some("7")),
            ("/a/of('{id}')", "/a/of('7')", Some("7")),
            ("/a", "/a", Some("")),
            ("/a", "/a/b", None),
            ("/a/{id}", "/a/%ff", None),
        ] {
            let found = match fit(template, path) {
                Fit::No => None,
                Fit::Plain => Some(String::new()),
                Fit::Named(text) => Some(text),
            };
            assert_eq!(found.as_deref(), expected, "{template} {path}");
        }
    }
}
