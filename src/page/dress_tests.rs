//! One page in many dresses: line ends, front matter, anchors, languages, fences. The facts stay the same.

use crate::model::{Contract, HeaderFact, PermissionRow, Property, StatusFact};

use super::import;

pub(super) const PAGE: &str = "# Update thing

## Permissions
|Permission type|Permissions (least to most)|
|:---|:---|
|Delegated (work)|Thing.ReadWrite.All|
|Delegated (personal)|Not supported.|
|Application|Thing.ReadWrite.All|

## HTTP request
``` http
PATCH /things/{thingId}
PATCH /shelves/{shelfId}/things/{thingId}
```

## Request headers
|Header|Value|
|:---|:---|
|Authorization|Bearer &lt;token&gt;. Required.|
|Accept|application/json|

## Request body
|Property|Type|Description|
|:---|:---|:---|
|id|String|Key.|
|displayName|String|Name.|
|isOpen|Boolean|Whether it is open.|
|size|Int32|Size. Valid values 1 to 9|
|tagNames|String collection|Names.|
|state|[thingState](../resources/shared-thingstate.md)|State. Possible values are: `on`, `off`.|
|createdAt|DateTimeOffset|Read-only.|

## Response
If it works, `200 OK` and the thing.

## Example

### Request
``` http
PATCH https://h.example/v1.0/things/{thingId}
Content-type: application/json

{
  \"displayName\": \"a\",
  \"isOpen\": true,
  \"size\": 2,
  \"tagNames\": [
    \"x\"
  ],
  \"state\": \"on\"
}
```

### Response
``` http
HTTP/1.1 200 OK
Content-Type: application/json

{
  \"id\": \"1\",
  \"displayName\": \"a\",
  \"isOpen\": true,
  \"size\": 2,
  \"tagNames\": [
    \"x\"
  ],
  \"state\": \"on\",
  \"createdAt\": \"2020-01-01T00:00:00Z\"
}
```
";

/// A contract with its cases, without lines and without the name of the page.
pub(super) fn facts(text: &str) -> (Contract, Vec<serde_json::Value>) {
    let imported = import("page.md", text.as_bytes()).unwrap();
    let mut contract = imported.contract;
    (contract.page.line, contract.operation.line, contract.name) = (0, 0, String::new());
    let lines = |line: &mut u32| *line = 0;
    contract.success.iter_mut().map(|StatusFact { line, .. }| line).for_each(lines);
    contract.headers.iter_mut().map(|HeaderFact { line, .. }| line).for_each(lines);
    contract.permissions.iter_mut().map(|PermissionRow { line, .. }| line).for_each(lines);
    contract.properties.iter_mut().map(|Property { line, .. }| line).for_each(lines);
    let cases = imported.cases.into_iter().map(|case| serde_json::json!([case.request, case.expect]));
    (contract, cases.collect())
}

/// The page with each text replaced.
pub(super) fn dressed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(PAGE.to_owned(), |page, (from, to)| {
        assert!(page.contains(from), "{from}");
        page.replace(from, to)
    })
}

/// Headings as localised pages have them: an anchor in English, words in another language.
fn localised(words: &[(&str, &str, &str)], more: &[(&str, &str)]) -> String {
    let headings = words
        .iter()
        .map(|(english, anchor, word)| (format!("{english}\n"), format!("<a name=\"{anchor}\"></a>{word}\n")));
    let page =
        headings.fold(PAGE.to_owned(), |page, (from, to)| page.replace(&format!("# {from}"), &format!("# {to}")));
    more.iter().fold(page, |page, (from, to)| {
        assert!(page.contains(from), "{from}");
        page.replace(from, to)
    })
}

/// The dressed page gives the same facts.
pub(super) fn same(dress: &str, text: &str) {
    assert_eq!(facts(text), facts(PAGE), "{dress}");
}

#[test]
fn line_ends_marks_and_front_matter_change_no_fact() {
    same("CRLF", &PAGE.replace('\n', "\r\n"));
    same("byte order mark", &format!("\u{feff}{PAGE}"));
    same("front matter", &format!("---\ntitle: \"Update thing\"\nms.topic: reference\n---\n\n{PAGE}"));
    same("both", &format!("\u{feff}---\r\ntitle: x\r\n---\r\n{}", PAGE.replace('\n', "\r\n")));
    same("trailing blanks", &PAGE.replace("\n\n", "  \n\n"));
    same("no line end at the end", PAGE.trim_end());
}

#[test]
fn the_form_of_fences_and_tables_changes_no_fact() {
    same("tildes", &PAGE.replace("```", "~~~"));
    same("four ticks", &PAGE.replace("```", "````"));
    same("no information", &PAGE.replace("``` http", "```"));
    same("another information", &PAGE.replace("``` http", "```msgraph-interactive"));
    same("attributes", &PAGE.replace("``` http", "``` {.http .copy}"));
    same("indented", &PAGE.replace("``` http\nPATCH /things/{thingId}\n", "  ``` http\n  PATCH /things/{thingId}\n"));
    same("blanks in cells", &PAGE.replace("|id|String|Key.|", "| id | String | Key. |"));
    same("code and bold in cells", &dressed(&[("|displayName|", "|**displayName**|"), ("|isOpen|", "|`isOpen`|")]));
    same("no outer bars", &dressed(&[("|id|String|Key.|", "id|String|Key.")]));
    same("escaped bar", &dressed(&[("|Size. Valid", "|Size (a \\| b). Valid")]));
}

#[test]
fn what_newer_editions_add_changes_no_fact() {
    let cloud = "[!INCLUDE [national-cloud-support](../../includes/all-clouds.md)]\n\n|Global|Other|\n|:---|:---|\n|yes|no|\n\n## Permissions\n";
    same("cloud table", &PAGE.replace("## Permissions\n", cloud));
    same(
        "comments",
        &PAGE.replace(
            "``` http\nPATCH h",
            "<!-- {\n  \"blockType\": \"request\",\n  \"name\": \"u\"\n}-->\n``` http\nPATCH h",
        ),
    );
    let tabs = "# [HTTP](#tab/http)\n``` http\nPATCH https";
    same(
        "tabs",
        &PAGE
            .replace("``` http\nPATCH https", tabs)
            .replace("```\n\n### Resp", "```\n\n# [Go](#tab/go)\n```go\nx()\n```\n\n---\n\n### Resp"),
    );
    same("zones", &PAGE.replace("## Request body", ":::zone pivot=\"rest\"\n\n## Request body"));
    same("upper case", &PAGE.replace("## HTTP request", "## HTTP Request"));
    same("numbered anchor", &PAGE.replace("### Response", "### <a name=\"response-1\"></a>Response"));
}

#[test]
fn other_languages_change_no_fact() {
    let german = [
        ("Permissions", "permissions", "Berechtigungen"),
        ("HTTP request", "http-request", "HTTP-Anforderung"),
        ("Request headers", "request-headers", "Anforderungsheader"),
        ("Request body", "request-body", "Anforderungstext"),
        ("Response", "response", "Antwort"),
        ("Example", "example", "Beispiel"),
        ("Request", "request", "Anforderung"),
    ];
    let more = [
        ("|Accept|", "|Annehmen|"),
        ("Bearer &lt;token&gt;. Required.", "Bearer&lt;token&gt; erforderlich"),
        ("|Boolean|", "|Boolescher Wert|"),
        ("|String collection|", "|Zeichenfolgensammlung|"),
        ("Valid values 1 to 9", "Gültige Werte: 1 bis 9"),
        ("Possible values are: `on`, `off`", "Mögliche Werte sind: `on` und `off`"),
        ("Read-only.", "Schreibgeschützt."),
    ];
    same("German", &localised(&german, &more));
    let russian = german.map(|(english, anchor, _)| (english, anchor, "Заголовок"));
    let more = [
        ("|Authorization|", "|Авторизация|"),
        ("Bearer &lt;token&gt;. Required.", "Bearer {токен}. Обязательный."),
        ("|Boolean|", "|Логическое|"),
        ("|String collection|", "|Коллекция строк|"),
        ("Valid values 1 to 9", "Допустимые значения: от 1 до 9"),
        ("Possible values are: `on`, `off`", "Возможные значения: `on` и `off`"),
        ("Read-only.", "Только для чтения."),
    ];
    same("Russian", &localised(&russian, &more));
}

#[test]
fn underlined_headings_in_any_language_are_headings() {
    let words =
        ["Mise à jour", "Autorisations", "Requête HTTP", "En-têtes", "Corps de la requête", "Réponse", "Exemple"];
    let mut words = words.iter();
    let lines = PAGE.lines().map(|line| match line.split_once(' ') {
        Some(("#", _)) => words.next().map_or_else(String::new, |word| format!("{word}\n=======")),
        Some(("##", _)) => words.next().map_or_else(String::new, |word| format!("{word}\n-------")),
        _ => line.to_owned(),
    });
    same("French, underlined", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
}

#[test]
fn a_language_without_a_word_in_our_tables_is_read_by_the_example() {
    let unknown = [
        ("Permissions", "permissions", "Permisiuni"),
        ("Request headers", "request-headers", "Antete"),
        ("Request body", "request-body", "Corp"),
        ("Response", "response", "Răspuns"),
        ("Example", "example", "Exemplu"),
    ];
    let more = [
        ("|Authorization|Bearer &lt;token&gt;. Required.|", "|Autorizare|Purtător &lt;jeton&gt;.|"),
        ("|Boolean|", "|Valoare logică|"),
        ("|String collection|", "|Colecție de String|"),
        ("Possible values are: `on`, `off`", "Valorile sunt: `on` sau `off`"),
    ];
    same("a language that no table has", &localised(&unknown, &more));
}
