//! Every code of a remark with what it means.

/// A kind of remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable name.
    pub code: &'static str,
    /// What it says of a page.
    pub summary: &'static str,
}

const fn code(code: &'static str, summary: &'static str) -> Code {
    Code { code, summary }
}

/// All codes in alphabetical order. Codes are never used again for something else.
pub const CODES: &[Code] = &[
    code("annotation-row", "a row of the property table is about an annotation"),
    code("body-is-no-object", "the body of an example is JSON, but no object"),
    code("broken-json", "the body of an example is no JSON"),
    code("broken-member-name", "a member in an example's JSON has a name that none can have; it is left out"),
    code("broken-row", "a row of nothing but prose continues the row before"),
    code("content-length-differs", "an example states another length than its body has; mended by `--fix`"),
    code("dead-anchor", "a link into the page leads nowhere"),
    code("derived-case", "no example can be sent as it stands; a case is made of what the page says otherwise"),
    code("example-ill-typed", "a value of an example does not have the type of the table; the case leaves it out"),
    code("example-not-echoed", "an example sends another value than its response shows"),
    code("example-not-listed", "an example shows a value that the description's list does not have"),
    code("example-null", "an example has null for a property that the metadata never allows to be null"),
    code("example-out-of-range", "an example has a number outside of the range that the table states"),
    code("example-type", "a value of an example does not have the type of the table"),
    code("foreign-etag", "an example names the tag of the page's own object"),
    code("foreign-key", "an example sends the key of the page's own object; the case leaves it out"),
    code("further-table", "a second table under the request body adds properties, as for another case"),
    code("group-row", "a row without a type heads a group of properties"),
    code(
        "inferred-read-only",
        "only the response of the example has a property whose name says that the service owns it",
    ),
    code("irregular-permission-table", "the permission table has not three rows"),
    code("metadata-access", "the metadata lets nobody update a property; the page does not say so"),
    code("metadata-entity", "the metadata has no such entity type"),
    code("metadata-extra-property", "the metadata lacks a property of the page"),
    code("metadata-members", "page and metadata list other members of an enumeration"),
    code("metadata-missing-property", "the page lacks a property of the metadata"),
    code("metadata-type", "page and metadata give a property another type"),
    code("missing-body", "the example of an update sends no body; no case is made of it"),
    code("missing-content-type", "an example request has a body and no Content-Type"),
    code("missing-example", "the page has no example request"),
    code("missing-header-table", "the page has no table of request headers"),
    code("missing-http-request", "no request line stands under the HTTP request"),
    code("missing-permission-table", "the page has no permission table"),
    code("missing-property-table", "no property table stands under the request body"),
    code("missing-response", "no response follows an example request"),
    code("missing-status", "the page names no status of success"),
    code("not-utf8", "bytes of the page are no UTF-8; nothing that holds them is sent"),
    code("other-method", "an example uses another method than the page documents"),
    code("other-type", "an example sends an object of another type than the page is about"),
    code("path-differs", "an example uses a path that the page does not list"),
    code("placeholder-header", "the value of an example's header is a placeholder"),
    code("placeholder-value", "a value of an example stands for something else"),
    code("raw-line-end", "a text in an example's JSON holds a raw line end"),
    code("read-only-sent", "the table calls a property read-only, and an example sends it with few others"),
    code("recovered-header-name", "the translation took the name of a header; its value tells it"),
    code(
        "recovered-property-name",
        "the translation took the name of a property; the example or the metadata tells it",
    ),
    code("repeated-placeholder", "one placeholder of a path stands for two values"),
    code("repeated-property", "the table lists a property twice"),
    code("second-method", "a further request line has another method"),
    code("several-permission-tables", "the page has several permission tables that differ; none counts"),
    code("smart-quote", "typographic quotes delimit a text in an example's JSON; mended by `--fix`"),
    code("status-differs", "an example answers with a status that the page does not name"),
    code("status-without-body", "status and content of an example response do not go together"),
    code("stream-in-body", "an example sends a stream as a member of JSON"),
    code("text-after-body", "text follows the JSON of an example, as when two pages are glued together"),
    code("trailing-comma", "a comma stands before a closing bracket; mended by `--fix`"),
    code("undocumented-member", "an example sends a member that the table does not list"),
    code("unknown-type", "nothing tells the members of a nested object"),
    code("unread-table", "a table under the request body lists no properties that can be told"),
    code("unreadable-header-name", "nothing tells which header a row is about"),
    code("unreadable-path", "what follows a method is no path"),
    code("unreadable-property-name", "nothing tells which property a row is about"),
    code("unreadable-type", "nothing tells the type of a property"),
];

/// The table of codes in Markdown.
#[must_use]
pub fn markdown() -> String {
    let rows: String = CODES.iter().map(|code| format!("| `{}` | {} |\n", code.code, code.summary)).collect();
    format!("| code | what it says of a page |\n|---|---|\n{rows}")
}
