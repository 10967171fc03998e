//! Pages of one resource: the update and its siblings become one contract.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::pages::file_name;
use crate::model::{Contract, Sibling};
use crate::page::{Imported, PageError, ResourcePage, objects_of, resource, shape, sibling_of};

/// What went wrong with one page.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A page as it was read.
type Page = Result<Imported, Failure>;

/// The pages that stay contracts of their own, with their files: what is a sibling of an update among them, or the page of
/// its resource, is joined to its contract.
pub(super) fn joined(files: &[PathBuf], pages: Vec<Page>) -> (Vec<PathBuf>, Vec<Page>) {
    let mut slots: Vec<Option<Page>> = pages.into_iter().map(Some).collect();
    let updates = Updates::of(&slots);
    for (at, file) in files.iter().enumerate() {
        let Some(page) = slots[at].take_if(|page| !is_update(page)) else { continue };
        let is_joined = match &page {
            Ok(other) => {
                updates.at(objects_of(&other.contract.operation)).any(|at| take(&mut slots, at, |one| add(one, other)))
            }
            Err(error) => resource_of(error, file).is_some_and(|resource| {
                updates.named(&resource.name).any(|at| take(&mut slots, at, |one| is_about(&resource, one)))
            }),
        };
        if !is_joined {
            slots[at] = Some(page);
        }
    }
    let kept = files.iter().zip(slots).filter_map(|(file, slot)| Some((file.clone(), slot?)));
    let (files, mut pages): (Vec<PathBuf>, Vec<Page>) = kept.unzip();
    for update in pages.iter_mut().filter_map(|page| page.as_mut().ok()) {
        update.contract.siblings.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    (files, pages)
}

fn is_update(page: &Page) -> bool {
    page.as_ref().is_ok_and(|page| matches!(page.contract.operation.method.as_str(), "PATCH" | "PUT"))
}

/// Whether the update at `at` takes what is offered.
fn take(slots: &mut [Option<Page>], at: usize, offer: impl FnOnce(&mut Imported) -> bool) -> bool {
    slots[at].as_mut().and_then(|page| page.as_mut().ok()).is_some_and(offer)
}

/// Where the updates are, by what their siblings and resource pages have in common with them: of thousands of pages not
/// every one is compared with every other.
#[derive(Default)]
struct Updates {
    by_path: HashMap<String, Vec<usize>>,
    by_type: HashMap<String, Vec<usize>>,
}

impl Updates {
    fn of(pages: &[Option<Page>]) -> Self {
        let mut updates = Self::default();
        for (at, page) in pages.iter().enumerate() {
            let Some(Ok(page)) = page.as_ref().filter(|page| is_update(page)) else { continue };
            updates.by_path.entry(shape(&page.contract.operation.path)).or_default().push(at);
            if let Some(name) = page.contract.entity_type.as_deref().and_then(|name| name.rsplit('.').next()) {
                updates.by_type.entry(name.to_lowercase()).or_default().push(at);
            }
        }
        updates
    }

    /// Updates of the objects with these shapes of paths, in page order.
    fn at(&self, shapes: Vec<String>) -> impl Iterator<Item = usize> {
        let all: BTreeSet<usize> =
            shapes.iter().filter_map(|shape| self.by_path.get(shape)).flatten().copied().collect();
        all.into_iter()
    }

    /// Updates of the type with this name, in page order.
    fn named(&self, name: &str) -> impl Iterator<Item = usize> {
        self.by_type.get(&name.to_lowercase()).into_iter().flatten().copied()
    }
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

/// The page of a resource, when a file is none of an operation.
fn resource_of(error: &Failure, file: &Path) -> Option<ResourcePage> {
    if !matches!(error.downcast_ref(), Some(PageError::NoOperation { .. })) {
        return None;
    }
    resource(&file_name(file), &fs_err::read(file).ok()?)
}

/// Whether the page is that of the update's resource, and is taken for it.
fn is_about(page: &ResourcePage, update: &mut Imported) -> bool {
    let is_its = update.contract.resource.is_none() && page.is_about(&update.contract);
    if is_its {
        update.contract.resource = Some(page.page.clone());
    }
    is_its
}
