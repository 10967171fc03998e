//! The page of the dress tests as other tools, editors and translations write it.

use super::dress_tests::{PAGE, dressed, facts, same};

/// Each variant that changes a fact, so that one run tells all of them.
fn all_same(variants: &[(&str, String)]) {
    let other: Vec<&str> =
        variants.iter().filter(|(_, text)| facts(text) != facts(PAGE)).map(|(dress, _)| *dress).collect();
    assert_eq!(other, Vec::<&str>::new());
}

/// A made-up language: every word of a heading, a column name or a sentence is another one; anchors stay.
fn made_up() -> String {
    let headings = [
        ("## Permissions\n", "permissions", "Zulan"),
        ("## HTTP request\n", "http-request", "HTTP zuk"),
        ("## Request headers\n", "request-headers", "Zuk orim"),
        ("## Request body\n", "request-body", "Zuk bolam"),
        ("## Response\n", "response", "Velk"),
        ("## Example\n", "example", "Ixempo"),
        ("### Request\n", "request", "Zuk"),
        ("### Response\n", "response-1", "Velk"),
    ];
    let page = headings.iter().fold(PAGE.to_owned(), |page, (heading, anchor, word)| {
        let hashes = heading.split(' ').next().unwrap_or_default();
        page.replacen(&format!("\n{heading}"), &format!("\n{hashes} <a name=\"{anchor}\"></a>{word}\n"), 1)
    });
    let words = [
        ("|Permission type|Permissions (least to most)|", "|Zulan tip|Zulan (min › max)|"),
        ("|Delegated (work)|", "|Velaks (wok)|"),
        ("|Delegated (personal)|Not supported.|", "|Velaks (pers)|Nok zupor.|"),
        ("|Application|", "|Aplik|"),
        ("|Header|Value|", "|Orim|Valk|"),
        ("|Authorization|Bearer &lt;token&gt;. Required.|", "|Otorizul|Bearer &lt;token&gt;. Nezul.|"),
        ("|Accept|", "|Akzep|"),
        ("|Property|Type|Description|", "|Propul|Tip|Desk|"),
        ("|isOpen|Boolean|Whether it is open.|", "|isOpen|Bolul|Zuk ap.|"),
        ("|Possible values are: `on`, `off`.|", "|Poz valk: `on`, `off`.|"),
        ("If it works, `200 OK` and the thing.", "Zul wok, `200 OK` ur ding."),
    ];
    words.iter().fold(page, |page, (from, to)| page.replace(from, to))
}

#[test]
fn a_made_up_language_changes_no_fact() {
    // "State. " would tell nothing, and the word for a read-only value is in no table: the example shows that one
    same("made up", &made_up());
}

#[test]
fn without_anchors_parts_are_told_by_what_stands_below_them() {
    let page = made_up();
    let bare: String = page
        .split("<a name=\"")
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part.split_once("</a>").unwrap().1,
        })
        .collect();
    same("no anchors", &bare);
    let cyrillic = bare.replace("Zuk", "Запрос").replace("Velk", "Ответ").replace("Zulan", "Права");
    same("another script", &cyrillic);
}

#[test]
fn what_editors_and_other_tools_write_changes_no_fact() {
    let response = "HTTP/1.1 200 OK\nContent-Type: application/json\n";
    all_same(&[
        ("hashes behind headings", PAGE.replace("\n## HTTP request\n", "\n## HTTP request ##\n")),
        ("identifiers of headings", PAGE.replace("## Request body\n", "## Request body {#request-body}\n")),
        ("anchors by id", PAGE.replace("## Request body\n", "## <a id=\"request-body\"></a>Corps\n")),
        ("anchor above", PAGE.replace("## Request body\n", "<a name=\"request-body\"></a>\n\n## Corps\n")),
        ("underlined headings", PAGE.replace("## Request body\n", "Request body\n------------\n")),
        ("tabs behind hashes", PAGE.replace("## ", "##\t")),
        ("no-break spaces in headings", PAGE.replace("## HTTP request", "## HTTP\u{a0}request")),
        ("no-break spaces in cells", PAGE.replace("|id|String|", "|\u{a0}id\u{a0}|\u{a0}String\u{a0}|")),
        ("tabs in cells", PAGE.replace("|id|String|", "|\tid\t|\tString\t|")),
        ("invisible spaces", PAGE.replace("|displayName|", "|\u{200b}displayName\u{200b}|")),
        ("links around names", PAGE.replace("|isOpen|", "|[isOpen](#isopen)|")),
        ("breaks in cells", PAGE.replace("|Name.|", "|Name.<br/>More.|")),
        ("emphasis by underscores", PAGE.replace("|displayName|", "|__displayName__|")),
        ("a note above the table", PAGE.replace("## Request body\n", "## Request body\n> [!NOTE]\n> Mind `this`.\n\n")),
        ("list around the fence", PAGE.replace("``` http\nPATCH /things/{thingId}\nPATCH /shelves/{shelfId}/things/{thingId}\n```",
            "1. Send\n\n   ``` http\n   PATCH /things/{thingId}\n   PATCH /shelves/{shelfId}/things/{thingId}\n   ```")),
        ("details", PAGE.replace("### Response\n", "<details>\n<summary>More</summary>\n\n### Response\n")),
        ("lower-case fields", PAGE.replace("Content-type:", "content-type:").replace("Content-Type:", "content-type:")),
        ("HTTP/2", PAGE.replace("HTTP/1.1 200 OK", "HTTP/2 200")),
        ("a status line without a version", PAGE.replace(response, "200 OK\nContent-Type: application/json\n")),
        ("a version behind the request", PAGE.replace("things/{thingId}\nContent-type", "things/{thingId} HTTP/1.1\nContent-type")),
        ("a host field", PAGE.replace("PATCH https://h.example/v1.0/things/{thingId}\n", "PATCH https://h.example/v1.0/things/{thingId}\nHost: h.example\n")),
        ("lower-case method", PAGE.replace("PATCH https", "patch https")),
        ("full-width punctuation", dressed(&[("Possible values are: `on`, `off`.", "Possible values are：`on`、`off`。"), ("Valid values 1 to 9", "Valid values（1 to 9）")])),
        ("aligned columns", PAGE.replace("|:---|:---|:---|", "|:-----------|:---:|---:|").replace("|id|String|Key.|", "| id          | String    | Key.  |")),
        ("a blank line in the fence", PAGE.replace("``` http\nPATCH https", "``` http\n\nPATCH https")),
        ("reordered parts", reordered()),
        ("an index above", PAGE.replace("# Update thing\n", "# Update thing\n\n- [Request](#request)\n  - [Body](#request-body)\n\n")),
        ("a table of HTML", html_table()),
    ]);
}

/// The example stands before the definition of the request.
fn reordered() -> String {
    let (before, rest) = PAGE.split_once("## HTTP request").unwrap();
    let (definition, example) = rest.split_once("## Example").unwrap();
    format!("{before}## Example{example}\n## HTTP request{definition}")
}

/// The property table in HTML.
fn html_table() -> String {
    let (before, rest) = PAGE.split_once("|Property|Type|Description|\n|:---|:---|:---|\n").unwrap();
    let (rows, after) = rest.split_once("\n\n").unwrap();
    let row = |line: &str| {
        let cells: String =
            line.trim_matches('|').split('|').map(|cell| format!("<td>{}</td>", html_cell(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.lines().map(row).collect();
    format!("{before}<table>\n<tr><th>Property</th><th>Type</th><th>Description</th></tr>\n{rows}</table>\n\n{after}")
}

/// Links and back-ticks as HTML writes them.
fn html_cell(cell: &str) -> String {
    let cell = cell.replace(
        "[thingState](../resources/shared-thingstate.md)",
        "<a href=\"../resources/shared-thingstate.md\">thingState</a>",
    );
    cell.replace("`on`", "<code>on</code>").replace("`off`", "<code>off</code>")
}
