//! Where a path leads.

use percent_encoding::percent_decode_str;

use super::{Facts, Request, State};

/// The resource that a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The entity at this position.
    Entity(usize),
    /// The collection of entities.
    Collection,
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
        match (matches(&template.0, path), template.collection()) {
            (Some(Some(id)), Some(_)) => return state.position(&id).map_or(Route::Unknown(id), Route::Entity),
            (Some(_), None) => return if state.entities.is_empty() { Route::Nowhere } else { Route::Entity(0) },
            (_, Some(parent)) if matches(&parent.0, path).is_some() => return Route::Collection,
            _ => {}
        }
    }
    Route::Nowhere
}

/// Matches segment by segment; yields the text of the last placeholder, decoded.
fn matches(template: &str, path: &str) -> Option<Option<String>> {
    let wanted: Vec<&str> = template.trim_end_matches('/').split('/').collect();
    let given: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
    if wanted.len() != given.len() {
        return None;
    }
    let mut last = None;
    for (wanted, given) in wanted.iter().zip(given) {
        let decoded = percent_decode_str(given).decode_utf8().ok()?;
        if wanted.starts_with('{') {
            if decoded.is_empty() {
                return None;
            }
            last = Some(decoded.into_owned());
        } else if *wanted != decoded {
            return None;
        }
    }
    Some(last)
}
