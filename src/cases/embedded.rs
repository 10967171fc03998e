//! The contracts that ship inside the program.

use super::bundle::{ContractBundle, FileText};
use super::error::CasesError;
use crate::model::Contract;
use crate::value::closest;

/// A contract as it was compiled in.
struct Shipped {
    name: &'static str,
    contract: &'static str,
    /// Stem and text of each case.
    cases: &'static [(&'static str, &'static str)],
}

/// Embeds the files of one contract.
macro_rules! shipped {
    ($name:literal: $($case:literal),+ $(,)?) => {
        Shipped {
            name: $name,
            contract: include_str!(concat!("../../schemas/", $name, "/contract.json")),
            cases: &[$(($case, include_str!(concat!("../../cases/", $name, "/", $case, ".json")))),+],
        }
    };
}

static SHIPPED: [Shipped; 1] = [shipped!(
    "update-remoteassistancepartner":
    "documented", "empty-patch", "last-connection-in-utc", "null-display-name", "status-only",
)];

/// Names of the embedded contracts.
#[must_use]
pub fn embedded_names() -> Vec<&'static str> {
    SHIPPED.iter().map(|shipped| shipped.name).collect()
}

/// The contract *Update remoteAssistancePartner* that ships inside.
///
/// ```
/// assert_eq!(docproof::shipped_contract().operation.method, "PATCH");
/// ```
///
/// # Panics
/// Never: a test loads every contract that ships inside.
#[must_use]
pub fn shipped_contract() -> Contract {
    let shipped = ContractBundle::embedded(SHIPPED[0].name);
    shipped.expect("a test loads every contract that ships inside").contract
}

impl ContractBundle {
    /// The embedded contract `name`.
    ///
    /// # Errors
    /// When there is none of that name; the error lists the names.
    pub fn embedded(name: &str) -> Result<Self, CasesError> {
        let Some(shipped) = SHIPPED.iter().find(|shipped| shipped.name == name) else {
            let like = closest(name, embedded_names()).map(str::to_owned);
            let known = embedded_names().into_iter().map(str::to_owned).collect();
            return Err(CasesError::Unknown { name: name.to_owned(), like, known });
        };
        let files: Vec<_> = shipped.cases.iter().map(|(stem, _)| format!("cases/{name}/{stem}.json")).collect();
        let cases = shipped.cases.iter().zip(&files).map(|((stem, text), file)| FileText { file, stem, text });
        let file = format!("schemas/{name}/contract.json");
        Self::read(&FileText { file: &file, stem: name, text: shipped.contract }, cases)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ContractBundle, embedded_names};

    #[test]
    fn what_ships_inside_is_what_lies_in_the_folders() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for name in embedded_names() {
            let embedded = ContractBundle::embedded(name).unwrap();
            let loaded = ContractBundle::load(&root.join("cases").join(name)).unwrap();
            assert_eq!(embedded.contract, loaded.contract);
            let cases = |bundle: ContractBundle| bundle.cases.into_iter().map(|file| file.case).collect::<Vec<_>>();
            assert_eq!(cases(embedded), cases(loaded));
        }
    }

    #[test]
    fn a_misspelt_name_is_answered_with_the_right_one() {
        let error = ContractBundle::embedded("update-remoteasistancepartner").unwrap_err().to_string();
        assert!(error.contains("did you mean `update-remoteassistancepartner`?"), "{error}");
        assert!(!ContractBundle::embedded("x").unwrap_err().to_string().contains("did you mean"));
    }
}
