//! Whether a case belongs to its contract.

use super::check::at_value;
use crate::model::{Case, Contract, FileFault, PathTemplate};

/// Checks name, method and path of a case. Bodies and expectations are the author's own.
///
/// # Errors
/// The first thing that does not fit.
pub fn fits(contract: &Contract, case: &Case, file: &str, stem: &str, text: &str) -> Result<(), Box<FileFault>> {
    let fault = |path: &[&str], what: String| {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        Err(at_value(file, text, &path, what))
    };
    if case.name != stem {
        return fault(
            &["name"],
            format!("`{}` is not the file's name; call it `{stem}` or rename the file", case.name),
        );
    }
    let operation = &contract.operation;
    if case.request.method != operation.method {
        let what =
            format!("`{}` is not the method of {}, which is {}", case.request.method, contract.name, operation.method);
        return fault(&["request", "method"], what);
    }
    let mut templates = std::iter::once(&operation.path).chain(&operation.alternatives);
    if !templates.any(|template| is_path_of(template, &case.request.path)) {
        let what = format!(
            "`{}` is no path of {}; the documented one is `{}`",
            case.request.path, contract.name, operation.path.0
        );
        return fault(&["request", "path"], what);
    }
    Ok(())
}

/// Whether `path` is the template, or the template with other placeholders or with values in their places.
fn is_path_of(template: &PathTemplate, path: &str) -> bool {
    if template.0 == path {
        return true;
    }
    let expected: Vec<_> = template.0.split('/').collect();
    let given: Vec<_> = path.split('/').collect();
    let same = |(expected, given): (&&str, &&str)| {
        if expected.starts_with('{') { !given.is_empty() } else { expected.eq_ignore_ascii_case(given) }
    };
    expected.len() == given.len() && expected.iter().zip(&given).all(same)
}
