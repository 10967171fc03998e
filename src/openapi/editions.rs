//! Contracts of several editions of a service in one document: each edition keeps paths of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::cases::ContractBundle;
use crate::model::{Operation, PathTemplate};

/// The contracts as one document can hold them. OpenAPI knows a path once (OAS 3.1.0 §4.8.8.1), so the paths of several
/// editions begin with their names, `/v1.0` and `/beta`, and so do the names of their contracts. Contracts of one
/// name, as of two folders, get a number.
pub(super) fn apart(bundles: &[ContractBundle]) -> Cow<'_, [ContractBundle]> {
    let editions: BTreeSet<String> = bundles.iter().filter_map(edition).collect();
    let names: BTreeSet<&str> = bundles.iter().map(|bundle| bundle.contract.name.as_str()).collect();
    if editions.len() < 2 && names.len() == bundles.len() {
        return Cow::Borrowed(bundles);
    }
    let mut all = bundles.to_vec();
    if editions.len() > 1 {
        let most = most_common(bundles);
        for bundle in &mut all {
            move_below(bundle, &most);
        }
    }
    let mut taken = BTreeSet::new();
    for ContractBundle { contract, .. } in &mut all {
        let numbered = (2..).map(|number| format!("{}-{number}", contract.name));
        let mut names = std::iter::once(contract.name.clone()).chain(numbered);
        contract.name = names.find(|name| taken.insert(name.clone())).unwrap_or_default();
    }
    Cow::Owned(all)
}

/// Host and edition that the examples of a contract address: `https://graph.microsoft.com/v1.0` has `v1.0`.
fn split(root: &str) -> Option<(&str, &str)> {
    root.rsplit_once('/').filter(|(host, edition)| !host.ends_with('/') && !edition.is_empty())
}

fn edition(bundle: &ContractBundle) -> Option<String> {
    let root = bundle.contract.operation.service_root.as_deref()?;
    split(root).map(|(_, edition)| edition.to_ascii_lowercase())
}

/// What a contract belongs to whose page has no example to tell it.
fn most_common(bundles: &[ContractBundle]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for edition in bundles.iter().filter_map(edition) {
        *counts.entry(edition).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(edition, _)| edition).unwrap_or_default()
}

fn move_below(bundle: &mut ContractBundle, fallback: &str) {
    let edition = edition(bundle).unwrap_or_else(|| fallback.to_owned());
    let contract = &mut bundle.contract;
    contract.name = format!("{edition}.{}", contract.name);
    let siblings = contract.siblings.iter_mut().map(|sibling| &mut sibling.operation);
    for operation in std::iter::once(&mut contract.operation).chain(siblings) {
        let Operation { path, service_root, .. } = operation;
        *path = PathTemplate(format!("/{edition}{}", path.0));
        *service_root = service_root.take().map(|root| split(&root).map_or(root.clone(), |(host, _)| host.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::cases::ContractBundle;

    fn of(root: Option<&str>) -> ContractBundle {
        let mut bundle = ContractBundle::embedded("update-remoteassistancepartner").unwrap();
        bundle.contract.operation.service_root = root.map(str::to_owned);
        bundle
    }

    #[test]
    fn editions_have_paths_and_names_of_their_own() {
        let (one, beta) = (Some("https://h.example/v1.0"), Some("https://h.example/beta"));
        let all = [of(one), of(beta), of(None), of(Some("https://h.example/Beta"))];
        let apart = apart(&all);
        let facts: Vec<(&str, &str, Option<&str>)> = apart
            .iter()
            .map(|bundle| {
                let operation = &bundle.contract.operation;
                let first = operation.path.0.split('/').nth(1).unwrap_or_default();
                (bundle.contract.name.as_str(), first, operation.service_root.as_deref())
            })
            .collect();
        let host = Some("https://h.example");
        assert_eq!(
            facts,
            [
                ("v1.0.update-remoteassistancepartner", "v1.0", host),
                ("beta.update-remoteassistancepartner", "beta", host),
                ("beta.update-remoteassistancepartner-2", "beta", None),
                ("beta.update-remoteassistancepartner-3", "beta", host),
            ]
        );
        assert!(apart[1].contract.siblings.iter().all(|sibling| sibling.operation.path.0.starts_with("/beta/")));
    }

    #[test]
    fn one_edition_stays_as_it_is() {
        let all = [of(Some("https://h.example/v1.0"))];
        assert_eq!(apart(&all).as_ref(), all);
    }
}
