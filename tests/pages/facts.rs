//! What the importer gets out of the pages.

use std::path::PathBuf;

use docproof::internals::Page;

use super::{import, is_intune, name, pages};

/// Imported pages of one family.
fn family(intune: bool) -> Vec<(PathBuf, Page)> {
    let chosen = pages().into_iter().filter(|path| is_intune(path) == intune);
    chosen.map(|path| (path.clone(), import(&path))).collect()
}

#[test]
fn intune_pages_give_path_properties_request_and_response() {
    let pages = family(true);
    if pages.is_empty() {
        return;
    }
    let with = |wanted: fn([bool; 5]) -> bool| pages.iter().filter(|(_, page)| wanted(page.parts())).count();
    assert_eq!(pages.len(), 708);
    assert_eq!(with(|[path, properties, request, ..]| path && properties && request), 708);
    // the last one is an action that answers 204
    assert_eq!(with(|[_, _, _, response, _]| response), 707);
}

#[test]
fn glued_pages_are_told_where_the_other_one_shows() {
    let found = |file: &str, code: &str| -> Vec<u32> {
        let page = pages().into_iter().find(|path| name(path) == file).map(|path| import(&path));
        page.iter().flat_map(Page::diagnostics).filter(|d| d.code == code).map(|d| d.line).collect()
    };
    if !pages().is_empty() {
        assert_eq!(found("intune-shared-devicecategory-update.md", "text-after-body"), [101]);
        // of the other one only the length that it states is left
        assert_eq!(found("intune-shared-devicemanagementscript-update.md", "content-length-differs"), [84, 106]);
    }
}

#[test]
fn damaged_names_of_intune_pages_are_recovered() {
    let count = |code: &str| {
        let of = |page: &Page| page.diagnostics().iter().filter(|d| d.code == code).count();
        family(true).iter().map(|(_, page)| of(page)).sum::<usize>()
    };
    let (recovered, lost) = (count("recovered-property-name"), count("unreadable-property-name"));
    if !pages().is_empty() {
        assert_eq!((recovered, lost), (444, 2));
        assert!(recovered * 10 >= (recovered + lost) * 9, "at least nine of ten");
    }
}

#[test]
fn other_pages_give_all_four_parts_as_often_as_they_have_them() {
    let pages = family(false);
    if pages.is_empty() {
        return;
    }
    let all =
        |[path, properties, request, response, none]: [bool; 5]| path && properties && request && (response || none);
    let complete = pages.iter().filter(|(_, page)| all(page.parts())).count();
    let with_content =
        pages.iter().filter(|(_, page)| all([&page.parts()[..4], &[false]].concat().try_into().unwrap()));
    assert_eq!((pages.len(), complete, with_content.count()), (432, 357, 221));
}

#[test]
fn every_member_of_an_intune_request_is_a_property_or_reported() {
    let (mut found, mut told) = (0, 0);
    for (path, page) in family(true) {
        let properties: Vec<_> = page.properties().into_iter().map(|(name, ..)| name.to_owned()).collect();
        let reported = page.diagnostics();
        for member in page.examples().iter().flat_map(|pair| pair.request.keys()).filter(|name| !name.contains('@')) {
            let is_property = properties.contains(member);
            let is_reported = reported.iter().any(|d| d.text.contains(&format!("`{member}`")));
            assert!(is_property || is_reported, "{}: {member}", path.display());
            found += usize::from(is_property);
            told += usize::from(is_reported);
        }
    }
    if !pages().is_empty() {
        // cases leave out what is not of the stated range
        assert_eq!((found, told), (9079, 444));
    }
}

#[test]
fn every_intune_example_fits_our_own_schemas_and_echo_rules() {
    let rules = [
        "echo-id",
        "echo-sent",
        "readback",
        "schema-case",
        "schema-complete",
        "schema-datetime",
        "schema-enum",
        "schema-type",
    ];
    let mut pairs = 0;
    let mut faults = Vec::new();
    for (path, page) in family(true) {
        pairs += page.examples().iter().filter(|pair| pair.response.is_some()).count();
        let found = page.schema_faults().unwrap().into_iter().chain(page.echo_faults(&rules).unwrap());
        faults.extend(found.map(|fault| format!("{}: {fault}", path.display())));
    }
    assert_eq!(faults, Vec::<String>::new());
    if !pages().is_empty() {
        // the two glued pages have a pair each; one page has none
        assert_eq!(pairs, 707);
    }
}

#[test]
fn intune_pages_without_anchors_tell_the_same() {
    let facts = |page: &Page| {
        let contract = page.contract();
        let properties: Vec<_> = page.properties().into_iter().map(|(name, of, _)| (name.to_owned(), of)).collect();
        let kinds: Vec<_> = contract.permissions.iter().map(|row| row.permissions.clone()).collect();
        let headers: Vec<_> = contract.headers.iter().map(|header| header.name.clone()).collect();
        (contract.operation.path.clone(), properties, kinds, headers, page.examples())
    };
    let mut other = Vec::new();
    for path in pages().into_iter().filter(|path| is_intune(path)).step_by(3) {
        let text = fs_err::read_to_string(&path).unwrap();
        let bare: String =
            text.split("<a name=").map(|part| part.split_once("</a>").map_or(part, |(_, rest)| rest)).collect();
        if facts(&import(&path)) != facts(&Page::import(name(&path), bare.as_bytes()).unwrap()) {
            other.push(name(&path).to_owned());
        }
    }
    assert_eq!(other, Vec::<String>::new());
}
