//! Pages of one resource: the update and its siblings become one contract.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::pages::file_name;
use crate::model::{Contract, Sibling, SiblingRole};
use crate::page::{
    Diagnostic, Imported, PageError, Relation, ResourcePage, Severity, contradicting, objects_of, relation, resource,
    shape, sibling_of,
};

/// What went wrong with one page.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A page as it was read.
type Page = Result<Imported, Failure>;

/// The pages that stay contracts of their own, with their files: what is a sibling of an update among them, or the page of
/// its resource, is joined to its contract.
pub(super) fn joined(files: &[PathBuf], mut pages: Vec<Page>) -> (Vec<PathBuf>, Vec<Page>) {
    let updates = Updates::of(&pages);
    let mut is_joined = vec![false; pages.len()];
    for (update, siblings) in closest(&updates, &pages) {
        for (at, relation) in siblings.into_values() {
            let is_first = !std::mem::replace(&mut is_joined[at], true);
            add(&mut pages, files, update, (at, &relation), is_first);
        }
    }
    for (at, file) in files.iter().enumerate() {
        let Some(resource) = pages[at].as_ref().err().and_then(|error| resource_of(error, file)) else { continue };
        let mut known = updates.named(&resource.name);
        is_joined[at] = known.any(|update| pages[update].as_mut().is_ok_and(|update| is_about(&resource, update)));
    }
    let kept = files.iter().zip(pages).zip(is_joined).filter(|(_, is_joined)| !is_joined);
    let (files, mut pages): (Vec<PathBuf>, Vec<Page>) = kept.map(|((file, page), _)| (file.clone(), page)).unzip();
    for update in pages.iter_mut().filter_map(|page| page.as_mut().ok()) {
        update.contract.siblings.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    (files, pages)
}

/// One page for each thing that can be done to a resource at a path.
type Siblings = BTreeMap<(SiblingRole, String), (usize, Relation)>;

/// For each update the pages that are closest to it; of equally close ones the first. A page about what several types
/// have in common is a sibling of each.
fn closest(updates: &Updates, pages: &[Page]) -> BTreeMap<usize, Siblings> {
    let mut closest: BTreeMap<usize, Siblings> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| !is_update(page)) {
        let Ok(page) = page else { continue };
        for update in updates.at(objects_of(&page.contract.operation)) {
            let contract = pages[update].as_ref().ok().map(|update| &update.contract);
            let Some(relation) = contract.and_then(|contract| relation(contract, page)) else { continue };
            let key = (relation.role, shape(&relation.path));
            let known = closest.entry(update).or_default().entry(key).or_insert_with(|| (at, relation.clone()));
            if relation.closeness > known.1.closeness {
                *known = (at, relation);
            }
        }
    }
    closest
}

fn is_update(page: &Page) -> bool {
    page.as_ref().is_ok_and(|page| matches!(page.contract.operation.method.as_str(), "PATCH" | "PUT"))
}

/// Where the updates are, by what their siblings and resource pages have in common with them: of thousands of pages not
/// every one is compared with every other.
#[derive(Default)]
struct Updates {
    by_path: HashMap<String, Vec<usize>>,
    by_type: HashMap<String, Vec<usize>>,
}

impl Updates {
    fn of(pages: &[Page]) -> Self {
        let mut updates = Self::default();
        for (at, page) in pages.iter().enumerate() {
            let Some(page) = page.as_ref().ok().filter(|_| is_update(page)) else { continue };
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
fn order(sibling: &Sibling) -> (SiblingRole, &str) {
    (sibling.role, &sibling.page.file)
}

/// Adds to an update what another page says of its resource, with the remarks on that page for the first one.
fn add(pages: &mut [Page], files: &[PathBuf], update: usize, other: (usize, &Relation), with_remarks: bool) {
    let (at, relation) = other;
    let Ok([Ok(update), Ok(other)]) = pages.get_disjoint_mut([update, at]) else { return };
    update.contract.siblings.push(sibling_of(&update.contract, other, relation));
    update.diagnostics.extend(contradictions(update, other, &files[at]));
    if with_remarks {
        // A sibling promises no properties of its own, so a page without a table lacks nothing.
        let is_about_properties = |code: &str| code == "missing-property-table" || code.starts_with("metadata-");
        let kept = other.diagnostics.iter().filter(|remark| !is_about_properties(remark.code));
        update.diagnostics.extend(kept.cloned());
    }
}

/// Where the example of another page contradicts the table of the update.
fn contradictions(update: &Imported, other: &Imported, file: &Path) -> Vec<Diagnostic> {
    let found = contradicting(&update.contract, other);
    let text = if found.is_empty() { String::new() } else { fs_err::read_to_string(file).unwrap_or_default() };
    let path = file.display().to_string();
    let remark = |(name, line): (&str, u32)| {
        let message = format!(
            "the example sends `{name}` as another type than the table of {} says; a run leaves it out",
            update.contract.page.file
        );
        Diagnostic::on_line((&path, &text), line, (Severity::Warning, "example-ill-typed"), message)
    };
    found.into_iter().map(remark).collect()
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
