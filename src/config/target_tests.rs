//! What the layers make of a target.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::Target;
use crate::config::file::Config;
use crate::config::{ConfigError, Environment, Origin, SignIn, arguments};

const FILE: &str = r#"
[defaults]
timeout = "7s"
cases = 40
budget-writes = 9

[target.contoso]
cloud = "us-government-l5"
timeout = "9s"
ca-file = "ca.pem"
params = { a = "1", b = "2" }
auth = { token-env = "CONTOSO" }
identities = { application = { command = ["az"] }, without-permission = { token-env = "POOR" } }

[target.own]
service-root = "http://127.0.0.1:1/v1.0"
eventual = true
"#;

fn config(text: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("docproof.toml");
    std::fs::write(&file, text).unwrap();
    Config::load(&file).unwrap()
}

fn resolved(target: Option<&str>, given: &Value, variables: &[(&str, &str)]) -> Result<Target, ConfigError> {
    let given: Map<String, Value> = given.as_object().cloned().unwrap();
    let environment =
        Environment::read(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned()))?;
    config(FILE).target(target, arguments(given), &environment)
}

#[test]
fn the_first_layer_that_says_a_thing_decides_and_is_remembered() {
    let timeout = |target, given: &Value, variables: &[(&str, &str)]| {
        let said = resolved(target, given, variables).unwrap().timeout.unwrap();
        (said.value, said.origin)
    };
    let file = |line, column| move |origin: &Origin| matches!(origin, Origin::File { line: l, column: c, .. } if (*l, *c) == (line, column));
    let argument = json!({"timeout": "1s"});
    let variable = [("DOCPROOF_TIMEOUT", "2s")];
    let (value, origin) = timeout(Some("contoso"), &argument, &variable);
    assert_eq!((value, origin), (Duration::from_secs(1), Origin::Argument("--timeout".to_owned())));
    let (value, origin) = timeout(Some("contoso"), &json!({}), &variable);
    assert_eq!((value, origin), (Duration::from_secs(2), Origin::Environment("DOCPROOF_TIMEOUT".to_owned())));
    let (value, origin) = timeout(Some("contoso"), &json!({}), &[]);
    assert!(value == Duration::from_secs(9) && file(9, 11)(&origin), "{value:?} {origin}");
    let (value, origin) = timeout(Some("own"), &json!({}), &[]);
    assert!(value == Duration::from_secs(7) && file(3, 11)(&origin), "{value:?} {origin}");
    let default = resolved(None, &json!({}), &[]).unwrap().contract;
    assert_eq!((default.value.as_str(), default.origin), ("update-remoteassistancepartner", Origin::Default));
}

#[test]
fn a_service_root_outside_of_the_named_cloud_is_refused_where_it_stands() {
    let with = |root: &str| {
        let text = format!("[target.t]\ncloud = \"global\"\nservice-root = \"{root}\"\n");
        config(&text)
            .target(Some("t"), arguments(Map::new()), &Environment::default())
            .map(|target| target.service_root)
    };
    assert_eq!(with("https://graph.microsoft.com/beta").unwrap().unwrap().value, "https://graph.microsoft.com/beta");
    let error = with("http://127.0.0.1:1/v1.0").unwrap_err().to_string();
    assert!(error.contains("docproof.toml:3:16") && error.contains("say one of the two"), "{error}");
}

#[test]
fn a_cloud_says_where_the_service_is_and_where_one_signs_in() {
    let target = resolved(Some("contoso"), &json!({}), &[]).unwrap();
    assert_eq!(target.service_root.unwrap().value, "https://dod-graph.microsoft.us/v1.0");
    assert_eq!(target.login.unwrap().value, "https://login.microsoftonline.us");
    assert_eq!(target.auth.unwrap().value, SignIn::TokenEnv("CONTOSO".to_owned()));
    assert_eq!(target.identities.len(), 2);
    assert!(target.ca_file.unwrap().value.is_absolute(), "a path is relative to the file that says it");
    assert!(!target.allow_writes);
}

#[test]
fn what_the_file_switches_on_is_on_until_a_stronger_layer_says_otherwise() {
    let flags = |target: &Target| [target.read_only, target.throwaway, target.eventual, target.strict_odata];
    let own = resolved(Some("own"), &json!({"read-only": true}), &[("DOCPROOF_STRICT_ODATA", "true")]).unwrap();
    assert_eq!(flags(&own), [true, false, true, true]);
    let own = resolved(Some("own"), &json!({"eventual": false}), &[]).unwrap();
    assert_eq!(flags(&own), [false; 4]);
}

#[test]
fn a_parameter_of_the_command_line_replaces_the_one_of_the_file() {
    let target = resolved(Some("contoso"), &json!({"params": {"b": "3"}}), &[]).unwrap();
    let mut params = target.params;
    params.sort();
    assert_eq!(params, [("a".to_owned(), "1".to_owned()), ("b".to_owned(), "3".to_owned())]);
}

#[test]
fn a_url_takes_the_defaults_and_nothing_else() {
    let target = resolved(Some("http://127.0.0.1:2/v1.0"), &json!({}), &[]).unwrap();
    assert_eq!((target.cases.value, target.auth, target.params.len()), (40, None, 0));
    assert_eq!(target.service_root.unwrap().value, "http://127.0.0.1:2/v1.0");
}

#[test]
fn what_only_looks_right_is_refused_where_it_stands() {
    for (text, words) in [
        ("[target.a]\n", "docproof.toml:1:1"),
        ("[target.a]\ncloud = \"global\"\ntimeout = \"0s\"\n", "above zero"),
        ("[target.a]\ncloud = \"global\"\n[target.a.auth.device-code]\nclient-id = \"x\"\n", "`tenant`"),
    ] {
        let error = config(text).target(Some("a"), arguments(Map::new()), &Environment::default()).unwrap_err();
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
}
