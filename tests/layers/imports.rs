//! Which file imports which, read off the paths in the code.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{code_of, is_test_file, root, sources};

/// A path or module as its segments.
type Segments = Vec<String>;

/// The modules of `src/` by path.
struct House {
    files: BTreeMap<Segments, Module>,
}

/// A file, the paths in its code, and what it hands on when it stands for its folder.
struct Module {
    file: String,
    paths: Vec<Segments>,
    handed_on: Vec<Segments>,
    /// Its modules that are there for tests only.
    tests: Vec<String>,
}

/// Every import of one file from another, by their paths below `src/`; re-exports are followed to where they lead.
pub fn imports() -> BTreeSet<(String, String)> {
    let house = House::read();
    let mut edges = BTreeSet::new();
    for (module, Module { file, paths, handed_on, .. }) in &house.files {
        for path in paths.iter().chain(handed_on) {
            let target = house.absolute(module, path).and_then(|path| house.file_of(&path, 0));
            if let Some(target) = target.filter(|target| target != file) {
                edges.insert((file.clone(), target));
            }
        }
    }
    edges
}

impl House {
    fn read() -> Self {
        let src = root().join("src");
        let files = sources(&src).into_iter().filter(|path| !is_test_file(path)).map(|path| {
            let file = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let module: Segments = stem.split('/').map(str::to_owned).collect();
            let (code, is_face) = (code_of(&path), file.ends_with("mod.rs"));
            let handed_on = if is_face { handed_on(&code) } else { Vec::new() };
            (module, Module { file, paths: paths(&code), handed_on, tests: test_modules(&code) })
        });
        // The facade and the program stand above everything.
        let mut files: BTreeMap<Segments, Module> =
            files.filter(|(module, _)| !matches!(module[0].as_str(), "lib" | "main")).collect();
        let tests: BTreeSet<Segments> = files
            .iter()
            .flat_map(|(module, Module { tests, .. })| {
                tests.iter().map(|test| [&module[..], std::slice::from_ref(test)].concat())
            })
            .collect();
        files.retain(|module, _| !tests.contains(module));
        Self { files }
    }

    /// The path from the root of the crate; `None` when it leads out of it.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Segments> {
        let mut base = module.to_vec();
        let mut rest = path.iter().peekable();
        match path.first()?.as_str() {
            "crate" => {
                base.clear();
                rest.next();
            }
            "self" => drop(rest.next()),
            "super" => {
                while rest.next_if(|segment| *segment == "super").is_some() {
                    base.pop()?;
                }
            }
            first => {
                let mut inside = base.clone();
                inside.push(first.to_owned());
                self.files.get(&inside)?;
            }
        }
        base.extend(rest.cloned());
        Some(base)
    }

    /// The file that defines what an absolute path names.
    fn file_of(&self, path: &[String], depth: usize) -> Option<String> {
        let length = (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(length);
        let Module { file, handed_on, .. } = &self.files[module];
        let Some(name) = rest.first().filter(|_| depth < 8) else { return Some(file.clone()) };
        let from = handed_on.iter().find(|path| path.last() == Some(name));
        let from = from.and_then(|path| self.absolute(module, path));
        from.map_or(Some(file.clone()), |path| self.file_of(&path, depth + 1))
    }
}

/// The modules that are declared for tests only.
fn test_modules(code: &str) -> Vec<String> {
    let declared = |text: &str| text.trim_start().strip_prefix("mod ")?.split(';').next().map(str::to_owned);
    code.split("#[cfg(test)]").skip(1).filter_map(declared).collect()
}

/// Every path in the code that begins in this crate, the groups of `use` taken apart.
fn paths(code: &str) -> Vec<Segments> {
    let mut paths = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if is_whole {
                tree(&code[at..], &[], &mut paths);
            }
        }
    }
    paths
}

/// What a `mod.rs` hands on, as the paths that it names.
fn handed_on(code: &str) -> Vec<Segments> {
    let mut paths = Vec::new();
    for (at, found) in code.match_indices("pub use ") {
        tree(&code[at + found.len()..], &[], &mut paths);
    }
    paths
}

/// Adds the paths of the tree at the start of `text`; what is left of the text.
fn tree<'t>(text: &'t str, before: &[String], paths: &mut Vec<Segments>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        while !rest.trim_start().starts_with('}') && !rest.is_empty() {
            rest = tree(rest, before, paths).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest);
        }
        return rest.trim_start().strip_prefix('}').unwrap_or_default();
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (segment, rest) = text.split_at(end);
    let mut path = before.to_vec();
    // In a group, `self` is what stands before it.
    let stands_for_group = segment == "self" && !before.is_empty();
    if !segment.is_empty() && !stands_for_group {
        path.push(segment.to_owned());
    }
    if let Some(rest) = rest.strip_prefix("::") {
        return tree(rest, &path, paths);
    }
    if segment.is_empty() && !rest.starts_with('*') {
        // No path: whatever stands here is passed over, so that a group comes to its end.
        paths.push(path);
        return rest.get(1..).unwrap_or_default();
    }
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    match rest.strip_prefix(" as ") {
        Some(renamed) => {
            // The new name is what others ask for; the old one says where it leads.
            let end = renamed.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(renamed.len());
            paths.push(path);
            &renamed[end..]
        }
        None => {
            paths.push(path);
            rest
        }
    }
}

#[test]
fn trees_are_taken_apart() {
    let code = "use crate::a::{self, b::C, d::{E, F as G}};\nfn f() { super::x::y(); my_crate::z() }\npub use inner::{One, two::Three};";
    let shown = |paths: Vec<Segments>| paths.iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(shown(paths(code)), ["crate::a", "crate::a::b::C", "crate::a::d::E", "crate::a::d::F", "super::x::y"]);
    assert_eq!(shown(handed_on(code)), ["inner::One", "inner::two::Three"]);
}
