//! Each code: an edit of a faultless page that fires it. The page itself fires none.

use std::collections::BTreeSet;

use super::check;
use super::codes::CODES;
use crate::csdl::{Metadata, join};
use crate::page::{Imported, import, unknown_types};

const PAGE: &str = "# Update thing

## Permissions
|Type|Permissions|
|---|---|
|one|Thing.ReadWrite.All|
|two|Not supported.|
|three|Thing.ReadWrite.All|

## HTTP request
```http
PATCH /things/{thingId}
```

## Request headers
|Name|Value|
|---|---|
|Authorization|Bearer {token}. Required.|
|Accept|application/json|

## Request body
|Name|Type|Text|
|---|---|---|
|id|String|Key.|
|title|String|See [below](#response).|
|size|Int32|Valid values 1 to 9|
|state|String|Possible values are: `on`, `off`.|

## Response
Gives `200 OK`.

## Example
### Request
```http
PATCH https://h.example/v1.0/things/{thingId}
Content-Type: application/json
Content-Length: 52

{
  \"title\": \"a\",
  \"size\": 2,
  \"state\": \"on\"
}
```
### Response
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  \"id\": \"1\",
  \"title\": \"a\",
  \"size\": 2,
  \"state\": \"on\"
}
```
";

const METADATA: &str = r#"<Edmx><Schema Namespace="test">
<EnumType Name="state"><Member Name="on"/><Member Name="off"/></EnumType>
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>
<Property Name="title" Type="Edm.String" Nullable="false"/><Property Name="size" Type="Edm.Int32"/>
<Property Name="state" Type="test.state"/></EntityType></Schema></Edmx>"#;

/// Cuts the page where the text begins.
const CUT: &str = "\0";
const HEADERS: &str = "|Name|Value|\n|---|---|\n|Authorization|Bearer {token}. Required.|\n|Accept|application/json|\n";
const END_OF_REQUEST: &str = "\"state\": \"on\"\n}\n```\n### Response";
const MORE_HEADERS: &str = "Content-Type: application/json\nContent-Length";

/// Code, and the text of the page that becomes another one.
const EDITS: [(&str, &str, &str); 51] = [
    ("annotation-row", "|size|Int32", "|@odata.type|String|x|\n|size|Int32"),
    ("body-is-no-object", "{\n  \"title\": \"a\",\n  \"size\": 2,\n  \"state\": \"on\"\n}\n```\n###", "[1]\n```\n###"),
    ("broken-json", "\"size\": 2", "\"size\": 'x'"),
    ("broken-row", "|size|Int32", "|and more of it| | |\n|size|Int32"),
    ("content-length-differs", "Content-Length: 52", "Content-Length: 99"),
    ("dead-anchor", "(#response)", "(#nowhere)"),
    (
        "derived-case",
        "{\n  \"title\": \"a\",\n  \"size\": 2,\n  \"state\": \"on\"\n}\n```\n###",
        "{\"title\": \"String\"}\n```\n###",
    ),
    ("example-ill-typed", "\"size\": 2", "\"size\": \"2\""),
    ("example-not-echoed", "\"id\": \"1\",\n  \"title\": \"a\"", "\"id\": \"1\",\n  \"title\": \"b\""),
    ("example-not-listed", "\"state\": \"on\"", "\"state\": \"idle\""),
    ("example-null", "\"title\": \"a\"", "\"title\": null"),
    ("example-out-of-range", "\"size\": 2", "\"size\": 77"),
    ("example-type", "\"size\": 2", "\"size\": \"2\""),
    ("foreign-etag", MORE_HEADERS, "If-Match: W/\"x\"\nContent-Type: application/json\nContent-Length"),
    ("foreign-key", "\"title\": \"a\"", "\"id\": \"1\",\n  \"title\": \"a\""),
    ("group-row", "|size|Int32", "|**Sizes**|\n|大小| | |\n|size|Int32"),
    ("inferred-read-only", "|size|Int32", "|createdDateTime|DateTimeOffset|x|\n|size|Int32"),
    ("irregular-permission-table", "|two|Not supported.|\n", ""),
    ("metadata-extra-property", "|size|Int32", "|weight|Int32|x|\n|size|Int32"),
    ("metadata-members", "`on`, `off`", "`on`, `off`, `idle`"),
    ("metadata-type", "|title|String", "|title|Int32"),
    ("missing-body", "{\n  \"title\": \"a\",\n  \"size\": 2,\n  \"state\": \"on\"\n}\n```\n###", "```\n###"),
    ("missing-content-type", MORE_HEADERS, "Content-Length"),
    ("missing-example", "## Example", CUT),
    ("missing-header-table", HEADERS, "none\n"),
    ("missing-http-request", "```http\nPATCH /things/{thingId}\n```", "none"),
    (
        "missing-permission-table",
        "|one|Thing.ReadWrite.All|\n|two|Not supported.|\n|three|Thing.ReadWrite.All|",
        "|one|none|",
    ),
    ("missing-property-table", "|Name|Type|Text|\n|---|---|---|\n", "none "),
    ("missing-response", "### Response\n```http\nHTTP", CUT),
    ("missing-status", "Gives `200 OK`.", "Gives it."),
    ("other-method", "PATCH https", "PUT https"),
    ("other-type", "{\n  \"title\": \"a\"", "{\n  \"@odata.type\": \"#test.other\",\n  \"title\": \"a\""),
    ("path-differs", "/v1.0/things", "/v1.0/others"),
    ("placeholder-header", MORE_HEADERS, "Prefer: {x}\nContent-Type: application/json\nContent-Length"),
    ("placeholder-value", "\"title\": \"a\"", "\"title\": \"String\""),
    ("raw-line-end", "\"title\": \"a\"", "\"title\": \"a\nb\""),
    ("recovered-header-name", "|Accept|", "|接受|"),
    ("recovered-property-name", "|title|", "|标题|"),
    ("repeated-placeholder", "PATCH /things/{thingId}\n", "PATCH /things/{id}/parts/{id}\n"),
    ("repeated-property", "|size|Int32", "|title|String|x|\n|size|Int32"),
    ("second-method", "PATCH /things/{thingId}\n", "PATCH /things/{thingId}\nPUT /things/{thingId}\n"),
    (
        "several-permission-tables",
        "|three|Thing.ReadWrite.All|\n",
        "|three|Thing.ReadWrite.All|\n\nOr\n\n|Type|Permissions|\n|---|---|\n|one|Thing.All|\n|two|-|\n|three|-|\n",
    ),
    ("smart-quote", "\"title\"", "“title”"),
    ("status-differs", "HTTP/1.1 200 OK", "HTTP/1.1 202 Accepted"),
    ("status-without-body", "HTTP/1.1 200 OK", "HTTP/1.1 204 No Content"),
    ("stream-in-body", "|title|String", "|title|Stream"),
    ("text-after-body", END_OF_REQUEST, "\"state\": \"on\"\n}\n\nPATCH /x\n```\n### Response"),
    ("trailing-comma", END_OF_REQUEST, "\"state\": \"on\",\n}\n```\n### Response"),
    ("undocumented-member", END_OF_REQUEST, "\"state\": \"on\",\n  \"more\": 1\n}\n```\n### Response"),
    ("unreadable-header-name", "|Accept|application/json|", "|接受|文字|"),
    ("unreadable-path", "PATCH /things/{thingId}\n", "PATCH /** not found\n"),
];

/// Further edits, of codes whose texts are longer.
const MORE: [(&str, &str, &str); 8] = [
    ("broken-member-name", END_OF_REQUEST, "\"state\": \"on\",\n  \"the more\": 1\n}\n```\n### Response"),
    ("further-table", "\n## Response", "\nOr:\n\n|N|T|D|\n|-|-|-|\n|title|String|x|\n|weight|Int32|x|\n\n## Response"),
    (
        "read-only-sent",
        "|title|String|",
        "|a|Int32|x|\n|b|Int32|x|\n|c|Int32|x|\n|d|Int32|x|\n|title|String|Read-only. ",
    ),
    ("unread-table", "\n## Response", "\nAs in:\n\n|N|T|D|\n|-|-|-|\n|one thing|and another|x|\n\n## Response"),
    ("unreadable-property-name", "|size|Int32", "|注释|String|x|\n|size|Int32"),
    ("unreadable-type", "|title|String|", "|title|单一|"),
    ("unknown-type", "|title|String|", "|title|[part](../resources/part.md)|"),
    ("metadata-entity", "# Update thing\n", "# Update stranger\n"),
];

/// The codes that a page fires, joined with the metadata.
fn codes(text: &str, metadata: &str) -> BTreeSet<&'static str> {
    let mut imported: Imported = import("page.md", text.as_bytes()).unwrap();
    let metadata = Metadata::read("m.csdl", metadata.as_bytes()).unwrap();
    let told = join(&mut imported.contract, &metadata);
    let mut codes: BTreeSet<_> = told.iter().map(|one| one.kind.code()).collect();
    codes.extend(unknown_types(("page.md", text), &imported.contract).iter().map(|remark| remark.code));
    codes.extend(check("page.md", text, &imported).iter().map(|remark| remark.code));
    codes
}

fn edited(from: &str, to: &str) -> String {
    let at = PAGE.find(from).unwrap_or_else(|| panic!("the page has no {from:?}"));
    if to == CUT { PAGE[..at].to_owned() } else { PAGE.replace(from, to) }
}

#[test]
fn a_faultless_page_fires_no_code() {
    assert_eq!(codes(PAGE, METADATA), BTreeSet::new());
}

#[test]
fn each_code_fires_where_its_fault_is() {
    for (code, from, to) in EDITS.into_iter().chain(MORE) {
        let text = edited(from, to);
        let text = match code {
            "unknown-type" => text.replace("\"title\": \"a\"", "\"title\": {\"z\": 1}"),
            "inferred-read-only" => {
                text.replace("{\n  \"id\"", "{\n  \"createdDateTime\": \"2020-01-01T00:00:00Z\",\n  \"id\"")
            }
            "other-type" => text.replace("{\n  \"id\"", "{\n  \"@odata.type\": \"#test.thing\",\n  \"id\""),
            _ => text,
        };
        let fired = codes(&text, METADATA);
        assert!(fired.contains(code), "{code}: only {fired:?}");
    }
    let read_only = METADATA.replace(
        "<Property Name=\"size\" Type=\"Edm.Int32\"/>",
        "<Property Name=\"size\" Type=\"Edm.Int32\"><Annotation Term=\"Org.OData.Core.V1.Computed\"/></Property>",
    );
    assert!(codes(PAGE, &read_only).contains("metadata-access"));
    let more = METADATA.replace("</EntityType>", "<Property Name=\"weight\" Type=\"Edm.Int32\"/></EntityType>");
    assert!(codes(PAGE, &more).contains("metadata-missing-property"));
}

#[test]
fn the_table_has_every_code_once_and_in_order() {
    let listed: Vec<_> = CODES.iter().map(|code| code.code).collect();
    assert!(listed.is_sorted_by(|a, b| a < b), "{listed:?}");
    let tested: BTreeSet<_> = EDITS
        .iter()
        .chain(&MORE)
        .map(|(code, ..)| *code)
        .chain(["metadata-access", "metadata-missing-property", "not-utf8"])
        .collect();
    assert_eq!(tested, listed.into_iter().collect());
}
