//! Pages of every kind through `import`, `lint`, `diff` and `openapi`: output and exit codes.

use crate::program::Program;

const PAGE: &str = "# Update thing\n\n## HTTP request\n```http\nPATCH /things/{thingId}\n```\n\n## Request body\n|Name|Type|Text|\n|---|---|---|\n\
                    |size|Int32|x|\n|title|String|x|\n\n## Response\nGives `200 OK`.\n\n## Example\n```http\n\
                    PATCH https://h.example/v1.0/things/{thingId}\nContent-Type: application/json\n\n{\"size\": 2, \"title\": \"a\"}\n```\n\
                    ```http\nHTTP/1.1 200 OK\n\n{\"size\": 2, \"title\": \"a\"}\n```\n";

/// A folder with pages `NAME: text`.
fn folder(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// Runs in `folder`; `{}` in an argument is the folder.
fn run(folder: &tempfile::TempDir, args: &[&str]) -> (i32, String, String) {
    let here = folder.path().to_str().unwrap();
    let args: Vec<String> = args.iter().map(|arg| arg.replace("{}", here)).collect();
    let ended = Program::new().run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    (ended.code, ended.out, ended.err)
}

#[test]
fn a_page_that_cannot_be_read_stops_no_other() {
    let pages = folder(&[("in/thing-update.md", PAGE), ("in/notes.md", "# Notes\n"), ("in/deep/broken.md", PAGE)]);
    std::fs::write(pages.path().join("in/deep/broken.md"), b"# x\n\0\xff").unwrap();
    std::fs::write(pages.path().join("in/other.txt"), "no page").unwrap();
    for (args, code) in [
        (&["import", "{}/in", "--out", "{}/out"][..], 0),
        (&["import", "{}/in", "--out", "{}/out", "--deny", "warnings"], 1),
        (&["import", "{}/in/thing-update.md", "{}/in/notes.md", "--out", "{}/out"], 0),
        (&["import", "{}/in/thing-update.md", "{}/in/nowhere.md", "--out", "{}/out"], 2),
        (&["import", "{}/in/notes.md", "--out", "{}/out"], 2),
        (&["lint", "{}/in"], 0),
        (&["lint", "{}/in", "--deny", "warnings"], 1),
        (&["lint", "{}/in/deep/broken.md"], 2),
        (&["import", "{}/out/cases"], 4),
    ] {
        let (ended, out, err) = run(&pages, args);
        assert_eq!(ended, code, "{args:?}: {out}{err}");
        assert!(args[1] != "{}/in" || err.contains("broken.md"), "{err}");
    }
    assert!(pages.path().join("out/schemas/update-thing/contract.json").exists());
}

#[test]
fn odd_files_end_in_one_message_each_and_good_ones_beside_them_are_used() {
    let pages =
        folder(&[("good.md", PAGE), ("empty.md", ""), ("cut.md", PAGE.split("\"title\": \"a\"}").next().unwrap())]);
    let bytes = |name: &str, bytes: &[u8]| std::fs::write(pages.path().join(name), bytes).unwrap();
    bytes("mark.md", &[b"\xef\xbb\xbf", PAGE.as_bytes()].concat());
    bytes("windows.MD", PAGE.replace('\n', "\r\n").as_bytes());
    bytes("latin1.md", &[PAGE.as_bytes(), b"caf\xe9\n"].concat());
    bytes("binary.md", &[0, 159, 146, 150, 0, 1]);
    bytes("wide.md", &PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    for (name, code, said) in [
        ("good.md", 0, ""),
        ("mark.md", 0, ""),
        ("windows.MD", 0, ""),
        ("cut.md", 0, "broken-json"),
        ("latin1.md", 0, "not-utf8"),
        ("empty.md", 2, "is empty"),
        ("binary.md", 2, "is not UTF-8"),
        ("wide.md", 2, "is not UTF-8"),
        ("none.md", 2, "none.md"),
    ] {
        let page = format!("{{}}/{name}");
        let (ended, _, err) = run(&pages, &["import", &page, "--out", "{}/out"]);
        assert!(ended == code && err.contains(said), "{name}: {ended} {err}");
        let (ended, out, err) = run(&pages, &["import", "{}/good.md", &page, "--out", "{}/out"]);
        assert_eq!(ended, if name == "none.md" { 2 } else { 0 }, "{name}: {err}");
        assert!(out.contains("update-thing: PATCH"), "{name}: {out}");
    }
    assert_eq!(run(&pages, &["import", "{}/good.md", "{}/empty.md", "--out", "{}/out", "--deny", "warnings"]).0, 1);
    let (code, _, err) = run(&pages, &["import", "{}/good.md", "--out", "{}/good.md"]);
    assert!(code == 2 && err.lines().count() < 4, "{err}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_in_a_folder_is_passed_over() {
    let pages = folder(&[("in/good.md", PAGE), ("in/folder.md/deep.md", PAGE)]);
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(from, pages.path().join(to)).unwrap();
    link("..", "in/around");
    link("circle.md", "in/circle.md");
    let made = std::process::Command::new("mkfifo").arg(pages.path().join("in/pipe.md")).status();
    assert!(made.unwrap().success());
    let (code, out, err) = run(&pages, &["import", "{}/in", "--out", "{}/out"]);
    assert_eq!((code, out.lines().count()), (0, 2), "{out}{err}");
    assert!(err.contains("circle.md: left out") && !err.contains("pipe.md"), "{err}");
}

#[test]
fn lint_prints_text_json_and_sarif() {
    let pages = folder(&[("thing.md", &PAGE.replace("\"a\"}\n```\n```http\nHTTP", "\"a\",}\n```\n```http\nHTTP"))]);
    let (_, text, _) = run(&pages, &["lint", "{}/thing.md"]);
    assert!(text.contains("thing.md:22:1: warning[trailing-comma]: "), "{text}");
    let (_, json, _) = run(&pages, &["lint", "{}/thing.md", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        json.as_array().unwrap().iter().any(|remark| remark["code"] == "trailing-comma" && remark["fix"].is_string())
    );
    let (_, sarif, _) = run(&pages, &["lint", "{}", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let comma = results.iter().find(|result| result["ruleId"] == "trailing-comma").unwrap();
    assert_eq!(comma["locations"][0]["physicalLocation"]["region"]["startLine"], 22);
    assert!(comma["fixes"][0]["artifactChanges"].is_array());
}

#[test]
fn a_diff_tells_what_breaks_and_fails_only_when_asked() {
    let newer = PAGE.replace("|size|Int32|x|", "|size|Int64|x|\n|tag|String|x|");
    let pages = folder(&[("old/a_update.md", PAGE), ("old/gone.md", PAGE), ("new/a-update.md", &newer)]);
    let one = ["diff", "{}/old/a_update.md", "{}/new/a-update.md"];
    for (more, code) in [(&[][..], 0), (&["--deny", "breaking"], 1), (&["--deny", "changes"], 1)] {
        let (ended, out, err) = run(&pages, &[&one[..], more].concat());
        assert_eq!(ended, code, "{out}{err}");
        assert!(out.contains("breaking[type]: `size` was Int32 and is Int64"), "{out}");
        assert!(out.contains("compatible[property-added]: `tag` (String) is new"), "{out}");
    }
    let (ended, out, _) = run(&pages, &["diff", "{}/old/a_update.md", "{}/old/gone.md", "--deny", "changes"]);
    assert_eq!((ended, out.as_str()), (0, "1 page compared: 0 breaking changes, 0 compatible changes\n"));
    let (_, json, _) = run(&pages, &[&one[..], &["--format", "json"]].concat());
    fits_the_schema_of_diffs(&serde_json::from_str(&json).unwrap());
    let (_, json, _) = run(&pages, &["diff", "{}/old", "{}/new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    fits_the_schema_of_diffs(&json);
    let names: Vec<_> = json.as_array().unwrap().iter().map(|page| page["page"].as_str().unwrap()).collect();
    assert_eq!(names, ["a-update.md", "gone.md"]);
    assert_eq!(json[1]["changes"][0]["code"], "page-removed");
    assert_eq!(run(&pages, &["diff", "{}/old", "{}/new/a-update.md"]).0, 2);
    assert_eq!(run(&pages, &["diff", "{}/old/a_update.md", "{}/none.md"]).0, 2);
}

fn fits_the_schema_of_diffs(json: &serde_json::Value) {
    let schema = serde_json::from_str(include_str!("../../schemas/diff.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(json).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert!(!validator.is_valid(&serde_json::json!([{"page": "a", "old": null, "new": null}])));
}

#[test]
fn contracts_become_one_openapi_document() {
    let pages =
        folder(&[("a.md", PAGE), ("b.md", &PAGE.replace("things", "parts").replace("Update thing", "Update part"))]);
    assert_eq!(run(&pages, &["import", "{}/a.md", "{}/b.md", "--out", "{}/out"]).0, 0);
    let (code, out, err) = run(&pages, &["openapi", "{}/out"]);
    assert_eq!(code, 0, "{err}");
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(
        document["paths"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["/parts/{thingId}", "/things/{thingId}"]
    );
    assert_eq!(run(&pages, &["openapi", "nowhere"]).0, 2);
}

/// A page of one operation on policies, of which there are several types below one path.
fn policy_page(verb: &str, request: &str, kind: &str, status: &str) -> String {
    let body = format!("{{\"@odata.type\": \"#graph.{kind}Policy\", \"label\": \"a\", \"{kind}Only\": \"b\"}}");
    let (sent, shown) = if request.starts_with('P') { (body.as_str(), body.as_str()) } else { ("", body.as_str()) };
    format!(
        "# {verb} {kind}Policy\n\n## HTTP request\n```http\n{request}\n```\n\n## Request body\n|Name|Type|Text|\n|---|---|---|\n\
         |label|String|x|\n|{kind}Only|String|x|\n\n## Response\nGives `{status}`.\n\n## Example\n```http\n{}\n\
         Content-Type: application/json\n\n{sent}\n```\n```http\nHTTP/1.1 {status}\n\n{shown}\n```\n",
        request.replace(" /", " https://h.example/v1.0/")
    )
}

#[test]
fn of_several_types_below_one_path_each_gets_the_create_and_the_delete_of_its_own_page() {
    let mut all = Vec::new();
    for kind in ["blue", "red", "green"] {
        for (verb, request, status) in [
            ("Create", "POST /policies", "201 Created"),
            ("Delete", "DELETE /policies/{policyId}", "204 No Content"),
            ("Get", "GET /policies/{policyId}", "200 OK"),
            ("Update", "PATCH /policies/{policyId}", "200 OK"),
        ] {
            let is_missing = (kind, verb) == ("green", "Create");
            let text = policy_page(verb, request, kind, status);
            all.extend((!is_missing).then(|| (format!("in/{kind}-{verb}.md"), text)));
        }
    }
    let named: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let pages = folder(&named);
    assert_eq!(run(&pages, &["import", "{}/in", "--out", "{}/out"]).0, 0);
    for (kind, roles) in [
        ("red", &["Create", "Get", "Delete"][..]),
        ("blue", &["Create", "Get", "Delete"]),
        ("green", &["Get", "Delete"]),
    ] {
        let path = pages.path().join(format!("out/schemas/update-{kind}policy/contract.json"));
        let contract: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let siblings =
            contract["siblings"].as_array().unwrap().iter().map(|sibling| sibling["page"]["file"].as_str().unwrap());
        let expected: Vec<String> = roles.iter().map(|verb| format!("{kind}-{verb}.md")).collect();
        assert_eq!(siblings.collect::<Vec<_>>(), expected);
        let (code, out, err) = run(
            &pages,
            &["run", "--contract", &format!("{{}}/out/cases/update-{kind}policy"), "--throwaway", "--cases", "5", "-q"],
        );
        let is_possible = roles.contains(&"Create");
        assert_eq!(code, if is_possible { 0 } else { 2 }, "{out}{err}");
        assert!(is_possible || err.contains("has no documented create"), "{err}");
    }
}

#[test]
fn a_create_that_contradicts_the_table_of_the_update_is_told_and_leaves_the_member_out() {
    let create = policy_page("Create", "POST /policies", "red", "201 Created").replace("\"a\"", "{\"text\": \"a\"}");
    let update = policy_page("Update", "PATCH /policies/{policyId}", "red", "200 OK");
    let delete = policy_page("Delete", "DELETE /policies/{policyId}", "red", "204 No Content");
    let pages = folder(
        &[
            ("in/create.md", create.replace("label|String", "label|text")),
            ("in/update.md", update),
            ("in/delete.md", delete),
        ]
        .each_ref()
        .map(|(name, text)| (*name, text.as_str())),
    );
    let (code, _, err) = run(&pages, &["import", "{}/in", "--out", "{}/out"]);
    assert!(
        code == 0 && err.contains("create.md:") && err.contains("another type than the table of update.md"),
        "{err}"
    );
    let (code, out, err) =
        run(&pages, &["run", "--contract", "{}/out/cases/update-redpolicy", "--throwaway", "--cases", "5", "-q"]);
    assert_eq!(code, 0, "{out}{err}");
}

const PLACE: &str = "# place resource type\n\n## Properties\n|Property|Type|Text|\n|---|---|---|\n|floor|Int32|x|\n|mood|[mood](mood.md)|x|\n\n\
                     ## JSON representation\n```json\n{\"@odata.type\": \"#graph.place\", \"floor\": 1, \"mood\": \"String\"}\n```\n";
const KIND: &str = "# kind enum type\n\n## Members\n|Member|Value|\n|---|---|\n|room|0|\n|desk|1|\n";

#[test]
fn pages_of_types_among_the_others_tell_what_is_nested() {
    let rows = "|size|Int32|x|\n|where|[place](../resources/place.md)|x|\n|kind|[kind](../resources/kind.md)|x|\n";
    let page = PAGE.replace("|size|Int32|x|\n", rows);
    let pages = folder(&[("in/api/thing.md", &page), ("in/resources/place.md", PLACE), ("in/resources/kind.md", KIND)]);
    let (code, _, err) = run(&pages, &["import", "{}/in", "--out", "{}/out"]);
    let is_mood = |line: &str| line.contains("`where`");
    assert!(code == 0 && err.lines().filter(|line| line.contains("unknown-type")).all(is_mood), "{err}");
    let contract = std::fs::read(pages.path().join("out/schemas/update-thing/contract.json")).unwrap();
    let contract: serde_json::Value = serde_json::from_slice(&contract).unwrap();
    let of = |name: &str| contract["properties"].as_array().unwrap().iter().find(|p| p["name"] == name).unwrap();
    assert_eq!(of("where")["type"]["members"][0]["type"]["kind"], "int32");
    // what has no page of its own may be text as well as an object
    assert_eq!(of("where")["type"]["members"][1]["type"]["kind"], "any");
    assert_eq!(of("kind")["type"]["members"], serde_json::json!(["room", "desk"]));
    let (code, out, _) = run(&pages, &["generate", "--contract", "{}/out/cases/update-thing", "--cases", "60"]);
    assert!(code == 0 && out.contains("\\\"where\\\":{\\\"floor\\\":"), "{out}");
    // two pages that describe one type differently tell nothing of it
    let other = PLACE.replace("Int32", "String");
    std::fs::write(pages.path().join("in/resources/v-place.md"), other).unwrap();
    assert!(run(&pages, &["import", "{}/in", "--out", "{}/out"]).2.contains("unknown-type"));
}

#[test]
fn a_page_without_a_table_takes_the_types_of_what_it_sends_from_the_page_of_its_resource() {
    let (before, rest) = PAGE.split_once("|Name|").unwrap();
    let bare = format!("{before}See [thing](thing.md).\n\n{}", rest.split_once("\n\n").unwrap().1);
    let resource = "# thing resource type\n\n## Properties\n|Property|Type|Text|\n|---|---|---|\n|id|String|x|\n|size|Int32|Valid values 1 to 9|\n\
                    |title|Boolean|contradicted|\n|secret|String|not sent|\n\n## JSON representation\n```json\n{\"id\": \"String\"}\n```\n";
    let pages = folder(&[("in/api/thing-update.md", &bare), ("in/resources/thing.md", resource)]);
    let (code, _, err) = run(&pages, &["import", "{}/in", "--out", "{}/out"]);
    assert_eq!(code, 0, "{err}");
    let contract = std::fs::read(pages.path().join("out/schemas/update-thing/contract.json")).unwrap();
    let contract: serde_json::Value = serde_json::from_slice(&contract).unwrap();
    let facts = |property: &serde_json::Value| (property["name"].clone(), property["type"]["kind"].clone());
    let facts: Vec<_> = contract["properties"].as_array().unwrap().iter().map(facts).collect();
    assert_eq!(facts, [("size".into(), "int32".into()), ("title".into(), "any".into())]);
    assert_eq!(contract["properties"][0]["range"], serde_json::json!([1, 9]));
}
