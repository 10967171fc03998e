//! The published schemas fit what is really written, and nothing else.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{Format, Options, Report, ReportFold, sample};
use crate::event::{Event, to_line};

/// JSON Schema 2020-12 of the result.
const REPORT_SCHEMA: &str = include_str!("../../schemas/report.schema.json");
/// JSON Schema 2020-12 of one line of the event log.
const EVENT_SCHEMA: &str = include_str!("../../schemas/event.schema.json");

fn schema(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn validator(text: &str) -> Validator {
    let schema = schema(text);
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn result(report: &Report) -> Value {
    serde_json::to_value(report).unwrap()
}

#[test]
fn every_folded_run_fits_the_report_schema() {
    let validator = validator(REPORT_SCHEMA);
    let written = sample::written(Format::Json, &sample::broken_events(), Options::default());
    let (mut waived, mut shard) = (sample::broken_events(), sample::held_events());
    sample::waive(&mut waived);
    sample::shard(&mut shard, "2/8");
    let more = [ReportFold::of(&waived), ReportFold::of(&shard)].map(|report| result(&report));
    for report in [result(&sample::held()), result(&sample::interrupted()), schema(&written)].into_iter().chain(more) {
        assert_eq!(faults(&validator, &report), Vec::<String>::new());
    }
}

#[test]
fn every_event_fits_the_event_schema() {
    let validator = validator(EVENT_SCHEMA);
    let mut without_answer = sample::broken_events();
    sample::forget_answers(&mut without_answer);
    let (mut waived, mut shard) = (sample::broken_events(), sample::held_events());
    sample::waive(&mut waived);
    sample::refuse(&mut waived);
    sample::shard(&mut shard, "2/8");
    for event in
        sample::broken_events().iter().chain(&without_answer).chain(&sample::held_events()).chain(&waived).chain(&shard)
    {
        let line: Value = serde_json::from_slice(&to_line(event)).unwrap();
        assert_eq!(faults(&validator, &line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_mutated_report_is_refused() {
    let validator = validator(REPORT_SCHEMA);
    let report = result(&sample::broken());
    for (pointer, value) in [
        ("/verdict", json!("passed")),
        ("/stats/requests", json!(-1)),
        ("/findings/0/level", json!("MUST")),
        ("/findings/0/occurrences", json!(0)),
        ("/findings/0/source", json!({"page": "p.md"})),
        ("/rules/0", json!({"id": "echo-sent"})),
        ("/run/params/0", json!(["a", "b", "c"])),
        ("/stats", json!({"unknown": 1})),
    ] {
        let mut mutated = report.clone();
        *mutated.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&mutated), "{pointer}");
    }
}

/// What was added to version 1 later: a log of before does not have it.
fn is_later(at: &str, name: &str) -> bool {
    matches!((at, name), ("", "live" | "refusals") | ("/run", "properties" | "example" | "changes"))
}

#[test]
fn every_member_of_a_report_is_required_and_no_other_allowed() {
    let validator = validator(REPORT_SCHEMA);
    let report = result(&sample::broken());
    for at in ["", "/stats", "/findings/0", "/findings/0/source", "/rules/0", "/run", "/findings/0/request"] {
        for name in report.pointer(at).unwrap().as_object().unwrap().keys().filter(|name| !is_later(at, name)) {
            let mut mutated = report.clone();
            mutated.pointer_mut(at).unwrap().as_object_mut().unwrap().shift_remove(name);
            assert!(!validator.is_valid(&mutated), "{at}/{name} may be left out");
        }
        let mut mutated = report.clone();
        mutated.pointer_mut(at).unwrap().as_object_mut().unwrap().insert("extra".to_owned(), json!(1));
        assert!(!validator.is_valid(&mutated), "{at} may have further members");
    }
}

#[test]
fn an_unknown_event_is_refused() {
    let validator = validator(EVENT_SCHEMA);
    for event in [json!({"seq": 0, "at_us": 0, "event": "rumour"}), json!({"seq": 0, "at_us": 0, "event": "note"})] {
        assert!(!validator.is_valid(&event), "{event}");
        assert!(serde_json::from_value::<Event>(event).is_err());
    }
}

#[test]
fn both_schemas_describe_the_shared_parts_alike() {
    let (report, event) = (schema(REPORT_SCHEMA), schema(EVENT_SCHEMA));
    for part in ["finding", "request", "response", "body", "header", "source", "stats", "promise", "level", "verdict"] {
        assert!(report["$defs"][part].is_object() && report["$defs"][part] == event["$defs"][part], "{part}");
    }
}
