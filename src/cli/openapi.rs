//! `docproof openapi`: contracts as one OpenAPI document.

use std::path::Path;

use super::args::OpenapiArgs;
use super::exit::Exit;
use super::output;
use crate::cases::{CasesError, ContractBundle};
use crate::openapi::document;

pub(super) fn openapi(args: &OpenapiArgs) -> Exit {
    let bundles = match bundles(&args.contracts) {
        Ok(bundles) => bundles,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    let text = format!("{:#}\n", document(&bundles));
    let Some(file) = &args.out else {
        output::out(&text);
        return Exit::Held;
    };
    match fs_err::write(file, text) {
        Ok(()) => Exit::Held,
        Err(error) => {
            output::error(&error);
            Exit::Usage
        }
    }
}

fn bundles(contracts: &[String]) -> Result<Vec<ContractBundle>, CasesError> {
    let mut bundles = Vec::new();
    for contract in contracts {
        let path = Path::new(contract);
        if path.is_dir() {
            bundles.extend(ContractBundle::load_all(path)?);
        } else {
            bundles.push(ContractBundle::embedded(contract)?);
        }
    }
    Ok(bundles)
}
