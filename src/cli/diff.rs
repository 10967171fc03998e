//! `docproof diff`: what changed in the contract between two editions of a page, or of a folder of pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{DenyChanges, DiffArgs, Format};
use super::exit::Exit;
use super::import::{metadata, read};
use super::siblings::Failure;
use super::{output, pages, parallel};
use crate::csdl::Metadata;
use crate::diff::{Change, Edition, Impact, compare};
use crate::page::{Imported, TypePages};

/// What became of a page.
enum Outcome {
    /// Both editions can be read.
    Changes(Vec<Change>),
    /// Only one edition can be read.
    Unreadable(Failure),
}

/// A page in both editions; one of them may lack it.
struct Pair {
    name: String,
    old: Option<PathBuf>,
    new: Option<PathBuf>,
}

pub(super) fn diff(args: &DiffArgs) -> Exit {
    let prepared = pairs(&args.old, &args.new).and_then(|pairs| Ok((pairs, metadata(args.csdl.as_deref())?)));
    let (pairs, metadata) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            output::error(error.as_ref());
            return Exit::Usage;
        }
    };
    if pairs.is_empty() {
        output::err("error: neither folder holds a page (*.md)");
        return Exit::Nothing;
    }
    let is_folder = args.old.is_dir();
    let outcomes = parallel::map(&pairs, |pair| outcome(pair, metadata.as_ref()));
    let mut worst = Exit::Held;
    let mut told = Vec::new();
    for (pair, outcome) in pairs.iter().zip(&outcomes) {
        match outcome {
            Outcome::Changes(changes) => {
                if worst == Exit::Held && changes.iter().any(|change| is_denied(change, args.deny)) {
                    worst = Exit::Broken;
                }
                told.push((pair, changes));
            }
            Outcome::Unreadable(error) if is_folder => {
                output::err(&format!("{}: not compared: {error}", pair.name));
            }
            Outcome::Unreadable(error) => {
                output::error(error.as_ref());
                worst = Exit::Usage;
            }
        }
    }
    if told.is_empty() {
        return worst;
    }
    output::out(&match args.format {
        Format::Text => {
            told.iter().map(|(pair, changes)| text(pair, changes)).chain([summary(&told)]).collect::<String>()
        }
        Format::Json => format!("{:#}\n", told.iter().map(|(pair, changes)| object(pair, changes)).collect::<Value>()),
    });
    worst
}

/// Two files, or the pages of two folders by name; an older edition may write `_` for `-`.
fn pairs(old: &Path, new: &Path) -> Result<Vec<Pair>, Failure> {
    match (old.is_dir(), new.is_dir()) {
        (false, false) => {
            Ok(vec![Pair { name: new.display().to_string(), old: Some(old.to_owned()), new: Some(new.to_owned()) }])
        }
        (true, true) => {
            let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
            let key = |root: &Path, path: &Path| {
                path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('_', "-").to_lowercase()
            };
            for path in pages::inside(old)? {
                let name = key(old, &path);
                pairs.insert(name.clone(), Pair { name, old: Some(path), new: None });
            }
            for path in pages::inside(new)? {
                let name = key(new, &path);
                pairs.entry(name.clone()).or_insert(Pair { name, old: None, new: None }).new = Some(path);
            }
            Ok(pairs.into_values().collect())
        }
        _ => Err("compare two pages or two folders, not a page with a folder".into()),
    }
}

fn outcome(pair: &Pair, metadata: Option<&Metadata>) -> Outcome {
    let read =
        |path: &Option<PathBuf>| path.as_ref().map(|path| read(path, metadata, &TypePages::default())).transpose();
    match (read(&pair.old), read(&pair.new)) {
        (Err(error), _) | (_, Err(error)) => Outcome::Unreadable(error),
        (Ok(old), Ok(new)) => Outcome::Changes(changes(old.as_ref(), new.as_ref())),
    }
}

fn changes(old: Option<&Imported>, new: Option<&Imported>) -> Vec<Change> {
    let edition = |imported: &'_ Imported| {
        (imported.contract.operation.method.clone(), imported.contract.operation.path.0.clone())
    };
    match (old, new) {
        (Some(old), Some(new)) => compare(
            Edition { contract: &old.contract, cases: &old.cases },
            Edition { contract: &new.contract, cases: &new.cases },
        ),
        (Some(old), None) => {
            let (method, path) = edition(old);
            vec![Change::page("page-removed", Impact::Breaking, format!("{method} {path} is not documented any more"))]
        }
        (None, Some(new)) => {
            let (method, path) = edition(new);
            vec![Change::page("page-added", Impact::Compatible, format!("{method} {path} is documented now"))]
        }
        (None, None) => Vec::new(),
    }
}

fn is_denied(change: &Change, deny: Option<DenyChanges>) -> bool {
    match deny {
        None => false,
        Some(DenyChanges::Breaking) => change.impact == Impact::Breaking,
        Some(DenyChanges::Changes) => true,
    }
}

fn text(pair: &Pair, changes: &[Change]) -> String {
    let place = |change: &Change| {
        let line = |line: Option<u32>| line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        format!("{}→{}", line(change.old_line), line(change.new_line))
    };
    let one = |change: &Change| {
        format!("{}:{}: {}[{}]: {}\n", pair.name, place(change), change.impact, change.code, change.message)
    };
    changes.iter().map(one).collect()
}

fn summary(told: &[(&Pair, &Vec<Change>)]) -> String {
    let changes = || told.iter().flat_map(|(_, changes)| changes.iter());
    let breaking = changes().filter(|change| change.impact == Impact::Breaking).count();
    let compatible = changes().count() - breaking;
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!(
        "{} compared: {}, {}\n",
        count(told.len(), "page"),
        count(breaking, "breaking change"),
        count(compatible, "compatible change")
    )
}

fn object(pair: &Pair, changes: &[Change]) -> Value {
    let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let change = |change: &Change| {
        json!({
            "code": change.code, "impact": change.impact.to_string(), "message": change.message,
            "old_line": change.old_line, "new_line": change.new_line,
        })
    };
    json!({
        "page": pair.name, "old": path(&pair.old), "new": path(&pair.new),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    })
}
