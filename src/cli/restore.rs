//! `docproof restore`: finishes what interrupted runs left.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use serde_json::Map;

use super::args::{RestoreArgs, TargetArgs};
use super::exit::Exit;
use super::journal::FileJournal;
use super::target::prepare;
use super::{output, settings};
use crate::config::{Config, Environment, arguments};
use crate::engine::{CheckError, PutBack, RunError, restore as put_back};
use crate::event::{Event, EventKind};
use crate::journal::{JournalError, JournalFolder, Opened, canonical};
use crate::target::Address;

pub(super) fn restore(args: &RestoreArgs) -> Exit {
    super::runtime::block_on(async {
        match all(args).await {
            Ok(exit) => exit,
            Err(error) => {
                output::error(error.as_ref());
                Exit::Usage
            }
        }
    })
}

/// Every journal of the target, one after the other. The worst outcome counts.
async fn all(args: &RestoreArgs) -> Result<Exit, Box<dyn Error>> {
    let folder = super::journal::folder()?;
    let config = settings::config(args.config.as_deref())?;
    let root = args.target.as_deref().map(|named| root(&config, named)).transpose()?;
    let (mut worst, mut open) = (Exit::Held, Vec::new());
    for file in folder.files()? {
        match JournalFolder::peek(&file) {
            Ok(Some(left)) => open.push(left.opened),
            Ok(None) => tidy(&file),
            // A run that ends at this moment removes its own.
            Err(JournalError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                output::error(&error);
                worst = Exit::Usage;
            }
        }
    }
    open.retain(|opened| root.as_ref().is_none_or(|root| is_same(root, opened)));
    one_owner_of_the_token(args, &config, &open)?;
    if open.is_empty() && worst == Exit::Held {
        output::out("nothing to put back\n");
    }
    for opened in &open {
        let exit = one(args, &config, &folder, opened).await;
        worst = if worst == Exit::Usage || exit == Exit::Held { worst } else { exit };
    }
    Ok(worst)
}

/// Removes a journal that says nothing. One that cannot be removed harms nobody.
fn tidy(file: &Path) {
    match JournalFolder::tidy(file) {
        Ok(()) | Err(JournalError::Busy { .. }) => {}
        Err(error) => output::error(&error),
    }
}

/// The service root of a name or URL.
fn root(config: &Config, named: &str) -> Result<Address, Box<dyn Error>> {
    let target = config.target(Some(named), arguments(Map::new()), &Environment::default())?;
    Ok(Address::parse(target.root().unwrap_or(named))?)
}

/// Whether the interrupted run was about this target, however it was spelt.
fn is_same(root: &Address, opened: &Opened) -> bool {
    canonical(root.root()) == canonical(&opened.target)
}

/// A token belongs to one target: it must not go to another because that has a journal too.
fn one_owner_of_the_token(args: &RestoreArgs, config: &Config, open: &[Opened]) -> Result<(), Box<dyn Error>> {
    let live = |opened: &&Opened| Address::parse(&opened.target).is_ok_and(|address| !address.is_loopback());
    let nameless = |opened: &&Opened| table_of(config, opened).is_none();
    let mut targets: Vec<&str> =
        open.iter().filter(live).filter(nameless).map(|opened| opened.target.as_str()).collect();
    targets.sort_unstable();
    targets.dedup();
    if args.target.is_none() && targets.len() > 1 {
        let targets = targets.join(", ");
        return Err(format!("the journals are of several targets; say --target with one of {targets}").into());
    }
    Ok(())
}

/// The table that the interrupted run was started with, while it still says where the object is.
fn table_of<'o>(config: &Config, opened: &'o Opened) -> Option<&'o str> {
    let name = opened.name.as_deref().filter(|name| config.names().iter().any(|known| known == name))?;
    root(config, name).is_ok_and(|root| is_same(&root, opened)).then_some(name)
}

/// Finishes one journal and says what came of it.
async fn one(args: &RestoreArgs, config: &Config, folder: &JournalFolder, opened: &Opened) -> Exit {
    match finished(args, config, folder, opened).await {
        Ok(None) => Exit::Held,
        Ok(Some(put_back)) => {
            output::out(&told(opened, &put_back));
            if put_back.is_complete() || put_back.gone { Exit::Held } else { Exit::Undecided }
        }
        Err(error) => {
            if let Some(RunError::Journal(busy @ JournalError::Busy { .. })) = error.downcast_ref() {
                output::err(&format!("left alone: {busy}"));
                return Exit::Undecided;
            }
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

async fn finished(
    args: &RestoreArgs,
    config: &Config,
    folder: &JournalFolder,
    opened: &Opened,
) -> Result<Option<PutBack>, Box<dyn Error>> {
    let is_below = opened.entity.strip_prefix(&opened.target).is_some_and(|path| path.starts_with('/'));
    if !is_below {
        return Err(format!("the journal of {} says that it is on {}", opened.entity, opened.target).into());
    }
    let settings = TargetArgs {
        config: args.config.clone(),
        contract: Some(opened.contract.clone()),
        param: opened.params.clone(),
        fault: Vec::new(),
        freedom: Vec::new(),
        csdl: None,
        timeout: args.timeout,
        // The interrupted run had the consent, and this takes back what it did.
        allow_writes: true,
        throwaway: false,
    };
    let named = table_of(config, opened).unwrap_or(&opened.target);
    // What the interrupted run did is taken back, whatever the table says of new runs.
    let off = ["read-only", "throwaway"].map(|key| (key.to_owned(), false.into()));
    let target = settings::target(config, Some(named), &settings, Map::from_iter(off))?;
    let journal = FileJournal::new(folder.clone(), &target);
    let check = prepare(&target, &settings).await?.check.journal(Arc::new(journal));
    let plan = check.plan().map_err(|error: CheckError| Box::new(error) as Box<dyn Error>)?;
    let mut listener = |event: &Event| {
        if let EventKind::Note { text } = &event.kind {
            output::err(text);
        }
    };
    Ok(put_back(&plan, &opened.entity, &mut listener).await?)
}

fn told(opened: &Opened, put_back: &PutBack) -> String {
    let done = match put_back.done.as_slice() {
        [] if opened.marker.is_some() && put_back.is_complete() => {
            "no object of ours is left in the collection".to_owned()
        }
        [] if put_back.is_own && put_back.is_complete() => "removed".to_owned(),
        [] if put_back.is_own => "not removed".to_owned(),
        [] if put_back.is_complete() => "nothing of ours is left in it".to_owned(),
        [] => "nothing was put back".to_owned(),
        names => format!("put back {}", names.join(", ")),
    };
    let mut text = format!("{}: {done}\n", opened.entity);
    for sentence in put_back.sentences() {
        text.push_str("  ");
        text.push_str(&sentence);
        text.push('\n');
    }
    text
}
