//! Where a snapshot lies: `<contract>/<target>/<case>.snap`.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Place of a snapshot below the root of its store, safe on every file system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotPath(PathBuf);

impl SnapshotPath {
    /// The place for `case` of `contract` on `target` (a folder name, see [`target_folder`]). Slashes in `case` are
    /// folders. A name that no file can have is changed and keeps a hash of itself, so that two names never meet.
    #[must_use]
    pub fn new(contract: &str, target: &str, case: &str) -> Self {
        let mut path = Self::folder(contract, target);
        let mut segments: Vec<String> = case.split('/').map(segment).collect();
        let last = segments.pop().unwrap_or_default();
        path.extend(segments);
        path.push(format!("{last}.snap"));
        Self(path)
    }

    /// The folder of all snapshots of `contract` on `target`, below the root.
    #[must_use]
    pub fn folder(contract: &str, target: &str) -> PathBuf {
        PathBuf::from(segment(contract)).join(segment(target))
    }

    /// The path below the root.
    #[must_use]
    pub fn as_path(&self) -> &Path {
        &self.0
    }
}

/// A folder name for a target: the name itself, or host and path of a URL. Loopback ports change from run to run, so
/// they are left out.
#[must_use]
pub fn target_folder(target: &str) -> String {
    let Ok(url) = url::Url::parse(target) else { return target.to_owned() };
    let Some(host) = url.host() else { return target.to_owned() };
    let loopback = match host {
        url::Host::Domain(name) => name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    let mut name = if loopback { "loopback".to_owned() } else { url.host_str().unwrap_or_default().to_owned() };
    if let (false, Some(port)) = (loopback, url.port()) {
        name.push('-');
        name.push_str(&port.to_string());
    }
    for part in url.path().split('/').filter(|part| !part.is_empty()) {
        name.push('-');
        name.push_str(part);
    }
    name
}

/// `name` as a file name: letters, digits, dots, dashes, underscores; nothing hidden, reserved or too long.
fn segment(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).take(100).collect();
    let safe = kept == name && !kept.is_empty() && !kept.starts_with('.') && !kept.ends_with('.') && !is_reserved(name);
    if safe {
        return kept;
    }
    let digest = Sha256::digest(name.as_bytes());
    let hash = digest.iter().take(4).fold(0_u32, |hash, byte| hash << 8 | u32::from(*byte));
    format!("{}-{hash:08x}", kept.trim_matches('.'))
}

/// Names that Windows keeps for devices.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device| stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n != "0");
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::{SnapshotPath, target_folder};

    #[test]
    fn an_ordinary_name_is_its_own_place() {
        let path = SnapshotPath::new("update-todotask", "mock", "matrix/displayName");
        assert_eq!(path.as_path(), Path::new("update-todotask/mock/matrix/displayName.snap"));
    }

    #[test]
    fn a_url_becomes_host_and_path_and_a_loopback_port_is_no_part() {
        assert_eq!(target_folder("https://graph.microsoft.com/v1.0"), "graph.microsoft.com-v1.0");
        assert_eq!(target_folder("http://127.0.0.1:53211/v1.0/"), "loopback-v1.0");
        assert_eq!(target_folder("http://[::1]:8080"), "loopback");
        assert_eq!(target_folder("staging"), "staging");
    }

    #[test]
    fn names_that_differ_only_in_unsafe_characters_do_not_meet() {
        assert_ne!(SnapshotPath::new("c", "t", "a:b"), SnapshotPath::new("c", "t", "a*b"));
        assert_ne!(SnapshotPath::new("c", "t", "nul").as_path(), Path::new("c/t/nul.snap"));
    }

    proptest! {
        #[test]
        fn no_name_leaves_the_store(contract in ".{0,20}", target in ".{0,20}", case in "(.|\\.\\.|/){0,12}") {
            let path = SnapshotPath::new(&contract, &target, &case);
            prop_assert!(path.as_path().components().all(|part| matches!(part, Component::Normal(_))));
        }
    }
}
