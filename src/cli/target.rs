//! The target that the arguments and the environment name.

use std::error::Error;

use super::args::TargetArgs;
use super::sign_in;
use crate::cases::ContractBundle;
use crate::config::Target;
use crate::engine::{Check, DEFAULT_CONTRACT};
use crate::mock::{self, Mock, MockError, MockOptions};

/// A check of a target that is ready to be asked.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) check: Check,
    /// The embedded mock, when it is the target.
    pub(super) mock: Option<Mock>,
}

/// The contract of a target, joined with its metadata.
fn joined(target: &Target) -> Result<ContractBundle, Box<dyn Error>> {
    let mut bundle = ContractBundle::find(&target.contract.value)?;
    let csdl = target.csdl.as_ref().map(|csdl| csdl.value.as_path());
    if let Some(metadata) = super::import::metadata(csdl).map_err(|error| error as Box<dyn Error>)? {
        for told in crate::csdl::join(&mut bundle.contract, &metadata) {
            super::output::err(&format!("{}: {told}", bundle.contract.page.file));
        }
    }
    Ok(bundle)
}

/// Starts the embedded mock unless another target is named.
pub(super) async fn prepare(target: &Target, args: &TargetArgs) -> Result<Prepared, Box<dyn Error>> {
    let invocation = invocation(target, args);
    let bundle = joined(target)?;
    let connection = sign_in::connection(target)?;
    let (url, mock, tokens) = match &target.service_root {
        Some(root) => (root.value.clone(), None, sign_in::tokens(target, &connection).await?),
        None => {
            let options = mock_options(&bundle, 0, None, &args.fault, &args.freedom)?.every_identity();
            let mock = Mock::start(options).await?;
            (mock.url(), Some(mock), None)
        }
    };
    let mut check =
        Check::new(url.clone()).bundle(bundle).named(target.label(), invocation).connection(connection.clone());
    // The mock's own token is no secret; a mock in another process needs no set-up either.
    let local = crate::target::Address::parse(&url).is_ok_and(|address| address.is_loopback());
    check = match tokens {
        Some(tokens) => check.tokens(tokens),
        None if local => check.token(mock::DEFAULT_TOKEN),
        None => check,
    };
    check = sign_in::callers(target, &connection).await?.into_iter().fold(check, Check::caller);
    check = mock.iter().flat_map(Mock::identities).fold(check, |check, (who, token)| check.identity(*who, token));
    for (name, value) in &target.params {
        check = check.param(name, value);
    }
    let given = |name: &str| target.params.iter().any(|(given, _)| given == name);
    for (name, value) in mock.iter().flat_map(Mock::params).filter(|(name, _)| !given(name)) {
        check = check.param(name, value);
    }
    if target.allow_writes {
        check = check.allow_writes();
    }
    check = flags(check, target);
    if let Some(timeout) = &target.timeout {
        check = check.timeout(timeout.value);
    }
    if let Some(writes) = &target.writes_per_second {
        check = check.write_rate(writes.value);
    }
    Ok(Prepared { check, mock })
}

/// What the target switches on.
fn flags(check: Check, target: &Target) -> Check {
    let set = |check: Check, is_said: bool, set: fn(Check) -> Check| if is_said { set(check) } else { check };
    let check = set(check, target.throwaway, Check::throwaway);
    let check = set(check, target.read_only, Check::read_only);
    let check = set(check, target.eventual, Check::eventual);
    set(check, target.strict_odata, Check::strict_odata)
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
fn invocation(target: &Target, args: &TargetArgs) -> String {
    let mut words = vec!["docproof run".to_owned()];
    words.extend(args.config.iter().map(|file| format!("--config {}", quoted(&file.display().to_string()))));
    let contract = args.contract.iter().filter(|contract| *contract != DEFAULT_CONTRACT);
    words.extend(contract.map(|contract| format!("--contract {}", quoted(contract))));
    words.extend(args.csdl.iter().map(|file| format!("--csdl {}", quoted(&file.display().to_string()))));
    words.extend(target.name.iter().map(|name| format!("--target {}", quoted(name))));
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
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
