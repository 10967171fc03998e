//! Where docproof keeps what outlives a run.

use std::io;
use std::path::PathBuf;

use etcetera::{AppStrategy as _, AppStrategyArgs, choose_app_strategy};

/// The state folder: `DOCPROOF_STATE`, or the one that the operating system gives to each user's programs.
pub(super) fn folder() -> io::Result<PathBuf> {
    if let Some(folder) = std::env::var_os("DOCPROOF_STATE") {
        return Ok(PathBuf::from(folder));
    }
    let args =
        AppStrategyArgs { top_level_domain: String::new(), author: String::new(), app_name: "docproof".to_owned() };
    let strategy = choose_app_strategy(args).map_err(io::Error::other)?;
    Ok(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()))
}
