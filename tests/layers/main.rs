//! The structure that ARCHITECTURE.md promises, checked against the sources.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod graph;
mod imports;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use graph::cycle;
use imports::imports;
use sources::{code_of, is_test_file, root, sources, without_tests};

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
            (module != "lib" && module != "main").then(|| (module, path.clone(), code_of(&path)))
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
    assert_eq!(cycle(&edges), None, "these modules import each other");
}

#[test]
fn no_two_files_import_each_other() {
    assert_eq!(cycle(&imports()), None, "these files import each other");
}

#[test]
fn no_two_folders_beside_each_other_import_each_other() {
    let mut by_parent: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (from, to) in imports() {
        let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
        let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        // A file that stands in for its folder (`mod.rs`) is no part beside the others.
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared))
            && *one != "mod.rs"
            && *other != "mod.rs"
        {
            let parent = from[..shared].join("/");
            by_parent.entry(parent).or_default().insert(((*one).to_owned(), (*other).to_owned()));
        }
    }
    for (parent, edges) in by_parent {
        assert_eq!(cycle(&edges), None, "these parts of src/{parent} import each other");
    }
}

#[test]
fn a_folder_of_the_engine_imports_only_from_those_above_it() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let order: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("| `engine/")?.split('`').next()).collect();
    let place = |folder: &str| {
        let found = order.iter().position(|known| *known == folder);
        found.unwrap_or_else(|| panic!("ARCHITECTURE.md does not say where engine/{folder} belongs"))
    };
    let folder = |file: &str| file.strip_prefix("engine/")?.split_once('/').map(|(folder, _)| folder.to_owned());
    let mut seen = BTreeSet::new();
    for (from, to) in imports() {
        if let (Some(one), Some(other)) = (folder(&from), folder(&to)) {
            assert!(place(&other) <= place(&one), "{from} imports {to}, which comes later");
            seen.extend([one, other]);
        }
    }
    assert_eq!(seen.len(), order.len(), "ARCHITECTURE.md names a folder of the engine that there is not: {order:?}");
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
