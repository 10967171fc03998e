//! The structure that ARCHITECTURE.md promises, checked against the sources.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Module → what it may import, from the table in ARCHITECTURE.md.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let ticked = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    text.lines()
        .filter(|line| line.starts_with("| L"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            (ticked(cells[2]).remove(0), ticked(cells[3]).into_iter().collect())
        })
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text without its trailing inline tests.
fn without_tests(text: &str) -> &str {
    let start = ["\n#[cfg(test)]\nmod tests {", "\n#[cfg(test)]\n#[cfg(unix)]\nmod tests {"]
        .iter()
        .find_map(|open| text.find(open));
    start.map_or(text, |at| &text[..at])
}

/// Whether the file holds tests only.
fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

/// The module of a file of `src/`, and its text without tests and comments.
fn modules() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    sources(&src)
        .into_iter()
        .filter(|path| !is_test_file(path))
        .filter_map(|path| {
            let relative = path.strip_prefix(&src).unwrap();
            let first = relative.components().next()?.as_os_str().to_string_lossy().into_owned();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let code: Vec<&str> =
                without_tests(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (module != "lib" && module != "main").then(|| (module, path.clone(), code.join("\n")))
        })
        .collect()
}

/// Every `crate::x` edge between top-level modules, with the file that has it.
fn edges() -> BTreeMap<(String, String), PathBuf> {
    let mut edges = BTreeMap::new();
    for (module, path, code) in modules() {
        for rest in code.split("crate::").skip(1) {
            let names: Vec<String> = match rest.strip_prefix('{') {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap()
                    .split(',')
                    .map(|n| n.trim().split("::").next().unwrap().to_owned())
                    .collect(),
                None => vec![rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()],
            };
            for name in names {
                if name != module && name.chars().next().is_some_and(char::is_lowercase) {
                    edges.insert((module.clone(), name), path.clone());
                }
            }
        }
    }
    edges
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let allowed = allowed();
    for ((from, to), path) in edges() {
        let row = allowed.get(&from).unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{from}`"));
        assert!(
            row.contains(&to),
            "{} imports `{to}`, which the row of `{from}` in ARCHITECTURE.md does not allow",
            path.display()
        );
    }
}

#[test]
fn the_table_has_no_row_without_a_module_and_no_edge_that_nothing_uses() {
    let edges = edges();
    let existing: BTreeSet<String> = modules().into_iter().map(|(module, ..)| module).collect();
    for (module, imports) in allowed() {
        assert!(existing.contains(&module), "ARCHITECTURE.md names `{module}`, which does not exist");
        for import in imports {
            assert!(
                edges.contains_key(&(module.clone(), import.clone())),
                "`{module}` → `{import}` is allowed but not used"
            );
        }
    }
}

#[test]
fn the_import_graph_has_no_cycle() {
    let edges: BTreeSet<(String, String)> = edges().into_keys().collect();
    let mut left: BTreeSet<String> = edges.iter().flat_map(|(from, to)| [from.clone(), to.clone()]).collect();
    while let Some(leaf) = left.iter().find(|m| !edges.iter().any(|(f, t)| f == *m && left.contains(t))).cloned() {
        left.remove(&leaf);
    }
    assert!(left.is_empty(), "these modules import each other: {left:?}");
}

#[test]
fn files_are_small() {
    let mut sizes: Vec<(usize, PathBuf)> = sources(&root().join("src"))
        .into_iter()
        .map(|path| (without_tests(&std::fs::read_to_string(&path).unwrap()).lines().count(), path))
        .collect();
    sizes.sort();
    let (most, path) = sizes.last().unwrap();
    assert!(*most <= 450, "{} has {most} lines without tests; 450 is the most", path.display());
    let median = sizes[sizes.len() / 2].0;
    assert!(median <= 120, "half of the files have more than {median} lines; 120 is the aim");
}

#[test]
fn mod_files_only_declare_and_re_export() {
    for path in sources(&root().join("src")) {
        if path.file_name().unwrap() != "mod.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            !without_tests(&text).lines().any(|line| line.trim_start().starts_with("fn ") || line.contains(" fn ")),
            "{} has code",
            path.display()
        );
    }
}

#[test]
fn only_the_owner_prints_and_only_the_cli_reads_the_environment() {
    for (module, path, code) in modules() {
        let shown = path.display();
        for print in ["println!", "eprintln!", "print!(", "eprint!("] {
            assert!(!code.contains(print), "{shown} prints");
        }
        if module != "cli" {
            for reads in ["env::var", "env::args", "io::stdin", "terminal_size"] {
                assert!(!code.contains(reads), "{shown} reads {reads}");
            }
        }
        if !["target", "mock", "cli"].contains(&module.as_str()) {
            for net in ["TcpStream", "TcpListener", "reqwest::", "UdpSocket"] {
                assert!(!code.contains(net), "{shown} opens connections with {net}");
            }
        }
    }
}
