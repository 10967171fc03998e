//! What the page would have to say: its lines corrected where a run proves them wrong.
//!
//! Only what every answer of the run agrees on is corrected. Whether the page or the service is to change is for people
//! to decide: the result is a proposal.

use serde_json::Value;

use super::blame::fits;
use super::{LiveProperty, Report};
use crate::model::{Finding, Property, ValueType};
use crate::value::{replace_word, table_type, with_status};

/// A corrected line and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Line on the page (1-based).
    pub line: usize,
    /// The new text of the line.
    pub text: String,
    /// One sentence.
    pub why: String,
}

/// The corrections of `page`, in the order of the findings.
#[must_use]
pub fn corrections(report: &Report, page: &str) -> Vec<Correction> {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut made = Vec::new();
    for finding in &report.findings {
        for (at, text, why) in of(report, finding, &lines) {
            text.clone_into(&mut lines[at]);
            made.push(Correction { line: at + 1, text, why });
        }
    }
    made
}

/// Index, new text and reason of each line that `finding` proves wrong.
fn of(report: &Report, finding: &Finding, lines: &[String]) -> Vec<(usize, String, String)> {
    match finding.rule.as_str() {
        "status-success" | "case-expected" if finding.place == "status" => status(report, finding, lines),
        "case-expected" => example(report, finding, lines).into_iter().collect(),
        "schema-type" => type_cell(report, finding, lines).into_iter().collect(),
        "schema-enum" => members(report, finding, lines).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The service always answers another success than the page documents.
fn status(report: &Report, finding: &Finding, lines: &[String]) -> Vec<(usize, String, String)> {
    let actual =
        finding.actual.as_u64().and_then(|code| u16::try_from(code).ok()).filter(|code| (200..300).contains(code));
    let never = report.rules.iter().any(|rule| rule.id == "status-success" && rule.held == 0 && rule.broken > 0);
    let (Some(actual), true) = (actual, never) else { return Vec::new() };
    let documented: Vec<u64> = match &finding.expected {
        Value::Array(codes) => codes.iter().filter_map(Value::as_u64).collect(),
        code => code.as_u64().into_iter().collect(),
    };
    let is_promise = |at: usize, line: &str| at + 1 == finding.source.line as usize || line.starts_with("HTTP/1.");
    let mut made = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, line)| is_promise(*at, line)) {
        let codes = documented.iter().filter_map(|code| u16::try_from(*code).ok());
        let text = codes.fold(line.clone(), |text, code| with_status(&text, code, actual));
        if text != *line {
            made.push((at, text, format!("every accepted update was answered with {actual}")));
        }
    }
    made
}

/// The answer of the page's example shows another value than the service, which echoes the property faithfully.
fn example(report: &Report, finding: &Finding, lines: &[String]) -> Option<(usize, String, String)> {
    let name = finding.place.strip_prefix('/').filter(|name| !name.contains('/'))?;
    let echoes_wrong = report.findings.iter().any(|other| other.rule == "echo-sent" && other.place == finding.place);
    let answer = lines.iter().position(|line| line.starts_with("HTTP/1."))?;
    let key = format!("\"{name}\":");
    let at = answer + lines[answer..].iter().position(|line| line.trim_start().starts_with(&key))?;
    let text = lines[at].replacen(&finding.expected.to_string(), &finding.actual.to_string(), 1);
    (!echoes_wrong && text != lines[at]).then(|| {
        (at, text, format!("the service answers the page's own request with another `{name}` and echoes it faithfully"))
    })
}

/// Every answer shows the property with one other JSON type than the table's.
fn type_cell(report: &Report, finding: &Finding, lines: &[String]) -> Option<(usize, String, String)> {
    let (property, live) = known(report, finding)?;
    let first = live.values.first()?;
    let kinds = live.kinds.keys().filter(|kind| *kind != "null").count();
    if kinds != 1 || live.values.iter().any(|value| fits(&property.value_type, value)) {
        return None;
    }
    let (at, row) = row(property, lines)?;
    let old = property.value_type.to_string();
    let new = table_type(first)?;
    let mut cells: Vec<String> = row.split('|').map(str::to_owned).collect();
    let cell = cells.iter_mut().skip(1).find(|cell| cell.contains(&old) && !cell.contains(&property.name))?;
    *cell = replace_word(cell, &old, new);
    let text = cells.join("|");
    (text != row).then(|| (at, text, format!("every answer shows `{}` as {new}", property.name)))
}

/// The service shows a member that the table does not list.
fn members(report: &Report, finding: &Finding, lines: &[String]) -> Option<(usize, String, String)> {
    let (property, _) = known(report, finding)?;
    let ValueType::Enum { members, .. } = &property.value_type else { return None };
    // a listed member in another spelling, or its number, is no further member
    let is_new = |member: &&str| {
        member.starts_with(char::is_alphabetic)
            && member.chars().all(char::is_alphanumeric)
            && !members.iter().any(|listed| listed.eq_ignore_ascii_case(member))
    };
    let member = finding.actual.as_str().filter(is_new)?;
    let last = members.last()?;
    let (at, row) = row(property, lines)?;
    let text = replace_word(row, &format!("`{last}`"), &format!("`{last}`, `{member}`"));
    let text = if text == row { replace_word(row, last, &format!("{last}, {member}")) } else { text };
    (text != row).then(|| (at, text, format!("the service shows `{}` with the member {member}", property.name)))
}

/// Property and live values at the place of a finding.
fn known<'r>(report: &'r Report, finding: &Finding) -> Option<(&'r Property, &'r LiveProperty)> {
    let name = finding.place.strip_prefix('/')?;
    let property = report.run.properties.iter().find(|property| property.name == name)?;
    Some((property, report.live.iter().find(|live| live.property == name)?))
}

/// The table row of a property, when the page still has it there.
fn row<'t>(property: &Property, lines: &'t [String]) -> Option<(usize, &'t str)> {
    let at = usize::try_from(property.line).ok()?.checked_sub(1)?;
    let row = lines.get(at)?;
    (row.trim_start().starts_with('|') && row.contains(&property.name)).then_some((at, row.as_str()))
}
