//! Real pages joined with the official metadata, beside the repository when they are there. None of them is part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::import::{imported, read};
use super::output;
use super::pages::file_name;
use super::siblings::joined;
use crate::csdl::Metadata;
use crate::page::{Imported, TypePages};

/// A file or folder of the material; says so when there is none.
fn beside(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    note("skipped: ../shared is not there");
    None
}

fn note(text: &str) {
    output::err(text);
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// The seed page, and the pages of 2023 about the same resource.
fn seed_and_siblings() -> Vec<PathBuf> {
    let folders = ["pages/seed", "pages/zh-CN-2023/v1.0", "pages/zh-CN-2023/resources"].into_iter().filter_map(beside);
    let mut files: Vec<PathBuf> = folders.flat_map(|folder| pages(&folder)).collect();
    let name = |file: &PathBuf| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let is_sibling = |name: &str| {
        name.strip_prefix("intune-remoteassistance-remoteassistancepartner").is_some_and(|rest| rest != "-update")
    };
    files.retain(|file| is_sibling(&name(file)) || name(file).starts_with("000_"));
    files
}

#[test]
fn the_seed_page_its_siblings_and_its_metadata_give_the_shipped_files_byte_for_byte() {
    let (Some(folder), Some(csdl)) = (beside("pages/seed"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    assert_eq!(read(&pages(&folder)[0], Some(&metadata), &TypePages::default()).unwrap().diagnostics, []);
    let files = seed_and_siblings();
    let (_, mut joined) =
        joined(&files, files.iter().map(|file| read(file, Some(&metadata), &TypePages::default())).collect());
    let imported = joined.remove(0).unwrap();
    assert!(joined.is_empty(), "every page belongs to one resource");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, content) in crate::cases::render(&imported.contract, &imported.cases) {
        assert_eq!(content, fs_err::read_to_string(root.join(&path)).unwrap(), "{}", path.display());
    }
}

/// How a page's rows compare with the metadata.
#[derive(Debug, Default)]
struct Agreement {
    pages: usize,
    joined: usize,
    rows: usize,
    comparable: usize,
    differing: usize,
    kinds: BTreeMap<&'static str, usize>,
}

impl Agreement {
    fn add(&mut self, imported: &Imported) {
        self.pages += 1;
        if imported.contract.metadata.is_none() {
            return;
        }
        let count = |code: &str| imported.diagnostics.iter().filter(|d| d.code == code).count();
        self.joined += 1;
        self.rows += imported.contract.properties.len();
        self.comparable += imported.contract.properties.len() - count("metadata-extra-property");
        self.differing += count("metadata-type");
    }
}

#[test]
fn pages_and_metadata_agree_on_nearly_every_type() {
    let (Some(folder), Some(csdl)) = (beside("pages/zh-CN-2023/v1.0"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    let shown = std::env::var("SHOW").unwrap_or_default();
    let mut agreement = Agreement::default();
    let updates = pages(&folder).into_iter().filter(|page| page.to_string_lossy().ends_with("-update.md"));
    for page in updates {
        let Ok(imported) = read(&page, Some(&metadata), &TypePages::default()) else { continue };
        agreement.add(&imported);
        for told in imported.diagnostics.iter().filter(|d| d.code.starts_with("metadata-")) {
            *agreement.kinds.entry(told.code).or_default() += 1;
            if shown == "all" || shown == told.code {
                note(&told.to_string());
            }
        }
    }
    note(&format!("{agreement:#?}"));
    assert_eq!((agreement.pages, agreement.joined, agreement.rows), (310, 285, 2698));
    assert_eq!((agreement.comparable, agreement.differing), (2669, LOOKED_AT.len()));
    assert!(agreement.differing * 100 <= agreement.comparable, "at least 99 % agree: {agreement:?}");
}

#[test]
fn no_name_is_recovered_that_the_metadata_does_not_know() {
    let (Some(folder), Some(csdl)) = (beside("pages/zh-CN-2023/v1.0"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    let (mut recovered, mut unknown) = (0, Vec::new());
    for page in pages(&folder) {
        let Ok(imported) = read(&page, Some(&metadata), &TypePages::default()) else { continue };
        let lines =
            |code: &str| imported.diagnostics.iter().filter(|d| d.code == code).map(|d| d.line).collect::<Vec<_>>();
        let extra = lines("metadata-extra-property");
        for line in lines("recovered-property-name") {
            recovered += 1;
            let property = imported.contract.properties.iter().find(|property| property.line == line);
            unknown.extend(
                property
                    .filter(|_| extra.contains(&line))
                    .map(|p| (imported.contract.page.file.clone(), p.name.clone())),
            );
        }
    }
    assert_eq!(recovered, 134);
    // the page's own example has this member, of an open type
    assert_eq!(unknown, [("securescorecontrolprofile-update.md".to_owned(), "comment".to_owned())]);
}

/// Where page and metadata give another type, looked at one by one: each time it is the page that is wrong or older.
/// Text for an enumeration (`color`, `addedStudentAction`, `supportedEntities`), text for an identifier
/// (`tokenEncryptionKeyId`), a single value for a collection (`attendees`, `addIns`, and texts of contacts), an
/// enumeration or its link for what the service takes as text, and names of types that the service gave up.
const LOOKED_AT: [(&str, &str); 19] = [
    ("accesspackageassignmentpolicy-update.md", "reviewSettings"),
    ("application-update.md", "tokenEncryptionKeyId"),
    ("approvalstage-update.md", "reviewResult"),
    ("calendar-update.md", "color"),
    ("contact-update.md", "businessPhones"),
    ("contact-update.md", "categories"),
    ("contact-update.md", "children"),
    ("contact-update.md", "imAddresses"),
    ("educationassignment-update.md", "addedStudentAction"),
    ("educationassignment-update.md", "instructions"),
    ("event-update.md", "attendees"),
    ("eventmessage-update.md", "categories"),
    ("externalconnectors-externalitem-update.md", "properties"),
    ("outlookcategory-update.md", "color"),
    ("serviceprincipal-update.md", "addIns"),
    ("serviceprincipal-update.md", "preferredSingleSignOnMode"),
    ("serviceprincipal-update.md", "tokenEncryptionKeyId"),
    ("user-update.md", "ageGroup"),
    ("user-update.md", "consentProvidedForMinor"),
];

#[test]
fn each_other_type_was_looked_at() {
    let (Some(folder), Some(csdl)) = (beside("pages/zh-CN-2023/v1.0"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    let mut differing = Vec::new();
    for page in pages(&folder) {
        let Ok(imported) = read(&page, Some(&metadata), &TypePages::default()) else { continue };
        for told in imported.diagnostics.iter().filter(|d| d.code == "metadata-type") {
            let property = imported.contract.properties.iter().find(|property| property.line == told.line);
            differing.extend(property.map(|property| (imported.contract.page.file.clone(), property.name.clone())));
        }
    }
    let differing: Vec<_> = differing.iter().map(|(file, name)| (file.as_str(), name.as_str())).collect();
    assert_eq!(differing, LOOKED_AT);
}

/// A page without its examples: what they recover, only the metadata can now.
fn without_examples(text: &str) -> String {
    let kept = text.split("## <a name=\"example").next().unwrap_or(text);
    kept.to_owned()
}

#[test]
fn the_metadata_gives_a_damaged_name_the_same_as_the_example_or_none() {
    let (Some(folder), Some(csdl)) = (beside("pages/zh-CN-2023/v1.0"), beside("csdl/v1.0.csdl")) else { return };
    let metadata = Metadata::load(&csdl).unwrap();
    let (mut same, mut other) = (0, Vec::new());
    for page in pages(&folder).into_iter().filter(|page| page.to_string_lossy().ends_with("-update.md")) {
        let Ok(whole) = read(&page, Some(&metadata), &TypePages::default()) else { continue };
        let text = without_examples(&fs_err::read_to_string(&page).unwrap());
        let (name, types) = (file_name(&page), TypePages::default());
        let Ok(bare) = super::import::imported(&name, text.as_bytes(), Some(&metadata), &types) else { continue };
        for told in bare.diagnostics.iter().filter(|d| d.code == "recovered-property-name") {
            let named = |from: &Imported| {
                let on_line = from.contract.properties.iter().find(|property| property.line == told.line);
                on_line.map(|property| property.name.clone())
            };
            match (named(&whole), named(&bare)) {
                (Some(by_example), Some(by_metadata)) if by_example == by_metadata => same += 1,
                pair => other.push((name.clone(), told.line, pair)),
            }
        }
    }
    assert!(same > 80, "{same}");
    assert_eq!(other, []);
}

#[test]
fn a_case_sends_nothing_that_the_metadata_forbids() {
    let metadata = Metadata::read(
        "m.csdl",
        br#"<Edmx><Schema Namespace="test"><EnumType Name="mood"><Member Name="calm"/><Member Name="loud"/></EnumType>
            <ComplexType Name="part"><Property Name="mood" Type="test.mood"/></ComplexType>
            <EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>
            <Property Name="title" Type="Edm.String"/><Property Name="mood" Type="test.mood"/>
            <Property Name="part" Type="test.part"/></EntityType></Schema></Edmx>"#,
    )
    .unwrap();
    let sent = |body: &str| {
        let page = format!(
            "# Update thing\n## HTTP request\n```http\nPATCH /things/{{id}}\n```\n## Request body\n|N|T|D|\n|-|-|-|\n\
             |title|String|x|\n|mood|[mood](mood.md)|x|\n|part|[part](part.md)|x|\n\n## Response\n`204 No Content`\n\
             ## Example\n```http\nPATCH https://h.example/v1.0/things/1\n\n{body}\n```\n"
        );
        let imported = imported("thing-update.md", page.as_bytes(), Some(&metadata), &TypePages::default()).unwrap();
        let body = imported.cases.first().and_then(|case| case.request.body.clone()).unwrap_or_default();
        (imported.cases[0].name.clone(), serde_json::Value::Object(body).to_string())
    };
    for (body, name, kept) in [
        (r#"{"title":"a","mood":"calm"}"#, "documented", r#"{"title":"a","mood":"calm"}"#),
        (r#"{"title":"a","mood":"Calm"}"#, "documented", r#"{"title":"a"}"#),
        (r#"{"title":"a","part":{"mood":"Calm"}}"#, "documented", r#"{"title":"a"}"#),
        (r#"{"mood":"Calm"}"#, "derived", r#"{"mood":"calm"}"#),
    ] {
        assert_eq!(sent(body), (name.to_owned(), kept.to_owned()), "{body}");
    }
}
