//! The target that the arguments and the environment name.

use std::error::Error;
use std::path::Path;

use super::args::TargetArgs;
use crate::cases::{CasesError, ContractBundle};
use crate::engine::{Check, DEFAULT_CONTRACT};
use crate::mock::{self, Mock, MockError, MockOptions};

/// A check of a target that is ready to be asked.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) check: Check,
    /// The embedded mock, when it is the target.
    pub(super) mock: Option<Mock>,
}

/// The token of the environment, when it is set and not empty.
pub(super) fn environment_token() -> Option<String> {
    std::env::var("DOCPROOF_TOKEN").ok().filter(|token| !token.is_empty())
}

/// The named contract.
pub(super) fn bundle(name_or_dir: &str) -> Result<ContractBundle, CasesError> {
    let path = Path::new(name_or_dir);
    if path.is_dir() { ContractBundle::load(path) } else { ContractBundle::embedded(name_or_dir) }
}

/// The contract of the arguments, joined with their metadata.
fn joined(args: &TargetArgs) -> Result<ContractBundle, Box<dyn Error>> {
    let mut bundle = bundle(&args.contract)?;
    if let Some(metadata) = super::import::metadata(args.csdl.as_deref()).map_err(|error| error as Box<dyn Error>)? {
        for told in crate::csdl::join(&mut bundle.contract, &metadata) {
            super::output::err(&format!("{}: {told}", bundle.contract.page.file));
        }
    }
    Ok(bundle)
}

/// Starts the embedded mock unless another target is named.
pub(super) async fn prepare(args: &TargetArgs) -> Result<Prepared, Box<dyn Error>> {
    let invocation = invocation(args);
    let bundle = joined(args)?;
    let (url, mock, token) = if let Some(url) = &args.target {
        (url.clone(), None, environment_token())
    } else {
        let options = mock_options(&bundle, 0, None, &args.fault, &args.freedom)?;
        let mock = Mock::start(options).await?;
        (mock.url(), Some(mock), None)
    };
    let label = if mock.is_some() { "mock".to_owned() } else { url.clone() };
    let mut check = Check::new(url.clone()).bundle(bundle).named(label, invocation);
    // The mock's own token is no secret; a mock in another process needs no set-up either.
    let local = crate::target::Address::parse(&url).is_ok_and(|address| address.is_loopback());
    if let Some(token) = token.or(local.then(|| mock::DEFAULT_TOKEN.to_owned())) {
        check = check.token(token);
    }
    for (name, value) in &args.param {
        check = check.param(name, value);
    }
    let given = |name: &str| args.param.iter().any(|(given, _)| given == name);
    for (name, value) in mock.iter().flat_map(Mock::params).filter(|(name, _)| !given(name)) {
        check = check.param(name, value);
    }
    if args.allow_writes {
        check = check.allow_writes();
    }
    if args.throwaway {
        check = check.throwaway();
    }
    if let Some(timeout) = args.timeout {
        check = check.timeout(timeout);
    }
    Ok(Prepared { check, mock })
}

/// Options of the mock with the named faults and freedoms.
pub(super) fn mock_options(
    bundle: &ContractBundle,
    port: u16,
    token: Option<String>,
    faults: &[String],
    freedoms: &[String],
) -> Result<MockOptions, MockError> {
    let mut options = MockOptions::new(bundle.contract.clone());
    options.port = port;
    options.token = token;
    options = faults.iter().try_fold(options, |options, id| options.fault(id))?;
    options = freedoms.iter().try_fold(options, |options, id| options.freedom(id))?;
    Ok(options)
}

/// How a reader starts the same run: the beginning of each replay command.
fn invocation(args: &TargetArgs) -> String {
    let mut words = vec!["docproof run".to_owned()];
    if args.contract != DEFAULT_CONTRACT {
        words.push(format!("--contract {}", quoted(&args.contract)));
    }
    words.extend(args.csdl.iter().map(|file| format!("--csdl {}", quoted(&file.display().to_string()))));
    words.extend(args.target.iter().map(|url| format!("--target {}", quoted(url))));
    words.extend(args.param.iter().map(|(name, value)| format!("--param {}", quoted(&format!("{name}={value}")))));
    words.extend(args.fault.iter().map(|name| format!("--fault {name}")));
    words.extend(args.freedom.iter().map(|name| format!("--freedom {name}")));
    if args.allow_writes {
        words.push("--allow-writes".to_owned());
    }
    if args.throwaway {
        words.push("--throwaway".to_owned());
    }
    words.join(" ")
}

/// A word as a POSIX shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
