//! The page as a whole: contract, cases and remarks.

use std::borrow::Cow;

use crate::model::{Case, Contract, Operation, PageRef};

use super::body::ExampleBody;
use super::build::build;
use super::cases::cases;
use super::decode::{DAMAGED, decode, not_utf8};
use super::diagnostic::{Diagnostic, Remarks, Severity, sort};
use super::document::{Document, slug};
use super::error::PageError;
use super::examples::{self, Example};
use super::lines::Lines;
use super::lost::LostRow;
use super::same_path::is_about;
use super::type_page::TypePages;
use super::{headers, nested, operation, owned, parts, permissions, properties, status, tables};

/// Where a contract file finds its schema: `schemas/<contract>/contract.json` → `schemas/contract.schema.json`.
const CONTRACT_SCHEMA: &str = "../contract.schema.json";

/// What a page gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What the page promises.
    pub contract: Contract,
    /// The page's examples as cases: `documented`, `documented-2`, …; or `derived`, when none of them can be sent
    pub cases: Vec<Case>,
    /// What the page lacks or says in a way that only half fits, in page order.
    pub diagnostics: Vec<Diagnostic>,
    /// Which parts the page has.
    pub parts: Parts,
    /// The examples as they stand on the page.
    pub examples: Vec<Example>,
    /// Rows of the property table whose names nothing on the page tells.
    pub lost: Vec<LostRow>,
}

/// Which parts a page has, whether or not a case can be made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a page has each part or lacks it")]
pub struct Parts {
    /// A request line under the HTTP request, or one of an example.
    pub path: bool,
    /// A property table, be it empty.
    pub properties: bool,
    /// An example request with a JSON body.
    pub request: bool,
    /// An example response with a JSON body.
    pub response: bool,
    /// An example response that has no content by its status.
    pub no_content: bool,
}

/// Reads a documentation page.
///
/// `file_name` is the page's name without folders; contract and cases refer to it.
///
/// # Errors
/// When the bytes are no text, or the page documents no operation. A page that lacks any other part gives the rest,
/// and a diagnostic.
pub fn import(file_name: &str, bytes: &[u8]) -> Result<Imported, PageError> {
    import_joined(file_name, bytes, &TypePages::default(), |_| ())
}

/// Reads a documentation page, with the members of nested objects from resource pages, and lets `join` add what others
/// know of it before cases are made: what a case may send is for the whole contract to say.
///
/// # Errors
/// As [`import`].
pub fn import_joined(
    file_name: &str,
    bytes: &[u8],
    types: &TypePages,
    join: impl FnOnce(&mut Imported),
) -> Result<Imported, PageError> {
    let text = decode(file_name, bytes)?;
    let is_damaged = matches!(text, Cow::Owned(_));
    let lines = Lines::new(&text);
    let mut imported = match facts(file_name, &text, types) {
        Err(PageError::NoOperation { .. }) if is_damaged => return Err(not_utf8(file_name, bytes)),
        facts => facts?,
    };
    join(&mut imported);
    let mut remarks = Remarks::new(file_name, &lines);
    if let Some(at) = text.find(DAMAGED).filter(|_| is_damaged) {
        let message = "bytes that are no UTF-8; read as U+FFFD, and nothing that holds it is sent";
        remarks.add(Severity::Warning, "not-utf8", at, message);
    }
    imported.cases = cases(&imported.contract, &imported.examples, &mut remarks);
    imported.diagnostics.extend(remarks.into_sorted());
    sort(&mut imported.diagnostics);
    Ok(imported)
}

/// What the page itself says, without cases.
fn facts(file_name: &str, text: &str, types: &TypePages) -> Result<Imported, PageError> {
    let lines = Lines::new(text);
    let mut remarks = Remarks::new(file_name, &lines);
    let mut document = build(text, &lines);
    parts::infer(&mut document);
    let examples = examples::read(&document, &mut remarks);
    let Some(operation) = operation::read(&document, &examples, &mut remarks) else {
        return Err(PageError::NoOperation { file: file_name.to_owned(), fences: document.fences() });
    };
    let (name, heading) = name(&document, &operation, &lines);
    let sends = examples.iter().any(|example| example.body.members().is_some());
    properties::tell_missing(&document, &operation.method, sends, &mut remarks);
    let listed = properties::read(&document, &lines, &mut remarks, &examples::bodies(&examples));
    let mut contract = Contract {
        schema: CONTRACT_SCHEMA.to_owned(),
        name,
        page: PageRef { file: file_name.to_owned(), line: heading },
        entity_type: entity_type(&examples),
        metadata: None,
        success: status::read(&document, &lines, &examples, &mut remarks),
        headers: headers::read(&document, &lines, &mut remarks),
        permissions: permissions::read(&document, &lines, &mut remarks),
        properties: listed.properties,
        operation,
        resource: None,
        siblings: Vec::new(),
    };
    let own: Vec<Example> = examples.iter().filter(|example| is_about(&contract.operation, example)).cloned().collect();
    owned::add_undocumented(&mut contract.properties, &own, &mut remarks);
    if tables::table(&document).is_none() {
        let rows = types.entity(resource_name(&contract));
        nested::tell_of_resource(&mut contract.properties, rows, types, &own);
    }
    owned::believe_sent(&mut contract.properties, &own, &mut remarks);
    owned::infer(&mut contract.properties, &own, &mut remarks);
    nested::tell(&mut contract.properties, types, &examples);
    if examples.is_empty() {
        let part = document.part(&["example", "examples"]);
        remarks.add(Severity::Warning, "missing-example", document.offset_of(part), "no example request, so no case");
    }
    let parts = parts_of(&document, &examples);
    let (cases, diagnostics) = (Vec::new(), remarks.into_sorted());
    Ok(Imported { contract, cases, diagnostics, parts, examples, lost: listed.lost })
}

fn parts_of(document: &Document, examples: &[Example]) -> Parts {
    let responses = || examples.iter().filter_map(|example| example.response.as_ref());
    let is_json = |body: &ExampleBody| matches!(body, ExampleBody::Json(..));
    Parts {
        path: true,
        properties: tables::table(document).is_some(),
        request: examples.iter().any(|example| is_json(&example.body)),
        response: responses().any(|response| is_json(&response.body)),
        no_content: responses().any(|response| response.status == 204),
    }
}

/// The anchor of the title, or method and collection when the title has no usable one; and the title's line.
fn name(document: &Document, operation: &Operation, lines: &Lines<'_>) -> (String, u32) {
    let title = document.sections.iter().find(|section| section.level == 1);
    let is_ascii = |anchor: &&str| !anchor.is_empty() && anchor.is_ascii();
    let from_title = title.map(|section| section.anchor.as_str()).filter(is_ascii).map(slug);
    let name = from_title.map(|name| name.trim_matches('-').to_owned()).filter(|name| !name.is_empty());
    let fallback = || {
        let mut segments = operation.path.0.split('/').filter(|segment| !segment.is_empty());
        let collection = segments.rfind(|segment| !segment.contains(['{', '}'])).unwrap_or("root");
        slug(&format!("{} {collection}", operation.method))
    };
    (name.unwrap_or_else(fallback), title.map_or(1, |section| lines.line(section.offset)))
}

/// The name of the resource: that of the entity's type, or what the title says is updated.
fn resource_name(contract: &Contract) -> &str {
    let of_type = contract.entity_type.as_deref().and_then(|name| name.rsplit('.').next());
    of_type.or(contract.name.strip_prefix("update-")).unwrap_or(&contract.name)
}

/// The type that the example's bodies name: the response's word counts before the request's.
fn entity_type(examples: &[Example]) -> Option<String> {
    let named = |body: &ExampleBody| {
        let name = body.members()?.get("@odata.type")?.as_str()?;
        let name = name.rsplit('#').next().unwrap_or(name);
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        (name.contains('.') && name.split('.').all(is_part)).then(|| name.to_owned())
    };
    let responses = examples.iter().filter_map(|example| example.response.as_ref());
    responses.map(|r| &r.body).chain(examples.iter().map(|e| &e.body)).find_map(named)
}
