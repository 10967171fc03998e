//! `waivers.toml`: one `[[waiver]]` each, with a reason and a last day.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::waiver::Waiver;
use crate::model::FileFault;
use crate::schema::{FileFormat, TomlDocument};
use crate::value::{Glob, closest, did_you_mean};

/// Text of the schema of the file.
const SCHEMA: &str = include_str!("../../schemas/waivers.schema.json");
/// The format of the file.
static FORMAT: LazyLock<FileFormat> = LazyLock::new(|| FileFormat::shipped(SCHEMA));

/// Reads a waivers file. `rules` are the ids that there are.
///
/// # Errors
/// The first place that does not fit: no TOML, an unknown key or rule, a missing reason, a day that does not exist.
pub fn read(file: &str, text: &str, rules: &[&str]) -> Result<Vec<Waiver>, Box<FileFault>> {
    let document = TomlDocument::read(&FORMAT, file, text)?;
    let entries = document.value["waiver"].as_array().cloned().unwrap_or_default();
    let entry = |(number, value): (usize, &Value)| {
        let values = value.as_object().cloned().unwrap_or_default();
        waiver(&Entry { document: &document, number, values }, rules)
    };
    entries.iter().enumerate().map(entry).collect()
}

/// One `[[waiver]]`.
struct Entry<'d> {
    document: &'d TomlDocument,
    number: usize,
    values: Map<String, Value>,
}

impl Entry<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    /// A fault at the value of `name`; at the entry itself without one.
    fn fault(&self, name: Option<&str>, what: impl Into<String>) -> Box<FileFault> {
        let steps = ["waiver".to_owned(), self.number.to_string()];
        let path: Vec<String> = steps.into_iter().chain(name.map(str::to_owned)).collect();
        self.document.fault(&path, what)
    }
}

fn waiver(entry: &Entry<'_>, rules: &[&str]) -> Result<Waiver, Box<FileFault>> {
    let glob = |name| entry.text(name).map(Glob::new);
    Ok(Waiver {
        by: format!("{}:{}", entry.document.file, entry.fault(None, "").line),
        rule: rule(entry, rules)?,
        place: glob("place"),
        case: glob("case"),
        target: glob("target"),
        reason: entry.text("reason").unwrap_or_default().to_owned(),
        expires: day(entry)?,
    })
}

fn rule(entry: &Entry<'_>, rules: &[&str]) -> Result<String, Box<FileFault>> {
    let id = entry.text("rule").unwrap_or_default();
    if rules.contains(&id) {
        return Ok(id.to_owned());
    }
    let hint = did_you_mean(closest(id, rules.iter().copied()));
    Err(entry.fault(Some("rule"), format!("no rule `{id}`{hint}; `docproof rules` lists them")))
}

/// The last day: a TOML date, or the same as a text.
fn day(entry: &Entry<'_>) -> Result<Date, Box<FileFault>> {
    // A moment is no day, though a day could be read from it.
    let day = entry.text("expires").filter(|text| text.len() == "2027-01-31".len()).and_then(|text| text.parse().ok());
    day.ok_or_else(|| {
        entry.fault(Some("expires"), "expected a day, as in 2027-01-31: the last one on which this is expected")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{SCHEMA, read};

    const RULES: [&str; 2] = ["echo-sent", "status-success"];
    const GOOD: &str = "# known\n[[waiver]]\nrule = \"status-success\"\ncase = \"case/*\"\nplace = \"status\"\n\
        target = \"contoso\"\nreason = \"204 by design\"\nexpires = 2027-01-31\n\n\
        [[waiver]]\nrule = \"echo-sent\"\nreason = \"ticket 17\"\nexpires = \"2026-12-31\"\n";

    #[test]
    fn every_entry_knows_its_line() {
        let waivers = read("waivers.toml", GOOD, &RULES).unwrap();
        let facts: Vec<_> = waivers.iter().map(|w| (w.by.as_str(), w.rule.as_str(), w.expires.to_string())).collect();
        assert_eq!(
            facts,
            [
                ("waivers.toml:2", "status-success", "2027-01-31".to_owned()),
                ("waivers.toml:10", "echo-sent", "2026-12-31".to_owned())
            ]
        );
        assert!(read("w", "", &RULES).unwrap().is_empty());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_place_and_a_hint() {
        let entry = |more: &str| format!("[[waiver]]\nrule = \"echo-sent\"\n{more}");
        let whole = |more: &str| entry(&format!("reason = \"r\"\nexpires = 2027-01-31\n{more}"));
        for (text, place, words) in [
            ("[[waiver]\n".to_owned(), "w.toml:1:", ""),
            ("[[wavier]]\n".to_owned(), "w.toml:1:3: wavier:", "did you mean `waiver`?"),
            ("[waiver]\n".to_owned(), "w.toml:1:1: waiver:", "is not of type \"array\""),
            (whole("reasn = \"x\"\n"), "w.toml:5:1: waiver.0.reasn:", "did you mean `reason`?"),
            (whole("until = 2027-01-31\n"), "w.toml:5:1:", "unknown key `until`"),
            (entry("expires = 2027-01-31\n"), "w.toml:1:1: waiver.0:", "`reason` is missing"),
            (entry("reason = \" \"\nexpires = 2027-01-31\n"), "w.toml:3:10:", "does not match"),
            (entry("reason = \"r\"\n"), "w.toml:1:1:", "`expires` is missing"),
            (entry("reason = \"r\"\nexpires = 2027-02-30\n"), "w.toml:4:", ""),
            (entry("reason = \"r\"\nexpires = \"soon\"\n"), "w.toml:4:11: waiver.0.expires:", "2027-01-31"),
            (entry("reason = \"r\"\nexpires = 2027-01-31T00:00:00Z\n"), "w.toml:4:11:", "expected a day"),
            (whole("case = 7\n"), "w.toml:5:8: waiver.0.case:", "7 is not of type \"string\""),
            (whole("").replace("echo-sent", "ecko-sent"), "w.toml:2:8: waiver.0.rule:", "did you mean `echo-sent`?"),
        ] {
            let message = read("w.toml", &text, &RULES).unwrap_err().to_string();
            assert!(message.starts_with(place) && message.contains(words), "{text}: {message}");
        }
    }

    /// A TOML value as the JSON that editors check.
    fn as_json(text: &str) -> Value {
        fn convert(value: &toml::de::DeValue<'_>) -> Value {
            use toml::de::DeValue;
            match value {
                DeValue::String(text) => json!(text),
                DeValue::Datetime(day) => json!(day.to_string()),
                DeValue::Array(items) => items.iter().map(|item| convert(item.get_ref())).collect(),
                DeValue::Table(table) => {
                    table.iter().map(|(key, item)| (key.get_ref().to_string(), convert(item.get_ref()))).collect()
                }
                other => json!({ "other": other.type_str() }),
            }
        }
        convert(&toml::de::DeValue::Table(toml::de::DeTable::parse(text).unwrap().into_inner()))
    }

    #[test]
    fn the_published_schema_says_the_same() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        let options = jsonschema::options().should_validate_formats(true);
        let validator = options.build(&schema).unwrap();
        for (text, fits) in [
            (GOOD, true),
            ("", true),
            ("[[waiver]]\nrule = \"echo-sent\"\nexpires = 2027-01-31\n", false),
            ("[[waiver]]\nrule = \"echo-sent\"\nreason = \"\"\nexpires = 2027-01-31\n", false),
            ("[[waiver]]\nrule = \"echo-sent\"\nreason = \"r\"\nexpires = \"soon\"\n", false),
            ("[[waiver]]\nrule = \"echo-sent\"\nreason = \"r\"\nexpires = 2027-01-31\nreasn = \"x\"\n", false),
            ("[[wavier]]\n", false),
        ] {
            assert_eq!(validator.is_valid(&as_json(text)), fits, "{text}");
            assert_eq!(read("w.toml", text, &RULES).is_ok(), fits, "{text}");
        }
    }
}
