//! Pages of one resource: the update and its siblings become one contract.

use std::path::{Path, PathBuf};

use crate::model::{Contract, Sibling};
use crate::page::{Imported, PageError, resource, sibling_of};

/// What went wrong with one page.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A page as it was read.
type Page = Result<Imported, Failure>;

/// The pages that stay contracts of their own, with their files: what is a sibling of an update among them, or the page of
/// its resource, is joined to its contract.
pub(super) fn joined(files: &[PathBuf], pages: Vec<Page>) -> (Vec<PathBuf>, Vec<Page>) {
    let mut stay: Vec<(&PathBuf, Page)> = Vec::new();
    let mut others: Vec<(&PathBuf, Page)> = Vec::new();
    for (file, page) in files.iter().zip(pages) {
        let is_update = |page: &Imported| matches!(page.contract.operation.method.as_str(), "PATCH" | "PUT");
        if page.as_ref().is_ok_and(is_update) { stay.push((file, page)) } else { others.push((file, page)) }
    }
    let updates = stay.len();
    for (file, page) in others {
        let is_joined =
            stay[..updates].iter_mut().filter_map(|(_, update)| update.as_mut().ok()).any(|update| match &page {
                Ok(other) => add(update, other),
                Err(error) => is_about(error, file, update),
            });
        if !is_joined {
            stay.push((file, page));
        }
    }
    for update in stay[..updates].iter_mut().filter_map(|(_, update)| update.as_mut().ok()) {
        update.contract.siblings.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    in_given_order(files, stay)
}

/// The siblings of a contract, for the line that tells what an import gave.
pub(super) fn told(contract: &Contract) -> String {
    match contract.siblings.len() {
        0 => String::new(),
        1 => ", 1 sibling operation".to_owned(),
        count => format!(", {count} sibling operations"),
    }
}

/// By role, then by page: the order in which files are given changes nothing.
fn order(sibling: &Sibling) -> (crate::model::SiblingRole, &str) {
    (sibling.role, &sibling.page.file)
}

/// Adds what `other` says of the resource, and the remarks on its page; one page for each role but actions.
fn add(update: &mut Imported, other: &Imported) -> bool {
    let Some(sibling) = sibling_of(&update.contract, other) else { return false };
    let known = update
        .contract
        .siblings
        .iter()
        .any(|known| known.role == sibling.role && known.operation.path == sibling.operation.path);
    if known {
        return false;
    }
    update.contract.siblings.push(sibling);
    // A sibling promises no properties of its own, so a page without a table lacks nothing.
    let is_about_properties = |code: &str| code == "missing-property-table" || code.starts_with("metadata-");
    let kept = other.diagnostics.iter().filter(|remark| !is_about_properties(remark.code));
    update.diagnostics.extend(kept.cloned());
    true
}

/// Whether the page that is none of an operation is that of the update's resource.
fn is_about(error: &Failure, file: &Path, update: &mut Imported) -> bool {
    if !matches!(error.downcast_ref(), Some(PageError::NoOperation { .. })) || update.contract.resource.is_some() {
        return false;
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let page = fs_err::read(file).ok().and_then(|bytes| resource(&name, &bytes));
    let Some(page) = page.filter(|page| page.is_about(&update.contract)) else { return false };
    update.contract.resource = Some(page.page);
    true
}

fn in_given_order(files: &[PathBuf], mut stay: Vec<(&PathBuf, Page)>) -> (Vec<PathBuf>, Vec<Page>) {
    stay.sort_by_key(|(file, _)| files.iter().position(|given| given == *file));
    stay.into_iter().map(|(file, page)| (file.clone(), page)).unzip()
}
