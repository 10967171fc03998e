//! One small page per obstacle that real pages have.

use crate::model::{Access, ComplexType, Member, PermissionKind, ValueType};

use super::diagnostic::Diagnostic;
use super::error::PageError;
use super::{Imported, import};

const TABLE: &str = "|Name|Type|Text|\n|:---|:---|:---|\n";

/// A small English page: title, definition, property rows, and an example.
pub(super) fn page(rows: &str, request: &str, response: &str) -> String {
    format!(
        "# Update thing\n\n## HTTP request\n``` http\nPATCH /things/{{thingId}}\n```\n\n## Request body\n{TABLE}{rows}\n\
         ## Response\nGives `200 OK`.\n\n## Example\n### Request\n``` http\nPATCH https://h.example/v1.0/things/{{thingId}}\n\
         Content-Type: application/json\n\n{request}\n```\n### Response\n```http\nHTTP/1.1 200 OK\n\n{response}\n```\n"
    )
}

pub(super) fn imported(text: &str) -> Imported {
    import("page.md", text.as_bytes()).unwrap()
}

fn codes(imported: &Imported) -> Vec<(&'static str, u32)> {
    let is_about_tables = |d: &&Diagnostic| d.code.ends_with("-table");
    imported.diagnostics.iter().filter(|d| !is_about_tables(d)).map(|d| (d.code, d.line)).collect()
}

fn enumeration(name: Option<&str>, members: &[&str]) -> ValueType {
    let members = members.iter().map(|m| (*m).to_owned()).collect();
    ValueType::listed(name.map(str::to_owned), members)
}

#[test]
fn an_english_page_without_anchors_is_read_by_its_headings() {
    let text =
        page("|id|String|Key.|\n|size|Int32|Valid values 1 to 9|\n", "{\"size\": 2}", "{\"id\": \"1\", \"size\": 2}");
    let Imported { contract, cases, .. } = imported(&text);
    assert_eq!((contract.name.as_str(), contract.operation.line), ("update-thing", 5));
    assert_eq!(contract.operation.service_root.as_deref(), Some("https://h.example/v1.0"));
    assert_eq!((contract.success[0].code, contract.success[0].line), (200, 15));
    assert_eq!((contract.properties[0].access, contract.properties[0].line), (Access::Key, 11));
    assert_eq!(contract.properties[1].range, Some((1, 9)));
    assert_eq!((cases[0].name.as_str(), cases[0].source.line), ("documented", 20));
    assert_eq!(cases[0].request.path, "/things/{thingId}");
}

#[test]
fn tab_titles_open_no_section_and_only_the_http_tab_counts() {
    let text = page("|size|Int32|x|\n", "{\"size\": 2}", "{\"size\": 2}");
    let text = text.replace(
        "### Response\n",
        "# <a name=\"c\"></a>[C#](#tab/csharp)\n```http\nPATCH https://h.example/v1.0/things/1\n\n{\"size\": 3}\n```\n---\n### Response\n",
    );
    let text = text.replacen("### Request\n", "### Request\n# <a name=\"http\"></a>[HTTP](#tab/http)\n", 1);
    let imported = imported(&text);
    assert_eq!(imported.cases.len(), 1);
    assert!(imported.cases[0].expect.body.is_some());
}

#[test]
fn front_matter_and_rules_are_no_headings() {
    let text = format!("---\ntitle: x\n---\n{}", page("|size|Int32|x|\n", "{\"size\": 2}", "{\"size\": 2}"));
    let text = text.replace("## Request body\n", "## Request body\nsome text\n---\n\n");
    let imported = imported(&text);
    assert_eq!((imported.contract.page.line, imported.contract.properties.len()), (4, 1));
}

#[test]
fn local_text_and_english_text_of_a_pair_stay_apart() {
    let pair = |local: &str, english: &str| {
        format!(
            "<span data-ttu-id=\"a-1\">{local}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">{english}</span></span>"
        )
    };
    let rows = format!("|{}|{}|{}|\n", pair("说明", "note"), pair("字符串", "String"), pair("甲", "Read-only."));
    let Imported { contract, .. } = imported(&page(&rows, "{\"other\": 1}", "{\"other\": 1}"));
    let note = &contract.properties[0];
    assert_eq!((note.name.as_str(), &note.value_type, note.access), ("note", &ValueType::String, Access::Updatable));
}

#[test]
fn enumerations_are_told_from_words_with_a_list() {
    let rows = "|a|String|Possible values are: `x`, `y`.|\n|b|[kind](../resources/kind.md)|可取值为：`p`、`q`。|\n\
                |c|String|For example `x`.|\n|d|[part](../resources/part.md)|A part.|\n|e|String collection|Read-only.|\n";
    let body = "{\"a\": \"x\", \"b\": \"q\", \"c\": \"k\", \"d\": {\"z\": 1}, \"e\": []}";
    let Imported { contract, .. } = imported(&page(rows, body, body));
    let types: Vec<_> = contract.properties.iter().map(|p| p.value_type.clone()).collect();
    let z = Member { name: "z".to_owned(), value_type: ValueType::Any, nullable: None };
    let expected = [
        enumeration(None, &["x", "y"]),
        enumeration(Some("kind"), &["p", "q"]),
        ValueType::String,
        ValueType::Complex(ComplexType { members: vec![z], ..ComplexType::named("part") }),
        ValueType::Collection { of: Box::new(ValueType::String) },
    ];
    assert_eq!(types, expected);
    assert_eq!(contract.properties[4].access, Access::ReadOnly);
}

#[test]
fn a_list_that_the_example_contradicts_is_no_enumeration() {
    let Imported { contract, .. } =
        imported(&page("|a|String|Possible values: `x`, `y`.|\n", "{\"a\": \"z\"}", "{\"a\": \"z\"}"));
    assert_eq!(contract.properties[0].value_type, ValueType::String);
}

#[test]
fn an_example_of_another_operation_adds_no_property() {
    let own = page("|size|Int32|x|\n", "{\"size\": 2, \"extra\": 1}", "{\"size\": 2}");
    let foreign = "``` http\nPOST https://graph.microsoft.com/v1.0/others\nContent-type: application/json\n\n{\"height\": 5}\n```\n";
    let Imported { contract, .. } = imported(&format!("{own}\n{foreign}"));
    assert_eq!(contract.properties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["size", "extra"]);
}

#[test]
fn translated_names_are_recovered_or_left_out() {
    let rows = "|id|String|x|\n|标题|String|x|\n|size|Int32|x|\n|所有者|String|x|\n|注释|String|x|\n";
    let Imported { contract, diagnostics, .. } =
        imported(&page(rows, "{\"size\": 1}", "{\"id\": \"1\", \"title\": \"t\", \"size\": 1, \"owner\": \"o\"}"));
    assert_eq!(contract.properties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["id", "size"]);
    let rows = rows.replace("|注释|String|x|\n", "");
    let recovered =
        imported(&page(&rows, "{\"size\": 1}", "{\"id\": \"1\", \"title\": \"t\", \"size\": 1, \"owner\": \"o\"}"));
    let names: Vec<_> = recovered.contract.properties.iter().map(|p| p.name.as_str()).collect();
    assert!(diagnostics.iter().any(|d| d.code == "unreadable-property-name" && d.quoted.contains("注释")));
    assert_eq!(names, ["id", "title", "size", "owner"]);
}

#[test]
fn headers_are_told_by_the_shape_of_their_values() {
    let table = "## Request headers\n|a|b|\n|---|---|\n|授权|Bearer &lt;token&gt;。必需。|\n|接受|application/json|\n|标头|文字|\n\n";
    let text = page("|a|String|x|\n", "{}", "{}").replace("## Request body", &format!("{table}## Request body"));
    let imported = imported(&text);
    let facts: Vec<_> =
        imported.contract.headers.iter().map(|h| (h.name.as_str(), h.value.as_str(), h.required)).collect();
    assert_eq!(facts, [("authorization", "Bearer <token>", true), ("accept", "application/json", false)]);
    assert!(imported.diagnostics.iter().any(|d| d.code == "unreadable-header-name"));
}

#[test]
fn permission_rows_are_read_by_position() {
    let table = "## Permissions\n|a|b|\n|---|---|\n|一|Things.Read.All、Things.ReadWrite.All|\n|二|不支持。|\n|三|Not supported.|\n\n";
    let text = page("|a|String|x|\n", "{}", "{}").replace("## Request body", &format!("{table}## Request body"));
    let rows = imported(&text).contract.permissions;
    assert_eq!(rows[0].permissions, ["Things.Read.All", "Things.ReadWrite.All"]);
    assert_eq!((rows[1].kind, rows[1].permissions.len()), (PermissionKind::DelegatedPersonal, 0));
    assert_eq!((rows[2].kind, rows[2].permissions.len()), (PermissionKind::Application, 0));
}

#[test]
fn slips_of_examples_are_named_with_their_line() {
    for (request, code, line, case) in [
        ("{\n  \"a\": \"x\",\n}", "trailing-comma", 23, "documented"),
        ("{\n  \"a\": \"String\"\n}", "placeholder-value", 23, "derived"),
        ("{\n  \"a\": 'x'\n}", "broken-json", 23, "derived"),
        ("[1]", "body-is-no-object", 22, "derived"),
    ] {
        let imported = imported(&page("|a|String|x|\n", request, "{\"a\": \"x\"}"));
        assert!(codes(&imported).contains(&(code, line)), "{request}: {:?}", codes(&imported));
        assert_eq!(imported.cases[0].name, case, "{request}");
    }
}

#[test]
fn a_stated_length_checks_the_extraction_and_is_never_sent() {
    let text = page("|a|String|x|\n", "{\n  \"a\": \"x\"\n}", "{\"a\": \"x\"}");
    let right = imported(&text.replace("application/json\n", "application/json\nContent-Length: 16\n"));
    assert_eq!(codes(&right), []);
    assert_eq!(right.cases[0].request.headers.keys().collect::<Vec<_>>(), ["content-type"]);
    let wrong = imported(&text.replace("application/json\n", "application/json\nContent-Length: 99\n"));
    assert_eq!(codes(&wrong), [("content-length-differs", 21)]);
}

#[test]
fn further_paths_and_examples_are_kept() {
    let text = page("|a|String|x|\n", "{\"a\": \"x\"}", "{\"a\": \"x\"}");
    let text = text.replace("PATCH /things/{thingId}\n", "PATCH /things/{thingId}\nPATCH /me/things/{id | name}\n");
    let more = "```http\nPATCH https://h.example/v1.0/me/things/7\n\n{\"a\": \"y\"}\n```\n```http\nHTTP/1.1 204 No Content\n```\n";
    let Imported { contract, cases, .. } = imported(&(text + more));
    assert_eq!(contract.operation.alternatives[0].0, "/me/things/{id | name}");
    assert_eq!((cases[1].name.as_str(), cases[1].request.path.as_str()), ("documented-2", "/me/things/{id | name}"));
    assert_eq!((cases[1].expect.status.as_slice(), &cases[1].expect.body), ([204, 200].as_slice(), &None));
    assert_eq!(contract.success.iter().map(|s| s.code).collect::<Vec<_>>(), [200, 204]);
}

#[test]
fn a_page_that_lacks_a_part_gives_the_rest() {
    let imported =
        imported("# Update thing\n## HTTP request\n```http\nPATCH /things/{id}\n```\n## Request body\nnothing\n");
    assert!(imported.cases.is_empty() && imported.contract.properties.is_empty());
    let missing = imported.diagnostics.iter().find(|d| d.code == "missing-property-table").unwrap();
    assert!(missing.to_string().starts_with("page.md:6:1: warning[missing-property-table]: "), "{missing}");
    assert!(missing.to_string().ends_with("6 | ## Request body"), "{missing}");
}

#[test]
fn the_row_of_applications_is_known_by_its_word() {
    let page = |rows: &str| {
        format!(
            "# Update thing\n## Permissions\n|Type|Permissions|\n|-|-|\n{rows}\n## HTTP request\n```http\nPATCH /things/{{id}}\n```\n"
        )
    };
    let rows = ["|Application|A.All|\n", "|Delegated (work)|B.All|\n", "|Delegated (personal)|None.|\n"];
    let usual = [rows[1], rows[2], rows[0]].concat();
    let permissions = |rows: &str| {
        let rows = imported(&page(rows)).contract.permissions;
        rows.into_iter().map(|row| (row.kind, row.permissions)).collect::<Vec<_>>()
    };
    assert_eq!(permissions(&rows.concat()), permissions(&usual));
    assert_eq!(permissions(&usual)[2].1, ["A.All"]);
}

#[test]
fn only_what_sends_properties_lacks_a_table_of_them() {
    let page = |method: &str, body: &str| {
        format!(
            "# Do thing\n## HTTP request\n```http\n{method} /things/{{id}}\n```\n## Request body\nnone\n## Example\n```http\n{method} https://h.example/v1.0/things/1\n\n{body}\n```\n"
        )
    };
    for (method, body, is_missing) in [
        ("GET", "", false),
        ("DELETE", "", false),
        ("POST", "", false),
        ("POST", "{\"a\": 1}", true),
        ("PATCH", "", true),
    ] {
        let told = imported(&page(method, body)).diagnostics;
        assert_eq!(told.iter().any(|d| d.code == "missing-property-table"), is_missing, "{method} {body}");
    }
}

#[test]
fn what_is_no_such_page_is_refused() {
    assert!(matches!(import("a.md", b"# Notes\n```json\n{}\n```\n"), Err(PageError::NoOperation { fences: 1, .. })));
    assert!(matches!(import("a.md", b"ok\n\xff"), Err(PageError::NotUtf8 { offset: 3, line: 2, .. })));
    assert!(matches!(import("a.md", b"# a\n\0"), Err(PageError::NotUtf8 { offset: 4, line: 2, .. })));
    assert!(matches!(import("a.md", b" \n"), Err(PageError::Empty { .. })));
    assert!(matches!(import("a.md", b"\xef\xbb\xbf"), Err(PageError::Empty { .. })));
}

#[test]
fn a_concept_that_shows_a_request_documents_no_operation() {
    let request = "```http\nPATCH https://h.example/v1.0/things/1\n\n{\"a\": 1}\n```\n";
    let concept = format!("# How to change things\n## Request\n{request}");
    assert!(matches!(import("a.md", concept.as_bytes()), Err(PageError::NoOperation { fences: 1, .. })));
    let operation = format!("# Update thing\n## Request body\nnothing\n## Example\n{request}");
    assert_eq!(imported(&operation).contract.operation.path.0, "/things/1");
}

#[test]
fn bytes_that_are_no_text_damage_what_they_stand_in_and_nothing_else() {
    let text = page("|a|String|x|\n|b~|String|x|\n|c|String|x|\n", "{\"a\": \"x~\", \"c\": \"y\", \"d~\": 1}", "{}");
    let bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'~' { 0xff } else { byte }).collect();
    let imported = import("page.md", &bytes).unwrap();
    let names: Vec<_> = imported.contract.properties.iter().map(|property| property.name.as_str()).collect();
    assert_eq!(names, ["a", "c"]);
    let sent = imported.cases[0].request.body.as_ref().map(|body| body.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(sent, Some(vec!["c"]));
    assert!(codes(&imported).contains(&("not-utf8", 12)), "{:?}", codes(&imported));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_import_panic(text in "[#|` a\\-\\n{}<>:\"\u{7c7b}PATCH/1]{0,200}") {
        let _ = import("a.md", text.as_bytes());
        let _ = import("a.md", format!("## HTTP request\n```\nPATCH /a\n```\n## Request body\n{text}").as_bytes());
    }
}

/// Name and access of each property.
fn accesses(text: &str) -> Vec<(String, Access)> {
    imported(text).contract.properties.into_iter().map(|property| (property.name, property.access)).collect()
}

#[test]
fn a_further_table_adds_what_the_first_does_not_list_unless_it_is_about_members() {
    let rows = format!(
        "|label|String|x|\n|spot|[place](place.md)|x|\n\n### Apps\n{TABLE}|label|String|x|\n|weight|Int32|x|\n\n\
         ### place object\n{TABLE}|floor|Int32|x|\n"
    );
    let text = page(&rows, "{\"label\": \"a\"}", "{\"label\": \"a\"}");
    let imported = imported(&text);
    let names: Vec<_> = imported.contract.properties.iter().map(|property| property.name.as_str()).collect();
    assert_eq!(names, ["label", "spot", "weight"]);
    let told: Vec<_> = imported.diagnostics.iter().filter(|d| d.line < 40).map(|d| (d.code, d.line)).collect();
    assert!(told.contains(&("further-table", 17)) && told.contains(&("unread-table", 23)), "{told:?}");
}

#[test]
fn what_an_example_leaves_out_is_no_value_of_the_services_unless_its_name_says_so() {
    let rows = "|label|String|x|\n|orderHint|String|x|\n|createdDateTime|DateTimeOffset|x|\n";
    let response = "{\"label\": \"a\", \"orderHint\": \"b\", \"createdDateTime\": \"2020-01-01T00:00:00Z\"}";
    let text = page(rows, "{\"label\": \"a\"}", response);
    let found = accesses(&text).into_iter().filter(|(_, access)| *access == Access::ReadOnly);
    assert_eq!(found.map(|(name, _)| name).collect::<Vec<_>>(), Vec::<String>::new(), "one of three is too little");
    let text = page(rows, "{\"label\": \"a\", \"orderHint\": \"c\"}", response);
    assert_eq!(accesses(&text)[2], ("createdDateTime".to_owned(), Access::ReadOnly));
    let text = page(
        &rows.replace("createdDateTime", "dueDateTime"),
        "{\"label\": \"a\", \"orderHint\": \"c\"}",
        &response.replace("created", "due"),
    );
    assert_eq!(accesses(&text)[2], ("dueDateTime".to_owned(), Access::Updatable));
}

#[test]
fn what_an_example_sends_with_little_else_is_updatable() {
    let rows = "|label|String|x|\n|secret|String|Read-only.|\n|size|Int32|x|\n|state|String|Read-only.|\n";
    let few = page(rows, "{\"secret\": \"a\"}", "{}");
    assert_eq!(accesses(&few)[1].1, Access::Updatable);
    assert_eq!(accesses(&few)[3].1, Access::ReadOnly);
    let all = page(rows, "{\"label\": \"a\", \"secret\": \"a\", \"size\": 1}", "{}");
    assert_eq!(accesses(&all)[1].1, Access::ReadOnly, "an example made from the table tells nothing");
}

#[test]
fn a_kind_of_value_that_nothing_tells_is_remarked_on() {
    let text = page(
        "|role|[roleKind](roles.md#rolekind-values)|What one may do.|\n",
        "{\"role\": \"write\"}",
        "{\"role\": \"write\"}",
    );
    let imported = imported(&text);
    assert_eq!(imported.contract.properties[0].value_type, ValueType::Any);
    assert!(codes(&imported).contains(&("unreadable-type", 11)), "{:?}", codes(&imported));
}

#[test]
fn a_column_of_yes_and_no_gives_no_names() {
    let table = "|Required|Type|Property|Text|\n|:---|:---|:---|:---|\n|Yes|String|label|x|\n|No|Int32|size|x|\n";
    let text = page("", "{\"label\": \"a\"}", "{}").replace(TABLE, table);
    let found = imported(&text).contract.properties.into_iter().map(|p| (p.name, p.value_type));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [("label".to_owned(), ValueType::String), ("size".to_owned(), ValueType::Int32)]
    );
}

#[test]
fn headers_are_known_by_their_names_and_values() {
    let headers = |title: &str, rows: &str| {
        let page = format!(
            "# Update thing\n## <a name=\"http-request\"></a>Anfrage\n```http\nPATCH /things/{{id}}\n```\n## <a name=\"request-headers\"></a>{title}\n|N|V|\n|-|-|\n{rows}"
        );
        let facts = imported(&page).contract.headers;
        facts.into_iter().map(|fact| (fact.name, fact.value, fact.required)).collect::<Vec<_>>()
    };
    let fact = |name: &str, value: &str, required| (name.to_owned(), value.to_owned(), required);
    for (title, row, expected) in [
        (
            "Request headers",
            "|if-match|ETag. Answers `412 Precondition Failed` otherwise.|\n",
            vec![fact("if-match", "", false)],
        ),
        (
            "En-têtes",
            "|Type de contenu|application/json. Obligatoire.|\n",
            vec![fact("content-type", "application/json", true)],
        ),
        (
            "Заголовки",
            "|workbook-session-id|Код сеанса. Задавать не обязательно.|\n",
            vec![fact("workbook-session-id", "", false)],
        ),
        ("Anforderungsheader", "|Arbeitsmappensitzungs-ID|Die Sitzung.|\n", vec![]),
        ("Anforderungsheader", "|Workbook-Session-Id|Die Sitzung.|\n", vec![fact("workbook-session-id", "", false)]),
    ] {
        assert_eq!(headers(title, row), expected, "{row}");
    }
}
