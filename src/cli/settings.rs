//! What arguments, environment and `docproof.toml` together say about the targets of a command.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value};

use super::args::TargetArgs;
use crate::config::{Config, ConfigError, Environment, FILE_NAME, Target, arguments};
use crate::target::Address;

/// The configuration file: `--config`, `DOCPROOF_CONFIG`, or `docproof.toml` of the working folder when there is one.
pub(super) fn config(argument: Option<&Path>) -> Result<Config, ConfigError> {
    let named = argument.map(Path::to_owned).or_else(|| variable("DOCPROOF_CONFIG").map(PathBuf::from));
    match named {
        Some(file) => Config::load(&file),
        None if Path::new(FILE_NAME).exists() => Config::load(Path::new(FILE_NAME)),
        None => Ok(Config::default()),
    }
}

/// An environment variable that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The token of the environment.
pub(super) fn token() -> Option<String> {
    variable("DOCPROOF_TOKEN")
}

/// Everything that is said about one target: a name, a URL, or the embedded mock.
pub(super) fn target(
    config: &Config,
    named: Option<&str>,
    args: &TargetArgs,
    more: Map<String, Value>,
) -> Result<Target, ConfigError> {
    let mut said = more;
    let mut say = |key: &str, value: Option<Value>| said.extend(value.map(|value| (key.to_owned(), value)));
    say("contract", args.contract.clone().map(Value::from));
    say("csdl", args.csdl.as_ref().map(|file| file.display().to_string().into()));
    say("timeout", args.timeout.map(time));
    say("allow-writes", args.allow_writes.then_some(true.into()));
    say("throwaway", args.throwaway.then_some(true.into()));
    let params: Map<String, Value> =
        args.param.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
    say("params", (!params.is_empty()).then_some(params.into()));
    config.target(named, arguments(said), &Environment::read(variable)?)
}

/// A time of the command line as a file would say it.
pub(super) fn time(time: Duration) -> Value {
    Value::from(format!("{}s", time.as_secs_f64()))
}

/// The one token of the environment belongs to one target: it must not go to others because they are named too.
pub(super) fn one_owner_of_the_token(targets: &[Target]) -> Result<(), Box<dyn Error>> {
    if token().is_none() {
        return Ok(());
    }
    let takes_it = |target: &&Target| target.auth.is_none() && !is_local(target);
    let mut roots: Vec<&str> = targets.iter().filter(takes_it).filter_map(Target::root).collect();
    roots.sort_unstable();
    roots.dedup();
    if roots.len() > 1 {
        let roots = roots.join(", ");
        return Err(format!("DOCPROOF_TOKEN belongs to one target, and these would all get it: {roots}; give each its own [target.NAME.auth]").into());
    }
    Ok(())
}

fn is_local(target: &Target) -> bool {
    target.root().is_none_or(|root| Address::parse(root).is_ok_and(|address| address.is_loopback()))
}
