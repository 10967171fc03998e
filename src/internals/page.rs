//! An imported page: what it gave, its examples judged, and a check of it.

use serde_json::{Map, Value, json};

use super::Fixture;
use crate::cases::{CaseFile, ContractBundle};
use crate::engine::Check;
use crate::model::{Contract, ValueType};
use crate::page::Imported;
use crate::rules::RULES;
use crate::schema::Schemas;

/// A page, imported.
#[derive(Debug, Clone)]
pub struct Page(Imported);

/// A remark on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDiagnostic {
    /// Stable name.
    pub code: &'static str,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// Line (1-based).
    pub line: u32,
    /// The whole remark as it is printed.
    pub text: String,
}

/// An example request with a body, and what its response shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamplePair {
    /// Body of the request.
    pub request: Map<String, Value>,
    /// Body of the response.
    pub response: Option<Map<String, Value>>,
    /// Expected statuses.
    pub status: Vec<u16>,
}

impl Page {
    /// Imports a page.
    ///
    /// # Errors
    /// What makes the file unusable.
    pub fn import(file: &str, bytes: &[u8]) -> Result<Self, String> {
        crate::page::import(file, bytes).map(Self).map_err(|error| error.to_string())
    }

    /// The contract.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.0.contract
    }

    /// Name, type in Debug form, and whether a patch may carry it, in page order.
    #[must_use]
    pub fn properties(&self) -> Vec<(&str, String, bool)> {
        let kind = |value_type: &ValueType| match value_type {
            ValueType::Enum { members, .. } => members.join("|"),
            other => format!("{other:?}"),
        };
        self.0.contract.properties.iter().map(|p| (p.name.as_str(), kind(&p.value_type), p.is_updatable())).collect()
    }

    /// The remarks, in page order.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<PageDiagnostic> {
        let diagnostic = |d: &crate::page::Diagnostic| PageDiagnostic {
            code: d.code,
            severity: d.severity.to_string(),
            line: d.line,
            text: d.to_string(),
        };
        self.0.diagnostics.iter().map(diagnostic).collect()
    }

    /// Which parts the page has: path, property table, request, JSON response, response without content.
    #[must_use]
    pub fn parts(&self) -> [bool; 5] {
        let parts = self.0.parts;
        [parts.path, parts.properties, parts.request, parts.response, parts.no_content]
    }

    /// Method and path.
    #[must_use]
    pub fn operation(&self) -> (&str, &str) {
        (&self.0.contract.operation.method, &self.0.contract.operation.path.0)
    }

    /// The files that an import writes: path below the folder and content.
    #[must_use]
    pub fn files(&self) -> Vec<(std::path::PathBuf, String)> {
        crate::cases::render(&self.0.contract, &self.0.cases)
    }

    /// The examples that became cases.
    #[must_use]
    pub fn examples(&self) -> Vec<ExamplePair> {
        let pair = |case: &crate::model::Case| {
            Some(ExamplePair {
                request: case.request.body.clone()?,
                response: case.expect.body.clone(),
                status: case.expect.status.clone(),
            })
        };
        self.0.cases.iter().filter_map(pair).collect()
    }

    /// What our own schemas say against the examples.
    ///
    /// # Errors
    /// When the schemas do not compile.
    pub fn schema_faults(&self) -> Result<Vec<String>, String> {
        let schemas = Schemas::compile(&self.0.contract).map_err(|error| error.to_string())?;
        let mut faults = Vec::new();
        for pair in self.examples() {
            let sent = schemas.patch_faults(&Value::Object(pair.request));
            let shown = pair.response.map(|body| schemas.entity_faults(&Value::Object(body))).unwrap_or_default();
            let tell = |whose: &str, fault: &crate::schema::SchemaFault| {
                format!("{whose} {} {}: {}", fault.pointer, fault.keyword, fault.message)
            };
            faults.extend(sent.iter().map(|fault| tell("request", fault)));
            faults.extend(shown.iter().map(|fault| tell("response", fault)));
        }
        Ok(faults)
    }

    /// What the rules of the given ids say when the example's response answers the example's request.
    ///
    /// # Errors
    /// When an example is no fixture.
    pub fn echo_faults(&self, rules: &[&str]) -> Result<Vec<String>, String> {
        let contract = serde_json::to_value(&self.0.contract).map_err(|error| error.to_string())?;
        let mut faults = Vec::new();
        for pair in self.examples() {
            let Some(response) = pair.response else { continue };
            let meant = pair.request.iter().filter(|(name, _)| !name.contains('@'));
            let patch: Map<String, Value> = meant.map(|(name, value)| (name.clone(), value.clone())).collect();
            let status = pair.status.first().copied().unwrap_or(200);
            let fixture = json!({
                "why": "the page's own example",
                "entity_id": response.get("id").and_then(Value::as_str).unwrap_or_default(),
                "input": {"strength": "valid", "patch": patch, "body": pair.request},
                "response": {"status": status, "body": response},
                "after": response,
            });
            let fixture = Fixture::read(&fixture, &contract)?;
            for rule in RULES.iter().filter(|rule| rules.contains(&rule.id)) {
                let outcome = fixture.judge(rule.id)?;
                faults.extend(outcome.observed.iter().map(|o| format!("{} {}: {}", rule.id, o.place, o.message)));
            }
        }
        Ok(faults)
    }

    /// A check of the target `url` against this page, without a file.
    #[must_use]
    pub fn check(&self, url: String) -> Check {
        let file = |case: &crate::model::Case| CaseFile { case: case.clone(), file: format!("{}.json", case.name) };
        let cases = self.0.cases.iter().map(file).collect();
        Check::new(url).bundle(ContractBundle { contract: self.0.contract.clone(), cases })
    }
}
