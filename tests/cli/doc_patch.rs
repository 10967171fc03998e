//! `doc-patch` on a page that contradicts itself: the diff applies, and then the page no longer does.

use std::path::Path;
use std::process::{Command, Stdio};

use super::program::Program;

/// A page, every part of which agrees with the others.
const PAGE: &str = "# Update lamp\n\n## HTTP request\n```http\nPATCH /lamps/{lampId}\n```\n\n## Request headers\n\
    |Header|Value|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|\n\n## Request body\n\n\
    |Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n|displayName|String|A name.|\n\
    |state|String|Possible values are: `on`, `off`.|\n|isDimmed|Boolean|Whether it is dimmed.|\n\
    |level|Int32|How bright. Valid values 1 to 10|\n|seenDateTime|DateTimeOffset|When it was seen.|\n\n\
    ## Response\nA `200 OK` and the lamp.\n\n## Example\n### Request\n```http\nPATCH https://example.com/v1.0/lamps/{lampId}\n\
    Content-type: application/json\n\n{\n  \"displayName\": \"a lamp\",\n  \"state\": \"on\",\n  \"isDimmed\": true,\n  \
    \"level\": 5,\n  \"seenDateTime\": \"2020-02-29T23:58:36Z\"\n}\n```\n### Response\n```http\nHTTP/1.1 200 OK\n\
    Content-type: application/json\n\n{\n  \"displayName\": \"a lamp\",\n  \"state\": \"on\",\n  \"isDimmed\": true,\n  \
    \"level\": 5,\n  \"seenDateTime\": \"2020-02-29T23:58:36Z\"\n}\n```\n";

/// What is replaced by what.
type Changes = &'static [(&'static str, &'static str)];

/// What the lint calls a contradiction, what of the page is changed to make it, and lines that the diff proposes.
const CONTRADICTIONS: &[(&str, Changes, &[&str])] = &[
    ("example-type", &[("\"isDimmed\": true", "\"isDimmed\": \"True\"")], &["+  \"isDimmed\": true,"]),
    (
        "example-type",
        &[("\"2020-02-29T23:58:36Z\"", "\"timestamp\"")],
        &["+  \"seenDateTime\": \"2020-01-01T00:00:00Z\""],
    ),
    ("example-not-listed", &[("\"state\": \"on\"", "\"state\": \"On\"")], &["+  \"state\": \"on\","]),
    ("example-out-of-range", &[("\"level\": 5", "\"level\": 50")], &["+  \"level\": 10,"]),
    (
        "example-not-echoed",
        &[("\"displayName\": \"a lamp\"", "\"displayName\": \"old\"")],
        &["+  \"displayName\": \"a lamp\","],
    ),
    (
        "undocumented-member",
        &[("\"level\": 5,", "\"level\": 5,\n  \"watts\": 4,")],
        &["+| watts | Int32 | (to be described) |"],
    ),
    ("status-differs", &[("HTTP/1.1 200 OK", "HTTP/1.1 201 Created")], &["+HTTP/1.1 200 OK"]),
    (
        "status-differs",
        &[("`200 OK` and the lamp", "`204 No Content`")],
        &["+HTTP/1.1 204 No Content", "-  \"level\": 5,"],
    ),
    (
        "status-without-body",
        &[("`200 OK` and the lamp", "`204 No Content`"), ("HTTP/1.1 200 OK", "HTTP/1.1 204 No Content")],
        &["-Content-type: application/json"],
    ),
];

#[test]
fn a_contradiction_of_the_page_is_proposed_away() {
    let program = Program::new();
    let folder = program.state().join("docs");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("lamp.md"), PAGE).unwrap();
    assert!(!lint(&program, &folder).contains("warning"), "{}", lint(&program, &folder));
    for (code, changes, proposed) in CONTRADICTIONS {
        for (line_end, tool) in [("\n", &["git", "apply"][..]), ("\r\n", &["patch", "-p1", "--quiet", "--binary"])] {
            let page = changed(code, changes).replace('\n', line_end);
            std::fs::write(folder.join("lamp.md"), &page).unwrap();
            assert!(lint(&program, &folder).contains(&format!("[{code}]")), "{code}: {page}");
            let patch = program.run_in(&folder, &["doc-patch", "lamp.md"], &[]);
            assert_eq!(patch.code, 0, "{}", patch.err);
            for line in *proposed {
                assert!(patch.out.lines().any(|told| told == *line), "{code}: no {line}\n{}{}", patch.out, patch.err);
            }
            if applied(&folder, tool, &patch.out) {
                let left = lint(&program, &folder);
                assert!(!left.contains("warning"), "{code}, {tool:?}: {left}\n{}", patch.out);
            }
        }
    }
}

/// What people have to decide: what is changed to make the contradiction, and what is told of it.
const LEFT: &[(&str, &str, &str)] = &[
    (
        "HTTP/1.1 200 OK\nContent-type: application/json\n\n{\n  \"displayName\": \"a lamp\",\n  \"state\": \"on\",\n  \
         \"isDimmed\": true,\n  \"level\": 5,\n  \"seenDateTime\": \"2020-02-29T23:58:36Z\"\n}\n",
        "HTTP/1.1 204 No Content\n",
        "[status-differs]",
    ),
    ("  \"state\": \"on\",\n", "  \"states\": {\"a\": 1},\n", "(did you mean `state`?)"),
    ("  \"state\": \"on\",\n", "  \"mode\": {\"a\": 1},\n", "which is no property of the table; its"),
];

#[test]
fn neither_a_statement_that_promises_an_object_nor_a_type_is_made_up() {
    let program = Program::new();
    let folder = program.state().join("docs");
    std::fs::create_dir(&folder).unwrap();
    for (from, to, told) in LEFT {
        assert!(PAGE.contains(from), "{from}");
        let page = PAGE.replace(from, to);
        std::fs::write(folder.join("lamp.md"), page).unwrap();
        let patch = program.run_in(&folder, &["doc-patch", "lamp.md"], &[]);
        assert!(patch.err.contains(told), "no {told}: {}", patch.err);
        assert!(!patch.out.contains("+A `204") && !patch.out.contains("(to be described)"), "{}", patch.out);
    }
}

/// The page with a contradiction. What an example sends and what its response shows change alike, unless the
/// contradiction is that they differ.
fn changed(code: &str, changes: Changes) -> String {
    changes.iter().fold(PAGE.to_owned(), |page, (from, to)| {
        assert!(page.contains(from), "{from}");
        if code != "example-not-echoed" {
            return page.replace(from, to);
        }
        let (sent, shown) = page.rsplit_once(from).unwrap();
        format!("{sent}{to}{shown}")
    })
}

fn lint(program: &Program, folder: &Path) -> String {
    program.run_in(folder, &["lint", "lamp.md"], &[]).out
}

/// Applies a diff as a writer of documentation does; false where the tool is not installed.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn applied(folder: &Path, tool: &[&str], diff: &str) -> bool {
    std::fs::write(folder.join("page.diff"), diff).unwrap();
    let file = std::fs::File::open(folder.join("page.diff")).unwrap();
    let run = Command::new(tool[0]).args(&tool[1..]).current_dir(folder).stdin(file).stdout(Stdio::null()).output();
    let Ok(run) = run else {
        eprintln!("skipped: no {} on this machine", tool[0]);
        return false;
    };
    assert!(run.status.success(), "{tool:?}: {}\n{diff}", String::from_utf8_lossy(&run.stderr));
    true
}
