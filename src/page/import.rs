//! The page as a whole: contract, cases and remarks.

use serde_json::{Map, Value};

use crate::model::{
    Access, Case, CaseExpectation, CaseRequest, CaseSource, Contract, Operation, PageRef, Property, ValueType,
};

use super::body::{ExampleBody, is_placeholder, placeholder};
use super::build::build;
use super::diagnostic::{Diagnostic, Remarks, Severity};
use super::document::{Document, slug};
use super::error::PageError;
use super::examples::{self, Example};
use super::fits::fits;
use super::lines::Lines;
use super::lost::LostRow;
use super::type_page::TypePages;
use super::{headers, nested, operation, owned, parts, permissions, properties, status};

/// Where a contract file finds its schema: `schemas/<contract>/contract.json` → `schemas/contract.schema.json`.
const CONTRACT_SCHEMA: &str = "../contract.schema.json";
/// Where a case file finds its schema: `cases/<contract>/<case>.json` → `schemas/case.schema.json`.
const CASE_SCHEMA: &str = "../../schemas/case.schema.json";

/// What a page gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What the page promises.
    pub contract: Contract,
    /// The page's examples as cases: `documented`, `documented-2`, …
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
/// When the bytes are no UTF-8, or the page shows no request line at all. A page that lacks any other part gives
/// the rest, and a diagnostic.
pub fn import(file_name: &str, bytes: &[u8]) -> Result<Imported, PageError> {
    import_with(file_name, bytes, &TypePages::default())
}

/// Reads a documentation page, with the members of nested objects from resource pages.
///
/// # Errors
/// As [`import`].
pub fn import_with(file_name: &str, bytes: &[u8], types: &TypePages) -> Result<Imported, PageError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let line = bytes[..offset].split(|&b| b == b'\n').count();
        PageError::NotUtf8 { file: file_name.to_owned(), offset, line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::new(text);
    let mut remarks = Remarks::new(file_name, &lines);
    let mut document = build(text, &lines);
    parts::infer(&mut document);
    let examples = examples::read(&document, &mut remarks);
    let Some(operation) = operation::read(&document, &examples, &mut remarks) else {
        return Err(PageError::NoOperation { file: file_name.to_owned(), fences: document.fences() });
    };
    let (name, heading) = name(&document, &operation, &lines);
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
    owned::infer(&mut contract.properties, &own, &mut remarks);
    nested::tell(&mut contract.properties, types, &examples);
    if examples.is_empty() {
        let part = document.part(&["example", "examples"]);
        remarks.add(Severity::Warning, "missing-example", document.offset_of(part), "no example request, so no case");
    }
    let cases = cases(&contract, &examples, &mut remarks);
    let parts = parts_of(&document, &examples);
    Ok(Imported { contract, cases, diagnostics: remarks.into_sorted(), parts, examples, lost: listed.lost })
}

fn parts_of(document: &Document, examples: &[Example]) -> Parts {
    let responses = || examples.iter().filter_map(|example| example.response.as_ref());
    let is_json = |body: &ExampleBody| matches!(body, ExampleBody::Json(..));
    Parts {
        path: true,
        properties: properties::table(document).is_some(),
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

fn cases(contract: &Contract, examples: &[Example], remarks: &mut Remarks<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for example in examples {
        let Some((request, expect)) = case(contract, example, remarks) else { continue };
        let name = match cases.len() {
            0 => "documented".to_owned(),
            n => format!("documented-{}", n + 1),
        };
        let source = CaseSource { page: contract.page.file.clone(), line: example.line };
        cases.push(Case { schema: CASE_SCHEMA.to_owned(), name, source, request, expect });
    }
    cases
}

fn case(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> Option<(CaseRequest, CaseExpectation)> {
    let method = &contract.operation.method;
    if example.method != *method {
        let message =
            format!("the example sends {}, the page documents {method}; no case is made of it", example.method);
        remarks.add_line(Severity::Info, "other-method", example.line, message);
        return None;
    }
    let path = case_path(&contract.operation, example, remarks)?;
    let body = case_body(contract, example, remarks)?;
    let expect = expectation(contract, example, remarks);
    if expect.status.is_empty() {
        let message = "neither the example nor the page says which status is right; no case is made of it";
        remarks.add_line(Severity::Warning, "missing-status", example.line, message);
        return None;
    }
    let request = CaseRequest { method: method.clone(), path, headers: case_headers(example, remarks), body };
    Some((request, expect))
}

/// The documented path that the example's URL is made of. Examples fill placeholders with ids of their own.
fn case_path(operation: &Operation, example: &Example, remarks: &mut Remarks<'_>) -> Option<String> {
    let mut templates = std::iter::once(&operation.path).chain(&operation.alternatives);
    if let Some(template) = templates.find(|template| operation::fits(template, &example.path)) {
        return Some(template.0.clone());
    }
    let same_end = last_literal(&operation.path.0).eq_ignore_ascii_case(last_literal(&example.path));
    let (severity, message) = if same_end {
        (
            Severity::Info,
            format!("the example's path is not among the documented ones; the case uses {}", operation.path.0),
        )
    } else {
        (Severity::Warning, "the example's path is not among the documented ones; no case is made of it".to_owned())
    };
    remarks.add_line(severity, "path-differs", example.line, message);
    same_end.then(|| operation.path.0.clone())
}

/// Whether an example shows the operation itself, as its method and the end of its path tell.
fn is_about(operation: &Operation, example: &Example) -> bool {
    let mut templates = std::iter::once(&operation.path).chain(&operation.alternatives);
    let same_end = || last_literal(&operation.path.0).eq_ignore_ascii_case(last_literal(&example.path));
    example.method == operation.method && (templates.any(|path| operation::fits(path, &example.path)) || same_end())
}

fn last_literal(path: &str) -> &str {
    path.split('/').rev().find(|segment| !segment.is_empty() && !segment.contains(['{', '}'])).unwrap_or("")
}

/// The body; the outer `None` means that the example cannot be a case.
#[expect(clippy::option_option, reason = "no case and a case without body are different answers")]
fn case_body(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> Option<Option<Map<String, Value>>> {
    match &example.body {
        ExampleBody::Absent => Some(None),
        ExampleBody::Broken(..) => None,
        ExampleBody::Json(Value::Object(map), _) => {
            let map = without_key(contract, example, usable(contract, example, map, remarks), remarks);
            let map = of_one_type(contract, example, map, remarks)?;
            if let Some(text) = template(contract, &map) {
                let message = format!("`{text}` stands for a value; no case is made of a template");
                remarks.add_line(Severity::Warning, "placeholder-value", example.line_of(text), message);
                return None;
            }
            Some(Some(map))
        }
        ExampleBody::Json(..) => {
            remarks.add_line(
                Severity::Warning,
                "body-is-no-object",
                example.body_line,
                "the body is no JSON object; no case is made of it",
            );
            None
        }
    }
}

/// The members without the key: the example's is that of the page's own object, and no update changes one.
fn without_key(
    contract: &Contract,
    example: &Example,
    mut map: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    for key in contract.properties.iter().filter(|property| property.access == Access::Key) {
        if map.shift_remove(&key.name).is_some() {
            let message = format!("`{}` is the key of the page's own object; the case leaves it out", key.name);
            remarks.add_line(Severity::Info, "foreign-key", example.line_of(&format!("\"{}\"", key.name)), message);
        }
    }
    map
}

/// The members of an example about an object of the contract's type; `None` for one of another type, which no update
/// changes. A type of the same name in another namespace is a slip of the page: the annotation is left out.
fn of_one_type(
    contract: &Contract,
    example: &Example,
    mut map: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Option<Map<String, Value>> {
    let own = contract.entity_type.as_deref().unwrap_or_default();
    let sent = map.get("@odata.type").and_then(Value::as_str).unwrap_or(own);
    let sent = sent.rsplit('#').next().unwrap_or(sent).to_owned();
    if own.is_empty() || sent == own {
        return Some(map);
    }
    let is_namesake = sent.rsplit('.').next() == own.rsplit('.').next();
    let what = if is_namesake { "the case leaves the annotation out" } else { "no case is made of it" };
    let message = format!("the example sends a `{sent}`, the contract is about a `{own}`; {what}");
    remarks.add_line(Severity::Info, "other-type", example.line_of("\"@odata.type\""), message);
    map.shift_remove("@odata.type");
    is_namesake.then_some(map)
}

/// The members without those that never travel in a JSON body or contradict the table.
fn usable(
    contract: &Contract,
    example: &Example,
    map: &Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    let mut kept = map.clone();
    let streams = contract.properties.iter().filter(|property| property.value_type == ValueType::Stream);
    for stream in streams.filter(|stream| map.contains_key(&stream.name)) {
        kept.shift_remove(&stream.name);
        let message = format!("`{}` is a stream and no part of a JSON body; the case leaves it out", stream.name);
        remarks.add_line(Severity::Info, "stream-in-body", example.line, message);
    }
    for property in &contract.properties {
        if kept.get(&property.name).is_some_and(|value| !value.is_null() && !fits(&property.value_type, value)) {
            let value = kept.shift_remove(&property.name).unwrap_or_default();
            let message = format!(
                "the example has {value} for `{}`, which is not the type that the table says (line {}); the case leaves it out",
                property.name, property.line
            );
            remarks.add_line(Severity::Warning, "example-ill-typed", example.line, message);
        }
        if kept.get(&property.name).is_some_and(|value| owned::is_out_of_range(property, value)) {
            let value = kept.shift_remove(&property.name).unwrap_or_default();
            let (low, high) = property.range.unwrap_or_default();
            let message = format!(
                "the example has {value} for `{}`, the table says {low} to {high} (line {}); the case leaves it out",
                property.name, property.line
            );
            remarks.add_line(Severity::Warning, "example-out-of-range", example.line, message);
        }
    }
    kept
}

/// The members that a sender can expect: those it sent, and those that are the service's own. What else the response
/// shows belongs to the object of the page.
///
/// A value that the page shows otherwise than it sends it is a contradiction of the page, not a promise.
fn known_to_sender(
    contract: &Contract,
    example: &Example,
    mut shown: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    let sent = example.body.members();
    shown.retain(|name, value| {
        let differs = !name.contains('@') && sent.and_then(|s| s.get(name)).is_some_and(|sent| sent != value);
        if differs {
            let message =
                format!("the example sends another `{name}` than its response shows; the case does not expect it");
            remarks.add_line(Severity::Warning, "example-not-echoed", example.line_of(&format!("\"{name}\"")), message);
        }
        !differs
    });
    let is_service = |name: &str| {
        name.contains('@') || contract.properties.iter().any(|p| p.name == name && p.access != Access::Updatable)
    };
    shown.retain(|name, _| is_service(name) || sent.is_some_and(|members| members.contains_key(name)));
    shown
}

/// A value that stands for something else, unless an enumeration of the page has it as a member.
pub(super) fn template<'m>(contract: &Contract, map: &'m Map<String, Value>) -> Option<&'m str> {
    let is_member = |property: &Property, text: &str| match &property.value_type {
        ValueType::Enum { members, .. } => members.iter().any(|member| member == text),
        _ => false,
    };
    let of = |name: &str| contract.properties.iter().find(move |property| property.name == name);
    let found = |(name, value): (&String, &'m Value)| {
        placeholder(value).filter(|text| !of(name).is_some_and(|property| is_member(property, text)))
    };
    map.iter().filter(|(name, _)| *name != "@odata.type").find_map(found)
}

/// The example's headers in lower case, without what the sender owns and without placeholders.
fn case_headers(example: &Example, remarks: &mut Remarks<'_>) -> Map<String, Value> {
    const SENDER_OWNS: [&str; 3] = ["content-length", "authorization", "host"];
    let mut headers = Map::new();
    for (name, value, line) in &example.headers {
        let name = name.to_ascii_lowercase();
        if SENDER_OWNS.contains(&name.as_str()) {
            continue;
        }
        if matches!(name.as_str(), "if-match" | "if-none-match") && value != "*" {
            let message = format!("the tag in `{name}` is that of the page's own object; the case says `*`");
            remarks.add_line(Severity::Info, "foreign-etag", *line, message);
            if name == "if-match" {
                headers.insert(name, "*".into());
            }
        } else if is_placeholder(value) || value.contains(['{', '<']) {
            let message = format!("the value of `{name}` is a placeholder; the case leaves the header out");
            remarks.add_line(Severity::Info, "placeholder-header", *line, message);
        } else {
            headers.insert(name, Value::String(value.clone()));
        }
    }
    headers
}

fn expectation(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> CaseExpectation {
    let documented = || contract.success.iter().map(|fact| fact.code).collect();
    let Some(response) = &example.response else {
        remarks.add_line(Severity::Info, "missing-response", example.line, "no response follows the example request");
        return CaseExpectation { status: documented(), body: None };
    };
    let body = response.body.members().map(|members| usable(contract, example, members, remarks));
    let body = body.map(|members| known_to_sender(contract, example, members, remarks));
    let body = body.filter(|members| {
        let template = template(contract, members);
        if let Some(text) = template {
            let message = format!("`{text}` in the response stands for a value; only the status is expected");
            remarks.add_line(Severity::Info, "placeholder-value", response.line, message);
        }
        template.is_none()
    });
    CaseExpectation { status: right(contract, response.status), body }
}

/// Statuses that are right for an example that shows `shown`: that one, and what the prose names before it when the two
/// differ.
fn right(contract: &Contract, shown: u16) -> Vec<u16> {
    let named = contract.success.iter().map(|fact| fact.code).take_while(|code| *code != shown);
    std::iter::once(shown).chain(named).collect()
}
