//! `docproof generate`: the inputs of a run, without a target.

use std::fmt::Write as _;

use super::args::GenerateArgs;
use super::exit::Exit;
use super::output;
use super::params::Seed;
use crate::cases::ContractBundle;
use crate::generate::{Generator, classes};
use crate::model::Input;
use crate::value::Glob;

pub(super) fn generate(args: &GenerateArgs) -> Exit {
    if args.list {
        list();
        return Exit::Held;
    }
    let bundle = match ContractBundle::find(&args.contract) {
        Ok(bundle) => bundle,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    match inputs(args, &bundle) {
        Ok(lines) if lines.is_empty() => {
            output::err("error: no input fits the patterns");
            Exit::Nothing
        }
        Ok(lines) => {
            output::out(&lines);
            Exit::Held
        }
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn inputs(args: &GenerateArgs, bundle: &ContractBundle) -> Result<String, Box<dyn std::error::Error>> {
    let base = crate::engine::documented(bundle)?.patch;
    let generator = Generator::new(&bundle.contract, &base);
    let seed = match &args.seed {
        Seed::Input(token) => return Ok(line(&generator.input(token)?)),
        Seed::Run(seed) => *seed,
    };
    let globs: Vec<Glob> = args.case.iter().map(Glob::new).collect();
    let fits = |input: &Input| globs.is_empty() || globs.iter().any(|glob| glob.fits(&input.id));
    let mut pairs = generator.valid(seed).zip(generator.invalid(seed)).flat_map(|(valid, invalid)| [valid, invalid]);
    let most = usize::try_from(args.cases).unwrap_or(usize::MAX);
    let look_ahead = if globs.is_empty() { usize::MAX } else { 8000 };
    Ok(pairs.by_ref().take(look_ahead).filter(fits).take(most).map(|input| line(&input)).collect())
}

/// An input as one line of JSON, its body as it would be sent.
fn line(input: &Input) -> String {
    let mut line = serde_json::json!({
        "id": input.id,
        "seed": input.seed,
        "strength": input.strength,
        "mutation": input.mutation,
        "method": input.method,
        "resource": input.resource,
        "headers": input.headers,
        "body": crate::model::Body::record_whole(&input.body.bytes()),
    })
    .to_string();
    line.push('\n');
    line
}

fn list() {
    let mut text = String::new();
    for class in classes() {
        let strength = serde_json::to_value(class.strength).unwrap_or_default();
        let _ = writeln!(
            text,
            "{:<4} {:<14} {} ({})",
            class.id,
            strength.as_str().unwrap_or_default(),
            class.summary,
            class.why
        );
    }
    output::out(&text);
}
