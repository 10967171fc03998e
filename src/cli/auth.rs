//! `docproof auth`: signing in before a run, looking at it, and forgetting it.

use std::error::Error;

use serde_json::Map;

use super::args::{AuthArgs, AuthCommand};
use super::exit::{Exit, worst};
use super::{output, settings, sign_in};
use crate::auth::{self, AuthError, Code, Kept, Provider, SignIn, Tokens};
use crate::config::{self, Config, Environment, Setting, Target, arguments};

/// A sign-in of a target.
struct Entry {
    /// Name of the target, with the row of the permission table when it is for one.
    name: String,
    target: Target,
    said: Setting<config::SignIn>,
}

pub(super) fn auth(args: &AuthArgs) -> Exit {
    super::runtime::block_on(async {
        match done(args).await {
            Ok(exit) => exit,
            Err(error) => failed(error.as_ref()),
        }
    })
}

/// Tells why there is no token, and how the program then ends: a refusal is no wrong configuration.
fn failed(error: &(dyn Error + 'static)) -> Exit {
    output::error(error);
    exit_of(error)
}

/// How the program ends without a token.
pub(super) fn exit_of(error: &(dyn Error + 'static)) -> Exit {
    match error.downcast_ref::<AuthError>() {
        Some(error) if !error.is_configuration() => Exit::Undecided,
        _ => Exit::Usage,
    }
}

async fn done(args: &AuthArgs) -> Result<Exit, Box<dyn Error>> {
    let config = settings::config(args.config.as_deref())?;
    let entries = entries(&config, args.target.as_deref())?;
    if entries.is_empty() {
        return Err("no target says how to sign in; a [target.NAME.auth] table in docproof.toml does".into());
    }
    let mut exit = Exit::Held;
    for entry in &entries {
        let connection = sign_in::connection(&entry.target)?;
        let ready = sign_in::of(&entry.target, &entry.said, &entry.name, &connection);
        exit = worst(
            exit,
            match (args.command, ready) {
                (AuthCommand::Status, Ok(sign_in)) => status(entry, sign_in).await,
                (AuthCommand::Status, Err(error)) => told(entry, &error.to_string(), exit_of(error.as_ref())),
                (AuthCommand::Login, Ok(SignIn::DeviceCode(provider, kept))) => login(entry, &provider, &kept).await?,
                (AuthCommand::Logout, Ok(SignIn::DeviceCode(_, kept))) => {
                    let said = if kept.forget()? { "signed out" } else { "nobody was signed in" };
                    told(entry, said, Exit::Held)
                }
                (_, Err(error)) if matches!(entry.said.value, config::SignIn::DeviceCode(_)) => return Err(error),
                (_, _) => told(entry, "nothing is kept: only `device-code` needs a login", Exit::Held),
            },
        );
    }
    Ok(exit)
}

/// Every sign-in of the named target, or of all.
fn entries(config: &Config, named: Option<&str>) -> Result<Vec<Entry>, Box<dyn Error>> {
    let wanted = named.map_or_else(|| config.names(), |name| vec![name.to_owned()]);
    let mut entries = Vec::new();
    for name in wanted {
        let target = config.target(Some(&name), arguments(Map::new()), &Environment::default())?;
        let own = target.auth.iter().map(|said| (name.clone(), said.clone()));
        let rows = target.identities.iter().map(|(identity, said)| (sign_in::name_of(&name, *identity), said.clone()));
        for (name, said) in own.chain(rows).collect::<Vec<_>>() {
            entries.push(Entry { name, target: target.clone(), said });
        }
    }
    Ok(entries)
}

async fn login(entry: &Entry, provider: &Provider, kept: &Kept) -> Result<Exit, AuthError> {
    auth::login(provider, kept, |code: &Code| {
        let direct = code.direct.iter().map(|page| format!(" (or open {page})")).collect::<String>();
        output::err(&format!("{}: open {} and enter the code {}{direct}", entry.name, code.page, code.entry));
    })
    .await?;
    Ok(told(entry, &format!("signed in; the refresh token is in {}", kept.place()), Exit::Held))
}

/// Whether there is a token right now: it is asked for.
async fn status(entry: &Entry, sign_in: SignIn) -> Exit {
    let way = sign_in.way();
    match Tokens::sign_in(sign_in).await {
        Ok(_) => told(entry, &format!("{way}: there is a token"), Exit::Held),
        Err(error) => told(entry, &format!("{way}: {error}"), exit_of(&error)),
    }
}

fn told(entry: &Entry, what: &str, exit: Exit) -> Exit {
    output::out(&format!("{}: {what} ({})\n", entry.name, entry.said.origin));
    exit
}
