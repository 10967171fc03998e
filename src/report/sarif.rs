//! SARIF 2.1.0: each finding at the line of the documentation page that is not kept.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{level_name, waiver};
use super::{Report, printable};
use crate::event::RuleEntry;
use crate::model::{Finding, Level, Verdict, Waived};

/// Where the schema of the format is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Debug, Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation<'a>; 1],
    results: Vec<SarifResult<'a>>,
    column_kind: &'static str,
}

#[derive(Debug, Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message,
    full_description: Message,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Debug, Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message,
    descriptor: Reference<'a>,
}

#[derive(Debug, Serialize)]
struct Reference<'a> {
    id: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    related_locations: [RelatedLocation; 1],
    occurrence_count: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Properties<'a>,
}

/// A finding that is expected stays in the log and raises no alarm.
#[derive(Debug, Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    logical_locations: [LogicalLocation<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatedLocation {
    id: u32,
    physical_location: PhysicalLocation,
    message: Message,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Debug, Serialize)]
struct Properties<'a> {
    case: &'a str,
    place: &'a str,
    clause: &'a str,
    seed: &'a str,
    replay: &'a str,
}

/// The log, with one run; `page` is the path of the page when it is known.
#[must_use]
pub fn render(report: &Report, page: Option<&str>) -> String {
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "docproof",
                    version: &report.run.docproof,
                    rules: report.run.rules.iter().map(descriptor).collect(),
                },
            },
            invocations: [invocation(report)],
            results: report.findings.iter().map(|finding| result(report, finding, page)).collect(),
            column_kind: "unicodeCodePoints",
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("the log holds only types that serialise");
    text.push('\n');
    text
}

fn descriptor(rule: &RuleEntry) -> Descriptor<'_> {
    Descriptor {
        id: &rule.id,
        short_description: Message { text: format!("the target must {}", rule.summary) },
        full_description: Message { text: format!("{} ({}; {})", rule.summary, level_name(rule.level), rule.clause) },
        default_configuration: Configuration { level: sarif_level(rule.level) },
    }
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::May => "note",
    }
}

fn invocation(report: &Report) -> Invocation<'_> {
    let notification = |obstacle: &'_ super::Obstacle| Message { text: obstacle.text.clone() };
    Invocation {
        execution_successful: report.verdict != Verdict::Undecided,
        tool_execution_notifications: report
            .obstacles
            .iter()
            .map(|obstacle| Notification {
                level: "error",
                message: notification(obstacle),
                descriptor: Reference { id: &obstacle.cause },
            })
            .collect(),
    }
}

fn result<'a>(report: &Report, finding: &'a Finding, page: Option<&str>) -> SarifResult<'a> {
    let value = |value| printable::compact(&printable::shorten_value(value));
    let text =
        format!("{} (expected {}, actual {})", finding.message, value(&finding.expected), value(&finding.actual));
    SarifResult {
        rule_id: &finding.rule,
        rule_index: report.run.rules.iter().position(|rule| rule.id == finding.rule),
        level: sarif_level(finding.level),
        message: Message { text },
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(page.unwrap_or(&finding.source.page)) },
                // lines start at 1: a fact without a line is about the page as a whole
                region: Region { start_line: finding.source.line.max(1) },
            },
            logical_locations: [LogicalLocation { fully_qualified_name: &finding.place }],
        }],
        related_locations: [origin(report, finding)],
        occurrence_count: finding.occurrences.max(1),
        suppressions: finding.waived.iter().map(suppression).collect(),
        partial_fingerprints: BTreeMap::from([("docproofFinding/v1", finding.id.clone())]),
        properties: Properties {
            case: &finding.case,
            place: &finding.place,
            clause: &finding.source.clause,
            seed: &finding.seed,
            replay: &finding.replay,
        },
    }
}

/// The file that the request came from: an authored case, else the contract whose facts the input was generated from.
fn origin(report: &Report, finding: &Finding) -> RelatedLocation {
    let contract = &report.contract;
    let (file, text) = match finding.case.strip_prefix("case/") {
        Some(name) => (format!("cases/{contract}/{name}.json"), format!("the case {name}")),
        None => (
            format!("schemas/{contract}/contract.json"),
            format!("the contract that {} was generated from", finding.case),
        ),
    };
    RelatedLocation {
        id: 1,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(&file) },
            region: Region { start_line: 1 },
        },
        message: Message { text },
    }
}

fn suppression(waived: &Waived) -> Suppression {
    Suppression { kind: "external", justification: waiver(waived) }
}

/// A file name as a relative URI reference.
fn uri(file: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(file, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{render, uri};
    use crate::report::sample;

    #[test]
    fn a_result_points_at_the_line_of_the_page() {
        let log: Value = serde_json::from_str(&render(&sample::broken(), None)).unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["region"]["startLine"], 41);
        assert_eq!(location["artifactLocation"]["uri"], "remoteassistancepartner-update.md");
        assert_eq!((&result["level"], &result["occurrenceCount"]), (&"error".into(), &3.into()));
        let case = &result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(case, "cases/update-remoteassistancepartner/documented.json");
        let mut generated = sample::broken();
        generated.findings[0].case = "patch/displayName".to_owned();
        let log_of_generated: Value = serde_json::from_str(&render(&generated, None)).unwrap();
        let related = &log_of_generated["runs"][0]["results"][0]["relatedLocations"][0];
        let uri = &related["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "schemas/update-remoteassistancepartner/contract.json");
        let elsewhere: Value = serde_json::from_str(&render(&sample::broken(), Some("docs/x.md"))).unwrap();
        let location = &elsewhere["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "docs/x.md");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }

    #[test]
    fn a_page_name_becomes_a_relative_reference() {
        assert_eq!(uri("api/a b#1.md"), "api/a%20b%231.md");
    }
}
