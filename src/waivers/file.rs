//! `waivers.toml`: one `[[waiver]]` each, with a reason and a last day.

use jiff::civil::Date;
use toml::de::DeValue;

use super::table::{Table, Text};
use super::waiver::Waiver;
use crate::model::FileFault;
use crate::value::{Glob, closest, did_you_mean};

/// Keys of an entry.
const KEYS: [&str; 6] = ["rule", "place", "case", "target", "reason", "expires"];

/// Reads a waivers file. `rules` are the ids that there are.
///
/// # Errors
/// The first place that does not fit: no TOML, an unknown key or rule, a missing reason, a day that does not exist.
pub fn read(file: &str, text: &str, rules: &[&str]) -> Result<Vec<Waiver>, Box<FileFault>> {
    let mut table = Text { file, text }.table()?;
    table.only(&["waiver"])?;
    table.tables("waiver")?.iter().map(|entry| waiver(file, entry, rules)).collect()
}

fn waiver(file: &str, entry: &Table<'_>, rules: &[&str]) -> Result<Waiver, Box<FileFault>> {
    entry.only(&KEYS)?;
    let glob = |name| Ok::<_, Box<FileFault>>(entry.text(name)?.map(Glob::new));
    Ok(Waiver {
        by: format!("{file}:{}", entry.line()),
        rule: rule(entry, rules)?,
        place: glob("place")?,
        case: glob("case")?,
        target: glob("target")?,
        reason: entry.required_text("reason")?,
        expires: day(entry)?,
    })
}

fn rule(entry: &Table<'_>, rules: &[&str]) -> Result<String, Box<FileFault>> {
    let id = entry.required_text("rule")?;
    if rules.contains(&id.as_str()) {
        return Ok(id);
    }
    let hint = did_you_mean(closest(&id, rules.iter().copied()));
    Err(entry.fault("rule", format!("no rule `{id}`{hint}; `docproof rules` lists them")))
}

/// The last day: a TOML date, or the same as a text.
fn day(entry: &Table<'_>) -> Result<Date, Box<FileFault>> {
    let value = entry.required("expires")?;
    let day = match value.get_ref() {
        DeValue::Datetime(day) if day.time.is_none() => day.date.and_then(|day| {
            let year = i16::try_from(day.year).ok()?;
            Date::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
        }),
        DeValue::String(text) => text.parse().ok(),
        _ => None,
    };
    day.ok_or_else(|| {
        entry.fault("expires", "expected a day, as in 2027-01-31: the last one on which this is expected")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::read;

    const RULES: [&str; 2] = ["echo-sent", "status-success"];
    /// JSON Schema of the file.
    const SCHEMA: &str = include_str!("../../schemas/waivers.schema.json");

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
            ("[waiver]\n".to_owned(), "w.toml:1:1: waiver:", "[[waiver]]"),
            (whole("reasn = \"x\"\n"), "w.toml:5:1: waiver.0.reasn:", "did you mean `reason`?"),
            (whole("until = 2027-01-31\n"), "w.toml:5:1:", "known are rule, place"),
            (entry("expires = 2027-01-31\n"), "w.toml:1:1: waiver.0:", "`reason` is missing"),
            (entry("reason = \" \"\nexpires = 2027-01-31\n"), "w.toml:3:10:", "a text that is not empty"),
            (entry("reason = \"r\"\n"), "w.toml:1:1:", "`expires` is missing"),
            (entry("reason = \"r\"\nexpires = 2027-02-30\n"), "w.toml:4:", ""),
            (entry("reason = \"r\"\nexpires = \"soon\"\n"), "w.toml:4:11: waiver.0.expires:", "2027-01-31"),
            (entry("reason = \"r\"\nexpires = 2027-01-31T00:00:00Z\n"), "w.toml:4:11:", "expected a day"),
            (whole("case = 7\n"), "w.toml:5:8: waiver.0.case:", "found integer"),
            (
                "[[waiver]]\nrule = \"ecko-sent\"\n".to_owned(),
                "w.toml:2:8: waiver.0.rule:",
                "did you mean `echo-sent`?",
            ),
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
